"""What goes into the wheel beside the package: the themes, Mermaid, the font.

A wheel needs no Node.js: what npm would fetch is inside. A source distribution
carries the same files, so that a wheel can be made from it as well. An
editable installation takes them from the checkout. Their licences stand in
docs/third-party-licenses.txt, which `license-files` of pyproject.toml names.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Where atlas_ssg/vendor.py looks for each.
_VENDORED = {
    "mermaid/dist/mermaid.min.js": "mermaid.min.js",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter.woff2",
}
_VENDOR = "atlas_ssg/vendor"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files; a checkout that has not fetched them yet fetches them first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if version == "editable":
            return
        root, added = Path(self.root), build_data["force_include"]
        if self.target_name == "wheel":
            added[str(root / "themes")] = "atlas_ssg/themes"
        if (root / _VENDOR / "mermaid.min.js").is_file():
            return  # a source distribution has them in place
        modules = _fetched(root)
        for source, name in _VENDORED.items():
            added[str(modules / source)] = f"{_VENDOR}/{name}"


def _fetched(root: Path) -> Path:
    modules = root / "node_modules"
    if all((modules / source).is_file() for source in _VENDORED):
        return modules
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "Mermaid and the font are not here yet, and npm, which fetches them, is not installed: "
            "install Node.js 18 or newer (https://nodejs.org), or install a wheel instead"
        )
    subprocess.run([npm, "ci", "--silent", "--ignore-scripts"], cwd=root, check=True)
    return modules
