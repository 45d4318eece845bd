"""A NIfTI-1 or NIfTI-2 header: sizes, number type, and where the voxels lie in the patient.

The fields are those of nifti1.h and nifti2.h (NIfTI Data Format Working Group).
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.problems import NotReadable, SkipReason

if TYPE_CHECKING:
    from nibabel.nifti1 import Nifti1Header

HEADER_BYTES: Final = 540
_SIZES: Final = {348: 1, 540: 2}
_LPS: Final = np.diag([-1.0, -1.0, 1.0, 1.0])
_TYPES: Final = {
    2: "u1",
    4: "i2",
    8: "i4",
    16: "f4",
    64: "f8",
    128: "rgb",
    256: "i1",
    512: "u2",
    768: "u4",
    1024: "i8",
    1280: "u8",
    2304: "rgba",
}
_NAMED_TYPES: Final = {
    1: "1-bit",
    32: "complex64",
    1536: "float128",
    1792: "complex128",
    2048: "complex256",
}
_MILLIMETRES: Final = {1: 1000.0, 2: 1.0, 3: 0.001}
_SPACE_UNITS: Final = 7
_SMALLEST_VOLUME: Final = 1e-9
_BEYOND: Final = 2.0**62
_SAME_PLACE: Final = 0.5
"""Share of the smallest voxel edge by which two transforms may differ at the corners."""


class NiftiOddity(StrEnum):
    """What is odd about a header."""

    NO_ORIENTATION = "no-orientation"
    TWO_PLACES = "two-places"
    """sform and qform put the voxels at different places."""
    UNKNOWN_UNIT = "unknown-unit"


@dataclass(frozen=True, slots=True, eq=False)
class NiftiHeader:
    """What matters of a header. `affine`: 4×4 from voxel indices (i, j, k) to mm LPS, or None.

    `shape` is (i, j, k, times). `dtype` is numpy's name of a stored number, `rgb` or `rgba`;
    `edges_mm` the voxel's edges along i, j, k (None where the header has no sensible ones).
    `window` is (cal_min, cal_max) where they are one.
    """

    shape: tuple[int, int, int, int]
    dtype: str
    is_big: bool
    is_pair: bool
    offset: int
    affine: NDArray[np.float64] | None
    edges_mm: tuple[float, float, float] | None
    slope: float
    intercept: float
    window: tuple[float, float] | None
    oddities: frozenset[NiftiOddity]

    @property
    def samples(self) -> int:
        """How many stored numbers a voxel has."""
        return {"rgb": 3, "rgba": 4}.get(self.dtype, 1)

    @property
    def slice_bytes(self) -> int:
        size = 1 if self.samples > 1 else int(self.dtype[1])
        return self.shape[0] * self.shape[1] * self.samples * size


def parsed(content: bytes) -> NiftiHeader:
    """Read a header from the first bytes of a (decompressed) file. Raises NotReadable.

    sform wins over qform wherever its code is positive; where both are without code there are
    edges but no orientation (nifti1.h, "METHOD 1"): the old method guesses, this does not.
    """
    fields = _fields(content)
    shape = _shape([int(n) for n in fields["dim"]])
    number = int(fields["datatype"])
    if number not in _TYPES:
        detail = f"NIfTI numbers of type {_NAMED_TYPES.get(number, number)}"
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, detail)
    unit = int(fields["xyzt_units"]) & _SPACE_UNITS
    scale = _MILLIMETRES.get(unit, 1.0)
    affine, oddities = _affine(fields, shape, scale)
    if unit not in _MILLIMETRES:
        oddities |= {NiftiOddity.UNKNOWN_UNIT}
    slope, intercept = float(fields["scl_slope"]), float(fields["scl_inter"])
    has_scale = math.isfinite(slope) and slope != 0.0
    return NiftiHeader(
        shape=shape,
        dtype=_TYPES[number],
        is_big=fields.endianness == ">",
        is_pair=bytes(fields["magic"].tobytes())[:2] == b"ni",
        offset=_offset(fields),
        affine=affine,
        edges_mm=_edges(fields, affine, scale),
        slope=slope if has_scale else 1.0,
        intercept=intercept if has_scale and math.isfinite(intercept) else 0.0,
        window=_window(float(fields["cal_min"]), float(fields["cal_max"])),
        oddities=oddities,
    )


def parsed_fields(content: bytes) -> list[tuple[str, str | bytes]]:
    """Return all fields as they stand, by the names of nifti1.h. Raises NotReadable."""
    fields = _fields(content)
    return [(name, _as_text(fields[name].tolist())) for name in fields.keys()]  # noqa: SIM118


def _as_text(value: object) -> str | bytes:
    if isinstance(value, bytes):
        return value
    return ", ".join(map(_number, value)) if isinstance(value, list) else _number(value)


def _number(value: object) -> str:
    return f"{value:.7g}" if isinstance(value, float) else str(value)


def _fields(content: bytes) -> "Nifti1Header":
    """Return the raw fields. Raises NotReadable for a wrong magic and a header cut short."""
    from nibabel.nifti1 import Nifti1Header
    from nibabel.nifti2 import Nifti2Header

    sizes = {int.from_bytes(content[:4], "little"), int.from_bytes(content[:4], "big")}
    known = sizes & _SIZES.keys()
    if not known:
        raise NotReadable(SkipReason.DAMAGED, "no NIfTI header")
    size = known.pop()
    if len(content) < size:
        raise NotReadable(SkipReason.CUT_SHORT)
    kind = Nifti1Header if size == min(_SIZES) else Nifti2Header
    endianness = "<" if int.from_bytes(content[:4], "little") == size else ">"
    fields = kind(content[:size], endianness=endianness, check=False)
    magic = bytes(fields["magic"].tobytes())
    if magic[:3] not in {b"n+%d" % _SIZES[size], b"ni%d" % _SIZES[size]}:
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, "no NIfTI magic (Analyze 7.5?)")
    return fields


def _shape(dim: list[int]) -> tuple[int, int, int, int]:
    axes = dim[0]
    if not 1 <= axes <= 7:
        raise NotReadable(SkipReason.DAMAGED, f"{axes} axes")
    sizes = [dim[n] if n <= axes else 1 for n in range(1, 8)]
    if any(size < 1 for size in sizes):
        raise NotReadable(SkipReason.DAMAGED, "an axis without voxels")
    if any(size > 1 for size in sizes[4:]):
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, f"{axes}-D NIfTI")
    return sizes[0], sizes[1], sizes[2], sizes[3]


def _offset(fields: "Nifti1Header") -> int:
    """Return where the voxels begin; an offset within the header is not believed."""
    said = float(fields["vox_offset"])
    is_pair = bytes(fields["magic"].tobytes())[:2] == b"ni"
    least = 0 if is_pair else int(fields["sizeof_hdr"]) + 4
    if math.isnan(said):
        return least
    return max(least, int(min(said, _BEYOND)))


def _affine(
    fields: "Nifti1Header", shape: tuple[int, int, int, int], scale: float
) -> tuple[NDArray[np.float64] | None, frozenset[NiftiOddity]]:
    from nibabel.spatialimages import HeaderDataError

    sform = qform = None
    if int(fields["sform_code"]) > 0:
        sform = _legal(fields.get_sform())
    if int(fields["qform_code"]) > 0:
        try:
            qform = _legal(_with_positive_edges(fields).get_qform())
        except (HeaderDataError, ValueError):
            qform = None
    chosen = qform if sform is None else sform
    if chosen is None:
        return None, frozenset({NiftiOddity.NO_ORIENTATION})
    is_odd = sform is not None and qform is not None and _differ(sform, qform, shape)
    metric = np.diag([scale, scale, scale, 1.0])
    oddities = {NiftiOddity.TWO_PLACES} if is_odd else set()
    return _LPS @ metric @ chosen, frozenset(oddities)


def _with_positive_edges(fields: "Nifti1Header") -> "Nifti1Header":
    """Return a header whose qform can be had: a negative edge is as long as a positive one.

    Raises ValueError for edges that are none.
    """
    copy = fields.copy()
    edges = np.abs(np.asarray(copy["pixdim"][1:4], np.float64))
    if not np.all(np.isfinite(edges)) or not np.all(edges > 0):
        raise ValueError("pixdim")
    copy["pixdim"][1:4] = edges
    return copy


def _legal(affine: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return a transform that spans a space, or None."""
    if not np.all(np.isfinite(affine)):
        return None
    edges = np.linalg.norm(affine[:3, :3], axis=0)
    if not np.all(edges > 0):
        return None
    volume = abs(float(np.linalg.det(affine[:3, :3] / edges)))
    return np.asarray(affine, np.float64) if volume > _SMALLEST_VOLUME else None


def _differ(
    one: NDArray[np.float64], other: NDArray[np.float64], shape: tuple[int, int, int, int]
) -> bool:
    ends = [(0, size - 1) for size in shape[:3]]
    corners = np.array([[i, j, k, 1] for i in ends[0] for j in ends[1] for k in ends[2]], float)
    apart = np.linalg.norm((corners @ (one - other).T)[:, :3], axis=1).max()
    return bool(apart > _SAME_PLACE * np.linalg.norm(one[:3, :3], axis=0).min())


def _edges(
    fields: "Nifti1Header", affine: NDArray[np.float64] | None, scale: float
) -> tuple[float, float, float] | None:
    if affine is not None:
        edges = np.linalg.norm(affine[:3, :3], axis=0)
    else:
        edges = np.abs(np.asarray(fields["pixdim"][1:4], np.float64)) * scale
    if not np.all(np.isfinite(edges)) or not np.all(edges > 0):
        return None
    return float(edges[0]), float(edges[1]), float(edges[2])


def _window(low: float, high: float) -> tuple[float, float] | None:
    is_one = math.isfinite(low) and math.isfinite(high) and high > low
    return (low, high) if is_one else None
