"""What a directive or a diagram's front matter may set: a short list. The rest has no effect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from atlas_ssg.diagrams.refusals import Fault
from atlas_ssg.model.diagram import Notice

Place = tuple[int, int]
Value = str | float | bool

_CURVES = (
    "basis", "bumpX", "bumpY", "cardinal", "catmullRom", "linear", "monotoneX", "monotoneY",
    "natural", "step", "stepAfter", "stepBefore",
)  # fmt: skip
_LAYOUTS = ("dagre", "cose-bilkent", "tidy-tree")
_SPACING = (0.0, 400.0)
_ANY = ("true", "false")
# Key path -> what it may be: words, or a range of numbers.
ALLOWED: dict[str, tuple[str, ...] | tuple[float, float]] = {
    "look": ("classic",),
    "layout": _LAYOUTS,
    "wrap": _ANY,
    "flowchart.curve": _CURVES,
    "flowchart.defaultRenderer": ("dagre-d3", "dagre-wrapper"),
    "flowchart.nodeSpacing": _SPACING,
    "flowchart.rankSpacing": _SPACING,
    "flowchart.padding": _SPACING,
    "flowchart.diagramPadding": _SPACING,
    "flowchart.wrappingWidth": (50.0, 1000.0),
    "flowchart.subGraphTitleMargin.top": _SPACING,
    "flowchart.subGraphTitleMargin.bottom": _SPACING,
    "state.nodeSpacing": _SPACING,
    "state.rankSpacing": _SPACING,
    "class.nodeSpacing": _SPACING,
    "class.rankSpacing": _SPACING,
    "class.hideEmptyMembersBox": _ANY,
    "er.layoutDirection": ("TB", "BT", "LR", "RL"),
    "er.nodeSpacing": _SPACING,
    "er.rankSpacing": _SPACING,
    "sequence.showSequenceNumbers": _ANY,
    "sequence.mirrorActors": _ANY,
    "sequence.rightAngles": _ANY,
    "sequence.hideUnusedParticipants": _ANY,
    "sequence.wrap": _ANY,
    "sequence.width": (50.0, 1000.0),
    "sequence.actorMargin": _SPACING,
    "sequence.messageMargin": _SPACING,
    "sequence.boxMargin": _SPACING,
    "sequence.noteMargin": _SPACING,
    "gantt.displayMode": ("compact",),
    "gantt.barHeight": (4.0, 200.0),
    "gantt.barGap": _SPACING,
    "gantt.topPadding": _SPACING,
    "gantt.leftPadding": _SPACING,
    "gantt.numberSectionStyles": (0.0, 12.0),
    "gitGraph.showBranches": _ANY,
    "gitGraph.showCommitLabel": _ANY,
    "gitGraph.rotateCommitLabel": _ANY,
    "gitGraph.mainBranchName": (),
    "gitGraph.mainBranchOrder": (0.0, 100.0),
    "gitGraph.parallelCommits": _ANY,
    "mindmap.padding": _SPACING,
    "mindmap.maxNodeWidth": (50.0, 1000.0),
    "timeline.disableMulticolor": _ANY,
    "sankey.showValues": _ANY,
    "sankey.nodeAlignment": ("justify", "center", "left", "right"),
    "sankey.width": (100.0, 4000.0),
    "sankey.height": (100.0, 4000.0),
    "packet.bitsPerRow": (1.0, 256.0),
    "packet.showBits": _ANY,
    "xyChart.width": (100.0, 4000.0),
    "xyChart.height": (100.0, 4000.0),
    "xyChart.chartOrientation": ("vertical", "horizontal"),
    "xyChart.showDataLabel": _ANY,
    "quadrantChart.chartWidth": (100.0, 4000.0),
    "quadrantChart.chartHeight": (100.0, 4000.0),
    "pie.textPosition": (0.0, 1.0),
    "radar.width": (100.0, 4000.0),
    "radar.height": (100.0, 4000.0),
    "treemap.showValues": _ANY,
    "block.padding": _SPACING,
}  # fmt: skip
_WORD = re.compile(r"[\w./-]{1,60}")
_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<key>[\w$-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?P<value>.*)")
_DIRECTIVE = re.compile(r"\s*(\w+)\s*(?::\s*(.*))?$", re.DOTALL)


@dataclass(slots=True)
class Options:
    """What may be set and was, gathered while a source is read."""

    title: str = ""
    display: str = ""
    config: dict[str, Value] = field(default_factory=dict)

    def header(self) -> str:
        """Front matter for Mermaid that sets just this; empty when there is nothing to set."""
        tree: dict[str, object] = {}
        for path, value in sorted(self.config.items()):
            *above, name = path.split(".")
            place = tree
            for step in above:
                place = place.setdefault(step, {})  # type: ignore[assignment]
            place[name] = value
        given = {"title": self.title, "displayMode": self.display, "config": tree}
        given = {key: value for key, value in given.items() if value}
        return f"---\n{json.dumps(given, sort_keys=True)}\n---\n" if given else ""


def read_directive(text: str, at: Place, options: Options, notices: list[Notice]) -> Fault | None:
    """`init: {…}`, `initialize: {…}` and `wrap` between `%%{` and `}%%`."""
    match = _DIRECTIVE.match(text)
    kind = match[1] if match else ""
    if match and kind == "wrap" and not match[2]:
        options.config["wrap"] = True
        return None
    if match is None or kind not in {"init", "initialize"}:
        notices.append(_without_effect(f"the directive `{kind or text[:20]}`", at))
        return None
    try:
        data = json.loads((match[2] or "").strip().replace("'", '"'))
    except (ValueError, RecursionError):
        notices.append(
            Notice("a directive that is not JSON has no effect", *at, "write %%{init: {…}}%%")
        )
        return None
    if isinstance(data, dict) and isinstance(data.get("config"), dict):
        data = data["config"]
    return _take(_leaves(data, ()), at, options, notices)


def read_front_matter(
    text: str, at: Place, options: Options, notices: list[Notice]
) -> Fault | None:
    """`title:`, `displayMode:` and `config:` of a diagram's front matter: keys and plain values."""
    stack: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), at[0]):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            notices.append(
                _without_effect("a line of the front matter that is no `key: value`", (number, 1))
            )
            continue
        depth = len(match["indent"])
        while stack and stack[-1][0] >= depth:
            stack.pop()
        stack.append((depth, match["key"].strip("\"'")))
        value = _plain(match["value"])
        if value == "":
            continue
        path = tuple(key for _, key in stack)
        fault = _set_front(path, value, (number, depth + 1), options, notices)
        if fault:
            return fault
    return None


