"""docs/data.md, written from the schema: what can be downloaded, and every table and column."""

from __future__ import annotations

from collections.abc import Sequence

from atlas_ssg.render.data import DATABASE, DOWNLOADS
from atlas_ssg.render.data_schema import TABLES, VIEWS, Table, View

_INTRO = f"""\
# The data

Everything the atlas knows, to take away. Each build writes it below `/data/`: the tables of the
cross-references as JSON (a list of objects) and CSV (RFC 4180, with a header), and all tables in
one SQLite database, `/{DATABASE}`. Equal content gives equal bytes. This page is written
from the schema by `make docs`.

The database opens in [Datasette](https://datasette.io/) (`datasette atlas.sqlite`), in the
`sqlite3` shell and in everything else that reads SQLite. Addresses begin with `/` and are those of
the site. Unknown text is empty; a pointer to nothing is NULL.
"""
_FIGURES = (
    ("costs", "every money figure, by comparable unit"),
    ("latency", "percentiles, other durations, availability"),
    ("scale", "rates, sizes, counts, ratios, power and clock rates"),
)


def data_markdown() -> str:
    """The whole document."""
    meanings = {table.name: table.meaning for table in TABLES}
    rows = [
        (f"`{name}.json`, `{name}.csv`", f"{what}; columns of `facts` with `comparable`, the group "
         "in which values can be compared, and `sources`")
        for name, what in _FIGURES
    ]  # fmt: skip
    rows += [
        (f"`{name}.json`, `{name}.csv`", f"{meanings[table]} Columns of `{table}`")
        for name, table in DOWNLOADS.items()
    ]
    rows.append(("`atlas.sqlite`", "all tables below, with foreign keys"))
    parts = [
        _INTRO,
        "## Files\n",
        _lines(("file", "what"), rows),
        "## Tables\n",
        *map(_of_table, TABLES),
        "## Views\n",
        *map(_of_view, VIEWS),
    ]
    return "\n".join(parts)


def _of_table(table: Table) -> str:
    rows = []
    for column in table.columns:
        notes = ["key"] if column.name in table.key else []
        notes += [f"→ `{column.target}`"] if column.target else []
        kind = ", ".join((column.type.lower(), *notes))
        rows.append((f"`{column.name}`", kind, column.meaning))
    return f"### {table.name}\n\n{table.meaning}\n\n" + _lines(("column", "type", "what"), rows)


def _of_view(view: View) -> str:
    return f"### {view.name}\n\n{view.meaning}\n\n```sql\n{view.sql}\n```\n"


def _lines(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows)]
    return "\n".join(lines) + "\n"
