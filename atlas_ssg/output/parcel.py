"""Put a single file in its place, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from atlas_ssg.output.writer import PublishError, explain


def put(path: Path, content: bytes) -> None:
    """Write `content` to `path` and make its folder. Raises `PublishError`; the last file stays."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(explain(error)) from error
