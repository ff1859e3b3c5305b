"""Numbers of sources on one page: each key gets its number where it is first cited."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas_ssg.markdown.citations import Cited
from atlas_ssg.model.citation import Citation
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.source import Place, SourceFile
from atlas_ssg.schema import nearest

CALCULATION = "calc:"


@dataclass(slots=True)
class Numbering:
    """Hands out numbers while a page is read from top to bottom."""

    source: SourceFile
    known: tuple[str, ...]
    calculations: tuple[str, ...]
    numbers: dict[str, int] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def cite(self, one: Cited, place: Place) -> Citation:
        """The citation of one source whose key stands at `place`."""
        if one.key not in self.numbers and not self._is_known(one.key):
            self._report(one.key, place)
        number = self.numbers.setdefault(one.key, len(self.numbers) + 1)
        citation = Citation(one.key, number, place, one.prefix, one.locator)
        self.citations.append(citation)
        return citation

    def target(self, key: str) -> str:
        """The id on the page that the citation of `key` leads to."""
        if key.startswith(CALCULATION):
            return f"calc-{key.removeprefix(CALCULATION)}"
        return f"source-{self.numbers[key]}"

    def _is_known(self, key: str) -> bool:
        if key.startswith(CALCULATION):
            return key.removeprefix(CALCULATION) in self.calculations
        return key in self.known

    def _report(self, key: str, place: Place) -> None:
        calculation = key.startswith(CALCULATION)
        what = "calculation of this page" if calculation else "source of the bibliography"
        where = "`calculations:`" if calculation else "content/sources/"
        known = [CALCULATION + name for name in self.calculations] if calculation else self.known
        close = nearest(key, known)
        offer = " or ".join(f"`@{name}`" for name in close)
        self.diagnostics.append(
            Diagnostic(
                "SR002",
                f"`@{key}` is no {what}",
                place,
                help=f"did you mean {offer}?" if close else f"add it to {where}",
                source_line=self.source.text.split("\n")[place.line - 1],
                length=len(key) + 1,
            )
        )
