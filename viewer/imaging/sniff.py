"""What a file is, by its first bytes and never by its name."""

from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 1024
"""How much of a file `sniff` wants to see."""

_DICOMDIR_CLASS: Final = b"1.2.840.10008.1.3.10"
_VRS: Final = frozenset(
    b"AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR "
    b"US UT UV".split()
)
_FIRST_GROUPS: Final = (b"\x02\x00", b"\x08\x00")
_FIRST_GROUP_BIG: Final = b"\x00\x08"
_LONGEST_FIRST_VALUE: Final = 1024


class FileKind(StrEnum):
    """What can be done with a file."""

    DICOM = "dicom"
    DICOMDIR = "dicomdir"
    ZIP = "zip"
    JPEG = "jpeg"
    PNG = "png"
    OTHER = "other"
    EMPTY = "empty"


def sniff(head: bytes) -> FileKind:
    """Return the kind of a file from its first `HEAD_BYTES` (fewer for a shorter file)."""
    if not head:
        return FileKind.EMPTY
    if head[128:132] == b"DICM" or head[:4] == b"DICM":
        return FileKind.DICOMDIR if _DICOMDIR_CLASS in head[:512] else FileKind.DICOM
    if head[:3] == b"\xff\xd8\xff":
        return FileKind.JPEG
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return FileKind.PNG
    if head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return FileKind.ZIP
    return FileKind.DICOM if _starts_with_an_element(head) else FileKind.OTHER


def _starts_with_an_element(head: bytes) -> bool:
    """Tell whether a data set without preamble begins here (group 0002 or 0008)."""
    if len(head) < 16:
        return False
    if head[:2] == _FIRST_GROUP_BIG and head[4:6] in _VRS:
        return True
    if head[:2] not in _FIRST_GROUPS or head[3] > 0x70:
        return False
    if head[4:6] in _VRS:
        return True
    return int.from_bytes(head[4:8], "little") <= _LONGEST_FIRST_VALUE
