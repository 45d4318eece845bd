"""Lookup tables of the header: modality LUT and VOI LUT sequences (PS3.3 C.11.1, C.11.2)."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.fallback import raw_value
from viewer.imaging.dicom.names import read_text
from viewer.imaging.grey.window import Window, WindowFunction

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_DESCRIPTOR: Final = 0x00283002
_EXPLANATION: Final = 0x00283003
_DATA: Final = 0x00283006
_FEWEST_BITS: Final = 8
_MOST_BITS: Final = 16
_UNPACKED_BITS: Final = 12


@dataclass(frozen=True, eq=False)
class LookupTable:
    """A table from input values to output values; inputs beyond its ends take the end's entry.

    `first` is the input of entry 0; outputs use `bits` bits.
    """

    first: int
    bits: int
    entries: NDArray[np.uint16]
    explanation: str = ""

    def looked_up(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the output of each input value."""
        index = np.clip(np.rint(values) - self.first, 0, len(self.entries) - 1)
        outputs: NDArray[np.float64] = self.entries[index.astype(np.intp)].astype(np.float64)
        return outputs

    @cached_property
    def equal_window(self) -> tuple[Window, bool]:
        """Return a window much like this table, and whether the table falls from white to black.

        It crosses a tenth and nine tenths of the table's outputs where the table does.
        """
        outputs = self.entries.astype(np.float64)
        is_falling = bool(outputs[0] > outputs[-1])
        rising = -outputs if is_falling else outputs
        low, high = float(rising.min()), float(rising.max())
        tenth, nine = (int(np.argmax(rising >= low + share * (high - low))) for share in (0.1, 0.9))
        width = max(1.0, (nine - tenth) / 0.8)
        center = self.first + (tenth + nine) / 2
        return Window(center, width, function=WindowFunction.LINEAR_EXACT), is_falling

    def scaled(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the outputs as 0…255; entries beyond `bits` count as the largest."""
        largest = (1 << self.bits) - 1
        return np.minimum(self.looked_up(values), largest) * (255.0 / largest)


@dataclass(frozen=True)
class LookupTables:
    """The tables of one image; a modality table replaces rescale, a VOI table a window.

    `left_out` counts the tables of the file that are damaged beyond use.
    """

    modality: LookupTable | None = None
    voi: tuple[LookupTable, ...] = ()
    left_out: int = 0


NO_TABLES: Final = LookupTables()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableInputs:
    """Whether stored and modality values may be negative: descriptors do not say (PS3.3 C.11.2)."""

    stored_are_signed: bool
    modality_are_signed: bool


def tables_of(dataset: "Dataset | None", inputs: TableInputs, *, is_little: bool) -> LookupTables:
    """Return the lookup tables of a data set; a table whose descriptor lies is left out."""
    if dataset is None:
        return NO_TABLES
    text = _Encoding("<" if is_little else ">", raw_value(dataset, tags.CHARACTER_SET) or b"")
    modality = _tables(dataset, tags.MODALITY_LUT, text, inputs.stored_are_signed)
    first = next((table for table in modality if table is not None), None)
    voi = _tables(dataset, tags.VOI_LUT, text, inputs.modality_are_signed and first is None)
    good = tuple(table for table in voi if table is not None)
    left_out = len(voi) - len(good) + sum(table is None for table in modality)
    return LookupTables(first, good, left_out)


@dataclass(frozen=True, slots=True)
class _Encoding:
    """The byte order of numbers as numpy has it, and the character set of text."""

    order: str
    charset: bytes


def _tables(
    dataset: "Dataset", tag: int, encoding: _Encoding, is_signed: bool
) -> tuple[LookupTable | None, ...]:
    items = dataset[tag].value if tag in dataset else None
    return tuple(_table(item, encoding, is_signed) for item in items or ())


def _table(item: "Dataset", encoding: _Encoding, is_signed: bool) -> LookupTable | None:
    """Return a table; None where its descriptor is cut short or most of its entries are missing.

    A table that is a little shorter than said goes as far as its entries, as in DCMTK; a longer
    one as far as said, while DCMTK takes all entries there are.
    """
    order = encoding.order
    descriptor = raw_value(item, _DESCRIPTOR) or b""
    data = raw_value(item, _DATA) or b""
    if len(descriptor) < 6:
        return None
    count, _, bits = (int(v) for v in np.frombuffer(descriptor[:6], order + "u2"))
    first = int(np.frombuffer(descriptor[2:4], order + ("i2" if is_signed else "u2"))[0])
    entries = _entries(data, count or 65_536, order)
    if entries is None:
        return None
    explanation = read_text(raw_value(item, _EXPLANATION) or b"", encoding.charset).text
    return LookupTable(first, _bits(bits, entries), entries, explanation)


def _bits(said: int, entries: NDArray[np.uint16]) -> int:
    """Return how many bits the outputs have: as said, unless the entries show otherwise.

    No legal number is counted anew on the entries. So are 16 bits whose upper four are never used,
    since 16 then is the size of a word: DCMTK believes it and shows such tables nearly black,
    Weasis stretches every table to its largest entry.
    """
    used = max(_FEWEST_BITS, int(entries.max()).bit_length())
    is_word_size = said == _MOST_BITS and used <= _UNPACKED_BITS
    return said if _FEWEST_BITS <= said <= _MOST_BITS and not is_word_size else used


def _entries(data: bytes, count: int, order: str) -> NDArray[np.uint16] | None:
    """Return the table's entries, 16 bits each, or 8 bits where exactly so many bytes are there.

    Bytes are in words (OW): of two entries the first is in the low byte.
    """
    if len(data) < 2 * count and len(data) - count in {0, count % 2}:
        words = np.frombuffer(data[: len(data) // 2 * 2], order + "u2").astype("<u2")
        packed = words.tobytes() + data[len(words) * 2 :]
        return np.frombuffer(packed[:count], np.uint8).astype(np.uint16)
    there = min(count, len(data) // 2)
    if there * 2 < count:
        return None
    return np.frombuffer(data[: 2 * there], order + "u2").astype(np.uint16)
