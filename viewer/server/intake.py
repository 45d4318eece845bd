"""Reading a submitted series with SimpleITK, in the worker process only.

GDCM, under SimpleITK, may crash on hostile files: nothing here runs in the process that answers.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import SimpleITK

from viewer.server import archive, multiframe
from viewer.server.catalogue import NODULE_SERIES, SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.methods.scan import Scan
from viewer.server.stack import Slice, UnfitSeriesError, hounsfield, join

_MODALITY: Final = "0008|0060"
_SOP_INSTANCE: Final = "0008|0018"
_SLICE_THICKNESS: Final = "0018|0050"
_STUDY_INSTANCE: Final = "0020|000d"
_SERIES_INSTANCE: Final = "0020|000e"
_READERS: Final = 2
# Axial is a scan whose normal is nearer to the patient's long axis than to any other (45°), so
# that a tilted gantry is; a thickness may be written a little off the number that is meant.
_AXIAL_COSINE: Final = 0.7071
_THICKNESS_SLACK_MM: Final = 0.005
_WRONG_MODALITY: Final = {"CT": RetCode.NOT_CT, "MR": RetCode.NOT_MR}

Reader: TypeAlias = SimpleITK.ImageFileReader


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a submission that keeps all documented limits."""

    slices: int
    series_instance_uid: str


def inspect(folder: Path, rules: SeriesRules = NODULE_SERIES) -> Inspection:
    """Unpack `folder/input` into `folder/slices` and check every documented limit."""
    files = _slices_of(folder, rules)
    readers = [header_of(path, number) for number, path in enumerate(files, 1)]
    frames = sum(_frames(reader) for reader in readers)
    _check_count(frames, rules)
    for number, (path, reader) in enumerate(zip(files, readers, strict=True), 1):
        if path.stat().st_size > rules.slice_bytes * _frames(reader):
            raise archive.too_large(number, rules)
        _check_image(reader, number, rules)
    _check_one(readers)
    if rules.is_axial:
        _check_axial(readers)
    if rules.thickness is not None:
        check_thickness(_thicknesses(readers), rules.thickness)
    return Inspection(frames, text_of(readers[0], _SERIES_INSTANCE))


def read_scan(folder: Path) -> Scan:
    """Read the unpacked slices as one scan. Raises UnfitSeriesError."""
    files = sorted((folder / "slices").iterdir())
    if len(files) == 1:
        return multiframe.read(files[0])
    with ThreadPoolExecutor(_READERS) as readers:
        slices = list(readers.map(_read_slice, files))
    return join(slices, text_of(header_of(files[0], 1), _SERIES_INSTANCE))


def _slices_of(folder: Path, rules: SeriesRules) -> list[Path]:
    sources = sorted((folder / "input").iterdir())
    target = folder / "slices"
    if len(sources) == 1 and archive.is_archive(sources[0]):
        return archive.unpack(sources[0], target, rules)
    if len(sources) > rules.most:
        _check_count(len(sources), rules)
    target.mkdir()
    return [path.rename(target / f"{number:04d}.dcm") for number, path in enumerate(sources, 1)]


def _check_count(count: int, rules: SeriesRules) -> None:
    if count < rules.fewest:
        raise RefusedError(RetCode.TOO_FEW_SLICES, f"影像最少{rules.fewest}张，收到{count}张")
    if count > rules.most:
        raise RefusedError(RetCode.TOO_MANY_SLICES, f"影像最多{rules.most}张，收到{count}张")


def _check_image(reader: Reader, number: int, rules: SeriesRules) -> None:
    if text_of(reader, _MODALITY) != rules.modality:
        code = _WRONG_MODALITY[rules.modality]
        raise RefusedError(code, f"第{number}个文件不是{rules.modality}影像")
    sides = reader.GetSize()[:2]
    if max(sides) > rules.largest_side:
        limit = f"{rules.largest_side}×{rules.largest_side}"
        raise RefusedError(
            RetCode.IMAGE_TOO_LARGE, f"影像分辨率应小于等于{limit}像素，第{number}个文件超出"
        )
    if min(sides) < rules.smallest_side:
        limit = f"{rules.smallest_side}×{rules.smallest_side}"
        raise RefusedError(
            RetCode.IMAGE_TOO_SMALL, f"影像分辨率应不小于{limit}像素，第{number}个文件不足"
        )


