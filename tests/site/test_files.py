"""Every file of the real site, read as text."""

import gzip
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

import html5lib
import pytest

from tests.site.conftest import KINDS, Site

pytestmark = pytest.mark.browser

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>|\sstyle=\"([^\"]*)\"", re.DOTALL)
# Attributes that make a browser load something, as against `href` of a link.
_LOADS = re.compile(r"\s(?:src|srcset|poster|data|background|action|formaction)=\"([^\"]*)\"")
_USES = re.compile(r"<(?:use|image|feImage|link)\b[^>]*?\s(?:xlink:)?href=\"([^\"]*)\"[^>]*>")
_PLAIN_LINKS = {"canonical", "alternate"}


def test_every_kind_of_page_is_there(site: Site) -> None:
    assert set(KINDS.values()) <= site.texts.keys()


def test_no_script_no_handler_no_script_address(site: Site) -> None:
    for path, tags in site.tags.items():
        for tag in tags:
            assert not re.match(r"<(script|iframe|object|embed|foreignObject)\b", tag, re.I)
            assert not re.search(r"\son[a-z]+\s*=", tag, re.I), (path, tag)
            assert not re.search(r"=\s*[\"']?\s*(javascript|data|vbscript):", tag, re.I), path


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for path, text in site.texts.items():
        for address in _loaded(text, site.tags.get(path, [])):
            assert "//" not in address, (path, address)


def _loaded(text: str, tags: list[str]) -> Iterator[str]:
    for tag in tags:
        yield from _LOADS.findall(tag)
        for use in _USES.finditer(tag):
            rel = re.search(r'rel="([^"]*)"', use[0])
            if not rel or rel[1] not in _PLAIN_LINKS:
                yield use[1]
    for block, inline in _STYLE.findall(text):
        yield from re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]*)", block or inline)


def test_the_stylesheet_loads_only_what_lies_beside_it(site: Site) -> None:
    (css,) = [text for path, text in site.texts.items() if path.endswith(".css")]
    names = {path.removeprefix("static/") for path in _paths(site) if path.startswith("static/")}
    assert set(re.findall(r"url\(\"([^\"]*)\"\)", css)) <= names
    assert "@import" not in css
    assert len(css.encode()) < 40_000


def test_ids_are_unique_on_each_page(site: Site) -> None:
    for path, tags in site.tags.items():
        if path.endswith(".html"):
            ids = [found for tag in tags for found in _ids(tag)]
            assert sorted(ids) == sorted(set(ids)), path


def _ids(tag: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', tag)


def test_links_lead_to_files_and_anchors_that_are_there(site: Site) -> None:
    paths = _paths(site)
    anchors = {
        path: {found for tag in tags for found in _ids(tag)} for path, tags in site.tags.items()
    }
    broken = []
    for path, tags in site.tags.items():
        for tag in tags:
            for href in re.findall(r'\s(?:href|src)="([^"]*)"', tag):
                if "://" in href or href.startswith("mailto:"):
                    continue
                target, _, fragment = unquote(href).partition("#")
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                there = there if target else path
                missing = fragment and fragment not in anchors.get(there, set())
                if there not in paths or (missing and not fragment.startswith("svgView(")):
                    broken.append(f"{path}: {href}")
    assert broken == []


def _paths(site: Site) -> set[str]:
    return {file.path for file in site.build.files}


@pytest.mark.parametrize("kind", KINDS)
def test_html_has_no_errors(site: Site, kind: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(site.texts[KINDS[kind]])
    assert [(place, code) for place, code, _ in parser.errors] == []


def test_a_diagram_page_travels_light(site: Site) -> None:
    """With its stylesheet and font, as a server sends them: everything but the font is packed."""
    rest = {f.path: f.content for f in site.build.files if f.path.startswith("static/")}
    packed = sum(len(gzip.compress(c)) for path, c in rest.items() if path.endswith(".css"))
    font = sum(len(content) for path, content in rest.items() if path.endswith(".woff2"))
    for kind, path in KINDS.items():
        if kind.startswith("diagram"):
            page = len(gzip.compress(site.texts[path].encode()))
            assert page + packed + font < 150_000, kind


def test_no_list_passes_300_kilobytes(site: Site) -> None:
    large = {p: len(t.encode()) for p, t in site.texts.items() if p.endswith(".html")}
    assert {p: n for p, n in large.items() if n > 300_000 and p != KINDS["errors"]} == {}


def test_no_template_complains(site: Site) -> None:
    assert [d for d in site.build.diagnostics if d.code.startswith("TP")] == []
