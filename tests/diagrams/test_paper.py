"""Printing with the real browser: what is in the PDF, and that it reaches nothing."""

import re

import pytest

from atlas_ssg.diagrams.paper import ChromiumPrinter

pytestmark = pytest.mark.browser

DATE = "20261124000000"
PAGE = """<!doctype html><html lang="en"><title>A title</title>
<style>@page wide { size: A4 landscape } .wide { page: wide }</style>
<h1>One</h1><p>Text.</p><h2>Two</h2><div class="wide"><h1>Three</h1></div>"""


def printed(html: str) -> bytes:
    return ChromiumPrinter().pdf(html, DATE)


def test_bookmarks_tags_title_and_sizes() -> None:
    pdf = printed(PAGE)
    assert b"/Outlines" in pdf
    assert b"/StructTreeRoot" in pdf
    titles = re.findall(rb"/Title \(([^)]*)\)", pdf)
    assert {b"A title", b"One", b"Two", b"Three"} <= set(titles)
    sizes = [[float(number) for number in box.split()][2:] for box in boxes_of(pdf)]
    assert {width > height for width, height in sizes} == {True, False}


def test_the_same_document_gives_the_same_bytes() -> None:
    pdf = printed(PAGE)
    assert pdf == printed(PAGE)
    assert set(re.findall(rb"\(D:(\d{14})", pdf)) == {DATE.encode()}


def test_nothing_is_run_and_nothing_is_loaded() -> None:
    pdf = printed(
        "<title>Quiet</title><h1>Before</h1>"
        "<script>document.querySelector('h1').textContent = 'After'</script>"
        '<img src="http://127.0.0.1:9/p.png"><link rel="stylesheet" href="/s.css">'
    )
    assert b"/Title (Before)" in pdf
    assert b"After" not in pdf


def boxes_of(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
