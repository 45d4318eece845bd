"""Unpacking, ordering and reading what was submitted."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.server_builders import a_multiframe, a_series, a_slice, encoded, zipped
from viewer.server import archive
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.functional_groups import frame_places
from viewer.server.intake import inspect, read_scan
from viewer.server.limits import SLICE_BYTES
from viewer.server.stack import UnfitSeriesError, even_step


def staged(folder: Path, *files: bytes) -> Path:
    (folder / "input").mkdir()
    for number, content in enumerate(files):
        (folder / "input" / f"{number:04d}").write_bytes(content)
    return folder


def refusal(content: bytes, folder: Path) -> RetCode:
    path = folder / "a.zip"
    path.write_bytes(content)
    with pytest.raises(RefusedError) as refused:
        archive.unpack(path, folder / "out")
    return refused.value.code


def test_members_are_written_under_numbers_never_names(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name in ("../../up.dcm", "/root.dcm", "folder/", "folder/a.dcm", "C:\\x.dcm"):
            target.writestr(name, b"x")
    (tmp_path / "a.zip").write_bytes(content.getvalue())

    written = archive.unpack(tmp_path / "a.zip", tmp_path / "out")

    assert [path.name for path in written] == [f"{n:04d}.dcm" for n in (1, 2, 3, 4)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "out"]


def test_a_member_that_lies_about_its_size_is_stopped(tmp_path):
    bomb = zipped([b"\0" * (SLICE_BYTES + 1)])
    for pattern in (b"PK\x01\x02", b"PK\x03\x04"):
        offset = 24 if pattern == b"PK\x01\x02" else 22
        at = bomb.index(pattern) + offset
        bomb = bomb[:at] + struct.pack("<I", 10) + bomb[at + 4 :]

    assert refusal(bomb, tmp_path) in (RetCode.BAD_ARCHIVE, RetCode.FILE_TOO_LARGE)
    assert sum(path.stat().st_size for path in (tmp_path / "out").iterdir()) <= SLICE_BYTES


def test_overlapping_members_are_refused(tmp_path):
    whole = zipped([b"a" * 200, b"b" * 200], method=zipfile.ZIP_STORED)
    second = whole.rindex(b"PK\x01\x02")
    at = second + 42
    overlapping = whole[:at] + struct.pack("<I", 0) + whole[at + 4 :]

    assert refusal(overlapping, tmp_path) == RetCode.BAD_ARCHIVE


def test_an_encrypted_member_is_refused(tmp_path):
    whole = zipped([b"a" * 200])
    for pattern, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = whole.index(pattern) + offset
        whole = whole[:at] + struct.pack("<H", 1) + whole[at + 2 :]

    assert refusal(whole, tmp_path) == RetCode.BAD_ARCHIVE


def test_too_many_members_are_refused_before_unpacking(tmp_path):
    assert refusal(zipped([b""] * 2001), tmp_path) == RetCode.BAD_ARCHIVE
    assert refusal(zipped([b""] * 601), tmp_path) == RetCode.TOO_MANY_SLICES


def test_slices_are_ordered_by_position_along_their_normal(tmp_path):
    shuffled = [a_slice(number) for number in (7, 3, 20, 1, 5, 2, 19, 4, 6)]
    shuffled += [a_slice(number) for number in range(8, 19)]
    staged(tmp_path, zipped([encoded(item) for item in shuffled]))

    inspect(tmp_path)
    scan = read_scan(tmp_path)

    assert scan.sop_instance_uids == tuple(f"2.25.41.{number}" for number in range(1, 21))
    assert scan.origin == pytest.approx([-11.0, 7.5, 32.5])
    assert np.diag(scan.axes) == pytest.approx([0.75, 0.75, 2.5])


@pytest.mark.parametrize("implicit", [False, True])
def test_a_multiframe_file_keeps_the_shear_and_names_its_sources(implicit, tmp_path):
    slices = [a_slice(n, position=(-11.0, 7.5 + 0.4 * n, 30.0 + 2.5 * n)) for n in range(1, 23)]
    staged(tmp_path, a_multiframe(slices, implicit=implicit))

    found = inspect(tmp_path)
    scan = read_scan(tmp_path)

    assert (found.slices, found.series_instance_uid) == (22, "2.25.41")
    assert scan.axes[:, 2] == pytest.approx([0.0, 0.4, 2.5])
    assert scan.sop_instance_uids[3] == "2.25.41.4"


def test_a_file_without_functional_groups_has_no_frame_places(tmp_path):
    path = tmp_path / "plain.dcm"
    path.write_bytes(a_series(1)[0])

    assert frame_places(path) is None


@pytest.mark.parametrize("length", [0, 131, 140, 300, 700, 1200])
def test_a_cut_multiframe_header_is_no_reason_to_fail(length, tmp_path):
    path = tmp_path / "cut.dcm"
    path.write_bytes(a_multiframe([a_slice(1), a_slice(2)])[:length])

    assert frame_places(path) is None or len(frame_places(path)) <= 2


def test_an_even_sheared_stack_is_accepted():
    positions = np.array([[0.0, 0.5 * k, 2.0 * k] for k in range(5)])

    assert even_step(positions) == pytest.approx([0.0, 0.5, 2.0])


@pytest.mark.parametrize(
    ("heights", "code"),
    [
        ([0.0, 2.0, 4.0, 8.0, 10.0], "UnevenSpacing"),
        ([0.0, 2.0, 2.0, 4.0, 6.0], "DuplicatePositions"),
        ([3.0, 3.0, 3.0], "DuplicatePositions"),
    ],
)
def test_an_uneven_stack_is_refused_with_the_reason(heights, code):
    with pytest.raises(UnfitSeriesError) as refused:
        even_step(np.array([[1.0, 2.0, height] for height in heights]))

    assert refused.value.code == code


def test_slices_that_cross_are_refused(tmp_path):
    slices = [a_slice(number) for number in range(1, 21)]
    slices[4].ImageOrientationPatient = [0, 1, 0, 1, 0, 0]
    staged(tmp_path, *(encoded(item) for item in slices))
    inspect(tmp_path)

    with pytest.raises(UnfitSeriesError) as refused:
        read_scan(tmp_path)

    assert refused.value.code == "MixedOrientation"
