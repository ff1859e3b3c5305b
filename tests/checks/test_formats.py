import json

import pytest
from lxml import etree

from atlas_ssg.checks.formats import FORMATS
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.source import Place

FOUND = [
    Diagnostic("SR001", "no <source> & 100 %", Place("a b.md", 3, 5), help="cite it", length=4),
    Diagnostic("WD002", "vague\x1b[31m", Place("a b.md", 9), Severity.WARNING),
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_nothing_and_something(name: str) -> None:
    assert FORMATS[name]([]) is not None
    assert "SR001" in FORMATS[name](FOUND)


def test_concise_is_a_line_each_and_safe_to_print() -> None:
    assert FORMATS["concise"](FOUND) == (
        "a b.md:3:5 SR001 no <source> & 100 %\na b.md:9:1 WD002 vague [31m\n"
    )


def test_json_holds_every_field() -> None:
    first = json.loads(FORMATS["json"](FOUND))[0]
    assert first == {
        "code": "SR001", "severity": "error", "message": "no <source> & 100 %",
        "help": "cite it", "path": "a b.md", "line": 3, "column": 5, "length": 4, "fix": None,
    }  # fmt: skip


def test_github_shows_the_ten_most_severe_and_counts_the_rest() -> None:
    warnings = [Diagnostic("W", "w", Place("a", n), Severity.WARNING) for n in range(1, 15)]
    lines = FORMATS["github"]([*warnings, FOUND[0]]).splitlines()
    assert len(lines) == 11
    assert lines[0] == (
        "::error file=a b.md,line=3,col=5,endColumn=9,title=SR001::no <source> & 100 %25%0Acite it"
    )
    assert lines[-1] == "::notice title=atlas-ssg::5 more findings in the log"


def test_junit_is_xml_with_a_case_each() -> None:
    suite = etree.fromstring(FORMATS["junit"](FOUND).encode())
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    assert suite.find("testcase/failure").get("message") == "no <source> & 100 %"


def test_sarif_has_rules_results_and_regions() -> None:
    run = json.loads(FORMATS["sarif"](FOUND))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SR001", "WD002"]
    result = run["results"][0]
    assert (result["ruleId"], result["level"]) == ("SR001", "error")
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b.md"
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
