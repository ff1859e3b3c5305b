"""The import table of ARCHITECTURE.md, held."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "atlas_ssg"

STAGES = (
    "content", "markdown", "diagrams", "facts", "indexes", "checks", "render", "output",
    "status", "sources", "scaffold",
)  # fmt: skip
# A name may import only names of earlier rows; names of one row do not import each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("__init__",),
    ("model",),
    ("slugs", "cache", "schema", "progress", "vendor"),
    ("config",),
    ("config_reference",),
    STAGES,
    ("pipeline",),
    ("serve",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}

# Each third-party package is used in one place only.
HOMES = {
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "pygments": {"markdown"},
    "nh3": {"markdown"},
    "playwright": {"diagrams"},
    "lxml": {"diagrams"},
    "tinycss2": {"diagrams"},
    "pint": {"facts"},
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "vl_convert": {"render"},
    "fontTools": {"render"},
    "coloraide": {"checks"},
    "httpx": {"sources"},
    "stamina": {"sources"},
    "feedparser": {"sources"},
    "watchfiles": {"serve"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "filelock": {"output"},
    "rapidfuzz": {"schema"},
    "yaml": {"content"},
    "msgspec": {
        "schema",
        "config",
        "config_reference",
        "content",
        "markdown",
        "diagrams",
        "facts",
        "status",
        "sources",
        "serve",
        "cli",
    },
    "click": {"cli"},
    "rich": {"cli"},
}
STANDARD_ONLY = {"model", "slugs", "cache", "progress", "pipeline"}


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        yield name, path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "atlas_ssg":
                yield from (f"atlas_ssg.{alias.name}" for alias in node.names)
            else:
                yield node.module


def ours(module: str) -> str:
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else "__init__"
    return "__init__" if name.startswith("__version__") else name


def test_every_module_has_a_row() -> None:
    assert {name for name, _, _ in modules()} <= RANK.keys()


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {target}"
        for name, path, tree in modules()
        for module in imported(tree)
        if module.split(".")[0] == "atlas_ssg"
        and (target := ours(module)) != name
        and RANK[target] >= RANK[name]
    ]
    assert wrong == []


def test_third_party_packages_stay_at_home() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {package}"
        for name, path, tree in modules()
        for module in imported(tree)
        if (package := module.split(".")[0]) in HOMES and name not in HOMES[package]
    ]
    assert wrong == []


def test_every_third_party_package_has_a_home() -> None:
    known = {"atlas_ssg", *HOMES, *sys.stdlib_module_names}
    homeless = [
        f"{path.relative_to(PACKAGE)} imports {package}"
        for _, path, tree in modules()
        for module in imported(tree)
        if (package := module.split(".")[0]) not in known
    ]
    assert homeless == []


def test_every_dependency_has_a_home() -> None:
    """What the wheel installs is what the package imports, and ghp-import, which runs by itself."""
    named = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[>]", line)[0] for line in named["dependencies"]}
    brought = {name for package in HOMES for name in packages_distributions().get(package, ())}
    assert {name.lower().replace("_", "-") for name in brought} - {"markupsafe"} == (
        wanted - {"ghp-import"}
    )


def test_the_core_needs_nothing_installed() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for name, path, tree in modules()
        if name in STANDARD_ONLY
        for module in imported(tree)
        if module.split(".")[0] in HOMES
    ]
    assert wrong == []


@pytest.mark.parametrize(("limit", "what"), [(400, "lines of a file"), (60, "lines of a function")])
def test_sizes(limit: int, what: str) -> None:
    long = []
    for _, path, tree in modules():
        if what == "lines of a file":
            sizes = {"": len(path.read_text().splitlines())}
        else:
            sizes = {
                node.name: (node.end_lineno or 0) - node.lineno + 1
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
        long += [f"{path.relative_to(PACKAGE)} {k}: {n}" for k, n in sizes.items() if n > limit]
    assert long == []


def test_no_drawer_for_odds_and_ends() -> None:
    refused = {"utils", "util", "helpers", "common", "manager", "handler", "misc"}
    assert [p for p in PACKAGE.rglob("*") if p.stem in refused] == []
