"""A browser whose sandbox cannot be set up: said as what it is, and off only by the user's word."""

import os
from pathlib import Path

import pytest

from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.diagrams import sandbox
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.diagrams.renderer import Job, RenderError

# What Chromium 156 writes where user namespaces are forbidden.
COMPLAINT = "FATAL:zygote_host_impl_linux.cc(126)] No usable sandbox! If this is a Debian system"


@pytest.mark.browser
def test_a_system_that_forbids_the_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "chromium"
    browser.write_text(f"#!/bin/sh\necho '{COMPLAINT}' >&2\nexit 1\n")
    browser.chmod(0o755)
    monkeypatch.setenv("ATLAS_CHROMIUM", str(browser))
    config = Config(tmp_path, tmp_path, tmp_path / "output", None, ConfigFile())
    with (
        ChromiumRenderer(config) as renderer,
        pytest.raises(RenderError, match="cannot set up its sandbox") as raised,
    ):
        list(renderer.render([Job("flowchart LR\n A --> B")]))
    assert "ATLAS_SANDBOX=off" in raised.value.help


def test_only_root_and_the_variable_switch_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert sandbox.without({}) == ""
    assert sandbox.without({"ATLAS_SANDBOX": "on"}) == ""
    assert "ATLAS_SANDBOX" in sandbox.without({"ATLAS_SANDBOX": "off"})
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "root" in sandbox.without({})


@pytest.mark.browser
def test_a_driver_that_ends_at_once_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    config = Config(tmp_path, tmp_path, tmp_path / "output", None, ConfigFile())
    with (
        ChromiumRenderer(config) as renderer,
        pytest.raises(RenderError, match="Playwright does not start"),
    ):
        list(renderer.render([Job("flowchart LR\n A --> B")]))
