"""Sites and builds of a few words, and a client that speaks ASGI to the server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.diagram import Edge, Graph, Group, Node, Outcome, Rendered
from atlas_ssg.model.fact import ErrorString
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import Build, OutputFile
from atlas_ssg.model.page import FrontMatter, Heading, Page, Passage, PassageKind
from atlas_ssg.model.site import Facts, Site
from atlas_ssg.model.source import NOWHERE, Place

META = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'self'; img-src 'self' data:\">"
)


def page_html(text: str, *, style: str = "static/atlas.0123abcd.css", title: str = "T") -> str:
    """A page as the theme would write it."""
    return (
        f'<!doctype html><html lang="en"><head>{META}<title>{title}</title>'
        f'<link rel="stylesheet" href="{style}"></head>'
        f'<body><header>Atlas</header><main id="main">{text}</main></body></html>'
    )


def make_page(
    path: str,
    title: str = "",
    text: str = "",
    *,
    category: str = "",
    system: str = "",
    headings: Sequence[str] = (),
) -> Page:
    """A parsed page with one paragraph."""
    return Page(
        path=path,
        shown=f"content/{path}",
        permalink=f"/{path.removesuffix('.md')}/",
        section="/",
        title=title or path,
        front=FrontMatter(),
        category=category,
        system=system,
        headings=tuple(Heading(2, heading, heading, NOWHERE) for heading in headings),
        passages=(Passage(PassageKind.PARAGRAPH, text, NOWHERE),),
    )


def make_site(
    *pages: Page,
    errors: Mapping[str, str] | None = None,
    diagrams: Mapping[tuple[str, int], Outcome] | None = None,
) -> Site:
    """A site of these pages; `errors` maps exact messages to the paths of their pages."""
    by_path = {page.path: page for page in pages}
    found = tuple(
        ErrorString(text, path, by_path[path].permalink, "", by_path[path].title, NOWHERE)
        for text, path in (errors or {}).items()
    )
    return Site(by_path, {}, diagrams=dict(diagrams or {}), facts=Facts(errors=found))


def drawn(path: str, *labels: str, edge: str = "", group: str = "") -> Rendered:
    """A rendered diagram with these labels."""
    nodes = tuple(Node(f"n{n}", label) for n, label in enumerate(labels))
    graph = Graph("flowchart-v2", nodes, (Edge("n0", "n0", edge),), (Group("g", group),))
    return Rendered(path, 1, "<svg/>", graph, 1, 1)


def make_build(
    files: Mapping[str, str | bytes],
    *,
    site: Site | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    indexes: Indexes | None = None,
) -> Build:
    """A finished build with these files."""
    made = tuple(
        OutputFile(path, content.encode() if isinstance(content, str) else content)
        for path, content in files.items()
    )
    return Build(site or make_site(), indexes or Indexes(), made, tuple(diagnostics))


def problem(
    path: str = "content/a.md", code: str = "MM001", message: str = "wrong", **more: Any
) -> Diagnostic:
    """An error at the third column of the second line of `path`."""
    return Diagnostic(code, message, Place(path, 2, 3), **more)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def ask(
    app: ASGIApp,
    target: str = "/",
    *,
    method: str = "GET",
    host: str = "127.0.0.1:8000",
    server: tuple[str, int] = ("127.0.0.1", 8000),
    **headers: str,
) -> Answer:
    """The answer to one request; `target` is sent as it stands."""
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (b"host", host.encode()),
            *((k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()),
        ],
        "server": server,
        "client": ("127.0.0.1", 50000),
    }
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    async def exchange() -> None:
        await app(scope, receive, send)

    asyncio.run(exchange())
    start = sent[0]
    assert all(value == value.strip() for _, value in start["headers"]), "no valid header"
    return Answer(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )
