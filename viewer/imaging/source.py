"""Where the bytes of an image come from: a file, or a member of an archive, never extracted."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from viewer.imaging import limits
from viewer.imaging.kept_stream import KeptStream
from viewer.imaging.problems import NotReadable, SkipReason

_STEP: Final = 256 * 1024
_SMALL_STEP: Final = 16 * 1024  # enough for a header: the pixels are unpacked later
_LOCAL_HEADER: Final = 30
STORED: Final = 0
DEFLATED: Final = 8


@dataclass(frozen=True, slots=True)
class MemberSpan:
    """Where a ZIP member's bytes lie in its archive (PKWARE APPNOTE 4.3.7)."""

    header_offset: int
    method: int
    packed_size: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class TarSpan:
    """Where a member's bytes lie in what a gzipped tar unpacks to."""

    offset: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class FileSource:
    """One image file: `path` on disk, or `member` inside the archive at `path`."""

    path: Path
    member: str | None = None
    span: MemberSpan | TarSpan | None = None

    @property
    def label(self) -> str:
        """The place as people read it, e.g. `scan.zip › a/IM1`."""
        return str(self.path) if self.member is None else f"{self.path} › {self.member}"

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Give the content as a seekable unbuffered stream. Raises OSError, NotReadable."""
        if self.span is None:
            with self.path.open("rb", buffering=0) as file:
                yield file
            return
        if isinstance(self.span, TarSpan):
            from viewer.imaging.tar_files import opened_member

            with opened_member(self.path, self.span) as stream:
                yield stream
            return
        with self.path.open("rb", buffering=0) as archive:
            yield _member_stream(archive, self.span)

    def size(self) -> int:
        """Return the number of bytes. Raises OSError."""
        return self.span.size if self.span is not None else self.path.stat().st_size

    def open_bytes(self, limit: int = limits.FILE_BYTES) -> bytes:
        """Return the whole content. Raises NotReadable when it is longer than `limit`, OSError."""
        if self.size() > limit:
            raise NotReadable(SkipReason.TOO_LARGE, f"more than {limit} bytes")
        with self.opened() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise NotReadable(SkipReason.TOO_LARGE, f"more than {limit} bytes")
        return content


def read_at(stream: BinaryIO, offset: int, size: int) -> bytes:
    """Return up to `size` bytes at `offset`; fewer only at the end of the file."""
    stream.seek(offset)
    content = stream.read(size) or b""
    while len(content) < size:
        more = stream.read(size - len(content))
        if not more:
            break
        content += more
    return content


def inflated(packed: bytes, limit: int) -> bytes:
    """Return a raw deflate stream unpacked, stopping at `limit`.

    Raises NotReadable: TOO_LARGE beyond the limit, DAMAGED. A stream that ends early gives what
    is there (PS3.5 A.5: the data set is then cut short, which its reader says).
    """
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    total = 0
    rest = packed
    try:
        while rest and not machine.eof:
            piece = machine.decompress(rest, _STEP)
            rest = machine.unconsumed_tail
            total += len(piece)
            if total > limit:
                raise NotReadable(SkipReason.TOO_LARGE, f"unpacks to more than {limit} bytes")
            pieces.append(piece)
    except zlib.error as error:
        if not pieces:
            raise NotReadable(SkipReason.DAMAGED, "deflate") from error
    return b"".join(pieces)


class _InflatingStream(KeptStream):
    """A deflated member, unpacked no further than somebody reads; seekable over what is unpacked.

    The unpacked size can never pass the declared one, so a lying member cannot grow.
    """

    def __init__(self, archive: BinaryIO, start: int, span: MemberSpan) -> None:
        super().__init__(span.size)
        self._archive = archive
        self._span = span
        self._machine = zlib.decompressobj(-zlib.MAX_WBITS)
        self._packed_at = start
        self._packed_left = span.packed_size
        self._is_checked = False

    def read(self, size: int = -1) -> bytes:
        end = self._span.size if size < 0 else self._position + size
        self._unpack_to(end)
        return self._taken(end)

    def _unpack_to(self, end: int) -> None:
        while len(self._content) < end and not self._machine.eof:
            wanted = min(_STEP, max(_SMALL_STEP, end - len(self._content)))
            packed = self._machine.unconsumed_tail or self._next_packed(wanted)
            if not packed:
                return
            try:
                self._content += self._machine.decompress(packed, wanted)
            except zlib.error as error:
                raise NotReadable(SkipReason.DAMAGED, "zip member") from error
            if len(self._content) > self._span.size:
                raise NotReadable(SkipReason.ARCHIVE_REFUSED, "member larger than declared")
        if self._machine.eof and not self._is_checked:
            self._is_checked = True
            if zlib.crc32(self._content) != self._span.crc:
                raise NotReadable(SkipReason.DAMAGED, "zip member checksum")

    def _next_packed(self, wanted: int) -> bytes:
        size = min(wanted, self._packed_left)
        packed = read_at(self._archive, self._packed_at, size)
        self._packed_at += len(packed)
        self._packed_left -= len(packed)
        return packed


def _member_stream(archive: BinaryIO, span: MemberSpan) -> BinaryIO:
    header = read_at(archive, span.header_offset, _LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise NotReadable(SkipReason.DAMAGED, "zip member header")
    name_size = int.from_bytes(header[26:28], "little")
    extra_size = int.from_bytes(header[28:30], "little")
    start = span.header_offset + _LOCAL_HEADER + name_size + extra_size
    if span.method == STORED:
        return io.BytesIO(read_at(archive, start, span.size))
    return _InflatingStream(archive, start, span)  # type: ignore[return-value]
