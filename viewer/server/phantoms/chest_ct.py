"""The chest CT phantom: one patient, written as a real DICOM series in three variants.

`axial` is an ordinary stack, first instance at the apex. `reversed` holds the same slices with
instances numbered from the feet. `tilted` is what a scanner with a tilted gantry makes: oblique
planes whose centres still step along the table, so that the stack is sheared. Shapes are drawn in
patient space, so each nodule has the same patient coordinates in all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin, tan
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.foundation.errors import WrongUsage
from viewer.server.phantoms import anatomy, dicom_series, shapes, vessels
from viewer.server.phantoms.anatomy import Field
from viewer.server.phantoms.recipe import NoduleRecipe, Profile, load_profile
from viewer.server.phantoms.truth import ChestTruth, NoduleTruth

Variant = Literal["axial", "reversed", "tilted"]
ProfileName = Literal["standard", "small"]
Progress = Callable[[int, int], None]

VARIANTS: Final[tuple[Variant, ...]] = ("axial", "reversed", "tilted")
_LUNG_TOP: Final = 120.0
_LUNG_BOTTOM: Final = -112.0


def chest_truth(profile: ProfileName = "standard") -> ChestTruth:
    """Return what the phantom holds, in patient coordinates."""
    recipe = load_profile(profile)
    nodules = (_truth_of(number, item, recipe) for number, item in enumerate(recipe.nodules, 1))
    return ChestTruth(profile, tuple(nodules))


def write_chest_ct(
    folder: Path,
    *,
    variant: Variant = "axial",
    profile: ProfileName = "standard",
    progress: Progress | None = None,
) -> ChestTruth:
    """Write the series into `folder`, one file a slice, and return its truth.

    `progress` is called with (slices written, slices in all).
    """
    if variant not in VARIANTS:
        raise WrongUsage(f"no such phantom variant: {variant}")
    recipe = load_profile(profile)
    stack = _stack_of(recipe, variant)
    small_shapes = _shapes_of(recipe)
    series = dicom_series.SeriesWriter(folder, f"{profile}/{variant}", stack.description())
    rng = np.random.default_rng(recipe.seed + 1)
    for index in range(stack.count):
        plane = stack.plane(index)
        image = _paint(plane, recipe, small_shapes)
        image += _noise(rng, image.shape, recipe.noise_hu)
        series.write(stack.instance(index), image)
        if progress is not None:
            progress(index + 1, stack.count)
    return chest_truth(profile)


@dataclass(frozen=True, slots=True)
class _Stack:
    """The planes of a variant, from the top of the table to its bottom."""

    profile: Profile
    variant: Variant
    tilt: float
    top_mm: float
    count: int

    def plane(self, index: int) -> shapes.SlicePlane:
        """Return slice `index` in the phantom's own frame."""
        size, spacing = self.profile.matrix, self.profile.spacing_mm
        across = ((np.arange(size) - (size - 1) / 2) * spacing).astype(np.float32)
        table = self.top_mm - index * self.profile.step_mm
        normal = np.array([0.0, sin(self.tilt), cos(self.tilt)])
        rows_y = (across * cos(self.tilt)).astype(np.float32)
        rows_z = (table - across * sin(self.tilt)).astype(np.float32)
        return shapes.SlicePlane(across, rows_y, rows_z, normal, self.profile.step_mm)

    def instance(self, index: int) -> dicom_series.InstancePlace:
        """Return the place of slice `index` in the patient, and its number in the series."""
        plane = self.plane(index)
        corner = np.array([plane.x[0], plane.y[0], plane.z[0]], np.float64) + self.profile.offset
        turned = self.variant == "reversed"
        number = self.count - index if turned else index + 1
        return dicom_series.InstancePlace(
            number=number,
            position=(float(corner[0]), float(corner[1]), float(corner[2])),
            table_mm=self.top_mm - index * self.profile.step_mm + self.profile.offset[2],
        )

    def description(self) -> dicom_series.SeriesDescription:
        """Return what all instances share."""
        return dicom_series.SeriesDescription(
            study=f"{self.profile.name}",
            text=f"CHEST PHANTOM {self.variant.upper()}",
            spacing_mm=self.profile.spacing_mm,
            thickness_mm=self.profile.step_mm,
            column_direction=(0.0, cos(self.tilt), -sin(self.tilt)),
            tilt_degrees=self.profile.tilt_degrees if self.tilt else 0.0,
            patient_position="FFS" if self.variant == "reversed" else "HFS",
        )


def _stack_of(profile: Profile, variant: Variant) -> _Stack:
    tilt = radians(profile.tilt_degrees) if variant == "tilted" else 0.0
    # A tilted plane meets the back of the chest lower than its front: scan further to cover both.
    margin = anatomy.CAGE[1] * profile.scale * tan(tilt)
    top, bottom = profile.top_mm + margin, profile.bottom_mm - margin
    return _Stack(profile, variant, tilt, top, round((top - bottom) / profile.step_mm) + 1)


def _shapes_of(profile: Profile) -> list[shapes.LocalShape]:
    obstacles = [
        vessels.Obstacle(np.array(item.centre), item.diameter_mm / 2) for item in profile.nodules
    ]
    tree = vessels.grow(profile.seed, profile.scale, obstacles)
    feeding = [shapes.feeding_vessel(item) for item in profile.nodules]
    drawn: list[shapes.LocalShape] = [shapes.Vessel(segment) for segment in tree]
    drawn += [shapes.Vessel(segment) for segment in feeding if segment is not None]
    drawn += [shapes.Nodule(item) for item in profile.nodules]
    return drawn


def _paint(
    plane: shapes.SlicePlane, profile: Profile, small_shapes: list[shapes.LocalShape]
) -> Field:
    scale = np.float32(profile.scale)
    image = anatomy.paint(
        plane.x[None, :] / scale, plane.y[:, None] / scale, plane.z[:, None] / scale
    )
    shapes.draw(image, plane, small_shapes)
    return image


def _noise(rng: np.random.Generator, shape: tuple[int, ...], level: float) -> NDArray[np.float32]:
    """Noise with the short correlation of a reconstructed image."""
    white = rng.standard_normal(shape, dtype=np.float32)
    return (white + np.roll(white, 1, 0) + np.roll(white, 1, 1)) * np.float32(level / 3**0.5)


def _truth_of(number: int, recipe: NoduleRecipe, profile: Profile) -> NoduleTruth:
    top, bottom = _LUNG_TOP * profile.scale, _LUNG_BOTTOM * profile.scale
    height = (recipe.centre[2] - bottom) / (top - bottom)
    zone = "upper" if height > 2 / 3 else "middle" if height > 1 / 3 else "lower"
    x, y, z = (value + shift for value, shift in zip(recipe.centre, profile.offset, strict=True))
    return NoduleTruth(
        number=number,
        centre=(x, y, z),
        diameter_mm=recipe.diameter_mm,
        category=recipe.category,
        mean_hu=round(shapes.mean_hu(recipe), 1),
        lung="left" if recipe.centre[0] > 0 else "right",
        zone=zone,
        site=recipe.site,
    )
