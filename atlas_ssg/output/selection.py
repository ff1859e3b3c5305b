"""Which pages a single document holds: one page, a system, or a category with all its pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.route import output_path
from atlas_ssg.model.site import Site
from atlas_ssg.output.writer import PublishError
from atlas_ssg.schema import did_you_mean


def select(
    wanted: str, site: Site, indexes: Indexes, files: Iterable[OutputFile]
) -> tuple[str, ...]:
    """The files of the pages at and below `wanted` ("systems/netflix"), in reading order.

    A page that the site makes (the error index) comes alone; pages that show
    the same list in another order are left out. Raises `PublishError` where
    there is no such page.
    """
    address = _address(wanted)
    known = {file.path for file in files if file.path.endswith(".html")}
    reading = [path for category in indexes.categories for path in category.pages]
    rank = {path: place for place, path in enumerate(reading)}
    pages = [page for page in site.pages.values() if page.permalink.startswith(address)]
    pages.sort(key=lambda page: (rank.get(page.path, len(rank)), page.permalink))
    chosen = [output_path(p) for p in dict.fromkeys([address, *(p.permalink for p in pages)])]
    found = tuple(path for path in chosen if path in known)
    if not found:
        folders = {str(PurePosixPath(path).parent) for path in known}
        addresses = sorted(folders - {"."})
        raise PublishError(
            f"the site has no page {wanted}", did_you_mean(address.strip("/"), addresses)
        )
    return found


def _address(wanted: str) -> str:
    """The address that somebody means by a path, with or without its ends."""
    path = PurePosixPath(wanted.replace("\\", "/").strip("/"))
    parts = list(path.with_suffix("").parts if path.suffix in {".md", ".html"} else path.parts)
    if parts and parts[-1] == "index":
        parts.pop()
    return "/" + "".join(f"{part}/" for part in parts if part != ".")
