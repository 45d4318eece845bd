"""Lookup tables of the header: modality LUT and VOI LUT sequences (PS3.3 C.11.1, C.11.2)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import tags
from viewer.imaging.fallback import raw_value

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_DESCRIPTOR: Final = 0x00283002
_EXPLANATION: Final = 0x00283003
_DATA: Final = 0x00283006
_FEWEST_BITS: Final = 8


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

    def scaled(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the outputs as 0…255; entries beyond `bits` count as the largest."""
        largest = (1 << self.bits) - 1
        return np.minimum(self.looked_up(values), largest) * (255.0 / largest)


@dataclass(frozen=True)
class LookupTables:
    """The tables of one image; a modality table replaces rescale, a VOI table a window."""

    modality: LookupTable | None = None
    voi: tuple[LookupTable, ...] = ()


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
    order = "<" if is_little else ">"
    modality = _tables(dataset, tags.MODALITY_LUT, order, inputs.stored_are_signed)
    voi = _tables(dataset, tags.VOI_LUT, order, inputs.modality_are_signed and not modality)
    return LookupTables(modality[0] if modality else None, voi)


def _tables(dataset: "Dataset", tag: int, order: str, is_signed: bool) -> tuple[LookupTable, ...]:
    items = dataset[tag].value if tag in dataset else None
    tables = (_table(item, order, is_signed) for item in items or ())
    return tuple(table for table in tables if table is not None)


def _table(item: "Dataset", order: str, is_signed: bool) -> LookupTable | None:
    descriptor = raw_value(item, _DESCRIPTOR) or b""
    data = raw_value(item, _DATA) or b""
    if len(descriptor) < 6:
        return None
    count, _, bits = (int(v) for v in np.frombuffer(descriptor[:6], order + "u2"))
    first = int(np.frombuffer(descriptor[2:4], order + ("i2" if is_signed else "u2"))[0])
    count = count or 65_536
    if not _FEWEST_BITS <= bits <= 16:
        return None
    entries = _entries(data, count, order)
    if entries is None:
        return None
    explanation = (raw_value(item, _EXPLANATION) or b"").decode("ascii", "replace").strip("\0 ")
    return LookupTable(first, bits, entries, explanation)


def _entries(data: bytes, count: int, order: str) -> NDArray[np.uint16] | None:
    """Return the table's entries, 16 bits each, or 8 bits where the data are that short."""
    if len(data) >= 2 * count:
        return np.frombuffer(data[: 2 * count], order + "u2").astype(np.uint16)
    if len(data) >= count:
        return np.frombuffer(data[:count], np.uint8).astype(np.uint16)
    return None
