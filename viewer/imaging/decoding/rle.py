"""RLE: one PackBits byte plane per segment, most significant first (PS3.5 annex G)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.problems import SliceNotReadable, SliceProblem

_HEADER: Final = 64
_SEGMENTS: Final = 15


@dataclass(frozen=True, slots=True, eq=False)
class RunLengths:
    """Unsigned samples, (rows, columns) or (rows, columns, samples); what is missing is zero."""

    values: NDArray[np.uint]
    is_whole: bool


def run_lengths(content: bytes, bytes_per_sample: int, shape: tuple[int, ...]) -> RunLengths:
    """Undo RLE; a surplus is padding.

    Raises SliceNotReadable when the segments are not those of this shape, or hold nothing.
    """
    samples = shape[2] if len(shape) == 3 else 1
    size = shape[0] * shape[1]
    pieces = _segments(content, samples * bytes_per_sample)
    pixels = np.zeros((size, samples, bytes_per_sample), np.uint8)
    lengths: list[int] = []
    for k, packed in enumerate(pieces):
        sample, byte = divmod(k, bytes_per_sample)
        plane = _unpacked(packed, size)
        pixels[: len(plane), sample, bytes_per_sample - 1 - byte] = plane
        lengths.append(len(plane))
    if not lengths[0]:
        raise SliceNotReadable(SliceProblem.DAMAGED, "empty RLE segment")
    values: NDArray[np.uint] = pixels.view(f"<u{bytes_per_sample}").reshape(shape)
    return RunLengths(values, min(lengths) == size)


def _segments(content: bytes, expected: int) -> list[bytes]:
    header = np.frombuffer(content[:_HEADER].ljust(_HEADER, b"\0"), "<u4")
    count = int(header[0])
    if count != expected or count > _SEGMENTS:
        raise SliceNotReadable(SliceProblem.DAMAGED, f"{count} RLE segments")
    starts = [int(start) for start in header[1 : count + 1]]
    ends = [*starts[1:], len(content)]
    return [content[start:end] for start, end in zip(starts, ends, strict=True)]


def _unpacked(packed: bytes, size: int) -> NDArray[np.uint8]:
    """Undo PackBits: `size` bytes, or as many as there are."""
    import imagecodecs

    try:
        plane = imagecodecs.packbits_decode(packed)
    except (RuntimeError, ValueError):  # also for a broken tail that nobody needs
        plane = _unpacked_so_far(packed, size)
    return np.frombuffer(plane, np.uint8, min(size, len(plane)))


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
