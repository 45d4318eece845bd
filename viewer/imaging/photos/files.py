"""Pictures as Pillow opens them: only the reader of the kind that the content has, no surprises."""

import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.sniff import HEAD_BYTES, FileKind, sniff

if TYPE_CHECKING:
    from pi_heif import HeifFile
    from PIL.Image import Exif, Image

_FORMATS: Final = {
    FileKind.JPEG: "JPEG",
    FileKind.PNG: "PNG",
    FileKind.TIFF: "TIFF",
    FileKind.BMP: "BMP",
    FileKind.GIF: "GIF",
    FileKind.WEBP: "WEBP",
    FileKind.JPEG_2000: "JPEG2000",
    FileKind.AVIF: "AVIF",
}
NATIVE_HEADERS: Final = frozenset({FileKind.WEBP, FileKind.HEIF, FileKind.AVIF})
"""Kinds whose very opening runs a native library: only in a decoding worker."""
_TURNED_BY_DECODER: Final = frozenset({FileKind.TIFF, FileKind.HEIF})
_J2K_START: Final = b"\xff\x4f\xff\x51"
_J2K_BOXES: Final = 65_536
_ORIENTATION: Final = 0x0112
_leniency: Final = threading.Lock()  # Pillow's switch is global
_EXIF_CHUNK: Final = {FileKind.PNG: b"eXIf", FileKind.WEBP: b"EXIF"}


def photo_kind(content: bytes) -> FileKind:
    """Return what kind of picture this is, by its first bytes."""
    return sniff(content[:HEAD_BYTES])


def opened_photo(content: bytes, kind: FileKind) -> "Image":
    """Return the picture, not decoded yet. Raises NotReadable."""
    with pillow_faults():
        if kind is FileKind.HEIF:
            from pi_heif import open_heif

            return _first(open_heif(BytesIO(content), convert_hdr_to_8bit=True))
        from PIL import Image

        if kind not in _FORMATS:
            raise NotReadable(SkipReason.DAMAGED, "not the picture it was")
        Image.MAX_IMAGE_PIXELS = None  # sizes are checked here, with the limit in the words
        return Image.open(BytesIO(content), formats=(_FORMATS[kind],))


def _first(file: "HeifFile") -> "Image":
    picture: Image = file.to_pillow()  # of several the primary one, turned as its boxes say
    return picture


@contextmanager
def leniency() -> Iterator[None]:
    """Have Pillow read on where a picture is cut short or a checksum is wrong."""
    from PIL import ImageFile

    with _leniency:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


@contextmanager
def pillow_faults() -> Iterator[None]:
    """Turn the many exceptions of Pillow and libheif into one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except MemoryError as error:
        raise NotReadable(SkipReason.TOO_LARGE, "memory") from error
    except ValueError as error:
        is_bomb = "too large" in str(error) or "Too much memory" in str(error)
        reason = SkipReason.TOO_LARGE if is_bomb else SkipReason.DAMAGED
        detail = "text of a chunk unpacks beyond its limit" if is_bomb else ""
        raise NotReadable(reason, detail) from error
    except (
        OSError,
        SyntaxError,
        TypeError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RuntimeError,
        EOFError,
        struct.error,
    ) as error:
        raise NotReadable(SkipReason.DAMAGED) from error


def exif_of(content: bytes, kind: FileKind, image: "Image | None" = None) -> "Exif":
    """Return what the camera wrote; empty where there is nothing that can be read.

    A PNG and a WebP are searched here: Pillow would decode them to find it.
    """
    from PIL import Image

    exif = Image.Exif()
    try:
        with pillow_faults():
            chunk = _EXIF_CHUNK.get(kind)
            if chunk is not None:
                exif.load(_chunk(content, chunk, kind))
            elif kind not in NATIVE_HEADERS:
                exif = (image or opened_photo(content, kind)).getexif()
    except NotReadable:
        return Image.Exif()
    return exif


def orientation_of(content: bytes, kind: FileKind, image: "Image | None" = None) -> int:
    """Return how the stored picture has to be turned (EXIF 2.32 4.6.4 A, 1 to 8); 1 when in doubt.

    HEIF and TIFF are turned by what decodes them, HEIF and AVIF by their own boxes: what EXIF
    says in those is not believed a second time.
    """
    if kind in _TURNED_BY_DECODER:
        return 1
    if kind is FileKind.AVIF:  # Pillow puts the turn of the boxes into the EXIF it hands out
        return 1 if image is None else _legal(image.getexif().get(_ORIENTATION))
    return _legal(exif_of(content, kind, image).get(_ORIENTATION))


def unused_bits(content: bytes) -> int:
    """Return by how many bits Pillow lifts the grey values of a JPEG 2000 of 9 to 15 bits.

    Its component says how deep it is (ISO 15444-1 A.5.1, Ssiz).
    """
    at = content.find(_J2K_START, 0, _J2K_BOXES)
    if at < 0 or at + 42 >= len(content):
        return 0
    return max(0, 16 - ((content[at + 42] & 0x7F) + 1))


def _legal(value: object) -> int:
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _chunk(content: bytes, wanted: bytes, kind: FileKind) -> bytes:
    """Return the first chunk of a name (PNG 5.3, RIFF); empty when there is none."""
    is_png = kind is FileKind.PNG
    at = 8 if is_png else 12
    while at + 8 <= len(content):
        if is_png:
            size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
            following = at + 12 + size
        else:
            size, name = int.from_bytes(content[at + 4 : at + 8], "little"), content[at : at + 4]
            following = at + 8 + size + size % 2
        if name == wanted:
            return content[at + 8 : at + 8 + size]
        at = following
    return b""
