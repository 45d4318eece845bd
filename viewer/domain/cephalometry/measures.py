"""All measures by code, and what they come to on a face.

A code is the notation of cephalometric papers; where textbooks draw a plane differently the
variant stands in parentheses, as in `FMA(Go1-Me)`, and what they share, `FMA`, is the `item`.
"""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from viewer.domain.cephalometry.dental_measures import DENTAL
from viewer.domain.cephalometry.face import Face
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.measure import Measure
from viewer.domain.cephalometry.sagittal_measures import SAGITTAL
from viewer.domain.cephalometry.soft_measures import SOFT
from viewer.domain.cephalometry.vertical_measures import VERTICAL

MEASURES: Final[Mapping[str, Measure]] = {
    measure.code: measure for measure in (*SAGITTAL, *VERTICAL, *DENTAL, *SOFT)
}


class Measured(NamedTuple):
    """A value in the unit of its measure."""

    measure: Measure
    value: float


def measured(face: Face, code: str) -> Measured | None:
    """Return a value; None where a landmark is missing, mm are not known, or points coincide."""
    measure = MEASURES[code]
    if awaits_calibration(face, measure) or missing_points(face, measure):
        return None
    value = measure.compute(face) + 0.0  # -0.0 becomes 0.0
    return Measured(measure, value) if math.isfinite(value) else None


def missing_points(face: Face, measure: Measure) -> tuple[str, ...]:
    """Return the landmarks that a measure lacks."""
    return tuple(code for code in measure.needs if code not in face.places)


def awaits_calibration(face: Face, measure: Measure) -> bool:
    """Tell whether there is no value because nobody knows the size of a pixel."""
    return measure.unit is Unit.MILLIMETRE and not face.is_calibrated
