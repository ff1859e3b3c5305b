"""What docs/theming.md promises, held against templates and code."""

import re
from dataclasses import fields

import pytest
from jinja2 import Environment, meta

from atlas_ssg.render import contract
from atlas_ssg.render.contexts.shell import View
from atlas_ssg.render.theme import load_theme
from atlas_ssg.render.words import FILTERS, TESTS
from tests.render.small import configured

TEMPLATES = load_theme(configured()).templates.named
SHARED = {"base.html", "parts.html", "article.html"}
VALUES = [*contract.CONTEXTS.values(), *contract.values(), View]


def test_each_template_has_a_context_and_each_context_a_template() -> None:
    assert TEMPLATES.keys() - SHARED == contract.CONTEXTS.keys()


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_each_field_of_a_context_is_described(value: type) -> None:
    described = contract.described(value)
    own = {f.name for f in fields(value)}
    if issubclass(value, View) and value is not View:
        own -= {f.name for f in fields(View)}
    assert described.keys() == own
    assert [name for name, (_, what) in described.items() if not what] == []


@pytest.mark.parametrize("template", sorted(contract.CONTEXTS))
def test_a_template_uses_no_variable_that_its_context_lacks(template: str) -> None:
    environment = Environment()
    environment.filters.update(FILTERS)
    environment.tests.update(TESTS)
    parsed = environment.parse(TEMPLATES[template].source)
    used = meta.find_undeclared_variables(parsed) - {"parts", "articles"}
    assert used <= {field.name for field in fields(contract.CONTEXTS[template])}


def test_the_document_names_every_template_and_value() -> None:
    text = contract.theming_markdown()
    for name in (*contract.CONTEXTS, *(value.__name__ for value in contract.values())):
        assert f"### {name}\n" in text


def test_no_template_holds_script_or_an_outside_address() -> None:
    for name, template in TEMPLATES.items():
        assert not re.search(r"<script|\son\w+=|javascript:|https?://", template.source), name
