"""Made files whose values are packed, swapped, of 64 bits, or no integers."""

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian

_FRAMES = 3
_SIZES = ((60, 70), (5, 7), (3, 3))


def packed(values: NDArray[np.unsignedinteger], bits: int) -> bytes:
    """Return values of so many bits each one after the other, the lowest bit first."""
    places = np.arange(bits, dtype=np.uint64)
    each = (values.reshape(-1, 1).astype(np.uint64) >> places & np.uint64(1)).astype(np.uint8)
    content = np.packbits(each.reshape(-1), bitorder="little").tobytes()
    return content + b"\0" * (len(content) % 2)


def fill_packed(data: Dataset, bits: int, frames: int) -> None:
    """Make a data set one of packed values; frames begin within bytes."""
    data.BitsAllocated, data.BitsStored, data.HighBit = bits, bits, bits - 1
    data.NumberOfFrames, data.PixelRepresentation = frames, 0
    size = frames * data.Rows * data.Columns
    values = np.random.default_rng(5).integers(0, 1 << bits, size, dtype=np.uint16)
    data.PixelData = packed(values, bits)
    data["PixelData"].VR = "OB" if bits == 1 else "OW"
    data.WindowCenter, data.WindowWidth = (0.5, 2) if bits == 1 else (2000, 3000)


def fill_floats(data: Dataset, bits: int) -> None:
    """Make a data set one of float pixels, some of which are no numbers."""
    for name in ("BitsStored", "HighBit", "PixelRepresentation", "PixelData"):
        if name in data:
            delattr(data, name)
    values = np.linspace(-3.5, 9.25, data.Rows * data.Columns).astype(f"<f{bits // 8}")
    values[:6] = (np.nan, np.inf, -np.inf, 0, -0.0, 1e30)
    data.BitsAllocated = bits
    data.WindowCenter, data.WindowWidth, data.VOILUTFunction = 3, 8, "LINEAR_EXACT"
    setattr(data, "FloatPixelData" if bits == 32 else "DoubleFloatPixelData", values.tobytes())


def fill_swapped(data: Dataset, frames: int) -> None:
    """Make a data set one of 8-bit pixels in big-endian words: PS3.5 8.1.1, 7.3."""
    size = frames * data.Rows * data.Columns * data.SamplesPerPixel
    pixels = np.random.default_rng(7).integers(0, 256, size + size % 2, dtype=np.uint8)
    data.NumberOfFrames = frames
    data.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
    data.PixelData = pixels.view("<u2").astype(">u2").tobytes()
    data["PixelData"].VR = "OW"


def fill_shared_chroma(data: Dataset, photometric: str) -> None:
    """Make a data set one of 4:2:2 pixels without compression."""
    data.PhotometricInterpretation = photometric
    size = data.Rows * data.Columns
    rng = np.random.default_rng(9)
    data.PixelData = rng.integers(0, 256, (size + size % 2) * 2, dtype=np.uint8).tobytes()
    data["PixelData"].VR = "OB"


def sizes_and_bits() -> Iterator[tuple[int, int, int, int]]:
    """Yield (rows, columns, bits, frames) that end within bytes and that do not."""
    for (rows, columns), bits, frames in itertools.product(_SIZES, (1, 12), (1, _FRAMES)):
        yield rows, columns, bits, frames
