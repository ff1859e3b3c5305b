"""LK and RD: links within the site, and the files beside its pages."""

from __future__ import annotations

from tests.checks.cases.case import Case
from tests.checks.examined import page

FLOW = "systems/netflix/request-flow.md"
GUIDE = "debugging/kafka.md"

CASES: dict[str, tuple[Case, ...]] = {
    "RD003": (
        Case(
            bad={
                FLOW: page(),
                "a.svg": "\n<svg><script/></svg>",
                "b.JS": "\n1",
                "c.html": "<p id=c>",
            },
            good={FLOW: page(), "a.svg": "<svg><rect/></svg>", "c.txt": "<script>"},
            underlined=("", ""),
        ),
    ),
    "LK002": (
        Case(
            bad={
                FLOW: page(body="See [the guide](../../debugging/kafka.md#meanning).\n"),
                GUIDE: page(body="## Meaning\n\nx\n"),
            },
            good={
                FLOW: page(body="See [the guide](../../debugging/kafka.md#meaning).\n"),
                GUIDE: page(body="## Meaning\n\nx\n"),
            },
            underlined=("../../debugging/kafka.md#meanning",),
        ),
        Case(  # within a page; ids of the theme and of written HTML count
            bad={FLOW: page(body="See [below](#below).\n")},
            good={FLOW: page(body='[a](#diagram) [b](#sources) [c](#mine)\n\n<a id="mine"></a>\n')},
            underlined=("#below",),
        ),
    ),
    "LK003": (
        Case(
            bad={FLOW: page(front="related: [/debugging/kafca/]\n"), GUIDE: page()},
            good={FLOW: page(front="related: [/debugging/kafka/, /debugging/]\n"), GUIDE: page()},
            underlined=("/debugging/kafca/",),
        ),
        Case(
            bad={FLOW: page(front="related: [/systems/netflix/request-flow/]\n")},
            good={FLOW: page()},
            underlined=("/systems/netflix/request-flow/",),
        ),
    ),
}
