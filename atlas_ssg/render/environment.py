"""Jinja, set up once a theme: sandboxed, escaping, and strict about names that do not exist."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.source import Place
from atlas_ssg.render.contexts import content, listings, references, shell
from atlas_ssg.render.contexts.shell import View
from atlas_ssg.render.theme import BUILT_IN, Template, TemplateSet
from atlas_ssg.render.words import FILTERS, TESTS
from atlas_ssg.schema import did_you_mean

# `{% extends "atlas:page.html" %}` in an overriding template means the one that it overrides.
_PREFIX = f"{BUILT_IN}:"


# The contexts and their fields. A pass over a large table reads a million of them.
_FIELDS: dict[type, frozenset[str]] = {
    value: frozenset(field.name for field in fields(value))
    for module in (content, listings, references, shell)
    for value in vars(module).values()
    if isinstance(value, type) and is_dataclass(value)
}


class _Strict(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way for what templates do all the time: read a context's field."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class _Loader(BaseLoader):
    """Templates from memory: the theme's, and behind the prefix the built-in ones."""

    def __init__(self, templates: TemplateSet) -> None:
        self._templates = templates

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = self.find(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.source, template, lambda: True

    def find(self, name: str) -> Template | None:
        """The template of that name, or None."""
        if name.startswith(_PREFIX):
            return self._templates.built_in.get(name.removeprefix(_PREFIX))
        return self._templates.named.get(name)


class TemplateFailure(Exception):  # noqa: N818 - it carries a diagnostic to whoever asked
    """A template that cannot be rendered."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Templates:
    """The compiled templates of one theme."""

    def __init__(self, source: TemplateSet) -> None:
        self._source = source
        self._loader = _Loader(source)
        self._environment = _Strict(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters.update(FILTERS)
        self._environment.tests.update(TESTS)

    def render(self, name: str, view: View) -> str:
        """The template with the fields of `view` as its variables. Raises `TemplateFailure`."""
        variables = {field.name: getattr(view, field.name) for field in fields(view)}
        try:
            return self._environment.get_template(name).render(variables)
        except TemplateSyntaxError as error:
            raise self._failure(error, error.name or name, error.lineno) from None
        except Exception as error:  # whatever an author's template does is the template's problem
            raise self._failure(error, *self._where(error, name)) from None

    def render_built_in(self, name: str, view: View) -> str:
        """The same with the theme that is shipped, whatever overrides it."""
        return compiled(_without_overrides(self._source)).render(name, view)

    def _where(self, error: Exception, name: str) -> tuple[str, int]:
        """Template and line in which an error arose: the innermost frame that is a template's."""
        frames = traceback.extract_tb(error.__traceback__)
        inside = [f for f in frames if self._loader.find(f.filename) is not None]
        return (inside[-1].filename, inside[-1].lineno or 1) if inside else (name, 1)

    def _failure(self, error: Exception, name: str, line: int) -> TemplateFailure:
        template = self._loader.find(name)
        shown = template.shown if template else name
        lines = template.source.split("\n") if template else []
        help = "docs/theming.md lists what each template is given"
        if isinstance(error, TemplateNotFound):
            message = f"there is no template `{error.name}`"
            help = did_you_mean(str(error.name), list(self._source.named))
        elif isinstance(error, RecursionError):
            message = "the template includes itself without end"
        else:
            message = str(error) or type(error).__name__
        return TemplateFailure(
            Diagnostic(
                "TP001",
                message,
                Place(shown, line, 1),
                help=help,
                source_line=lines[line - 1] if 0 < line <= len(lines) else "",
            )
        )


@lru_cache(maxsize=8)
def compiled(source: TemplateSet) -> Templates:
    """The compiled templates of a theme, kept between builds."""
    return Templates(source)


@lru_cache(maxsize=8)
def _without_overrides(source: TemplateSet) -> TemplateSet:
    return TemplateSet(source.built_in, source.built_in)
