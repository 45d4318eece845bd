"""Overlay planes and shutters for data sets of `image_builders`."""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset


def add_plane(
    data: Dataset,
    bits: NDArray[np.bool_],
    *,
    group: int = 0x6000,
    kind: str = "G",
    origin: tuple[int, int] = (1, 1),
    frames: int | None = None,
    first_frame: int | None = None,
    vr: str = "OW",
) -> None:
    """Add a plane with packed data of its own; `bits` is ([frames,] rows, columns)."""
    rows, columns = bits.shape[-2:]
    packed = np.packbits(bits.reshape(-1), bitorder="little").tobytes()
    _describe(data, group, (rows, columns), kind, origin)
    if frames is not None:
        data.add(DataElement(group << 16 | 0x0015, "IS", frames))
    if first_frame is not None:
        data.add(DataElement(group << 16 | 0x0051, "US", first_frame))
    data.add(DataElement(group << 16 | 0x0100, "US", 1))
    data.add(DataElement(group << 16 | 0x0102, "US", 0))
    data.add(DataElement(group << 16 | 0x3000, vr, packed + b"\0" * (len(packed) % 2)))


def add_embedded_plane(data: Dataset, size: tuple[int, int], bit: int, group: int = 0x6000) -> None:
    """Say that a bit of the pixels is a plane."""
    _describe(data, group, size, "G", (1, 1))
    data.add(DataElement(group << 16 | 0x0100, "US", data.BitsAllocated))
    data.add(DataElement(group << 16 | 0x0102, "US", bit))


def _describe(
    data: Dataset, group: int, size: tuple[int, int], kind: str, origin: tuple[int, int]
) -> None:
    data.add(DataElement(group << 16 | 0x0010, "US", size[0]))
    data.add(DataElement(group << 16 | 0x0011, "US", size[1]))
    data.add(DataElement(group << 16 | 0x0022, "LO", "Drawn by hand"))
    data.add(DataElement(group << 16 | 0x0040, "CS", kind))
    data.add(DataElement(group << 16 | 0x0050, "SS", list(origin)))
