"""Wakes the event streams of open pages, from whichever thread has built."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock


class Bell:
    """Rung after every build; each stream hears it in its own event loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wakers: list[Callable[[], None]] = []
        self.silenced = False

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._wakers)

    def ring(self) -> None:
        """Wake every stream."""
        with self._lock:
            wakers = list(self._wakers)
        for wake in wakers:
            with suppress(RuntimeError):  # the loop of a stream that is just ending is closed
                wake()

    def silence(self) -> None:
        """Wake every stream for the last time: the server ends."""
        self.silenced = True
        self.ring()

    @contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        """An event of the running loop that is set whenever the bell rings; set at first."""
        loop, rung = asyncio.get_running_loop(), asyncio.Event()
        rung.set()

        def wake() -> None:
            loop.call_soon_threadsafe(rung.set)

        with self._lock:
            self._wakers.append(wake)
        try:
            yield rung
        finally:
            with self._lock:
                self._wakers.remove(wake)
