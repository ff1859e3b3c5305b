"""A placeholder that was left in.

"TODO", "lorem ipsum", "Service A" and "example.com" mean that somebody meant to
come back. Readers at 3 AM cannot wait for that.

What to do: put the real thing there, or take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Severity

_HELP = "write the real name or figure, or take it out"
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX|(?i:lorem ipsum)|(?:Service|Database|Server|Component|Node|System|"
    r"Company) [A-C](?![\w-])|(?:www\.)?example\.(?:com|org|net)|(?i:your-[a-z-]+-here))\b"
)
# What every placeholder holds; most pages hold none of it, and are not searched.
_PARTS = ("TODO", "FIXME", "TBD", "XXX", "example.", "our-")
_LETTER = re.compile(r" [A-C](?![\w-])")
# RFC 2606 reserves these for examples.
_RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid)$")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Placeholders in title, text, labels and links."""
    text = subject.text
    if any(part in text for part in _PARTS) or _LETTER.search(text) or "ipsum" in text.lower():
        for match, place in search(subject, _PLACEHOLDER):
            yield Finding(place, f"`{match[0]}` is a placeholder", _HELP, len(match[0]))
    for link in subject.page.links:
        host = _host(link.target) if link.external else ""
        if _RESERVED.search(host):
            message = f"the link leads to {host}, which is a placeholder"
            yield Finding(link.place, message, _HELP, len(link.target))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a broken IPv6 address
        return ""


RULE = PageRule("WD001", "placeholder", Severity.ERROR, check)
