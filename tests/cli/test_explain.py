from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES
from atlas_ssg.cli.main import main

Explain = Callable[..., tuple[int, str, str]]


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Explain:
    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["explain", *arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return command


def test_without_a_code_all_rules_are_listed(explain: Explain) -> None:
    code, out, _ = explain()
    assert code == 0
    assert len(out.splitlines()) == len(RULES) + len(STAGE_CODES)


@pytest.mark.parametrize("word", ["SR001", "sr001", "figure-uncited"])
def test_a_rule_is_explained_by_code_or_name(explain: Explain, word: str) -> None:
    code, out, _ = explain(word)
    assert code == 0
    assert out.startswith("SR001 figure-uncited (error)\n\nA figure without a source.")
    assert "What to do:" in out


def test_the_codes_of_stages_are_explained_too(explain: Explain) -> None:
    assert explain("RT001")[1] == "RT001\n\nTwo sources have one address.\n"


def test_a_family_is_listed(explain: Explain) -> None:
    lines = explain("mm")[1].splitlines()
    assert len(lines) > 5
    assert all(line.startswith("MM") for line in lines)


def test_an_unknown_code_offers_the_nearest(explain: Explain) -> None:
    code, _, err = explain("SR0O1")
    assert code == 2
    assert "SR001" in err
