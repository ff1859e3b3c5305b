from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas_ssg.model.diagnostic import InputError
from atlas_ssg.render.contexts.shell import Layout, Meta, View
from atlas_ssg.render.environment import TemplateFailure, Templates
from atlas_ssg.render.theme import Template, TemplateSet, load_theme
from tests.render.small import FILES, TOML, configured, make, pages

LAYOUT = Layout("T", "", "en", "g", "/s.css", "", "", "/feed.xml", (), ())
VIEW = View(LAYOUT, Meta("A", "", "/a/"), (), "Heading <1>", "")


def render(source: str, **others: str) -> str:
    named = {
        name: Template(text, f"themes/x/templates/{name}")
        for name, text in {"a.html": source, **{f"{k}.html": v for k, v in others.items()}}.items()
    }
    return Templates(TemplateSet(named, {})).render("a.html", VIEW)


def failure(source: str, **others: str) -> TemplateFailure:
    with pytest.raises(TemplateFailure) as caught:
        render(source, **others)
    return caught.value


def test_fields_of_the_context_are_variables_and_are_escaped() -> None:
    assert render("{{ heading }}|{{ layout.title }}") == "Heading &lt;1&gt;|T"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("x\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("x\n\n{{ layout.nothing }}", 3, "nothing"),
        ("{% if %}", 1, "Expected an expression"),
        ("a\n{% endfor %}", 2, "endfor"),
        ("{{ heading|nofilter }}", 1, "nofilter"),
        ("\n{{ 1 // 0 }}", 2, "zero"),
    ],
)
def test_a_broken_template_is_named_with_its_line(source: str, line: int, said: str) -> None:
    found = failure(source).diagnostic
    assert found.code == "TP001"
    assert (found.place.path, found.place.line) == ("themes/x/templates/a.html", line)
    assert said in found.message
    assert found.source_line == source.split("\n")[line - 1]
    assert found.help


def test_the_place_is_the_innermost_template() -> None:
    found = failure("{% include 'b.html' %}", b="\n{{ nothing }}").diagnostic
    assert (found.place.path, found.place.line) == ("themes/x/templates/b.html", 2)


def test_a_template_that_does_not_exist_gets_a_suggestion() -> None:
    found = failure("{% include 'bse.html' %}", base="").diagnostic
    assert "`bse.html`" in found.message
    assert "`base.html`" in found.help


def test_a_template_that_includes_itself_is_a_failure_too() -> None:
    assert failure("{% include 'a.html' %}").diagnostic.code == "TP001"


@pytest.mark.parametrize("source", ["{{ layout.__class__ }}", "{{ ''.__class__.__mro__ }}"])
def test_templates_are_sandboxed(source: str) -> None:
    assert "unsafe" in failure(source).diagnostic.message


@dataclass
class Overriding:
    """A project folder with templates of its own."""

    root: Path

    def write(self, theme: str, name: str, text: str, kind: str = "templates") -> None:
        folder = self.root / "themes" / theme / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
def project(tmp_path: Path) -> Overriding:
    return Overriding(tmp_path)


def test_one_block_of_one_template_can_be_overridden(project: Overriding) -> None:
    project.write(
        "atlas", "page.html",
        '{% extends "atlas:page.html" %}{% block footer %}<p>Ask in #on-call.</p>{% endblock %}',
    )  # fmt: skip
    made = pages(make(root=project.root))
    page = made["systems/acme/architecture/index.html"]
    assert "<p>Ask in #on-call.</p>" in page
    assert '<footer class="site-footer"' not in page
    assert '<footer class="site-footer"' in made["index.html"]


def test_a_theme_of_ones_own_needs_only_what_it_changes(project: Overriding) -> None:
    """A second, minimal theme: another frame round every page, and a style of its own."""
    project.write(
        "plain", "base.html",
        "<!doctype html><title>{{ meta.title }}</title>"
        '<link rel="stylesheet" href="{{ layout.stylesheet }}">'
        "{% import 'parts.html' as parts %}"
        "<h1>{{ heading }}</h1>{% block content %}{% endblock %}",
    )  # fmt: skip
    project.write("plain", "1-layout.css", "body{max-width:40rem}", "static")
    project.write("plain", "9-mine.css", "h1{color:teal}", "static")
    build = make(toml=TOML.replace("[site]", '[site]\ntheme = "plain"'), root=project.root)
    page = pages(build)["systems/acme/architecture/index.html"]
    assert page.startswith("<!doctype html><title>Acme architecture</title>")
    assert '<figure class="drawing"' in page
    css = next(f.content.decode() for f in build.files if f.path.endswith(".css"))
    assert "body{max-width:40rem}" in css
    assert css.index("body{max-width:40rem}") < css.index("h1{color:teal}")
    assert [d for d in build.diagnostics if d.code.startswith("TP")] == []


def test_a_broken_override_is_reported_once_and_the_built_in_one_stands_in(
    project: Overriding,
) -> None:
    project.write("atlas", "page.html", "{% extends 'base.html' %}\n{{ nothing }}\n")
    project.write("atlas", "base.html", "<p>mine\n{{ oops }}</p>")
    build = make(root=project.root)
    found = [d for d in build.diagnostics if d.code == "TP001"]
    assert [str(d.place) for d in found] == ["themes/atlas/templates/base.html:2:1"]
    assert build.failed
    assert "Acme architecture</h1>" in pages(build)["systems/acme/architecture/index.html"]


def test_a_theme_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text('[site]\ntitle = "T"\ntheme = "nothere"\n')
    from atlas_ssg.config import load

    with pytest.raises(InputError) as caught:
        load_theme(load(start=tmp_path))
    (found,) = caught.value.diagnostics
    assert "nothere" in found.message
    assert str(found.place) == "atlas.toml:3:1"
    assert found.source_line == 'theme = "nothere"'


@pytest.mark.parametrize(("kind", "name"), [("templates", "page.html"), ("static", "9-mine.css")])
def test_a_file_of_the_theme_that_is_not_utf_8_is_named(
    kind: str, name: str, project: Overriding
) -> None:
    project.write("atlas", name, "", kind)
    (project.root / "themes/atlas" / kind / name).write_bytes(b"a\nb\xe9")
    with pytest.raises(InputError) as caught:
        make(root=project.root)
    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == ("TP001", "not UTF-8: byte 0xe9")
    assert str(found.place) == f"themes/atlas/{kind}/{name}:2:2"


def test_templates_are_read_again_only_when_a_file_changes(project: Overriding) -> None:
    project.write("atlas", "page.html", "one")
    config = configured(root=project.root)
    first = load_theme(config)
    assert load_theme(config).templates is first.templates
    project.write("atlas", "page.html", "two, longer")
    second = load_theme(config)
    assert second.templates is not first.templates
    assert second.static is first.static
    assert second.templates.named["page.html"].source == "two, longer"
    assert second.templates.built_in["page.html"].source != "two, longer"


def test_every_page_of_a_small_site_is_made_without_a_complaint() -> None:
    build = make(FILES)
    assert [d for d in build.diagnostics if d.code == "TP001"] == []
