"""Mermaid's configuration: one look for the whole site, and nothing a diagram may change.

Colours that the theme may change in the dark are sentinels: unusual values that
are found again in the SVG and become custom properties with a fallback.
"""

from __future__ import annotations

from typing import Any

from atlas_ssg.diagrams import limits

FONT = "Inter, sans-serif"
FONT_SIZE = "15px"

# Sentinel -> (custom property, fallback).
SENTINELS = {
    "#1a1b1c": ("--diagram-text", "#1f2328"),
    "#4d5e6f": ("--diagram-line", "#57606a"),
    "#f4f5f6": ("--diagram-node", "#f6f8fa"),
    "#fafbfc": ("--diagram-group", "#fafbfc"),
    "#c8c9ca": ("--diagram-border", "#d0d7de"),
    "#fdfcfb": ("--diagram-label", "#ffffff"),
    "#fff5d0": ("--diagram-note", "#fff8c5"),
}
_TEXT, _LINE, _NODE, _GROUP, _BORDER, _LABEL, _NOTE = SENTINELS

# Fills for parts that are told apart by colour alone (pies, charts, timelines): pale enough for
# black text in the light and in the dark.
_PALETTE = (
    "#9ecbff", "#ffd8a8", "#a8e6b0", "#e5c8ff", "#ffc9c9", "#99e9f2",
    "#ffec99", "#d0bfff", "#c0eb75", "#fcc2d7", "#ced4da", "#96f2d7",
)  # fmt: skip
_DARK = "#1f2328"

_THEME = {
    **{f"pie{number}": fill for number, fill in enumerate(_PALETTE, 1)},
    **{f"cScale{number}": fill for number, fill in enumerate(_PALETTE)},
    **{f"cScaleLabel{number}": _DARK for number in range(len(_PALETTE))},
    **{f"git{number}": fill for number, fill in enumerate(_PALETTE[:8])},
    **{f"gitBranchLabel{number}": _DARK for number in range(8)},
    "fontFamily": FONT,
    "fontSize": FONT_SIZE,
    "background": "#ffffff",
    "primaryColor": _NODE,
    "primaryTextColor": _TEXT,
    "primaryBorderColor": _BORDER,
    "secondaryColor": _GROUP,
    "secondaryTextColor": _TEXT,
    "secondaryBorderColor": _BORDER,
    "tertiaryColor": _GROUP,
    "tertiaryTextColor": _TEXT,
    "tertiaryBorderColor": _BORDER,
    "mainBkg": _NODE,
    "nodeBorder": _BORDER,
    "nodeTextColor": _TEXT,
    "lineColor": _LINE,
    "arrowheadColor": _LINE,
    "textColor": _TEXT,
    "titleColor": _TEXT,
    "clusterBkg": _GROUP,
    "clusterBorder": _BORDER,
    "edgeLabelBackground": _LABEL,
    "labelBackground": _LABEL,
    "noteBkgColor": _NOTE,
    "noteTextColor": _TEXT,
    "noteBorderColor": _BORDER,
    "actorBkg": _NODE,
    "actorBorder": _BORDER,
    "actorTextColor": _TEXT,
    "actorLineColor": _LINE,
    "signalColor": _LINE,
    "signalTextColor": _TEXT,
    "labelBoxBkgColor": _NODE,
    "labelBoxBorderColor": _BORDER,
    "labelTextColor": _TEXT,
    "loopTextColor": _TEXT,
    "activationBkgColor": _NODE,
    "activationBorderColor": _LINE,
    "classText": _TEXT,
    "labelColor": _TEXT,
    "transitionColor": _LINE,
    "transitionLabelColor": _TEXT,
    "stateLabelColor": _TEXT,
    "stateBkg": _NODE,
    "compositeBackground": _GROUP,
    "compositeTitleBackground": _NODE,
    "compositeBorder": _BORDER,
    "relationColor": _LINE,
    "relationLabelColor": _TEXT,
    "relationLabelBackground": _LABEL,
    "requirementTextColor": _TEXT,
    "requirementBackground": _NODE,
    "requirementBorderColor": _BORDER,
    "attributeBackgroundColorOdd": _LABEL,
    "attributeBackgroundColorEven": _NODE,
    "pieTitleTextColor": _TEXT,
    "pieSectionTextColor": _DARK,
    "pieLegendTextColor": _TEXT,
    "pieStrokeColor": _BORDER,
    "pieOuterStrokeColor": _BORDER,
    "commitLabelColor": _TEXT,
    "commitLabelBackground": _LABEL,
    "xyChart": {
        "plotColorPalette": ",".join(_PALETTE),
        "backgroundColor": _LABEL,
        "titleColor": _TEXT,
        **{
            f"{axis}Axis{part}Color": _TEXT
            for axis in "xy"
            for part in ("Label", "Title", "Tick", "Line")
        },
    },
}
# Our own rules on top of Mermaid's: they are measured and published with the rest.
_CSS = f"""
.edgeLabel rect,.edgeLabel .label rect{{opacity:1;fill:{_LABEL}}}
.plane-cue{{font-size:10px;font-weight:700;text-anchor:start}}
.node rect{{rx:4px;ry:4px}}
.cluster rect{{rx:6px;ry:6px}}
.cluster-label tspan{{font-weight:600}}
.cluster-label text{{paint-order:stroke;stroke:{_GROUP};stroke-width:5px}}
"""
_TITLE_MARGIN = {"subGraphTitleMargin": {"top": 4, "bottom": 6}}
# What a directive or a diagram's front matter may not change, beside Mermaid's own list.
_SECURE = [
    "secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering",
    "theme", "themeVariables", "themeCSS", "fontFamily", "altFontFamily", "fontSize", "htmlLabels",
    "dompurifyConfig", "arrowMarkerAbsolute", "deterministicIds", "deterministicIDSeed",
    "handDrawnSeed", "logLevel", "legacyMathML", "forceLegacyMathML",
]  # fmt: skip


def configuration() -> dict[str, Any]:
    """What `mermaid.initialize` is given."""
    no_html: dict[str, Any] = {"htmlLabels": False}
    return {
        "startOnLoad": False,
        "securityLevel": "strict",
        "secure": _SECURE,
        "suppressErrorRendering": True,
        "maxTextSize": limits.CHARACTERS,
        "maxEdges": limits.EDGES,
        "logLevel": 5,
        "deterministicIds": True,
        "deterministicIDSeed": "atlas",
        "handDrawnSeed": 1,
        "htmlLabels": False,
        "fontFamily": FONT,
        "theme": "base",
        "themeVariables": _THEME,
        "themeCSS": _CSS,
        "flowchart": {
            **no_html,
            "curve": "basis",
            "useMaxWidth": False,
            "padding": 12,
            **_TITLE_MARGIN,
        },
        "class": no_html,
        "state": no_html,
        "block": no_html,
        "sequence": {"useMaxWidth": False, "wrap": False},
        "gantt": {"useMaxWidth": False, "useWidth": 1100},
        "er": {"useMaxWidth": False},
    }
