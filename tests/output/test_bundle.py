import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.bundle import MANIFEST, bundle, checksum_line
from atlas_ssg.output.edition import dated, edition
from atlas_ssg.output.writer import PublishError
from tests.sites import build_site

DAY = datetime(2026, 11, 24, tzinfo=UTC)
DIAGRAM = "```mermaid\nflowchart LR\n A --> B\n```\n"
PAGES: dict[str, str | bytes] = {
    "a.md": f"---\nupdated: 2026-11-22\n---\n# A\n\n[b](b.md)\n\n{DIAGRAM}",
    "b.md": "---\nupdated: 2026-11-24\n---\n# B\n\n![p](p.png)\n",
    "p.png": b"\x89PNG",
}


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_same_site_gives_the_same_bytes() -> None:
    made = [bundle(build_site(PAGES).files, "atlas", "Atlas", DAY).content for _ in range(2)]
    assert made[0] == made[1]


def test_the_order_in_which_files_come_does_not_matter() -> None:
    files = build_site(PAGES).files
    assert bundle(files, "a", "A", DAY).content == bundle(files[::-1], "a", "A", DAY).content


def test_every_entry_is_a_plain_dated_file_in_one_folder_in_order() -> None:
    archive = opened(bundle(build_site(PAGES).files, "atlas-2026", "Atlas", DAY).content)
    names = archive.namelist()
    assert names == sorted(names)
    assert all(name.startswith("atlas-2026/") for name in names)
    assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
    assert {entry.create_system for entry in archive.infolist()} == {3}
    assert archive.testzip() is None


@pytest.mark.parametrize("moment", [None, datetime(1970, 1, 1, tzinfo=UTC)])
def test_no_date_is_older_than_a_zip_can_say(moment: datetime | None) -> None:
    archive = opened(bundle([OutputFile("index.html", b"")], "a", "A", moment).content)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_manifest_lists_every_other_file_with_its_digest() -> None:
    archive = opened(bundle(build_site(PAGES).files, "atlas", "My atlas", DAY).content)
    manifest = json.loads(archive.read(f"atlas/{MANIFEST}"))
    assert (manifest["title"], manifest["edition"]) == ("My atlas", "2026-11-24")
    listed = {file["path"]: file for file in manifest["files"]}
    inside = {name.removeprefix("atlas/") for name in archive.namelist()} - {MANIFEST}
    assert listed.keys() == inside
    for path, file in listed.items():
        content = archive.read(f"atlas/{path}")
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["bytes"] == len(content)


def test_what_only_servers_read_stays_outside() -> None:
    names = opened(bundle(build_site(PAGES).files, "a", "A", DAY).content).namelist()
    assert "a/index.html" in names
    assert not {"a/404.html", "a/robots.txt", "a/sitemap.xml"} & set(names)


def test_a_site_for_a_server_is_refused() -> None:
    files = build_site(PAGES, base_url="https://atlas.example/x/").files
    with pytest.raises(PublishError, match="does not open from disk"):
        bundle(files, "a", "A", DAY)


def test_a_content_file_with_the_name_of_the_manifest_is_refused() -> None:
    with pytest.raises(PublishError, match="holds a file"):
        bundle([OutputFile("Bundle-Manifest.json", b"")], "a", "A", DAY)


@pytest.mark.parametrize("path", ["../evil.txt", "a//b.txt", "/evil.txt"])
def test_a_path_that_could_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(PublishError, match="no path below"):
        bundle([OutputFile(path, b"")], "a", "A", DAY)


def test_the_checksum_is_one_that_sha256sum_reads() -> None:
    digest = hashlib.sha256(b"zip").hexdigest()
    assert checksum_line("a.zip", b"zip") == f"{digest}  a.zip\n".encode()


def test_the_edition_is_the_newest_page_or_what_the_environment_says() -> None:
    site = build_site(PAGES).site
    assert edition(site, {}) == datetime(2026, 11, 24, tzinfo=UTC)
    assert edition(site, {"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    assert edition(build_site({"a.md": "# A\n"}).site, {}) is None
    with pytest.raises(PublishError, match="SOURCE_DATE_EPOCH"):
        edition(site, {"SOURCE_DATE_EPOCH": "tomorrow"})


def test_a_dated_name() -> None:
    assert dated("atlas", DAY) == "atlas-2026-11-24"
    assert dated("atlas", None) == "atlas"
