"""Run every rule over a site, and put what the stages found beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Protocol, TypeVar

from atlas_ssg.cache import Memo
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject, Rule, SiteRule, SiteSubject
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.selection import chosen, unknown_codes
from atlas_ssg.checks.suppressions import apply_suppressions
from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site

_EVERYWHERE = tuple(rule for rule in RULES if isinstance(rule, PageRule) and rule.everywhere)
_IN_THE_ATLAS = tuple(rule for rule in RULES if isinstance(rule, PageRule))
_OF_THE_SITE = tuple(rule for rule in RULES if isinstance(rule, SiteRule))


def run(
    site: Site,
    indexes: Indexes,
    config: Config,
    found: Iterable[Diagnostic] = (),
    texts: Mapping[str, str] | None = None,
    memo: Memo | None = None,
) -> tuple[Diagnostic, ...]:
    """All diagnostics in order: `found` by earlier stages, and the rules' own.

    `texts` maps shown paths to source text: for the line below each message
    and for suppressions. What `memo` knows of a page that is as it was is
    taken from there.
    """
    memo = memo or Memo()
    subject = SiteSubject(site, indexes, config, texts or {})
    own = [*_pages(subject, memo), *_whole(subject)]
    return settle([*unknown_codes(config), *found, *own], subject.texts, config, memo)


def settle(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    config: Config,
    memo: Memo | None = None,
) -> tuple[Diagnostic, ...]:
    """Those that are neither suppressed in `texts` nor deselected in `config`, in order."""
    kept = apply_suppressions(diagnostics, texts, memo or Memo())
    return tuple(sorted(chosen(kept, config), key=lambda d: d.sort_key))


def _whole(subject: SiteSubject) -> Iterable[Diagnostic]:
    for rule in _OF_THE_SITE:
        for finding in rule.check(subject):
            lines = subject.texts.get(finding.place.path, "").split("\n")
            yield _diagnostic(rule, finding, lines)


def _pages(subject: SiteSubject, memo: Memo) -> Iterable[Diagnostic]:
    """What the pages' rules find, page by page; nothing is done for a page that is as it was."""
    # One object stands for equal values, so that comparing a page's inputs costs next to nothing.
    file = memo("check-configuration", "", (subject.config.file,), lambda: subject.config.file)
    pages = subject.site.pages
    for page, inputs in zip(pages.values(), _inputs(subject, file), strict=True):
        rules = _IN_THE_ATLAS if subject.in_atlas(page) else _EVERYWHERE
        yield from memo("check", page.path, inputs, partial(_check, rules, inputs))
    memo.keep("check", set(pages))


def _inputs(subject: SiteSubject, file: ConfigFile) -> Iterable[tuple[Any, ...]]:
    """Of each page all that its findings depend on: the fields of its `PageSubject`.

    As a tuple, since comparing one looks at identity first.
    """
    site, facts = subject.site, subject.site.facts
    calculations = _by_page(facts.calculations)
    disagreements = _by_page(facts.disagreements)
    absences = _by_page(facts.absences)
    for path, page in site.pages.items():
        drawn = tuple(
            [
                (fence, site.diagrams[path, fence.ordinal])
                for fence in page.fences
                if (path, fence.ordinal) in site.diagrams
            ]
        )
        known = site.library.references
        yield (
            page,
            subject.texts.get(page.shown, ""),
            file,
            drawn,
            subject.indexes.page_facts.get(path, ()),
            calculations.get(path, ()),
            disagreements.get(path, ()),
            absences.get(path, ()),
            subject.indexes.gates.get(path, ()),
            tuple([known[key] for key in page.references if key in known]),
        )


class _OnAPage(Protocol):
    @property
    def page(self) -> str: ...


T = TypeVar("T", bound=_OnAPage)


def _by_page(things: Iterable[T]) -> dict[str, tuple[T, ...]]:
    result: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        result[thing.page].append(thing)
    return {page: tuple(found) for page, found in result.items()}


def _check(rules: Iterable[PageRule], inputs: tuple[Any, ...]) -> tuple[Diagnostic, ...]:
    subject = PageSubject(*inputs)
    lines = subject.text.split("\n")
    return tuple(
        _diagnostic(rule, finding, lines) for rule in rules for finding in rule.check(subject)
    )


def _diagnostic(rule: Rule, finding: Finding, lines: list[str]) -> Diagnostic:
    number = finding.place.line
    return Diagnostic(
        rule.code,
        finding.message,
        finding.place,
        rule.severity,
        finding.help,
        lines[number - 1] if 0 < number <= len(lines) else "",
        finding.length,
        finding.edit,
    )
