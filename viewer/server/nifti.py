"""Reading a submitted NIfTI-1 file as one scan, in the worker process only.

The header is looked at first: a file that holds no single volume is refused before any voxel is
read. ITK turns the file's RAS coordinates into the LPS of everything here. The order of voxels is
the file's own, so that an index in an answer is an index into what was sent.
"""

import gzip
import struct
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK

from viewer.server.catalogue import SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.intake import check_thickness
from viewer.server.limits import MOST_SLICES, UNSTATED_SIDE
from viewer.server.methods.scan import Scan
from viewer.server.stack import UnfitSeriesError, hounsfield

_HEADER_BYTES: Final = 348
_DIMENSIONS_AT: Final = 40
_MAGIC_AT: Final = 344
_MAGIC: Final = b"n+1\0"
_GZIP: Final = b"\x1f\x8b"
# No scan of a chest is larger: what says so is not unpacked.
_MOST_VOXELS: Final = 512 * 512 * 4 * MOST_SLICES


def inspect_volume(folder: Path, rules: SeriesRules) -> None:
    """Check that `folder/input` is one NIfTI file of one volume within the rules."""
    files = sorted((folder / "input").iterdir())
    if len(files) != 1:
        raise RefusedError(RetCode.NOT_ONE_VOLUME, f"应为单个NIfTI文件，收到{len(files)}个")
    _check_dimensions(_dimensions(_header(files[0])))
    (folder / "slices").mkdir()
    ending = ".nii.gz" if _is_compressed(files[0]) else ".nii"
    reader = _reader(files[0].rename(folder / "slices" / f"0001{ending}"))
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise RefusedError(RetCode.WRONG_FILE_KIND, "NIfTI文件无法读取") from error
    if rules.thickness is not None:
        check_thickness([float(reader.GetSpacing()[2])], rules.thickness)


def read_volume(folder: Path) -> Scan:
    """Read the inspected file as a scan. Raises UnfitSeriesError."""
    (file,) = (folder / "slices").iterdir()
    try:
        image = _reader(file).Execute()
    except RuntimeError as error:
        raise UnfitSeriesError("UnreadablePixels", "影像像素数据无法解码") from error
    # A fourth dimension of one is allowed: the first volume is the only one.
    values = SimpleITK.GetArrayViewFromImage(image)
    voxels = values.reshape(values.shape[-3:])
    if not np.isfinite(voxels).all():
        raise UnfitSeriesError("UnreadablePixels", "影像含有无效数值")
    size = image.GetDimension()
    direction = np.array(image.GetDirection()).reshape(size, size)[:3, :3]
    return Scan(
        voxels=hounsfield(voxels),
        origin=np.array(image.GetOrigin()[:3]),
        axes=direction * np.array(image.GetSpacing()[:3]),
        sop_instance_uids=("",) * len(voxels),
        series_instance_uid="",
    )


def _reader(path: Path) -> SimpleITK.ImageFileReader:
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("NiftiImageIO")
    reader.SetFileName(str(path))
    return reader


def _is_compressed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def _header(path: Path) -> bytes:
    try:
        if _is_compressed(path):
            with gzip.open(path) as unpacked:
                header = unpacked.read(_HEADER_BYTES)
        else:
            with path.open("rb") as file:
                header = file.read(_HEADER_BYTES)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RefusedError(RetCode.WRONG_FILE_KIND, "NIfTI文件已损坏，无法读取") from error
    if len(header) < _HEADER_BYTES or header[_MAGIC_AT:] != _MAGIC:
        raise RefusedError(RetCode.WRONG_FILE_KIND, "文件不是NIfTI-1格式(.nii或.nii.gz)")
    return header


def _dimensions(header: bytes) -> tuple[int, ...]:
    """Return `dim[0..7]`: how many dimensions, and their lengths (nifti1.h, both byte orders)."""
    order = "<" if struct.unpack_from("<i", header)[0] == _HEADER_BYTES else ">"
    return struct.unpack_from(f"{order}8h", header, _DIMENSIONS_AT)


def _check_dimensions(dimensions: tuple[int, ...]) -> None:
    count, lengths = dimensions[0], dimensions[1:]
    if not 3 <= count <= 7 or min(lengths[:3]) < 2 or any(n != 1 for n in lengths[3:count]):
        raise RefusedError(RetCode.NOT_ONE_VOLUME, "NIfTI文件应有且仅有一例三维数据")
    if max(lengths[:3]) > UNSTATED_SIDE or int(np.prod(lengths[:3], dtype=int)) > _MOST_VOXELS:
        raise RefusedError(RetCode.IMAGE_TOO_LARGE, "NIfTI数据体过大")
