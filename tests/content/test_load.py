"""The content as a whole: pages, assets and the library, each where it belongs."""

from pathlib import Path

from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.content import load

ROOT = Path("/project")
PLAIN = Config(ROOT, ROOT / "content", ROOT / "output", None, ConfigFile())


def test_an_asset_in_the_way_of_a_page_is_told_and_left_out() -> None:
    loaded = load(PLAIN, {"notes.md": "# Notes\n", "notes": b"x", "pic.png": b"y"})
    assert [(d.code, d.place.path) for d in loaded.diagnostics] == [("RT001", "content/notes")]
    assert [asset.path for asset in loaded.assets] == ["pic.png"]
    assert [draft.permalink for draft in loaded.drafts] == ["/notes/"]


def test_an_asset_with_the_file_of_a_page_is_told() -> None:
    loaded = load(PLAIN, {"a.md": "# A\n", "a/index.html": b"x"})
    assert [(d.code, d.place.path) for d in loaded.diagnostics] == [
        ("RT001", "content/a/index.html")
    ]
