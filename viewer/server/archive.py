"""Unpacking a submitted ZIP: members are streamed to names of ours, counted and limited.

Nothing in the archive is believed: not its names, not its sizes. Refused are encrypted members,
unknown compression, members that overlap (the "better zip bomb", Fifield 2019), more members than
any series has, and members that grow beyond one slice's limit.
"""

import errno
import zipfile
import zlib
from pathlib import Path
from typing import Final

from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import ARCHIVE_ENTRIES, MOST_SLICES, SLICE_BYTES

_CHUNK: Final = 256 * 1024
_ENCRYPTED: Final = 0x1
_LOCAL_HEADER_BYTES: Final = 30
# What zipfile lets through when names, flags or offsets are nonsense.
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_archive(path: Path) -> bool:
    """Return whether the file begins as a ZIP does."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def unpack(path: Path, folder: Path) -> list[Path]:
    """Write each member of the archive into `folder` under a number; returns the files.

    Raises RefusedError with the number of the member at fault, never with its name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _checked([item for item in archive.infolist() if not item.is_dir()])
            folder.mkdir(parents=True, exist_ok=True)
            return [
                _unpack_one(archive, member, number, folder)
                for number, member in enumerate(members, 1)
            ]
    except _DAMAGED as error:
        raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包已损坏，无法读取") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a seek to a place that the archive made up
            raise
        raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包已损坏，无法读取") from error


def _checked(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(members) > ARCHIVE_ENTRIES:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内文件过多(多于{ARCHIVE_ENTRIES}个)")
    if len(members) > MOST_SLICES:
        raise RefusedError(
            RetCode.TOO_MANY_SLICES, f"影像最多{MOST_SLICES}张，收到{len(members)}张"
        )
    for number, member in enumerate(members, 1):
        _check_member(member, number)
    end = 0
    for member in sorted(members, key=lambda item: item.header_offset):
        if member.header_offset < end:
            raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包内文件相互重叠")
        end = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size
    return members


def _check_member(member: zipfile.ZipInfo, number: int) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内第{number}个文件已加密")
    if member.compress_type not in _METHODS:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内第{number}个文件的压缩方式不受支持")
    if member.file_size > SLICE_BYTES:
        raise too_large(number)


def _unpack_one(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int, folder: Path
) -> Path:
    target = folder / f"{number:04d}.dcm"
    written = 0
    with archive.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > SLICE_BYTES:
                raise too_large(number)
            file.write(chunk)
    return target


def too_large(number: int) -> RefusedError:
    """Return the refusal of a slice that is larger than allowed."""
    return RefusedError(RetCode.FILE_TOO_LARGE, f"单张DICOM影像大小不超过1M，第{number}个文件超出")
