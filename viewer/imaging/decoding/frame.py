"""One compressed frame to an array: a pure function of bytes, so it can move to another process."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.colour import in_rgb
from viewer.imaging.decoding.codestream import GuardedStream, guarded
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.syntaxes import Codec

_Pixels = NDArray[np.generic]
_RLE_HEADER: Final = 64
_RLE_SEGMENTS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRequest:
    """A codestream and what the header says of it."""

    content: bytes
    codec: Codec
    rows: int
    columns: int
    samples: int
    bits_allocated: int
    bits_stored: int
    is_signed: bool
    photometric: str

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
    """Decode one frame. Raises SliceNotReadable."""
    if request.codec is Codec.RLE:
        return DecodedFrame(in_rgb(_run_lengths(request), request.photometric))
    stream = guarded(request.content, request.codec, request.rows, request.columns)
    if stream.facts.samples != request.samples:
        raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, f"{stream.facts.samples} samples")
    pixels = _with_bits(_native(stream, request), request)
    if request.codec is not Codec.JPEG and request.photometric.startswith("YBR_FULL"):
        pixels = in_rgb(pixels, request.photometric)
    return DecodedFrame(pixels, None if stream.is_whole else SliceProblem.INCOMPLETE_STREAM)


def _native(stream: GuardedStream, request: FrameRequest) -> _Pixels:
    """Call the decoder and check what came back."""
    import imagecodecs

    try:
        if request.codec is Codec.JPEG_2000:
            pixels = imagecodecs.jpeg2k_decode(stream.content)
        elif request.codec is Codec.JPEG_LS:
            pixels = imagecodecs.jpegls_decode(stream.content)
        elif request.samples == 3 and request.photometric == "RGB":
            pixels = imagecodecs.jpeg8_decode(stream.content, colorspace="RGB", outcolorspace="RGB")
        else:
            pixels = imagecodecs.jpeg8_decode(stream.content)
    except (RuntimeError, ValueError, TypeError, MemoryError) as error:
        raise SliceNotReadable(SliceProblem.DAMAGED, str(request.codec)) from error
    if pixels.shape != request.shape or pixels.dtype.itemsize * 8 > request.bits_allocated:
        detail = f"{pixels.dtype.name}, {pixels.shape}"
        raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, detail)
    result: _Pixels = pixels
    return result


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


def _run_lengths(request: FrameRequest) -> _Pixels:
    """Decode RLE: one byte plane per segment, most significant first (PS3.5 annex G)."""
    content = request.content
    bytes_per_sample = request.bits_allocated // 8
    expected = request.samples * bytes_per_sample
    header = np.frombuffer(content[:_RLE_HEADER].ljust(_RLE_HEADER, b"\0"), "<u4")
    count = int(header[0])
    if count != expected or count > _RLE_SEGMENTS:
        raise SliceNotReadable(SliceProblem.DAMAGED, f"{count} RLE segments")
    ends = [*map(int, header[2 : count + 1]), len(content)]
    size = request.rows * request.columns
    planes = np.empty((request.samples, bytes_per_sample, size), np.uint8)
    for k, (start, end) in enumerate(zip(map(int, header[1 : count + 1]), ends, strict=True)):
        sample, byte = divmod(k, bytes_per_sample)
        planes[sample, bytes_per_sample - 1 - byte] = _unpacked(content[start:end], size)
    values = np.moveaxis(planes, 1, 2).copy().view(f"<u{bytes_per_sample}")[..., 0]
    pixels = np.moveaxis(values.reshape(request.samples, request.rows, request.columns), 0, -1)
    return _with_bits(pixels.reshape(request.shape), request)


def _unpacked(packed: bytes, size: int) -> NDArray[np.uint8]:
    """Undo PackBits. Raises SliceNotReadable when it gives fewer than `size` bytes."""
    pieces: list[bytes] = []
    total = position = 0
    end = len(packed)
    while total < size and position + 1 < end:
        head = packed[position]
        if head < 128:
            piece = packed[position + 1 : position + 2 + head]
            position += 2 + head
        elif head > 128:
            piece = packed[position + 1 : position + 2] * (257 - head)
            position += 2
        else:
            position += 1
            continue
        pieces.append(piece)
        total += len(piece)
    if total < size:
        raise SliceNotReadable(SliceProblem.DAMAGED, "RLE segment too short")
    return np.frombuffer(b"".join(pieces)[:size], np.uint8)
