"""Hundreds of pages as other people write them: every type of diagram, some of them broken.

No page knows anything of an atlas. Each holds its diagrams among other things that
a reader of lines could trip over: front matter of another generator, code that
shows a diagram, quotes, lists, Windows line ends, a byte-order mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.diagrams.corpus import SAMPLES

# A line that no type's grammar takes; timelines take nearly anything.
_NONSENSE = "}}] ??? [[{"
_NONSENSE_IN = {"timeline": "::: %$ ]] -->> (("}
_MARKED = "\u2060"  # the samples carry the marks of citations; foreign pages have none

_WRAPPINGS = (
    "{before}\n```mermaid\n{diagram}\n```\n{after}\n",
    "---\nlayout: post\ntags: [a, b]\n---\n\n{before}\n~~~ mermaid\n{diagram}\n~~~\n{after}\n",
    "{before}\n\n````md\n```mermaid\nnot a diagram\n```\n````\n\n```mermaid\n{diagram}\n```\n",
    "# Title\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```mermaid\n{diagram}\n```\n{after}",
    "\ufeff{before}\n\n```mermaid\n{diagram}\n```\n",
    "<div align=center>\n\n```mermaid\n{diagram}\n```\n\n</div>\n\n{after}\n",
)
_WORDS = ("Zur Übersicht: 日本語, emoji 🚀.", "Some *text* with `code`.", "", "## Heading\n\nText.")


@dataclass(frozen=True)
class Corpus:
    """`files` by path; `broken`: path -> the line of the file that is at fault."""

    files: dict[str, bytes] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)


def corpus(pages: int = 330, every: int = 4) -> Corpus:
    """So many pages; of each type one in `every` is broken, now in its middle, now at its end."""
    found = Corpus()
    names = sorted(SAMPLES)
    for number in range(pages):
        name = names[number % len(names)]
        turn = number // len(names)
        lines = SAMPLES[name].replace(_MARKED, "").rstrip("\n").split("\n")
        nonsense = _NONSENSE_IN.get(name, _NONSENSE)
        broken = (turn + number) % every == 0
        if broken:
            at = len(lines) // 2 if turn % 2 else len(lines)
            lines.insert(at, f"    {nonsense}")
        wrapping = _WRAPPINGS[(number + turn) % len(_WRAPPINGS)]
        text = wrapping.format(
            before=_WORDS[number % len(_WORDS)],
            diagram="\n".join(lines),
            after=_WORDS[(number + 1) % len(_WORDS)],
        )
        path = f"part-{turn}/{name}-{number}.md"
        if broken:
            found.broken[path] = next(
                n for n, line in enumerate(text.split("\n"), 1) if line.strip() == nonsense
            )
        ends = "\r\n" if number % 5 == 0 else "\n"
        found.files[path] = text.replace("\n", ends).encode()
    return found
