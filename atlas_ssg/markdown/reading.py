"""The walk over a page's tokens: what it links to, cites, draws and says, in document order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from atlas_ssg.markdown.citations import cited, replace
from atlas_ssg.markdown.context import RESERVED_IDS, Context, is_counted
from atlas_ssg.markdown.links import resolve
from atlas_ssg.markdown.numbering import Numbering
from atlas_ssg.markdown.passages import Outline
from atlas_ssg.markdown.positions import Finder
from atlas_ssg.model.citation import Citation, mark
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.page import Fence, Heading, Link, PassageKind
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean
from atlas_ssg.slugs import Slugger

Span = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """What has been read of one page so far. Tokens are completed in place for the writer."""

    path: str
    address: str
    context: Context
    finder: Finder
    numbering: Numbering
    outline: Outline = field(default_factory=Outline)
    slugger: Slugger = field(default_factory=lambda: Slugger(RESERVED_IDS, is_counted))
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    raw_html: bool = False

    def walk(self, tokens: Sequence[Token]) -> None:
        """Read all block tokens in order."""
        span: Span = (0, 1)
        for index, token in enumerate(tokens):
            if token.map:
                span = (token.map[0], token.map[1])
            self.outline.structure(token)
            if token.type == "inline":
                self._inline(token, span, tokens[index - 1])
            elif token.type in {"fence", "colon_fence"}:
                self._fence(token, span)
            elif token.type == "code_block":
                self.outline.add(PassageKind.CODE, token.content, self.finder.block(span[0]))
            elif token.type == "html_block":
                self.raw_html = True

    def _inline(self, token: Token, span: Span, opening: Token) -> None:
        text, codes, citations = self._children(token.children or [], span)
        if opening.type == "heading_open":
            self._heading(opening, text, span)
            return
        place = self.finder.block(span[0])
        self.outline.add(PassageKind.PARAGRAPH, text, place, tuple(codes), tuple(citations))

    def _heading(self, token: Token, text: str, span: Span) -> None:
        anchor = self.slugger(text)
        level = int(token.tag[1])
        token.attrSet("id", anchor)
        token.meta["anchor"] = anchor
        self.headings.append(Heading(level, text, anchor, self.finder.block(span[0])))
        self.outline.heading(level, text, anchor)

    def _children(
        self, children: Sequence[Token], span: Span
    ) -> tuple[str, list[str], list[Citation]]:
        """Plain text with citation marks, code spans, citations."""
        text: list[str] = []
        codes: list[str] = []
        citations: list[Citation] = []
        for child in children:
            if child.type == "citation":
                here = self._cite(child, span)
                citations += here
                text += [mark(citation.number) for citation in here]
            elif child.type == "code_inline":
                codes.append(child.content)
                text.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                text.append("\n")
            elif child.type == "link_open":
                self._link(child, span)
            elif child.type == "image":
                text.append(child.content)
                self._image(child, span)
            elif child.type == "html_inline":
                self.raw_html = True
            else:
                text.append(child.content)
        return "".join(text), codes, citations

    def _cite(self, token: Token, span: Span) -> list[Citation]:
        start = self.finder.find(token.content, span)
        citations = [
            self.numbering.cite(one, Place(start.path, start.line, start.column + one.offset))
            for one in token.meta["cited"]
        ]
        token.meta["links"] = [(c.number, self.numbering.target(c.key)) for c in citations]
        return citations

    def _link(self, token: Token, span: Span) -> None:
        target = str(token.attrs.get("href", ""))
        place = self.finder.find(target, span) if target else self.finder.block(span[0])
        link = resolve(target, self.path, self.address, place, self.context)
        self.links.append(link)
        if link.broken:
            del token.attrs["href"]
            token.attrSet("class", "broken-link")
            self._report_link(link)
        elif link.external:
            token.attrSet("rel", "noopener")
        else:
            fragment = f"#{link.fragment}" if link.fragment else ""
            here = link.permalink == self.address and fragment
            token.attrSet("href", fragment if here else link.permalink + fragment)

    def _image(self, token: Token, span: Span) -> None:
        target = str(token.attrs.get("src", ""))
        place = self.finder.find(target, span) if target else self.finder.block(span[0])
        link = resolve(target, self.path, self.address, place, self.context)
        self.links.append(Link(target, place, link.permalink, "", link.external, link.broken, True))
        if link.broken:
            token.attrSet("src", "")
            self._report("LK006", f"there is no image `{target}`", place, "", len(target))
        elif link.external:
            token.meta["external"] = True
            message = f"the image {target} is elsewhere: it is shown as a link"
            help = "pages load nothing from outside; put the image beside the page"
            self._report("LK005", message, place, help, len(target), Severity.WARNING)
        else:
            token.attrSet("src", link.permalink)

    def _report_link(self, link: Link) -> None:
        if link.external:
            message = f"`{link.target}` may not be linked to"
            help = "use an http, https or mailto address, or one of this site"
            self._report("LK004", message, link.place, help, len(link.target))
            return
        known = [*self.context.routes, *self.context.addresses]
        help = did_you_mean(link.target.partition("#")[0], known) if len(known) < 5000 else ""
        shown = help if help.startswith("did you mean") else ""
        self._report("LK001", f"`{link.target}` leads nowhere", link.place, shown, len(link.target))

    def _fence(self, token: Token, span: Span) -> None:
        words = token.info.split()
        language = words[0].strip("{}").lower() if words else ""
        if language != "mermaid":
            place = self.finder.block(span[0] + 1)
            self.outline.add(PassageKind.CODE, token.content, place, language=language)
            return
        ordinal = len(self.fences) + 1
        token.meta["diagram"] = ordinal
        source = token.content.rstrip("\n")
        place = self._first_line(source, span)
        citations: list[Citation] = []
        line = begin = last = 0  # of the line that was read up to `last`

        def marker(bracket: str, offset: int) -> str:
            nonlocal line, begin, last
            line += source.count("\n", last, offset)
            begin = max(begin, source.rfind("\n", last, offset) + 1)
            last, column = offset, offset - begin
            here = [
                self.numbering.cite(
                    one, Place(place.path, place.line + line, place.column + column + one.offset)
                )
                for one in cited(bracket)
            ]
            citations.extend(here)
            return "".join(mark(citation.number) for citation in here)

        marked = replace(source, marker)
        self.fences.append(Fence(ordinal, source, marked, place, tuple(citations)))

    def _first_line(self, source: str, span: Span) -> Place:
        """Where the first line of a fence's content stands; its indent is not part of it."""
        start = self.finder.block(span[0] + 1)
        first = source.split("\n", 1)[0]
        column = self.finder.line(start.line).find(first) + 1
        return Place(start.path, start.line, max(1, column))

    def _report(
        self,
        code: str,
        message: str,
        place: Place,
        help: str,
        length: int,
        severity: Severity = Severity.ERROR,
    ) -> None:
        line = self.finder.line(place.line)
        self.diagnostics.append(
            Diagnostic(code, message, place, severity, help, line, max(1, length))
        )
