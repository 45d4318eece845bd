"""The pixels of one slice from its file into its place in the volume."""

from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain.series import Container
from viewer.imaging.bare_pixels import forget_unpacked, read_plain_slice
from viewer.imaging.colour import in_rgb
from viewer.imaging.decoding.frame import FrameRequest
from viewer.imaging.decoding.pool import decode, decode_photo_in_worker
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.walk import PixelLocation
from viewer.imaging.fragments import Fragment, frame_fragments, joined
from viewer.imaging.grey.palette import coloured
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.native import forget_inflated_file, read_native, unpacked
from viewer.imaging.problems import NotReadable, SliceNotReadable, SliceProblem
from viewer.imaging.source import FileSource
from viewer.imaging.syntaxes import Codec, codec_of

_Pixels = NDArray[np.generic]
_BYTEWISE: Final = frozenset({Codec.RLE, Codec.RAW, Codec.DEFLATED})
"""Codecs that know bytes, not samples: unused bits stay in."""


def read_into(target: _Pixels, header: InstanceHeader) -> SliceProblem | None:
    """Fill `target` with the stored values of a slice; return what is wrong with them, if anything.

    `target` is C-contiguous, (rows, columns) or (rows, columns, 3). Raises SliceNotReadable.
    """
    try:
        if header.container is not Container.DICOM or header.pixels is None:
            return _read_other(target, header)
        if header.photometric == "PALETTE COLOR":
            return _read_palette(target, header, header.pixels)
        if header.samples == 3 and header.bits_allocated > 8:
            return _read_deep_colour(target, header, header.pixels)
        return _read_stored(target, header, header.pixels)
    except NotReadable as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, error.detail) from error
    except OSError as error:
        raise SliceNotReadable(SliceProblem.UNREADABLE, error.strerror or "") from error
    except MemoryError as error:
        raise SliceNotReadable(SliceProblem.UNREADABLE, "memory") from error


def _read_other(target: _Pixels, header: InstanceHeader) -> SliceProblem | None:
    """Read a slice that lies bare in its file (NIfTI, some TIFF), or decode a photograph."""
    if header.place is not None:
        return read_plain_slice(target, header)
    content = header.source.open_bytes()
    photo = decode_photo_in_worker(content, header.rows, header.columns, header.frame)
    if (photo.pixels.shape, photo.pixels.dtype) != (target.shape, target.dtype):
        raise SliceNotReadable(SliceProblem.CHANGED)
    target[...] = photo.pixels
    return photo.problem


def _read_palette(
    target: _Pixels, header: InstanceHeader, location: PixelLocation
) -> SliceProblem | None:
    stored = np.zeros((header.rows, header.columns), header.stored_dtype)
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
    problem = read_native(target, header, location)
    _tidy(target, header)
    return problem


def forget_inflated() -> None:
    """Free what was kept for the frames of a file: it may be another one at the next opening."""
    forget_inflated_file()
    forget_unpacked()
    _many_frames.cache_clear()


def _tidy(target: _Pixels, header: InstanceHeader) -> None:
    """Bring what was read into RGB, or free it of unused bits, in place."""
    if header.samples == 3:
        if not header.photometric.endswith("_422"):
            target[...] = in_rgb(target, header.photometric)
    elif header.bits_stored < header.bits_allocated and target.dtype.kind != "f":
        _without_unused_bits(target, header)


def _without_unused_bits(target: _Pixels, header: InstanceHeader) -> None:
    """Mask or extend the sign where bits outside of a value are in use for something else.

    Values that already fit stay as they are, and so does PixelPaddingValue, which may lie outside.
    """
    integers: NDArray[np.integer[np.typing.NBitBase]] = target  # type: ignore[assignment]
    below = header.high_bit + 1 - header.bits_stored
    if below == 0 and _fits(integers, header):
        return
    shift = 8 * target.dtype.itemsize - header.bits_stored
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
    mask = (1 << (8 * values.dtype.itemsize)) - 1
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
    request = _request(content, codec, header)
    frame = decode(request, target)
    if codec in _BYTEWISE and header.bits_allocated % 8:
        unpacked(frame.pixels.tobytes(), 0, header.bits_allocated, target)
    elif frame.pixels is not target:
        target[...] = frame.pixels
    if codec in _BYTEWISE and header.samples == 1 and header.bits_stored < header.bits_allocated:
        _without_unused_bits(target, header)
    return frame.problem or (None if is_whole else SliceProblem.CUT_SHORT)


def _request(content: bytes, codec: Codec, header: InstanceHeader) -> FrameRequest:
    """Return what to decode; bytes that hold several values are unpacked afterwards."""
    is_bytewise = codec in _BYTEWISE
    request = FrameRequest(
        content=content,
        codec=codec,
        rows=header.rows,
        columns=header.columns,
        samples=header.samples,
        bits_allocated=max(8, header.bits_allocated),
        bits_stored=header.high_bit + 1 if is_bytewise else header.bits_stored,
        is_signed=header.is_signed,
        photometric=header.photometric,
        is_planar=header.is_planar,
    )
    if header.bits_allocated % 8 == 0:
        return request
    if not is_bytewise:
        return replace(request, bits_allocated=-(-header.bits_allocated // 8) * 8)
    size = -(-header.rows * header.columns * header.bits_allocated // 8)
    return replace(request, rows=1, columns=size, bits_allocated=8, bits_stored=8, is_signed=False)


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
