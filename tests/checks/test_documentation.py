from atlas_ssg.checks.documentation import page, rules_markdown, table
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES
from atlas_ssg.slugs import slug


def test_the_document_holds_every_rule_and_its_links_lead_somewhere() -> None:
    text = rules_markdown()
    headings = {slug(line[3:]) for line in text.split("\n") if line.startswith("## ")}
    for rule in RULES:
        assert f"](#{rule.code.lower()}-{rule.name})" in text
        assert f"{rule.code.lower()}-{rule.name}" in headings
    for code in STAGE_CODES:
        assert f"| {code} |" in text


def test_a_page_says_how_bad_it_is_and_whether_it_can_be_mended() -> None:
    by_code = {rule.code: page(rule).split("\n")[0] for rule in RULES}
    assert by_code["SR001"] == "SR001 figure-uncited (error)"
    assert by_code["UN001"] == "UN001 unit-spelling (warning, fixable)"
    assert by_code["ST002"] == "ST002 kinds-missing (warning, on request)"


def test_the_table_can_be_narrowed() -> None:
    assert {line[:2] for line in table("SR").splitlines()} == {"SR"}
    assert table("ZZ") == ""
