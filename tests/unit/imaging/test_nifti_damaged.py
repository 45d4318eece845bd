"""NIfTI files that lie, end early or contradict themselves: shown where true, or refused (R18)."""

import gzip
import struct

import numpy as np
import pytest

from tests.nifti_builders import fields_of, nifti_bytes, numbered, write_nifti
from tests.unit.imaging.test_nifti import kinds, loaded
from viewer.domain.series import StackProblemKind
from viewer.imaging import limits
from viewer.imaging.bare_pixels import gunzipped
from viewer.imaging.problems import SkipReason, SliceProblem
from viewer.imaging.scan import scan


def refusal(path):
    (skipped,) = scan([path]).skipped
    return skipped.reason, skipped.detail


@pytest.mark.parametrize(
    ("changes", "reason", "said"),
    [
        ({"magic": b"xyz\0"}, SkipReason.UNSUPPORTED_PIXELS, "no NIfTI magic"),
        ({"dim": (5, 4, 3, 2, 1, 3)}, SkipReason.UNSUPPORTED_PIXELS, "5-D"),
        ({"dim": (7, 4, 3, 1, 1, 1, 1, 2)}, SkipReason.UNSUPPORTED_PIXELS, "7-D"),
        ({"datatype": 32}, SkipReason.UNSUPPORTED_PIXELS, "complex64"),
        ({"datatype": 1536}, SkipReason.UNSUPPORTED_PIXELS, "float128"),
        ({"datatype": 77}, SkipReason.UNSUPPORTED_PIXELS, "77"),
        ({"dim": (3, 4, 0, 2)}, SkipReason.DAMAGED, "without voxels"),
        ({"dim": (3, 4, -3, 2)}, SkipReason.DAMAGED, "without voxels"),
        ({"dim": (3, 32767, 32767, 32767)}, SkipReason.TOO_LARGE, "at most"),
        ({"dim": (3, 2000, 2000, 30_000)}, SkipReason.TOO_LARGE, "at most"),
    ],
)
def test_r018_what_cannot_be_shown_is_refused_with_the_reason(tmp_path, changes, reason, said):
    found, detail = refusal(write_nifti(tmp_path / "a.nii", numbered(), **changes))

    assert found is reason
    assert said in detail


def test_r018_of_five_axes_the_empty_ones_do_not_count(tmp_path):
    path = write_nifti(tmp_path / "a.nii", numbered(), dim=(7, 4, 3, 2, 1, 1, 1, 1))

    assert loaded(path)[0].stored.shape == (2, 3, 4)


def test_r018_two_transforms_that_differ_are_said_and_sform_is_used(tmp_path):
    shifted = {"qform_code": 1, "qoffset": (50.0, 0.0, 0.0)}
    (odd,) = loaded(write_nifti(tmp_path / "odd.nii", numbered(), **shifted))
    (same,) = loaded(write_nifti(tmp_path / "same.nii", numbered(), qform_code=1))

    assert StackProblemKind.TWO_PLACES in kinds(odd)
    assert StackProblemKind.TWO_PLACES not in kinds(same)
    one, other = (v.stack.description.geometry.planes[0].position for v in (odd, same))
    assert one == other


def test_r018_without_transforms_there_are_edges_but_no_letters(tmp_path):
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), sform_code=0))

    description = volume.stack.description
    assert StackProblemKind.NO_ORIENTATION in kinds(volume)
    assert description.geometry is None
    assert description.pixel_spacing == (3.0, 2.0)
    assert volume.stored[0, -1].tolist() == [0, 6, 12, 18]  # the first row is the lowest


@pytest.mark.parametrize("dtype", ["i2"])
def test_r018_without_transforms_time_points_stay_apart(tmp_path, dtype):
    path = write_nifti(tmp_path / "a.nii", numbered((4, 3, 2, 2), dtype), sform_code=0)

    assert [volume.stored.shape for volume in loaded(path)] == [(2, 3, 4), (2, 3, 4)]


@pytest.mark.parametrize("edge", [0.0, float("nan"), float("inf")])
def test_r018_impossible_edges_give_no_spacing(tmp_path, edge):
    pixdim = (1.0, edge, 3.0, 4.0, 1.0, 1.0, 1.0, 1.0)
    path = write_nifti(tmp_path / "a.nii", numbered(), qform_code=1, sform_code=0, pixdim=pixdim)

    (volume,) = loaded(path)
    assert volume.stack.description.pixel_spacing is None
    assert volume.stack.description.geometry is None


