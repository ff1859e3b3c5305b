"""The whole site as one zip that opens by double click: the same site gives the same bytes.

All files lie in one folder inside the zip, in the order of their names, with
the edition's date and plain modes. `bundle-manifest.json` lists them with
their sizes and digests.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from atlas_ssg import __version__
from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.offline import require_offline
from atlas_ssg.output.writer import PublishError, require_below

MANIFEST = "bundle-manifest.json"
# They speak to web servers and crawlers; nobody reads them from disk.
_FOR_SERVERS = {"404.html", "robots.txt", "sitemap.xml"}
# A zip's clock runs from 1980 to 2107, in steps of two seconds.
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_PLAIN_FILE = 0o100644
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Bundle:
    """A zip: the name of its folder, its bytes, and how many files of the site are inside."""

    folder: str
    content: bytes
    files: int


def bundle(files: Iterable[OutputFile], folder: str, title: str, moment: datetime | None) -> Bundle:
    """The zip of `files`, below `folder`. Raises `PublishError` for a site that needs a server."""
    kept = sorted((f for f in files if f.path not in _FOR_SERVERS), key=lambda f: f.path)
    if any(file.path.casefold() == MANIFEST for file in kept):
        raise PublishError(f"the content holds a file {MANIFEST}", "the bundle needs that name")
    require_below(file.path for file in kept)
    require_offline(kept)
    manifest = OutputFile(MANIFEST, _manifest(kept, title, moment))
    when = min(max(moment or _FIRST, _FIRST), _LAST)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted([*kept, manifest], key=lambda f: f.path):
            archive.writestr(_entry(f"{folder}/{file.path}", when), file.content)
    return Bundle(folder, stream.getvalue(), len(kept))


def checksum_line(name: str, content: bytes) -> bytes:
    """What `sha256sum -c` reads."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()


def _entry(name: str, when: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX  # whatever machine this is: the byte is part of the zip
    entry.external_attr = _PLAIN_FILE << 16
    return entry


def _manifest(files: list[OutputFile], title: str, moment: datetime | None) -> bytes:
    listed = [
        {
            "path": file.path,
            "bytes": len(file.content),
            "sha256": hashlib.sha256(file.content).hexdigest(),
        }
        for file in files
    ]
    whole = {
        "title": title,
        "edition": f"{moment:%Y-%m-%d}" if moment else None,
        "generator": f"atlas-ssg {__version__}",
        "files": listed,
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