def _check_one(readers: Sequence[Reader]) -> None:
    series = {text_of(reader, _SERIES_INSTANCE) for reader in readers}
    if len(series) != 1:
        raise RefusedError(RetCode.SEVERAL_SERIES, f"仅接受单个序列，收到{len(series)}个序列")
    studies = {text_of(reader, _STUDY_INSTANCE) for reader in readers}
    if len(studies) != 1:
        raise RefusedError(RetCode.SEVERAL_STUDIES, f"仅接受单次检查，收到{len(studies)}次检查")


def _check_axial(readers: Sequence[Reader]) -> None:
    for number, reader in enumerate(readers, 1):
        direction = np.array(reader.GetDirection()).reshape(3, 3)
        if abs(float(np.cross(direction[:, 0], direction[:, 1])[2])) < _AXIAL_COSINE:
            raise RefusedError(RetCode.NOT_AXIAL, f"影像应为横断面，第{number}个文件不是横断面")


def check_thickness(thicknesses: Sequence[float], limits: tuple[float, float]) -> None:
    """Refuse slices thinner or thicker (mm) than the limits, which are included."""
    low, high = limits
    for thickness in (min(thicknesses), max(thicknesses)):
        if not low - _THICKNESS_SLACK_MM <= thickness <= high + _THICKNESS_SLACK_MM:
            words = f"层厚应为{low:g}mm~{high:g}mm，收到{thickness:g}mm"
            raise RefusedError(RetCode.BAD_THICKNESS, words)


def _thicknesses(readers: Sequence[Reader]) -> list[float]:
    """Return each file's Slice Thickness (mm); where none has it, the distance of the slices."""
    written = [text_of(reader, _SLICE_THICKNESS) for reader in readers]
    try:
        found = [float(text) for text in written if text]
    except ValueError:
        found = []
    if found:
        return found
    if len(readers) == 1:
        return [float(readers[0].GetSpacing()[2])]
    direction = np.array(readers[0].GetDirection()).reshape(3, 3)
    normal = np.cross(direction[:, 0], direction[:, 1])
    heights = np.sort([float(np.array(reader.GetOrigin()) @ normal) for reader in readers])
    return [float(np.median(np.diff(heights)))]


def reader_of(path: Path) -> Reader:
    """Return a reader of one DICOM file, which has read nothing yet."""
    reader = Reader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    return reader


def header_of(path: Path, number: int) -> Reader:
    """Return a reader that has read the header; `number` is the file's for the refusal."""
    reader = reader_of(path)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise RefusedError(RetCode.NOT_DICOM, f"第{number}个文件不是可读的DICOM影像") from error
    return reader


def _frames(reader: Reader) -> int:
    size = reader.GetSize()
    return int(size[2]) if len(size) > 2 else 1


def text_of(reader: Reader, tag: str) -> str:
    """Return an element of the header as text, nothing when it is not there."""
    text: str = reader.GetMetaData(tag).strip(" \0") if reader.HasMetaDataKey(tag) else ""
    return text


def _read_slice(path: Path) -> Slice:
    reader = reader_of(path)
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise UnfitSeriesError("UnreadablePixels", "影像像素数据无法解码") from error
    return Slice(
        values=hounsfield(SimpleITK.GetArrayViewFromImage(image)[0]),
        position=np.array(image.GetOrigin()),
        direction=np.array(image.GetDirection()).reshape(3, 3),
        spacing=image.GetSpacing(),
        uid=text_of(reader, _SOP_INSTANCE),
    )
