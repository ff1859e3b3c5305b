"""The colours of a screenshot: a reader of the PNG that Chromium writes (RFC 2083)."""

import struct
import zlib
from dataclasses import dataclass

Colour = tuple[int, int, int]
_CHANNELS = {2: 3, 6: 4}  # colour types: RGB, RGB with alpha


@dataclass(frozen=True)
class Picture:
    """Rows of pixels, eight bits a channel."""

    width: int
    height: int
    channels: int
    rows: tuple[bytes, ...]

    def at(self, x: int, y: int) -> Colour:
        """The colour of one pixel."""
        start = x * self.channels
        red, green, blue = self.rows[y][start : start + 3]
        return red, green, blue


def read(png: bytes) -> Picture:
    """The picture in `png`: eight bits a channel, not interlaced."""
    position, data, head = 8, b"", b""
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        body = png[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            head = body
        elif kind == b"IDAT":
            data += body
        position += length + 12
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    assert (depth, interlaced) == (8, 0)
    channels = _CHANNELS[colour]
    return Picture(
        width, height, channels, _unfiltered(zlib.decompress(data), width * channels, channels)
    )


def _unfiltered(data: bytes, stride: int, channels: int) -> tuple[bytes, ...]:
    rows: list[bytes] = []
    above = bytes(stride)
    for start in range(0, len(data), stride + 1):
        row = bytearray(data[start + 1 : start + 1 + stride])
        _undo(data[start], row, above, channels)
        above = bytes(row)
        rows.append(above)
    return tuple(rows)


def _undo(kind: int, row: bytearray, above: bytes, step: int) -> None:
    for index in range(len(row)) if kind else ():
        left = row[index - step] if index >= step else 0
        corner = above[index - step] if index >= step else 0
        guess = (0, left, above[index], (left + above[index]) // 2,
                 _paeth(left, above[index], corner))[kind]  # fmt: skip
        row[index] = (row[index] + guess) & 0xFF


def _paeth(left: int, up: int, corner: int) -> int:
    estimate = left + up - corner
    return min((left, up, corner), key=lambda value: abs(estimate - value))
