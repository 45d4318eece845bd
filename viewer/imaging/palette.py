"""PALETTE COLOR: stored values as entries of three colour tables (PS3.3 C.7.6.3.1.5, C.7.9)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import tags
from viewer.imaging.elements import Elements
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.segments import expanded

_TABLES: Final = (
    (tags.PALETTE_RED, tags.PALETTE_RED_DATA, tags.PALETTE_RED_SEGMENTS),
    (tags.PALETTE_GREEN, tags.PALETTE_GREEN_DATA, tags.PALETTE_GREEN_SEGMENTS),
    (tags.PALETTE_BLUE, tags.PALETTE_BLUE_DATA, tags.PALETTE_BLUE_SEGMENTS),
)


def coloured(stored: NDArray[np.generic], elements: Elements) -> NDArray[np.uint8]:
    """Return colours, in a last axis of 3, of palette indices; indices are clipped.

    Raises SliceNotReadable when a table is missing or short.
    """
    channels = [_channel(stored, elements, *names) for names in _TABLES]
    return np.stack(channels, axis=-1)


def supplemented(
    grey: NDArray[np.uint8], stored: NDArray[np.generic], elements: Elements
) -> NDArray[np.uint8]:
    """Return (rows, columns, 3): `grey`, and in colour what the supplemental palette maps.

    These are the stored values from the palette's first one on (PS3.3 C.7.6.19). A palette that
    is missing or short leaves all grey.
    """
    shown = np.repeat(grey[..., None], 3, axis=-1)
    raw = elements.raw(tags.PALETTE_RED)
    if len(raw) < 6:
        return shown
    order = "<" if elements.is_little else ">"
    kind = "i" if stored.dtype.kind == "i" else "u"
    first = int(np.frombuffer(raw[2:4], f"{order}{kind}2")[0])
    values: NDArray[np.int64] = stored  # type: ignore[assignment]
    is_coloured = values >= first
    try:
        shown[is_coloured] = coloured(stored[is_coloured], elements)
    except SliceNotReadable:
        return shown
    return shown


def _channel(
    stored: NDArray[np.generic], elements: Elements, descriptor_tag: int, data_tag: int, parts: int
) -> NDArray[np.uint8]:
    order = "<" if elements.is_little else ">"
    raw, data = elements.raw(descriptor_tag), elements.raw(data_tag)
    if len(raw) < 6:
        raise SliceNotReadable(SliceProblem.DAMAGED, "palette")
    count, first, bits = (int(v) for v in np.frombuffer(raw[:6], order + "u2"))
    if stored.dtype.kind == "i":
        first = int(np.frombuffer(raw[2:4], order + "i2")[0])
    if elements.has(parts) and not data:
        entry = np.dtype(f"{order}u{2 if bits > 8 else 1}")
        data = expanded(elements.raw(parts), count or 65_536, entry).tobytes()
    table = _table(data, count or 65_536, bits, order)
    index = np.clip(stored.astype(np.int64) - first, 0, len(table) - 1)
    channel: NDArray[np.uint8] = table[index]
    return channel


def _table(data: bytes, count: int, bits: int, order: str) -> NDArray[np.uint8]:
    """Return a table as 8-bit colours; 16-bit tables keep their high byte."""
    if len(data) >= 2 * count:
        wide = np.frombuffer(data[: 2 * count], order + "u2")
        # some writers put 8-bit colours into 16-bit words
        shift = 8 if bits == 16 and int(wide.max(initial=0)) > 255 else 0
        return (wide >> shift).astype(np.uint8)
    if len(data) >= count:
        return np.frombuffer(data[:count], np.uint8)
    raise SliceNotReadable(SliceProblem.DAMAGED, "palette data")
