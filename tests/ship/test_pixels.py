import struct
import zlib

import pytest

from tests.ship.pixels import read


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + bytes(4)


def png(*rows: tuple[int, list[int]]) -> bytes:
    """A picture two pixels wide from (filter, filtered bytes) of each row."""
    head = struct.pack(">IIBBBBB", 2, len(rows), 8, 2, 0, 0, 0)
    data = b"".join(bytes([kind, *values]) for kind, values in rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data))


@pytest.mark.parametrize(
    ("kind", "filtered"),
    [
        (0, [7, 8, 9, 17, 18, 19]),
        (1, [7, 8, 9, 10, 10, 10]),
        (2, [6, 6, 6, 13, 13, 13]),
        (3, [7, 7, 8, 12, 12, 12]),
        (4, [6, 6, 6, 10, 10, 10]),
    ],
)
def test_every_filter_gives_the_same_second_row(kind: int, filtered: list[int]) -> None:
    picture = read(png((0, [1, 2, 3, 4, 5, 6]), (kind, filtered)))
    assert (picture.width, picture.height) == (2, 2)
    assert [picture.at(0, 0), picture.at(1, 0)] == [(1, 2, 3), (4, 5, 6)]
    assert [picture.at(0, 1), picture.at(1, 1)] == [(7, 8, 9), (17, 18, 19)]
