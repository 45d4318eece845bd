"""Volumes as NIfTI: geometry to the last millimetre, in straight and in tilted stacks."""

import gzip
from pathlib import Path

import nibabel
import numpy as np
import pytest
import SimpleITK

from viewer.server.methods.scan import Scan
from viewer.server.methods.volume_file import write_volume

SHAPE = (4, 5, 6)


def a_scan(axes: np.ndarray) -> Scan:
    return Scan(np.zeros(SHAPE, np.int16), np.array([1.0, -2.0, 3.0]), axes, ("",) * 4, "1.2")


def sheared() -> np.ndarray:
    return np.array([[0.7, 0.0, 0.0], [0.0, 0.78, 0.1], [0.0, -0.16, 2.0]])


def straight() -> np.ndarray:
    return np.diag([0.7, 0.8, 2.5])


@pytest.mark.parametrize("axes", [straight(), sheared()])
def test_each_voxel_lies_where_the_scan_has_it(axes, tmp_path):
    path = tmp_path / "mask.nii.gz"
    values = np.arange(120, dtype=np.uint8).reshape(SHAPE)

    write_volume(a_scan(axes), values, path)

    image = nibabel.load(path)
    assert np.array_equal(np.asanyarray(image.dataobj).T, values)
    ras = image.affine @ (3, 2, 1, 1)
    place = np.array([1.0, -2.0, 3.0]) + axes @ (3, 2, 1)
    assert ras[:3] == pytest.approx(place * (-1, -1, 1), abs=1e-5)
    assert [path.name for path in tmp_path.iterdir()] == ["mask.nii.gz"]


def test_simpleitk_reads_a_straight_stack_as_it_was(tmp_path):
    path = tmp_path / "mask.nii.gz"

    write_volume(a_scan(straight()), np.ones(SHAPE, np.uint8), path)

    image = SimpleITK.ReadImage(str(path))
    assert image.GetOrigin() == pytest.approx((1.0, -2.0, 3.0))
    assert image.GetSpacing() == pytest.approx((0.7, 0.8, 2.5))


def test_the_same_values_make_the_same_bytes(tmp_path):
    for name in ("a.nii.gz", "b.nii.gz"):
        write_volume(a_scan(straight()), np.ones(SHAPE, np.int16), tmp_path / name)

    first, second = ((tmp_path / name).read_bytes() for name in ("a.nii.gz", "b.nii.gz"))
    assert first == second
    assert gzip.decompress(first)[344:347] == b"n+1"


def test_a_folder_that_is_not_there_is_a_storage_fault():
    with pytest.raises(OSError, match="cannot write"):
        write_volume(a_scan(straight()), np.ones(SHAPE, np.uint8), Path("/nonexistent/m.nii.gz"))
