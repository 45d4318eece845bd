"""Whatever is dropped on the window: what opens, what does not and why."""

import os
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from pydicom.config import disable_value_validation
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import BIG_ENDIAN, dicom_bytes, save, write_photo, write_series, write_zip
from viewer.foundation.errors import Cancelled
from viewer.imaging import limits
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SkipReason
from viewer.imaging.scan import scan

S = SkipReason


def reasons(result):
    return {Path(s.path).name: s.reason for s in result.skipped}


def test_r001_what_is_no_image_is_listed_and_the_rest_opens(tmp_path):
    write_series(tmp_path / "deep" / "er", slices=3)
    (tmp_path / "empty.dcm").write_bytes(b"")
    (tmp_path / "text.dcm").write_text("no image at all, only words")
    (tmp_path / "noise.dcm").write_bytes(np.random.default_rng(3).bytes(4096))
    (tmp_path / "short.dcm").write_bytes(bytes(128) + b"DICM")

    result = scan([tmp_path])

    assert [len(s.instances) for s in result.stacks] == [3]
    assert reasons(result) == {
        "empty.dcm": S.EMPTY,
        "text.dcm": S.NOT_AN_IMAGE_FILE,
        "noise.dcm": S.NOT_AN_IMAGE_FILE,
        "short.dcm": S.NOT_AN_IMAGE_FILE,
    }


def test_r015_very_many_files_that_are_no_images_are_all_listed(tmp_path):
    """2,000 for 100,000, which take 3.8 s and 93 MB (measured)."""
    write_series(tmp_path / "images", slices=2)
    for number in range(2000):
        (tmp_path / f"{number}.txt").touch()
    told = []

    result = scan([tmp_path], on_progress=told.append)

    assert len(result.stacks) == 1
    assert len(result.unread) == 2000
    assert told[-1].files_seen == 2002


@pytest.mark.parametrize("cut", [140, 300, 500, 700])
def test_r003_a_file_cut_in_its_header_is_listed(tmp_path, cut):
    (tmp_path / "a").write_bytes(dicom_bytes()[:cut])

    result = scan([tmp_path])

    assert result.studies == ()
    assert len(result.skipped) == 1


def sized(rows, columns, frames=1):
    def edit(data, _):
        data.Rows, data.Columns, data.NumberOfFrames = rows, columns, frames

    return edit


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (sized(65_535, 65_535), S.TOO_LARGE),
        (sized(512, 512, 100_000), S.TOO_LARGE),
        (sized(8_000, 8_000, 19_999), S.TOO_LARGE),
        (sized(0, 8), S.DAMAGED),
    ],
)
def test_r005_absurd_sizes_are_refused_before_memory_is_taken(tmp_path, edit, reason):
    write_series(tmp_path, slices=1, edit=edit)

    result = scan([tmp_path])

    assert [s.reason for s in result.skipped] == [reason]
    assert result.studies == ()


def test_r007_nesting_beyond_reason_is_refused_without_a_recursion_error(tmp_path):
    inner = b""
    for _ in range(3000):
        inner = (
            b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + inner
        )
    whole = dicom_bytes()
    at = whole.index(b"\x10\x00\x10\x00PN")
    (tmp_path / "deep").write_bytes(
        whole[:at] + b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + inner + whole[at:]
    )

    result = scan([tmp_path])

    assert result.studies == ()
    assert result.skipped[0].reason in {S.NESTED_TOO_DEEPLY, S.DAMAGED, S.CUT_SHORT}


def test_r019_an_object_without_a_picture_is_named(tmp_path):
    report = Dataset()
    report.SOPClassUID, report.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.88.11", "1.2.3.4"
    report.Modality = "SR"
    save(report, tmp_path / "sr")

    (skipped,) = scan([tmp_path]).skipped

    assert (skipped.reason, skipped.detail) == (S.NO_PIXELS, "Basic Text SR Storage")


def test_r010_an_unknown_transfer_syntax_is_named(tmp_path):
    path = write_series(tmp_path, slices=1, compressed="jpegls")[0]
    content = path.read_bytes().replace(b"1.2.840.10008.1.2.4.80", b"1.2.840.10008.1.2.4.99")
    path.write_bytes(content)

    (skipped,) = scan([tmp_path]).skipped

    assert skipped.reason is S.UNKNOWN_SYNTAX


