"""Wherever a NIfTI header puts a voxel, it is shown there: random transforms beside nibabel."""

import tempfile
from pathlib import Path

import nibabel
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from nibabel.quaternions import quat2mat

from tests.nifti_builders import numbered, write_nifti
from viewer.geometry.points import ImagePoint, VoxelPoint
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan

PARTS = st.floats(-1.0, 1.0)
EDGES = st.floats(0.1, 9.0)
PLACES = st.floats(-500.0, 500.0)
SHAPES = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(2, 4))


@st.composite
def transforms(draw: st.DrawFn) -> np.ndarray:
    """A turn about any axis, edges of any length, mirrored or not; RAS mm."""
    turn = [draw(PARTS) for _ in range(4)]
    if np.linalg.norm(turn) < 0.1:
        turn = [1.0, 0.0, 0.0, 0.0]
    edges = [draw(EDGES) * draw(st.sampled_from((1.0, -1.0))) for _ in range(3)]
    affine = np.eye(4)
    affine[:3, :3] = quat2mat(turn) * edges
    affine[:3, 3] = [draw(PLACES) for _ in range(3)]
    return affine.astype(np.float32).astype(np.float64)


@given(affine=transforms(), shape=SHAPES)
def test_r018_voxels_lie_where_the_closest_canonical_volume_has_them(
    affine: np.ndarray, shape: tuple[int, int, int]
) -> None:
    values = numbered(shape)
    with tempfile.TemporaryDirectory() as folder:
        path = write_nifti(Path(folder) / "a.nii", values, sform=affine)
        canonical = nibabel.as_closest_canonical(nibabel.load(path))
        expected_values = np.asarray(canonical.dataobj)
        (stack,) = scan([path]).stacks
        loader = VolumeLoader(stack)
        loader.run()
    geometry = stack.description.geometry
    assert geometry is not None
    stored = loader.volume.stored
    for index in np.ndindex(expected_values.shape):
        world = (canonical.affine @ (*index, 1.0))[:3] * (-1, -1, 1)
        ((k, row, column),) = np.argwhere(stored == expected_values[index])
        plane = geometry.planes[k]
        shown = plane.to_patient(ImagePoint.at_centre_of(int(column), int(row)))
        assert np.abs(np.subtract(shown, world)).max() < 1e-6
        voxel = geometry.voxel_to_patient(VoxelPoint(float(column), float(row), float(k)))
        assert np.abs(np.subtract(voxel, world)).max() < 1e-6
