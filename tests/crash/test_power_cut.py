"""A power cut drops what was not synced: whatever is left opens, and holds a prefix."""

import random
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.failing_acts import an_event_of
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.library import Library

EVENTS = 12
_HEADER, _FRAME_HEADER = 32, 24  # SQLite's "WAL File Format"


class Cut:
    """The files of a library at the moment of a power cut."""

    def __init__(self, folder: Path, library: bytes, log: bytes) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "library.sqlite").write_bytes(library)
        (folder / "library.sqlite-wal").write_bytes(log)

    def events(self) -> list[str]:
        """Open what is left and return the hashes of its events."""
        with open_library(folders_of(self.folder)) as library:
            assert library.database.is_sound()
            return hashes_in(library)


def folders_of(folder: Path) -> Folders:
    return Folders.from_environment({"VIEWER_HOME": str(folder)})


def hashes_in(library: Library) -> list[str]:
    rows = library.database.read("SELECT hash FROM ledger ORDER BY sequence")
    return [str(name) for (name,) in rows]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A library in use, with events in its log that were not carried over into the file."""
    home = tmp_path / "home"
    with open_library(folders_of(home)) as library:
        library.database.checkpoint()
        for number in range(EVENTS):
            library.ledger.append([an_event_of(number)])
        assert library.database.in_wal
        yield home, hashes_in(library)


def commits_in(log: bytes) -> list[int]:
    """Return where each commit ends in the log, in bytes."""
    size = struct.unpack(">I", log[8:12])[0] + _FRAME_HEADER
    salt = log[16:24]
    ends = []
    for start in range(_HEADER, len(log) - size + 1, size):
        pages_after = struct.unpack(">I", log[start + 4 : start + 8])[0]
        if log[start + 8 : start + 16] == salt and pages_after:
            ends.append(start + size)
    return ends


def test_r041_a_log_cut_anywhere_holds_all_events_before_the_cut(
    tmp_path: Path, written: tuple[Path, list[str]]
) -> None:
    home, hashes = written
    library = (home / "library.sqlite").read_bytes()
    log = (home / "library.sqlite-wal").read_bytes()
    ends = commits_in(log)[-EVENTS:]
    size = struct.unpack(">I", log[8:12])[0] + _FRAME_HEADER
    boundaries = range(ends[0] - size, ends[-1] + 1, size)

    for at in [*boundaries, *(end - size // 2 for end in ends)]:
        events = Cut(tmp_path / f"cut-{at}", library, log[:at]).events()

        assert events == hashes[: sum(end <= at for end in ends)]


def test_r041_a_checkpoint_cut_off_anywhere_loses_nothing(
    tmp_path: Path, written: tuple[Path, list[str]]
) -> None:
    home, hashes = written
    before = (home / "library.sqlite").read_bytes()
    log = (home / "library.sqlite-wal").read_bytes()
    with open_library(folders_of(shutil.copytree(home, tmp_path / "copy"))) as library:
        library.database.checkpoint()
    after = (tmp_path / "copy" / "library.sqlite").read_bytes()
    page = struct.unpack(">H", before[16:18])[0]
    chance = random.Random(41)

    for number in range(12):
        mixed = bytearray(after.ljust(len(before), b"\0"))
        for start in range(0, len(before), page):
            if chance.random() < number / 12:  # this page was not written yet
                mixed[start : start + page] = before[start : start + page]

        assert Cut(tmp_path / f"mixed-{number}", bytes(mixed), log).events() == hashes
