"""The bundle of the real content, as somebody without a network opens it: from disk, no script."""

import hashlib
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import findall
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Page

from atlas_ssg.config import load
from atlas_ssg.output.bundle import MANIFEST
from tests.ship.conftest import ROOT
from tests.ship.painted import pages_of, planes, problems

pytestmark = pytest.mark.browser

_HREF = r'<a [^>]*?href="([^"]*)"'
# Pages whose every link is followed; that all links of all pages lead to files is tested too.
SAMPLE = ("index.html", "errors/index.html", "systems/netflix/index.html")


def one_of_each_kind(paths: list[str]) -> list[str]:
    """The first page of each shape of address; categories have the same shapes."""
    folders = set(load(config=ROOT / "atlas.toml").categories) - {"systems"}
    kinds: dict[tuple[object, ...], str] = {}
    for path in paths:
        first, *others = path.split("/")
        marks = [part for part in others if part.startswith("by-") or part == "diagram"]
        report = others[0] if first == "reference" else ""
        section = "category" if first in folders else first
        kinds.setdefault((section, report, len(others), *marks), path)
    return list(kinds.values())


def links(html: str) -> Iterator[str]:
    """Addresses of this site in a page."""
    for found in findall(_HREF, html):
        address = unescape(found)
        if not address.startswith(("http:", "https:", "mailto:")):
            yield address


def test_checksum_and_manifest_agree(archive: Path, unpacked: Path) -> None:
    digest, _, name = (
        archive.with_name(archive.name + ".sha256").read_text().strip().partition("  ")
    )
    assert (digest, name) == (hashlib.sha256(archive.read_bytes()).hexdigest(), archive.name)
    manifest = json.loads((unpacked / MANIFEST).read_text())
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    there = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    assert there == {*listed, MANIFEST}
    for path, said in listed.items():
        assert hashlib.sha256((unpacked / path).read_bytes()).hexdigest() == said, path


def test_every_link_of_every_page_leads_to_a_file_and_every_anchor_is_there(unpacked: Path) -> None:
    ids: dict[str, set[str]] = {}
    wrong = []
    for path in pages_of(unpacked):
        base = (unpacked / path).as_uri()
        for address in links((unpacked / path).read_text()):
            target, fragment = urldefrag(urljoin(base, address))
            file = unquote(target.removeprefix("file://"))
            if not Path(file).is_file():
                wrong.append(f"{path}: {address}")
            elif fragment and file.endswith(".html"):
                if file not in ids:
                    ids[file] = set(findall(r'\sid="([^"]+)"', Path(file).read_text()))
                if unquote(fragment) not in ids[file]:
                    wrong.append(f"{path}: {address}")
    assert wrong == []


def test_every_kind_of_page_opens_with_its_style_and_its_diagrams(
    unpacked: Path, page: Page
) -> None:
    chosen = one_of_each_kind(pages_of(unpacked))
    assert len(chosen) >= 20
    wrong: list[str] = []
    for path in chosen:
        page.goto((unpacked / path).as_uri())
        assert page.title(), path
        assert page.locator("h1").first.is_visible(), path
        assert "Inter" in page.evaluate("getComputedStyle(document.body).fontFamily"), path
        assert page.evaluate("[...document.fonts].some(f => f.status == 'loaded')"), path
        wrong += problems(page, planes())
    assert wrong == []


def test_every_link_of_a_sample_can_be_followed(unpacked: Path, page: Page) -> None:
    targets: dict[str, str] = {}  # each page once; that every anchor is there is tested above
    for path in SAMPLE:
        base = (unpacked / path).as_uri()
        for address in links((unpacked / path).read_text()):
            target = urljoin(base, address)
            if urldefrag(target)[0].endswith(".html"):
                targets.setdefault(urldefrag(target)[0], target)
    assert len(targets) > len(SAMPLE)
    for target in targets.values():
        page.goto(target, wait_until="domcontentloaded")
        assert page.locator("h1").first.is_visible(), target
        fragment = urldefrag(target)[1]
        if fragment:
            assert page.locator(f'[id="{unquote(fragment)}"]').count() == 1, target


def test_from_an_error_message_to_its_section_by_clicking(unpacked: Path, page: Page) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.locator('a[href="errors/index.html"]').first.click()
    page.locator("main a[href*='index.html#']").first.click()
    assert urldefrag(page.url)[1]
    assert page.locator(":target").count() == 1
