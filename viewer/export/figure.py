"""A picture for a report: the image with what was reviewed, at the source's resolution."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from viewer.domain.finding import SEEN_TOGETHER, Finding
from viewer.domain.references import InstanceReference
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.export.together import Together
from viewer.foundation.errors import BugError
from viewer.foundation.files import atomic_write
from viewer.geometry.points import ImagePoint
from viewer.imaging.dressed import Dressing, Shown, dressed, dressing_of
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.volume import Volume
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.dental import banner_of, warnings_of
from viewer.overlay.furniture import (
    BannerEntry,
    Furniture,
    ViewFacts,
    corner_text,
    orientation_letters,
    scale_bar,
)
from viewer.overlay.items import Curve, Item
from viewer.overlay.layout import DrawnFrame
from viewer.overlay.wording import ENGLISH, OverlayWording
from viewer.paint.application import drawing_application
from viewer.paint.curves import paint_curve_labels, paint_curves
from viewer.paint.furniture import paint_furniture, text_blocks
from viewer.paint.image import to_array, to_qimage
from viewer.paint.painter import paint_items
from viewer.words.greys import grey_text
from viewer.words.joining import joined
from viewer.words.series import slice_problem_words, stack_problem_words

_FULL_SCALE_SIDE: Final = 620.0  # px of the shorter side at which type has its screen size
_SMALLEST_SCALE: Final = 0.6
_GROWTH: Final = 0.8  # larger pictures are looked at from farther away, but not in proportion
_NO_DECISIONS: Final[Mapping[str, Decision]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class FigureRequest:
    """What is to be drawn, and how.

    `size` (width, height): the picture's px; None means the source's resolution, one px for each
    pixel of the image. `dress`: what of the file's own shutter and graphics lies over the pixels;
    graphics only where the identity is not hidden.
    `is_plain`: the pixels alone. `note`: a warning that stays on the
    picture; without one, damage of the slice is told.
    """

    volume: Volume
    slice_index: int
    grey: GreyState
    findings: tuple[Finding, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=lambda: _NO_DECISIONS)
    overlay: OverlayState = field(default_factory=OverlayState)
    dress: Shown = field(default_factory=Shown)
    size: tuple[int, int] | None = None
    is_plain: bool = False
    hides_identity: bool = False
    note: str = ""
    remarks: tuple[str, ...] = ()
    """What must be known of the result as a whole: written above the picture."""
    wording: OverlayWording = ENGLISH
    together: Together | None = None
    """Another volume in the same picture."""
    curves: tuple[Curve, ...] = ()
    """The tracing of a cephalogram, below the findings."""


@dataclass(frozen=True)
class Figure:
    """A drawn picture, what is on it, and where."""

    image: QImage
    items: tuple[Item, ...]
    frame: DrawnFrame
    curves: tuple[Curve, ...] = ()


def draw_figure(request: FigureRequest) -> Figure:
    """Draw the picture. The slice must be loaded; needs no window and no display."""
    drawing_application()
    series = request.volume.stack.description
    pixels = _pixels(request)
    camera = _camera(pixels, series, request.size)
    image = _ground(pixels, camera)
    items: tuple[Item, ...] = ()
    if not request.is_plain:
        items = compose(
            request.findings,
            series,
            request.slice_index,
            request.overlay,
            request.decisions,
            request.wording,
        )
        _paint_over(image, items, camera, request)
    frame = DrawnFrame(request.slice_index, _instance(series, request.slice_index), camera)
    return Figure(image, items, frame, () if request.is_plain else request.curves)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture of an image: its file name, and the finding that it is about, if it is of one."""

    name: str
    slice_index: int
    finding: Finding | None = None


def pictures_of(findings: Sequence[Finding]) -> tuple[Pictured, ...]:
    """Return the pictures of findings: one each, but of those seen together one an image.

    A name has the finding's number, the reader's own apart: in a reading that came together from
    two libraries, two may bear one number. That of an image has the image's, from 1.
    """
    counted: Counter[str] = Counter()
    pictures = []
    for finding in findings:
        index = finding.placement.slice_index
        if finding.kind in SEEN_TOGETHER:
            continue
        stem = f"overlay-{'own-' if finding.is_own else ''}{finding.number:03d}"
        counted[stem] += 1
        again = f"-{counted[stem]}" if counted[stem] > 1 else ""
        pictures.append(Pictured(f"{stem}{again}.png", index, finding))
    images = {f.placement.slice_index for f in findings if f.kind in SEEN_TOGETHER}
    whole = (Pictured(f"overlay-image-{index + 1:03d}.png", index) for index in sorted(images))
    return (*pictures, *whole)


def figure_scale(width: float, height: float) -> float:
    """Return how large type and strokes are on a picture of that size, 1 = as on the screen."""
    ratio = min(width, height) / _FULL_SCALE_SIDE
    return max(_SMALLEST_SCALE, ratio if ratio < 1.0 else ratio**_GROWTH)


def png_bytes(figure: Figure) -> bytes:
    """Return the picture as PNG: fresh pixels, no text of any source, only the program's name."""
    return encoded_png(figure.image)


def encoded_png(image: QImage) -> bytes:
    """Return an image of this program as PNG, with nothing of any source but the pixels."""
    fresh = to_qimage(to_array(image))
    fresh.setText("Software", f"viewer {version('viewer')}")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not fresh.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise BugError("a picture could not be encoded")
    return bytes(buffer.data().data())


