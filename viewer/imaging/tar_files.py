"""Members of a gzipped tar as sources, within limits; nothing is ever extracted.

The archive is gone through once. Only regular members count, by their place in the unpacked
stream; their names are shown to people and used for nothing else, so that `..`, links, devices
and attributes of a header have no effect (POSIX.1-2017, pax, ustar; CVE-2025-4517 shows what
becomes of extraction with the best filter of Python 3.11). States of the unpacker are kept on the
way: a member is had again by unpacking little more than itself.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from viewer.imaging import limits
from viewer.imaging.kept_stream import KeptStream
from viewer.imaging.problems import NotReadable, Skipped, SkipReason
from viewer.imaging.source import FileSource, TarSpan

if TYPE_CHECKING:
    from zlib import _Decompress

_BLOCK: Final = 512
_STEP: Final = 256 * 1024
_GZIP: Final = zlib.MAX_WBITS | 16
_APART: Final = 1 << 20
"""Kept states lie this far apart, later ones farther, so that 4 GiB have some 700 (30 MB)."""
_GROWTH: Final = 256
_RATIO_FROM: Final = 64 << 20
_MOST_RATIO: Final = 250
"""Slices of one grey alone are packed this well, and then there are few bytes of them."""
_DESCRIPTION_BYTES: Final = 64 * 1024
_REGULAR: Final = frozenset(b"0\0007")
_DESCRIBING: Final = frozenset(b"xgLK")
_OTHER_SIZE: Final = (b" size=", b" GNU.sparse")
_BINARY: Final = 0x80
_NEGATIVE: Final = 0x40


@dataclass(frozen=True, slots=True)
class TarContents:
    """What an archive holds: readable members in their order, and what is wrong with the rest.

    `problem`: why it ends early, if it does; the members before that can be read.
    """

    sources: tuple[FileSource, ...]
    skipped: tuple[Skipped, ...]
    problem: SkipReason | None = None


def contents(path: Path) -> TarContents:
    """Return the members of a .tar.gz. Raises NotReadable where it is refused as a whole, OSError.

    Refused are too many members, too many bytes, and a bomb.
    """
    return _index(*_identity(path)).contents


@contextmanager
def opened_member(path: Path, span: TarSpan) -> Iterator[BinaryIO]:
    """Give the content of a member as a seekable stream, unpacked no further than it is read.

    Raises NotReadable, also while it is read (DAMAGED where the archive changed), OSError.
    """
    states = _index(*_identity(path)).states
    first = max((state for state in states if state.at <= span.offset), key=lambda s: s.at)
    with path.open("rb", buffering=0) as file:
        unpacker = _Unpacker(file, first)
        unpacker.skip(span.offset - first.at)
        yield _MemberStream(unpacker, span)  # type: ignore[misc]


class _MemberStream(KeptStream):
    """One member; what is unpacked is kept, so that it can be read again."""

    def __init__(self, unpacker: "_Unpacker", span: TarSpan) -> None:
        super().__init__(span.size)
        self._unpacker = unpacker
        self._span = span

    def read(self, size: int = -1) -> bytes:
        end = self._span.size if size < 0 else min(self._position + size, self._span.size)
        self._unpack_to(end)
        return self._taken(end)

    def _unpack_to(self, end: int) -> None:
        missing = end - len(self._content)
        if missing <= 0:
            return
        self._content += self._unpacker.read(missing)
        is_whole = len(self._content) == self._span.size
        if len(self._content) < end or (is_whole and zlib.crc32(self._content) != self._span.crc):
            raise NotReadable(SkipReason.DAMAGED, "tar member")


def _identity(path: Path) -> tuple[Path, int, int]:
    found = path.stat()
    return path, found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """The unpacker at a place: unpacked bytes so far, place in the file, and what zlib knows."""

    at: int
    packed_at: int
    machine: "_Decompress"


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    contents: TarContents
    states: tuple[_State, ...]


@lru_cache(maxsize=2)
def _index(path: Path, size: int, _changed_ns: int) -> _Index:
    with path.open("rb", buffering=0) as file:
        walk = _Walk(path, _Unpacker(file), size)
        problem = walk.run()
    found = TarContents(tuple(walk.sources), tuple(walk.skipped), problem)
    return _Index(found, tuple(walk.states))


class _Unpacker:
    """A gzip file from its start or from a kept state; several members are one stream."""

    def __init__(self, file: BinaryIO, state: _State | None = None) -> None:
        self._file = file
        self.at = 0 if state is None else state.at
        self._packed = b""
        self._packed_at = 0 if state is None else state.packed_at
        self._machine = zlib.decompressobj(_GZIP) if state is None else state.machine.copy()
        file.seek(self._packed_at)

    def state(self) -> _State:
        """Return where it is."""
        return _State(self.at, self._packed_at - len(self._packed), self._machine.copy())

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end. Raises NotReadable, OSError."""
        return b"".join(self._pieces(size))

    def skip(self, size: int) -> int:
        """Pass so many bytes by; return how many there were. Raises NotReadable, OSError."""
        return sum(map(len, self._pieces(size)))

    def checked(self, size: int) -> tuple[int, int]:
        """Pass so many bytes by; return how many there were, and their CRC-32."""
        length = crc = 0
        for piece in self._pieces(size):
            length, crc = length + len(piece), zlib.crc32(piece, crc)
        return length, crc

    def _pieces(self, size: int) -> Iterator[bytes]:
        left = size
        while left > 0:
            if not self._packed:
                self._packed = self._file.read(_STEP) or b""
                self._packed_at += len(self._packed)
                if not self._packed:
                    return
            if self._machine.eof:  # another member may follow (RFC 1952 2.2)
                self._machine = zlib.decompressobj(_GZIP)
            try:
                piece = self._machine.decompress(self._packed, min(left, _STEP))
            except zlib.error as error:
                raise NotReadable(SkipReason.DAMAGED, "gzip") from error
            is_done = self._machine.eof
            self._packed = self._machine.unused_data if is_done else self._machine.unconsumed_tail
            left -= len(piece)
            self.at += len(piece)
            if piece:
                yield piece


