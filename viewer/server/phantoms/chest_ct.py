"""The chest CT phantom: one patient, written as a real DICOM series in three variants.

`axial` is an ordinary stack, first instance at the apex. `reversed` holds the same slices with
instances numbered from the feet. `tilted` is what a scanner with a tilted gantry makes: oblique
planes whose centres still step along the table, so that the stack is sheared. Shapes are drawn in
patient space, so each nodule has the same patient coordinates in all of them.

The profiles `screening` and `small-screening` also have coronary calcium, opacities and broken
ribs, and a second time point: the same patient three months later, lying and breathing otherwise.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, tan
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.foundation.errors import WrongUsage
from viewer.server.phantoms import anatomy, coronaries, dicom_series, shapes, vessels
from viewer.server.phantoms.anatomy import Field
from viewer.server.phantoms.chest_truth import truth_at
from viewer.server.phantoms.deformation import Deformation
from viewer.server.phantoms.lesion_shapes import Fracture, Opacity
from viewer.server.phantoms.recipe import Profile, load_profile
from viewer.server.phantoms.truth import ChestTruth

Variant = Literal["axial", "reversed", "tilted"]
ProfileName = Literal["standard", "small", "screening", "small-screening"]
Progress = Callable[[int, int], None]

VARIANTS: Final[tuple[Variant, ...]] = ("axial", "reversed", "tilted")


def chest_truth(profile: ProfileName = "standard", timepoint: int = 1) -> ChestTruth:
    """Return what the phantom holds, in patient coordinates."""
    recipe = load_profile(profile)
    return truth_at(recipe, follow_up(recipe, timepoint))


def write_chest_ct(
    folder: Path,
    *,
    variant: Variant = "axial",
    profile: ProfileName = "standard",
    timepoint: int = 1,
    progress: Progress | None = None,
) -> ChestTruth:
    """Write the series into `folder`, one file a slice, and return its truth.

    `timepoint` 2 is the follow-up of the screening profiles. `progress` is called with (slices
    written, slices in all).
    """
    if variant not in VARIANTS:
        raise WrongUsage(f"no such phantom variant: {variant}")
    recipe = load_profile(profile)
    return write_profile(folder, recipe, variant=variant, timepoint=timepoint, progress=progress)


def write_profile(
    folder: Path,
    recipe: Profile,
    *,
    variant: Variant = "axial",
    timepoint: int = 1,
    progress: Progress | None = None,
) -> ChestTruth:
    """Write a series from any recipe, for one that was changed; else like `write_chest_ct`."""
    stack = stack_of(recipe, variant, timepoint)
    small_shapes = shapes_of(recipe, stack.deformation)
    series = dicom_series.SeriesWriter(folder, stack.name, stack.description())
    rng = np.random.default_rng(recipe.seed + timepoint)
    for index in range(stack.count):
        plane = stack.plane(index)
        image = painted(plane, recipe, small_shapes)
        image += _noise(rng, image.shape, recipe.noise_hu)
        series.write(stack.instance(index), image)
        if progress is not None:
            progress(index + 1, stack.count)
    return truth_at(recipe, stack.deformation)


def follow_up(recipe: Profile, timepoint: int) -> Deformation | None:
    """Return how the patient lies at a time point; raises WrongUsage where there is none."""
    if timepoint == 1:
        return None
    if timepoint != 2 or recipe.follow_up is None:
        raise WrongUsage(f"the phantom {recipe.name} has no time point {timepoint}")
    return recipe.follow_up


@dataclass(frozen=True, slots=True)
class Stack:
    """The planes of a variant, from the top of the table to its bottom."""

    profile: Profile
    variant: Variant
    tilt: float
    top_mm: float
    count: int
    deformation: Deformation | None

    @property
    def name(self) -> str:
        """The name that the identifiers of the series are made from."""
        first = f"{self.profile.name}/{self.variant}"
        return first if self.deformation is None else f"{first}/follow-up"

    def plane(self, index: int) -> shapes.SlicePlane:
        """Return slice `index` in the phantom's own frame."""
        size, spacing = self.profile.matrix, self.profile.spacing_mm
        across = ((np.arange(size) - (size - 1) / 2) * spacing).astype(np.float32)
        return self.sampled(index, across, across)

    def sampled(self, index: int, columns: Field, across: Field) -> shapes.SlicePlane:
        """Return slice `index` at other places (mm from its middle) along its rows and columns."""
        table = self.top_mm - index * self.profile.step_mm
        normal = np.array([0.0, sin(self.tilt), cos(self.tilt)])
        rows_y = (across * cos(self.tilt)).astype(np.float32)
        rows_z = (table - across * sin(self.tilt)).astype(np.float32)
        return shapes.SlicePlane(
            columns, rows_y, rows_z, normal, self.profile.step_mm, self.deformation
        )

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
        first = self.deformation is None
        return dicom_series.SeriesDescription(
            study=self.profile.name if first else f"{self.profile.name}/follow-up",
            text=f"CHEST PHANTOM {self.variant.upper()}",
            spacing_mm=self.profile.spacing_mm,
            thickness_mm=self.profile.step_mm,
            column_direction=(0.0, cos(self.tilt), -sin(self.tilt)),
            tilt_degrees=self.profile.tilt_degrees if self.tilt else 0.0,
            patient_position="FFS" if self.variant == "reversed" else "HFS",
            visit=dicom_series.FIRST_VISIT if first else dicom_series.FOLLOW_UP,
        )


