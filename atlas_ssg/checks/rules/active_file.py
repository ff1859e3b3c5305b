"""A file beside the pages that would run something in the reader's browser.

The site runs nothing: no script, no handler, no frame. Pictures and documents
are copied as they are; an HTML, XML or SVG file with a script in it, and a
program, are left out.

What to do: take the active part out of the file, or the file out of the
content.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.markup import active_part
from atlas_ssg.model.source import Place


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Files that are not copied."""
    for asset in subject.site.assets:
        if part := active_part(asset.path, asset.content):
            yield Finding(
                Place(_shown(subject.config, asset.path)),
                f"the file is not copied, because it may run in a browser: `{part}`",
                "take that out of it, or move the file out of the content",
            )


def _shown(config: Config, path: str) -> str:
    full = config.content / path
    inside = full.is_relative_to(config.root)
    return (full.relative_to(config.root) if inside else full).as_posix()


RULE = SiteRule("RD003", "active-file", Severity.ERROR, check)
