"""A volume on a scan's own grid, written as NIfTI for the gateway's result files."""

import gzip
import struct
from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK
from numpy.typing import NDArray

from viewer.server.methods.scan import Scan

_QFORM_CODE: Final = 252
_SROW: Final = 280
_TO_RAS: Final = np.array([-1.0, -1.0, 1.0])
_SHEARED: Final = 1e-4


def write_volume(scan: Scan, values: NDArray[np.uint8] | NDArray[np.int16], path: Path) -> None:
    """Write `values[k, j, i]`, on the grid of `scan`, to a `.nii.gz` file.

    SimpleITK's geometry is LPS, the file's RAS. ITK knows right angles only: the slice step of a
    tilted gantry's stack, which is not along the normal, is put into the file's sform afterwards
    (NIfTI-1, method 3), and the qform, which cannot hold it, is switched off. The same values
    make the same bytes. Raises OSError.
    """
    image = SimpleITK.GetImageFromArray(values)
    spacing = np.linalg.norm(scan.axes, axis=0)
    image.SetOrigin([float(value) for value in scan.origin])
    image.SetSpacing([float(value) for value in spacing])
    image.SetDirection([float(value) for value in _at_right_angles(scan).ravel()])
    plain = path.with_name(f"{path.name.partition('.')[0]}-plain.nii")
    try:
        SimpleITK.WriteImage(image, str(plain))
        content = bytearray(plain.read_bytes())
        _put_geometry(content, scan)
        with path.open("wb") as file, gzip.GzipFile("", "wb", 4, file, mtime=0) as packed:
            packed.write(content)
    except RuntimeError as error:
        raise OSError(f"cannot write {path.name}") from error
    finally:
        plain.unlink(missing_ok=True)


def _at_right_angles(scan: Scan) -> NDArray[np.float64]:
    """Return the directions of row, column and normal, in columns."""
    directions = scan.axes / np.linalg.norm(scan.axes, axis=0)
    normal = np.cross(directions[:, 0], directions[:, 1])
    return np.column_stack((directions[:, :2], normal))


def _put_geometry(content: bytearray, scan: Scan) -> None:
    affine = np.column_stack((scan.axes, scan.origin)) * _TO_RAS[:, None]
    struct.pack_into("<12f", content, _SROW, *affine.ravel())
    off = np.abs(scan.axes / np.linalg.norm(scan.axes, axis=0) - _at_right_angles(scan)).max()
    if off > _SHEARED:
        struct.pack_into("<h", content, _QFORM_CODE, 0)
