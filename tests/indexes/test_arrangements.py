"""Categories, systems, neighbours, backlinks, sources, technologies and the lists of the atlas."""

from __future__ import annotations

import pytest

from atlas_ssg.model.index import Indexes
from tests.facts.pages import examined

TOML = """\
[[categories]]
id = "systems"
title = "Deep-dives"
folder = "systems"
target = 9
description = "What runs."
[[categories]]
id = "ideas"
title = "Ideas"
folder = "ideas"
counted = false
[[kinds]]
id = "storage"
title = "Storage"
[[kinds]]
id = "cost"
title = "Cost"
[[tiers]]
id = 1
title = "Giants"
[[systems]]
id = "uber"
title = "Uber"
tier = 1
focus = "Rides"
[[systems]]
id = "netflix"
title = "Netflix"
tier = 1
[[gates]]
id = "g"
title = "G"
[[gates.items]]
id = "scale"
title = "Scale"
evidence = ["scale"]
"""
DRAWN = '```mermaid\nflowchart LR\n  A["5 nodes"] --> B\n```\n'
BARE = '```mermaid\nflowchart LR\n  A["Nodes"] --> B\n```\n'
BROKEN = "```mermaid\nflowchart LR\n  A[[[ --> \n```\n"


def indexes_of(files: dict[str, str]) -> Indexes:
    return examined(files, TOML).indexes


def test_categories_hold_their_pages_in_reading_order() -> None:
    systems, ideas = indexes_of(
        {
            "systems/netflix/storage.md": DRAWN,
            "systems/netflix/cost.md": BROKEN,
            "systems/uber/cost.md": "no diagram",
            "systems/aaa/storage.md": DRAWN,
            "systems/index.md": DRAWN,
            "ideas/b.md": "# Zebra",
            "ideas/c.md": "# ant",
        }
    ).categories
    assert systems.pages == (
        "systems/uber/cost.md",
        "systems/netflix/storage.md",
        "systems/netflix/cost.md",
        "systems/aaa/storage.md",
    )
    assert (systems.title, systems.permalink, systems.target) == ("Deep-dives", "/systems/", 9)
    assert (systems.description, systems.counted) == ("What runs.", True)
    assert systems.diagrams == 2, "neither the broken one nor the page without one counts"
    assert (ideas.pages, ideas.diagrams, ideas.counted) == (("ideas/c.md", "ideas/b.md"), 0, False)


def test_the_matrix_of_a_system() -> None:
    systems = indexes_of(
        {
            "systems/uber/storage.md": DRAWN,
            "systems/uber/cost.md": BARE,
            "systems/netflix/index.md": "# Netflix, Inc.",
            "systems/netflix/storage.md": BROKEN,
            "systems/netflix/cost.md": "words",
            "systems/zzz/storage.md": DRAWN,
        }
    ).systems
    assert [(s.id, s.title, s.state) for s in systems] == [
        ("uber", "Uber", "partial"),
        ("netflix", "Netflix", "partial"),
        ("zzz", "zzz", "partial"),
    ]
    uber, netflix, _ = systems
    assert (uber.tier, uber.tier_title, uber.focus) == (1, "Giants", "Rides")
    assert (uber.page, uber.permalink) == ("", "/systems/uber/")
    assert (netflix.page, netflix.permalink) == ("systems/netflix/index.md", "/systems/netflix/")
    assert [(c.kind, c.state, c.open) for c in uber.cells] == [
        ("storage", "complete", 0),
        ("cost", "partial", 1),
    ]
    assert [(c.state, c.page) for c in netflix.cells] == [
        ("broken", "systems/netflix/storage.md"),
        ("missing", ""),
    ]


def test_systems_without_pages_are_not_started() -> None:
    assert [s.state for s in indexes_of({"a.md": ""}).systems] == ["not-started"] * 2


def test_neighbours_are_those_of_a_system_else_of_a_section() -> None:
    neighbours = indexes_of(
        {
            "systems/netflix/index.md": "# N",
            "systems/netflix/cost.md": "",
            "systems/netflix/storage.md": "",
            "ideas/a.md": "# Zebra",
            "ideas/b.md": "# ant",
            "ideas/c.md": "# Bee",
        }
    ).neighbours
    assert neighbours == {
        "systems/netflix/storage.md": ("", "systems/netflix/cost.md"),
        "systems/netflix/cost.md": ("systems/netflix/storage.md", ""),
        "ideas/b.md": ("", "ideas/c.md"),
        "ideas/c.md": ("ideas/b.md", "ideas/a.md"),
        "ideas/a.md": ("ideas/c.md", ""),
    }


