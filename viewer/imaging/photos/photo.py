"""Photographs and scanned pictures: upright, in sRGB, grey with all its bits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.domain.references import InstanceReference
from viewer.domain.series import Container
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.dicom.headers import OpenFile, stand_in_uid
from viewer.imaging.dicom.walk import PixelLocation
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.photos.colour import Coloured, deep_grey_over_white, shown_pixels
from viewer.imaging.photos.files import (
    leniency,
    opened_photo,
    orientation_of,
    photo_kind,
    pillow_faults,
    unused_bits,
)
from viewer.imaging.photos.jpeg_markers import check_jpeg
from viewer.imaging.photos.layout import (
    PhotoLayout,
    PhotoPage,
    check_size,
    is_deep_grey_alpha,
    layout_of,
    photo_pages,
)
from viewer.imaging.problems import NotReadable, SkipReason, SliceProblem
from viewer.imaging.slice_place import SlicePlace
from viewer.imaging.sniff import FileKind
from viewer.imaging.source import read_at
from viewer.imaging.stand_in import binary, file_name, folder_name


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A picture as it is meant to be seen, (rows, columns) or (rows, columns, 3).

    `problem` says what is wrong with it: INCOMPLETE_STREAM, COLOUR_PROFILE.
    """

    pixels: NDArray[np.generic]
    problem: SliceProblem | None = None

    @property
    def is_whole(self) -> bool:
        return self.problem is not SliceProblem.INCOMPLETE_STREAM


def photo_headers(file: OpenFile) -> tuple[InstanceHeader, ...]:
    """Return one header per picture of a file; their UIDs come from its content.

    EXIF, JFIF and TIFF resolutions are of prints, not of patients: no spacing is made of them.
    Raises NotReadable (not a picture, too large, an endless progressive JPEG), OSError.
    """
    content = read_at(file.stream, 0, file.size)
    pages = photo_pages(content)
    uid = stand_in_uid(content)
    return tuple(_header(file, page, uid, len(pages)) for page in pages)


def _header(file: OpenFile, page: PhotoPage, uid: str, pages: int) -> InstanceHeader:
    layout = page.layout
    values = {
        tags.CHARACTER_SET: b"ISO_IR 192",
        tags.MODALITY: b"XC",
        tags.SERIES_DESCRIPTION: file_name(file.source),
        tags.INSTANCE_NUMBER: str(page.number + 1).encode(),
        tags.ROWS: binary(page.height),
        tags.COLUMNS: binary(page.width),
        tags.SAMPLES: binary(layout.samples),
        tags.BITS_ALLOCATED: binary(8 * int(layout.dtype[1])),
        tags.PIXEL_REPRESENTATION: binary(layout.dtype[0] == "i"),
        tags.PHOTOMETRIC: _photometric(layout),
    }
    if layout.samples == 1 and layout.dtype == "u1":  # as it is: nothing else was meant
        values |= {tags.WINDOW_CENTER: b"128", tags.WINDOW_WIDTH: b"256"}
    return InstanceHeader(
        source=file.source,
        reference=InstanceReference(uid, page.number),
        study_uid=stand_in_uid(b"photos|" + folder_name(file.source)),
        series_uid=stand_in_uid(b"photo|" + uid.encode()),
        elements=Elements(values),
        syntax="",
        pixels=_location(page),
        place=None if page.block is None else SlicePlace(page.block.offset, 0),
        frame_count=pages,
        file_size=file.size,
        container=Container.PHOTO,
        exif_orientation=page.orientation,
    )


def _location(page: PhotoPage) -> PixelLocation | None:
    """Return where the pixels lie, as far as that is known; that they are floating point."""
    tag = tags.FLOAT_PIXELS if page.layout.dtype[0] == "f" else tags.PIXELS
    if page.block is None:
        return PixelLocation(tag, 0, None) if tag == tags.FLOAT_PIXELS else None
    size = page.width * page.height * int(page.layout.dtype[1])
    return PixelLocation(tag, page.block.offset, size, is_swapped=page.block.is_big)


def _photometric(layout: PhotoLayout) -> bytes:
    if layout.samples == 3:
        return b"RGB"
    return b"MONOCHROME1" if layout.is_low_white else b"MONOCHROME2"


def decode_photo(content: bytes, page: int = 0) -> Photo:
    """Return one picture of a file; of a file that is cut short, what is there.

    Runs native decoders: meant for a decoding worker. Raises NotReadable.
    """
    try:
        coloured = _decoded(content, page)
        problem = None if coloured.is_profile_used else SliceProblem.COLOUR_PROFILE
        return Photo(coloured.pixels, problem)
    except NotReadable as fault:
        if fault.reason is not SkipReason.DAMAGED:
            raise
    with leniency():
        return Photo(_decoded(content, page).pixels, SliceProblem.INCOMPLETE_STREAM)


def _decoded(content: bytes, page: int) -> Coloured:
    kind = photo_kind(content)
    if kind is FileKind.JPEG:
        check_jpeg(content)
    with opened_photo(content, kind) as image, pillow_faults():
        if page:
            image.seek(page)
        layout = layout_of(image, kind)
        check_size(*image.size, layout)
        orientation = orientation_of(content, kind, image)
        if is_deep_grey_alpha(content, kind):
            return Coloured(upright(deep_grey_over_white(content), orientation))
        image.load()
        coloured = shown_pixels(image, layout)
        pixels = np.ascontiguousarray(upright(coloured.pixels, orientation))
        if kind is FileKind.JPEG_2000 and pixels.dtype == np.uint16:
            pixels = np.right_shift(pixels, unused_bits(content), dtype=np.uint16)
        return Coloured(pixels, coloured.is_profile_used)


def upright(pixels: NDArray[np.generic], orientation: int) -> NDArray[np.generic]:
    """Return a stored picture turned as EXIF says: where row 0 and column 0 are (EXIF 4.6.4 A)."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    rows = slice(None, None, -1 if orientation in {3, 4, 7, 8} else 1)
    columns = slice(None, None, -1 if orientation in {2, 3, 6, 7} else 1)
    return pixels[rows, columns]
