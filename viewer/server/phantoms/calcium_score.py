"""What the scoring formulas give for the phantom's plaques, without noise and sampled finely.

A measuring program sees the same slices, but on coarse pixels and with noise; this is the value
that it should come near to. Written from the papers, apart from the program that it is to judge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.phantoms import coronaries, shapes
from viewer.server.phantoms.anatomy import Field
from viewer.server.phantoms.chest_ct import Stack, Variant, painted, shapes_of, stack_of
from viewer.server.phantoms.recipe import Profile

_FINE_MM: Final = 0.125
_THRESHOLD_HU: Final = 130.0
_SMALLEST_MM2: Final = 1.0
_NOMINAL_STEP_MM: Final = 3.0
_BELONGS: Final = 0.1
_MARGIN_MM: Final = 4.0
_FACTORS: Final = ((400.0, 4), (300.0, 3), (200.0, 2), (130.0, 1))


@dataclass(frozen=True, slots=True)
class PlaqueScore:
    """Agatston and volume score (mm³) of one plaque; `number` is that of its truth."""

    number: int
    agatston: float
    volume_mm3: float


@dataclass(frozen=True, slots=True)
class CoronaryScore:
    """The scores of all coronary plaques of one variant: they depend on where its slices lie."""

    plaques: tuple[PlaqueScore, ...]

    @property
    def agatston(self) -> float:
        """The sum over the plaques."""
        return sum(plaque.agatston for plaque in self.plaques)

    @property
    def volume_mm3(self) -> float:
        """The sum over the plaques."""
        return sum(plaque.volume_mm3 for plaque in self.plaques)


def coronary_score(
    profile: Profile, variant: Variant = "axial", timepoint: int = 1
) -> CoronaryScore:
    """Return the scores of a variant's slices as they are drawn, before noise.

    Agatston et al. (1990): each lesion of at least 1 mm² above 130 HU in a slice counts its area
    times 1 to 4 by its peak; a step between slices other than 3 mm scales the sum.
    """
    stack = stack_of(profile, variant, timepoint)
    drawn = shapes_of(profile, stack.deformation)
    plaques = [coronaries.plaque(item, profile.scale) for item in profile.lesions.plaques]
    if stack.deformation is not None:
        plaques_drawn: Sequence[shapes.LocalShape] = shapes.moved(plaques, stack.deformation)
    else:
        plaques_drawn = plaques
    scores = [
        _score_of(number, shape, stack, drawn)
        for number, (recipe, shape) in enumerate(
            zip(profile.lesions.plaques, plaques_drawn, strict=True), 1
        )
        if recipe.vessel != coronaries.AORTA_NAME
    ]
    return CoronaryScore(tuple(scores))


def _score_of(
    number: int, plaque: shapes.LocalShape, stack: Stack, drawn: Sequence[shapes.LocalShape]
) -> PlaqueScore:
    half = plaque.reach + _MARGIN_MM
    steps = np.arange(-half, half, _FINE_MM).astype(np.float32)
    columns = steps + np.float32(plaque.centre[0])
    rows = steps + np.float32(plaque.centre[1] / np.cos(stack.tilt))
    near = [
        shape
        for shape in drawn
        if float(np.linalg.norm(shape.centre - plaque.centre)) < shape.reach + 2.0 * half
    ]
    normal = stack.plane(0).normal
    distance = stack.profile.step_mm * float(normal[2])
    agatston = volume = 0.0
    for index in range(stack.count):
        plane = stack.sampled(index, columns, rows)
        if float(np.min(np.abs(plane.z - plaque.centre[2]))) > half:
            continue
        image = painted(plane, stack.profile, near)
        weighted, area = _slice_score(image, _share_of(plaque, plane))
        agatston += weighted * distance / _NOMINAL_STEP_MM
        volume += area * distance
    return PlaqueScore(number, round(agatston, 2), round(volume, 2))


def _share_of(plaque: shapes.LocalShape, plane: shapes.SlicePlane) -> Field:
    """Return how much of each fine pixel is the plaque, through the slice's thickness."""
    alone = np.zeros((len(plane.y), len(plane.x)), np.float32)
    shapes.draw(alone, plane, [_Filled(plaque)])
    return alone


@dataclass(frozen=True, slots=True)
class _Filled:
    """A shape drawn with 1 instead of its HU."""

    shape: shapes.LocalShape

    @property
    def centre(self) -> NDArray[np.float64]:
        return self.shape.centre

    @property
    def reach(self) -> float:
        return self.shape.reach

    def layers(self, x: Field, y: Field, z: Field) -> list[shapes.Layer]:
        return [(share, 1.0) for share, _ in self.shape.layers(x, y, z)]


def _slice_score(image: Field, share: Field) -> tuple[float, float]:
    """Return (area × factor, area) in mm² of the lesions that are this plaque's."""
    labels, count = ndimage.label(image >= _THRESHOLD_HU, np.ones((3, 3)))
    weighted = total = 0.0
    for label in range(1, count + 1):
        lesion = labels == label
        area = float(np.count_nonzero(lesion)) * _FINE_MM**2
        if area < _SMALLEST_MM2 or float(share[lesion].max()) < _BELONGS:
            continue
        peak = float(image[lesion].max())
        weighted += area * next(factor for level, factor in _FACTORS if peak >= level)
        total += area
    return weighted, total
