"""Every link of a site to the web, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from atlas_ssg.cache import Cache
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.site import Site
from atlas_ssg.model.source import Place
from atlas_ssg.sources.public import Lookup, look_up
from atlas_ssg.sources.reachability import OFFLINE, Answer, Manners, Verdict, reach

_FARTHEST = 20  # lines below the beginning of an entry in which its address stands


@dataclass(frozen=True, slots=True)
class WebLink:
    """One use of an address; `archive` is a copy of what stood there, if the author keeps one."""

    url: str
    place: Place
    archive: str = ""


def web_links(site: Site, texts: Mapping[str, str]) -> tuple[WebLink, ...]:
    """The links of pages, the sources of the bibliography, and the homes of technologies."""
    archives = {entry.url: entry.archive for entry in site.library.references.values()}
    found = [
        WebLink(link.target, link.place, archives.get(link.target, ""))
        for page in site.pages.values()
        for link in page.links
        if link.external and not link.broken and link.target.startswith(("http://", "https://"))
    ]
    for entry in site.library.references.values():
        found += _of_reference(entry, texts)
    found += [
        WebLink(entry.url, _below(entry.place, entry.url, texts))
        for entry in site.library.technologies.values()
        if entry.url.startswith(("http://", "https://"))
    ]
    return tuple(found)


def check_links(
    site: Site,
    texts: Mapping[str, str],
    cache: Cache,
    advance: Callable[[int, int], None] = lambda done, total: None,
    *,
    manners: Manners | None = None,
    lookup: Lookup = look_up,
) -> tuple[Diagnostic, ...]:
    """LK007 for each use of a dead address, LK008 for each that could not be verified."""
    links = web_links(site, texts)
    answers = reach((link.url for link in links), cache, advance, manners=manners, lookup=lookup)
    offline = [link for link in links if answers[link.url].why == OFFLINE]
    return (
        *(Diagnostic("LK008", OFFLINE, link.place, Severity.WARNING) for link in offline[:1]),
        *(
            _diagnostic(link, answers[link.url], texts)
            for link in links
            if answers[link.url].verdict is not Verdict.FINE and link not in offline
        ),
    )


def _of_reference(entry: Reference, texts: Mapping[str, str]) -> Iterator[WebLink]:
    yield WebLink(entry.url, _below(entry.place, entry.url, texts), entry.archive)
    if entry.archive:
        yield WebLink(entry.archive, _below(entry.place, entry.archive, texts))


def _below(place: Place, url: str, texts: Mapping[str, str]) -> Place:
    """Where the address itself stands, on the lines below the beginning of its entry."""
    lines = texts.get(place.path, "").split("\n")
    for number in range(place.line, min(place.line + _FARTHEST, len(lines)) + 1):
        column = lines[number - 1].find(url)
        if column >= 0:
            return Place(place.path, number, column + 1)
    return place


def _diagnostic(link: WebLink, answer: Answer, texts: Mapping[str, str]) -> Diagnostic:
    lines = texts.get(link.place.path, "").split("\n")
    line = lines[link.place.line - 1] if link.place.line <= len(lines) else ""
    dead = answer.verdict is Verdict.DEAD
    if dead and link.archive:
        help = f"a copy is kept at {link.archive}: link to that"
    elif dead:
        help = "find where it went, or a copy in a web archive, and keep that as `archive:`"
    else:
        help = "open it in a browser"
    return Diagnostic(
        "LK007" if dead else "LK008",
        f"{link.url} is dead: {answer.why}" if dead else f"{link.url}: {answer.why}",
        link.place,
        Severity.ERROR if dead else Severity.INFO,
        help,
        line,
        len(link.url),
    )
