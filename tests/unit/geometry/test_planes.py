"""Planes and stacks by numbers worked out by hand."""

import pytest

from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.orientation import letters, opposite
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, PatientPoint, VoxelPoint


def axial(z: float, y: float = -20.0) -> ImagePlane:
    return ImagePlane(PatientPoint(-10.0, y, z), (1, 0, 0), (0, 1, 0), 0.7, 0.5)


def stack(*planes: ImagePlane) -> VolumeGeometry:
    return VolumeGeometry(planes, rows=40, columns=30)


def test_the_position_is_the_centre_of_the_first_pixel() -> None:
    assert axial(5.0).to_patient(ImagePoint(0.5, 0.5)) == (-10.0, -20.0, 5.0)
    assert axial(5.0).to_patient(ImagePoint(0.0, 0.0)) == pytest.approx((-10.25, -20.35, 5.0))


def test_columns_use_column_spacing_and_rows_row_spacing() -> None:
    assert axial(5.0).to_patient(ImagePoint(4.5, 3.5)) == pytest.approx((-8.0, -17.9, 5.0))


@pytest.mark.parametrize(
    ("along_row", "along_column", "spacing"),
    [
        ((1, 0, 0), (1, 0, 0), 1.0),
        ((2, 0, 0), (0, 1, 0), 1.0),
        ((0, 0, 0), (0, 1, 0), 1.0),
        ((1, 0, 0), (0, 1, 0), 0.0),
        ((1, 0, 0), (0, 1, 0), -1.0),
        ((float("nan"), 0, 0), (0, 1, 0), 1.0),
    ],
)
def test_r009_what_is_not_a_plane_is_refused(along_row, along_column, spacing) -> None:
    with pytest.raises(ValueError, match=r"plane|orientation|spacing"):
        ImagePlane(PatientPoint(0, 0, 0), along_row, along_column, spacing, 1.0)


def test_directions_written_with_few_digits_are_parallel_to_themselves() -> None:
    short = (0.707, 0.707, 0.0)  # a third of a thousandth shorter than 1
    planes = (ImagePlane(PatientPoint(0, 0, z), short, (0, 0, -1), 0.7, 0.5) for z in (1.0, 2.5))

    assert stack(*planes).rows == 40


def test_r013_a_tilted_gantry_is_measured_and_represented() -> None:
    tilted = stack(*(axial(2.0 * k, -20.0 + 0.5 * k) for k in range(5)))

    assert tilted.tilt_deg == pytest.approx(14.036, abs=1e-3)
    assert not tilted.is_straight
    assert stack(*(axial(2.0 * k, -20.0) for k in range(5))).is_straight
    assert tilted.is_even()
    assert tilted.slice_spacing_mm == pytest.approx(2.0)
    assert tilted.voxel_to_patient(VoxelPoint(0, 0, 4)) == pytest.approx((-10.0, -18.0, 8.0))


def test_r013_uneven_slices_have_no_affine_but_true_places() -> None:
    uneven = stack(axial(0.0), axial(1.0), axial(9.0))

    with pytest.raises(ValueError, match="uneven"):
        _ = uneven.affine
    assert uneven.voxel_to_patient(VoxelPoint(0, 0, 1.5)).z == pytest.approx(5.0)
    assert uneven.nearest_slice(PatientPoint(0, 0, 8.0)).index == 2
    assert uneven.nearest_slice(PatientPoint(0, 0, 8.0)).distance_mm == pytest.approx(-1.0)


def test_slices_that_are_not_parallel_are_no_volume() -> None:
    sagittal = ImagePlane(PatientPoint(0, 0, 0), (0, 1, 0), (0, 0, -1), 0.7, 0.5)

    with pytest.raises(ValueError, match="parallel"):
        stack(axial(0.0), sagittal)


def test_points_beyond_the_block_are_outside() -> None:
    block = stack(axial(0.0), axial(2.0), axial(4.0))

    assert block.contains(PatientPoint(-10.0, -20.0, -0.9))
    assert not block.contains(PatientPoint(-10.0, -20.0, -1.2))
    assert not block.contains(PatientPoint(10.0, -20.0, 2.0))


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ((1, 0, 0), "L"),
        ((-1, 0, 0), "R"),
        ((0, 1, 0), "P"),
        ((0, 0, 1), "H"),
        ((0.6, 0.64, -0.48), "PLF"),
        ((0.999, 0.04, 0), "L"),
        ((0, 0, 0), ""),
    ],
)
def test_letters_name_the_strongest_direction_first(direction, expected: str) -> None:
    assert letters(direction) == expected


def test_letters_are_turned_round_for_the_opposite_edge() -> None:
    assert opposite("PLF") == "ARH"
