"""Pixels that lie bare in their file, or in a gzip that is unpacked once: NIfTI, plain TIFF."""

import threading
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom.walk import PixelLocation
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, SkipReason, SliceNotReadable, SliceProblem
from viewer.imaging.slice_place import SlicePlace
from viewer.imaging.source import FileSource, read_at

_STEP: Final = 1 << 20
_GZIP: Final = zlib.MAX_WBITS | 16


def read_plain_slice(target: NDArray[np.generic], header: InstanceHeader) -> SliceProblem | None:
    """Fill `target` (rows, columns[, 3]) as the slice is seen. Raises SliceNotReadable, OSError.

    What a file that is cut short lacks stays zero. The alpha of RGBA is left out.
    """
    location, place = header.pixels, header.place
    if location is None or location.length is None or place is None:
        raise SliceNotReadable(SliceProblem.DAMAGED)
    content = _stored(header.source, location, place)
    if not content:
        raise SliceNotReadable(SliceProblem.CUT_SHORT)
    is_whole = len(content) == location.length
    shape = target.shape[1::-1] if place.is_transposed else target.shape[:2]
    kind = np.dtype(header.stored_dtype).newbyteorder(">" if location.is_swapped else "<")
    values = np.frombuffer(content.ljust(location.length, b"\0"), kind)
    is_colour = header.samples == 3
    values = values.reshape(*shape, -1)[..., :3] if is_colour else values.reshape(shape)
    if place.is_transposed:
        values = values.swapaxes(0, 1)
    rows = slice(None, None, -1 if place.flips_rows else 1)
    columns = slice(None, None, -1 if place.flips_columns else 1)
    target[...] = values[rows, columns]
    return None if is_whole else SliceProblem.CUT_SHORT


def forget_unpacked() -> None:
    """Free what was unpacked for the slices of a file."""
    _block.cache_clear()


def _stored(source: FileSource, location: PixelLocation, place: SlicePlace) -> bytes:
    size = location.length or 0
    if not place.is_packed:
        with source.opened() as stream:
            return read_at(stream, location.offset, size)
    with _making:
        block = _block(source, place.block_offset, place.block_bytes)
    return block.part(location.offset - place.block_offset, size)


_making: Final = threading.Lock()


@lru_cache(maxsize=2)  # what is being read, and what a list's small picture is made of
def _block(source: FileSource, offset: int, size: int) -> "_Block":
    return _Block(source, offset, size)


class _Block:
    """One volume of a packed file, unpacked once: up to the first slice wanted, then the rest.

    So the centre slice is there after half of the work, and a list's small picture costs no more.
    """

    def __init__(self, source: FileSource, offset: int, size: int) -> None:
        self._source = source
        self._offset = offset
        self._kept = bytearray(size)
        self._unpacker = _Unpacker()
        self._filled = 0
        self._is_started = False
        self._lock = threading.Lock()

    def part(self, start: int, size: int) -> bytes:
        """Return bytes of the volume; fewer where the file is cut short. Raises as `gunzipped`."""
        end = start + size
        with self._lock:
            if end > self._filled and not self._unpacker.is_done:
                self._unpack_to(len(self._kept) if self._is_started else end)
                self._is_started = True
            return bytes(memoryview(self._kept)[start : max(start, min(end, self._filled))])

    def _unpack_to(self, end: int) -> None:
        with self._source.opened() as stream:
            for at, piece in self._unpacker.pieces(stream, self._offset + end):
                wanted = memoryview(piece)[max(0, self._offset - at) :]
                wanted = wanted[: len(self._kept) - self._filled]
                self._kept[self._filled : self._filled + len(wanted)] = wanted
                self._filled += len(wanted)


def gunzipped(stream: BinaryIO, offset: int, size: int) -> bytearray:
    """Return up to `size` bytes at `offset` of what a gzip file holds, unpacking no further.

    Of a file that is cut short or damaged, what stands before. Raises NotReadable when nothing
    can be unpacked, OSError.
    """
    kept = bytearray()
    for at, piece in _Unpacker().pieces(stream, offset + size):
        kept += piece[max(0, offset - at) :]
    del kept[size:]
    return kept


class _Unpacker:
    """Unpacks a gzip file from its start, piece by piece; goes on where it was left."""

    def __init__(self) -> None:
        self.is_done = False
        self._machine = zlib.decompressobj(_GZIP)
        self._packed = b""
        self._packed_at = 0
        self._passed = 0

    def pieces(self, stream: BinaryIO, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield (place, bytes) until `end` is passed or there is no more.

        Raises NotReadable when the file is damaged from its first byte, OSError.
        """
        stream.seek(self._packed_at)
        while self._passed < end and not self.is_done:
            self._packed = self._packed or self._next(stream)
            self.is_done = not self._packed
            if not self.is_done:
                yield from self._piece()

    def _piece(self) -> Iterator[tuple[int, bytes]]:
        at = self._passed
        try:
            piece = self._machine.decompress(self._packed, _STEP)
        except zlib.error as error:
            self.is_done = True
            if at == 0:
                raise NotReadable(SkipReason.DAMAGED, "gzip") from error
            return
        self._packed = self._machine.unconsumed_tail
        if self._machine.eof:  # another member may follow (RFC 1952 2.2)
            self._packed = self._machine.unused_data
            self._machine = zlib.decompressobj(_GZIP)
        self._passed += len(piece)
        yield at, piece

    def _next(self, stream: BinaryIO) -> bytes:
        packed = stream.read(_STEP)
        self._packed_at += len(packed)
        return packed
