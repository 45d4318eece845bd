"""The transfer syntaxes that can be shown, and how each is decoded (PS3.5 chapter 10)."""

from enum import StrEnum
from typing import Final


class Codec(StrEnum):
    """Who decodes a frame."""

    NATIVE = "native"
    RLE = "rle"
    JPEG = "jpeg"
    JPEG_LS = "jpeg-ls"
    JPEG_2000 = "jpeg-2000"
    HTJ2K = "htj2k"
    """High-throughput JPEG 2000."""
    JPEG_XL = "jpeg-xl"
    RAW = "raw"
    """Encapsulated, but not coded."""
    DEFLATED = "deflated"
    """Each frame deflated by itself."""


IN_PROCESS: Final = frozenset({Codec.NATIVE, Codec.RAW, Codec.DEFLATED})
"""What needs no foreign native code, so no worker process."""


_JPEG: Final = "1.2.840.10008.1.2.4."
CODECS: Final[dict[str, Codec]] = {
    "1.2.840.10008.1.2": Codec.NATIVE,
    "1.2.840.10008.1.2.1": Codec.NATIVE,
    "1.2.840.10008.1.2.1.99": Codec.NATIVE,
    "1.2.840.10008.1.2.2": Codec.NATIVE,
    "1.2.840.10008.1.2.5": Codec.RLE,
    **{f"{_JPEG}{n}": Codec.JPEG for n in (50, 51, 53, 55, 57, 70)},
    **{f"{_JPEG}{n}": Codec.JPEG_LS for n in (80, 81)},
    **{f"{_JPEG}{n}": Codec.JPEG_2000 for n in (90, 91)},
    **{f"{_JPEG}{n}": Codec.HTJ2K for n in (201, 202, 203)},
    **{f"{_JPEG}{n}": Codec.JPEG_XL for n in (110, 111, 112)},
    "1.2.840.10008.1.2.1.98": Codec.RAW,
    "1.2.840.10008.1.2.8.1": Codec.DEFLATED,
}


def codec_of(syntax: str) -> Codec | None:
    """Return who decodes this transfer syntax, None when nobody here does."""
    return CODECS.get(syntax)


def name_of(uid: str) -> str:
    """Return a UID's name in the standard, the UID itself where it has none."""
    from pydicom.config import IGNORE
    from pydicom.uid import UID

    return UID(uid, IGNORE).name or uid
