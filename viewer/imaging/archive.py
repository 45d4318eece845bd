"""Members of a ZIP as sources, within limits; nothing is ever extracted to a name."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Final

from viewer.imaging import limits
from viewer.imaging.problems import NotReadable, Skipped, SkipReason
from viewer.imaging.source import DEFLATED, STORED, FileSource, MemberSpan

_ENCRYPTED: Final = 0x1
_END_RECORD: Final = b"PK\x05\x06"
_END_SEARCH: Final = 65_557
_LOCAL_HEADER: Final = 30
_ENTRY: Final = 46
_LOCATOR_64: Final = 20
_END_64: Final = _LOCATOR_64 + 56
_lengths: Final = Struct("<HHH").unpack_from


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much an archive may hold: entries, bytes of its directory, bytes of all unpacked."""

    entries: int
    directory_bytes: int
    total_bytes: int


def for_images() -> Allowance:
    """Return what an archive of images may hold."""
    return Allowance(limits.ARCHIVE_MEMBERS, limits.ARCHIVE_DIRECTORY_BYTES, limits.ARCHIVE_BYTES)


def entries(path: Path, allowance: Allowance) -> tuple[zipfile.ZipInfo, ...]:
    """Return what an archive says it holds, folders too, once that is within the allowance.

    Raises NotReadable, OSError.
    """
    _check_entry_count(path, allowance)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = tuple(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise NotReadable(SkipReason.DAMAGED, "zip directory") from error
    _check_sizes([info for info in infos if not info.is_dir()], allowance)
    return infos


def members(path: Path) -> tuple[tuple[FileSource, ...], tuple[Skipped, ...]]:
    """Return the readable members in the order of their names, and those that are not.

    Raises NotReadable when the archive as a whole is refused: too many or too large members,
    members that overlap (a bomb), no directory; OSError.
    """
    infos = [info for info in entries(path, for_images()) if not info.is_dir()]
    sources: list[FileSource] = []
    skipped: list[Skipped] = []
    for info in sorted(infos, key=lambda i: i.filename):
        name = _shown_name(info)
        reason = _refusal(info)
        if reason is not None:
            skipped.append(Skipped(f"{path} › {name}", reason))
            continue
        span = MemberSpan(
            info.header_offset, info.compress_type, info.compress_size, info.file_size, info.CRC
        )
        sources.append(FileSource(path, name, span))
    return tuple(sources), tuple(skipped)


def _check_entry_count(path: Path, allowance: Allowance) -> None:
    """Refuse before an object is made for each entry of the directory.

    The end record's count is not believed: `zipfile` reads the whole directory whatever it says.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = max(0, size - _END_SEARCH - _END_64)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_END_RECORD)
        if at < 0 or at + 16 > len(tail):
            raise NotReadable(SkipReason.DAMAGED, "zip end record")
        end, length = _directory(tail, at)
        if length > allowance.directory_bytes or length > start + end:
            raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"a directory of {length} bytes")
        file.seek(start + end - length)
        directory = file.read(length)
    if _entries(directory, allowance.entries) > allowance.entries:
        raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"more than {allowance.entries} members")


def _directory(tail: bytes, at: int) -> tuple[int, int]:
    """Return where the central directory ends in `tail`, and its length (APPNOTE 4.3.14-16)."""
    record = at - _END_64
    if record >= 0 and tail[at - _LOCATOR_64 :][:4] == b"PK\x06\x07":
        if tail[record : record + 4] != b"PK\x06\x06":
            raise NotReadable(SkipReason.DAMAGED, "zip64 end record")
        return record, int.from_bytes(tail[record + 40 : record + 48], "little")
    return at, int.from_bytes(tail[at + 12 : at + 16], "little")


def _entries(directory: bytes, most: int) -> int:
    """Count the entries of a central directory, no further than one beyond the limit."""
    at = count = 0
    while at + _ENTRY <= len(directory) and count <= most:
        name, extra, comment = _lengths(directory, at + 28)
        at += _ENTRY + name + extra + comment
        count += 1
    return count


def _check_sizes(infos: list[zipfile.ZipInfo], allowance: Allowance) -> None:
    if len(infos) > allowance.entries:
        raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"{len(infos)} members")
    total = sum(info.file_size for info in infos)
    if total > allowance.total_bytes:
        raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"unpacks to {total} bytes")
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.header_offset < end:
            raise NotReadable(SkipReason.ARCHIVE_REFUSED, "members overlap")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _refusal(info: zipfile.ZipInfo) -> SkipReason | None:
    if info.flag_bits & _ENCRYPTED:
        return SkipReason.ENCRYPTED
    if info.compress_type not in {STORED, DEFLATED}:
        return SkipReason.ARCHIVE_REFUSED
    is_large = info.file_size > limits.ARCHIVE_MEMBER_BYTES
    if is_large or len(info.filename) > limits.ARCHIVE_NAME_BYTES:
        return SkipReason.TOO_LARGE
    return None


def _shown_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name for people only; Chinese archives often have GBK under no flag."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
