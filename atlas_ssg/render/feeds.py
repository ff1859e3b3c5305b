"""Files for programs that read the site: sitemap, Atom feed, robots.txt, llms.txt."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.page import Page
from atlas_ssg.model.route import relative
from atlas_ssg.model.site import Site

FEED = "/feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST_ENTRIES = 50
_NEVER = "1970-01-01"
NAMES = ("sitemap.xml", "feed.xml", "robots.txt", "llms.txt")
# What XML 1.0 has no room for (section 2.2, "Char").
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def files(
    site: Site, indexes: Indexes, config: Config, addresses: tuple[str, ...], memo: Memo
) -> tuple[OutputFile, ...]:
    """All of them. `addresses` are those of every HTML page of the site.

    Without a base URL, addresses are relative to the site's root.
    """
    pages = tuple(
        (page.permalink, page.title, page.description, page.front.updated, page.category)
        for page in site.pages.values()
    )
    titles = tuple((category.id, category.title) for category in indexes.categories)
    return memo(
        "feeds",
        "",
        (addresses, pages, titles, config.site),
        lambda: (
            OutputFile("sitemap.xml", _sitemap(site, config, sorted(addresses))),
            OutputFile("feed.xml", _feed(site, config)),
            OutputFile("robots.txt", _robots(config).encode()),
            OutputFile("llms.txt", _llms(site, indexes, config).encode()),
        ),
    )


def _full(config: Config, address: str) -> str:
    if not config.site.base_url:
        return relative("/", address, to_file=True)
    return config.site.base_url.rstrip("/") + address


def _sitemap(site: Site, config: Config, addresses: Iterable[str]) -> bytes:
    updated = {page.permalink: page.front.updated for page in site.pages.values()}
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for address in addresses:
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = _full(config, address)
        if updated.get(address):
            ET.SubElement(entry, "lastmod").text = updated[address]
    return _bytes(root)


def _feed(site: Site, config: Config) -> bytes:
    """The pages that changed last, newest first; a page without a date is not news."""
    dated = [page for page in site.pages.values() if page.front.updated]
    newest = sorted(dated, key=lambda p: (p.front.updated, p.permalink), reverse=True)
    root = ET.Element("feed", {"xmlns": _ATOM})
    ET.SubElement(root, "title").text = config.site.title
    if config.site.description:
        ET.SubElement(root, "subtitle").text = config.site.description
    ET.SubElement(root, "id").text = _identity(config, "/")
    ET.SubElement(root, "link", {"href": _full(config, "/")})
    ET.SubElement(root, "link", {"rel": "self", "href": _full(config, FEED)})
    latest = newest[0].front.updated if newest else _NEVER
    ET.SubElement(root, "updated").text = f"{latest}T00:00:00Z"
    author = ET.SubElement(root, "author")
    ET.SubElement(author, "name").text = config.site.title
    for page in newest[:_MOST_ENTRIES]:
        _entry(root, page, config)
    return _bytes(root)


def _entry(root: ET.Element, page: Page, config: Config) -> None:
    entry = ET.SubElement(root, "entry")
    ET.SubElement(entry, "title").text = page.title
    ET.SubElement(entry, "id").text = _identity(config, page.permalink)
    ET.SubElement(entry, "link", {"href": _full(config, page.permalink)})
    ET.SubElement(entry, "updated").text = f"{page.front.updated}T00:00:00Z"
    if page.description:
        ET.SubElement(entry, "summary").text = page.description


def _identity(config: Config, address: str) -> str:
    """A name that stays: the full address, or one made from title and address without a base."""
    if config.site.base_url:
        return _full(config, address)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{config.site.title} {address}").urn


def _bytes(root: ET.Element) -> bytes:
    for element in root.iter():
        if element.text is not None:
            element.text = _FORBIDDEN.sub(" ", element.text)
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _robots(config: Config) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if config.site.base_url:
        lines.append(f"Sitemap: {_full(config, '/sitemap.xml')}")
    return "\n".join(lines) + "\n"


def _llms(site: Site, indexes: Indexes, config: Config) -> str:
    """The site as a list of links with a sentence each, for programs that read Markdown."""
    lines = [f"# {config.site.title}"]
    if config.site.description:
        lines += ["", f"> {config.site.description}"]
    by_category = {category.id: category.title for category in indexes.categories}
    groups: dict[str, list[Page]] = {}
    for page in site.pages.values():
        groups.setdefault(by_category.get(page.category, "Pages"), []).append(page)
    for title in [*(t for t in by_category.values() if t in groups), "Pages"]:
        if title in groups:
            lines += ["", f"## {title}", ""]
            lines += [_llms_line(page, config) for page in groups[title]]
    return "\n".join(lines) + "\n"


def _llms_line(page: Page, config: Config) -> str:
    text = f"- [{page.title}]({_full(config, page.permalink)})"
    return f"{text}: {page.description}" if page.description else text
