"""Front matter: typed values with places; what does not fit is told and left out."""

import json

import pytest

from atlas_ssg.content.front_matter import front_matter_schema, split
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import SourceFile


def read(yaml: str, *, strict: bool = True):  # type: ignore[no-untyped-def]
    return split(SourceFile("a.md", f"---\n{yaml}\n---\n\nbody\n", "content/a.md"), strict=strict)


def test_every_key() -> None:
    front = read(
        """\
title: Netflix request flow
description: "How: a play request"
updated: 2026-11-22
tags: [gateway, caching]
related: [/debugging/x/]
answers: {runbook: /systems/netflix/ops/#runbook}
technologies: {Zuul: {version: "2.1", source: zuul}, EVCache: n/p, Kafka: 3.7}
calculations:
  egress:
    what: Egress
    expression: traffic * price
    inputs: {traffic: {value: 200 TB/month, source: k}, price: {price: aws/egress}}
    result: USD/month
not_published: [{what: cost, looked_in: blog, on: 2026-11-22}]
incident: {operator: AWS, began: 2017-02-28T17:37Z, ended: 2017-02-28, source: k}"""
    ).front
    assert (front.title, front.description) == ("Netflix request flow", "How: a play request")
    assert (front.updated, front.tags) == ("2026-11-22", ("gateway", "caching"))
    assert front.answers == (("runbook", "/systems/netflix/ops/#runbook"),)
    uses = [(use.name, use.version, use.source) for use in front.technologies]
    assert uses == [("Zuul", "2.1", "zuul"), ("EVCache", "n/p", ""), ("Kafka", "3.7", "")]
    (calculation,) = front.calculations
    inputs = [(given.name, given.value, given.source, given.price) for given in calculation.inputs]
    assert inputs == [("traffic", "200 TB/month", "k", ""), ("price", "", "", "aws/egress")]
    assert calculation.place.line == 11
    assert front.not_published[0].on == "2026-11-22"
    assert front.incident is not None
    assert front.incident.began == "2017-02-28T17:37Z"


