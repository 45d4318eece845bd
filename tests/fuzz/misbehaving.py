"""A child that does wrong with the files that say so, for the test of the judge."""

import ctypes
import time
from pathlib import Path

from tests.fuzz import child, subject
from tests.fuzz.subject import Record

_WASTE = 400 * 1024**2
_AGES = 60.0


def examine(path: Path) -> Record:
    """Do what the file says."""
    match path.read_bytes():
        case b"dies":
            ctypes.string_at(0)
        case b"raises":
            raise ZeroDivisionError
        case b"hangs":
            time.sleep(_AGES)
        case b"wastes":
            bytes(b"\1" * _WASTE)
    return Record()


if __name__ == "__main__":
    subject.examine = examine
    child.main()
