"""The tables of `data/atlas.sqlite` and of the JSON and CSV files, declared once.

The SQL and docs/data.md are made of these declarations. Every table has a
primary key, so that Datasette gives each row a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas_ssg.model.fact import QuantityKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `target` is the table that it points to, by that table's primary key."""

    name: str
    meaning: str
    type: str = "TEXT"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, in order, and which of them are the primary key."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A view: a question that is asked often, answered by one `select`."""

    name: str
    meaning: str
    sql: str


def _text(name: str, meaning: str) -> Column:
    return Column(name, meaning)


def _whole(name: str, meaning: str) -> Column:
    return Column(name, meaning, "INTEGER")


def _real(name: str, meaning: str) -> Column:
    return Column(name, meaning, "REAL")


def _kinds() -> str:
    *kinds, last = (f"`{kind}`" for kind in QuantityKind)
    return f"{', '.join(kinds)} or {last}"


def _to(target: str, name: str, meaning: str) -> Column:
    return Column(name, meaning, target=target)


TABLES: tuple[Table, ...] = (
    Table("categories", "The categories of the atlas.", ("id",), (
        _text("id", "the category's id"),
        _text("title", "what it is called"),
        _text("permalink", "its page"),
        _text("description", "what it holds"),
        _whole("target", "how many diagrams are planned"),
        _whole("diagrams", "how many there are"),
    )),
    Table("systems", "The documented systems.", ("id",), (
        _text("id", "the system's id"),
        _text("title", "what it is called"),
        _whole("tier", "its tier"),
        _text("tier_title", "what the tier is called"),
        _text("focus", "what it is known for"),
        _text("permalink", "its page"),
        _text("state", "`complete`, `partial` or `not-started`"),
    )),
    Table("pages", "The pages that authors wrote.", ("path",), (
        _text("path", "the source file below the content folder"),
        _text("permalink", "the address in the site"),
        _text("title", "the title"),
        _text("description", "the summary"),
        _to("categories", "category", "the category it belongs to"),
        _to("systems", "system", "the system it describes"),
        _text("kind", "which of a system's required diagrams it is"),
        _text("updated", "when its author last looked at it (ISO date)"),
    ), ("category", "system")),
    Table("diagrams", "The diagrams on the pages.", ("page", "ordinal"), (
        _to("pages", "page", "the page it stands on"),
        _whole("ordinal", "1 for the first diagram of the page"),
        _text("type", "Mermaid's name for the sort of diagram"),
        _whole("nodes", "how many nodes it has"),
        _whole("edges", "how many edges it has"),
        _whole("groups", "how many groups it has"),
        _whole("drawn", "1, or 0 when it could not be drawn"),
    )),
    Table("matrix", "The diagrams that every system must have.", ("system", "kind"), (
        _to("systems", "system", "the system"),
        _text("kind", "the kind of diagram"),
        _text("title", "what the kind is called"),
        _text("state", "`complete`, `partial`, `broken` or `missing`"),
        _to("pages", "page", "its page"),
        _whole("open", "how many questions of the gates nobody answers"),
    ), ("page",)),
    Table("sources", "The bibliography.", ("key",), (
        _text("key", "the key that pages cite"),
        _text("title", "the title"),
        _text("url", "where it was read"),
        _text("provenance", "what kind of evidence it is"),
        _text("type", "CSL's word for the sort of document"),
        _text("authors", "authors, separated by semicolons"),
        _text("container", "the publication it appeared in"),
        _text("publisher", "who published it"),
        _text("issued", "when it was published (ISO, perhaps only a year)"),
        _text("accessed", "when it was read (ISO)"),
        _text("locator", "where in the document"),
        _text("archive", "the address of an archived copy"),
        _text("permalink", "its page in the atlas"),
    )),
    Table("facts", "Every figure of the atlas.", ("id",), (
        _text("id", "the page's path and the figure's number on it"),
        _to("pages", "page", "the page it stands on"),
        _text("address", "the address of its section or diagram"),
        _text("subject", "what it is said of"),
        _text("context", "the label or row it stands in; empty where that is the subject"),
        _text("stands_in", "`node`, `edge`, `group`, `text`, `cell`, `item` or `paragraph`"),
        _text("measures", _kinds()),
        _text("text", "the figure as its author spelled it"),
        _real("low", "its value in `unit`; the lower end of a range"),
        _real("high", "its value in `unit`; the upper end of a range"),
        _text("unit", "second, byte, item/second, byte/second, USD/month …; empty for counts"),
        _text("hedge", "`over`, `~`, `+` and the like"),
        _text("percentile", "`p50`, `p99`, `p99.9` …"),
        _text("counted", "what a count or rate counts"),
        _text("per", "the period or unit behind the figure"),
        _to("categories", "category", "the page's category"),
        _to("systems", "system", "the page's system"),
        _text("page_kind", "the page's kind"),
        _text("calculation", "the calculation of the page that it shows"),
        _text("provenance", "what it rests on"),
        _text("as_of", "the newest date among its sources (ISO, perhaps only a year)"),
    ), ("page", "system")),
    Table("fact_sources", "Which sources a figure rests on.", ("fact", "source"), (
        _to("facts", "fact", "the figure"),
        _to("sources", "source", "the source"),
    ), ("source",)),
    Table("fact_groups", "Where a figure stands in the cross-references.",
          ("reference", "position"), (
        _text("reference", "`costs`, `latency` or `scale`"),
        _whole("position", "its place in the table, from 1"),
        _text("title", "the group: figures of one group can be compared"),
        _to("facts", "fact", "the figure"),
    ), ("fact",)),
    Table("page_sources", "Which sources a page cites.", ("page", "source"), (
        _to("pages", "page", "the page"),
        _to("sources", "source", "the source"),
        _whole("number", "its number on the page"),
    ), ("source",)),
    Table("calculations", "Derived figures, recomputed at each build.", ("page", "name"), (
        _to("pages", "page", "the page it belongs to"),
        _text("name", "its name: pages cite `calc:NAME`"),
        _text("what", "what it computes"),
        _text("expression", "the formula"),
        _text("inputs", "the inputs as `name = amount [source]`, separated by semicolons"),
        _real("value", "the result in `unit`"),
        _text("unit", "the unit asked for"),
        _text("shown", "the result as pages show it"),
        _text("error", "why there is no result"),
    )),
    Table("prices", "Public list prices that calculations use.", ("id",), (
        _text("id", "the list and the price's name in it"),
        _text("amount", "the price with its unit"),
        _text("what", "what it buys"),
        _text("provider", "who sells it"),
        _text("region", "where"),
        _text("as_of", "the date of the list (ISO)"),
        _to("sources", "source", "where the list was read"),
    )),
    Table("errors", "Exact messages, and the pages that explain them.", ("id",), (
        _whole("id", "its place in the index, from 1"),
        _text("text", "the message, exactly"),
        _to("pages", "page", "the page that explains it"),
        _text("address", "the address of the section"),
        _to("categories", "category", "the page's category"),
        _to("systems", "system", "the page's system"),
    ), ("page",)),
    Table("metrics", "Metrics and alerts that pages name.", ("id",), (
        _whole("id", "its place in the index, from 1"),
        _text("name", "the metric's name"),
        _text("text", "what the page says of it"),
        _to("pages", "page", "the page that names it"),
        _text("address", "the address of the section"),
    ), ("page",)),
    Table("technologies", "Technologies that pages name.", ("name",), (
        _text("name", "the name"),
        _text("url", "its home"),
        _whole("managed", "1 for a managed service, which has no version"),
    )),
    Table("technology_uses", "Which version of a technology a page names.",
          ("technology", "page", "version"), (
        _to("technologies", "technology", "the technology"),
        _to("pages", "page", "the page"),
        _text("version", "the version, `managed`, or `n/p` where none is published"),
        _to("sources", "source", "the source of the version"),
    ), ("page",)),
    Table("incidents", "Incidents, as their operators published them.", ("page",), (
        _to("pages", "page", "the page about it"),
        _text("operator", "whose incident it was"),
        _text("began", "when it began (ISO 8601, as published)"),
        _text("ended", "when it ended (ISO 8601, as published)"),
        _real("minutes", "how long it lasted, where both times are known"),
    )),
    Table("absences", "What was looked for and is not published.", ("id",), (
        _whole("id", "its place in the index, from 1"),
        _text("what", "what nobody publishes"),
        _to("pages", "page", "the page that says so"),
        _text("looked_in", "where it was looked for"),
        _text("looked_on", "when (ISO date)"),
        _to("systems", "system", "the system"),
        _whole("in_diagram", "1 when it is an `n/p` label of a diagram"),
    ), ("page",)),
    Table("gate_answers", "How each page stands to the questions of the gates.",
          ("page", "gate", "item"), (
        _to("pages", "page", "the page"),
        _text("gate", "the gate"),
        _text("item", "the question"),
        _text("title", "the question in words"),
        _text("answer", "`answered`, `linked`, `inherited`, `not-published` or `missing`"),
        _text("target", "the address of the answer"),
        _text("why", "what is lacking"),
    )),
)  # fmt: skip

COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES}

_CROSS = (
    "select fact_groups.position, fact_groups.title as comparable, facts.*"
    " from fact_groups join facts on facts.id = fact_groups.fact"
    " where fact_groups.reference = '{}' order by fact_groups.position"
)
VIEWS: tuple[View, ...] = (
    View("costs", "The cost cross-reference.", _CROSS.format("costs")),
    View("latencies", "The SLO and latency cross-reference.", _CROSS.format("latency")),
    View("scales", "The scale cross-reference.", _CROSS.format("scale")),
    View("sourced_facts", "Each figure once for each source it rests on.",
         "select facts.*, sources.key as source, sources.title as source_title, sources.url,"
         " sources.issued from facts join fact_sources on fact_sources.fact = facts.id"
         " join sources on sources.key = fact_sources.source order by facts.id, sources.key"),
)  # fmt: skip


def statements() -> Iterator[str]:
    """The SQL that makes the empty database, statement by statement."""
    keys = {table.name: table.key for table in TABLES}
    for table in TABLES:
        lines = [f'"{column.name}" {column.type}' for column in table.columns]
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        lines += [
            f'FOREIGN KEY ("{column.name}") REFERENCES {column.target} ("{keys[column.target][0]}")'
            for column in table.columns
            if column.target
        ]
        yield f"CREATE TABLE {table.name} ({', '.join(lines)}) WITHOUT ROWID"
    for view in VIEWS:
        yield f"CREATE VIEW {view.name} AS {view.sql}"


def indexes() -> Iterator[str]:
    """The SQL of the indexes: made when the rows are in, which is quicker."""
    for table in TABLES:
        for column in table.indexed:
            yield f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})"
