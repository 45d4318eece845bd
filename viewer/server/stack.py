"""Slices put in order along their normal and joined to one scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.methods.scan import Scan

_UNEVEN: Final = 0.12
_NOT_PARALLEL: Final = 1e-3
_LOWEST_HU: Final = -1024
_HIGHEST_HU: Final = 3071


class UnfitSeriesError(Exception):
    """The series cannot be analysed; `code` and `reason` go into the failed job."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Slice:
    """One plane: HU values, the centre of its first pixel (mm, LPS), its directions as columns."""

    values: NDArray[np.int16]
    position: NDArray[np.float64]
    direction: NDArray[np.float64]
    spacing: tuple[float, ...]
    uid: str


def hounsfield(values: NDArray[np.generic]) -> NDArray[np.int16]:
    """Return values as 16-bit HU, padding and metal clipped to what tissue can be."""
    clipped: NDArray[np.int16] = np.clip(values, _LOWEST_HU, _HIGHEST_HU).astype(np.int16)
    return clipped


def join(slices: Sequence[Slice], series_instance_uid: str) -> Scan:
    """Return the scan that the slices make. Raises UnfitSeriesError."""
    first = slices[0]
    if any(item.values.shape != first.values.shape for item in slices):
        raise UnfitSeriesError("MixedSize", "序列内影像尺寸不一致")
    if any(np.abs(item.direction - first.direction).max() > _NOT_PARALLEL for item in slices):
        raise UnfitSeriesError("MixedOrientation", "序列内影像方向不一致")
    row, column = first.direction[:, 0], first.direction[:, 1]
    normal = np.cross(row, column)
    ordered = sorted(slices, key=lambda item: float(item.position @ normal))
    step = even_step(np.array([item.position for item in ordered]))
    return Scan(
        voxels=np.stack([item.values for item in ordered]),
        origin=ordered[0].position,
        axes=np.column_stack((row * first.spacing[0], column * first.spacing[1], step)),
        sop_instance_uids=tuple(item.uid for item in ordered),
        series_instance_uid=series_instance_uid,
    )


def even_step(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the step (mm, LPS) between neighbouring slices; positions are in their order.

    A stack of a tilted gantry has an even step that is not along the normal: it is accepted.
    """
    steps = np.diff(positions, axis=0)
    middle: NDArray[np.float64] = np.median(steps, axis=0)
    length = float(np.linalg.norm(middle))
    if length < 1e-3 or float(np.linalg.norm(steps, axis=1).min()) < 0.1 * length:
        raise UnfitSeriesError("DuplicatePositions", "序列内存在位置重复的层面")
    if float(np.linalg.norm(steps - middle, axis=1).max()) > _UNEVEN * length:
        raise UnfitSeriesError("UnevenSpacing", "层间距不均匀或缺层，无法组成体数据")
    even: NDArray[np.float64] = (positions[-1] - positions[0]) / (len(positions) - 1)
    return even
