"""Every rule is documented, registered once, and its code is its own."""

from pathlib import Path

from atlas_ssg.checks import rules
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES


def test_codes_and_names_are_unique() -> None:
    codes = [rule.code for rule in RULES] + list(STAGE_CODES)
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_file_is_registered() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files


def test_every_rule_says_what_to_do() -> None:
    for rule in RULES:
        assert rule.summary.endswith("."), rule.code
        assert "What to do:" in rule.documentation, rule.code
