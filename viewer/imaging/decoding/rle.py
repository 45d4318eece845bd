"""RLE: one PackBits byte plane per segment, most significant first (PS3.5 annex G)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.problems import SliceNotReadable, SliceProblem

_HEADER: Final = 64
_SEGMENTS: Final = 15


def run_lengths(content: bytes, bytes_per_sample: int, shape: tuple[int, ...]) -> NDArray[np.uint]:
    """Return unsigned samples, (rows, columns) or (rows, columns, samples).

    Raises SliceNotReadable when a segment is missing or gives too few bytes; a surplus is padding.
    """
    samples = shape[2] if len(shape) == 3 else 1
    size = shape[0] * shape[1]
    pieces = _segments(content, samples * bytes_per_sample)
    pixels = np.empty((size, samples, bytes_per_sample), np.uint8)
    for k, packed in enumerate(pieces):
        sample, byte = divmod(k, bytes_per_sample)
        pixels[:, sample, bytes_per_sample - 1 - byte] = _unpacked(packed, size)
    values: NDArray[np.uint] = pixels.view(f"<u{bytes_per_sample}").reshape(shape)
    return values


def _segments(content: bytes, expected: int) -> list[bytes]:
    header = np.frombuffer(content[:_HEADER].ljust(_HEADER, b"\0"), "<u4")
    count = int(header[0])
    if count != expected or count > _SEGMENTS:
        raise SliceNotReadable(SliceProblem.DAMAGED, f"{count} RLE segments")
    starts = [int(start) for start in header[1 : count + 1]]
    ends = [*starts[1:], len(content)]
    return [content[start:end] for start, end in zip(starts, ends, strict=True)]


def _unpacked(packed: bytes, size: int) -> NDArray[np.uint8]:
    """Undo PackBits. Raises SliceNotReadable when it gives fewer than `size` bytes."""
    import imagecodecs

    try:
        plane = imagecodecs.packbits_decode(packed)
    except (RuntimeError, ValueError):  # also for a broken tail that nobody needs
        plane = _unpacked_so_far(packed, size)
    if len(plane) < size:
        raise SliceNotReadable(SliceProblem.DAMAGED, "RLE segment too short")
    return np.frombuffer(plane, np.uint8, size)


def _unpacked_so_far(packed: bytes, size: int) -> bytes:
    """Undo PackBits up to `size` bytes or the end, whatever follows."""
    pieces: list[bytes] = []
    total = position = 0
    end = len(packed)
    while total < size and position + 1 < end:
        head = packed[position]
        if head < 128:
            piece = packed[position + 1 : position + 2 + head]
            position += 2 + head
        elif head > 128:
            piece = packed[position + 1 : position + 2] * (257 - head)
            position += 2
        else:
            position += 1
            continue
        pieces.append(piece)
        total += len(piece)
    return b"".join(pieces)