@dataclass(eq=False)
class _Walk:
    """Going through an archive once."""

    path: Path
    unpacker: _Unpacker
    packed_size: int
    sources: list[FileSource] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    states: list[_State] = field(default_factory=list)
    seen: int = 0
    is_misdescribed: bool = False
    """The next member has another size than its header says, or holes."""

    def run(self) -> SkipReason | None:
        """Take all members; return why it ended early. Raises NotReadable, OSError."""
        try:
            return self._run()
        except NotReadable as problem:
            if problem.reason is SkipReason.ARCHIVE_REFUSED or not self.sources:
                raise
            return problem.reason

    def _run(self) -> SkipReason | None:
        self.states.append(self.unpacker.state())
        while True:
            header = self.unpacker.read(_BLOCK)
            if header == bytes(_BLOCK):
                return None
            if len(header) < _BLOCK:  # the empty blocks at the end are missing
                return SkipReason.CUT_SHORT
            self.seen += 1
            if self.seen > limits.ARCHIVE_MEMBERS:
                detail = f"more than {limits.ARCHIVE_MEMBERS} members"
                raise NotReadable(SkipReason.ARCHIVE_REFUSED, detail)
            if not self._take(header):
                return SkipReason.CUT_SHORT

    def _take(self, header: bytes) -> bool:
        """Take one member; tell whether all of it is there."""
        size = _size(header)
        padded = -(-size // _BLOCK) * _BLOCK
        self._check(size)
        kind = header[156]
        if kind in _DESCRIBING and size <= _DESCRIPTION_BYTES:
            text = self.unpacker.read(padded)
            self.is_misdescribed |= any(key in b" " + text for key in _OTHER_SIZE)
            return len(text) == padded
        was_misdescribed, self.is_misdescribed = self.is_misdescribed, False
        name = _shown_name(header)
        if kind not in _REGULAR or was_misdescribed or size > limits.ARCHIVE_MEMBER_BYTES:
            if kind != ord("5"):  # a folder is nothing to be sorry for
                label = f"{self.path} › {name}"
                self.skipped.append(Skipped(label, SkipReason.ARCHIVE_REFUSED))
            return self.unpacker.skip(padded) == padded
        return self._keep(name, size, padded)

    def _keep(self, name: str, size: int, padded: int) -> bool:
        self._keep_state()
        at = self.unpacker.at
        length, crc = self.unpacker.checked(size)
        if length < size:
            return False
        span = TarSpan(at, size, crc)
        self.sources.append(FileSource(self.path, name, span))
        return self.unpacker.skip(padded - size) == padded - size

    def _keep_state(self) -> None:
        last = self.states[-1].at
        if self.unpacker.at - last >= _APART + last // _GROWTH:
            self.states.append(self.unpacker.state())

    def _check(self, size: int) -> None:
        """Refuse what would become too large, before it is unpacked."""
        total = self.unpacker.at + size
        if total > limits.ARCHIVE_BYTES:
            raise NotReadable(SkipReason.ARCHIVE_REFUSED, f"unpacks to {total} bytes")
        if total > _RATIO_FROM and total > self.packed_size * _MOST_RATIO:
            raise NotReadable(SkipReason.ARCHIVE_REFUSED, "unpacks to far more than it is")


def _size(header: bytes) -> int:
    """Return the size of a member once its header's sum is right. Raises NotReadable."""
    said = _octal(header[148:156])
    if said != sum(header[:148]) + 8 * 0x20 + sum(header[156:]):
        raise NotReadable(SkipReason.DAMAGED, "tar header")
    field_ = header[124:136]
    if not field_[0] & _BINARY:
        return _octal(field_)
    if field_[0] & _NEGATIVE:
        raise NotReadable(SkipReason.DAMAGED, "tar size")
    return int.from_bytes(field_, "big") & ((1 << 95) - 1)


def _octal(text: bytes) -> int:
    digits = text.strip(b" \0")
    if digits.strip(b"01234567"):
        raise NotReadable(SkipReason.DAMAGED, "tar number")
    return int(digits or b"0", 8)


def _shown_name(header: bytes) -> str:
    """Return the last part of a member's name, for people only."""
    name = header[:100].split(b"\0", 1)[0].decode("utf-8", "replace")
    last = os.path.basename(name.rstrip("/\\").replace("\\", "/"))  # noqa: PTH119 (no path)
    return "".join(sign for sign in last if sign.isprintable()) or "?"
