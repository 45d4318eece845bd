"""NIfTI volumes: every voxel where nibabel says it is, seen as radiologists see it (R18)."""

import gzip
from itertools import permutations, product

import nibabel
import numpy as np
import pytest
from nibabel.affines import from_matvec
from nibabel.nifti1 import Nifti1Header
from nibabel.spatialimages import SpatialImage

from tests.nifti_builders import RAS, fields_of, nifti_bytes, numbered, write_nifti
from viewer.domain.series import Container, SpacingSource, StackProblemKind
from viewer.geometry.points import ImagePoint
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def loaded(path):
    stacks = scan([path]).stacks
    volumes = []
    for stack in stacks:
        loader = VolumeLoader(stack)
        loader.run()
        volumes.append(loader.volume)
    return volumes


def kinds(volume):
    return {problem.kind for problem in volume.stack.description.problems}


def places(volume):
    """Return {value: patient point, mm LPS} of a volume of distinct values."""
    geometry = volume.stack.description.geometry
    return {
        volume.stored[index].item(): np.array(
            geometry.planes[index[0]].to_patient(ImagePoint.at_centre_of(index[2], index[1]))
        )
        for index in np.ndindex(volume.stored.shape)
    }


def assert_where_nibabel_says(path, volume):
    image = nibabel.load(path)
    found = places(volume)
    values = np.asarray(image.dataobj)
    for index in np.ndindex(values.shape):
        right_anterior_superior = image.affine @ (*index, 1.0)
        expected = right_anterior_superior[:3] * (-1, -1, 1)
        assert np.abs(found[values[index].item()] - expected).max() < 1e-6


AXES = list(permutations(range(3)))
SIGNS = list(product((1, -1), repeat=3))


def turned(axes, signs):
    """An affine whose stored axis n runs along patient axis axes[n], in RAS."""
    matrix = np.zeros((3, 3))
    for n, (axis, sign) in enumerate(zip(axes, signs, strict=True)):
        matrix[axis, n] = sign * (2.0, 3.0, 4.0)[n]
    return from_matvec(matrix, (-20.0, 11.0, 7.5))


@pytest.mark.parametrize("axes", AXES)
@pytest.mark.parametrize("signs", SIGNS)
def test_r018_every_axis_order_lies_where_nibabel_says_and_is_seen_by_convention(
    tmp_path, axes, signs
):
    path = write_nifti(tmp_path / "a.nii", numbered(), sform=turned(axes, signs))

    (volume,) = loaded(path)
    assert_where_nibabel_says(path, volume)
    plane = volume.stack.description.geometry.planes[0]
    across = {0: (0, 1, 0), 1: (1, 0, 0), 2: (1, 0, 0)}[axes[2]]
    down = {0: (0, 0, -1), 1: (0, 0, -1), 2: (0, 1, 0)}[axes[2]]
    assert np.allclose(plane.along_row, across)  # right of the patient on the left, or anterior
    assert np.allclose(plane.along_column, down)  # head up, in axial slices anterior up


def test_r018_an_oblique_qform_lies_where_nibabel_says(tmp_path):
    fields = {
        "qform_code": 1,
        "sform_code": 0,
        "quatern": (0.1, -0.2, 0.3),
        "qoffset": (-7.0, 8.0, 9.0),
        "pixdim": (-1.0, 0.7, 1.3, 2.1, 1.0, 1.0, 1.0, 1.0),
    }
    path = write_nifti(tmp_path / "a.nii", numbered(), **fields)

    (volume,) = loaded(path)
    assert_where_nibabel_says(path, volume)
    assert volume.stack.description.spacing_source is SpacingSource.NIFTI
    assert volume.stack.description.pixel_spacing == pytest.approx((1.3, 0.7))


