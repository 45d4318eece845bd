"""Reading a submitted NIfTI file as a scan."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from tests.endpoint_builders import a_nifti
from viewer.server.catalogue import CALCIUM, SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.nifti import inspect_volume, read_volume

RULES = CALCIUM.series or SeriesRules()


def staged(folder: Path, *files: bytes) -> Path:
    (folder / "input").mkdir()
    for number, content in enumerate(files):
        (folder / "input" / f"{number:04d}").write_bytes(content)
    return folder


def refusal_of(folder: Path, content: bytes) -> RetCode:
    with pytest.raises(RefusedError) as refused:
        inspect_volume(staged(folder, content), RULES)
    return refused.value.code


@pytest.mark.parametrize("is_compressed", [True, False])
def test_a_volume_lies_where_its_file_says_in_lps(tmp_path, is_compressed):
    inspect_volume(staged(tmp_path, a_nifti(is_compressed=is_compressed)), RULES)

    scan = read_volume(tmp_path)

    assert scan.voxels.shape == (20, 6, 8)
    # The file's coordinates are RAS: x and y change their sign.
    assert scan.origin == pytest.approx([11.0, 7.5, 30.0])
    assert scan.axes == pytest.approx(np.diag([-0.75, -0.75, 2.5]))


def test_an_index_is_an_index_into_the_file_whatever_its_handedness(tmp_path):
    values = np.zeros((20, 6, 8), np.int16)
    values[3, 2, 1] = 700
    image = SimpleITK.GetImageFromArray(values)
    image.SetSpacing([0.75, 0.75, 2.0])
    image.SetDirection([1, 0, 0, 0, -1, 0, 0, 0, 1])
    staged(tmp_path)
    SimpleITK.WriteImage(image, str(tmp_path / "a.nii.gz"))
    (tmp_path / "a.nii.gz").rename(tmp_path / "input" / "0000")

    inspect_volume(tmp_path, RULES)
    scan = read_volume(tmp_path)

    assert np.argwhere(scan.voxels == 700).tolist() == [[3, 2, 1]]
    assert np.linalg.det(scan.axes) < 0


def test_the_other_byte_order_is_read(tmp_path):
    content = bytearray(a_nifti(is_compressed=False))
    struct.pack_into(">i", content, 0, 348)
    struct.pack_into(">8h", content, 40, 4, 8, 6, 20, 3, 1, 1, 1)

    assert refusal_of(tmp_path, bytes(content)) == RetCode.NOT_ONE_VOLUME


@pytest.mark.parametrize("size", [(8, 6, 0), (8, 6, -4), (8, 6, 1)])
def test_a_volume_without_depth_is_none(tmp_path, size):
    content = bytearray(a_nifti(is_compressed=False))
    struct.pack_into("<8h", content, 40, 3, *size, 1, 1, 1, 1)

    assert refusal_of(tmp_path, bytes(content)) == RetCode.NOT_ONE_VOLUME


def test_a_header_that_claims_more_than_any_scan_is_not_unpacked(tmp_path):
    content = bytearray(a_nifti(is_compressed=False))
    struct.pack_into("<8h", content, 40, 3, 16_000, 16_000, 16_000, 1, 1, 1, 1)

    assert refusal_of(tmp_path, bytes(content)) == RetCode.IMAGE_TOO_LARGE


@pytest.mark.parametrize("missing", [1, 400, 1900])
@pytest.mark.parametrize("is_compressed", [True, False])
def test_a_cut_file_is_not_filled_up_with_nothing(tmp_path, missing, is_compressed):
    cut = a_nifti(is_compressed=False)[:-missing]

    code = refusal_of(tmp_path, gzip.compress(cut) if is_compressed else cut)

    assert code == RetCode.WRONG_FILE_KIND


def test_a_cut_archive_is_refused(tmp_path):
    assert refusal_of(tmp_path, a_nifti()[:90]) == RetCode.WRONG_FILE_KIND


def test_a_file_that_goes_on_and_on_is_read_as_far_as_its_header_says(tmp_path):
    content = gzip.compress(a_nifti(is_compressed=False) + b"\0" * 10_000_000)

    inspect_volume(staged(tmp_path, content), RULES)

    assert (tmp_path / "slices" / "0001.nii").stat().st_size == 352 + 2 * 8 * 6 * 20


@pytest.mark.parametrize("number", [float("inf"), float("nan"), -1e7])
@pytest.mark.parametrize("at", [84, 256, 268, 292])
def test_a_file_that_lies_nowhere_is_refused_before_itk_looks_for_it(tmp_path, at, number):
    content = bytearray(a_nifti(is_compressed=False))
    struct.pack_into("<f", content, at, number)

    assert refusal_of(tmp_path, bytes(content)) == RetCode.WRONG_FILE_KIND
