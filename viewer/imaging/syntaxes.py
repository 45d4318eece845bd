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


_JPEG: Final = "1.2.840.10008.1.2.4."
CODECS: Final[dict[str, Codec]] = {
    "1.2.840.10008.1.2": Codec.NATIVE,
    "1.2.840.10008.1.2.1": Codec.NATIVE,
    "1.2.840.10008.1.2.1.99": Codec.NATIVE,
    "1.2.840.10008.1.2.2": Codec.NATIVE,
    "1.2.840.10008.1.2.5": Codec.RLE,
    **{f"{_JPEG}{n}": Codec.JPEG for n in (50, 51, 53, 55, 57, 70)},
    **{f"{_JPEG}{n}": Codec.JPEG_LS for n in (80, 81)},
    **{f"{_JPEG}{n}": Codec.JPEG_2000 for n in (90, 91, 201, 202, 203)},
}


def codec_of(syntax: str) -> Codec | None:
    """Return who decodes this transfer syntax, None when nobody here does."""
    return CODECS.get(syntax)


def name_of(uid: str) -> str:
    """Return a UID's name in the standard, the UID itself where it has none."""
    from pydicom.config import IGNORE
    from pydicom.uid import UID

    return UID(uid, IGNORE).name or uid
