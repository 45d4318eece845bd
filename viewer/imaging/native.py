"""Uncompressed pixels: from where they lie in the file to one array of samples (PS3.5 8.1, 8.2)."""

from functools import lru_cache
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.colour import in_rgb
from viewer.imaging.dicom.fallback import inflated_data_set
from viewer.imaging.dicom.walk import DEFLATED, EXPLICIT_BIG, PixelLocation
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.source import FileSource

_Pixels = NDArray[np.generic]
_PACKED: Final = frozenset({1, 12})
"""BitsAllocated of values that share bytes; a frame may begin within a byte (PS3.5 annex D)."""


def read_native(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    """Read the frame's samples into `target`; a short file leaves zeros behind.

    Bytes are in the host's order afterwards and colour is (rows, columns, 3), but unused bits and
    colour models are as stored; of 4:2:2, RGB is made. Raises SliceNotReadable, OSError.
    """
    if header.photometric.endswith("_422"):
        return _read_shared_chroma(target, header, location)
    bits = target.size * header.bits_allocated
    if header.bits_allocated in _PACKED:
        received = _read_packed(target, header, location)
    elif location.is_swapped and target.dtype.itemsize == 1:
        piece = _bytes_at(header, location, header.frame * target.nbytes, target.nbytes)
        _bytes_of(target)[: len(piece)] = piece
        received = len(piece)
    else:
        received = _read_plain(target, header, location)
    if header.frame == 0 and received == 0:
        raise SliceNotReadable(SliceProblem.CUT_SHORT)
    _arrange(target, header)
    if received * 8 < bits:
        return SliceProblem.CUT_SHORT
    surplus = (location.length or 0) - (bits * header.frame_count + 7) // 8
    return SliceProblem.LONGER_THAN_DECLARED if surplus > 1 else None


def _read_plain(target: _Pixels, header: InstanceHeader, location: PixelLocation) -> int:
    """Read whole bytes straight into place; return how many there were."""
    start = header.frame * target.nbytes
    there = max(0, (location.length or 0) - start)  # what follows is another element
    if header.syntax == DEFLATED:
        piece = _bytes_at(header, location, start, target.nbytes)
        _bytes_of(target)[: len(piece)] = piece
        return len(piece)
    with header.source.opened() as stream:
        return _fill(stream, location.offset + start, _bytes_of(target)[:there])


def _read_packed(target: _Pixels, header: InstanceHeader, location: PixelLocation) -> int:
    """Read values of 1 or 12 bits, the first in the lowest bits; return the bytes received."""
    first_bit = header.frame * target.size * header.bits_allocated
    last_bit = first_bit + target.size * header.bits_allocated
    start, end = first_bit // 8, (last_bit + 7) // 8
    piece = _bytes_at(header, location, start, end - start)
    unpacked(piece, first_bit % 8, header.bits_allocated, target)
    return len(piece)


def unpacked(packed: bytes, first_bit: int, bits: int, target: _Pixels) -> None:
    """Write values of 1 or 12 bits into `target`, as many as there are."""
    content = np.frombuffer(packed, np.uint8)
    values = _single_bits(content, first_bit) if bits == 1 else _halves(content, first_bit)
    count = min(len(values), target.size)
    target.reshape(-1)[:count] = values[:count]


def _single_bits(content: NDArray[np.uint8], first_bit: int) -> NDArray[np.uint8]:
    return np.unpackbits(content, bitorder="little")[first_bit:]


def _halves(content: NDArray[np.uint8], first_bit: int) -> NDArray[np.uint16]:
    """Return values of three half bytes each."""
    halves = np.stack((content & 0x0F, content >> 4), axis=-1).reshape(-1)[first_bit // 4 :]
    thirds = halves[: len(halves) // 3 * 3].reshape(-1, 3).astype(np.uint16)
    values = thirds[:, 0] | thirds[:, 1] << 4 | thirds[:, 2] << 8
    return values.astype(np.uint16)


def _read_shared_chroma(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    """Read uncompressed 4:2:2: two pixels share their colour (PS3.3 C.7.6.3.1.2).

    Pairs go on over the end of a row of odd length, as in DCMTK.
    """
    pixels = target.size // 3
    size = (pixels + pixels % 2) * 2
    packed = np.zeros(size, np.uint8)
    piece = _bytes_at(header, location, header.frame * size, size)
    packed[: len(piece)] = np.frombuffer(piece, np.uint8)
    if header.frame == 0 and not piece:
        raise SliceNotReadable(SliceProblem.CUT_SHORT)
    pairs = packed.reshape(-1, 4)[:, (0, 2, 3, 1, 2, 3)].reshape(-1, 3)
    model = header.photometric.removesuffix("_422")
    target[...] = in_rgb(pairs[:pixels].reshape(target.shape), model)
    return SliceProblem.CUT_SHORT if len(piece) < pixels * 2 else None


def _bytes_at(header: InstanceHeader, location: PixelLocation, start: int, size: int) -> bytes:
    """Return the bytes of the pixel data from `start`, fewer where they end; words in order."""
    begin, end = start, start + size
    if location.is_swapped:
        begin, end = begin - begin % 2, end + end % 2
    if location.length is not None:
        end = min(end, location.length)
    piece = _stored_bytes(header, location.offset + begin, max(0, end - begin))
    if location.is_swapped:
        whole = len(piece) - len(piece) % 2
        piece = np.frombuffer(piece[:whole], ">u2").astype("<u2").tobytes() + piece[whole:]
    return piece[start - begin : start - begin + size]


def _stored_bytes(header: InstanceHeader, offset: int, size: int) -> bytes:
    if header.syntax == DEFLATED:
        content = _inflated(header.source) if header.frame_count > 1 else _inflated_once(header)
        return content[offset : offset + size]
    buffer = bytearray(size)
    with header.source.opened() as stream:
        received = _fill(stream, offset, memoryview(buffer))
    return bytes(buffer[:received])


def _bytes_of(target: _Pixels) -> memoryview:
    return target.reshape(-1).view(np.uint8).data


def _fill(stream: BinaryIO, start: int, view: memoryview) -> int:
    """Read into `view` from `start`; return the bytes received."""
    stream.seek(start)
    received = 0
    while received < len(view):
        count = stream.readinto(view[received:])  # type: ignore[attr-defined]
        if not count:
            break
        received += count
    return received


def _inflated_once(header: InstanceHeader) -> bytes:
    with header.source.opened() as stream:
        return inflated_data_set(stream, header.file_size)


@lru_cache(maxsize=1)
def _inflated(source: FileSource) -> bytes:
    """Unpack a multi-frame file once, not once per frame; `forget_inflated_file` frees it."""
    with source.opened() as stream:
        return inflated_data_set(stream, source.size())


def forget_inflated_file() -> None:
    """Free what was kept for the frames of a file: it may be another one at the next opening."""
    _inflated.cache_clear()


def _arrange(target: _Pixels, header: InstanceHeader) -> None:
    """Bring what was read into the host's byte order, and colour planes beside each other."""
    is_packed = header.bits_allocated in _PACKED
    if header.syntax == EXPLICIT_BIG and target.dtype.itemsize > 1 and not is_packed:
        target.byteswap(inplace=True)
    if target.dtype.kind == "f":
        values: NDArray[np.float64] = target  # type: ignore[assignment]
        values[np.isnan(values)] = np.nan  # signalling ones would warn at every later step
    if header.is_planar:
        planes = target.reshape(3, header.rows, header.columns)
        target[...] = np.moveaxis(planes, 0, -1).copy()
