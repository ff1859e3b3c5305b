"""One page: from a draft's Markdown to a parsed `Page`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from atlas_ssg.cache import digest
from atlas_ssg.markdown.context import Context
from atlas_ssg.markdown.numbering import Numbering
from atlas_ssg.markdown.parser import MOST_NESTING, parser
from atlas_ssg.markdown.positions import Finder
from atlas_ssg.markdown.reading import Reading
from atlas_ssg.markdown.sanitise import sanitise
from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.page import FrontMatter, Page, Passage, PassageKind
from atlas_ssg.model.source import SourceFile

_LONGEST_LEAD = 300


def parse(
    source: SourceFile,
    front: FrontMatter,
    body: str,
    first_line: int,
    *,
    permalink: str,
    section: str,
    is_index: bool,
    context: Context,
) -> tuple[Page, tuple[Diagnostic, ...]]:
    """The page and what is wrong with it. `body` begins at line `first_line` of `source`."""
    # A place's mark holds the digest of the text: nobody can write it into that text.
    place_mark = f"{digest(source.text)}-"
    env: dict[str, object] = {
        "glossary": context.glossary,
        "seen": set(),
        "place_mark": place_mark,
    }
    tokens = parser().parse(body.replace("\0", "\ufffd"), env)
    title, tokens = _title(front, tokens, source)
    calculations = tuple(calculation.name for calculation in front.calculations)
    reading = Reading(
        path=source.path,
        address=permalink,
        context=context,
        finder=Finder(source, first_line),
        numbering=Numbering(source, context.references, calculations),
    )
    reading.walk(tokens)
    html = parser().renderer.render(tokens, parser().options, env)
    if reading.raw_html:
        html = sanitise(html, place_mark)
    category, system, kind = _belongs(source.path, front, context)
    page = Page(
        path=source.path,
        shown=source.shown,
        permalink=permalink,
        section=section,
        title=title,
        front=front,
        category=category,
        system=system,
        kind=kind,
        body=_cut(html, place_mark),
        headings=tuple(reading.headings),
        links=tuple(reading.links),
        fences=tuple(reading.fences),
        passages=tuple(reading.outline.passages),
        citations=tuple(reading.numbering.citations),
        references=tuple(reading.numbering.numbers),
        lead=_lead(reading.outline.passages),
        is_index=is_index,
    )
    found = [*reading.diagnostics, *reading.numbering.diagnostics]
    if _too_deep(tokens):
        message = f"lists or quotes nested more than {MOST_NESTING} deep: text below is lost"
        found.append(Diagnostic("MD001", message, source.place(first_line), help="nest less"))
    return page, tuple(found)


def _title(front: FrontMatter, tokens: list[Token], source: SourceFile) -> tuple[str, list[Token]]:
    """The title, and the body without the heading that says it; further `h1`s become `h2`s."""
    openings = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    first = next((i for i in openings if tokens[i].tag == "h1"), openings[0] if openings else None)
    heading = "" if first is None else _plain(tokens[first + 1])
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    title = front.title or heading or name.replace("-", " ").replace("_", " ").capitalize()
    if first == 0 and tokens[0].tag == "h1":
        tokens = tokens[3:]
    if any(token.type == "heading_open" and token.tag == "h1" for token in tokens):
        for token in tokens:
            if token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    for index, token in enumerate(tokens):
        if token.type == "heading_close":
            token.meta = tokens[index - 2].meta
    return title, tokens


def _plain(token: Token) -> str:
    return "".join(
        child.content
        for child in token.children or []
        if child.type not in {"citation", "html_inline"}
    ).strip()


def _belongs(path: str, front: FrontMatter, context: Context) -> tuple[str, str, str]:
    """Category, system and kind: from the front matter, else from the path."""
    folder, *rest = path.split("/")
    category = context.categories.get(folder, "") if rest else ""
    stem = rest[-1].rpartition(".")[0] if rest else ""
    system = kind = ""
    if category and len(rest) == 2 and (rest[0] in context.systems or stem in context.kinds):
        system, kind = rest[0], stem if stem in context.kinds else ""
    return front.category or category, front.system or system, front.kind or kind


def _cut(html: str, place_mark: str) -> tuple[str | int, ...]:
    """HTML and diagrams in turn."""
    pieces = re.split(rf'<div data-diagram="{place_mark}(\d+)"></div>\n?', html)
    mixed = (int(p) if index % 2 else p for index, p in enumerate(pieces))
    return tuple(piece for piece in mixed if piece != "")


def _lead(passages: Sequence[Passage]) -> str:
    first = next((p.text for p in passages if p.kind is PassageKind.PARAGRAPH), "")
    text = unmarked(first)
    if len(text) <= _LONGEST_LEAD:
        return text
    return text[:_LONGEST_LEAD].rpartition(" ")[0] + "…"


def _too_deep(tokens: Sequence[Token]) -> bool:
    """markdown-it stops at its limit without a word: a level just below it was the last one."""
    return any(token.level >= MOST_NESTING - 2 for token in tokens)
