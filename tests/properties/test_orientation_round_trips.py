"""Voxel, patient and screen: there and back is the same point, to a millionth of a pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.geometry_strategies import planes, volumes
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, VoxelPoint
from viewer.overlay.camera import Camera

MOST_PX = 65_535
CLOSE = 1e-6
"""Image px."""

far_points = st.builds(ImagePoint, st.floats(0, MOST_PX), st.floats(0, MOST_PX))
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    """Any image in any view, zoomed from 0.05 to 64, turned, mirrored, with unequal pixels."""
    return Camera(
        image_width=draw(st.integers(1, MOST_PX)),
        image_height=draw(st.integers(1, MOST_PX)),
        pixel_aspect=draw(st.floats(0.2, 5.0)),
        view_width=float(draw(st.integers(100, 7680))),
        view_height=float(draw(st.integers(100, 4320))),
        zoom=draw(st.floats(0.05, 64.0)),
        centre=draw(far_points),
        quarter_turns=draw(st.integers(0, 3)),
        is_mirrored=draw(st.booleans()),
    )


@given(cameras(), far_points)
def test_image_to_screen_and_back(camera: Camera, point: ImagePoint) -> None:
    assert camera.to_image(*camera.to_device(point)) == pytest.approx(point, rel=0, abs=CLOSE)


@given(cameras(), st.floats(0, 7680), st.floats(0, 4320))
def test_screen_to_image_and_back(camera: Camera, x: float, y: float) -> None:
    back = camera.to_device(camera.to_image(x, y))

    assert back == pytest.approx((x, y), rel=0, abs=CLOSE * max(1.0, camera.zoom))


@given(planes(), far_points)
def test_image_to_patient_and_back(plane: ImagePlane, point: ImagePoint) -> None:
    foot, distance = plane.to_image(plane.to_patient(point))

    assert foot == pytest.approx(point, rel=0, abs=CLOSE)
    assert distance == pytest.approx(0.0, abs=CLOSE)


@given(planes(), cameras(), far_points, ratios)
def test_patient_to_logical_screen_and_back(
    plane: ImagePlane, camera: Camera, point: ImagePoint, ratio: float
) -> None:
    there, _ = plane.to_image(plane.to_patient(point))
    x, y = camera.to_device(there)
    logical = x / ratio, y / ratio

    back = camera.to_image(logical[0] * ratio, logical[1] * ratio)
    foot, _ = plane.to_image(plane.to_patient(back))

    assert foot == pytest.approx(point, rel=0, abs=CLOSE)


@given(volumes(), st.floats(0, MOST_PX), st.floats(0, MOST_PX), st.data())
def test_voxel_to_patient_and_back_by_the_matrix(
    volume: VolumeGeometry, column: float, row: float, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(volume.planes) - 1))
    patient = volume.voxel_to_patient(VoxelPoint(column, row, index))

    expected = affine_of(volume) @ (column, row, index, 1.0)
    assert patient == pytest.approx(tuple(expected[:3]), rel=0, abs=CLOSE)
    back = np.linalg.solve(affine_of(volume), (*patient, 1.0))
    assert tuple(back[:2]) == pytest.approx((column, row), rel=0, abs=CLOSE)


@given(volumes(), far_points, st.data())
def test_a_voxel_is_found_again_on_its_slice(
    volume: VolumeGeometry, point: ImagePoint, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(volume.planes) - 1))

    nearest = volume.nearest_slice(volume.planes[index].to_patient(point))

    assert nearest.index == index
    assert nearest.point == pytest.approx(point, rel=0, abs=CLOSE)
    assert nearest.distance_mm == pytest.approx(0.0, abs=CLOSE)


@given(cameras(), far_points, st.integers(0, 3), st.booleans())
def test_turning_moves_no_pixel_relative_to_its_neighbours(
    camera: Camera, point: ImagePoint, turns: int, flips: bool
) -> None:
    turned = camera.rotated(turns)
    turned = turned.mirrored_horizontally() if flips else turned
    neighbour = ImagePoint(point.column + 1.0, point.row + 1.0)

    across, down = np.subtract(turned.to_device(neighbour), turned.to_device(point))

    sides = sorted((abs(across), abs(down)))
    assert sides == pytest.approx(sorted((turned.zoom, turned.row_zoom)), abs=1e-6)


def affine_of(volume: VolumeGeometry) -> np.ndarray:
    """The 4×4 matrix from voxel indices to mm, from the planes' own numbers."""
    first = volume.planes[0]
    step = np.cross(first.along_row, first.along_column)
    if len(volume.planes) > 1:
        step = np.subtract(volume.planes[1].position, first.position)
    matrix = np.eye(4)
    matrix[:3, 0] = np.array(first.along_row) * first.column_spacing
    matrix[:3, 1] = np.array(first.along_column) * first.row_spacing
    matrix[:3, 2] = step
    matrix[:3, 3] = first.position
    return matrix
