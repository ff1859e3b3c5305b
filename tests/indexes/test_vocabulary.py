"""Technologies and acronyms in texts."""

from __future__ import annotations

import pytest

from atlas_ssg.indexes.acronyms import unexplained, used
from atlas_ssg.indexes.components import component
from atlas_ssg.indexes.versions import unversioned
from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.diagram import Edge, Graph, Node
from atlas_ssg.model.fact import Fact, Quantity, QuantityKind
from atlas_ssg.model.page import FrontMatter, Page, Passage, PassageKind, TechnologyUse
from atlas_ssg.model.site import Library, Technology
from atlas_ssg.model.source import NOWHERE

LIBRARY = Library(
    glossary={"TLS": "Transport Layer Security"},
    technologies={
        name: Technology(name, aliases, managed)
        for name, aliases, managed in (
            ("Amazon S3", ("S3",), True),
            ("Kafka", ("Apache Kafka",), False),
            ("Kafka Connect", (), False),
            (".NET", (), False),
            ("concurrency-limits", (), False),
            ("JVM", (), False),
        )
    },
)
WORDS = Vocabulary(LIBRARY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kafka feeds S3", ["Kafka", "Amazon S3"]),
        ("Apache Kafka", ["Kafka"]),
        ("Kafka Connect and Kafka", ["Kafka Connect", "Kafka"]),
        ("Amazon S3", ["Amazon S3"]),
        ("kafka, Kafkaesque, MyKafka, S3x", []),
        ("on .NET 8 with concurrency-limits", [".NET", "concurrency-limits"]),
        ("NET", []),
        ("", []),
    ],
)
def test_technologies_are_found_by_name_and_alias(text: str, names: list[str]) -> None:
    assert list(WORDS.named(text)) == names


def test_many_technologies_cost_no_more_than_the_text() -> None:
    many = Library(technologies={f"Word{n} Of Many": Technology(f"Word{n}") for n in range(5_000)})
    text = "Word1 Of Many, Word4999 Of Many, Word5000 Of Many " * 500
    assert len(list(Vocabulary(many).named(text))) == 1_000


def fact(subject: str, where: str = "paragraph", context: str = "") -> Fact:
    quantity = Quantity(QuantityKind.MONEY, "$5", 0, 2, 5, 5, "USD")
    return Fact(quantity, subject, context, where, "a.md", "/a/", "", NOWHERE)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (fact("S3 costs $5"), "Amazon S3"),
        (fact("It costs $5", context="Kafka: It costs $5"), "Kafka"),
        (fact("Racks", "node"), "Racks"),
        (fact("Racks — cost", "cell"), "Racks"),
        (fact("A → B", "edge"), ""),
        (fact("It costs $5"), ""),
    ],
)
def test_components(said: Fact, name: str) -> None:
    assert component(said, WORDS) == name


def page(*texts: str, technologies: tuple[str, ...] = ()) -> Page:
    uses = tuple(TechnologyUse(name, "1.0", "", NOWHERE) for name in technologies)
    passages = tuple(
        Passage(PassageKind.PARAGRAPH, text, NOWHERE, codes=("XYZ",) if "XYZ" in text else ())
        for text in texts
    )
    front = FrontMatter(technologies=uses)
    return Page("a.md", "a.md", "/a/", "/", "A", front, passages=passages)


def test_versions_are_asked_of_what_is_in_the_diagram() -> None:
    graph = Graph("x", nodes=(Node("a", "Kafka"), Node("b", "S3")), edges=(Edge("a", "b", "JVM"),))
    assert unversioned(page("Kafka Connect"), (graph,), WORDS) == ("JVM", "Kafka")
    assert unversioned(page(technologies=("Kafka", "JVM")), (graph,), WORDS) == ()


def test_acronyms_are_asked_of_labels_and_text_but_not_of_code() -> None:
    graph = Graph("x", nodes=(Node("a", "ABC, TLS and JVM"),), texts=("DEF",))
    asked = page("The GHI of XYZ, and S3", "IDs of VMs, API-2")
    assert unexplained(asked, (graph,), WORDS.acronyms) == ("ABC", "DEF", "GHI", "ID", "VM")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the SLO of an API", {"SLO", "API"}),
        ("EC2 and H264", {"EC2"}),
        ("10 GB in USD at 3 AM UTC", set()),
        ("GET or POST, NOT both", set()),
        ("APIs", {"API"}),
        ("a/TLS, x.TLS, TLS/b, SHA-256, #ABC", set()),
        ("Netflix", set()),
    ],
)
def test_acronyms(text: str, found: set[str]) -> None:
    assert used(text) == found
