"""Pages as lines of a list, and the filters of long lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from atlas_ssg.model.gate import Answer
from atlas_ssg.model.page import Page
from atlas_ssg.render.contexts.shell import Choice, Facet, Row
from atlas_ssg.render.drawings import thumbnail
from atlas_ssg.render.edition import Edition, state_of
from atlas_ssg.render.evidence import shorten
from atlas_ssg.slugs import slug

_LONGEST_DESCRIPTION = 220
_MOST_CHOICES = 16
LINE_BYTES = 350  # of markup round a page as a line


def row(page: Page, edition: Edition) -> Row:
    """One page as a line; the same object again while nothing of it changes."""
    outcomes, facts, gates = edition.outcomes(page), edition.facts(page), edition.gates(page)
    note = edition.systems[page.system].title if page.system in edition.systems else ""

    def compute() -> Row:
        file, width, height = thumbnail(page, outcomes)
        return Row(
            href=page.permalink,
            title=page.title,
            description=shorten(page.description, _LONGEST_DESCRIPTION),
            state=state_of(page, outcomes, gates),
            note=note,
            updated=page.front.updated,
            thumbnail=file,
            width=width,
            height=height,
            figures=len(facts),
            sources=sum(not key.startswith("calc:") for key in page.references),
            open=sum(answer.answer is Answer.MISSING for answer in gates),
        )

    return edition.memo("row", page.path, (page, outcomes, facts, gates, note), compute)


def section_rows(address: str, edition: Edition) -> tuple[Row, ...]:
    """What stands in a section: its subsections, then its pages, each by title."""
    section = edition.site.sections.get(address)
    if section is None:
        return ()
    below = [s for s in edition.site.sections.values() if s.parent == address]
    folders = [_folder(s.permalink, edition) for s in below]
    pages = [row(edition.site.pages[path], edition) for path in section.pages]
    return (*sorted(folders, key=_by_title), *sorted(pages, key=_by_title))


def _folder(address: str, edition: Edition) -> Row:
    section = edition.site.sections[address]
    page = edition.site.pages.get(section.index)
    below = sum(1 for path in edition.by_address if path.startswith(address) and path != address)
    return Row(
        href=address,
        title=edition.titles[address],
        description=shorten(page.description, _LONGEST_DESCRIPTION) if page else "",
        note=f"{below} page{'' if below == 1 else 's'}",
    )


def _by_title(entry: Row) -> tuple[str, str]:
    return entry.title.casefold(), entry.href


def facet(
    id: str, title: str, values: Iterable[str], names: Mapping[str, str], least: int = 1
) -> Facet | None:
    """A filter over `values` (one for each row, "" for none); None where there is no choice.

    Values that fewer than `least` rows have are no choice.
    """
    found = Counter(value for value in values if value)
    counts = Counter({value: count for value, count in found.items() if count >= least})
    if len(counts) < 2:
        return None
    shown = counts.most_common(_MOST_CHOICES)
    choices = (Choice(choice_class(id, v), names.get(v, v), n) for v, n in shown)
    return Facet(id, title, tuple(choices))


def choice_class(facet: str, value: str) -> str:
    """The class of rows that have `value` in a filter, and the id of the control that picks it.

    It begins with a capital, as no heading's id does.
    """
    return f"F-{facet}-{slug(value)}"
