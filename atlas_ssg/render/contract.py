"""Each template with its context, which is the contract of themes, and the document about it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields

from atlas_ssg.render.contexts import content, listings, references, shell
from atlas_ssg.render.contexts.shell import View
from atlas_ssg.render.words import FILTERS, TESTS

# Template -> what it is given.
CONTEXTS: dict[str, type[View]] = {
    "home.html": listings.HomeView,
    "page.html": content.PageView,
    "diagram.html": content.DrawingView,
    "section.html": listings.SectionView,
    "category.html": listings.CategoryView,
    "system.html": listings.SystemView,
    "coverage.html": listings.CoverageView,
    "errors.html": listings.ErrorsView,
    "alphabet.html": listings.AlphabetView,
    "references.html": references.ReferencesView,
    "figures.html": references.FiguresView,
    "technologies.html": references.TechnologiesView,
    "incidents.html": references.IncidentsView,
    "metrics.html": references.MetricsView,
    "absences.html": references.AbsencesView,
    "sources.html": references.SourcesView,
    "source.html": references.SourcePageView,
    "status.html": references.StatusView,
    "data.html": references.DataView,
    "not_found.html": listings.NotFoundView,
}

_FIELD = re.compile(
    r"^    (?P<name>\w+): (?P<type>[^#=\n]+?)(?: = [^#\n]+?)?[ ]+# (?P<what>.+)$", re.M
)
_NAMED = re.compile(r"^    (\w+): ", re.M)
_OPENING = """\
# Theming

<!-- Made by scripts/write_docs.py from atlas_ssg/render/contexts/: change it there. -->

A theme is a folder with `templates/*.html` (Jinja) and `static/` (CSS, pictures). `atlas.toml`
names it: `theme = "atlas"` under `[site]`. Files are looked for in this order, the first one wins:

1. `themes/NAME/` in your project,
2. the theme of that name that ships with the program,
3. the built-in theme `atlas`.

So you change one thing by writing one file, and nothing else has to be copied.

**One block of one template.** Put this into `themes/atlas/templates/page.html` in your project;
`atlas:` in front of a name means the built-in template:

```jinja
{% extends "atlas:page.html" %}
{% block footer %}<footer class="site-footer">Ask in #on-call.</footer>{% endblock %}
```

**Colours and type.** Put a CSS file into `themes/atlas/static/`, for example `9-ours.css`:

```css
:root { --accent: light-dark(#7a3e00, #ffb26b); }
```

All CSS files of a theme become one stylesheet, in the order of their names; a file that has the
name of a built-in one replaces it. `url("name")` in it means another file of `static/`.

**What holds for every template.** Text is escaped; a variable that does not exist is an error,
reported as `TP001` with the template's line, and the built-in template is used in its place.
Addresses of the site are written from its root (`/systems/netflix/`) in `href="…"` and `src="…"`;
they become relative when the page is written. Templates are sandboxed, and pages hold no script.
A page of content at the address of a generated page (`content/errors.md`) takes its place.

Blocks of `base.html`: `head`, `body_class`, `header`, `crumbs`, `title`, `title_more`, `content`,
`footer`. Macros that templates share are in `parts.html`, imported as `parts`; those of what an
author wrote are in `article.html`, imported as `articles`.
"""


def theming_markdown() -> str:
    """docs/theming.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _OPENING
    yield "## Every template\n"
    yield from _table(View)
    yield "## Templates\n"
    common = {field.name for field in fields(View)}
    for template, context in CONTEXTS.items():
        yield f"### {template}\n"
        yield _sentence(_summary(context).partition(": ")[2]) + "\n"
        yield from _table(context, common)
    yield "## Values\n"
    yield "What the variables above consist of.\n"
    for value in values():
        yield f"### {value.__name__}\n"
        yield _summary(value) + "\n"
        yield from _table(value)
    yield "## Filters and tests\n"
    for kind, functions in (("filter", FILTERS), ("test", TESTS)):
        for name, function in functions.items():
            yield f"- `{name}` ({kind}): {_first_line(function)}"


def values() -> list[type]:
    """The contexts that are no template's own, in the order of the files."""
    found: list[type] = []
    for module in (shell, content, listings, references):
        members = [
            value
            for _, value in inspect.getmembers(module, inspect.isclass)
            if value.__module__ == module.__name__ and not issubclass(value, View)
        ]
        found += sorted(members, key=lambda value: inspect.getsourcelines(value)[1])
    return found


def described(context: type) -> dict[str, tuple[str, str]]:
    """Field -> (type, what it is), from the comments behind the fields; "" where there is none."""
    source = inspect.getsource(context)
    found = {m["name"]: (m["type"].strip(), m["what"].strip()) for m in _FIELD.finditer(source)}
    return {name: found.get(name, ("", "")) for name in _NAMED.findall(source)}


def _table(context: type, without: set[str] | frozenset[str] = frozenset()) -> Iterator[str]:
    yield "| name | type | what it is |"
    yield "|---|---|---|"
    for name, (kind, what) in described(context).items():
        if name not in without:
            yield f"| `{name}` | `{kind.replace('|', 'or')}` | {what} |"
    yield ""


def _summary(context: type) -> str:
    return (inspect.getdoc(context) or "").split("\n\n")[0].replace("\n", " ")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_line(function: object) -> str:
    return (inspect.getdoc(function) or "").split("\n")[0]
