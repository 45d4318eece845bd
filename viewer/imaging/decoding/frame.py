"""One compressed frame to an array: a pure function of bytes, done in a worker process."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.colour import in_rgb
from viewer.imaging.decoding.codestream import GuardedStream, guarded, is_luminous, is_reversible
from viewer.imaging.decoding.rle import run_lengths
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.syntaxes import Codec

_Pixels = NDArray[np.generic]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRequest:
    """A codestream and what the header says of it; `is_planar` counts where it is not coded."""

    content: bytes
    codec: Codec
    rows: int
    columns: int
    samples: int
    bits_allocated: int
    bits_stored: int
    is_signed: bool
    photometric: str
    is_planar: bool = False

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """The type that stored values are kept in."""
        return np.dtype(f"{'i' if self.is_signed else 'u'}{self.bits_allocated // 8}")

    @property
    def shape(self) -> tuple[int, ...]:
        """(rows, columns) or (rows, columns, samples)."""
        plane = (self.rows, self.columns)
        return plane if self.samples == 1 else (*plane, self.samples)


@dataclass(frozen=True, slots=True)
class DecodedFrame:
    """Stored values in the request's shape and type; colour is RGB."""

    pixels: _Pixels
    problem: SliceProblem | None = None


def decode_frame(request: FrameRequest) -> DecodedFrame:
    """Decode one frame in this process. Raises SliceNotReadable, MemoryError."""
    decoder = _WHOLE.get(request.codec)
    return _guarded_frame(request) if decoder is None else decoder(request)


def _guarded_frame(request: FrameRequest) -> DecodedFrame:
    """Decode a stream that says its own size, after a look at it."""
    stream = guarded(request.content, request.codec, request.rows, request.columns)
    if stream.facts.samples != request.samples:
        raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, f"{stream.facts.samples} samples")
    pixels = _fitting(_native(stream, request), request)
    if request.codec is not Codec.JPEG:
        pixels = in_rgb(pixels, request.photometric)
    return DecodedFrame(pixels, None if stream.is_whole else SliceProblem.INCOMPLETE_STREAM)


def _native(stream: GuardedStream, request: FrameRequest) -> _Pixels:
    """Call the decoder of the codec."""
    try:
        if request.codec is Codec.HTJ2K and is_reversible(stream.content):
            return _high_throughput(stream)
        if request.codec is Codec.JPEG:
            return _jpeg(stream.content, request)
        if request.codec is Codec.JPEG_LS:
            return _jpeg_ls(stream)
        return _jpeg_2000(stream.content)
    except (RuntimeError, ValueError, TypeError) as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, str(request.codec)) from error


def _jpeg(content: bytes, request: FrameRequest) -> _Pixels:
    import imagecodecs

    is_rgb = request.samples == 3 and request.photometric == "RGB" and not is_luminous(content)
    colours = "RGB" if is_rgb else None
    pixels: _Pixels = imagecodecs.jpeg8_decode(content, colorspace=colours, outcolorspace=colours)
    return pixels


def _jpeg_2000(content: bytes) -> _Pixels:
    import imagecodecs

    pixels: _Pixels = imagecodecs.jpeg2k_decode(content)
    return pixels


def _high_throughput(stream: GuardedStream) -> _Pixels:
    """Decode HTJ2K by OpenJPH, twice as fast where nothing is lost; by OpenJPEG what it refuses.

    Of streams with loss OpenJPH made other pixels than OpenJPEG.
    """
    import imagecodecs

    try:
        pixels: _Pixels = imagecodecs.htj2k_decode(stream.content, resilient=not stream.is_whole)
    except (RuntimeError, ValueError):
        return _jpeg_2000(stream.content)
    return pixels


def _jpeg_ls(stream: GuardedStream) -> _Pixels:
    """Decode JPEG-LS; of a stream that is cut, the rows before the cut."""
    import imagecodecs

    if stream.is_whole or stream.facts.samples > 1:
        pixels: _Pixels = imagecodecs.jpegls_decode(stream.content)
        return pixels
    facts = stream.facts
    pixels = np.zeros((facts.rows, facts.columns), np.uint8 if facts.precision <= 8 else np.uint16)
    try:
        imagecodecs.jpegls_decode(stream.content, out=pixels)
    except (RuntimeError, ValueError):
        if not pixels.any():
            raise
    return pixels


def _jpeg_xl(request: FrameRequest) -> DecodedFrame:
    """Decode JPEG XL, which says nothing of its size that is quick to read."""
    import imagecodecs

    try:
        pixels: _Pixels = imagecodecs.jpegxl_decode(request.content)
    except (RuntimeError, ValueError, TypeError) as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, str(request.codec)) from error
    return DecodedFrame(_fitting(pixels.reshape(_without_ones(pixels.shape)), request))


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape[:2] if len(shape) == 3 and shape[2] == 1 else shape


def _run_lengths(request: FrameRequest) -> DecodedFrame:
    found = run_lengths(request.content, request.bits_allocated // 8, request.shape)
    pixels = in_rgb(_with_bits(found.values, request), request.photometric)
    return DecodedFrame(pixels, None if found.is_whole else SliceProblem.INCOMPLETE_STREAM)


def _raw(request: FrameRequest) -> DecodedFrame:
    """Read values that are not coded (PS3.5 A.4.11); missing ones are zero."""
    size = request.rows * request.columns * request.samples * request.dtype.itemsize
    content = request.content[:size]
    values = np.frombuffer(content.ljust(size, b"\0"), f"<u{request.dtype.itemsize}")
    if request.is_planar and request.samples > 1:
        planes = values.reshape(request.samples, request.rows, request.columns)
        values = np.moveaxis(planes, 0, -1)
    pixels = _with_bits(values.reshape(request.shape), request)
    is_cut = len(content) < size
    return DecodedFrame(
        in_rgb(pixels, request.photometric), SliceProblem.CUT_SHORT if is_cut else None
    )


def _deflated(request: FrameRequest) -> DecodedFrame:
    """Inflate values that are not coded otherwise (PS3.5 A.4.13), to the size they must have."""
    size = request.rows * request.columns * request.samples * request.dtype.itemsize
    try:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(request.content, size)
    except zlib.error as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, str(request.codec)) from error
    return _raw(replace(request, content=content))


def _fitting(pixels: _Pixels, request: FrameRequest) -> _Pixels:
    """Return the pixels in the request's type. Raises SliceNotReadable: SIZE_DISAGREES."""
    if pixels.shape != request.shape or pixels.dtype.itemsize * 8 > request.bits_allocated:
        detail = f"{pixels.dtype.name}, {pixels.shape}"
        raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, detail)
    return _with_bits(pixels, request)


def _with_bits(pixels: _Pixels, request: FrameRequest) -> _Pixels:
    """Return the pixels in the request's type, the sign taken from the highest stored bit."""
    is_signed = pixels.dtype.kind == "i"
    if is_signed == request.is_signed:
        return pixels.astype(request.dtype, copy=False)
    if not request.is_signed:
        return pixels.astype(request.dtype)
    wide = pixels.astype(f"u{request.bits_allocated // 8}")
    shift = request.bits_allocated - request.bits_stored
    shifted = np.left_shift(wide, shift).view(request.dtype)
    signed: _Pixels = np.right_shift(shifted, shift)
    return signed


_WHOLE: Final[dict[Codec, Callable[[FrameRequest], DecodedFrame]]] = {
    Codec.RLE: _run_lengths,
    Codec.JPEG_XL: _jpeg_xl,
    Codec.RAW: _raw,
    Codec.DEFLATED: _deflated,
}
