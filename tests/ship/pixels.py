"""The colours of a screenshot: a reader of the PNG that Chromium writes (RFC 2083)."""

import struct
import zlib
from dataclasses import dataclass
from itertools import accumulate

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
    """Take back the filter of a row, in place; `step` bytes make a pixel."""
    if kind == 1:
        for channel in range(step):
            row[channel::step] = bytes(value & 0xFF for value in accumulate(row[channel::step]))
    elif kind == 2:
        row[:] = bytes([(value + up) & 0xFF for value, up in zip(row, above, strict=True)])
    elif kind == 3:
        for index, up in enumerate(above):
            left = row[index - step] if index >= step else 0
            row[index] = (row[index] + (left + up) // 2) & 0xFF
    elif kind == 4:
        _undo_paeth(row, above, step)


def _undo_paeth(row: bytearray, above: bytes, step: int) -> None:
    """Of the neighbours to the left, above and at the corner, the nearest to their plane."""
    for channel in range(step):
        left = corner = 0
        values = row[channel::step]
        for index, up in enumerate(above[channel::step]):
            from_left, from_up = abs(up - corner), abs(left - corner)
            if from_left <= from_up and from_left <= abs(left + up - 2 * corner):
                guess = left
            else:
                guess = up if from_up <= abs(left + up - 2 * corner) else corner
            left = values[index] = (values[index] + guess) & 0xFF
            corner = up
        row[channel::step] = values
