"""The data to download: every cross-reference as JSON and CSV, and all of it as one database.

Equal input gives equal bytes. SQLite's file header holds no time, only the
version of the library that wrote it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.site import Site
from atlas_ssg.render.data_figures import Figures, Row, as_csv, as_json, csv_line, listed, pointers
from atlas_ssg.render.data_rows import Material, references, rows
from atlas_ssg.render.data_schema import COLUMNS, TABLES, statements
from atlas_ssg.render.data_schema import indexes as index_statements

FOLDER = "data"
DATABASE = f"{FOLDER}/atlas.sqlite"
# File name -> the table that it holds.
DOWNLOADS = {
    "calculations": "calculations",
    "diagrams": "diagrams",
    "errors": "errors",
    "gates": "gate_answers",
    "incidents": "incidents",
    "matrix": "matrix",
    "metrics": "metrics",
    "not-published": "absences",
    "prices": "prices",
    "sources": "sources",
    "systems": "systems",
    "technologies": "technology_uses",
}
Tables = dict[str, tuple[Row, ...]]


def data_files(
    site: Site, indexes: Indexes, config: Config, memo: Memo | None = None
) -> tuple[OutputFile, ...]:
    """Every file below `data/`. With the memo of the last build only what changed is made anew."""
    memo = memo or Memo()
    known = pointers(site, indexes, memo)
    material = Material(site, indexes, Figures(indexes, known, memo), known)
    tables = rows(material, memo)
    database = memo("data-file", DATABASE, tuple(tables.values()), partial(_database, tables))
    return (
        *_figure_files(material, memo),
        *_table_files(tables, memo),
        OutputFile(DATABASE, database),
    )


def data_paths(indexes: Indexes) -> tuple[str, ...]:
    """The paths of the files that `data_files` makes."""
    names = [name for name, _ in references(indexes)]
    tables = [f"{FOLDER}/{n}.{suffix}" for n in (*names, *DOWNLOADS) for suffix in ("json", "csv")]
    return (*tables, DATABASE)


def _figure_files(material: Material, memo: Memo) -> Iterator[OutputFile]:
    for name, cross in references(material.indexes):
        groups = memo(
            "data-listed",
            name,
            (cross, material.known),
            partial(listed, cross, material.figures),
        )
        for suffix, write in (("json", as_json), ("csv", as_csv)):
            path = f"{FOLDER}/{name}.{suffix}"
            yield OutputFile(path, memo("data-file", path, (groups,), partial(write, groups)))


def _table_files(tables: Tables, memo: Memo) -> Iterator[OutputFile]:
    for name, table in DOWNLOADS.items():
        for suffix, write in (("json", _json), ("csv", _csv)):
            path = f"{FOLDER}/{name}.{suffix}"
            made = partial(write, COLUMNS[table], tables[table])
            yield OutputFile(path, memo("data-file", path, (tables[table],), made))


def _json(columns: Sequence[str], found: Sequence[Row]) -> bytes:
    """A list of objects, one a line."""
    lines = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in found)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def _csv(columns: Sequence[str], found: Sequence[Row]) -> bytes:
    """RFC 4180, with a header."""
    return "".join(map(csv_line, (columns, *found))).encode("utf-8")


def _database(tables: Tables) -> bytes:
    """The SQLite file: built in memory, so nothing of the machine is in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        # Rows point only to what exists, and a database in memory needs no journal.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        for table in TABLES:
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", tables[table.name])
        for statement in index_statements():
            connection.execute(statement)
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()
