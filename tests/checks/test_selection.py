from typing import Any

import pytest

from atlas_ssg.checks.selection import chosen, unknown_codes
from atlas_ssg.config import ChecksTable
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.source import Place
from tests.checks.examined import configured


def reported(code: str, path: str = "content/a.md", **checks: Any) -> bool:
    config = configured(checks=ChecksTable(**checks))
    return bool(list(chosen([Diagnostic(code, "m", Place(path))], config)))


def test_everything_is_reported_but_what_must_be_asked_for() -> None:
    assert reported("SR001")
    assert not reported("ST002")
    assert reported("ST002", extend_select=("ST002",))
    assert reported("ST002", select=("ALL",))


@pytest.mark.parametrize(
    ("code", "select", "ignore", "wanted"),
    [
        ("SR001", ("SR",), (), True),
        ("MM001", ("SR",), (), False),
        ("SR001", ("SR",), ("SR001",), False),
        ("SR002", ("SR",), ("SR001",), True),
        ("SR001", ("SR001",), ("SR",), True),
        ("SR001", (), ("SR",), False),
        ("SR001", ("ALL",), ("SR",), False),
        ("SR001", (), ("ALL",), False),
        ("SR001", ("SR",), ("ALL",), True),
        ("SR001", ("ALL",), ("ALL",), False),
        ("SR001", ("SR",), ("SR",), True),
    ],
)
def test_the_longest_prefix_wins(
    code: str, select: tuple[str, ...], ignore: tuple[str, ...], wanted: bool
) -> None:
    assert reported(code, select=select, ignore=ignore) is wanted


def test_a_rule_may_be_off_for_some_paths() -> None:
    off = {"content/drafts/*": ("SR",)}
    assert not reported("SR001", "content/drafts/a.md", per_path_ignores=off)
    assert reported("SR001", "content/a.md", per_path_ignores=off)
    assert reported("MM001", "content/drafts/a.md", per_path_ignores=off)


def test_a_code_that_no_rule_has_is_reported_once() -> None:
    checks = ChecksTable(ignore=("SRX", "SR"), per_path_ignores={"a": ("SRX",)}, select=("ALL",))
    (found,) = unknown_codes(configured(checks=checks))
    assert "`SRX`" in found.message
