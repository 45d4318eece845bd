"""Small NIfTI files with known values, written field by field (nifti1.h, nifti2.h)."""

import gzip
import struct
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CODES = {
    "u1": 2,
    "i2": 4,
    "i4": 8,
    "f4": 16,
    "f8": 64,
    "i1": 256,
    "u2": 512,
    "u4": 768,
    "i8": 1024,
    "u8": 1280,
}
RAS = np.diag([2.0, 3.0, 4.0, 1.0])


@dataclass(frozen=True, kw_only=True)
class NiftiFields:
    """What a header says; by default that of a RAS volume by its sform."""

    dim: tuple[int, ...]
    datatype: int
    bitpix: int
    pixdim: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0, 1.0, 1.0, 1.0, 1.0)
    vox_offset: float = 352.0
    slope: float = 1.0
    intercept: float = 0.0
    units: int = 2
    cal: tuple[float, float] = (0.0, 0.0)  # (cal_max, cal_min), as they stand
    qform_code: int = 0
    sform_code: int = 1
    quatern: tuple[float, float, float] = (0.0, 0.0, 0.0)
    qoffset: tuple[float, float, float] = (0.0, 0.0, 0.0)
    sform: NDArray[np.float64] | None = None
    magic: bytes = b"n+1\0"

    @property
    def scale(self) -> tuple[float, float, int]:
        return self.slope, self.intercept, self.units

    def packed(self, order: str = "<") -> bytes:
        """The 348 bytes of a NIfTI-1 header."""
        dim = (*self.dim, *([1] * (8 - len(self.dim))))
        rows = (RAS if self.sform is None else self.sform)[:3].reshape(-1)
        return b"".join(
            (
                struct.pack(order + "i36x8h", 348, *dim),
                struct.pack(order + "14x2h2x8f", self.datatype, self.bitpix, *self.pixdim),
                struct.pack(
                    order + "3f3xB", self.vox_offset, self.slope, self.intercept, self.units
                ),
                struct.pack(order + "2f16x104x2h", *self.cal, self.qform_code, self.sform_code),
                struct.pack(order + "6f12f16x", *self.quatern, *self.qoffset, *rows),
                self.magic,
            )
        )


def fields_of(values: NDArray[np.generic], **changes: object) -> NiftiFields:
    """Return the header of an array indexed (i, j, k[, time])."""
    code = CODES.get(values.dtype.str[1:], 0)
    fields = NiftiFields(
        dim=(values.ndim, *values.shape), datatype=code, bitpix=values.dtype.itemsize * 8
    )
    return replace(fields, **changes)  # type: ignore[arg-type]


def nifti_bytes(values: NDArray[np.generic], order: str = "<", **changes: object) -> bytes:
    """Return a single-file NIfTI-1."""
    voxels = values.astype(values.dtype.newbyteorder(order)).tobytes("F")
    return fields_of(values, **changes).packed(order) + bytes(4) + voxels


def write_nifti(path: Path, values: NDArray[np.generic], **changes: object) -> Path:
    """Write a NIfTI-1 file, packed when its name ends in .gz."""
    content = nifti_bytes(values, **changes)  # type: ignore[arg-type]
    path.write_bytes(gzip.compress(content, 1) if path.suffix == ".gz" else content)
    return path


def numbered(shape: tuple[int, ...] = (4, 3, 2), dtype: str = "i2") -> NDArray[np.generic]:
    """Return voxels that all differ."""
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)
