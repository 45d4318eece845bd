"""A NIfTI volume that is sent: its voxels and where they lie, and no text."""

import gzip
import struct

import nibabel
import numpy as np
import pytest

from tests.nifti_builders import nifti_bytes, numbered, write_nifti
from viewer.imaging.source import FileSource
from viewer.privacy.deidentify import NotSendable
from viewer.privacy.nifti import is_packed, write_clean_volume

PLANT = b"Quxplant^Name"
AFFINE = np.array([[-2.0, 0, 0, 5], [0, 3.0, 0, -7], [0, 0, 4.0, 11], [0, 0, 0, 1]])


def planted(content):
    """Return a NIfTI-1 with a name in every text of the header, in an extension and at its end."""
    header = bytearray(content[:348])
    for offset, size in ((4, 10), (14, 18), (148, 80), (228, 24), (328, 16)):
        header[offset : offset + size] = PLANT[:size].ljust(size, b"\0")
    extension = struct.pack("<2i", 32, 6) + PLANT.ljust(24, b"\0")
    struct.pack_into("<f", header, 108, 352 + len(extension))
    return bytes(header) + b"\1\0\0\0" + extension + content[352:] + PLANT


def clean(path, tmp_path, name="out.nii"):
    write_clean_volume(FileSource(path), tmp_path / name)
    return tmp_path / name


def test_names_in_every_text_and_extension_are_left_behind(tmp_path):
    values = numbered((4, 3, 2))
    path = tmp_path / "a.nii"
    path.write_bytes(planted(nifti_bytes(values, sform=AFFINE)))
    assert path.read_bytes().count(PLANT[:8]) >= 5

    out = clean(path, tmp_path)

    assert PLANT[:8] not in out.read_bytes()
    volume = nibabel.load(out)
    assert np.array_equal(volume.get_fdata(), values)
    assert np.array_equal(volume.affine, AFFINE)
    assert len(volume.header.extensions) == 0


def test_a_packed_volume_stays_packed_without_the_name_of_its_file(tmp_path):
    path = tmp_path / "a.nii.gz"
    with path.open("wb") as file, gzip.GzipFile(PLANT.decode(), "wb", fileobj=file) as packed:
        packed.write(nifti_bytes(numbered()))
    assert PLANT in path.read_bytes()

    out = clean(path, tmp_path, "out.nii.gz")

    assert is_packed(FileSource(out))
    assert PLANT not in out.read_bytes()
    assert np.array_equal(nibabel.load(out).get_fdata(), numbered())


def test_the_same_volume_is_the_same_file_each_time(tmp_path):
    path = write_nifti(tmp_path / "a.nii.gz", numbered())

    first, second = clean(path, tmp_path, "1.nii.gz"), clean(path, tmp_path, "2.nii.gz")

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("order", ["<", ">"])
def test_either_byte_order_is_kept_with_slope_and_window(tmp_path, order):
    path = tmp_path / "a.nii"
    path.write_bytes(nifti_bytes(numbered(), order, slope=2.0, intercept=-5.0, cal=(9.0, 1.0)))

    volume = nibabel.load(clean(path, tmp_path))

    assert volume.header.endianness == order
    assert (volume.dataobj.slope, volume.dataobj.inter) == (2.0, -5.0)
    assert (volume.header["cal_max"], volume.header["cal_min"]) == (9.0, 1.0)


def test_a_nifti_2_goes_as_what_every_reader_knows(tmp_path):
    image = nibabel.Nifti2Image(numbered((4, 3, 2)), AFFINE)
    image.header.set_slope_inter(2.0, -5.0)
    image.header["descrip"] = PLANT
    nibabel.save(image, tmp_path / "a.nii")

    out = clean(tmp_path / "a.nii", tmp_path)

    volume = nibabel.load(out)
    assert isinstance(volume, nibabel.Nifti1Image)
    assert PLANT not in out.read_bytes()
    assert np.array_equal(volume.affine, AFFINE)
    assert np.array_equal(volume.get_fdata(), nibabel.load(tmp_path / "a.nii").get_fdata())


def test_a_nifti_2_with_an_axis_too_long_for_nifti_1_stays_one(tmp_path):
    image = nibabel.Nifti2Image(np.zeros((40_000, 1, 1), np.uint8), AFFINE)
    nibabel.save(image, tmp_path / "a.nii")

    volume = nibabel.load(clean(tmp_path / "a.nii", tmp_path))

    assert isinstance(volume, nibabel.Nifti2Image)
    assert volume.shape[:1] == (40_000,)


def test_a_pair_becomes_one_file(tmp_path):
    nibabel.save(nibabel.Nifti1Pair(numbered((4, 3, 2)), AFFINE), tmp_path / "a.img")

    volume = nibabel.load(clean(tmp_path / "a.img", tmp_path))

    assert np.array_equal(volume.get_fdata(), numbered((4, 3, 2)))
    assert np.array_equal(volume.affine, AFFINE)


def test_numbers_of_axes_that_a_volume_does_not_have_are_not_sent(tmp_path):
    content = bytearray(nifti_bytes(numbered((4, 3, 2))))
    struct.pack_into("<4h", content, 48, 1, 77, 78, 79)

    path = tmp_path / "a.nii"
    path.write_bytes(content)

    assert list(nibabel.load(clean(path, tmp_path)).header["dim"][4:]) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "damage",
    [lambda c: c[:-3], lambda c: c[:200], lambda c: b"", lambda c: b"Q" * 400],
    ids=["cut in the voxels", "cut in the header", "empty", "no NIfTI"],
)
def test_r003_what_is_not_whole_is_not_sent(tmp_path, damage):
    path = tmp_path / "a.nii"
    path.write_bytes(damage(nifti_bytes(numbered())))

    with pytest.raises(NotSendable):
        clean(path, tmp_path)


def test_r003_a_damaged_gzip_is_not_sent(tmp_path):
    content = gzip.compress(nifti_bytes(numbered((20, 20, 20))))
    (tmp_path / "a.nii.gz").write_bytes(content[: len(content) // 2])

    with pytest.raises(NotSendable):
        clean(tmp_path / "a.nii.gz", tmp_path)
