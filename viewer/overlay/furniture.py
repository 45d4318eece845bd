"""What surrounds the image: side letters, scale bar, corner text; all from facts, none invented."""

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.series import Identity, SeriesDescription, SpacingSource
from viewer.geometry.orientation import letters, opposite
from viewer.geometry.plane import ImagePlane, Vector
from viewer.overlay.camera import Camera
from viewer.overlay.wording import ENGLISH, OverlayWording

_ROUND_LENGTHS_MM: Final = tuple(
    figure * 10.0**power for power in range(-4, 3) for figure in (1.0, 2.0, 5.0)
)
_BAR_SHARE: Final = 0.25  # of the view's shorter side, at most
_DESCRIPTION_LIMIT: Final = 25
_OLD_DATE: Final = re.compile(r"\d{4}\.\d\d\.\d\d", re.ASCII)
_OLD_TIME: Final = re.compile(r"\d\d:\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """Which way the patient's sides lie on the screen."""

    left: str
    right: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """An upright bar of round length; `note`: where the millimetres come from, if not plainly."""

    length_px: float
    length_mm: float
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CornerText:
    """Lines of text in the four corners.

    `captions` and `warnings` stand out, below the lower left ones.
    """

    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What only the view knows of a picture."""

    window: str = ""
    zoom: float | None = None
    """Device px per image column; None leaves it out."""
    probe: str = ""
    """Value and place under the pointer."""
    hides_identity: bool = False
    note: str = ""
    """E.g. the stamp of an exported picture."""
    captions: tuple[str, ...] = ()
    """What the picture is made of, where it is not one image alone."""


@dataclass(frozen=True, slots=True)
class BannerEntry:
    """A few words above the picture; a warning stands on a line of its own."""

    text: str
    color: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that is drawn around the image, in view px."""

    letters: EdgeLetters | None = None
    scale_bar: ScaleBar | None = None
    corners: CornerText = CornerText()
    stamp: str = ""
    """Drawn at the lower edge, in the middle: "Not for diagnosis"."""
    banner: tuple[BannerEntry, ...] = ()
    """Drawn at the upper edge, in the middle: what is said of the picture as a whole."""


def orientation_letters(
    series: SeriesDescription, slice_index: int, camera: Camera
) -> EdgeLetters | None:
    """Return the side letters of a slice as turned and mirrored; None without orientation."""
    if series.geometry is None:
        return _letters_by_sides(series, slice_index, camera)
    if slice_index >= len(series.geometry.planes):
        return None
    plane = series.geometry.planes[slice_index]
    right = letters(_patient_direction(plane, camera, 1.0, 0.0))
    bottom = letters(_patient_direction(plane, camera, 0.0, 1.0))
    return EdgeLetters(left=opposite(right), right=right, top=opposite(bottom), bottom=bottom)


def _letters_by_sides(
    series: SeriesDescription, slice_index: int, camera: Camera
) -> EdgeLetters | None:
    """Return the letters of an image without a place: a view turns by quarters only."""
    sides = series.sides[slice_index] if slice_index < len(series.sides) else None
    if sides is None:
        return None

    def towards(dx: float, dy: float) -> str:
        start, end = camera.to_image(0.0, 0.0), camera.to_image(dx, dy)
        across, down = end.column - start.column, end.row - start.row
        is_along_row = abs(across) > abs(down)
        side = sides.along_row if is_along_row else sides.along_column
        return side if (across if is_along_row else down) > 0 else opposite(side)

    right, bottom = towards(1.0, 0.0), towards(0.0, 1.0)
    return EdgeLetters(left=opposite(right), right=right, top=opposite(bottom), bottom=bottom)


def scale_bar(
    series: SeriesDescription, camera: Camera, wording: OverlayWording = ENGLISH
) -> ScaleBar | None:
    """Return the longest upright bar of round length within a quarter of the view.

    None without spacing, and where no bar would fit.
    """
    if series.pixel_spacing is None or series.spacing_source is SpacingSource.NONE:
        return None
    row_spacing, column_spacing = series.pixel_spacing
    is_on_its_side = camera.quarter_turns % 2 == 1  # then the image's columns stand upright
    px_per_mm = (
        camera.px_per_mm(column_spacing) if is_on_its_side else camera.row_zoom / row_spacing
    )
    room = _BAR_SHARE * min(camera.view_width, camera.view_height)
    fitting = [length for length in _ROUND_LENGTHS_MM if length * px_per_mm <= room]
    if not fitting:
        return None
    length = fitting[-1]
    note = wording.spacing_badge(series.spacing_source, series.spacing_detail)
    return ScaleBar(length * px_per_mm, length, _length_text(length, wording), note)


def corner_text(
    series: SeriesDescription,
    slice_index: int,
    facts: ViewFacts,
    wording: OverlayWording = ENGLISH,
) -> CornerText:
    """Return the corner text in the order radiologists expect; what the file lacks is left out."""
    identity = series.identity
    if facts.hides_identity:
        series, identity = without_identity(series), Identity()
    text = series.text
    name = identity.patient_name
    if name and identity.name_is_guessed:
        name = wording.guessed_name.format(name)
    birth = wording.born.format(iso_date(identity.birth_date)) if identity.birth_date else ""
    count = max(len(series.instances), 1)
    return CornerText(
        top_left=_lines(name, identity.patient_id, _joined(birth, identity.sex)),
        top_right=_lines(
            text.institution,
            text.study_description[:_DESCRIPTION_LIMIT],
            text.accession_number,
            _joined(iso_date(text.study_date), iso_time(text.study_time)),
        ),
        bottom_left=_lines(
            facts.probe,
            wording.image.format(slice_index + 1, count) if count > 1 else "",
            facts.window,
            _zoom_text(facts.zoom, wording),
        ),
        bottom_right=_series_lines(series, slice_index, wording),
        warnings=_lines(_lossy_text(series, wording), _uncalibrated(series, wording), facts.note),
        captions=facts.captions,
    )


def without_identity(series: SeriesDescription) -> SeriesDescription:
    """Return the series as it may be shown to anybody: descriptions that name the patient too."""
    identity, text = series.identity, series.text

    def free(words: str) -> str:
        return "" if identity.is_named_in(words) else words

    anonymous = replace(
        text,
        accession_number="",
        institution="",
        study_description=free(text.study_description),
        series_description=free(text.series_description),
    )
    return replace(series, identity=Identity(), text=anonymous)


def iso_date(text: str) -> str:
    """Return a DICOM date (YYYYMMDD, of old YYYY.MM.DD) with dashes; anything else as it is."""
    if _OLD_DATE.fullmatch(text):
        text = text.replace(".", "")
    if len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def iso_time(text: str) -> str:
    """Return a DICOM time (HHMMSS.ffffff, of old HH:MM:SS) as HH:MM; anything else as it is."""
    if _OLD_TIME.match(text):
        text = text.replace(":", "")
    return f"{text[:2]}:{text[2:4]}" if text[:4].isdigit() and len(text) >= 4 else text


def _patient_direction(plane: ImagePlane, camera: Camera, dx: float, dy: float) -> Vector:
    """Return the patient direction of a direction on the screen, as a unit vector."""
    start, end = camera.to_image(0.0, 0.0), camera.to_image(dx, dy)
    across = (end.column - start.column) * plane.column_spacing
    down = (end.row - start.row) * plane.row_spacing
    x, y, z = (
        across * along + down * along_down
        for along, along_down in zip(plane.along_row, plane.along_column, strict=True)
    )
    length = math.hypot(x, y, z)
    return x / length, y / length, z / length


def _length_text(length_mm: float, wording: OverlayWording) -> str:
    if length_mm >= 10.0:
        return wording.centimetres.format(f"{length_mm / 10:g}")
    return wording.millimetres.format(f"{length_mm:g}")


def _zoom_text(zoom: float | None, wording: OverlayWording) -> str:
    return "" if zoom is None else wording.zoom.format(f"{zoom * 100:.0f}%")


def _series_lines(
    series: SeriesDescription, slice_index: int, wording: OverlayWording
) -> tuple[str, ...]:
    text = series.text
    number = wording.series.format(text.series_number) if text.series_number else ""
    thickness = location = ""
    if series.pixel_spacing is not None:  # without spacing no mm is printed
        if series.slice_thickness is not None:
            thickness = wording.thickness.format(f"{series.slice_thickness:g}")
        location = _location(series, slice_index, wording)
    return _lines(
        _joined(number, text.laterality),
        text.series_description[:_DESCRIPTION_LIMIT],
        thickness,
        location,
    )


def _location(series: SeriesDescription, slice_index: int, wording: OverlayWording) -> str:
    """Return the slice's place along the patient axis that it is most nearly square to."""
    if series.geometry is None or slice_index >= len(series.geometry.planes):
        return ""
    plane = series.geometry.planes[slice_index]
    axis = max(range(3), key=lambda index: abs(plane.normal[index]))
    return wording.location.format(f"{plane.position[axis]:.1f}")


def _lossy_text(series: SeriesDescription, wording: OverlayWording) -> str:
    if not series.is_lossy:
        return ""
    if series.lossy_ratio is None:
        return wording.lossy
    return wording.lossy_ratio.format(f"{series.lossy_ratio:.3g}")


def _uncalibrated(series: SeriesDescription, wording: OverlayWording) -> str:
    if series.pixel_spacing is not None:
        return ""
    return wording.spacing_badge(SpacingSource.NONE)


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
