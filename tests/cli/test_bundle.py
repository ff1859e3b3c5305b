"""`atlas-ssg bundle` as a user runs it: real processes, exit codes, what lies on disk."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.process import run

TOML = '[site]\ntitle = "Night atlas"\nbase_url = "https://atlas.example/x/"\n'
A = "---\nupdated: 2026-11-22\n---\n# A\n\nText, [b](b.md).\n"
B = "---\nupdated: 2026-11-24\n---\n# B\n\nText.\n"
NAME = "night-atlas-2026-11-24"


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    (tmp_path / "atlas.toml").write_text(TOML)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(A)
    (tmp_path / "content/b.md").write_text(B)
    return tmp_path


def test_a_zip_and_its_checksum_and_nothing_else(atlas: Path) -> None:
    done = run(atlas, "bundle")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"dist/{NAME}.zip", f"dist/{NAME}.zip.sha256"]
    content = (atlas / f"dist/{NAME}.zip").read_bytes()
    said = (atlas / f"dist/{NAME}.zip.sha256").read_text()
    assert said == f"{hashlib.sha256(content).hexdigest()}  {NAME}.zip\n"
    assert sorted(p.name for p in (atlas / "dist").iterdir()) == [
        f"{NAME}.zip",
        f"{NAME}.zip.sha256",
    ]
    assert not (atlas / "output").exists()


def test_links_end_in_files_although_the_site_has_a_base_url(atlas: Path) -> None:
    run(atlas, "bundle")
    page = zipfile.ZipFile(atlas / f"dist/{NAME}.zip").read(f"{NAME}/a/index.html").decode()
    assert '<a href="../b/index.html">b</a>' in page
    assert "https://atlas.example" not in page


def test_twice_elsewhere_with_another_clock_umask_and_locale_is_the_same(
    atlas: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "deep"
    (other / "content").mkdir(parents=True)
    for path in ("content/b.md", "content/a.md", "atlas.toml"):  # another order of making
        (other / path).write_bytes((atlas / path).read_bytes())
        os.utime(other / path, (86400, 86400))
    run(atlas, "bundle", TZ="UTC")
    subprocess.run(
        [sys.executable, "-m", "atlas_ssg", "bundle"],
        cwd=other,
        env={**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        umask=0o077,
        check=True,
        capture_output=True,
    )
    assert (atlas / f"dist/{NAME}.zip").read_bytes() == (other / f"dist/{NAME}.zip").read_bytes()


def test_the_epoch_names_the_edition(atlas: Path) -> None:
    done = run(atlas, "bundle", "-o", "out", SOURCE_DATE_EPOCH="1798761600")
    assert done.stdout.split()[0] == "out/night-atlas-2027-01-01.zip"
    done = run(atlas, "bundle", SOURCE_DATE_EPOCH="soon")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in done.stderr


def test_a_single_file_for_a_page_named_by_its_source(atlas: Path) -> None:
    done = run(atlas, "bundle", "--single-file", "content/a.md", "-o", "mail.html")
    assert (done.returncode, done.stdout) == (0, "mail.html\n")
    html = (atlas / "mail.html").read_text()
    assert "<h1>A</h1>" in html
    assert '<a href="https://atlas.example/x/b/">b</a>' in html


def test_what_is_not_there(atlas: Path) -> None:
    done = run(atlas, "bundle", "--single-file", "systems/netflix")
    assert done.returncode == 2
    assert "the site has no page systems/netflix" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (atlas / "dist").exists()


def test_one_kind_of_file_at_a_time(atlas: Path) -> None:
    done = run(atlas, "bundle", "--single-file", "a", "--pdf", "a")
    assert done.returncode == 2
    assert "run it twice" in done.stderr


def test_content_with_errors_is_packed_and_reported(atlas: Path) -> None:
    (atlas / "content/a.md").write_text(A.replace("b.md", "gone.md"))
    done = run(atlas, "bundle")
    assert done.returncode == 1
    assert "1 error in the content: `atlas-ssg check` shows them" in done.stderr
    assert (atlas / f"dist/{NAME}.zip").is_file()


def test_a_folder_that_cannot_be_written(atlas: Path) -> None:
    (atlas / "dist").write_text("a file")
    done = run(atlas, "bundle")
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.browser
def test_a_pdf_with_bookmarks(atlas: Path) -> None:
    done = run(atlas, "bundle", "--pdf", "a")
    assert done.returncode == 0, done.stderr
    content = (atlas / done.stdout.strip()).read_bytes()
    assert done.stdout.strip() == "dist/night-atlas-a-2026-11-24.pdf"
    assert content.startswith(b"%PDF-")
    assert b"/Outlines" in content
    assert b"/StructTreeRoot" in content
    assert set(re.findall(rb"\(D:(\d{14})", content)) == {b"20261124000000"}
