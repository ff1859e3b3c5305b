"""The error index: exact messages, sorted as a reader would look for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atlas_ssg.model.fact import ErrorString

_LEADING = re.compile(r"^[^0-9A-Za-z]+")


def errors(found: Sequence[ErrorString]) -> tuple[ErrorString, ...]:
    """Every message once a page, by its first letter or digit, without regard to case."""
    unique = {(error.text, error.permalink): error for error in reversed(found)}
    return tuple(sorted(unique.values(), key=_key))


def _key(error: ErrorString) -> tuple[str, str, str]:
    return (_LEADING.sub("", error.text).casefold(), error.text, error.permalink)
