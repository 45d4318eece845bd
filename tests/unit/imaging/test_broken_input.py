"""Damaged and incomplete DICOM files: what is there is shown, what is wrong is said."""

import numpy as np
import pytest

from tests.conformance.made_layouts import fill_packed
from tests.image_builders import BIG_ENDIAN, EXPLICIT, IMPLICIT, dicom_bytes, pattern, save
from tests.image_builders import write_series as written
from tests.object_builders import a_header
from viewer.domain.series import StackProblemKind
from viewer.imaging import limits
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SkipReason, SliceProblem
from viewer.imaging.scan import scan

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
GARBAGE = {"PE": b"MZ\x90\0", "ELF": b"\x7fELF\2", "PDF": b"%PDF-1.4 ", "TIFF": b"II*\0"}


def opened(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return loader.volume


def said(stack, kind):
    return [problem.values for problem in stack.description.problems if problem.kind is kind]


@pytest.mark.parametrize("magic", GARBAGE.values(), ids=GARBAGE)
def test_r002_behind_a_preamble_of_another_format_is_the_picture(tmp_path, magic):
    content = dicom_bytes()
    (tmp_path / "a").write_bytes(magic.ljust(128, b"\x01") + content[128:])

    assert np.array_equal(opened(tmp_path).stored[0], pattern(0, 6, 8))


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT, BIG_ENDIAN])
@pytest.mark.parametrize("keeps_meta", [True, False])
def test_r002_without_preamble_the_picture_is_the_same(tmp_path, syntax, keeps_meta):
    def swapped(data, _):
        if syntax == BIG_ENDIAN:
            data.PixelData = pattern(0, 6, 8).astype(">i2").tobytes()

    content = dicom_bytes(syntax=syntax, edit=swapped)
    start = 132 if keeps_meta else 144 + int.from_bytes(content[140:144], "little")
    (tmp_path / "a").write_bytes(content[start:])

    assert np.array_equal(opened(tmp_path).stored[0], pattern(0, 6, 8))


def frames_file(tmp_path, frames=4):
    data = a_header("OT", SECONDARY_CAPTURE, 8, 10)
    data.NumberOfFrames = frames
    data.PixelData = np.arange(frames * 80, dtype=np.uint16).astype(np.uint8).tobytes()
    data["PixelData"].VR = "OW"
    return save(data, tmp_path / "frames.dcm")


def test_r003_of_a_cut_file_the_whole_frames_are_shown_and_the_others_said(tmp_path):
    path = frames_file(tmp_path)
    path.write_bytes(path.read_bytes()[: -80 - 35])

    volume = opened(path)

    assert volume.slice_problems == {2: SliceProblem.CUT_SHORT, 3: SliceProblem.CUT_SHORT}
    assert volume.stored[2].reshape(-1)[:45].tolist() == list(range(160, 205))
    assert not volume.stored[2].reshape(-1)[45:].any()
    assert not volume.stored[3].any()


def test_r004_pixels_shorter_than_the_element_says_end_there(tmp_path):
    data = a_header("OT", SECONDARY_CAPTURE, 8, 10)
    data.PixelData = bytes([7]) * 60
    data["PixelData"].VR = "OW"
    data.add_new(0xFFFCFFFC, "OB", bytes([9]) * 200)  # DataSetTrailingPadding

    volume = opened(save(data, tmp_path / "short.dcm"))

    assert volume.slice_problems == {0: SliceProblem.CUT_SHORT}
    assert volume.stored[0].reshape(-1).tolist() == [7] * 60 + [0] * 20


def test_r004_values_of_odd_length_do_not_shift_what_follows(tmp_path):
    content = dicom_bytes()
    at = content.index(b"\x10\x00\x20\x00LO") + 6
    size = int.from_bytes(content[at : at + 2], "little")
    odd = (size + 1).to_bytes(2, "little") + content[at + 2 : at + 2 + size] + b"X"
    (tmp_path / "odd").write_bytes(content[:at] + odd + content[at + 2 + size :])

    assert np.array_equal(opened(tmp_path).stored[0], pattern(0, 6, 8))


@pytest.mark.parametrize("bits", [1, 8])
def test_r004_pixels_of_an_odd_number_of_bytes_are_whole_without_their_padding(tmp_path, bits):
    data = a_header("OT", SECONDARY_CAPTURE, 3, 3)
    fill_packed(data, 1, frames=1) if bits == 1 else None
    data.PixelData = data.get("PixelData", bytes(range(10)))[:9]
    path = save(data, tmp_path / "odd.dcm")

    assert opened(path).slice_problems == {}


def test_r005_the_refusal_names_the_limit(tmp_path):
    def huge(data, _):
        data.Rows = data.Columns = 65_535

    written(tmp_path, slices=1, edit=huge)

    (skipped,) = scan([tmp_path]).skipped

    assert "65535 × 65535 px" in skipped.detail
    assert f"{limits.FRAME_PIXELS // 1_000_000} Mpx" in skipped.detail


