"""The size of a pixel and where it comes from (PS3.3 10.7); its shape where no size is known."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from viewer.domain.series import Container, Spacing, SpacingSource, StackProblem, StackProblemKind
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import decimal
from viewer.imaging.dicom.names import read_text
from viewer.imaging.ultrasound import UltrasoundRegion, ultrasound_spacing

_SMALLEST_MM: Final = 1e-4
_LARGEST_MM: Final = 1e3
_SAME: Final = 1e-3
_SAME_ASPECT: Final = 0.01
_LARGEST_ASPECT: Final = 20.0
_LARGEST_MAGNIFICATION: Final = 20.0
_SHOWN_LENGTH: Final = 32
_CALIBRATIONS: Final = frozenset({"GEOMETRY", "FIDUCIAL"})
_PROJECTIONS: Final = frozenset({"CR", "DX", "IO", "MG", "PX", "RF", "RG", "XA"})

SPACING_TAGS: Final = (
    tags.PIXEL_SPACING,
    tags.IMAGER_SPACING,
    tags.NOMINAL_SPACING,
    tags.PIXEL_ASPECT,
    tags.MAGNIFICATION,
    tags.SOURCE_DETECTOR_DISTANCE,
    tags.SOURCE_PATIENT_DISTANCE,
    tags.CALIBRATION_TYPE,
    tags.CALIBRATION_TEXT,
    tags.CHARACTER_SET,
)
"""All attributes that the spacing depends on."""

_Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SpacingFound:
    """The spacing, None where no millimetres can be told; the pixel's shape; what is odd.

    `aspect_ratio` is height / width of a pixel by PixelAspectRatio, 1 without a legal one.
    """

    spacing: Spacing | None
    aspect_ratio: float = 1.0
    problems: tuple[StackProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacingFacts:
    """What else than the attributes counts; `is_in_patient`: the image has an orientation."""

    modality: str = ""
    is_in_patient: bool = False
    container: Container = Container.DICOM
    regions: tuple[UltrasoundRegion, ...] = ()


def find_spacing(values: Mapping[int, bytes], facts: SpacingFacts) -> SpacingFound:
    """Return the spacing that the raw attributes of a header tell. Never raises."""
    return _found(tuple(map(values.get, SPACING_TAGS)), facts)


@lru_cache(maxsize=512)
def _found(raw: tuple[bytes | None, ...], facts: SpacingFacts) -> SpacingFound:
    values = {tag: value for tag, value in zip(SPACING_TAGS, raw, strict=True) if value}
    spacing = _spacing(values, facts)
    aspect = _aspect(values)
    problems = [*_illegal(values)]
    if spacing is not None and aspect is not None:
        by_spacing = spacing.row_mm / spacing.column_mm
        if abs(by_spacing / aspect - 1) > _SAME_ASPECT:
            shown = (f"{by_spacing:.3g}", f"{aspect:.3g}")
            problems.append(StackProblem(StackProblemKind.ASPECT_DISAGREES, shown))
    return SpacingFound(spacing, aspect or 1.0, tuple(problems))


def _spacing(values: Mapping[int, bytes], facts: SpacingFacts) -> Spacing | None:
    pixel = _legal(values, tags.PIXEL_SPACING)
    imager = _legal(values, tags.IMAGER_SPACING)
    if facts.container is Container.NIFTI:
        return Spacing(*pixel, SpacingSource.NIFTI) if pixel is not None else None
    if pixel is not None and not _is_at_detector(pixel, imager, values, facts):
        return _at_patient(pixel, imager, values, facts)
    if imager is not None:
        return _at_detector(imager, values)
    nominal = _legal(values, tags.NOMINAL_SPACING)
    if nominal is not None:
        return Spacing(*nominal, SpacingSource.NOMINAL)
    ultrasound = ultrasound_spacing(facts.regions)
    if ultrasound is not None and _is_plausible(ultrasound):
        return Spacing(*ultrasound, SpacingSource.ULTRASOUND)
    return None


def _is_at_detector(
    pixel: _Pair, imager: _Pair | None, values: Mapping[int, bytes], facts: SpacingFacts
) -> bool:
    """Tell whether PixelSpacing only repeats ImagerPixelSpacing (PS3.3 10.7.1.3)."""
    if imager is None or facts.is_in_patient or tags.CALIBRATION_TYPE in values:
        return False
    return all(abs(p / i - 1) < _SAME for p, i in zip(pixel, imager, strict=True))


def _at_patient(
    pixel: _Pair, imager: _Pair | None, values: Mapping[int, bytes], facts: SpacingFacts
) -> Spacing:
    if tags.CALIBRATION_TYPE in values:
        return Spacing(*pixel, SpacingSource.CALIBRATED, _calibration(values))
    if facts.is_in_patient:
        return Spacing(*pixel, SpacingSource.PIXEL_SPACING)
    if imager is not None:
        return Spacing(*pixel, SpacingSource.CALIBRATED)
    is_projection = facts.modality in _PROJECTIONS
    return Spacing(
        *pixel, SpacingSource.PROJECTION if is_projection else SpacingSource.PIXEL_SPACING
    )


def _at_detector(imager: _Pair, values: Mapping[int, bytes]) -> Spacing:
    """Return the detector's spacing, reduced to the patient where the magnification is told."""
    source, factor = SpacingSource.MAGNIFIED, _magnification(_number(values, tags.MAGNIFICATION))
    if factor is None:
        source = SpacingSource.DISTANCES
        to_detector = _number(values, tags.SOURCE_DETECTOR_DISTANCE)
        to_patient = _number(values, tags.SOURCE_PATIENT_DISTANCE)
        if to_detector and to_patient:
            factor = _magnification(to_detector / to_patient)
    if factor is None:
        return Spacing(*imager, SpacingSource.IMAGER)
    return Spacing(imager[0] / factor, imager[1] / factor, source, f"{factor:.4g}")


