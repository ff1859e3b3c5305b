"""Files beside the pages: style, icon, feeds, SVG, link previews."""

import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from atlas_ssg import pipeline
from atlas_ssg.model.output import Build
from atlas_ssg.render import pictures
from atlas_ssg.render.assets import stylesheet
from atlas_ssg.render.theme import StaticFiles
from tests.fake_renderer import FakeRenderer
from tests.render.small import FILES, configured, make, pages

BASE = "https://atlas.example/deep"


def file(build: Build, path: str) -> bytes:
    return {f.path: f.content for f in build.files}[path]


def test_css_files_become_one_with_a_fingerprint_and_know_each_other() -> None:
    found = stylesheet(
        StaticFiles(
            {"2.css": b"b{}", "1.css": b'a{background:url("x.svg")}', "x.svg": b"<svg/>",
             "favicon.svg": b"<svg/>"}
        )
    )  # fmt: skip
    css = found.files[0]
    assert css.path == found.name
    picture = next(f.path for f in found.files if "/x." in f.path)
    assert (
        css.content.decode() == f'a{{background:url("{picture.removeprefix("static/")}")}}\nb{{}}\n'
    )
    assert found.favicon.startswith("/static/favicon.")
    assert found.font.endswith(".woff2")


def test_another_style_gives_another_name() -> None:
    one, two = (stylesheet(StaticFiles({"a.css": css})).name for css in (b"a{}", b"b{}"))
    assert one != two


def test_comments_and_indentation_do_not_travel() -> None:
    css = stylesheet(StaticFiles({"a.css": b"/* why\n */\n  a {\n    b: c;\n  }\n"})).files[0]
    assert css.content == b"a {\nb: c;\n}\n"


def test_pages_link_to_the_stylesheet_that_there_is() -> None:
    build = make()
    css = next(f.path for f in build.files if f.path.endswith(".css"))
    for path, page in pages(build).items():
        depth = path.count("/")
        assert f'<link rel="stylesheet" href="{"../" * depth}{css}">' in page


