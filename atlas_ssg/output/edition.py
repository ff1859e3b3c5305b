"""Which edition of the site a shipped file holds: a date that the input decides, not the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from atlas_ssg.model.site import Site
from atlas_ssg.output.writer import PublishError

# https://reproducible-builds.org/docs/source-date-epoch/: seconds since 1970, UTC
VARIABLE = "SOURCE_DATE_EPOCH"


def edition(site: Site, environment: Mapping[str, str]) -> datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` names, else the newest `updated:` of the content.

    None where neither says anything. Raises `PublishError` for an epoch that is no number.
    """
    epoch = environment.get(VARIABLE, "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise PublishError(
                f"{VARIABLE} is {epoch!r}", "it must be a number of seconds since 1970"
            ) from None
    newest = max((page.front.updated for page in site.pages.values()), default="")
    return datetime.fromisoformat(newest).replace(tzinfo=UTC) if newest else None


def dated(name: str, moment: datetime | None) -> str:
    """`name` with the edition's day behind it: "atlas-2026-11-24"."""
    return f"{name}-{moment:%Y-%m-%d}" if moment else name
