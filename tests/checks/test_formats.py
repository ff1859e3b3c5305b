import json
from typing import Any

import pytest
from lxml import etree

from atlas_ssg.checks.formats import FORMATS
from atlas_ssg.checks.formats.full import full, parts
from atlas_ssg.checks.rules import RULES
from atlas_ssg.model.diagnostic import Diagnostic, Edit, Severity
from atlas_ssg.model.source import Place

AT = Place("a b.md", 3, 5)
FOUND = [
    Diagnostic("SR001", "no <source> & 100 %", AT, help="cite it", length=4,
               source_line="It: 5 ms", edit=Edit(AT, 4, "n/p")),
    Diagnostic("WD002", "vague\x1b[31m", Place("a b.md", 9), Severity.WARNING),
]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_nothing_and_something(name: str) -> None:
    assert isinstance(FORMATS[name]([]), str)
    assert "SR001" in FORMATS[name](FOUND)


def test_concise_is_a_line_each_and_safe_to_print() -> None:
    assert FORMATS["concise"](FOUND) == (
        "a b.md:3:5 SR001 no <source> & 100 %\na b.md:9:1 WD002 vague [31m\n"
    )


def test_full_shows_the_line_with_a_caret_and_what_to_do() -> None:
    assert full(FOUND[:1]) == (
        "a b.md:3:5 SR001 no <source> & 100 %\n"
        "   |\n"
        " 3 | It: 5 ms\n"
        "   |     ^^^^\n"
        "   help: cite it\n"
        "\n"
    )


def test_full_lets_nothing_drive_the_terminal() -> None:
    at = Place("\x1b[31m.md", 3, 5)
    found = Diagnostic("X", "a\x1b[2J", at, help="\x9b", source_line="\x1b]0;title\x07 text")
    assert not set(full([found])) & set("\x1b\x9b\x07")
    assert not set(FORMATS["concise"]([found])) & set("\x1b\x9b\x07")


@pytest.mark.parametrize(
    ("line", "column"),
    [("x" * 500 + "HERE" + "y" * 500, 501), ("HERE" + "y" * 500, 1), ("x" * 500 + "HERE", 501)],
)
def test_full_cuts_a_long_line_around_what_is_meant(line: str, column: int) -> None:
    found = Diagnostic("X", "m", Place("a.md", 7, column), source_line=line, length=4)
    _, _, shown, caret = full([found]).split("\n")[:4]
    assert len(shown) <= 100 + len(" 7 | ")
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_full_counts_wide_characters_and_keeps_tabs() -> None:
    wide = Diagnostic("X", "m", Place("a.md", 7, 3), source_line="\u4e2d\u6587x", length=1)
    assert full([wide]).split("\n")[3] == "   |     ^"
    tabbed = Diagnostic("X", "m", Place("a.md", 7, 2), source_line="\tx")
    assert full([tabbed]).split("\n")[3] == "   | \t^"


def test_full_puts_up_with_a_place_beyond_the_line() -> None:
    found = Diagnostic("X", "m", Place("a.md", 1, 99), source_line="short", length=50)
    assert "^" in full([found])
    assert {role for _, role in parts(found)} == {"place", "code", "text", "gutter", "caret"}


def test_json_holds_every_field() -> None:
    first, second = json.loads(FORMATS["json"](FOUND))
    fix = {"line": 3, "column": 5, "length": 4, "text": "n/p", "whole_line": False, "safe": True}
    assert first == {
        "code": "SR001", "severity": "error", "message": "no <source> & 100 %",
        "help": "cite it", "path": "a b.md", "line": 3, "column": 5, "length": 4, "fix": fix,
    }  # fmt: skip
    assert second["fix"] is None


def test_github_shows_the_ten_most_severe_and_counts_the_rest() -> None:
    warnings = [Diagnostic("W", "w", Place("a", n), Severity.WARNING) for n in range(1, 15)]
    lines = FORMATS["github"]([*warnings, FOUND[0]]).splitlines()
    assert lines[0] == (
        "::error file=a b.md,line=3,col=5,endColumn=9,title=SR001::no <source> & 100 %25%0Acite it"
    )
    assert [line.split()[0] for line in lines[1:10]] == ["::warning"] * 9
    assert lines[10] == "::notice title=atlas-ssg::5 more findings in the log of this step"
    assert lines[11] == "::group::5 more findings"
    assert lines[12:] == [*(f"a:{n}:1 W w" for n in range(10, 15)), "::endgroup::"]


def test_github_reads_no_command_out_of_a_page() -> None:
    bad = [Diagnostic("X", "m\n::set-env name=A::b", Place("::add-mask::x", n)) for n in range(12)]
    lines = FORMATS["github"](bad).splitlines()
    starts = {line.split("::")[1].split()[0] for line in lines if line.startswith("::")}
    assert starts == {"error", "notice", "group", "endgroup"}


def test_junit_is_xml_with_a_case_each() -> None:
    suite = etree.fromstring(FORMATS["junit"](FOUND).encode())
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    failures = suite.findall("testcase/failure")
    assert failures[0].get("message") == "no <source> & 100 %"


def log(found: list[Diagnostic]) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(FORMATS["sarif"](found))
    return whole


def test_sarif_has_rules_results_regions_and_fixes() -> None:
    run = log(FOUND)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SR001", "WD002"]
    result = run["results"][0]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("SR001", 0, "error")
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "a%20b.md", "uriBaseId": "SRCROOT"}
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"] == {"text": "n/p"}


def test_sarif_names_equal_findings_apart_and_moved_ones_alike() -> None:
    def names(*lines: int) -> list[str]:
        found = [Diagnostic("SR001", "m", Place("a.md", n), source_line="x") for n in lines]
        results = log(found)["runs"][0]["results"]
        return [result["partialFingerprints"]["atlas/v1"] for result in results]

    assert names(1, 2) == names(7, 30)
    assert len(set(names(1, 2))) == 2


def test_sarif_holds_what_the_standard_requires() -> None:
    """SARIF 2.1.0, sections 3.13 to 3.52: required properties, their types and their bounds."""
    found = [*FOUND, *(Diagnostic(r.code, "m", AT, r.severity) for r in RULES)]
    whole = log(found)
    assert whole["version"] == "2.1.0"
    assert set(whole) == {"$schema", "version", "runs"}
    (run,) = whole["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule.get("help", {"text": "x"})["text"]
        level = rule.get("defaultConfiguration", {"level": "none"})["level"]
        assert level in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert all(isinstance(value, int) and value >= 1 for value in region.values())
        assert region["endColumn"] >= region["startColumn"]
        assert all(isinstance(v, str) for v in result["partialFingerprints"].values())
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"]["uri"]
                assert all("deletedRegion" in one for one in change["replacements"])
