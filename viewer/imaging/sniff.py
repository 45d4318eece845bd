"""What a file is, by its first bytes and never by its name."""

import zlib
from enum import StrEnum
from typing import Final, Literal

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


_NIFTI_1: Final = (b"\x5c\x01\0\0", b"\0\0\x01\x5c")
_NIFTI_2: Final = (b"\x1c\x02\0\0", b"\0\0\x02\x1c")
_NIFTI_1_SIZE: Final = 348
_MOST_AXES: Final = 7
_GZIP: Final = b"\x1f\x8b"
_TAR: Final = b"ustar"
_HEIF_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_BITMAP_HEADERS: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


class FileKind(StrEnum):
    """What can be done with a file."""

    DICOM = "dicom"
    DICOMDIR = "dicomdir"
    ZIP = "zip"
    TAR_GZ = "tar-gz"
    NIFTI = "nifti"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    BMP = "bmp"
    GIF = "gif"
    WEBP = "webp"
    JPEG_2000 = "jpeg-2000"
    HEIF = "heif"
    AVIF = "avif"
    OTHER = "other"
    EMPTY = "empty"


PHOTOGRAPHS: Final = frozenset(
    {
        FileKind.JPEG,
        FileKind.PNG,
        FileKind.TIFF,
        FileKind.BMP,
        FileKind.GIF,
        FileKind.WEBP,
        FileKind.JPEG_2000,
        FileKind.HEIF,
        FileKind.AVIF,
    }
)
_STARTS: Final = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"II+\0\x08\0\0\0", FileKind.TIFF),
    (b"MM\0+\0\x08\0\0", FileKind.TIFF),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", FileKind.JPEG_2000),
    (b"\xff\x4f\xff\x51", FileKind.JPEG_2000),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
)


def sniff(head: bytes) -> FileKind:
    """Return the kind of a file from its first `HEAD_BYTES` (fewer for a shorter file)."""
    if not head:
        return FileKind.EMPTY
    if head[128:132] == b"DICM" or head[:4] == b"DICM":
        return FileKind.DICOMDIR if _DICOMDIR_CLASS in head[:512] else FileKind.DICOM
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    known = _volume_kind(head) or _picture_kind(head)
    if known is not None:
        return known
    return FileKind.DICOM if _starts_with_an_element(head) else FileKind.OTHER


def is_nifti(head: bytes) -> bool:
    """Tell whether a NIfTI-1 or -2 header begins here, be its magic wrong, in either byte order.

    The size of the header stands first (348 or 540); of Analyze 7.5 it is the same.
    """
    size = head[:4]
    if size in _NIFTI_1:
        order: Literal["little", "big"] = "little" if size[0] else "big"
        return len(head) >= _NIFTI_1_SIZE and 1 <= int.from_bytes(head[40:42], order) <= _MOST_AXES
    return size in _NIFTI_2 and head[4:7] in {b"n+2", b"ni2"}


def _volume_kind(head: bytes) -> FileKind | None:
    """Recognise NIfTI, packed or not, and a packed tar."""
    unpacked = _unpacked_head(head) if head[:2] == _GZIP else head
    if is_nifti(unpacked):
        return FileKind.NIFTI
    if unpacked is head:
        return None
    return FileKind.TAR_GZ if unpacked[257:262] == _TAR else None


def _unpacked_head(head: bytes) -> bytes:
    """Return the first bytes of what a gzip file holds; it may come in pieces (RFC 1952 2.2)."""
    unpacked = b""
    while head and len(unpacked) < HEAD_BYTES:
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            unpacked += machine.decompress(head, HEAD_BYTES)
        except zlib.error:
            break
        head = machine.unused_data
    return unpacked


def _picture_kind(head: bytes) -> FileKind | None:
    """Recognise the pictures whose first bytes alone do not tell."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp":
        brands = head[8 : max(16, min(int.from_bytes(head[:4], "big"), 256))]
        if b"avif" in brands or b"avis" in brands:
            return FileKind.AVIF
        return FileKind.HEIF if any(brand in brands for brand in _HEIF_BRANDS) else None
    is_bitmap = head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return FileKind.BMP if is_bitmap else None


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
