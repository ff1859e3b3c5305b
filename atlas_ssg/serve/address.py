"""Where the server listens, and the names by which it may be asked for."""

from __future__ import annotations

import errno
import os
import socket

from atlas_ssg.serve.guard import host_header

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")
_MOST_TRIED = 100
_LAST_PORT = 65535

# RFC 5737: an address for documentation. Nothing is sent to it; asking for the
# way there tells which of this machine's addresses others can reach.
_ELSEWHERE = ("192.0.2.1", 9)


class AddressError(Exception):
    """There is no listening at this address: exit code 2. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port`. Raises `AddressError` where that cannot be."""
    try:
        return _bound(host, port)
    except OSError as error:
        raise _explained(error, host, port) from None


def names(host: str, port: int) -> tuple[str, ...]:
    """The Host headers to answer to; the first is the address to open."""
    if host in _LOOPBACK:
        known = [host, *_LOOPBACK]
    elif host in _EVERYWHERE:
        machine = socket.gethostname()
        known = [*_reachable(), machine, f"{machine}.local", *_LOOPBACK]
    else:
        known = [host]
    found = [host_header(name, port) for name in known]
    return tuple(dict.fromkeys([*found, *(known if port == 80 else [])]))


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio sends small answers at once (TCP_NODELAY): otherwise
    # some wait 40 ms for the browser to acknowledge their first part.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere this option would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except BaseException:
        listening.close()
        raise
    return listening


def _explained(error: OSError, host: str, port: int) -> AddressError:
    if error.errno == errno.EADDRINUSE:
        free = _next_free(host, port)
        return AddressError(
            f"port {port} of {host} is in use", f"try --port {free}" if free else "name another"
        )
    if error.errno == errno.EACCES:
        return AddressError(
            f"port {port} of {host} may not be used by you", "name one above 1023 with --port"
        )
    return AddressError(
        f"cannot listen at {host}: {error.strerror or error}",
        "name an address of this machine with --host, or leave it out for this machine only",
    )


def _next_free(host: str, port: int) -> int | None:
    for candidate in range(port + 1, min(port + _MOST_TRIED, _LAST_PORT) + 1):
        try:
            _bound(host, candidate).close()
        except OSError:
            continue
        return candidate
    return None


def _reachable() -> list[str]:
    """This machine's address on its network, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
        except OSError:
            return []
        return [str(asking.getsockname()[0])]
