"""What a camera wrote into a photograph (EXIF), as rows like those of a DICOM header."""

from typing import BinaryIO, Final

from viewer.imaging import limits
from viewer.imaging.dicom.names import read_text
from viewer.imaging.header_view.shown_element import EXIF, HeaderElement
from viewer.imaging.header_view.values import LONGEST_TEXT
from viewer.imaging.photos.files import exif_of, photo_kind, pillow_faults
from viewer.imaging.problems import NotReadable
from viewer.imaging.source import read_at

_EXIF_DIRECTORY: Final = 0x8769
_DIRECTORIES: Final = frozenset({_EXIF_DIRECTORY, 0x8825, 0xA005})
_MOST_ROWS: Final = 500


def exif_elements(stream: BinaryIO) -> tuple[HeaderElement, ...]:
    """Return the entries of the picture and of the camera; none where they cannot be read.

    Only the first bytes are looked at: it seldom stands further back. Raises OSError.
    """
    content = read_at(stream, 0, limits.HEADER_BYTES)
    exif = exif_of(content, photo_kind(content))
    try:
        with pillow_faults():
            entries = {**exif, **exif.get_ifd(_EXIF_DIRECTORY)}
            rows = sorted(entries.items())[:_MOST_ROWS]
            return tuple(_row(tag, value) for tag, value in rows if tag not in _DIRECTORIES)
    except NotReadable:
        return ()


def _row(tag: int, value: object) -> HeaderElement:
    from PIL.ExifTags import TAGS

    name = str(TAGS.get(tag, ""))
    if isinstance(value, bytes) and not value.isascii():
        return HeaderElement(tag, EXIF, name=name, size=len(value), is_binary=True)
    text = value.decode("ascii") if isinstance(value, bytes) else str(value)
    raw = text.encode("utf-8", "replace")
    shown = read_text(raw[:LONGEST_TEXT], b"ISO_IR 192").text
    return HeaderElement(
        tag, EXIF, name=name, text=shown, size=len(raw), is_clipped=len(raw) > LONGEST_TEXT
    )
