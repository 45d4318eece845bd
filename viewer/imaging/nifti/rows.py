"""The fields of a NIfTI header as rows like those of a DICOM header (nifti1.h, nifti2.h)."""

from typing import Final

from viewer.imaging.bare_pixels import gunzipped
from viewer.imaging.dicom.names import read_text
from viewer.imaging.header_view.shown_element import NIFTI, HeaderElement
from viewer.imaging.nifti.header import parsed_fields
from viewer.imaging.nifti.slices import pair_header
from viewer.imaging.problems import NotReadable
from viewer.imaging.source import FileSource, read_at

_GZIP: Final = b"\x1f\x8b"
_HEADER: Final = 540


def nifti_elements(source: FileSource) -> tuple[HeaderElement, ...]:
    """Return the fields in the order of the file, by number; none where it cannot be read.

    Of a pair those of its header file. Raises OSError, NotReadable.
    """
    with (pair_header(source) or source).opened() as stream:
        content = read_at(stream, 0, _HEADER)
        if content[:2] == _GZIP:
            content = bytes(gunzipped(stream, 0, _HEADER))
    try:
        fields = parsed_fields(content)
    except NotReadable:
        return ()
    return tuple(_row(number, name, value) for number, (name, value) in enumerate(fields))


def _row(number: int, name: str, value: str | bytes) -> HeaderElement:
    raw = value if isinstance(value, bytes) else value.encode()
    text = read_text(raw.rstrip(b"\0")).text
    return HeaderElement(number, NIFTI, name=name, text=text, size=len(raw))