def test_backlinks_come_from_text_related_and_answers() -> None:
    backlinks = indexes_of(
        {
            "a.md": "[b](b.md), [b again](b.md#x), [a](a.md), [no](gone.md), [out](https://x.test)",
            "b.md": "---\nrelated: [/a/#top, /gone/]\n---\n",
            "c.md": "---\nanswers: {scale: /b/#x}\n---\n",
        }
    ).backlinks
    assert backlinks == {"a.md": ("b.md",), "b.md": ("a.md", "c.md")}


def test_sources_hold_all_that_rests_on_them() -> None:
    sources = {
        source.key: source
        for source in indexes_of(
            {
                "a.md": "5 ms [@press], 3 GB [@own-2018; @press]",
                "b.md": "Said so [@press]. But 7 ms [@gone].",
            }
        ).sources
    }
    assert list(sources) == ["own-2018", "own-2020", "press", "prices"]
    press = sources["press"]
    assert (press.permalink, press.pages) == ("/sources/press/", ("a.md", "b.md"))
    assert [fact.quantity.text for fact in press.facts] == ["5 ms", "3 GB"]
    assert (sources["prices"].pages, sources["prices"].facts) == ((), ())


def test_technologies_with_their_versions() -> None:
    library = "Kafka: {url: 'https://kafka.test'}\nS3: {managed: true}\n"
    front = "---\ntechnologies: {{{}}}\n---\n"
    technologies = indexes_of(
        {
            "technologies.yaml": library,
            "b.md": front.format('Kafka: "3.8", zoo: n/p'),
            "a.md": front.format("Kafka: {version: '2.1', source: press}, S3: managed"),
        }
    ).technologies
    assert [(t.name, t.url, t.managed) for t in technologies] == [
        ("Kafka", "https://kafka.test", False),
        ("S3", "", True),
        ("zoo", "", False),
    ]
    assert technologies[0].uses == (("a.md", "2.1", "press"), ("b.md", "3.8", ""))


def test_errors_are_sorted_as_they_are_looked_for() -> None:
    section = "## Error messages\n\n"
    errors = indexes_of(
        {
            "a.md": f"{section}`zebra is out`, `'Ant is out'`\n\n`zebra is out`",
            "b.md": f"{section}`zebra is out` and `5 is out`",
        }
    ).errors
    assert [(e.text, e.page) for e in errors] == [
        ("5 is out", "b.md"),
        ("'Ant is out'", "a.md"),
        ("zebra is out", "a.md"),
        ("zebra is out", "b.md"),
    ]