@pytest.mark.parametrize("vr", ["OW", "OB"])
def test_r010_bytes_swapped_within_words_are_not_shown_wrong(tmp_path, vr):
    values = np.arange(6 * 8 * 3, dtype=np.uint8).view("<u2")

    def coloured(data, _):
        data.SamplesPerPixel, data.PhotometricInterpretation = 3, "RGB"
        data.PlanarConfiguration = 0
        data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
        data.PixelData = values.byteswap().tobytes() if vr == "OW" else values.tobytes()
        data["PixelData"].VR = vr

    write_series(tmp_path, slices=2, signed=False, syntax=BIG_ENDIAN, edit=coloured)

    result = scan([tmp_path])

    loader = VolumeLoader(result.stacks[0])
    loader.run()
    assert loader.volume.stored[0].tobytes() == values.tobytes()


def test_r015_progress_is_told_and_a_scan_can_be_cancelled(tmp_path):
    write_series(tmp_path, slices=5)
    seen = []

    scan([tmp_path], on_progress=seen.append)

    assert (seen[-1].files_seen, seen[-1].files_total, seen[-1].images) == (5, 5, 5)
    with pytest.raises(Cancelled):
        scan([tmp_path], is_cancelled=lambda: True)


@pytest.mark.skipif(os.name == "nt", reason="no links without rights, no pipes")
def test_r015_loops_of_links_end_and_pipes_are_not_waited_for(tmp_path):
    write_series(tmp_path / "a", slices=2)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")

    result = scan([tmp_path])

    assert [len(s.instances) for s in result.stacks] == [2]


def test_r015_a_file_that_is_not_there_is_said(tmp_path):
    (skipped,) = scan([tmp_path / "gone.dcm"]).skipped

    assert skipped.reason is S.MISSING


@pytest.mark.timeout(10)
@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
def test_r015_a_pipe_that_was_named_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    (skipped,) = scan([tmp_path / "pipe"]).skipped

    assert skipped.reason is S.NOT_AN_IMAGE_FILE


def test_r057_a_name_that_no_file_can_have_is_said(tmp_path):
    (skipped,) = scan([str(tmp_path / ("x" * 5000))]).skipped

    assert skipped.reason is S.UNREADABLE


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="every file can be read")
def test_r015_a_file_in_a_folder_that_may_not_be_read_is_said(tmp_path):
    folder = tmp_path / "closed"
    write_series(folder, slices=1)
    folder.chmod(0)
    try:
        (skipped,) = scan([folder / "IM1"]).skipped
    finally:
        folder.chmod(0o700)

    assert skipped.reason is S.UNREADABLE


def test_an_empty_path_is_not_the_current_folder(tmp_path, monkeypatch):
    write_series(tmp_path, slices=2)
    monkeypatch.chdir(tmp_path)

    found = scan([""])

    assert not found.studies
    assert [s.reason for s in found.skipped] == [S.MISSING]


def test_the_same_path_named_twice_counts_once(tmp_path):
    write_series(tmp_path, slices=2)

    result = scan([tmp_path, tmp_path])

    assert [len(s.instances) for s in result.stacks] == [2]
    assert result.skipped == ()


def test_a_zip_is_opened_without_being_unpacked(tmp_path):
    archive = write_zip(tmp_path / "ct.zip", write_series(tmp_path / "s", slices=4))

    result = scan([archive])

    (stack,) = result.stacks
    assert len(stack.instances) == 4
    assert stack.source_paths == (str(archive),)
    assert stack.instances[0].source.label == f"{archive} › IM0000"


