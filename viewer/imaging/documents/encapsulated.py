"""The file inside an encapsulated document, as it was put there (PS3.3 A.45, C.24.2)."""

from typing import Final

from viewer.imaging import limits
from viewer.imaging.dicom.fallback import PiecewiseBytes, inflated_data_set, pydicom_faults
from viewer.imaging.dicom.walk import DEFLATED
from viewer.imaging.documents.document import DocumentHeader
from viewer.imaging.problems import NotReadable, SkipReason

_DOCUMENT: Final = 0x00420011
_LENGTH: Final = 0x00420015
_PDF: Final = b"%PDF"


def pdf_of(header: DocumentHeader) -> bytes:
    """Return the PDF inside, without the padding of the element.

    Raises NotReadable: what is inside is no PDF by its first bytes, is damaged, or too large.
    """
    if header.file_size > limits.ENCAPSULATED_BYTES:
        raise NotReadable(SkipReason.TOO_LARGE, f"{header.file_size} bytes")
    import pydicom

    try:
        with pydicom_faults():
            data = pydicom.dcmread(
                _data_set(header), force=True, specific_tags=[_DOCUMENT, _LENGTH]
            )
            content = bytes(data[_DOCUMENT].value or b"")
            size = int(data[_LENGTH].value) if _LENGTH in data else len(content)
    except OSError as error:
        raise NotReadable(SkipReason.UNREADABLE, type(error).__name__) from error
    if not content.startswith(_PDF):
        raise NotReadable(SkipReason.DAMAGED, "no PDF inside")
    return content[:size] if len(content) - 1 <= size <= len(content) else content


def _data_set(header: DocumentHeader) -> PiecewiseBytes:
    if header.syntax != DEFLATED:
        return PiecewiseBytes(header.source.open_bytes(limits.ENCAPSULATED_BYTES))
    with header.source.opened() as stream:
        return PiecewiseBytes(
            inflated_data_set(stream, header.file_size, limits.ENCAPSULATED_BYTES)
        )
