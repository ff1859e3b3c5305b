"""A page that is to be made: where, with which template, from what."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from atlas_ssg.render.contexts.shell import View


class Planned(NamedTuple):
    """`view` is called only when an input differs from the last build's.

    So `inputs` must hold everything of the site that `view` looks at.
    """

    address: str
    template: str
    inputs: tuple[object, ...]
    view: Callable[[], View]
