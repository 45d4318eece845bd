"""Members of a ZIP as sources, within limits; nothing is ever extracted to a name."""

import zipfile
from pathlib import Path
from typing import Final

from viewer.imaging import limits
from viewer.imaging.problems import NotReadable, Skipped, SkipReason
from viewer.imaging.source import DEFLATED, STORED, FileSource, MemberSpan

_ENCRYPTED: Final = 0x1
_END_RECORD: Final = b"PK\x05\x06"
_END_SEARCH: Final = 65_557
_LOCAL_HEADER: Final = 30


def members(path: Path) -> tuple[tuple[FileSource, ...], tuple[Skipped, ...]]:
    """Return the readable members in the order of their names, and those that are not.

    Raises NotReadable when the archive as a whole is refused: too many or too large members,
    members that overlap (a bomb), no directory; OSError.
    """
    _check_entry_count(path)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise NotReadable(SkipReason.DAMAGED, "zip directory") from error
    _check_sizes(infos)
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


def _check_entry_count(path: Path) -> None:
    """Refuse before the directory is read into memory: its end record tells the count."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_SEARCH))
        tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or at + 12 > len(tail):
        raise NotReadable(SkipReason.DAMAGED, "zip end record")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    if count > limits.ARCHIVE_MEMBERS:
        raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"more than {limits.ARCHIVE_MEMBERS} members")


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > limits.ARCHIVE_MEMBERS:
        raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"{len(infos)} members")
    total = sum(info.file_size for info in infos)
    if total > limits.ARCHIVE_BYTES:
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
