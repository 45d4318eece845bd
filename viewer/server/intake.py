"""Reading a submitted series with SimpleITK, in the worker process only.

GDCM, under SimpleITK, may crash on hostile files: nothing here runs in the process that answers.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from viewer.server import archive, multiframe
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import FEWEST_SLICES, LARGEST_SIDE, MOST_SLICES, SLICE_BYTES
from viewer.server.methods.scan import Scan

_MODALITY: Final = "0008|0060"
_SOP_INSTANCE: Final = "0008|0018"
_SERIES_INSTANCE: Final = "0020|000e"
_READERS: Final = 2
_LOWEST_HU: Final = -1024
_HIGHEST_HU: Final = 3071
_UNEVEN: Final = 0.12
_NOT_PARALLEL: Final = 1e-3


class UnfitSeriesError(Exception):
    """The series cannot be analysed; `code` and `reason` go into the failed job."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a submission that keeps all documented limits."""

    slices: int
    series_instance_uid: str


def inspect(folder: Path) -> Inspection:
    """Unpack `folder/input` into `folder/slices` and check every documented limit."""
    files = _slices_of(folder)
    readers = [_header(path, number) for number, path in enumerate(files, 1)]
    frames = sum(_frames(reader) for reader in readers)
    _check_count(frames)
    for number, (path, reader) in enumerate(zip(files, readers, strict=True), 1):
        if path.stat().st_size > SLICE_BYTES * _frames(reader):
            raise archive.too_large(number)
        if _text(reader, _MODALITY) != "CT":
            raise RefusedError(RetCode.NOT_CT, f"第{number}个文件不是CT影像")
        width, height = reader.GetSize()[:2]
        if width > LARGEST_SIDE or height > LARGEST_SIDE:
            limit = f"{LARGEST_SIDE}×{LARGEST_SIDE}"
            raise RefusedError(
                RetCode.IMAGE_TOO_LARGE, f"影像分辨率应小于等于{limit}像素,第{number}个文件超出"
            )
    uids = {_text(reader, _SERIES_INSTANCE) for reader in readers}
    if len(uids) != 1:
        raise RefusedError(RetCode.SEVERAL_SERIES, f"仅接受单个序列,收到{len(uids)}个序列")
    return Inspection(frames, uids.pop())


def read_scan(folder: Path) -> Scan:
    """Read the unpacked slices as one scan. Raises UnfitSeriesError."""
    files = sorted((folder / "slices").iterdir())
    if len(files) == 1:
        return multiframe.read(files[0])
    with ThreadPoolExecutor(_READERS) as readers:
        slices = list(readers.map(_read_slice, files))
    first = slices[0]
    if any(item.values.shape != first.values.shape for item in slices):
        raise UnfitSeriesError("MixedSize", "序列内影像尺寸不一致")
    if any(np.abs(item.direction - first.direction).max() > _NOT_PARALLEL for item in slices):
        raise UnfitSeriesError("MixedOrientation", "序列内影像方向不一致")
    normal = first.direction[:, 2]
    slices.sort(key=lambda item: float(item.position @ normal))
    step = even_step(np.array([item.position for item in slices]))
    return Scan(
        voxels=np.stack([item.values for item in slices]),
        origin=slices[0].position,
        axes=np.column_stack(
            (
                first.direction[:, 0] * first.spacing[0],
                first.direction[:, 1] * first.spacing[1],
                step,
            )
        ),
        sop_instance_uids=tuple(item.uid for item in slices),
        series_instance_uid=first.series_uid,
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
        raise UnfitSeriesError("UnevenSpacing", "层间距不均匀或缺层,无法组成体数据")
    even: NDArray[np.float64] = (positions[-1] - positions[0]) / (len(positions) - 1)
    return even


@dataclass(frozen=True)
class _Slice:
    values: NDArray[np.int16]
    position: NDArray[np.float64]
    direction: NDArray[np.float64]
    spacing: tuple[float, ...]
    uid: str
    series_uid: str


def _slices_of(folder: Path) -> list[Path]:
    sources = sorted((folder / "input").iterdir())
    target = folder / "slices"
    if len(sources) == 1 and archive.is_archive(sources[0]):
        return archive.unpack(sources[0], target)
    if len(sources) > MOST_SLICES:
        _check_count(len(sources))
    target.mkdir()
    return [path.rename(target / f"{number:04d}.dcm") for number, path in enumerate(sources, 1)]


def _check_count(count: int) -> None:
    if count < FEWEST_SLICES:
        raise RefusedError(RetCode.TOO_FEW_SLICES, f"影像最少{FEWEST_SLICES}张,收到{count}张")
    if count > MOST_SLICES:
        raise RefusedError(RetCode.TOO_MANY_SLICES, f"影像最多{MOST_SLICES}张,收到{count}张")


def _reader(path: Path) -> "sitk.ImageFileReader":
    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    return reader


def _header(path: Path, number: int) -> "sitk.ImageFileReader":
    reader = _reader(path)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise RefusedError(RetCode.NOT_DICOM, f"第{number}个文件不是可读的DICOM影像") from error
    return reader


def _frames(reader: "sitk.ImageFileReader") -> int:
    size = reader.GetSize()
    return int(size[2]) if len(size) > 2 else 1


def _text(reader: "sitk.ImageFileReader", tag: str) -> str:
    text: str = reader.GetMetaData(tag).strip(" \0") if reader.HasMetaDataKey(tag) else ""
    return text


def _read_slice(path: Path) -> _Slice:
    reader = _reader(path)
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise UnfitSeriesError("UnreadablePixels", "影像像素数据无法解码") from error
    values = sitk.GetArrayViewFromImage(image)[0]
    return _Slice(
        values=np.clip(values, _LOWEST_HU, _HIGHEST_HU).astype(np.int16),
        position=np.array(image.GetOrigin()),
        direction=np.array(image.GetDirection()).reshape(3, 3),
        spacing=image.GetSpacing(),
        uid=_text(reader, _SOP_INSTANCE),
        series_uid=_text(reader, _SERIES_INSTANCE),
    )
