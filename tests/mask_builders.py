"""NIfTI masks for tests, made from what is marked on a series."""

import gzip
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.domain.series import SeriesDescription

_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


def a_mask_file(
    labels: NDArray[np.generic],
    series: SeriesDescription,
    *,
    order: Sequence[int] = (0, 1, 2),
    flips: Sequence[bool] = (False, False, False),
    packed: bool = True,
) -> bytes:
    """Return the NIfTI file of `labels` (column, row, slice), its axes ordered and turned."""
    geometry = series.geometry
    if geometry is None:
        return nifti(labels, None, packed=packed)
    to_ras = _TO_RAS @ geometry.affine
    turned = labels.transpose(order)
    columns = [to_ras[:, axis] for axis in order]
    origin = to_ras[:, 3].copy()
    for axis, is_turned in enumerate(flips):
        if is_turned:
            origin += columns[axis] * (turned.shape[axis] - 1)
            columns[axis] = -columns[axis]
            turned = np.flip(turned, axis)
    return nifti(turned, np.column_stack([*columns, origin]), packed=packed)


def nifti(
    values: NDArray[np.generic], affine: NDArray[np.float64] | None, *, packed: bool = True
) -> bytes:
    """Return a NIfTI-1 file; `affine`: 4×4 to mm RAS, None: without orientation."""
    from nibabel.nifti1 import Nifti1Image

    image = Nifti1Image(np.ascontiguousarray(values), np.eye(4) if affine is None else affine)
    if affine is None:
        image.header["sform_code"] = 0
        image.header["qform_code"] = 0
    content = bytes(image.to_bytes())
    return gzip.compress(content, 1) if packed else content


class Files:
    """The files of a result by their path in `Data`."""

    def __init__(self, **contents: bytes) -> None:
        self._contents = contents

    def has(self, name: str) -> bool:
        """Tell whether it is there."""
        return self.content(name) is not None

    def content(self, name: str) -> bytes | None:
        """Return the file of the member that `name` ends with; None when it is not there."""
        member = name.rsplit(".", 1)[-1]
        return self._contents.get(member[:1].upper() + member[1:])