def _magnification(factor: float | None) -> float | None:
    """Return a factor that can be: the detector lies behind the patient."""
    return factor if factor is not None and 1.0 <= factor <= _LARGEST_MAGNIFICATION else None


def _calibration(values: Mapping[int, bytes]) -> str:
    """Return the calibration's type and the file's description of it."""
    said = values[tags.CALIBRATION_TYPE].decode("ascii", "replace").strip("\0 ").upper()
    kind = said if said in _CALIBRATIONS else ""
    raw = values.get(tags.CALIBRATION_TEXT, b"")
    text = read_text(raw, values.get(tags.CHARACTER_SET, b"")).text.strip() if raw else ""
    return f"{kind}: {text}" if text else kind


def _aspect(values: Mapping[int, bytes]) -> float | None:
    """Return height / width of a pixel by PixelAspectRatio: vertical, horizontal (C.7.6.3.1.7)."""
    pair = _pair(values.get(tags.PIXEL_ASPECT, b""))
    if pair is None or min(pair) <= 0:
        return None
    ratio = pair[0] / pair[1]
    return ratio if 1 / _LARGEST_ASPECT <= ratio <= _LARGEST_ASPECT else None


def _illegal(values: Mapping[int, bytes]) -> list[StackProblem]:
    """Return the attributes that have a value which is not believed."""
    believed = {
        "PixelSpacing": (tags.PIXEL_SPACING, _legal(values, tags.PIXEL_SPACING)),
        "ImagerPixelSpacing": (tags.IMAGER_SPACING, _legal(values, tags.IMAGER_SPACING)),
        "NominalScannedPixelSpacing": (
            tags.NOMINAL_SPACING,
            _legal(values, tags.NOMINAL_SPACING),
        ),
        "PixelAspectRatio": (tags.PIXEL_ASPECT, _aspect(values)),
        "EstimatedRadiographicMagnificationFactor": (
            tags.MAGNIFICATION,
            _magnification(_number(values, tags.MAGNIFICATION)),
        ),
    }
    return [
        StackProblem(StackProblemKind.ILLEGAL_SPACING, (name, _as_said(values[tag])))
        for name, (tag, value) in believed.items()
        if value is None and _as_said(values.get(tag, b""))
    ]


def _as_said(raw: bytes) -> str:
    return raw.decode("ascii", "replace").strip("\0 \t\r\n")[:_SHOWN_LENGTH]


def _legal(values: Mapping[int, bytes], tag: int) -> _Pair | None:
    pair = _pair(values.get(tag, b""))
    return pair if pair is not None and _is_plausible(pair) else None


def _is_plausible(pair: _Pair) -> bool:
    return all(math.isfinite(v) and _SMALLEST_MM <= v <= _LARGEST_MM for v in pair)


def _pair(raw: bytes) -> _Pair | None:
    """Return two decimal strings; a comma is not read as a point where lengths depend on it."""
    parts = [] if b"," in raw else [decimal(part) for part in _parts(raw)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    return parts[0], parts[1]


def _parts(raw: bytes) -> list[str]:
    return raw.decode("ascii", "replace").split("\\")


def _number(values: Mapping[int, bytes], tag: int) -> float | None:
    raw = values.get(tag, b"")
    return decimal(_parts(raw)[0]) if raw and b"," not in raw else None
