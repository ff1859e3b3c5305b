"""One run of the server: build, serve, watch, build again; and the end of all of it."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn

from atlas_ssg.model.output import Build
from atlas_ssg.serve.builder import Builder
from atlas_ssg.serve.kept import keep
from atlas_ssg.serve.live import LiveSite
from atlas_ssg.serve.server import application
from atlas_ssg.serve.watcher import Watcher

_SWITCH_SECONDS = 0.001  # an open page need not wait for what the builder does after a build
_MOST_CONNECTIONS = 256
_BUILDS_A_COLLECTION = 32
_LAST_BUILD_SECONDS = 0.5  # for a build that is just ending; no longer one is waited for
_MOST_HEADER_BYTES = 32 * 1024


class _Server(uvicorn.Server):
    """Ends its event streams before it waits for its connections, so that it ends at once."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending()
        super().handle_exit(sig, frame)


def run(
    live: LiveSite,
    builder: Builder,
    watcher: Watcher,
    listening: socket.socket,
    hosts: Sequence[str],
    built: Callable[[Build | None], None],
) -> None:
    """Serve `live` until a signal; after every change build anew and tell `built`.

    SIGINT and SIGTERM raise KeyboardInterrupt when everything has ended.
    """
    following = threading.Thread(
        target=_follow, args=(live, builder, watcher, built), name="builder", daemon=True
    )
    following.start()
    settings = uvicorn.Config(
        application(live, hosts),
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
        timeout_graceful_shutdown=1,
    )
    sys.setswitchinterval(_SWITCH_SECONDS)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _Server(settings, live.bell.silence).run(sockets=[listening])
    finally:
        watcher.stop()
        following.join(_LAST_BUILD_SECONDS)
        if not following.is_alive():
            _keep(live, builder)
        live.close()


def _follow(
    live: LiveSite,
    builder: Builder,
    watcher: Watcher,
    built: Callable[[Build | None], None],
) -> None:
    """Build after every change; at first, where what is shown is only kept from the last time."""
    if live.began is None:
        built(live.refresh())
    # What the first build made stays, and what each edit makes is soon gone by itself: the
    # collector need not look at it while somebody waits for a page.
    gc.collect()
    gc.freeze()
    gc.disable()
    threading.Thread(target=builder.warm, name="warm", daemon=True).start()
    for number, _ in enumerate(watcher.changes(), 1):
        built(live.refresh())
        if number % _BUILDS_A_COLLECTION == 0:
            gc.collect()


def _keep(live: LiveSite, builder: Builder) -> None:
    """Keep what is served for the next server."""
    if live.began is not None:
        keep(live.snapshot, live.began, builder.config)