def stack_of(profile: Profile, variant: Variant, timepoint: int = 1) -> Stack:
    """Return the planes of a variant; raises WrongUsage for a time point that is not there."""
    tilt = radians(profile.tilt_degrees) if variant == "tilted" else 0.0
    # A tilted plane meets the back of the chest lower than its front: scan further to cover both.
    margin = anatomy.CAGE[1] * profile.scale * tan(tilt)
    top, bottom = profile.top_mm + margin, profile.bottom_mm - margin
    count = round((top - bottom) / profile.step_mm) + 1
    return Stack(profile, variant, tilt, top, count, follow_up(profile, timepoint))


def shapes_of(profile: Profile, deformation: Deformation | None) -> list[shapes.LocalShape]:
    """Return all small shapes in the order in which they are painted over one another."""
    obstacles = [
        vessels.Obstacle(np.array(item.centre), item.diameter_mm / 2) for item in profile.nodules
    ]
    tree = vessels.grow(profile.seed, profile.scale, obstacles)
    feeding = [shapes.feeding_vessel(item) for item in profile.nodules]
    lesions = profile.lesions
    drawn: list[shapes.LocalShape] = [Opacity(item, profile.scale) for item in lesions.opacities]
    drawn += [shapes.Vessel(segment) for segment in tree]
    drawn += [shapes.Vessel(segment) for segment in feeding if segment is not None]
    drawn += [shapes.Nodule(item) for item in profile.nodules]
    if lesions.plaques:
        drawn += coronaries.arteries(profile.scale)
    drawn += [coronaries.plaque(item, profile.scale) for item in lesions.plaques]
    drawn += [Fracture(item, profile.scale) for item in lesions.fractures]
    return drawn if deformation is None else shapes.moved(drawn, deformation)


def painted(
    plane: shapes.SlicePlane, profile: Profile, small_shapes: Sequence[shapes.LocalShape]
) -> Field:
    """Return one slice of HU values, without noise."""
    scale = np.float32(profile.scale)
    x, y, z = plane.anatomy()
    image = anatomy.paint(x / scale, y / scale, z / scale)
    shapes.draw(image, plane, small_shapes)
    return image


def _noise(rng: np.random.Generator, shape: tuple[int, ...], level: float) -> NDArray[np.float32]:
    """Noise with the short correlation of a reconstructed image."""
    white = rng.standard_normal(shape, dtype=np.float32)
    return (white + np.roll(white, 1, 0) + np.roll(white, 1, 1)) * np.float32(level / 3**0.5)