def test_the_sitemap_lists_every_page_but_the_404() -> None:
    build = make(base_url=BASE)
    root = ET.fromstring(file(build, "sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {e.text for e in root.findall("s:url/s:loc", space)}
    expected = {
        f"{BASE}/{path.removesuffix('index.html')}" for path in pages(build) if path != "404.html"
    }
    assert found == expected
    dated = {url.findtext("s:loc", "", space): url.find("s:lastmod", space) for url in root}
    assert dated[f"{BASE}/systems/acme/storage/"] is not None
    assert dated[f"{BASE}/coverage/"] is None


def test_the_feed_is_atom_with_the_newest_first() -> None:
    root = ET.fromstring(file(make(base_url=BASE), "feed.xml"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = [e.text for e in root.findall("a:entry/a:title", space)]
    assert titles == ["Acme architecture", "Acme storage"]
    assert root.findtext("a:updated", None, space) == "2026-11-02T00:00:00Z"
    link = root.find("a:entry/a:link", space)
    assert link is not None
    assert link.get("href") == f"{BASE}/systems/acme/architecture/"


def test_the_feed_is_well_formed_whatever_a_title_holds() -> None:
    odd = '---\ntitle: "A\\x0bB"\nupdated: 2026-11-03\n---\n# x\n'
    root = ET.fromstring(file(make({**FILES, "patterns/odd.md": odd}), "feed.xml"))
    titles = [e.text for e in root.iterfind(".//{*}entry/{*}title")]
    assert titles[0] == "A B"


def test_feed_entries_have_a_lasting_id_without_a_base_url() -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    first, again = (ET.fromstring(file(make(), "feed.xml")) for _ in range(2))
    id = first.findtext("a:entry/a:id", "", space)
    assert id.startswith("urn:uuid:")
    assert id == again.findtext("a:entry/a:id", None, space)


def test_robots_and_llms() -> None:
    build = make(base_url=BASE)
    assert f"Sitemap: {BASE}/sitemap.xml" in file(build, "robots.txt").decode()
    assert "Sitemap" not in file(make(), "robots.txt").decode()
    text = file(build, "llms.txt").decode()
    assert text.startswith("# Small atlas\n\n> For tests.\n\n## Deep-dives\n")
    assert f"- [Acme storage]({BASE}/systems/acme/storage/): Where anvils lie." in text


def test_canonical_and_open_graph_need_to_know_the_address() -> None:
    page = pages(make(base_url=BASE))["systems/acme/storage/index.html"]
    assert f'<link rel="canonical" href="{BASE}/systems/acme/storage/">' in page
    assert f'property="og:image" content="{BASE}/systems/acme/storage/diagram.png"' in page
    assert 'property="og:type" content="article"' in page
    page = pages(make())["systems/acme/storage/index.html"]
    assert "canonical" not in page
    assert "og:image" not in page
    assert 'property="og:description" content="Where anvils lie."' in page


def test_the_preview_is_a_png_of_the_size_that_is_asked_for_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = make(base_url=BASE, cache=tmp_path)
    png = file(build, "systems/acme/storage/diagram.png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (pictures.WIDTH, pictures.HEIGHT)
    monkeypatch.setattr("vl_convert.svg_to_png", lambda svg: b"drawn again")
    assert file(make(base_url=BASE, cache=tmp_path), "systems/acme/storage/diagram.png") == png
    assert not [f for f in make().files if f.path.endswith(".png")]


def test_a_site_that_only_its_author_sees_has_no_previews() -> None:
    config = replace(configured(base_url=BASE), previews=False)
    build = pipeline.build(config, FakeRenderer(), files=FILES)
    assert not [f for f in build.files if f.path.endswith(".png")]
    page = pages(build)["systems/acme/storage/index.html"]
    assert "canonical" in page
    assert "og:image" not in page


def test_variables_of_the_theme_are_replaced_where_no_theme_is() -> None:
    framed = pictures._framed(
        '<svg width="5" viewBox="0 0 5 5"><path fill="var(--a-b,#123456)"/></svg>'
    )
    assert 'fill="#123456"' in framed
    assert framed.count("width=") == 3  # the sheet's, the white ground's, the drawing's


def test_the_svg_file_stands_for_itself() -> None:
    build = make()
    svg = file(build, "systems/acme/architecture/diagram.svg").decode()
    root = ET.fromstring(svg)
    assert root.get("width") is None
    assert root.get("viewBox")
    font = next(f.path for f in build.files if f.path.endswith(".woff2"))
    assert f'src:url("../../../{font}")' in svg
    assert "prefers-color-scheme:dark" in svg


def test_its_citations_lead_to_the_page_with_the_sources() -> None:
    build = make()
    alone = pages(build)["systems/acme/architecture/diagram/index.html"]
    assert 'href="../index.html#source-1"' in alone
    svg = file(build, "systems/acme/architecture/diagram.svg").decode()
    assert 'href="index.html#source-1"' in svg


def test_assets_of_the_content_are_copied_as_they_are() -> None:
    build = make({**FILES, "patterns/pic.png": b"\x89PNG!"})
    assert file(build, "patterns/pic.png") == b"\x89PNG!"


def test_nothing_that_runs_is_copied() -> None:
    active = {"patterns/x.svg": "<svg onload='x'/>", "patterns/old.html": "<script>x</script>"}
    build = make({**FILES, **active, "patterns/y.svg": "<svg/>"})
    copied = {f.path for f in build.files if f.path.startswith("patterns/")}
    assert "patterns/y.svg" in copied
    assert not copied & active.keys()
    found = [d.place.path for d in build.diagnostics if d.code == "RD003"]
    assert found == ["content/patterns/old.html", "content/patterns/x.svg"]
