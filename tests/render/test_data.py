"""The data to download: JSON, CSV and SQLite of the same tables, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.model.output import OutputFile
from atlas_ssg.render.data import DATABASE, DOWNLOADS, data_files
from atlas_ssg.render.data_documentation import data_markdown
from atlas_ssg.render.data_schema import TABLES, VIEWS
from tests.facts.pages import examined
from tests.sites import config_of

TOML = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[kinds]]
id = "storage"
title = "Storage"
[[systems]]
id = "netflix"
title = "Netflix"
[[gates]]
id = "g"
title = "G"
[[gates.items]]
id = "scale"
title = "Scale"
evidence = ["scale"]
"""
FILES = {
    "technologies.yaml": "Kafka: {url: 'https://kafka.test'}\n",
    "systems/netflix/storage.md": (
        "---\ntechnologies: {Kafka: {version: '3.8', source: press}, zoo: n/p}\n"
        "incident: {operator: AWS, began: 2017-02-28}\n"
        "not_published: [{what: bill, looked_in: blog, on: 2026-11-22}]\n"
        "calculations:\n  cost:\n    what: Egress\n    expression: a * p\n    inputs:\n"
        "      a: {value: 200 TB/month, source: own-2018}\n      p: {price: list/egress}\n"
        "    result: USD/month\n---\n\n# Storage\n\n"
        '```mermaid\nflowchart LR\n  A["Cache, 5 nodes [@press; @own-2018]"] --> B\n```\n\n'
        '$10K/mo [@calc:cost] and "14 PB" [@gone]\n\np99 3 ms [@press]\n\n'
        '## Error messages\n\n`no, "space" left`\n\n## Metrics\n\n`node_up` below 1 [@press]\n'
    ),
    "b.md": "---\ncategory: nowhere\nsystem: nobody\n---\n\n1M req/s\n",
}


def files_of(
    files: dict[str, str] | None = None, memo: Memo | None = None
) -> dict[str, OutputFile]:
    seen = examined(files or FILES, TOML, memo)
    found = data_files(seen.site, seen.indexes, config_of(TOML), memo)
    assert len({file.path for file in found}) == len(found)
    return {file.path: file for file in found}


@contextmanager
def database(files: dict[str, OutputFile] | None = None) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize((files or files_of())[DATABASE].content)
        connection.row_factory = sqlite3.Row
        yield connection
    finally:
        connection.close()


