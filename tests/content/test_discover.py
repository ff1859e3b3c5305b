import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec import structs

from atlas_ssg.cache import Memo
from atlas_ssg.config import BuildTable, Config, load
from atlas_ssg.content import discover as module
from atlas_ssg.content.discover import Found, discover


@pytest.fixture
def config(tmp_path: Path) -> Config:
    content = tmp_path / "content"
    for path, data in {
        "index.md": b"\xef\xbb\xbf# Home\r\n",
        "a/b.md": b"# B\n",
        "a/picture.png": b"\x89PNG",
        "sources/x.yaml": b"references: []\n",
        "_draft.md": b"hidden",
        ".git/config": b"hidden",
        "node_modules/x.md": b"hidden",
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    return load(start=tmp_path)


def read_again(config: Config, memo: Memo) -> tuple[Found, list[str]]:
    """What is found, and which files were read for it."""
    read: list[str] = []
    original: Callable[..., object] = module._read

    def spy(full: Path, path: str, shown: str, root: Path) -> object:
        read.append(path)
        return original(full, path, shown, root)

    with patch.object(module, "_read", spy):
        return discover(config, memo=memo), read


def test_pages_data_and_the_rest_each_folder_before_those_in_it(config: Config) -> None:
    found = discover(config)
    assert [(page.path, page.text) for page in found.pages] == [
        ("index.md", "# Home\n"), ("a/b.md", "# B\n"),
    ]  # fmt: skip
    assert [file.path for file in found.data] == ["sources/x.yaml"]
    assert [(asset.path, asset.permalink) for asset in found.assets] == [
        ("a/picture.png", "/a/picture.png")
    ]
    assert found.diagnostics == ()
    assert found.pages[0].shown == "content/index.md"


def test_a_file_that_did_not_change_is_not_read_again(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SETTLED", -1)
    memo = Memo()
    first, read = read_again(config, memo)
    assert sorted(read) == ["a/b.md", "a/picture.png", "index.md", "sources/x.yaml"]
    second, read = read_again(config, memo)
    assert read == []
    assert all(a is b for a, b in zip(first.pages, second.pages, strict=True))
    (config.content / "a/b.md").write_text("# New\n")
    third, read = read_again(config, memo)
    assert read == ["a/b.md"]
    assert third.pages[1].text == "# New\n"


def test_a_file_of_the_same_size_and_time_that_was_just_written_is_read_again(
    config: Config,
) -> None:
    memo = Memo()
    page = config.content / "a/b.md"
    read_again(config, memo)
    state = page.stat()
    page.write_text("# C\n")
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    found, read = read_again(config, memo)
    assert "a/b.md" in read
    assert found.pages[1].text == "# C\n"


def test_a_file_that_went_is_forgotten(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SETTLED", -1)
    memo = Memo()
    read_again(config, memo)
    (config.content / "a/b.md").unlink()
    found, _ = read_again(config, memo)
    assert [page.path for page in found.pages] == ["index.md"]
    assert memo.known("file", "a/b.md", ()) is None


@pytest.mark.parametrize("target", ["../secret.md", "/etc/hostname", "missing.md", "link.md"])
def test_links_that_leave_or_lead_nowhere_are_refused(config: Config, target: str) -> None:
    (config.root / "secret.md").write_text("secret")
    (config.content / "link.md").symlink_to(target)
    found = discover(config)
    assert "link.md" not in {page.path for page in found.pages}
    assert [(d.code, d.place.path) for d in found.diagnostics] == [("RD001", "content/link.md")]


def test_a_link_within_the_content_is_followed_to_what_it_holds_now(config: Config) -> None:
    memo = Memo()
    (config.content / "link.md").symlink_to("a/b.md")
    read_again(config, memo)
    (config.content / "a/b.md").write_text("# New\n")
    found, _ = read_again(config, memo)
    assert {page.path: page.text for page in found.pages}["link.md"] == "# New\n"


def test_folders_that_are_links_are_not_entered(config: Config) -> None:
    outside = config.root / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("x")
    (config.content / "linked").symlink_to(outside, target_is_directory=True)
    assert {page.path for page in discover(config).pages} == {"index.md", "a/b.md"}


def test_what_is_not_utf_8_is_told_with_its_place(config: Config) -> None:
    (config.content / "bad.md").write_bytes(b"ok\nab\xffc")
    (found,) = discover(config).diagnostics
    assert (found.code, str(found.place)) == ("RD002", "content/bad.md:2:3")


def test_a_folder_that_is_not_there_holds_nothing(config: Config) -> None:
    assert discover(replace(config, content=config.root / "nothing")).pages == ()


@pytest.mark.parametrize("folder", ["site", "a/site", ".atlas/cache"])
def test_what_a_build_makes_within_the_content_is_no_content(config: Config, folder: str) -> None:
    made = config.content / folder
    made.mkdir(parents=True)
    (made / "index.html").write_text("<p>made</p>")
    (config.content / "a/site.html").write_text("beside it")
    bundles = BuildTable(bundles=f"content/{folder}")
    packed = replace(config, file=structs.replace(config.file, build=bundles))
    for here in (replace(config, output=made), replace(config, cache=made), packed):
        paths = [asset.path for asset in discover(here).assets]
        assert paths == ["a/picture.png", "a/site.html"]


def test_the_configuration_within_the_content_is_no_content(config: Config) -> None:
    (config.content / "atlas.toml").write_text("")
    here = replace(config, path=config.content / "atlas.toml")
    assert [asset.path for asset in discover(here).assets] == ["a/picture.png"]


def test_a_name_that_is_no_text_is_told_and_passed_over(config: Config) -> None:
    for name in (b"caf\xe9.md", b"caf\xe9.png"):
        Path(os.fsdecode(os.fsencode(config.content) + b"/" + name)).write_bytes(b"x")
    found = discover(config)
    assert [(d.code, d.place.path) for d in found.diagnostics] == [
        ("RD001", "content/caf\\xe9.md"),
        ("RD001", "content/caf\\xe9.png"),
    ]
    assert [page.path for page in found.pages] == ["index.md", "a/b.md"]
    assert [asset.path for asset in found.assets] == ["a/picture.png"]


def test_given_files_stand_in_for_the_folder(config: Config) -> None:
    found = discover(config, {"z.md": "z", "b.bin": b"\x00", "a.md": "a"})
    assert [page.path for page in found.pages] == ["a.md", "z.md"]
    assert [asset.content for asset in found.assets] == [b"\x00"]
