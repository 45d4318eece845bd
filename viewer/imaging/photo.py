"""Photographs: JPEG and PNG as a stack of one colour slice, EXIF orientation baked in."""

import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain.references import InstanceReference
from viewer.domain.series import Container
from viewer.imaging import limits, tags
from viewer.imaging.elements import Elements
from viewer.imaging.headers import OpenFile, stand_in_uid
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import read_at

if TYPE_CHECKING:
    from PIL.Image import Image

_EXIF_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset({5, 6, 7, 8})
_SIXTEEN_BIT: Final = ("I;16", "I;16B", "I;16L", "I")
_SCAN_MARKER: Final = b"\xff\xda"
_leniency: Final = threading.Lock()  # Pillow's switch for cut files is global


def photo_header(file: OpenFile) -> InstanceHeader:
    """Return the header of a photograph; its UIDs come from its content.

    Raises NotReadable (not a picture, too large, an endless progressive JPEG), OSError.
    """
    content = read_at(file.stream, 0, file.size)
    width, height = _size(content)
    uid = stand_in_uid(content)
    name = (file.source.member or file.source.path.name).rsplit("/", 1)[-1]
    folder = str(file.source.path if file.source.member else file.source.path.parent)
    values = {
        tags.CHARACTER_SET: b"ISO_IR 192",
        tags.MODALITY: b"XC",
        tags.SERIES_DESCRIPTION: name.encode("utf-8", "replace"),
        tags.ROWS: height.to_bytes(4, "little"),
        tags.COLUMNS: width.to_bytes(4, "little"),
        tags.SAMPLES: b"\x03\0",
        tags.BITS_ALLOCATED: b"\x08\0",
        tags.PHOTOMETRIC: b"RGB",
    }
    return InstanceHeader(
        source=file.source,
        reference=InstanceReference(uid),
        study_uid=stand_in_uid(b"photos|" + folder.encode("utf-8", "replace")),
        series_uid=stand_in_uid(b"photo|" + uid.encode()),
        elements=Elements(values),
        syntax="",
        pixels=None,
        file_size=file.size,
        container=Container.PHOTO,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A picture as it is meant to be seen, (rows, columns, 3)."""

    pixels: NDArray[np.uint8]
    is_whole: bool = True


def decode_photo(content: bytes) -> Photo:
    """Return the picture; of a file that is cut short, what is there. Raises NotReadable."""
    try:
        return Photo(_decoded(content))
    except NotReadable as problem:
        if problem.reason is not SkipReason.DAMAGED:
            raise
    from PIL import ImageFile

    with _leniency:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            return Photo(_decoded(content), is_whole=False)
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


def _decoded(content: bytes) -> NDArray[np.uint8]:
    from PIL import ImageOps

    with opened_photo(content) as image, pillow_faults():
        image.load()
        upright = ImageOps.exif_transpose(image)
        return np.array(_as_rgb(upright), dtype=np.uint8)


def _size(content: bytes) -> tuple[int, int]:
    """Return (width, height) as seen, without decoding."""
    if content.startswith(b"\xff\xd8") and content.count(_SCAN_MARKER) > limits.JPEG_SCANS:
        raise NotReadable(SkipReason.TOO_LARGE, f"more than {limits.JPEG_SCANS} scans")
    with opened_photo(content) as image:
        width, height = image.size
        try:
            with pillow_faults():
                turned = image.getexif().get(_EXIF_ORIENTATION) in _TURNED
        except NotReadable:  # of a PNG the whole file is read for it, and it may be cut short
            turned = False
    if width * height > limits.PHOTO_PIXELS:
        raise NotReadable(SkipReason.TOO_LARGE, f"{width} × {height} px")
    return (height, width) if turned else (width, height)


def opened_photo(content: bytes) -> "Image":
    from PIL import Image

    with pillow_faults():
        return Image.open(BytesIO(content), formats=("JPEG", "PNG"))


@contextmanager
def pillow_faults() -> Iterator[None]:
    """Turn Pillow's many exceptions into one, and its warning about huge pictures too."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise NotReadable(SkipReason.TOO_LARGE, "decompression bomb") from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        struct.error,
    ) as error:
        raise NotReadable(SkipReason.DAMAGED, type(error).__name__) from error


def _as_rgb(image: "Image") -> "Image":
    """Return 8-bit RGB: 16-bit grey scaled, transparency over white."""
    from PIL import Image

    if image.mode in _SIXTEEN_BIT:
        grey = np.asarray(image).astype(np.float64)
        return Image.fromarray(np.clip(grey / 257.0, 0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, rgba).convert("RGB")
    return image.convert("RGB")
