"""Reading single images and the frames of a series as decoded pixels, in the worker process only.

What is decoded is compared with the service's own phantoms: pixels are given as the file stores
them, before any display, and a picture's orientation mark is left alone.
"""

from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK

from viewer.server.catalogue import X_RAY, ImageRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.intake import Reader, header_of, text_of
from viewer.server.limits import MEBIBYTE
from viewer.server.picture_marks import picture_kind
from viewer.server.pictures import Pixels, read_picture

_MODALITY: Final = "0008|0060"
_DICOM_MARK: Final = (128, b"DICM")
# The kind of file that belongs to each DataFormat; without one, either kind of picture.
_KINDS: Final = {
    "DICOM": ("DICOM",),
    "dcm": ("DICOM",),
    "jpeg": ("JPEG",),
    "jpg": ("JPEG",),
    "png": ("PNG",),
    "": ("JPEG", "PNG"),
}


def check_image(path: Path, data_format: str, rules: ImageRules) -> str:
    """Check a file's size and kind, before anything is decoded; returns the kind.

    Raises RefusedError.
    """
    if path.stat().st_size > rules.file_bytes:
        most = rules.file_bytes // MEBIBYTE
        raise RefusedError(RetCode.FILE_TOO_LARGE, f"影像大小不超过{most}M")
    kind = _kind_of(path)
    if kind not in _KINDS[data_format]:
        names = "、".join(_KINDS[data_format])
        raise RefusedError(RetCode.WRONG_FILE_KIND, f"文件应为{names}格式")
    return kind


def read_image(path: Path, data_format: str, rules: ImageRules) -> Pixels:
    """Return an image's pixels: (rows, columns) or (rows, columns, 3). Raises RefusedError."""
    kind = check_image(path, data_format, rules)
    return _read_film(path) if kind == "DICOM" else read_picture(path, kind, rules)


def read_frames(folder: Path) -> list[Pixels]:
    """Return the frames of an inspected series, (rows, columns) each. Raises RefusedError."""
    frames: list[Pixels] = []
    for number, path in enumerate(sorted((folder / "slices").iterdir()), 1):
        frames += list(_decoded(header_of(path, number)))
    return frames


def _kind_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(sum(map(len, _DICOM_MARK[1:])) + _DICOM_MARK[0])
    if head[_DICOM_MARK[0] :] == _DICOM_MARK[1]:
        return "DICOM"
    return picture_kind(head)


def _read_film(path: Path) -> Pixels:
    reader = header_of(path, 1)
    if text_of(reader, _MODALITY) not in X_RAY:
        raise RefusedError(RetCode.NOT_XRAY, "文件不是X光影像")
    size = reader.GetSize()
    if len(size) > 2 and size[2] != 1:
        raise RefusedError(RetCode.NOT_SINGLE_IMAGE, f"应为单张影像，收到{size[2]}帧")
    film: Pixels = _decoded(reader)[0]
    return film


def _decoded(reader: Reader) -> Pixels:
    """Return the frames of a file, the first axis. GDCM's errors come as RuntimeError."""
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise RefusedError(RetCode.NOT_DICOM, "影像像素数据无法解码") from error
    pixels: Pixels = SimpleITK.GetArrayFromImage(image)
    return pixels if image.GetDimension() == 3 else pixels[np.newaxis]
