"""The order of images in a stack, by where they lie; and what is odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain.series import StackProblem, StackProblemKind
from viewer.geometry.grid import VolumeGeometry
from viewer.imaging.cine import is_cine
from viewer.imaging.instance import InstanceHeader

_SAME_MM: Final = 1e-3
_GAP: Final = 1.5
_UNEVEN: Final = 0.02
_UNEVEN_MM: Final = 0.05
_TILT_DEG: Final = 0.5
_POSITIONED: Final = frozenset({"CT", "MR", "PT"})

_Kind = StackProblemKind


@dataclass(frozen=True, slots=True)
class Ordered:
    """Images in stack order with their common geometry, None where they form no volume."""

    headers: tuple[InstanceHeader, ...]
    geometry: VolumeGeometry | None
    problems: tuple[StackProblem, ...] = ()


def ordered(headers: Sequence[InstanceHeader]) -> Ordered:
    """Order images by ImagePositionPatient along the normal; without it by InstanceNumber.

    All images have the same orientation and size (`parts_of`).
    """
    orientation = headers[0].orientation
    positions = [header.position for header in headers]
    if orientation is None or None in positions:
        return _by_number(headers)
    heights = np.array(positions, float) @ np.cross(*orientation)
    if len(headers) > 1 and np.ptp(heights) < _SAME_MM:
        problem = StackProblem(_Kind.DUPLICATE_POSITIONS, (str(len(headers)),))
        return Ordered(_numbered(headers), None, () if is_cine(headers) else (problem,))
    order = sorted(range(len(headers)), key=lambda i: (heights[i], _number_key(headers[i])))
    in_order = tuple(headers[i] for i in order)
    geometry = _geometry(in_order)
    return Ordered(in_order, geometry, _problems(heights[order], geometry))


def _by_number(headers: Sequence[InstanceHeader]) -> Ordered:
    missing = sum(h.position is None or h.orientation is None for h in headers)
    is_placeless = headers[0].is_photo or is_cine(headers)  # and nobody expects otherwise
    is_odd = (len(headers) > 1 and not is_placeless) or headers[0].modality in _POSITIONED
    problem = StackProblem(_Kind.MISSING_POSITION, (str(missing),))
    return Ordered(_numbered(headers), None, (problem,) if is_odd else ())


def _numbered(headers: Sequence[InstanceHeader]) -> tuple[InstanceHeader, ...]:
    return tuple(sorted(headers, key=_number_key))


def _number_key(header: InstanceHeader) -> tuple[int, int, str]:
    number = header.instance_number
    return (number if number is not None else 1 << 40, header.frame, header.source.label)


def _geometry(headers: Sequence[InstanceHeader]) -> VolumeGeometry | None:
    planes = tuple(plane for header in headers if (plane := header.plane) is not None)
    if len(planes) < len(headers):
        return None
    try:
        return VolumeGeometry(planes, headers[0].rows, headers[0].columns)
    except ValueError:
        return None


def _problems(
    heights: NDArray[np.float64], geometry: VolumeGeometry | None
) -> tuple[StackProblem, ...]:
    steps = np.diff(heights)
    problems = []
    same = int(np.sum(steps < _SAME_MM))
    if same:
        problems.append(StackProblem(_Kind.DUPLICATE_POSITIONS, (str(same),)))
    steps = steps[steps >= _SAME_MM]
    if len(steps):
        problems += _step_problems(steps)
    tilt = geometry.tilt_deg if geometry is not None else 0.0
    if tilt > _TILT_DEG:
        problems.append(StackProblem(_Kind.GANTRY_TILT, (f"{tilt:.1f}",)))
    return tuple(problems)


def _step_problems(steps: NDArray[np.float64]) -> list[StackProblem]:
    """Return gaps (count, largest mm) and unevenness (smallest, largest mm)."""
    usual = float(np.sort(steps)[len(steps) // 2])  # np.median imports numpy.ma: 20 ms
    is_gap = steps > _GAP * usual
    problems = []
    if is_gap.any():
        values = (str(int(is_gap.sum())), f"{steps[is_gap].max():.2f}")
        problems.append(StackProblem(_Kind.GAPS, values))
    rest = steps[~is_gap]
    if np.abs(rest - usual).max() > max(_UNEVEN_MM, _UNEVEN * usual):
        values = (f"{rest.min():.2f}", f"{rest.max():.2f}")
        problems.append(StackProblem(_Kind.UNEVEN_SPACING, values))
    return problems