@pytest.mark.parametrize(
    ("yaml", "place", "message", "help"),
    [
        ("titel: x", (2, 1), "unknown key `titel`", "did you mean `title`?"),
        ("title: 5", (2, 8), "`title`: expected `str | null`, got `int`", ""),
        ("updated: 2026-13-40", (2, 10), "`updated`: expected a date", ""),
        ("updated: 2026-02-31", (2, 10), "`updated`: 2026-02-31 is no day of the calendar", ""),
        ("updated: 0000-01-01", (2, 10), "`updated`: 0000-01-01 is no day", "YYYY-MM-DD"),
        (
            "not_published: [{what: a}, {what: b, on: 2026-04-31}]",
            (2, 42),
            "`not_published.1.on`: 2026-04-31 is no day",
            "",
        ),
        ("incident: {operator: A, began: 2026-02-30T10:00Z}", (2, 32), "`incident.began`: ", ""),
        ("incident: {operator: A, ended: 2026-02-28T25:00Z}", (2, 32), "`incident.ended`: ", ""),
        ("incident: {operator: A, ended: 2026-13}", (2, 32), "2026-13 is no day", ""),
        ("updated: yesterday", (2, 10), "`updated`: expected a date", ""),
        ("related: [debugging]", (2, 11), "`related.0`", ""),
        ("a: [1", (3, 1), "not YAML", ""),
        ("title: a: b", (2, 9), "not YAML", "needs quotes"),
        ("title: a\ntitle: b", (3, 1), "the key `title` stands twice", "keep one"),
        ("title: &x a\ndescription: *x", (3, 12), "alias", "write it out"),
        ("title: !!python/name:os.system x", (2, 8), "tag", "plain values"),
        ("<<: {title: x}", (2, 1), "merge keys", "write it out"),
        ("- a", (2, 1), "not a list", ""),
        ("tags:\n\t- x", (3, 1), "not YAML", "tabs"),
        ("incident: {operator: A, began: noon}", (2, 32), "`incident.began`", ""),
        (
            "calculations:\n  a: {expression: x}\n  b: {expression: 1}",
            (4, 19),
            "`calculations.b.expression`",
            "",
        ),
        ("answers: {own: /a/, run: b}", (2, 26), "`answers.run`", ""),
        ("permalink: /../../evil/", (2, 12), "`permalink`: expected an address of this site", ""),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    yaml: str, place: tuple[int, int], message: str, help: str
) -> None:
    part = read(yaml)
    (found,) = part.diagnostics
    assert found.code == "FM001"
    assert message in found.message
    assert help in found.help
    assert (found.place.line, found.place.column) == place
    assert part.body == "\nbody\n"


def test_one_bad_key_leaves_the_others() -> None:
    part = read("title: Good\nupdated: soon\ntags: 5")
    assert part.front.title == "Good"
    assert part.front.updated == ""
    assert [d.place.line for d in part.diagnostics] == [3, 4]


def test_keys_of_another_generator_are_warnings_on_a_foreign_site() -> None:
    part = read("title: T\nlayout: post\nsidebar_position: 3", strict=False)
    assert part.front.title == "T"
    assert {d.severity for d in part.diagnostics} == {Severity.WARNING}


@pytest.mark.parametrize("word", ["no", "012", "12:30:45", "1e3x", "on", "0x1F"])
def test_words_that_yaml_would_turn_into_something_else_stay(word: str) -> None:
    assert read(f"title: {word}").front.title == word


@pytest.mark.parametrize(
    "yaml",
    ["a: " + "[" * 5_000, "a: " + "{b: " * 40 + "1" + "}" * 40, "x" * 70_000, "? [a]\n: b",
     "title: \x01", "a: &a [*a]", "%YAML 9.9\n---\na: b"],
)  # fmt: skip
def test_hostile_yaml_is_a_diagnostic(yaml: str) -> None:
    assert len(read(yaml).diagnostics) >= 1


def test_a_page_without_front_matter_is_all_body() -> None:
    for text in ("# T\n", "---\nno end", "text\n---\na: b\n---\n"):
        part = split(SourceFile("a.md", text, "content/a.md"), strict=True)
        assert (part.body, part.first_line, part.diagnostics) == (text, 1, ())


def test_the_body_s_first_line_counts_from_the_file() -> None:
    assert read("title: T").first_line == 4


def test_editors_get_a_schema() -> None:
    schema = json.dumps(front_matter_schema())
    assert "not_published" in schema
    assert "YYYY-MM-DD" in schema


@pytest.mark.parametrize(
    "address",
    ["/..", "/../../evil/", "/a/../b/", "/./", "/a//b/", "//host/", "/a\\\\b/", "/a?b/", "/a#b/",
     "/%2e%2e/", "/a\\0b/", "/a\\nb/", "/a/\\n", "a/"],
)  # fmt: skip
def test_an_address_that_is_no_plain_path_is_refused(address: str) -> None:
    part = read(f'permalink: "{address}"')
    assert part.front.permalink == ""
    assert [d.code for d in part.diagnostics] == ["FM001"]


@pytest.mark.parametrize("address", ["/", "/a", "/a/", "/a.b/..c/", "/über-uns/was ist/"])
def test_a_plain_path_is_an_address(address: str) -> None:
    assert read(f"permalink: {address}").front.permalink == address


def test_addresses_of_pages_end_in_a_slash() -> None:
    front = read("related: [/b, /b/, /c#d, /]\nanswers: {runbook: /b#run}").front
    assert front.related == ("/b/", "/b/", "/c/#d", "/")
    assert front.answers == (("runbook", "/b/#run"),)


@pytest.mark.parametrize("when", ["2028-02-29", "2028-02-29T23:59Z", "2026-11", "2026"])
def test_a_time_may_be_cut_short(when: str) -> None:
    part = read(f"incident: {{operator: A, began: '{when}'}}")
    assert part.diagnostics == ()
    assert part.front.incident is not None
    assert part.front.incident.began == when
