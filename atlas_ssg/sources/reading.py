"""From a feed's bytes to its articles, as plain text, in a process of its own.

What a feed holds is a stranger's: it may be built to keep a parser busy or to
fill the memory. The process has limits and can be ended; it is given the bytes
on its standard input and prints JSON. Run as `python -m atlas_ssg.sources.reading`.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
from html.parser import HTMLParser
from typing import Annotated, Any

import msgspec
from msgspec import Meta

_MOST_ARTICLES = 200
_MOST_TITLE, _MOST_TEXT, _MOST_LINK = 300, 4000, 2000  # characters
_MEMORY = 1 << 30  # bytes of address space; a large feed takes a tenth of that
_PROCESSOR_SECONDS = 10

# A document type with declarations of its own is the way to an entity bomb; no
# feed needs one. What stands before it is consumed without looking back.
_DECLARES = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^\[>]*\[",
    re.DOTALL | re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


class UnreadableFeedError(Exception):
    """Why a feed's bytes could not be read."""


class Article(msgspec.Struct, frozen=True):
    """One article of a feed, as plain text on one line. `published` is an ISO date, or empty."""

    title: Annotated[str, Meta(max_length=_MOST_TITLE)]
    link: Annotated[str, Meta(max_length=_MOST_LINK)]
    published: Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    text: Annotated[str, Meta(max_length=_MOST_TEXT)] = ""


async def read_feed(data: bytes, seconds: float = 2.0 * _PROCESSOR_SECONDS) -> tuple[Article, ...]:
    """The articles of a feed, in its order. Raises `UnreadableFeedError`, after `seconds` too."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(child.communicate(data), seconds)
    except TimeoutError:
        raise UnreadableFeedError("it takes too long to read") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    try:
        found = msgspec.json.decode(said, type=tuple[Article, ...] | str)
    except msgspec.MsgspecError:
        raise UnreadableFeedError("it needs too much time or memory to read") from None
    if isinstance(found, str):
        raise UnreadableFeedError(found)
    return found


def articles(data: bytes) -> tuple[Article, ...]:
    """The articles in `data`, without any limit on time. Raises `UnreadableFeedError`."""
    if _DECLARES.match(data.replace(b"\0", b"")):
        raise UnreadableFeedError("it declares entities of its own, which may be a bomb")
    import feedparser  # a tenth of a second: only where there is something to read

    # As a stream: of bytes feedparser would first ask whether they name a file.
    found = feedparser.parse(io.BytesIO(data), response_headers={})
    if not found.get("version") and not found.entries:
        raise UnreadableFeedError("it is no feed (RSS or Atom)")
    return tuple(_article(entry) for entry in found.entries[:_MOST_ARTICLES])


def plain(text: str, most: int = _MOST_TEXT) -> str:
    """Text on one line without markup and without characters that are not seen, cut to `most`."""
    stripper = _Stripper()
    stripper.feed(text[: 8 * most])
    stripper.close()
    kept = "".join(c if c.isprintable() else " " for c in "".join(stripper.pieces))
    return _SPACE.sub(" ", kept).strip()[:most]


class _Stripper(HTMLParser):
    """Collects the text between tags; scripts and styles are no text."""

    _SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(" ")
        self._silent = self._silent or (tag if tag in self._SILENT else "")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(" ")
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _article(entry: Any) -> Article:
    contents = [str(part.get("value", "")) for part in entry.get("content", ())]
    tags = [str(tag.get("term") or "") for tag in entry.get("tags", ())]
    text = " ".join([str(entry.get("summary") or ""), *contents[:1], *tags[:20]])
    link = str(entry.get("link") or "")
    dates = [_date(entry[key]) for key in ("published_parsed", "updated_parsed") if key in entry]
    return Article(
        title=plain(str(entry.get("title") or ""), _MOST_TITLE),
        link=link if len(link) <= _MOST_LINK else "",
        published=next((d for d in dates if d), ""),
        text=plain(text),
    )


def _date(time: Any) -> str:
    try:
        year, month, day = time[:3]
        return f"{year:04}-{month:02}-{day:02}" if 1970 <= year <= 9999 else ""
    except (TypeError, ValueError):
        return ""


def _limit() -> None:
    """No more memory and processor time than a feed can need. Windows has the clock alone."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _PROCESSOR_SECONDS),
    ):
        _, highest = resource.getrlimit(kind)
        least = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (least, least))


def main() -> None:
    """Read a feed from standard input and print its articles, or why there are none."""
    _limit()
    said: tuple[Article, ...] | str
    try:
        said = articles(sys.stdin.buffer.read())
    except UnreadableFeedError as error:
        said = str(error)
    except Exception as error:  # whatever the parser meets, it is the feed's fault
        said = f"it cannot be read: {type(error).__name__}"
    sys.stdout.buffer.write(msgspec.json.encode(said))


if __name__ == "__main__":
    main()
