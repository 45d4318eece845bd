"""Folders that want to take for ever: cycles of records, too many of them, files that change."""

import struct
import threading
from pathlib import Path

import pytest

from tests.image_builders import write_series
from viewer.foundation.errors import Cancelled
from viewer.imaging import limits
from viewer.imaging.problems import SkipReason as S
from viewer.imaging.scan import scan


def an_element(group: int, number: int, vr: bytes, value: bytes) -> bytes:
    value += b" " * (len(value) % 2)
    return struct.pack("<HH2sH", group, number, vr, len(value)) + value


def write_directory(path: Path, file_ids: list[bytes], next_record: int = 0) -> None:
    """Write a DICOMDIR byte by byte; all records point at the byte `next_record`."""
    records = b""
    for name in file_ids:
        record = an_element(4, 0x1400, b"UL", struct.pack("<I", next_record))
        record += an_element(4, 0x1430, b"CS", b"IMAGE") + an_element(4, 0x1500, b"CS", name)
        records += b"\xfe\xff\x00\xe0" + struct.pack("<I", len(record)) + record
    meta = an_element(2, 2, b"UI", b"1.2.840.10008.1.3.10\0")
    meta += an_element(2, 0x10, b"UI", b"1.2.840.10008.1.2.1\0")
    length = an_element(2, 0, b"UL", struct.pack("<I", len(meta)))
    sequence = struct.pack("<HH2sHI", 4, 0x1220, b"SQ", 0, len(records)) + records
    path.write_bytes(bytes(128) + b"DICM" + length + meta + sequence)


def test_r020_records_that_point_at_each_other_in_a_circle_end(tmp_path: Path) -> None:
    write_series(tmp_path, slices=2)
    write_directory(tmp_path / "DICOMDIR", [b"IM0000", b"IM0001", b"IM0000"], next_record=400)

    result = scan([tmp_path / "DICOMDIR"])

    assert [len(stack.instances) for stack in result.stacks] == [2]


def test_r020_with_too_many_records_the_folder_is_searched_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred for the 50,000 of the limit."""
    monkeypatch.setattr(limits, "DICOMDIR_RECORDS", 100)
    write_series(tmp_path, slices=2)
    write_directory(tmp_path / "DICOMDIR", [b"NONE"] * 101)

    result = scan([tmp_path / "DICOMDIR"])

    assert [len(stack.instances) for stack in result.stacks] == [2]
    assert [skipped.reason for skipped in result.skipped] == [S.BROKEN_DIRECTORY]


def test_r015_a_file_that_is_cut_while_the_folder_is_read_is_said(tmp_path: Path) -> None:
    paths = write_series(tmp_path, slices=4)

    def cut(progress: object) -> None:
        paths[3].write_bytes(b"")

    result = scan([tmp_path], on_progress=cut)

    assert [len(stack.instances) for stack in result.stacks] == [3]
    assert [skipped.reason for skipped in result.skipped] == [S.EMPTY]


def test_r015_files_that_vanish_while_the_folder_is_read_are_said(tmp_path: Path) -> None:
    paths = write_series(tmp_path, slices=3)
    asked = []

    def remove() -> bool:
        asked.append(True)
        if len(asked) == 2:  # the folder is listed, its files are not read yet
            for path in paths:
                path.unlink()
        return False

    result = scan([tmp_path], is_cancelled=remove)

    assert result.studies == ()
    assert [skipped.reason for skipped in result.skipped] == [S.MISSING] * 3


def test_r015_a_scan_of_many_documents_and_images_is_cancelled_at_once(tmp_path: Path) -> None:
    write_series(tmp_path, slices=30)
    asked = threading.Event()
    seen = []

    def is_cancelled() -> bool:
        return asked.is_set()

    def cancel(progress: object) -> None:
        seen.append(progress)
        asked.set()

    with pytest.raises(Cancelled):
        scan([tmp_path], on_progress=cancel, is_cancelled=is_cancelled)

    assert len(seen) == 1


def test_r015_a_study_of_very_many_slices_keeps_their_order(tmp_path: Path) -> None:
    """200 for 20,000, which take as long for each."""
    write_series(tmp_path, slices=200, rows=2, columns=2, reverse=True)

    (stack,) = scan([tmp_path]).stacks

    assert len(stack.instances) == 200
    assert [h.position.z for h in stack.instances] == sorted(h.position.z for h in stack.instances)
