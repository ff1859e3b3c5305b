"""What a run does again, and what it does not."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.checks.rule import PageRule, PageSubject
from atlas_ssg.config import ChecksTable
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from tests.checks.examined import diagnostics, page

FLOW, STORAGE = "systems/netflix/request-flow.md", "systems/netflix/storage.md"


def test_diagnostics_come_in_the_order_of_places() -> None:
    found = diagnostics({STORAGE: page(body="TODO\n"), FLOW: page(body="TODO\n")})
    assert list(found) == sorted(found, key=lambda d: d.sort_key)
    assert {d.place.path for d in found} == {f"content/{FLOW}", f"content/{STORAGE}"}


def test_what_earlier_stages_found_is_among_them() -> None:
    found = diagnostics({FLOW: page(body="[x](nowhere.md) [@none]\n", front="colour: red\n")})
    assert {"LK001", "SR002", "FM001"} <= {d.code for d in found}


def test_only_pages_that_changed_are_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    module = import_module("atlas_ssg.checks.run")  # the package's name for it is the function
    check: Callable[[Iterable[PageRule], tuple[Any, ...]], tuple[Diagnostic, ...]] = module._check

    def watched(rules: Iterable[PageRule], inputs: tuple[Any, ...]) -> tuple[Diagnostic, ...]:
        looked_at.append(PageSubject(*inputs).page.path)
        return check(rules, inputs)

    monkeypatch.setattr(module, "_check", watched)
    memo = Memo()
    files = {FLOW: page(), STORAGE: page()}
    first = diagnostics(files, memo=memo)
    again = diagnostics(files, memo=memo)
    assert (sorted(looked_at), again) == ([FLOW, STORAGE], first)
    looked_at.clear()
    changed = diagnostics({**files, STORAGE: page(body="TODO\n")}, memo=memo)
    assert looked_at == [STORAGE]
    assert {d.code for d in changed} - {d.code for d in first} == {"WD001"}


def test_a_change_elsewhere_that_matters_is_seen() -> None:
    memo = Memo()
    linking = page(body="[x](storage.md#disks)\n")
    good = diagnostics({FLOW: linking, STORAGE: page(body="## Disks\n\nx\n")}, memo=memo)
    bad = diagnostics({FLOW: linking, STORAGE: page(body="## Disc\n\nx\n")}, memo=memo)
    assert "LK002" not in {d.code for d in good}
    assert "LK002" in {d.code for d in bad}


def test_another_configuration_is_obeyed_at_once() -> None:
    memo, files = Memo(), {FLOW: page(body="TODO\n")}
    assert "WD001" in {d.code for d in diagnostics(files, memo=memo)}
    off = diagnostics(files, memo=memo, checks=ChecksTable(ignore=("WD",)))
    assert "WD001" not in {d.code for d in off}


def test_a_suppressed_finding_is_gone_and_counts_as_used() -> None:
    body = "<!-- atlas: ignore[WD001] it is the name of a column -->\nTODO\n"
    found = diagnostics({FLOW: page(body=body)})
    assert not {"WD001", "SU001", "SU002"} & {d.code for d in found}


def test_a_rule_that_is_not_asked_for_does_not_make_a_suppression_unused() -> None:
    body = "<!-- atlas: ignore[WD001] it is the name of a column -->\nTODO\n"
    found = diagnostics({FLOW: page(body=body)}, checks=ChecksTable(select=("MM", "SU")))
    assert "SU001" not in {d.code for d in found}


def test_a_folder_without_categories_is_judged_by_its_diagrams_and_links_alone() -> None:
    found = diagnostics({"notes.md": page(body="TODO 5 ms [x](no.md)\n", description="")})
    assert {d.code for d in found} == {"LK001"}


def test_every_finding_has_its_line() -> None:
    found = diagnostics({FLOW: page(body="TODO\n")})
    assert all(d.source_line for d in found)
    assert {d.severity for d in found} <= set(Severity)
