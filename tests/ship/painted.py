"""Whether the diagrams of a page are painted: boxes where they should be, and their pixels."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from atlas_ssg.config import load
from tests.ship.conftest import ROOT, SCALE, VIEW
from tests.ship.pixels import Colour, Picture, read

# How far a channel may be off: at an eighth of the size neighbours mix.
_NEAR = 40
_GRID = [(column / 10, row / 6) for column in range(1, 10) for row in range(1, 6)]
_MEASURE = """planes => [...document.querySelectorAll("svg.diagram")].map(svg => {
  const box = e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; };
  const nodes = planes.flatMap(plane => [...svg.querySelectorAll("g." + plane)].map(
    node => [plane, ...box(node.querySelector("rect, path, polygon, circle") || node)]));
  const scrolled = [];  // what of the drawing its scroll boxes show
  for (let e = svg.parentElement; e; e = e.parentElement)
    if (getComputedStyle(e).overflowX != "visible") scrolled.push(box(e));
  return { box: box(svg), scrolled, nodes, marks: svg.querySelectorAll("text, path, rect").length };
})"""


def pages_of(unpacked: Path) -> list[str]:
    """The pages of a site, by path."""
    return sorted(path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.html"))


def planes() -> dict[str, str]:
    """The planes of the atlas: class -> fill."""
    return {plane.class_: plane.fill for plane in load(config=ROOT / "atlas.toml").file.planes}


def problems(page: Page, planes: Mapping[str, str], *, pixels: bool = True) -> Iterator[str]:
    """What is not painted of the diagrams of `page`; `planes` are class -> #RRGGBB."""
    drawn: list[dict[str, Any]] = page.evaluate(_MEASURE, list(planes))
    for diagram in drawn:
        _, _, width, height = diagram["box"]
        if width < 50 or height < 50 or not diagram["marks"]:
            yield f"{page.url}: a diagram of {width:.0f} by {height:.0f}"
            continue
        flat = [node for node in diagram["nodes"] if node[3] < 4 or node[4] < 4]
        yield from (f"{page.url}: a node of {node[0]} without a size" for node in flat)
        if pixels:
            boxes = [diagram["box"], *diagram["scrolled"]]
            left, top = max(0, *(box[0] for box in boxes)), max(0, *(box[1] for box in boxes))
            right = min(VIEW["width"], *(box[0] + box[2] for box in boxes))
            bottom = min(VIEW["height"], *(box[1] + box[3] for box in boxes))
            clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
            picture = read(page.screenshot(clip=clip))  # type: ignore[arg-type]
            yield from _unpainted(page.url, picture, diagram["nodes"], planes, left, top)


def _unpainted(
    url: str,
    picture: Picture,
    nodes: list[list[Any]],
    planes: Mapping[str, str],
    x: float,
    y: float,
) -> Iterator[str]:
    if len({picture.at(column, row) for column, row in _points(picture)}) < 3:
        yield f"{url}: one colour where a diagram should be"
    seen = [
        n
        for n in nodes
        if n[1] >= x
        and n[2] >= y
        and _inside(picture, (n[1] - x + n[3]) * SCALE, (n[2] - y + n[4]) * SCALE)
    ]
    for plane, left, top, width, height in seen:
        fill = _colour(planes[plane])
        points = [
            (int((left - x + width * right) * SCALE), int((top - y + height * down) * SCALE))
            for right, down in _GRID
        ]
        if not any(_near(picture.at(*point), fill) for point in points):
            yield f"{url}: a node of {plane} is not painted in {planes[plane]}"


def _points(picture: Picture) -> Iterator[tuple[int, int]]:
    for column in range(0, picture.width, 3):
        for row in range(0, picture.height, 3):
            yield column, row


def _inside(picture: Picture, x: float, y: float) -> bool:
    return x < picture.width - 1 and y < picture.height - 1


def _colour(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _near(left: Colour, right: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(left, right, strict=True))
