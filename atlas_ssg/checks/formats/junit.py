"""JUnit's XML: a test case a finding, so that CI systems list them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from atlas_ssg.model.diagnostic import Diagnostic, Severity


def junit(diagnostics: Sequence[Diagnostic]) -> str:
    """A test suite with a failing case for each finding; one passing case when there is none."""
    failures = sum(d.severity >= Severity.WARNING for d in diagnostics)
    cases = "".join(_case(d) for d in diagnostics) or ' <testcase name="atlas-ssg check"/>\n'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<testsuite name="atlas-ssg" tests="{max(1, len(diagnostics))}" '
        f'failures="{failures}" errors="0">\n{cases}</testsuite>\n'
    )


def _case(d: Diagnostic) -> str:
    name = quoteattr(_xml(f"{d.code} {d.place}"))
    group = quoteattr(_xml(d.place.path))
    if d.severity < Severity.WARNING:
        return f" <testcase name={name} classname={group}/>\n"
    message = quoteattr(_xml(d.message))
    return (
        f" <testcase name={name} classname={group}>\n"
        f"  <failure type={quoteattr(d.code)} message={message}/>\n </testcase>\n"
    )


def _xml(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "￾￿") else " " for c in text)
