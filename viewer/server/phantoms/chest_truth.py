"""What a recipe of the chest phantom holds, as measuring programs should find it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms import anatomy, coronaries, shapes
from viewer.server.phantoms.anatomy import Field, coverage
from viewer.server.phantoms.deformation import Deformation
from viewer.server.phantoms.lesion_recipes import FractureRecipe, OpacityRecipe, PlaqueRecipe
from viewer.server.phantoms.lesion_shapes import Fracture, Opacity
from viewer.server.phantoms.recipe import NoduleRecipe, Profile
from viewer.server.phantoms.truth import (
    CalciumTruth,
    ChestTruth,
    FractureTruth,
    NoduleTruth,
    OpacityTruth,
    Side,
)

Point = NDArray[np.float64]
_LUNG_TOP: Final = 120.0
_LUNG_BOTTOM: Final = -112.0
_FINE_MM: Final = 0.8
_EVERY: Final = 11
_LATERAL_DEGREES: Final = (60.0, 120.0)


def truth_at(profile: Profile, deformation: Deformation | None = None) -> ChestTruth:
    """Return what the patient holds, where the given time point shows it."""
    truth = _Truth(profile, deformation)
    lesions = profile.lesions
    return ChestTruth(
        profile=profile.name,
        nodules=tuple(truth.nodule(n, item) for n, item in enumerate(profile.nodules, 1)),
        calcium=tuple(truth.plaque(n, item) for n, item in enumerate(lesions.plaques, 1)),
        opacities=tuple(truth.opacity(n, item) for n, item in enumerate(lesions.opacities, 1)),
        fractures=tuple(truth.fracture(n, item) for n, item in enumerate(lesions.fractures, 1)),
        deformation=deformation,
    )


class _Truth:
    """Turns recipes into truths, at one time point."""

    def __init__(self, profile: Profile, deformation: Deformation | None) -> None:
        self._profile = profile
        self._deformation = deformation

    def nodule(self, number: int, recipe: NoduleRecipe) -> NoduleTruth:
        top, bottom = _LUNG_TOP * self._profile.scale, _LUNG_BOTTOM * self._profile.scale
        height = (recipe.centre[2] - bottom) / (top - bottom)
        zone = "upper" if height > 2 / 3 else "middle" if height > 1 / 3 else "lower"
        return NoduleTruth(
            number=number,
            centre=self._in_patient(recipe.centre),
            diameter_mm=recipe.diameter_mm,
            category=recipe.category,
            mean_hu=round(shapes.mean_hu(recipe), 1),
            lung="left" if recipe.centre[0] > 0 else "right",
            zone=zone,
            site=recipe.site,
        )

    def plaque(self, number: int, recipe: PlaqueRecipe) -> CalciumTruth:
        drawn = coronaries.plaque(recipe, self._profile.scale)
        return CalciumTruth(
            number=number,
            vessel=recipe.vessel,
            centre=self._in_patient(drawn.centre),
            volume_mm3=round(drawn.volume_mm3, 1),
            peak_hu=recipe.peak_hu,
        )

    def opacity(self, number: int, recipe: OpacityRecipe) -> OpacityTruth:
        drawn = Opacity(recipe, self._profile.scale)
        steps = np.arange(-drawn.reach, drawn.reach, _FINE_MM, dtype=np.float32) + _FINE_MM / 2
        x, y, z = (
            axis + np.float32(middle)
            for axis, middle in zip(
                np.ix_(steps, steps, steps), np.asarray(drawn.centre), strict=True
            )
        )
        share = coverage(drawn.distance(x, y, z), _FINE_MM)
        total = float(share.sum(dtype=np.float64))
        centre = tuple(float((share * axis).sum(dtype=np.float64) / total) for axis in (x, y, z))
        place = self._in_patient((centre[0], centre[1], centre[2]))
        return OpacityTruth(
            number=number,
            kind=recipe.kind,
            centre=place,
            volume_mm3=round(total * _FINE_MM**3 * self._growth(share, (x, y, z)), 0),
            mean_hu=recipe.mean_hu,
            lung=Side.LEFT if recipe.centre[0] > 0 else Side.RIGHT,
        )

    def fracture(self, number: int, recipe: FractureRecipe) -> FractureTruth:
        drawn = Fracture(recipe, self._profile.scale)
        back, front = _LATERAL_DEGREES
        angle = recipe.angle_degrees
        return FractureTruth(
            number=number,
            rib=recipe.rib,
            side=recipe.side,
            segment="posterior" if angle < back else "lateral" if angle <= front else "anterior",
            kind=recipe.kind,
            centre=self._in_patient(drawn.centre),
            gap_mm=recipe.gap_mm,
            step_mm=round(abs(drawn.step_mm), 2),
        )

    def _growth(self, share: Field, axes: tuple[Field, ...]) -> float:
        """Return the mean growth of a shape since the first time point."""
        if self._deformation is None:
            return 1.0
        filled = np.argwhere(share > 0.5)[::_EVERY]
        places = np.column_stack(
            [axis.ravel()[column] for axis, column in zip(axes, filled.T, strict=True)]
        )
        arrived = self._deformation.arrival(places + np.array(self._profile.offset))
        return float(self._deformation.growth(arrived).mean())

    def _in_patient(self, place: tuple[float, float, float] | Point) -> tuple[float, float, float]:
        shifted = [v + step for v, step in zip(place, self._profile.offset, strict=True)]
        if self._deformation is not None:
            shifted = self._deformation.arrival(np.array(shifted)).tolist()
        return (float(shifted[0]), float(shifted[1]), float(shifted[2]))


def lung_volume_mm3(profile: Profile, step_mm: float = 2.0) -> float:
    """Return the volume inside both pleuras at the first time point, vessels included.

    What the recipe paints over the lungs (airways, aorta, spine) is not lung.
    """
    size = profile.scale
    reach = [(v + 4.0) * size for v in anatomy.CAGE]
    x, y, z = np.ix_(
        *(
            np.arange(-r + step_mm / 2, r, step_mm, dtype=np.float32) / np.float32(size)
            for r in reach
        )
    )
    share = coverage(anatomy.pleura_distance(x, y, z) * np.float32(size), step_mm)
    return float(share.sum(dtype=np.float64)) * step_mm**3
