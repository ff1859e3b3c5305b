"""The browser's sandbox: on wherever it can be, off only as root or where the user says so."""

from __future__ import annotations

import os
from collections.abc import Mapping

VARIABLE = "ATLAS_SANDBOX"
# What Chromium and Playwright say where the system forbids user namespaces.
_FORBIDDEN = ("No usable sandbox", "sandboxing failed")
FORBIDDEN = "the browser cannot set up its sandbox: this system forbids user namespaces"
ADVICE = (
    "allow them for the browser, or install one that the system allows "
    "(Debian: apt-get install chromium-sandbox; Ubuntu: Google's Chrome). "
    f"Where all content is your own, {VARIABLE}=off draws without: the network stays cut off"
)


def without(environment: Mapping[str, str] = os.environ) -> str:
    """Why the browser runs without its sandbox, as a remark for people; "" where it is on."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return "the browser's sandbox is off: it cannot run as root; build as another user"
    if environment.get(VARIABLE, "").strip().lower() == "off":
        return f"the browser's sandbox is off: {VARIABLE} says so"
    return ""


def is_forbidden(said: str) -> bool:
    """Whether a browser that did not start names its sandbox as the reason."""
    return any(words in said for words in _FORBIDDEN)