@pytest.mark.parametrize(
    "name",
    [
        "anatomical.nii",
        "example_ct.nii.gz",
        "t2.nii.gz",
        "example4d.nii.gz",
        "example_nifti2.nii.gz",
    ],
)
def test_r018_real_volumes_agree_with_nibabel(shared_data, name):
    path = shared_data / "nifti" / name
    image = nibabel.load(path)
    values = np.asarray(image.dataobj).reshape(*image.shape[:3], -1)

    for time, volume in enumerate(loaded(path)):
        header = volume.stack.instances[0]
        geometry = volume.stack.description.geometry
        shape = volume.stored.shape
        for index in [(0, 0, 0), tuple(n - 1 for n in shape), tuple(n // 3 for n in shape)]:
            point = np.array(
                geometry.planes[index[0]].to_patient(ImagePoint.at_centre_of(index[2], index[1]))
            )
            voxel = np.linalg.inv(image.affine) @ (*(point * (-1, -1, 1)), 1.0)
            i, j, k = np.rint(voxel[:3]).astype(int)
            back = (image.affine @ (i, j, k, 1.0))[:3] * (-1, -1, 1)
            shown = volume.stored[index] * header.rescale.slope + header.rescale.intercept
            assert np.abs(back - point).max() < 1e-5
            assert shown == pytest.approx(values[i, j, k, time])


def test_the_organ_mask_lies_exactly_on_its_ct(shared_data):
    ct = scan([shared_data / "ct" / "abdomen_totalsegmentator_j2k"]).stacks[0].description
    (mask,) = loaded(shared_data / "ct/abdomen_totalsegmentator_j2k_mask/example_seg_dicom.nii.gz")

    for ours, theirs in zip(
        mask.stack.description.geometry.planes, ct.geometry.planes, strict=True
    ):
        assert np.abs(np.subtract(ours.position, theirs.position)).max() < 1e-3
        assert np.allclose(ours.along_row, theirs.along_row)
        assert np.allclose(ours.along_column, theirs.along_column)
    assert mask.stored.shape == (20, ct.rows, ct.columns)
    assert len(np.unique(mask.stored)) > 5


@pytest.mark.parametrize("dtype", ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_r018_every_type_of_number_is_read_in_both_orders(tmp_path, dtype, order):
    values = numbered(dtype=dtype)
    (tmp_path / "a.nii").write_bytes(nifti_bytes(values, order))

    (volume,) = loaded(tmp_path / "a.nii")
    assert volume.stored.dtype == np.dtype(dtype)
    assert np.array_equal(np.sort(volume.stored, axis=None), np.sort(values, axis=None))
    assert render(volume, 0, default_state(volume.stack, volume)).dtype == np.uint8


@pytest.mark.parametrize(("code", "samples"), [(128, 3), (2304, 4)])
def test_r018_colour_voxels_are_shown_as_colour(tmp_path, code, samples):
    voxel = (200, 100, 50, 0)[:samples]
    stored = np.tile(np.array(voxel, np.uint8), 4 * 3 * 2).reshape(-1, 3 * 2, 4 * samples)
    fields = fields_of(numbered(), datatype=code, bitpix=8 * samples)
    (tmp_path / "a.nii").write_bytes(fields.packed() + bytes(4) + stored.tobytes())

    (volume,) = loaded(tmp_path / "a.nii")
    assert volume.stored.shape == (2, 3, 4, 3)
    assert np.all(volume.stored == (200, 100, 50))


def test_r018_slope_intercept_and_window_are_those_of_the_header(tmp_path):
    path = write_nifti(tmp_path / "a.nii", numbered(), slope=0.5, intercept=-3.0, cal=(8.0, 2.0))

    (volume,) = loaded(path)
    window = volume.stack.file_windows[0]
    rescale = volume.rescale(0)
    assert (rescale.slope, rescale.intercept) == (0.5, -3.0)
    assert (window.center, window.width) == (5.0, 6.0)


@pytest.mark.parametrize("slope", [0.0, float("nan"), float("inf")])
def test_r018_a_slope_that_is_none_scales_nothing(tmp_path, slope):
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), slope=slope, intercept=5.0))

    assert (volume.rescale(0).slope, volume.rescale(0).intercept) == (1.0, 0.0)


@pytest.mark.parametrize(("units", "edge"), [(1, 2000.0), (2, 2.0), (3, 0.002), (0, 2.0)])
def test_r018_units_come_to_millimetres_and_an_unknown_one_is_said(tmp_path, units, edge):
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), units=units))

    header = volume.stack.instances[0]
    said = [float(v) for v in header.elements.numbers(0x00280030)]
    assert said[1] == pytest.approx(edge)
    assert (StackProblemKind.UNKNOWN_UNIT in kinds(volume)) is (units == 0)


def test_r018_each_time_point_is_a_stack(tmp_path):
    values = numbered((4, 3, 2, 3))
    path = write_nifti(tmp_path / "a.nii.gz", values)

    volumes = loaded(path)
    assert len(volumes) == 3
    for time, volume in enumerate(volumes):
        assert set(volume.stored.ravel().tolist()) == set(values[..., time].ravel().tolist())
        assert volume.stack.description.geometry is not None
        assert volume.stack.description.text.series_description == f"a.nii.gz · {time + 1}/3"


def test_r018_a_pair_is_read_from_both_of_its_files(tmp_path):
    values = numbered()
    (tmp_path / "a.hdr").write_bytes(fields_of(values, magic=b"ni1\0", vox_offset=0.0).packed())
    (tmp_path / "a.img").write_bytes(values.tobytes("F"))

    for named in (tmp_path, tmp_path / "a.hdr", tmp_path / "a.img"):
        (volume,) = loaded(named)
        assert np.array_equal(np.sort(volume.stored, axis=None), values.ravel())
        assert scan([named]).skipped == ()


def test_a_volume_has_no_identity_and_is_told_from_dicom(tmp_path):
    (volume,) = loaded(write_nifti(tmp_path / "brain.nii.gz", numbered()))

    description = volume.stack.description
    assert description.container is Container.NIFTI
    assert description.identity.patient_name == ""
    assert (description.modality, description.text.series_description) == ("NIFTI", "brain.nii.gz")


def test_a_packed_volume_is_the_same_as_a_plain_one(tmp_path):
    values = numbered((7, 5, 6), "f4")
    (plain,) = loaded(write_nifti(tmp_path / "a.nii", values))
    (packed,) = loaded(write_nifti(tmp_path / "b.nii.gz", values))

    assert np.array_equal(plain.stored, packed.stored)


def test_several_gzip_members_are_one_file(tmp_path):
    content = nifti_bytes(numbered())
    pieces = [gzip.compress(content[n : n + 40]) for n in range(0, len(content), 40)]
    (tmp_path / "a.nii.gz").write_bytes(b"".join(pieces))

    (volume,) = loaded(tmp_path / "a.nii.gz")
    assert np.array_equal(np.sort(volume.stored, axis=None), numbered().ravel())


def test_the_builder_writes_what_nibabel_reads(tmp_path):
    path = write_nifti(tmp_path / "a.nii", numbered())

    image = nibabel.load(path)
    assert isinstance(image, SpatialImage)
    assert isinstance(image.header, Nifti1Header)
    assert np.array_equal(image.affine, RAS)
