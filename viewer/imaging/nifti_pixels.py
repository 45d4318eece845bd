"""The voxels of a NIfTI slice: from the plain file, or from a gzip that is unpacked once."""

import zlib
from functools import lru_cache
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, SkipReason, SliceNotReadable, SliceProblem
from viewer.imaging.slice_place import SlicePlace
from viewer.imaging.source import FileSource, read_at
from viewer.imaging.walk import PixelLocation

_STEP: Final = 1 << 20
_GZIP: Final = zlib.MAX_WBITS | 16


def read_nifti_slice(target: NDArray[np.generic], header: InstanceHeader) -> SliceProblem | None:
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
    start = location.offset - place.block_offset
    return bytes(memoryview(_block(source, place.block_offset, place.block_bytes))[start:][:size])


@lru_cache(maxsize=1)
def _block(source: FileSource, offset: int, size: int) -> bytearray:
    """Unpack one volume of a file once, not once per slice; `forget_unpacked` frees it."""
    with source.opened() as stream:
        return gunzipped(stream, offset, size)


def gunzipped(stream: BinaryIO, offset: int, size: int) -> bytearray:
    """Return up to `size` bytes at `offset` of what a gzip file holds, unpacking no further.

    Of a file that is cut short or damaged, what stands before. Raises NotReadable when nothing
    can be unpacked, OSError.
    """
    kept = bytearray()
    passed = 0
    stream.seek(0)
    machine = zlib.decompressobj(_GZIP)
    packed = stream.read(_STEP)
    try:
        while packed and passed < offset + size:
            piece = machine.decompress(packed, _STEP)
            kept += piece[max(0, offset - passed) :]
            passed += len(piece)
            packed = machine.unconsumed_tail
            if machine.eof:  # another member may follow (RFC 1952 2.2)
                packed = machine.unused_data or stream.read(_STEP)
                machine = zlib.decompressobj(_GZIP)
            elif not packed:
                packed = stream.read(_STEP)
    except zlib.error as error:
        if passed == 0:
            raise NotReadable(SkipReason.DAMAGED, "gzip") from error
    del kept[size:]
    return kept