def test_r018_a_negative_edge_is_as_long_as_a_positive_one(tmp_path):
    pixdim = (1.0, -2.0, 3.0, 4.0, 1.0, 1.0, 1.0, 1.0)
    path = write_nifti(tmp_path / "a.nii", numbered(), qform_code=1, sform_code=0, pixdim=pixdim)

    assert loaded(path)[0].stack.description.pixel_spacing == (3.0, 2.0)


@pytest.mark.parametrize("matrix", [np.zeros((4, 4)), np.full((4, 4), np.nan), np.ones((4, 4))])
def test_r018_a_transform_that_spans_no_space_is_not_believed(tmp_path, matrix):
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), sform=matrix))

    assert StackProblemKind.NO_ORIENTATION in kinds(volume)


def test_r018_sheared_slices_have_no_positions_and_it_is_said(tmp_path):
    sheared = np.array([[2.0, 1.0, 0, 0], [0, 3.0, 0, 0], [0, 0, 4.0, 0], [0, 0, 0, 1.0]])
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), sform=sheared))

    assert StackProblemKind.SHEARED in kinds(volume)
    assert volume.stack.description.geometry is None


def test_r018_time_points_beyond_the_limit_are_left_out_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "TIME_POINTS", 2)
    volumes = loaded(write_nifti(tmp_path / "a.nii", numbered((4, 3, 2, 5))))

    assert len(volumes) == 2
    (problem,) = [
        p
        for p in volumes[0].stack.description.problems
        if p.kind is StackProblemKind.TIMES_LEFT_OUT
    ]
    assert problem.values == ("2", "5")


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_r018_a_volume_cut_short_shows_what_is_there(tmp_path, name):
    rng = np.random.default_rng(1)
    values = rng.integers(1, 99, (16, 16, 4)).astype(np.int16)
    content = write_nifti(tmp_path / "whole.nii", values).read_bytes()
    if name.endswith(".gz"):
        packed = gzip.compress(content, 1)
        (tmp_path / name).write_bytes(packed[: len(packed) * 2 // 3])
    else:
        (tmp_path / name).write_bytes(content[: 352 + 512 * 2 + 100])

    (volume,) = loaded(tmp_path / name)
    assert volume.stored[0].all()
    assert not volume.stored[3].any()
    assert volume.slice_problems[3] is SliceProblem.CUT_SHORT


def test_r018_not_a_number_is_black_and_does_not_spoil_the_window(tmp_path):
    values = numbered(dtype="f4").astype(np.float32)
    values[0, 0, 0], values[1, 0, 0] = np.nan, np.inf
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", values))

    assert np.isnan(volume.stored).sum() == 1


def test_r018_a_gzip_bomb_is_unpacked_no_further_than_the_header_says(tmp_path):
    content = nifti_bytes(numbered()) + bytes(40_000_000)
    path = tmp_path / "a.nii.gz"
    path.write_bytes(gzip.compress(content, 1))

    with path.open("rb") as stream:
        assert len(gunzipped(stream, 352, 48)) == 48
        assert stream.tell() <= 1 << 20
    assert loaded(path)[0].stored.shape == (2, 3, 4)


@pytest.mark.parametrize("offset", [0.0, -5.0, float("nan")])
def test_r018_an_offset_into_the_header_is_not_believed(tmp_path, offset):
    (volume,) = loaded(write_nifti(tmp_path / "a.nii", numbered(), vox_offset=offset))

    assert np.array_equal(np.sort(volume.stored, axis=None), numbered().ravel())


@pytest.mark.parametrize("offset", [500.0, 1e30, float("inf")])
def test_r018_a_file_that_ends_before_its_voxels_is_listed(tmp_path, offset):
    path = write_nifti(tmp_path / "a.nii", numbered(), vox_offset=offset)

    assert refusal(path)[0] is SkipReason.CUT_SHORT


def test_r018_a_header_cut_short_is_listed(tmp_path):
    (tmp_path / "a.nii.gz").write_bytes(gzip.compress(fields_of(numbered()).packed())[:60])
    (tmp_path / "b.nii").write_bytes(struct.pack("<i", 348) + bytes(36) + b"\x03\0" + bytes(10))

    assert len(scan([tmp_path]).skipped) == 2


def test_r018_a_pair_without_its_voxels_is_listed(tmp_path):
    (tmp_path / "a.hdr").write_bytes(fields_of(numbered(), magic=b"ni1\0").packed())

    assert refusal(tmp_path / "a.hdr")[0] is SkipReason.MISSING
