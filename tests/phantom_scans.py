"""Chest phantoms as scans in memory, for tests of methods: drawn without files between."""

from dataclasses import replace

import numpy as np

from viewer.server.methods.scan import Scan
from viewer.server.phantoms.chest_ct import Variant, painted, shapes_of, stack_of
from viewer.server.phantoms.lesion_recipes import Lesions
from viewer.server.phantoms.recipe import Profile, load_profile


def a_recipe(noise_hu: float = 15.0, step_mm: float = 2.5) -> Profile:
    """The recipe of `small-screening`, with other values where given."""
    return replace(load_profile("small-screening"), noise_hu=noise_hu, step_mm=step_mm)


def with_calcium_alone(recipe: Profile) -> Profile:
    """The same patient with plaques alone, scanned from above the carina downwards."""
    return replace(recipe, top_mm=30.0, lesions=Lesions(plaques=recipe.lesions.plaques))


def without_lesions(recipe: Profile) -> Profile:
    """The same patient, healthy but for the nodules."""
    return replace(recipe, lesions=Lesions())


def a_scan(recipe: Profile, variant: Variant = "axial", timepoint: int = 1) -> Scan:
    """The scan that the recipe's noise makes, slices in ascending position."""
    stack = stack_of(recipe, variant, timepoint)
    shapes = shapes_of(recipe, stack.deformation)
    rng = np.random.default_rng(recipe.seed)
    planes = []
    for index in range(stack.count - 1, -1, -1):
        image = painted(stack.plane(index), recipe, shapes)
        white = rng.standard_normal(image.shape, dtype=np.float32)
        noise = (white + np.roll(white, 1, 0) + np.roll(white, 1, 1)) / 3**0.5
        planes.append(np.rint(image + recipe.noise_hu * noise))
    places = [np.array(stack.instance(stack.count - n).position) for n in (1, 2)]
    column = np.array([0.0, np.cos(stack.tilt), -np.sin(stack.tilt)])
    return Scan(
        voxels=np.clip(np.stack(planes), -1024, 3071).astype(np.int16),
        origin=places[0],
        axes=np.column_stack(
            (
                np.array([recipe.spacing_mm, 0.0, 0.0]),
                column * recipe.spacing_mm,
                places[1] - places[0],
            )
        ),
        sop_instance_uids=tuple(f"1.2.{number}" for number in range(len(planes))),
        series_instance_uid="1.2.3",
    )