def write_png(path: Path, figure: Figure) -> None:
    """Write the picture, all or nothing. Raises CannotWrite."""
    atomic_write(path, png_bytes(figure))


def _pixels(request: FigureRequest) -> NDArray[np.uint8]:
    """Return the rendered slice, dressed as its file wants unless it is to be plain."""
    if request.together is not None:
        pixels = request.together.pixels(request.volume, request.slice_index, request.grey)
    else:
        pixels = render(request.volume, request.slice_index, request.grey)
    return pixels if request.is_plain else dressed(pixels, _dressing(request), _dress(request))


def _dress(request: FigureRequest) -> Shown:
    """Return what may be drawn of the file's own: its graphics can spell the patient's name."""
    if not request.hides_identity:
        return request.dress
    return replace(request.dress, graphics=False)


def _dressing(request: FigureRequest) -> Dressing | None:
    return dressing_of(request.volume.stack.instances[request.slice_index])


def _camera(
    pixels: NDArray[np.uint8], series: SeriesDescription, size: tuple[int, int] | None
) -> Camera:
    height, width = pixels.shape[:2]
    if size is None:  # the pixels as they are, even where they are not square
        return Camera.fit(width, height, 1.0, width, height)
    return Camera.fit(width, height, series.pixel_aspect, *size)


def _ground(pixels: NDArray[np.uint8], camera: Camera) -> QImage:
    """Return the image placed by the camera on black; untouched at the source's resolution."""
    width, height = round(camera.view_width), round(camera.view_height)
    if camera.zoom == camera.row_zoom == 1.0 and (height, width) == pixels.shape[:2]:
        return to_qimage(pixels)
    import cv2  # QPainter rounds where it need not enlarge: half a pixel off

    reduced = _reduced(pixels, camera)
    rows, columns = reduced.shape[:2]
    left, top = camera.to_device(ImagePoint(0.0, 0.0))
    right, bottom = camera.to_device(ImagePoint(camera.image_width, camera.image_height))
    across, down = (right - left) / columns, (bottom - top) / rows
    # OpenCV counts from the centre of the first pixel, we from its corner.
    matrix = np.array([[across, 0.0, left + across / 2 - 0.5], [0.0, down, top + down / 2 - 0.5]])
    placed: NDArray[np.uint8] = cv2.warpAffine(
        reduced, matrix, (width, height), flags=cv2.INTER_LINEAR
    )
    return to_qimage(placed)


def _reduced(pixels: NDArray[np.uint8], camera: Camera) -> NDArray[np.uint8]:
    """Return the pixels averaged to about the drawn size, so that nothing thin gets lost."""
    import cv2

    rows, columns = pixels.shape[:2]
    size = (
        min(columns, math.ceil(columns * camera.zoom)),
        min(rows, math.ceil(rows * camera.row_zoom)),
    )
    if size == (columns, rows):
        return pixels
    averaged: NDArray[np.uint8] = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return averaged


def _paint_over(
    image: QImage, items: tuple[Item, ...], camera: Camera, request: FigureRequest
) -> None:
    size = (float(image.width()), float(image.height()))
    scale = figure_scale(*size)
    furniture = _furniture(request, camera)
    blocks = text_blocks(furniture, size, scale=scale)
    painter = QPainter(image)
    paint_curves(painter, request.curves, camera, scale=scale)
    paint_items(
        painter, items, camera, scale=scale, keep_out=[b.rect for b in blocks], is_exact=True
    )
    paint_curve_labels(painter, request.curves, camera, scale=scale, is_exact=True)
    if request.together is not None:
        request.together.paint_marks(painter, camera, scale)
    paint_furniture(painter, furniture, size, scale=scale)
    painter.end()


def _furniture(request: FigureRequest, camera: Camera) -> Furniture:
    series, index = request.volume.stack.description, request.slice_index
    unit = "" if request.volume.is_colour else request.volume.rescale(index).unit
    facts = ViewFacts(
        window="" if request.volume.is_colour else grey_text(request.grey, unit),
        hides_identity=request.hides_identity,
        note=request.note or _slice_note(request),
        captions=() if request.together is None else request.together.captions,
    )
    return Furniture(
        letters=orientation_letters(series, index, camera),
        scale_bar=scale_bar(series, camera, request.wording),
        corners=corner_text(series, index, facts, request.wording),
        stamp=request.wording.not_for_diagnosis,
        banner=(*warnings_of(request.remarks), *_banner(request)),
    )


def _banner(request: FigureRequest) -> tuple[BannerEntry, ...]:
    here = (f for f in request.findings if f.placement.slice_index == request.slice_index)
    return banner_of(here, request.overlay, request.decisions, request.wording)


def _slice_note(request: FigureRequest) -> str:
    """Return what is wrong with the slice: it stays on the picture."""
    problem = request.volume.slice_problems.get(request.slice_index)
    dressing = _dressing(request)
    beside = () if dressing is None else map(stack_problem_words, dressing.problems)
    is_left_out = dressing is not None and dressing.lines.count > 0 and request.dress.graphics
    left_out = request.wording.graphics_left_out if is_left_out and request.hides_identity else ""
    return joined((slice_problem_words(problem) if problem else "", left_out, *beside))


def _instance(series: SeriesDescription, index: int) -> InstanceReference | None:
    return series.instances[index] if index < len(series.instances) else None
