"""The gates: what answers a question, what is linked, inherited, declared, or missing."""

from __future__ import annotations

import pytest

from atlas_ssg.model.gate import Answer, GateAnswer
from tests.facts.pages import examined

TOML = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[categories]]
id = "debugging"
title = "Debugging"
folder = "debugging"
[[kinds]]
id = "architecture"
title = "Architecture"
[[kinds]]
id = "operations"
title = "Operations"
[[systems]]
id = "netflix"
title = "Netflix"
[[gates]]
id = "night"
title = "Night"
[[gates.items]]
id = "asked"
title = "What is asked"
heading = ["At 3 AM", "Asked"]
evidence = [{evidence}]
owners = ["operations", "debugging"]
"""
DIAGRAM = '```mermaid\nflowchart LR\n  A["Cache"] --> B["API"]\n```\n\n'
NESTED = (
    "```mermaid\nflowchart LR\n  A --> outer\n  subgraph outer\n    subgraph inner\n      B\n"
    "    end\n  end\n```\n\n"
)
OPEN = '```mermaid\nflowchart LR\n  A["Cache, 5 nodes"] --- B["API"]\n  C["Kafka"]\n```\n\n'
SHELF = {"technologies.yaml": "Kafka:\n", "glossary.yaml": "API: Application …\n"}


def answers(files: dict[str, str], evidence: str = '"text"') -> dict[str, tuple[GateAnswer, ...]]:
    return examined({**SHELF, **files}, TOML.format(evidence=evidence)).indexes.gates


def answer(body: str, evidence: str, front: str = "") -> GateAnswer:
    """How a debugging page with this section answers the one question."""
    head = f"---\n{front}\n---\n" if front else ""
    page = f"{head}# A\n\n{DIAGRAM}## At 3 AM\n\n### Asked\n\n{body}\n"
    (found,) = answers({"debugging/a.md": page}, f'"{evidence}"')["debugging/a.md"]
    return found


@pytest.mark.parametrize(
    ("evidence", "enough", "lacking", "why"),
    [
        ("text", "Words.", "", "no section “At 3 AM” › “Asked”"),
        ("code", "`ls`", "ls", "nothing in `code`"),
        ("code", "```sh\nls\n```", "ls", "nothing in `code`"),
        ("ordered", "1. One", "- One", "no numbered list of steps"),
        ("steps", "1. One\n2. Two\n3. Three", "1. One\n2. Two", "2 numbered steps, not 3"),
        ("list", "- One", "One", "no list or table"),
        ("list", "| a |\n|---|\n| b |", "One", "no list or table"),
        ("figure", "5 ms", "5 ways", "no figure"),
        ("money", "$5", "5 ms", "no money figure"),
        ("money-or-percentage", "5%", "5 ms", "neither money nor a percentage"),
        ("unit-money", "$5 per user", "$5 per month", "no money per unit"),
        ("unit-money", "$1 per user per month", "$5", "no money per unit"),
        ("duration", "5 ms", "5 GB", "no duration"),
        ("size-duration-or-none", "5 GB", "Little.", "no amount, duration"),
        ("size-duration-or-none", "None.", "Some", "no amount, duration"),
    ],
)
def test_evidence(evidence: str, enough: str, lacking: str, why: str) -> None:
    good = answer(enough, evidence)
    assert (good.answer, good.target, good.why) == (Answer.ANSWERED, "/debugging/a/#asked", "")
    bad = answer(lacking, evidence)
    assert (bad.answer, bad.target) == (Answer.MISSING, "")
    assert bad.why.startswith(why)


@pytest.mark.parametrize(
    ("evidence", "enough", "lacking", "why"),
    [
        ("direction", DIAGRAM, OPEN, "the edge A to B has no arrowhead"),
        ("dependencies", DIAGRAM, OPEN, "the node C has no edge"),
        ("dependencies", NESTED, OPEN, "the node C has no edge"),
        ("scale", OPEN, DIAGRAM, "no rate, size or count in the diagram"),
        ("versions", DIAGRAM, OPEN, "without a version: Kafka"),
        ("acronyms", DIAGRAM, DIAGRAM.replace("API", "XYZ"), "not in the glossary: XYZ"),
    ],
)
def test_evidence_in_the_diagram(evidence: str, enough: str, lacking: str, why: str) -> None:
    toml = f'"{evidence}"'
    section = "## At 3 AM\n\n### Asked\n\nWords.\n"
    good = answers({"debugging/a.md": enough + section}, toml)["debugging/a.md"]
    bad = answers({"debugging/a.md": lacking + section}, toml)["debugging/a.md"]
    assert [a.answer for a in good] == [Answer.ANSWERED]
    assert [(a.answer, a.why) for a in bad] == [(Answer.MISSING, why)]


def test_a_link_and_a_declaration_stand_in_for_an_answer() -> None:
    linked = answer("", "text", "answers: {asked: /debugging/b/}")
    assert (linked.answer, linked.target) == (Answer.LINKED, "/debugging/b/")
    declared = answer("", "text", 'not_published: [{what: "asked: nobody says"}]')
    assert declared.answer is Answer.NOT_PUBLISHED
    answered = answer("Words.", "text", "answers: {asked: /debugging/b/}")
    assert answered.answer is Answer.ANSWERED


SECTION = "## At 3 AM\n\n### Asked\n\nWords.\n"


def test_a_systems_page_inherits_what_a_sibling_answers() -> None:
    found = answers(
        {
            "systems/netflix/architecture.md": DIAGRAM,
            "systems/netflix/operations.md": DIAGRAM + SECTION,
            "debugging/a.md": DIAGRAM,
        }
    )
    (inherited,) = found["systems/netflix/architecture.md"]
    assert inherited.answer is Answer.INHERITED
    assert inherited.target == "/systems/netflix/operations/#asked"
    assert [a.answer for a in found["systems/netflix/operations.md"]] == [Answer.ANSWERED]
    assert [a.answer for a in found["debugging/a.md"]] == [Answer.MISSING]


def test_nothing_is_inherited_from_another_system_or_from_nobody() -> None:
    found = answers(
        {
            "systems/netflix/architecture.md": DIAGRAM,
            "systems/uber/operations.md": DIAGRAM + SECTION,
        }
    )
    (missing,) = found["systems/netflix/architecture.md"]
    assert missing.answer is Answer.MISSING
    assert missing.why.startswith("no page of this system answers it (owned by `operations` or")


def test_only_pages_with_a_diagram_and_a_category_are_asked() -> None:
    found = answers({"a.md": DIAGRAM, "debugging/b.md": "Words.", "debugging/c.md": DIAGRAM})
    assert list(found) == ["debugging/c.md"]