def _set_front(
    path: tuple[str, ...], value: Value, at: Place, options: Options, notices: list[Notice]
) -> Fault | None:
    if path == ("title",):
        options.title = str(value)[:300]
        return None
    if path == ("displayMode",) and value == "compact":
        options.display = "compact"
        return None
    if path[0] == "config":
        found: object = value
        if isinstance(value, str) and value.startswith("{"):
            try:
                found = json.loads(value.replace("'", '"'))
            except (ValueError, RecursionError):
                found = None
        return _take(_leaves(found, path[1:]), at, options, notices)
    notices.append(_without_effect(f"`{path[0]}`", at))
    return None


def _take(
    leaves: Iterator[tuple[tuple[str, ...], object]],
    at: Place,
    options: Options,
    notices: list[Notice],
) -> Fault | None:
    ignored: list[str] = []
    for path, value in leaves:
        name = ".".join(path)
        if path and path[-1] == "ticketBaseUrl":
            return Fault(
                "refused",
                "`ticketBaseUrl` may not be set: a drawing links only to its sources",
                *at,
                help="remove it",
            )
        if name == "layout" and value not in _LAYOUTS:
            return Fault(
                "refused",
                f"the layout `{str(value)[:40]}` is not known",
                *at,
                help=f"known: {', '.join(_LAYOUTS)}",
            )
        shown = _fitting(name, value)
        if shown is None:
            ignored.append(path[0] if path else "config")
        else:
            options.config[name] = shown
    if ignored:
        names = ", ".join(f"`{name[:40]}`" for name in dict.fromkeys(ignored))
        notices.append(_without_effect(names, at))
    return None


def _fitting(name: str, value: object) -> Value | None:
    """The value as it may be set, or None."""
    rule = ALLOWED.get(name)
    if rule is None:
        return None
    if rule == _ANY:
        return value if isinstance(value, bool) else None
    if rule == ():
        return value if isinstance(value, str) and _WORD.fullmatch(value) else None
    low = rule[0]
    if isinstance(low, float):
        high = float(rule[1])
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if number and low <= float(value) <= high else None  # type: ignore[arg-type]
    return value if isinstance(value, str) and value in rule else None


def _leaves(data: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(data, dict) and len(path) < 6:
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)))
    else:
        yield path, data


def _plain(text: str) -> Value:
    """A plain YAML value: a word, a number, true or false; comments go."""
    text = text.strip()
    if text[:1] in {'"', "'"} and text[-1:] == text[:1] and len(text) > 1:
        return text[1:-1]
    text = re.sub(r"\s+#.*$", "", text)
    if text in {"true", "false"}:
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text


def _without_effect(what: str, at: Place) -> Notice:
    return Notice(
        f"{what} has no effect: one look and one set of rules hold for every diagram",
        *at,
        help="remove it",
    )
