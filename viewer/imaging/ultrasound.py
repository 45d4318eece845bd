"""Ultrasound regions: which part of the picture is calibrated, and how (PS3.3 C.8.5.5)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.fallback import pydicom_faults, raw_value
from viewer.imaging.problems import NotReadable

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_FORMAT: Final = 0x00186012
_UNITS_ACROSS: Final = 0x00186024
_UNITS_DOWN: Final = 0x00186026
_STEP_ACROSS: Final = 0x0018602C
_STEP_DOWN: Final = 0x0018602E

_PICTURE: Final = 1  # RegionSpatialFormat 2D
_WITHOUT_ANATOMY: Final = frozenset({0, 4, 5})  # none, waveform, graphics
_CENTIMETRES: Final = 3
_MM_PER_CM: Final = 10.0
_SAME: Final = 1e-3
_MOST_REGIONS: Final = 64


@dataclass(frozen=True, slots=True)
class UltrasoundRegion:
    """One region: `kind` is RegionSpatialFormat; steps are per pixel, in `units` across and down.

    Steps may be negative (values that fall along the axis).
    """

    kind: int
    units: tuple[int, int]
    steps: tuple[float, float]


def regions_of(dataset: "Dataset", *, is_little: bool) -> tuple[UltrasoundRegion, ...]:
    """Return the regions of a data set in its order; none where the sequence is broken."""
    order = "<" if is_little else ">"
    try:
        with pydicom_faults():
            if tags.ULTRASOUND_REGIONS not in dataset:
                return ()
            items = list(dataset[tags.ULTRASOUND_REGIONS].value or ())[:_MOST_REGIONS]
            return tuple(_region(item, order) for item in items)
    except NotReadable:
        return ()


def ultrasound_spacing(regions: Sequence[UltrasoundRegion]) -> tuple[float, float] | None:
    """Return (row, column) spacing in mm where one scale holds for all anatomy in the picture.

    None where a region is no 2-D picture in centimetres (M-mode, spectra: their axes are seconds
    and speeds), and where 2-D regions differ: a length must not depend on where it is measured.
    Waveforms (an ECG strip) and graphics show no anatomy and are left out of account.
    """
    counting = [region for region in regions if region.kind not in _WITHOUT_ANATOMY]
    pairs = {_millimetres(region) for region in counting}
    if not pairs or None in pairs:
        return None
    rows, columns = zip(*(pair for pair in pairs if pair is not None), strict=True)
    is_same = all(max(steps) / min(steps) - 1 < _SAME for steps in (rows, columns))
    return (rows[0], columns[0]) if is_same else None


def _millimetres(region: UltrasoundRegion) -> tuple[float, float] | None:
    across, down = (abs(step) * _MM_PER_CM for step in region.steps)
    is_calibrated = region.kind == _PICTURE and region.units == (_CENTIMETRES, _CENTIMETRES)
    return (down, across) if is_calibrated and across > 0 and down > 0 else None


def _region(item: "Dataset", order: str) -> UltrasoundRegion:
    return UltrasoundRegion(
        kind=int(_number(item, _FORMAT, f"{order}H")),
        units=(
            int(_number(item, _UNITS_ACROSS, f"{order}H")),
            int(_number(item, _UNITS_DOWN, f"{order}H")),
        ),
        steps=(_number(item, _STEP_ACROSS, f"{order}d"), _number(item, _STEP_DOWN, f"{order}d")),
    )


def _number(item: "Dataset", tag: int, form: str) -> float:
    """Return a binary number, 0 where it is absent or of another size."""
    raw = raw_value(item, tag) or b""
    return float(struct.unpack(form, raw)[0]) if len(raw) == struct.calcsize(form) else 0.0