def with_large_element(size):
    def edit(data, _):
        data.add_new(0x00090010, "LO", "PRIVATE")
        data.add_new(0x00091001, "OB", b"\0" * size)

    return edit


def test_one_large_element_before_the_pixels_is_stepped_over(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "HEADER_BYTES", 20_000)
    written(tmp_path, slices=1, edit=with_large_element(100_000))

    assert np.array_equal(opened(tmp_path).stored[0], pattern(0, 6, 8))


def test_r005_a_header_that_pydicom_would_read_for_long_is_refused_with_the_limit(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(limits, "HEADER_BYTES", 20_000)
    written(tmp_path, slices=1, syntax=BIG_ENDIAN, edit=with_large_element(100_000))

    (skipped,) = scan([tmp_path]).skipped

    assert (skipped.reason, "limit" in skipped.detail) == (SkipReason.TOO_LARGE, True)


def test_r005_a_header_of_too_many_elements_is_refused_with_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "HEADER_ELEMENTS", 50)

    def many(data, _):
        data.add_new(0x00090010, "LO", "PRIVATE")
        for k in range(1000):
            data.add_new(0x00091000 + k, "LO", "0123456789")

    written(tmp_path, slices=1, edit=many)

    (skipped,) = scan([tmp_path]).skipped

    assert (skipped.reason, "50 elements" in skipped.detail) == (SkipReason.TOO_LARGE, True)


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT])
def test_r007_pixels_that_claim_four_gigabytes_show_what_is_there(tmp_path, syntax):
    content = bytearray(dicom_bytes(syntax=syntax))
    at = content.index(b"\xe0\x7f\x10\x00") + (8 if syntax == EXPLICIT else 4)
    content[at : at + 4] = b"\xfe\xff\xff\xff"
    (tmp_path / "a").write_bytes(content)

    volume = opened(tmp_path)

    assert np.array_equal(volume.stored[0], pattern(0, 6, 8))
    assert volume.slice_problems == {0: SliceProblem.LONGER_THAN_DECLARED}


@pytest.mark.parametrize(
    ("text", "rows"), [(b"6   ", 6), (b"6\0\0\0", 6), (b"000006", 6), (b"6.25", None)]
)
def test_r008_a_size_written_as_text_is_understood_where_it_is_clear(tmp_path, text, rows):
    content = dicom_bytes()
    at = content.index(b"\x28\x00\x10\x00US")
    changed = b"\x28\x00\x10\x00IS" + len(text).to_bytes(2, "little") + text
    (tmp_path / "a").write_bytes(content[:at] + changed + content[at + 10 :])

    stacks = scan([tmp_path]).stacks

    assert [stack.description.rows for stack in stacks] == ([] if rows is None else [rows])


def without(*names):
    def edit(data, _):
        for name in names:
            delattr(data, name)

    return edit


def test_r009_without_rows_a_file_is_refused_and_named(tmp_path):
    written(tmp_path, slices=1, edit=without("Rows"))

    (skipped,) = scan([tmp_path]).skipped

    assert (skipped.reason, skipped.detail) == (SkipReason.DAMAGED, "no Rows or Columns")


@pytest.mark.parametrize(
    "names",
    [
        ("BitsStored", "HighBit"),
        ("HighBit",),
        ("PhotometricInterpretation", "SamplesPerPixel"),
        ("BitsAllocated",),
        ("BitsAllocated", "BitsStored", "HighBit"),
    ],
)
def test_r009_what_a_file_leaves_out_of_its_pixels_is_assumed_and_said(tmp_path, names):
    written(tmp_path, slices=2, edit=without(*names))

    volume = opened(tmp_path)

    assert np.array_equal(volume.stored[1], pattern(1, 6, 8))
    ((missing,),) = said(volume.stack, StackProblemKind.ASSUMED)
    assert set(missing.split(", ")) == set(names)


def test_r009_without_pixel_representation_values_have_no_sign(tmp_path):
    written(tmp_path, slices=1, signed=False, edit=without("PixelRepresentation"))

    volume = opened(tmp_path)

    assert volume.stored.dtype == np.uint16
    assert said(volume.stack, StackProblemKind.ASSUMED) == [("PixelRepresentation",)]


def test_r009_without_samples_the_photometric_interpretation_tells_them(tmp_path):
    data = a_header("OT", SECONDARY_CAPTURE, 2, 3)
    data.PhotometricInterpretation, data.PlanarConfiguration = "RGB", 0
    del data.SamplesPerPixel
    data.PixelData = bytes(range(18))
    data["PixelData"].VR = "OB"

    volume = opened(save(data, tmp_path / "rgb.dcm"))

    assert volume.stored.reshape(-1).tolist() == list(range(18))


def test_a_whole_file_has_nothing_assumed(tmp_path):
    written(tmp_path, slices=1)
    assert said(opened(tmp_path).stack, StackProblemKind.ASSUMED) == []
