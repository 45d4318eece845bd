"""Every colour type and depth of PNG, straight and interlaced, comes out by its formula (R17)."""

import struct
import zlib

import numpy as np
import pytest

from viewer.imaging.photos.layout import photo_pages
from viewer.imaging.photos.photo import decode_photo

ROWS, COLUMNS = 9, 11
TYPES = {"grey": (0, 1), "colour": (2, 3), "palette": (3, 1), "grey+alpha": (4, 2), "rgba": (6, 4)}
ADAM7 = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2))
ADAM7 += ((1, 0, 2, 1),)
"""(first row, first column, row step, column step) of each pass (PNG 8.2)."""
PALETTE = np.random.default_rng(5).integers(0, 256, (256, 3), np.uint8)


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def lines(samples, depth):
    """Rows of samples (rows, columns, channels) as unfiltered scanlines."""
    packed = b""
    for row in samples.reshape(len(samples), -1):
        if depth == 16:
            packed += b"\0" + row.astype(">u2").tobytes()
            continue
        bits = np.unpackbits(row.astype(np.uint8)[:, None], axis=1)[:, 8 - depth :]
        packed += b"\0" + np.packbits(bits).tobytes()
    return packed


def png(samples, kind, depth, *, is_interlaced):
    code, _ = TYPES[kind]
    head = struct.pack(">IIBBBBB", COLUMNS, ROWS, depth, code, 0, 0, is_interlaced)
    if is_interlaced:
        passes = [samples[r::down, c::across] for r, c, down, across in ADAM7]
        body = b"".join(lines(piece, depth) for piece in passes if piece.size)
    else:
        body = lines(samples, depth)
    palette = chunk(b"PLTE", PALETTE[: 1 << depth].tobytes()) if kind == "palette" else b""
    pieces = (chunk(b"IHDR", head), palette, chunk(b"IDAT", zlib.compress(body)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces) + chunk(b"IEND", b"")


def expected(samples, kind, depth):
    """What is seen: deep grey as it is, everything else in eight bits over white."""
    if kind == "palette":
        return PALETTE[samples[..., 0]]
    most = (1 << depth) - 1
    if depth == 16 and kind in {"grey", "grey+alpha"}:
        values = samples.astype(np.float64)
        if kind == "grey":
            return values[..., 0]
        share = values[..., 1] / most
        return np.rint(values[..., 0] * share + most * (1 - share))
    eight = samples.astype(np.float64) * 255 / most if depth < 8 else samples >> (depth - 8)
    eight = eight.astype(np.float64)
    if kind in {"grey", "colour"}:
        return eight[..., 0] if kind == "grey" else eight
    share = eight[..., -1:] / 255
    over = eight[..., :-1] * share + 255 * (1 - share)
    return over[..., 0] if kind == "grey+alpha" else over


DEPTHS = {
    "grey": (1, 2, 4, 8, 16),
    "colour": (8, 16),
    "palette": (1, 2, 4, 8),
    "grey+alpha": (8, 16),
    "rgba": (8, 16),
}


@pytest.mark.parametrize("is_interlaced", [False, True])
@pytest.mark.parametrize(
    ("kind", "depth"), [(kind, depth) for kind, depths in DEPTHS.items() for depth in depths]
)
def test_r017_every_type_and_depth(kind, depth, is_interlaced):
    channels = TYPES[kind][1]
    rng = np.random.default_rng(depth)
    samples = rng.integers(0, 1 << depth, (ROWS, COLUMNS, channels))
    content = png(samples, kind, depth, is_interlaced=is_interlaced)

    pixels = decode_photo(content).pixels
    wanted = expected(samples, kind, depth)
    (page,) = photo_pages(content)
    assert pixels.shape == wanted.shape
    assert pixels.dtype == np.dtype(page.layout.dtype)
    assert np.abs(pixels.astype(np.float64) - wanted).max() <= 1.0
