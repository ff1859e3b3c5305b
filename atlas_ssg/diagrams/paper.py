"""A document as PDF, printed by the same browser that draws: tagged, with bookmarks.

The document must hold all it needs: the page runs no script and reaches
nothing. The same document and browser give the same bytes.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from atlas_ssg.diagrams.chromium import Studio
from atlas_ssg.diagrams.renderer import RenderError

if TYPE_CHECKING:
    from playwright.async_api import Route

_ADDRESS = "http://paper.invalid/"  # RFC 2606: a name that nobody can own
_SECONDS = 300.0
_FOOTER = (
    '<div style="width:100%;text-align:center;font:8px sans-serif;color:#555">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)
# The clock in a PDF, as in "(D:20261125001500+00'00')"; see ISO 32000-1, 7.9.4.
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}([^)]*)\)")


class ChromiumPrinter:
    """Prints. Starts a browser for each document."""

    def pdf(self, html: str, date: str) -> bytes:
        """`html` on A4, numbered; pages of the style's own size keep it.

        `date` (fourteen digits) is what it says of its making. Raises
        `RenderError` when nothing can be printed.
        """
        printed = asyncio.run(_printed(html))
        return _DATE.sub(
            lambda match: b"/%b (D:%b%b)" % (match[1], date.encode(), match[2]), printed
        )


async def _printed(html: str) -> bytes:
    from playwright.async_api import Error

    studio = Studio([], _SECONDS)
    try:
        browser = await studio.ready()
        context = await browser.new_context(
            java_script_enabled=False, service_workers="block", locale="en-US", timezone_id="UTC"
        )
        await context.route("**/*", _only(html))
        page = await context.new_page()
        await page.goto(_ADDRESS, wait_until="load", timeout=_SECONDS * 1000)
        return await page.pdf(
            format="A4",
            prefer_css_page_size=True,
            print_background=True,
            outline=True,
            tagged=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=_FOOTER,
        )
    except Error as error:
        first = str(error).strip().splitlines()[0]
        raise RenderError(f"the browser does not print it: {first}") from None
    finally:
        await studio.close()


def _only(html: str) -> Callable[[Route], Any]:
    """Answers the document's own address from memory, and nothing else."""

    async def answer(route: Route) -> None:
        if route.request.url == _ADDRESS:
            await route.fulfill(content_type="text/html; charset=utf-8", body=html)
        else:
            await route.abort()

    return answer
