"""What the pixels of a picture become, and its size as seen: told without decoding anything."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.imaging import limits
from viewer.imaging.photos.files import (
    NATIVE_HEADERS,
    leniency,
    opened_photo,
    orientation_of,
    photo_kind,
    pillow_faults,
)
from viewer.imaging.photos.gif import gif_size
from viewer.imaging.photos.isobmff import heif_size
from viewer.imaging.photos.jpeg_markers import check_jpeg
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.sniff import FileKind

if TYPE_CHECKING:
    from PIL.Image import Image

_FIRST_TURNED: Final = 5
_SUBFILE_TYPE: Final = 254
_SMALLER_COPY: Final = 1
_TIFF_PHOTOMETRIC: Final = 262
_SAMPLE_FORMAT: Final = 339
_SIGNED: Final = 2
_TIFF_ORIENTATION: Final = 274
_BIG: Final = frozenset({"I;16B", "F;32BF"})
_PLAIN: Final = frozenset({"L", "I;16", "F;32F"}) | _BIG
_ALWAYS_COLOUR: Final = NATIVE_HEADERS | {FileKind.GIF}


@dataclass(frozen=True, slots=True)
class PhotoLayout:
    """`dtype` of one sample, how many samples, and whether low values are white."""

    dtype: str = "u1"
    samples: int = 1
    is_low_white: bool = False


COLOUR: Final = PhotoLayout(samples=3)
GREY: Final = PhotoLayout()
DEEP_GREY: Final = PhotoLayout("u2")


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """Uncompressed pixels in one piece: where they begin in the file, and their byte order."""

    offset: int
    is_big: bool


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """One picture of a file: its number there, its size as seen, and its pixels.

    `block` is where they lie if they need no decoder at all, `orientation` how they have to be
    turned (EXIF 2.32 4.6.4 A).
    """

    number: int
    width: int
    height: int
    layout: PhotoLayout
    block: PlainBlock | None = None
    orientation: int = 1


def photo_pages(content: bytes) -> tuple[PhotoPage, ...]:
    """Return the pictures of a file: the pages of a TIFF, of everything else the first.

    Smaller copies of a page are left out. Raises NotReadable (not a picture, too large, an
    endless progressive JPEG, 12-bit JPEG).
    """
    try:
        return _pages(content)
    except NotReadable as fault:
        if fault.reason is not SkipReason.DAMAGED:
            raise
    with leniency():
        return _pages(content)


def _pages(content: bytes) -> tuple[PhotoPage, ...]:
    kind = photo_kind(content)
    if kind is FileKind.JPEG:
        check_jpeg(content)
    if kind in NATIVE_HEADERS:
        width, height = webp_size(content) if kind is FileKind.WEBP else heif_size(content)
        return (_turned(PhotoPage(0, width, height, COLOUR), orientation_of(content, kind)),)
    if kind is FileKind.GIF:
        return (_turned(PhotoPage(0, *gif_size(content), COLOUR), 1),)
    with opened_photo(content, kind) as image, pillow_faults():
        if kind is FileKind.TIFF:
            return _tiff_pages(image)
        layout = DEEP_GREY if is_deep_grey_alpha(content, kind) else layout_of(image, kind)
        page = PhotoPage(0, *image.size, layout)
        return (_turned(page, orientation_of(content, kind, image)),)


def is_deep_grey_alpha(content: bytes, kind: FileKind) -> bool:
    """Tell whether a PNG holds 16-bit grey with transparency, which Pillow makes 8-bit colour."""
    return kind is FileKind.PNG and content[24:26] == b"\x10\x04"  # IHDR: depth, colour type


def layout_of(image: "Image", kind: FileKind) -> PhotoLayout:
    """Return what the pixels of an opened picture become.

    Grey keeps its depth, also 16 bit and floating point, and can be windowed; everything with
    colour becomes RGB of 8 bit.
    """
    if kind in _ALWAYS_COLOUR:
        return COLOUR
    tiff_tags = getattr(image, "tag_v2", {})
    is_low_white = tiff_tags.get(_TIFF_PHOTOMETRIC) == 0
    if image.mode.startswith("I;16"):
        return PhotoLayout("u2", is_low_white=is_low_white)
    if image.mode == "I":
        said = tiff_tags.get(_SAMPLE_FORMAT, (_SIGNED,))
        is_signed = not tiff_tags or _SIGNED in (said if isinstance(said, tuple) else (said,))
        return PhotoLayout("i4" if is_signed else "u4", is_low_white=is_low_white)
    if image.mode == "F":
        return PhotoLayout("f4", is_low_white=is_low_white)
    return GREY if image.mode in {"1", "L", "LA", "La"} else COLOUR


def _tiff_pages(image: "Image") -> tuple[PhotoPage, ...]:
    pages: list[PhotoPage] = []
    number = 0
    while True:
        try:
            image.seek(number)
        except EOFError:
            break
        tags = getattr(image, "tag_v2", {})
        if not pages or not tags.get(_SUBFILE_TYPE, 0) & _SMALLER_COPY:
            layout = layout_of(image, FileKind.TIFF)
            page = PhotoPage(number, *image.size, layout, _plain_block(image, layout))
            pages.append(_turned(page, 1))
        number += 1
        if number > limits.PHOTO_PAGES:
            detail = f"more than {limits.PHOTO_PAGES} pages"
            raise NotReadable(SkipReason.TOO_LARGE, detail)
    return tuple(pages)


def _plain_block(image: "Image", layout: PhotoLayout) -> PlainBlock | None:
    """Return where the grey pixels of a TIFF page lie, when its strips follow each other bare.

    So the pages of a long stack are read one by one, and not the whole file for each.
    """
    tags = getattr(image, "tag_v2", {})
    if tags.get(_TIFF_ORIENTATION, 1) != 1 or "icc_profile" in image.info:
        return None
    first: PlainBlock | None = None
    row_bytes = image.width * int(layout.dtype[1])
    expected, rows = 0, 0
    for codec, (left, top, right, bottom), offset, how in getattr(image, "tile", ()):
        raw_mode = how if isinstance(how, str) else how[0]
        if codec != "raw" or raw_mode not in _PLAIN or (left, top, right) != (0, rows, image.width):
            return None
        if first is None:
            first, expected = PlainBlock(offset, is_big=raw_mode in _BIG), offset
        if offset != expected or (not isinstance(how, str) and tuple(how[1:]) != (0, 1)):
            return None
        expected, rows = offset + (bottom - top) * row_bytes, bottom
    return first if rows == image.height else None


def _turned(page: PhotoPage, orientation: int) -> PhotoPage:
    """Return the page as seen. Raises NotReadable beyond the limits."""
    check_size(page.width, page.height, page.layout)
    if orientation == 1:
        return page
    is_turned = orientation >= _FIRST_TURNED
    width, height = (page.height, page.width) if is_turned else (page.width, page.height)
    return PhotoPage(page.number, width, height, page.layout, orientation=orientation)


def check_size(width: int, height: int, layout: PhotoLayout) -> None:
    """Refuse what is beyond the limits (their figures in the detail), or empty."""
    size = width * height * layout.samples * int(layout.dtype[1])
    if width * height > limits.PHOTO_PIXELS or size > limits.PHOTO_BYTES:
        detail = f"{width} × {height} px, at most {limits.PHOTO_PIXELS:,} px"
        raise NotReadable(SkipReason.TOO_LARGE, detail)
    if width <= 0 or height <= 0:
        raise NotReadable(SkipReason.DAMAGED, f"{width} × {height} px")


def webp_size(content: bytes) -> tuple[int, int]:
    """Return (width, height) of a WebP as stored (RFC 9649 2.5–2.7). Raises NotReadable."""
    form, at = content[12:16], 20
    if form == b"VP8X" and len(content) >= at + 10:
        width = int.from_bytes(content[at + 4 : at + 7], "little") + 1
        return width, int.from_bytes(content[at + 7 : at + 10], "little") + 1
    if form == b"VP8L" and len(content) >= at + 5:
        bits = int.from_bytes(content[at + 1 : at + 5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and len(content) >= at + 10:
        width = int.from_bytes(content[at + 6 : at + 8], "little") & 0x3FFF
        return width, int.from_bytes(content[at + 8 : at + 10], "little") & 0x3FFF
    raise NotReadable(SkipReason.DAMAGED, "WebP header")