def test_r020_hostile_member_names_are_only_names(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../../evil.dcm", dicom_bytes())
        archive.writestr("/abs/olute", b"words that are not an image")

    result = scan([tmp_path / "x.zip"])

    assert len(result.stacks) == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["x.zip"]


def test_r020_two_members_of_one_name_are_both_opened(tmp_path):
    first, second = write_series(tmp_path / "s", slices=2)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(first, "IM1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.write(second, "IM1")

    assert len(scan([tmp_path / "x.zip"]).stacks[0].instances) == 2


def test_r020_archives_in_archives_and_encrypted_members_are_said(tmp_path):
    inner = write_zip(tmp_path / "in.zip", write_series(tmp_path / "s", slices=1))
    outer = write_zip(tmp_path / "out.zip", [inner, tmp_path / "s" / "IM0000"])
    content = bytearray(outer.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    outer.write_bytes(bytes(content))

    result = scan([outer])

    assert {s.reason for s in result.skipped} == {S.NESTED_ARCHIVE, S.ENCRYPTED}


def test_r020_members_that_overlap_are_refused(tmp_path):
    archive = write_zip(tmp_path / "x.zip", write_series(tmp_path / "s", slices=2))
    content = bytearray(archive.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = bytes(4)
    archive.write_bytes(bytes(content))

    (skipped,) = scan([archive]).skipped

    assert (skipped.reason, skipped.detail) == (S.ARCHIVE_REFUSED, "members overlap")


def test_r020_too_many_members_are_refused_from_the_end_record(tmp_path, monkeypatch):
    archive = write_zip(tmp_path / "x.zip", write_series(tmp_path / "s", slices=3))
    monkeypatch.setattr(limits, "ARCHIVE_MEMBERS", 2)

    (skipped,) = scan([archive]).skipped

    assert skipped.reason is S.ARCHIVE_REFUSED


@pytest.mark.parametrize("is_64", [False, True])
def test_r020_an_archive_that_lies_about_its_many_members_is_refused(tmp_path, monkeypatch, is_64):
    """Scaled down from a million members: what counts is that `zipfile` never sees them."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}", b"")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x05\x06")
    content[at + 8 : at + 12] = b"\x01\x00\x01\x00"
    if is_64:
        length, offset = struct.unpack_from("<II", content, at + 12)
        record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, length, offset)
        record += struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
        content[at:at] = record
    path.write_bytes(bytes(content))
    monkeypatch.setattr(limits, "ARCHIVE_MEMBERS", 200)
    monkeypatch.setattr(zipfile, "ZipFile", None)

    (skipped,) = scan([path]).skipped

    assert (skipped.reason, skipped.detail) == (S.ARCHIVE_REFUSED, "more than 200 members")


def test_a_damaged_zip_is_said(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04" + bytes(200))

    assert scan([tmp_path / "x.zip"]).skipped[0].reason is S.DAMAGED


@pytest.fixture
def medium(tmp_path):
    write_series(tmp_path / "cd" / "IMG", slices=3)
    write_dicomdir(tmp_path / "cd", [["IMG", f"IM000{i}"] for i in range(3)])
    return tmp_path / "cd"


def write_dicomdir(folder, names):
    records = []
    with disable_value_validation():
        for name in names:
            record = Dataset()
            record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", name
            records.append(record)
        directory = Dataset()
        directory.SOPClassUID, directory.SOPInstanceUID = "1.2.840.10008.1.3.10", "1.2.3"
        directory.DirectoryRecordSequence = Sequence(records)
        save(directory, folder / "DICOMDIR")


def test_a_dicomdir_opens_the_files_it_names_and_no_others(medium):
    write_series(medium / "stray", slices=2)

    result = scan([medium / "DICOMDIR"])

    assert [len(s.instances) for s in result.stacks] == [3]


def test_r020_a_file_missing_from_the_medium_is_said(medium):
    (medium / "IMG" / "IM0001").unlink()

    result = scan([medium / "DICOMDIR"])

    assert [len(s.instances) for s in result.stacks] == [2]
    assert [s.reason for s in result.skipped] == [S.MISSING]


def test_r020_a_broken_dicomdir_makes_its_folder_be_searched(medium):
    broken = Dataset()
    broken.SOPClassUID, broken.SOPInstanceUID = "1.2.840.10008.1.3.10", "1.2.3"
    save(broken, medium / "DICOMDIR")

    result = scan([medium / "DICOMDIR"])

    assert [len(s.instances) for s in result.stacks] == [3]
    assert reasons(result)["DICOMDIR"] is S.BROKEN_DIRECTORY


@pytest.mark.parametrize("name", [["..", "OUT"], ["", "etc", "passwd"], ["C:", "X"], ["A", "."]])
def test_r020_references_out_of_the_folder_are_refused(tmp_path, name):
    write_dicomdir(tmp_path / "cd", [name])
    (tmp_path / "OUT").write_bytes(dicom_bytes())

    result = scan([tmp_path / "cd" / "DICOMDIR"])

    assert result.studies == ()
    assert [s.reason for s in result.skipped] == [S.OUTSIDE_FOLDER]


def test_photographs_of_a_folder_are_one_study_with_a_stack_each(tmp_path):
    write_photo(tmp_path / "a.jpg")
    write_photo(tmp_path / "b.png", width=20)

    (study,) = scan([tmp_path]).studies

    assert [s.description.is_photo for s in study.stacks] == [True, True]
    assert {s.description.text.series_description for s in study.stacks} == {"a.jpg", "b.png"}
    assert study.stacks[0].description.geometry is None
