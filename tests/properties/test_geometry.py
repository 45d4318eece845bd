"""Image, voxel and patient agree, wherever the scanner put the slices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.geometry_strategies import image_points, planes, volumes
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.orientation import letters, opposite
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, VoxelPoint


@given(planes(), image_points)
def test_image_to_patient_and_back_is_the_same_point(plane: ImagePlane, point: ImagePoint) -> None:
    back, distance = plane.to_image(plane.to_patient(point))

    assert back == pytest.approx(point, abs=1e-6)
    assert distance == pytest.approx(0.0, abs=1e-6)


@given(planes(), image_points, st.floats(-50, 50))
def test_the_distance_from_a_plane_is_measured_along_its_normal(
    plane: ImagePlane, point: ImagePoint, height: float
) -> None:
    above = np.add(plane.to_patient(point), np.multiply(height, plane.normal))

    foot, distance = plane.to_image(type(plane.position)(*map(float, above)))

    assert foot == pytest.approx(point, abs=1e-6)
    assert distance == pytest.approx(height, abs=1e-6)


@given(planes())
def test_a_step_of_one_column_is_one_column_spacing_long(plane: ImagePlane) -> None:
    here = plane.to_patient(ImagePoint(3.5, 7.5))

    assert here.distance_to(plane.to_patient(ImagePoint(4.5, 7.5))) == pytest.approx(
        plane.column_spacing
    )
    assert here.distance_to(plane.to_patient(ImagePoint(3.5, 8.5))) == pytest.approx(
        plane.row_spacing
    )


@given(volumes(), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_affine_and_the_planes_name_the_same_places(
    volume: VolumeGeometry, column: float, row: float, depth: float
) -> None:
    voxel = VoxelPoint(
        column * (volume.columns - 1), row * (volume.rows - 1), depth * (len(volume.planes) - 1)
    )

    by_affine = volume.affine @ (*voxel, 1.0)

    assert volume.voxel_to_patient(voxel) == pytest.approx(tuple(by_affine[:3]), abs=1e-6)


@given(volumes(), st.data())
def test_a_point_on_a_slice_falls_on_that_slice(
    volume: VolumeGeometry, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(volume.planes) - 1))
    point = ImagePoint(volume.columns * 0.3, volume.rows * 0.7)

    nearest = volume.nearest_slice(volume.planes[index].to_patient(point))

    assert nearest.index == index
    assert nearest.point == pytest.approx(point, abs=1e-6)
    assert volume.contains(volume.planes[index].to_patient(point))


@given(volumes())
def test_heights_ascend_in_stack_order(volume: VolumeGeometry) -> None:
    assert np.all(np.diff(volume.heights_mm) > 0)


@given(planes())
def test_opposite_directions_have_opposite_letters(plane: ImagePlane) -> None:
    backwards = (-plane.along_row[0], -plane.along_row[1], -plane.along_row[2])

    assert letters(backwards) == opposite(letters(plane.along_row))
