"""PALETTE COLOR: stored values as entries of three colour tables (PS3.3 C.7.6.3.1.5, C.7.9)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.grey.segments import expanded
from viewer.imaging.problems import SliceNotReadable, SliceProblem

_TABLES: Final = (
    (tags.PALETTE_RED, tags.PALETTE_RED_DATA, tags.PALETTE_RED_SEGMENTS),
    (tags.PALETTE_GREEN, tags.PALETTE_GREEN_DATA, tags.PALETTE_GREEN_SEGMENTS),
    (tags.PALETTE_BLUE, tags.PALETTE_BLUE_DATA, tags.PALETTE_BLUE_SEGMENTS),
)


def coloured(stored: NDArray[np.generic], elements: Elements) -> NDArray[np.uint8]:
    """Return colours, in a last axis of 3, of palette indices; indices are clipped.

    Raises SliceNotReadable when a table is missing or short.
    """
    tables = [_table(elements, stored.dtype.kind == "i", *names) for names in _TABLES]
    shift = _surplus_bits(tables)
    return np.stack([_looked_up(stored, table, shift) for table in tables], axis=-1)


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


@dataclass(frozen=True, eq=False, slots=True)
class _Table:
    """One colour's entries; `first` is the index of entry 0, `bits` what the file says of them."""

    first: int
    bits: int
    entries: NDArray[np.generic]


def _table(
    elements: Elements, is_signed: bool, descriptor_tag: int, data_tag: int, parts: int
) -> _Table:
    order = "<" if elements.is_little else ">"
    raw, data = elements.raw(descriptor_tag), elements.raw(data_tag)
    if len(raw) < 6:
        raise SliceNotReadable(SliceProblem.DAMAGED, "palette")
    count, _, bits = (int(v) for v in np.frombuffer(raw[:6], order + "u2"))
    first = int(np.frombuffer(raw[2:4], order + ("i2" if is_signed else "u2"))[0])
    if elements.has(parts) and not data:
        entries = _segmented(elements.raw(parts), count or 65_536, bits, order)
    else:
        entries = _entries(data, count or 65_536, order)
    return _Table(first, bits, entries)


def _looked_up(stored: NDArray[np.generic], table: _Table, shift: int) -> NDArray[np.uint8]:
    index = np.clip(stored.astype(np.int64) - table.first, 0, len(table.entries) - 1)
    colours = (table.entries.astype(np.int64) >> shift).astype(np.uint8)
    looked_up: NDArray[np.uint8] = colours[index]
    return looked_up


def _surplus_bits(tables: list[_Table]) -> int:
    """Return by how many bits the entries pass eight; the colours share it.

    None of 8-bit colours that some writers put into words, whatever they say of their bits.
    """
    used = max(int(table.entries.astype(np.int64).max(initial=0)).bit_length() for table in tables)
    return max(used, *(table.bits for table in tables)) - 8 if used > 8 else 0


def _segmented(data: bytes, count: int, bits: int, order: str) -> NDArray[np.generic]:
    if bits > 8:
        return expanded(data, count, np.dtype(f"{order}u2"))
    return expanded(_bytes_of_words(data, order), count, np.dtype(np.uint8))


def _entries(data: bytes, count: int, order: str) -> NDArray[np.generic]:
    if len(data) >= 2 * count:
        return np.frombuffer(data[: 2 * count], f"{order}u2")
    if len(data) >= count:
        return np.frombuffer(_bytes_of_words(data, order)[:count], np.uint8)
    raise SliceNotReadable(SliceProblem.DAMAGED, "palette data")


def _bytes_of_words(data: bytes, order: str) -> bytes:
    """Return bytes that are stored in words (OW): of two, the first is in the low byte."""
    if order == "<":
        return data
    return np.frombuffer(data[: len(data) // 2 * 2], ">u2").astype("<u2").tobytes()
