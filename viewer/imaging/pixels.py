"""The pixels of one slice from its file into its place in the volume."""

from functools import lru_cache
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import tags
from viewer.imaging.decoding.frame import FrameRequest, decode_frame, in_rgb
from viewer.imaging.fallback import inflated_data_set
from viewer.imaging.fragments import Fragment, frame_fragments, joined
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.palette import coloured
from viewer.imaging.photo import decode_photo
from viewer.imaging.problems import NotReadable, SliceNotReadable, SliceProblem
from viewer.imaging.source import FileSource
from viewer.imaging.syntaxes import Codec, codec_of
from viewer.imaging.walk import DEFLATED, EXPLICIT_BIG, PixelLocation

_Pixels = NDArray[np.generic]


def read_into(target: _Pixels, header: InstanceHeader) -> SliceProblem | None:
    """Fill `target` with the stored values of a slice; return what is wrong with them, if anything.

    `target` is C-contiguous, (rows, columns) or (rows, columns, 3). Raises SliceNotReadable.
    """
    try:
        if header.pixels is None:
            return _read_photo(target, header)
        if header.photometric == "PALETTE COLOR":
            return _read_palette(target, header, header.pixels)
        if header.samples == 3 and header.bits_allocated > 8:
            return _read_deep_colour(target, header, header.pixels)
        return _read_stored(target, header, header.pixels)
    except NotReadable as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, error.detail) from error
    except OSError as error:
        raise SliceNotReadable(SliceProblem.UNREADABLE, error.strerror or "") from error


def _read_photo(target: _Pixels, header: InstanceHeader) -> SliceProblem | None:
    photo = decode_photo(header.source.open_bytes())
    if photo.pixels.shape != target.shape:
        raise SliceNotReadable(SliceProblem.CHANGED)
    target[...] = photo.pixels
    return None if photo.is_whole else SliceProblem.CUT_SHORT


