"""Real masks lie on the real images that they were made of."""

import math

import nibabel
import numpy as np
import pytest

from tests.mask_builders import Files
from viewer.domain.result import UnplacedReason
from viewer.geometry.points import PatientPoint
from viewer.imaging.pixels import read_into
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume
from viewer.vendors.gateway.answers.collecting import Collected
from viewer.vendors.gateway.answers.masks import read_mask
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.loose import Node

PAIRS = [
    (
        "ct/abdomen_totalsegmentator_j2k",
        "ct/abdomen_totalsegmentator_j2k_mask/example_seg_dicom.nii.gz",
    ),
    ("nifti/t2.nii.gz", "nifti/t2_seg-manual.nii.gz"),
]


def read(series, path):
    about = About(series=series, files=Files(Mask=path.read_bytes()))
    collected = Collected(Node({}, "Data"), about)
    return read_mask(Node("https://r.invalid/m", "Data.Mask"), collected), collected


@pytest.mark.parametrize(("images", "mask"), PAIRS, ids=["organs", "spinal-cord"])
def test_each_marked_voxel_lies_at_its_own_place_in_the_patient(shared_data, images, mask):
    (stack,) = scan([shared_data / images]).stacks
    file = nibabel.load(shared_data / mask)
    marked = np.argwhere(np.asanyarray(file.dataobj) > 0)

    found, _ = read(stack.description, shared_data / mask)

    assert found.notes == ()
    assert found.mask.voxel_count == len(marked)
    to_lps = np.diag([-1.0, -1.0, 1.0, 1.0]) @ file.affine
    for voxel in marked[:: max(1, len(marked) // 50)]:
        point = PatientPoint(*(to_lps @ [*voxel, 1.0])[:3])
        nearest = stack.description.geometry.nearest_slice(point)
        part = found.mask.on(nearest.index)
        assert part is not None
        assert part.holds(nearest.point)
        assert math.isclose(nearest.distance_mm, 0.0, abs_tol=0.05)


def test_organs_are_no_air(shared_data):
    (stack,) = scan([shared_data / PAIRS[0][0]]).stacks
    found, _ = read(stack.description, shared_data / PAIRS[0][1])
    part = found.mask.largest
    volume = Volume(stack)
    image = volume.stored[part.index]
    read_into(image, stack.instances[part.index])
    box = np.s_[part.row : part.row + part.height, part.column : part.column + part.width]

    organs = image[box][part.bits]
    turned = image[::-1][box][part.bits]

    assert np.median(organs) - np.median(image) > 900
    assert np.mean(organs < np.median(organs) - 500) < 0.02
    assert np.mean(turned < np.median(organs) - 500) > 0.05


def test_the_mask_of_another_study_is_not_drawn(shared_data):
    (stack,) = scan([shared_data / "ct" / "chest_lidc-idri-0314_nodule"]).stacks

    found, collected = read(stack.description, shared_data / "nifti/t2_seg-manual.nii.gz")

    assert found is None
    assert [one.reason for one in collected.unplaced] == [UnplacedReason.OTHER_GRID]
