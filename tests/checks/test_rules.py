"""Every rule is documented, registered once, and shown a good and a bad site."""

from pathlib import Path

import pytest

from atlas_ssg.checks import rules
from atlas_ssg.checks.fixes import fix
from atlas_ssg.checks.rule import Rule
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES
from tests.checks.cases import CASES
from tests.checks.cases.case import Case
from tests.checks.examined import LIBRARY, diagnostics, underlined


def test_codes_and_names_are_unique() -> None:
    codes = [rule.code for rule in RULES] + list(STAGE_CODES)
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_file_is_registered() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    first, _, rest = rule.documentation.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert "What to do:" in rest


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert set(CASES) == {rule.code for rule in RULES}


each_case = pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, several in CASES.items()
        for number, case in enumerate(several, 1)
    ],
)


@each_case
def test_it_finds_what_is_bad_at_its_place(code: str, case: Case) -> None:
    found = diagnostics(case.bad, answers=case.answers, checks=case.checks, file=case.file)
    assert [underlined(d) for d in found if d.code == code] == list(case.underlined)


@each_case
def test_it_leaves_alone_what_is_good(code: str, case: Case) -> None:
    found = diagnostics(case.good, answers=case.answers, checks=case.checks, file=case.file)
    assert [str(d.place) for d in found if d.code == code] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_finding_says_what_to_do(rule: Rule) -> None:
    for case in CASES[rule.code]:
        found = diagnostics(case.bad, answers=case.answers, checks=case.checks, file=case.file)
        for d in found:
            if d.code == rule.code:
                assert d.help or rule.code in {"MM001", "MM002"}  # the parser's own words
                assert not d.message.endswith(" ")


@each_case
def test_every_place_lies_in_its_file(code: str, case: Case) -> None:
    texts = {f"content/{path}": text for path, text in {**LIBRARY, **case.bad}.items()}
    found = diagnostics(case.bad, answers=case.answers, checks=case.checks, file=case.file)
    for d in found:
        if d.place.path != "atlas.toml":
            lines = texts[d.place.path].split("\n")
            assert 1 <= d.place.line <= len(lines)
            assert 1 <= d.place.column <= len(lines[d.place.line - 1]) + 1
            assert d.source_line == lines[d.place.line - 1]


@pytest.mark.parametrize("rule", [r for r in RULES if r.fixable], ids=lambda rule: rule.code)
def test_a_fix_mends_what_was_found(rule: Rule) -> None:
    mended = 0
    for case in CASES[rule.code]:
        texts = {f"content/{path}": text for path, text in case.bad.items()}
        for _ in range(5):
            files = {path.removeprefix("content/"): text for path, text in texts.items()}
            found = diagnostics(files, checks=case.checks, file=case.file)
            edits = [d for d in found if d.code == rule.code and d.edit]
            if not edits:
                break
            mended += len(edits)
            texts |= fix(texts, edits, unsafe=True)
        else:
            pytest.fail("the fix does not come to an end")
    assert mended
