"""Objects of very many frames, whose attributes take more bytes than other headers may have."""

from pathlib import Path

import pydicom
import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian

from tests.object_builders import write_enhanced
from viewer.imaging import limits
from viewer.imaging.dicom.walk import start_of_data_set
from viewer.imaging.element_count import goes_on
from viewer.imaging.problems import Skipped, SkipReason
from viewer.imaging.scan import scan


@pytest.fixture(autouse=True)
def _short_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEADER_BYTES", 2048)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An enhanced MR of 40 frames, its header longer than that."""
    write_enhanced(tmp_path / "e.dcm", [(float(k), 1) for k in range(40)])
    return tmp_path / "e.dcm"


def skipped(path: Path) -> Skipped:
    (only,) = scan([path]).unread
    return only


@pytest.mark.parametrize("is_implicit", [False, True])
@pytest.mark.parametrize("is_open", [False, True])
def test_every_frame_has_its_own_place(path, is_implicit, is_open):
    data = pydicom.dcmread(path)
    data["PerFrameFunctionalGroupsSequence"].is_undefined_length = is_open
    for item in data.PerFrameFunctionalGroupsSequence:
        item.is_undefined_length_sequence_item = is_open
        item["PlanePositionSequence"].is_undefined_length = is_open
    if is_implicit:
        data.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
        data.save_as(path, implicit_vr=True, little_endian=True)
    else:
        data.save_as(path)

    (stack,) = scan([path]).stacks

    assert [frame.position[2] for frame in stack.instances] == list(range(40))


def test_a_deflated_one_is_read_as_well(path):
    data = pydicom.dcmread(path)
    data.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    data.save_as(path)

    assert len(scan([path]).stacks[0].instances) == 40


def test_too_many_elements_are_refused_with_the_limit(path, monkeypatch):
    monkeypatch.setattr(limits, "LONG_HEADER_ELEMENTS", 100)

    assert skipped(path).reason is SkipReason.TOO_LARGE
    assert "100 elements" in skipped(path).detail


def test_too_many_bytes_are_refused_with_the_limit(path, monkeypatch):
    monkeypatch.setattr(limits, "LONG_HEADER_BYTES", 4096)

    assert skipped(path).reason is SkipReason.TOO_LARGE
    assert "bytes" in skipped(path).detail


def test_groups_that_are_no_sequence_are_no_reason_to_make_a_list_of_their_bytes(path):
    content = path.read_bytes()
    at = content.index(b"\x00\x52\x30\x92SQ")
    path.write_bytes(content[: at + 4] + b"OB" + content[at + 6 :])

    assert len(scan([path]).stacks[0].instances) == 40


def test_a_header_is_long_only_if_more_than_its_pixels_are_cut(path):
    content = path.read_bytes()
    start = start_of_data_set(content)[0]
    pixels = content.index(b"\xe0\x7f\x10\x00OB")

    assert goes_on(content[: pixels - 200], start, is_implicit=False)
    assert not goes_on(content[: pixels + 60], start, is_implicit=False)
    assert not goes_on(b"\xff" * 5000, 0, is_implicit=False)
