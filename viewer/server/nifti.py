"""Reading a submitted NIfTI-1 file as one scan, in the worker process only.

The header is looked at first: a file that holds no single volume is refused before anything is
unpacked. ITK turns the file's RAS coordinates into the LPS of everything here. The order of voxels
is the file's own, so that an index in an answer is an index into what was sent.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK
from numpy.typing import NDArray

from viewer.server.catalogue import SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.folders import INPUT, SLICES
from viewer.server.intake import check_thickness
from viewer.server.limits import MEBIBYTE, MOST_SLICES, UNSTATED_SIDE
from viewer.server.methods.scan import Scan
from viewer.server.stack import UnfitSeriesError, hounsfield

_HEADER_BYTES: Final = 348
_DIMENSIONS_AT: Final = 40
_BITS_AT: Final = 72
_OFFSET_AT: Final = 108
_MAGIC_AT: Final = 344
_MAGIC: Final = b"n+1\0"
_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = MEBIBYTE
_DAMAGED: Final = "NIfTI文件已损坏，无法读取"
# No scan of a chest is larger: what says so is not unpacked.
_MOST_VOXELS: Final = 512 * 512 * 4 * MOST_SLICES
_MOST_BITS: Final = 64
_MOST_OFFSET: Final = MEBIBYTE
# Where the header's numbers about space lie: pixdim; quatern and qoffset; srow.
_PLACES: Final = ((76, 4), (256, 6), (280, 12))
_FARTHEST_MM: Final = 1e6
_LEAST_VOXEL_MM3: Final = 1e-6


def inspect_volume(folder: Path, rules: SeriesRules) -> None:
    """Check that `folder/input` is one NIfTI file of one volume within the rules, and unpack it."""
    files = sorted((folder / INPUT).iterdir())
    if len(files) != 1:
        raise RefusedError(RetCode.NOT_ONE_VOLUME, f"应为单个NIfTI文件，收到{len(files)}个")
    (folder / SLICES).mkdir()
    target = folder / SLICES / "0001.nii"
    try:
        _unpack(files[0], target)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RefusedError(RetCode.WRONG_FILE_KIND, _DAMAGED) from error
    reader = _reader(target)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise RefusedError(RetCode.WRONG_FILE_KIND, _DAMAGED) from error
    if rules.thickness is not None:
        check_thickness([float(reader.GetSpacing()[2])], rules.thickness)


def read_volume(folder: Path) -> Scan:
    """Read the inspected file as a scan. Raises UnfitSeriesError."""
    (file,) = (folder / SLICES).iterdir()
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
    origin = np.array(image.GetOrigin()[:3])
    axes = direction * np.array(image.GetSpacing()[:3])
    if not np.isfinite(axes).all() or not np.isfinite(origin).all() or not _has_volume(axes):
        raise UnfitSeriesError("BadGeometry", "影像的空间位置信息无效")
    return Scan(
        voxels=hounsfield(voxels),
        origin=origin,
        axes=axes,
        sop_instance_uids=("",) * len(voxels),
        series_instance_uid="",
    )


def _has_volume(axes: NDArray[np.float64]) -> bool:
    return abs(float(np.linalg.det(axes))) > _LEAST_VOXEL_MM3


def _reader(path: Path) -> SimpleITK.ImageFileReader:
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("NiftiImageIO")
    reader.SetFileName(str(path))
    return reader


def _unpack(source: Path, target: Path) -> None:
    """Copy the file, unpacked, as long as its header says: ITK reads a cut one without a word."""
    with source.open("rb") as file:
        is_compressed = file.read(len(_GZIP)) == _GZIP
    with (
        gzip.open(source) if is_compressed else source.open("rb") as content,
        target.open("wb") as unpacked,
    ):
        header = content.read(_HEADER_BYTES)
        missing = _length(header) - unpacked.write(header)
        while missing > 0 and (chunk := content.read(min(_CHUNK, missing))):
            missing -= unpacked.write(chunk)
    if missing > 0:
        raise RefusedError(RetCode.WRONG_FILE_KIND, _DAMAGED)


def _length(header: bytes) -> int:
    """Return how long the whole file is (nifti1.h, both byte orders). Raises RefusedError."""
    if len(header) < _HEADER_BYTES or header[_MAGIC_AT:] != _MAGIC:
        raise RefusedError(RetCode.WRONG_FILE_KIND, "文件不是NIfTI-1格式(.nii或.nii.gz)")
    order = "<" if struct.unpack_from("<i", header)[0] == _HEADER_BYTES else ">"
    dimensions: tuple[int, ...] = struct.unpack_from(f"{order}8h", header, _DIMENSIONS_AT)
    _check_dimensions(dimensions)
    (bits,) = struct.unpack_from(f"{order}h", header, _BITS_AT)
    (offset,) = struct.unpack_from(f"{order}f", header, _OFFSET_AT)
    if not (0 < bits <= _MOST_BITS and _HEADER_BYTES <= offset <= _MOST_OFFSET):
        raise RefusedError(RetCode.WRONG_FILE_KIND, _DAMAGED)
    _check_places(header, order)
    return int(offset) + math.prod(dimensions[1:4]) * int(bits) // 8


def _check_places(header: bytes, order: str) -> None:
    """Refuse a place that is nowhere: ITK never ends where one of these numbers is infinite."""
    for start, count in _PLACES:
        for number in struct.unpack_from(f"{order}{count}f", header, start):
            if not abs(number) <= _FARTHEST_MM:  # so that NaN is refused as well
                raise RefusedError(RetCode.WRONG_FILE_KIND, "NIfTI文件的空间位置信息无效")


def _check_dimensions(dimensions: tuple[int, ...]) -> None:
    count, lengths = dimensions[0], dimensions[1:]
    if not 3 <= count <= 7 or min(lengths[:3]) < 2 or any(n != 1 for n in lengths[3:count]):
        raise RefusedError(RetCode.NOT_ONE_VOLUME, "NIfTI文件应有且仅有一例三维数据")
    if max(lengths[:3]) > UNSTATED_SIDE or math.prod(lengths[:3]) > _MOST_VOXELS:
        raise RefusedError(RetCode.IMAGE_TOO_LARGE, "NIfTI数据体过大")
