"""Reading a submitted series with SimpleITK, in the worker process only.

GDCM, under SimpleITK, may crash on hostile files: nothing here runs in the process that answers.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK

from viewer.server import archive, multiframe
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import FEWEST_SLICES, LARGEST_SIDE, MOST_SLICES, SLICE_BYTES
from viewer.server.methods.scan import Scan
from viewer.server.stack import Slice, UnfitSeriesError, hounsfield, join

_MODALITY: Final = "0008|0060"
_SOP_INSTANCE: Final = "0008|0018"
_SERIES_INSTANCE: Final = "0020|000e"
_READERS: Final = 2


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
                RetCode.IMAGE_TOO_LARGE, f"影像分辨率应小于等于{limit}像素，第{number}个文件超出"
            )
    uids = {_text(reader, _SERIES_INSTANCE) for reader in readers}
    if len(uids) != 1:
        raise RefusedError(RetCode.SEVERAL_SERIES, f"仅接受单个序列，收到{len(uids)}个序列")
    return Inspection(frames, uids.pop())


def read_scan(folder: Path) -> Scan:
    """Read the unpacked slices as one scan. Raises UnfitSeriesError."""
    files = sorted((folder / "slices").iterdir())
    if len(files) == 1:
        return multiframe.read(files[0])
    with ThreadPoolExecutor(_READERS) as readers:
        slices = list(readers.map(_read_slice, files))
    return join(slices, _text(_header(files[0], 1), _SERIES_INSTANCE))


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
        raise RefusedError(RetCode.TOO_FEW_SLICES, f"影像最少{FEWEST_SLICES}张，收到{count}张")
    if count > MOST_SLICES:
        raise RefusedError(RetCode.TOO_MANY_SLICES, f"影像最多{MOST_SLICES}张，收到{count}张")


def _reader(path: Path) -> "SimpleITK.ImageFileReader":
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    return reader


def _header(path: Path, number: int) -> "SimpleITK.ImageFileReader":
    reader = _reader(path)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise RefusedError(RetCode.NOT_DICOM, f"第{number}个文件不是可读的DICOM影像") from error
    return reader


def _frames(reader: "SimpleITK.ImageFileReader") -> int:
    size = reader.GetSize()
    return int(size[2]) if len(size) > 2 else 1


def _text(reader: "SimpleITK.ImageFileReader", tag: str) -> str:
    text: str = reader.GetMetaData(tag).strip(" \0") if reader.HasMetaDataKey(tag) else ""
    return text


def _read_slice(path: Path) -> Slice:
    reader = _reader(path)
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise UnfitSeriesError("UnreadablePixels", "影像像素数据无法解码") from error
    return Slice(
        values=hounsfield(SimpleITK.GetArrayViewFromImage(image)[0]),
        position=np.array(image.GetOrigin()),
        direction=np.array(image.GetDirection()).reshape(3, 3),
        spacing=image.GetSpacing(),
        uid=_text(reader, _SOP_INSTANCE),
    )