def rows(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def test_the_database_is_sound() -> None:
    with database() as connection:
        assert rows(connection, "PRAGMA integrity_check") == [("ok",)]
        assert rows(connection, "PRAGMA foreign_key_check") == []
        assert rows(connection, "PRAGMA page_size") == [(4096,)]
        names = rows(connection, "select name from sqlite_master where type = 'table'")
        assert {name for (name,) in names} == {table.name for table in TABLES}


def test_every_pointer_is_a_foreign_key() -> None:
    with database() as connection:
        for table in TABLES:
            keys = connection.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
            assert {(key["from"], key["table"]) for key in keys} == {
                (column.name, column.target) for column in table.columns if column.target
            }


def test_every_table_has_rows_and_every_view_answers() -> None:
    with database() as connection:
        for table in TABLES:
            (count,) = connection.execute(f"select count(*) from {table.name}").fetchone()
            assert count, table.name
        for view in VIEWS:
            assert connection.execute(f"select * from {view.name}").fetchall(), view.name


def test_figures_with_their_sources() -> None:
    with database() as connection:
        found = rows(connection, "select id, measures, text, low, unit, provenance from facts")
        assert found == [
            ("b/1", "rate", "1M req/s", 1e6, "item/second", "uncited"),
            ("systems/netflix/storage/1", "count", "5 nodes", 5.0, "", "reported"),
            ("systems/netflix/storage/2", "money", "$10K/mo", 10_000.0, "USD/month", "derived"),
            ("systems/netflix/storage/3", "size", "14 PB", 1.4e16, "byte", "uncited"),
            ("systems/netflix/storage/4", "duration", "3 ms", 0.003, "second", "reported"),
        ]
        found = rows(connection, "select fact, source from fact_sources order by fact, source")
        assert found == [
            ("systems/netflix/storage/1", "own-2018"),
            ("systems/netflix/storage/1", "press"),
            ("systems/netflix/storage/4", "press"),
        ]
        found = rows(connection, "select comparable, text, percentile from latencies")
        assert found == [("Latency p99", "3 ms", "p99")]
        found = rows(
            connection, "select text, source_title from sourced_facts where measures='count'"
        )
        assert found == [("5 nodes", "Own"), ("5 nodes", "Press")]


def test_a_pointer_to_nothing_is_null() -> None:
    with database() as connection:
        found = rows(connection, "select category, system from pages order by path")
        assert found == [(None, "nobody"), ("systems", "netflix")]
        assert rows(connection, "select source from technology_uses order by technology") == [
            ("press",),
            (None,),
        ]


def test_a_sentence_is_not_told_twice() -> None:
    with database() as connection:
        found = rows(connection, "select subject, context from facts where measures = 'duration'")
        assert found == [("p99 3 ms", "")]


def test_the_other_tables_hold_what_the_pages_say() -> None:
    with database() as connection:
        for sql, expected in (
            ("select name, shown from calculations", [("cost", "10,000 USD/month")]),
            ("select inputs from calculations",
             [("a = 200 TB/month [own-2018]; p = 0.05 USD/GB [prices]",)]),
            ("select id, amount, source from prices where id like '%egress'",
             [("list/egress", "0.05 USD/GB", "prices")]),
            ("select text, address from errors",
             [('no, "space" left', "/systems/netflix/storage/#error-messages")]),
            ("select name, text from metrics", [("node_up", "node_up below 1")]),
            ("select operator, began, ended, minutes from incidents",
             [("AWS", "2017-02-28", "", None)]),
            ("select what, looked_in, looked_on from absences", [("bill", "blog", "2026-11-22")]),
            ("select type, nodes, edges, drawn from diagrams", [("flowchart-v2", 2, 1, 1)]),
            ("select kind, state, open from matrix where system = 'netflix'",
             [("storage", "complete", 0)]),
            ("select item, answer from gate_answers", [("scale", "answered")]),
            ("select technology, version from technology_uses order by technology",
             [("Kafka", "3.8"), ("zoo", "n/p")]),
            ("select source, number from page_sources order by number",
             [("press", 1), ("own-2018", 2)]),
        ):  # fmt: skip
            assert rows(connection, sql) == expected, sql


def test_json_and_csv_say_the_same() -> None:
    files = files_of()
    for name in ("costs", "latency", "scale", *DOWNLOADS):
        listed = json.loads(files[f"data/{name}.json"].content)
        text = files[f"data/{name}.csv"].content.decode()
        assert text.endswith("\r\n")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        written = list(reader)
        assert reader.fieldnames is not None
        assert len(written) == len(listed)
        for one, other in zip(listed, written, strict=True):
            assert list(one) == list(reader.fieldnames)
            spelled = {key: "" if value is None else str(value) for key, value in one.items()}
            assert spelled == other


def test_a_cross_reference_in_json() -> None:
    (fact,) = json.loads(files_of()["data/latency.json"].content)
    assert fact["comparable"] == "Latency p99"
    assert (fact["text"], fact["low"], fact["unit"]) == ("3 ms", 0.003, "second")
    assert (fact["sources"], fact["address"]) == ("press", "/systems/netflix/storage/")


def test_an_empty_site_has_empty_files() -> None:
    files = files_of({"a.md": "words"})
    assert json.loads(files["data/costs.json"].content) == []
    assert files["data/costs.csv"].content.count(b"\r\n") == 1
    with database(files) as connection:
        assert rows(connection, "select count(*) from facts") == [(0,)]


def test_equal_content_gives_equal_bytes() -> None:
    one, other = files_of(), files_of()
    assert {path: file.content for path, file in one.items()} == {
        path: file.content for path, file in other.items()
    }


def test_the_header_holds_neither_time_nor_version() -> None:
    header = files_of()[DATABASE].content[:100]
    assert header.startswith(b"SQLite format 3\0")
    # Change counter; the write it is valid for; the version of the library that wrote.
    assert (header[24:28], header[92:96], header[96:100]) == (b"\0" * 4, b"\0" * 4, b"\0" * 4)


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        ("b.md", "nowhere", "nowhere", set()),
        ("b.md", "\n1M req/s", "\nA new paragraph.\n\n1M req/s", {"sqlite"}),
        ("b.md", "1M req/s", "2M req/s", {"scale", "sqlite"}),
        ("systems/netflix/storage.md", "p99 3 ms", "p99 4 ms", {"latency", "sqlite"}),
        ("systems/netflix/storage.md", '"space" left', "room left", {"errors", "sqlite"}),
        ("systems/netflix/storage.md", "looked_in: blog", "looked_in: talk",
         {"not-published", "sqlite"}),
    ],
)  # fmt: skip
def test_only_what_changed_is_made_again(path: str, old: str, new: str, changed: set[str]) -> None:
    memo = Memo()
    before = files_of(memo=memo)
    assert old in FILES[path]
    after = files_of({**FILES, path: FILES[path].replace(old, new)}, memo)
    anew = {p for p in before if before[p].content is not after[p].content}
    assert {re.sub(r"^data/|atlas\.|\.(?:json|csv)$", "", p) for p in anew} == changed


def test_the_memo_changes_no_byte() -> None:
    memo = Memo()
    files_of(memo=memo)
    edited = {**FILES, "b.md": "7M req/s and $5\n"}
    fresh = {path: file.content for path, file in files_of(edited).items()}
    assert {p: f.content for p, f in files_of(edited, memo).items()} == fresh


def test_every_table_and_column_is_documented() -> None:
    text = data_markdown()
    for table in TABLES:
        assert f"### {table.name}\n" in text
        assert all(column.meaning and f"`{column.name}`" in text for column in table.columns)
    for name in ("costs", "latency", "scale", *DOWNLOADS):
        assert f"`{name}.json`" in text