def _read_palette(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    kind = "i" if header.is_signed else "u"
    stored = np.zeros((header.rows, header.columns), f"{kind}{header.bits_allocated // 8}")
    problem = _read_stored(stored, header, location)
    target[...] = coloured(stored, header.elements)
    return problem


def _read_deep_colour(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    """Read colour of more than eight bits; the upper eight are shown."""
    stored = np.zeros(target.shape, f"u{header.bits_allocated // 8}")
    problem = _read_stored(stored, header, location)
    target[...] = np.minimum(stored >> max(0, header.bits_stored - 8), 255)
    return problem


def _read_stored(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    if codec_of(header.syntax) is not Codec.NATIVE:
        return _read_encapsulated(target, header, location)
    if header.photometric == "YBR_FULL_422":
        return _read_shared_chroma(target, header, location)
    return _read_native(target, header, location)


def _read_shared_chroma(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    """Read uncompressed YBR_FULL_422: two pixels share their colour (PS3.3 C.7.6.3.1.2)."""
    size = target.nbytes * 2 // 3
    packed = np.zeros(size + size % 4, np.uint8)
    with header.source.opened() as stream:
        received = _fill(stream, location.offset + header.frame * size, packed.data)
    quads = packed.reshape(-1, 4)[:, (0, 2, 3, 1, 2, 3)].reshape(-1, 3)
    target[...] = in_rgb(quads[: target.size // 3].reshape(target.shape), "YBR_FULL")
    return SliceProblem.CUT_SHORT if received < size else None


def _read_native(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    """Read uncompressed pixels straight into place; a short file leaves zeros behind."""
    start = location.offset + header.frame * target.nbytes
    with header.source.opened() as stream:
        if header.syntax == DEFLATED:
            content = _inflated(header.source) if header.frame_count > 1 else _unpacked(header)
            piece = content[start : start + target.nbytes]
            _bytes_of(target)[: len(piece)] = piece
            received = len(piece)
        else:
            received = _fill(stream, start, _bytes_of(target))
    if header.frame == 0 and received == 0:
        raise SliceNotReadable(SliceProblem.CUT_SHORT)
    _tidy(target, header)
    if received < target.nbytes:
        return SliceProblem.CUT_SHORT
    surplus = (location.length or 0) - target.nbytes * header.frame_count
    return SliceProblem.LONGER_THAN_DECLARED if surplus > 1 else None


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


def _unpacked(header: InstanceHeader) -> bytes:
    with header.source.opened() as stream:
        return inflated_data_set(stream, header.file_size)


@lru_cache(maxsize=1)
def _inflated(source: FileSource) -> bytes:
    """Unpack a multi-frame file once, not once per frame; `forget_inflated` frees it."""
    with source.opened() as stream:
        return inflated_data_set(stream, source.size())


def forget_inflated() -> None:
    """Free what was kept for the frames of a file: it may be another one at the next opening."""
    _inflated.cache_clear()
    _many_frames.cache_clear()


def _tidy(target: _Pixels, header: InstanceHeader) -> None:
    """Bring what was read into the host's byte order, bits and colours, in place."""
    if header.syntax == EXPLICIT_BIG and target.dtype.itemsize > 1:
        target.byteswap(inplace=True)
    if header.is_planar:
        planes = target.reshape(3, header.rows, header.columns)
        target[...] = np.moveaxis(planes, 0, -1).copy()
    if header.samples == 3:
        target[...] = in_rgb(target, header.photometric)
    elif header.bits_stored < header.bits_allocated:
        _without_unused_bits(target, header)


def _without_unused_bits(target: _Pixels, header: InstanceHeader) -> None:
    """Mask or extend the sign where bits outside of a value are in use for something else.

    Values that already fit stay as they are, and so does PixelPaddingValue, which may lie outside.
    """
    integers: NDArray[np.integer[np.typing.NBitBase]] = target  # type: ignore[assignment]
    below = header.high_bit + 1 - header.bits_stored
    if below == 0 and _fits(integers, header):
        return
    shift = header.bits_allocated - header.bits_stored
    np.left_shift(integers, shift - below, out=integers)
    np.right_shift(integers, shift, out=integers)


def _fits(values: "NDArray[np.integer[np.typing.NBitBase]]", header: InstanceHeader) -> bool:
    """Tell whether all values are of BitsStored bits, or the outermost is the padding value."""
    lowest, highest = int(values.min(initial=0)), int(values.max(initial=0))
    if header.is_signed:
        limit = 1 << (header.bits_stored - 1)
        outside = lowest if lowest < -limit else highest
        is_inside = -limit <= lowest and highest < limit
    else:
        outside, is_inside = highest, highest < 1 << header.bits_stored
    padding = header.elements.integer(tags.PIXEL_PADDING)
    mask = (1 << header.bits_allocated) - 1
    return is_inside or (padding is not None and padding == outside & mask)


def _read_encapsulated(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    codec = codec_of(header.syntax)
    if codec is None:
        raise SliceNotReadable(SliceProblem.UNKNOWN_SYNTAX, header.syntax)
    with header.source.opened() as stream:
        frames = _frames(stream, header, location)
        if header.frame >= len(frames):
            raise SliceNotReadable(SliceProblem.CUT_SHORT)
        content, is_whole = joined(stream, frames[header.frame])
    if not content:
        raise SliceNotReadable(SliceProblem.CUT_SHORT)
    frame = decode_frame(
        FrameRequest(
            content=content,
            codec=codec,
            rows=header.rows,
            columns=header.columns,
            samples=header.samples,
            bits_allocated=header.bits_allocated,
            bits_stored=header.high_bit + 1 if codec is Codec.RLE else header.bits_stored,
            is_signed=header.is_signed,
            photometric=header.photometric,
        )
    )
    target[...] = frame.pixels
    if codec is Codec.RLE and header.samples == 1 and header.bits_stored < header.bits_allocated:
        _without_unused_bits(target, header)
    return frame.problem if is_whole else SliceProblem.CUT_SHORT


def _frames(
    stream: BinaryIO, header: InstanceHeader, location: PixelLocation
) -> tuple[tuple[Fragment, ...], ...]:
    if header.frame_count == 1:
        return frame_fragments(stream, location.offset, 1)
    return _many_frames(header.source, location.offset, header.frame_count)


@lru_cache(maxsize=4)
def _many_frames(source: FileSource, offset: int, frames: int) -> tuple[tuple[Fragment, ...], ...]:
    """Find the frames of a multi-frame file once, not once per frame."""
    with source.opened() as stream:
        return frame_fragments(stream, offset, frames)