def test_metrics_come_with_the_value_that_means_trouble() -> None:
    metrics = indexes_of(
        {
            "a.md": (
                "## Metrics\n\n| metric | trouble when |\n|---|---|\n"
                "| `b_total` | over 95% [@press] |\n| `a_rate` | falls |\n\n"
                "- `c_up` is 0, see `b_total`\n- nothing\n\n## Else\n\n`d`\n"
            ),
            "b.md": "### Metrics\n\n`a_rate` again\n",
        }
    ).metrics
    assert [(m.name, m.page, m.permalink) for m in metrics] == [
        ("a_rate", "a.md", "/a/#metrics"),
        ("a_rate", "b.md", "/b/#metrics"),
        ("b_total", "a.md", "/a/#metrics"),
        ("c_up", "a.md", "/a/#metrics"),
    ]
    assert [m.text for m in metrics] == [
        "a_rate — falls",
        "a_rate again",
        "b_total — over 95%",
        "c_up is 0, see b_total",
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("| `consul.kvs.apply` | over 300 ms |", ["consul.kvs.apply"]),
        ("| `a_total`, `b_total` and `cInUse` | rise |", ["a_total", "b_total", "cInUse"]),
        ("| `AWS/S3` `5xxErrors`, `Average` | above 0 |", ["AWS/S3 5xxErrors"]),
        ("| `AWS/Lambda` `Throttles`, `Sum` | above 0 |", ["AWS/Lambda Throttles"]),
        ("| `rate(a_total[5m])` by `zone_id` | 0 |", ["rate(a_total[5m])"]),
        ("| `a_bytes / b_bytes * 100` | over 90 |", ["a_bytes / b_bytes * 100"]),
        ('| `up_now{job="x"}` | is 0 |', ['up_now{job="x"}']),
        ("| `a.call` with `a.result` = `timedOut` or `wasShed` | rises |", ["a.call"]),
        ("| `up` | is 0 |", ["up"]),
        ("| errors of `up` | rise |", []),
        ("\n- `up` is 0, by `job`", ["up"]),
        ("| `tries` in `Fail to proxy` | rises |", []),
        ("| `dig +time=2 @1.1.1.1 NAME`, share of SERVFAIL | rises |", []),
        ("| `SHOW POOLS;`: `cl_waiting` | rises |", ["cl_waiting"]),
        ("| `SELECT a_lag FROM b;` | grows |", []),
        ("| `mpstat -P ALL 1`, in `/proc/stat` | 100% |", []),
        ("| share of rows | for 5 minutes, `DiskIsFull` [@press] |", ["DiskIsFull"]),
        ("| share of rows | with `--some.option` or in `ColoCode`, or `time` |", []),
        ("\nThe alert `DiskIsFull` is old, `a_total` new.", ["DiskIsFull"]),
        ("\n- `a_total`, `b_total` against `c_total`", ["a_total", "b_total"]),
        ("\n- run `a_total`", []),
    ],
)
def test_only_names_of_metrics_and_alerts_are_metrics(written: str, names: list[str]) -> None:
    table = "## Metrics\n\n| metric | trouble when |\n|---|---|\n"
    assert [m.name for m in indexes_of({"a.md": f"{table}{written}\n"}).metrics] == names


def test_incidents_stand_newest_first() -> None:
    front = "---\nincident: {{operator: {}, began: {}, ended: {}}}\n---\n"
    incidents = indexes_of(
        {
            "a.md": front.format("AWS", "2017-02-28T17:37Z", "2017-02-28T21:54Z"),
            "b.md": front.format("GitHub", "2018-10-21T22:52Z", "2018-10-22"),
            "c.md": front.format("Meta", "2021-10-04T15:39Z", "2021-10-04T15:00Z"),
            "d.md": "no incident",
        }
    ).incidents
    assert [(i.page, i.operator, i.minutes) for i in incidents] == [
        ("c.md", "Meta", None),
        ("b.md", "GitHub", None),
        ("a.md", "AWS", 257.0),
    ]


def test_absences_stand_by_system_and_page() -> None:
    absences = indexes_of(
        {
            "a.md": "---\nnot_published: [{what: cost}]\n---\n",
            "systems/netflix/cost.md": "| a | b |\n|---|---|\n| bill | n/p |\n",
        }
    ).absences
    assert [(a.system, a.what) for a in absences] == [("", "cost"), ("netflix", "bill — b")]


def test_from_a_to_z() -> None:
    front = "---\ntags: {}\ntechnologies: {{Kafka Connect: '1'}}\n---\n\n"
    entries = indexes_of(
        {
            "ideas/a.md": front.format("[zoo, ant]") + "# Bee\n",
            "ideas/b.md": front.format("[zoo]") + "# cat\n",
        }
    ).entries
    assert [(e.term, e.permalink, e.what) for e in entries] == [
        ("ant", "/ideas/a/", "tag"),
        ("Bee", "/ideas/a/", "ideas"),
        ("cat", "/ideas/b/", "ideas"),
        ("Kafka Connect", "/reference/technologies/#kafka-connect", "technology"),
        ("zoo", "/ideas/a/", "tag"),
        ("zoo", "/ideas/b/", "tag"),
    ]


def test_a_system_lies_in_the_folder_that_its_category_has() -> None:
    toml = TOML.replace('folder = "systems"', 'folder = "deep"')
    found = examined({"deep/uber/storage.md": DRAWN}, toml).indexes.systems
    assert [s.permalink for s in found] == ["/deep/uber/", "/deep/netflix/"]
