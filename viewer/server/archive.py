"""Unpacking a submitted ZIP: members are streamed to names of ours, counted and limited.

Nothing in the archive is believed: not its names, not its sizes. Refused are encrypted members,
unknown compression, members that overlap (the "better zip bomb", Fifield 2019), more members than
any series has, and members that grow beyond one slice's limit or, together, beyond the service's.
"""

import errno
import zipfile
import zlib
from pathlib import Path
from typing import Final

from viewer.server.catalogue import NODULE_SERIES, SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import ARCHIVE_BYTES, MEBIBYTE

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


def unpack(path: Path, folder: Path, rules: SeriesRules = NODULE_SERIES) -> list[Path]:
    """Write each member of the archive into `folder` under a number; returns the files.

    Raises RefusedError with the number of the member at fault, never with its name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
            _check(members, rules)
            folder.mkdir(parents=True, exist_ok=True)
            return _unpack_all(archive, members, folder, rules)
    except _DAMAGED as error:
        raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包已损坏，无法读取") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a seek to a place that the archive made up
            raise
        raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包已损坏，无法读取") from error


def _check(members: list[zipfile.ZipInfo], rules: SeriesRules) -> None:
    if len(members) > rules.archive_entries:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内文件过多(多于{rules.archive_entries}个)")
    if len(members) > rules.most:
        raise RefusedError(RetCode.TOO_MANY_SLICES, f"影像最多{rules.most}张，收到{len(members)}张")
    for number, member in enumerate(members, 1):
        _check_member(member, number, rules)
    end = 0
    for member in sorted(members, key=lambda item: item.header_offset):
        if member.header_offset < end:
            raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包内文件相互重叠")
        end = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size


def _check_member(member: zipfile.ZipInfo, number: int, rules: SeriesRules) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内第{number}个文件已加密")
    if member.compress_type not in _METHODS:
        raise RefusedError(RetCode.BAD_ARCHIVE, f"压缩包内第{number}个文件的压缩方式不受支持")
    if member.file_size > rules.slice_bytes:
        raise too_large(number, rules)


def _unpack_all(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path, rules: SeriesRules
) -> list[Path]:
    files = []
    total = 0
    for number, member in enumerate(members, 1):
        files.append(folder / f"{number:04d}.dcm")
        written = 0
        with archive.open(member) as source, files[-1].open("wb") as file:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                if written > rules.slice_bytes:
                    raise too_large(number, rules)
                if total + written > ARCHIVE_BYTES:
                    raise RefusedError(RetCode.BAD_ARCHIVE, "压缩包解压后过大")
                file.write(chunk)
        total += written
    return files


def too_large(number: int, rules: SeriesRules) -> RefusedError:
    """Return the refusal of a slice that is larger than allowed."""
    most = rules.slice_bytes // MEBIBYTE
    return RefusedError(
        RetCode.FILE_TOO_LARGE, f"单张DICOM影像大小不超过{most}M，第{number}个文件超出"
    )
