"""DICOM files made to differ in one attribute of the pixels, for what no public file shows."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    SecondaryCaptureImageStorage,
    generate_uid,
)

from tests.conformance.made_layouts import (
    fill_floats,
    fill_packed,
    fill_shared_chroma,
    fill_swapped,
    sizes_and_bits,
)

_ROWS, _COLUMNS = 60, 70
_PALETTE = ("Red", "Green", "Blue")

Made = tuple[str, Dataset]


def made() -> Iterator[Made]:
    """Yield (name, data set) of all files."""
    yield from _bits()
    yield from _windows()
    yield from _tables()
    yield from _shapes()
    yield from _colours()
    yield from _palettes()
    yield from _layouts()
    yield from _packed_files()
    yield from _other_values()


def write(data: Dataset, path: Path) -> Path:
    """Write one of them."""
    data.save_as(path, enforce_file_format=True)
    return path


def _grey(**attributes: object) -> Dataset:
    """Return 12 bits in 16 with every value in use, its bits at HighBit."""
    data = _header(
        SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2", PixelRepresentation=0
    )
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 12, 11
    for name, value in attributes.items():
        setattr(data, name, value)
    _put(data, _every_value(data), "OW")
    return data


def _header(**attributes: object) -> Dataset:
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.SOPClassUID = data.file_meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    data.StudyInstanceUID, data.SeriesInstanceUID = generate_uid(), generate_uid()
    data.Modality, data.PatientID = "OT", "MADE"
    data.Rows, data.Columns = _ROWS, _COLUMNS
    for name, value in attributes.items():
        setattr(data, name, value)
    return data


def _every_value(data: Dataset) -> NDArray[np.unsignedinteger]:
    largest = (1 << data.BitsStored) - 1
    values = np.linspace(0, largest, data.Rows * data.Columns).round().astype(np.uint64)
    np.random.default_rng(1).shuffle(values)
    placed = values << np.uint64(data.HighBit + 1 - data.BitsStored)
    return placed.astype(f"<u{data.BitsAllocated // 8}")


def _put(data: Dataset, pixels: NDArray[np.generic], vr: str) -> None:
    content = pixels.tobytes()
    data.PixelData = content + b"\0" * (len(content) % 2)
    data["PixelData"].VR = vr


def _bits() -> Iterator[Made]:
    sizes = ((8, 8), (8, 6), (16, 10), (16, 12), (16, 15), (16, 16), (32, 20), (32, 32))
    for photometric, signed, (allocated, stored) in itertools.product(
        ("MONOCHROME1", "MONOCHROME2"), (0, 1), sizes
    ):
        half = 1 << (stored - 1)
        yield (
            f"{photometric}, {allocated}/{stored}{'s' if signed else ''}",
            _grey(
                PhotometricInterpretation=photometric,
                PixelRepresentation=signed,
                BitsAllocated=allocated,
                BitsStored=stored,
                HighBit=stored - 1,
                WindowCenter=half // 8 if signed else half,
                WindowWidth=half,
            ),
        )
    for high_bit, signed in itertools.product((11, 13, 15), (0, 1)):
        data = _grey(
            HighBit=high_bit, PixelRepresentation=signed, WindowCenter=500, WindowWidth=3000
        )
        rubbish = (3 if high_bit > 11 else 0) | (0x8000 if high_bit < 15 else 0)
        _put(data, _every_value(data) | np.uint16(rubbish), "OW")
        yield f"12 bits below bit {high_bit}, others in use, {'s' if signed else 'u'}", data


def _windows() -> Iterator[Made]:
    """Yield windows; DCMTK 3.6 rounds rescaled values and knows no LINEAR_EXACT: see test_voi."""
    windows = (("LINEAR", 1000, 1), ("LINEAR", 1000.5, 2), ("SIGMOID", 1500, 800))
    for (function, center, width), (slope, intercept) in itertools.product(
        (*windows, ("LINEAR", 1500.25, 333.3)), ((1, 0), (2.5, -1024), (-1, 4095))
    ):
        yield (
            f"{function} {center} {width}, rescale {slope} {intercept}",
            _grey(
                VOILUTFunction=function,
                WindowCenter=center,
                WindowWidth=width,
                RescaleSlope=slope,
                RescaleIntercept=intercept,
                RescaleType="US",
            ),
        )
    yield "no window", _grey()
    padded = _grey(WindowCenter=0, WindowWidth=2000, PixelRepresentation=1)
    padded.add_new(0x00280120, "SS", -2000)
    yield "PixelPaddingValue", padded


def _tables() -> Iterator[Made]:
    shapes = (
        (8, 256, 0, 0),
        (16, 4096, 0, 0),
        (12, 4096, 0, 0),
        (16, 1000, 500, 0),
        (16, 2000, -700, 1),
        (8, 1000, 1500, 0),
        (10, 1024, 100, 0),
    )
    for (bits, count, first, signed), photometric in itertools.product(
        shapes, ("MONOCHROME1", "MONOCHROME2")
    ):
        item = _table(bits, count, first, signed)
        name = f"{count} entries of {bits} bits from {first}, {photometric}"
        grey = {"PhotometricInterpretation": photometric, "PixelRepresentation": signed}
        yield f"VOI table, {name}", _grey(VOILUTSequence=Sequence([item]), **grey)
        item = _table(bits, count, first, signed)
        item.ModalityLUTType = "US"
        modality = _grey(ModalityLUTSequence=Sequence([item]), **grey)
        modality.WindowCenter, modality.WindowWidth = (1 << bits) / 2, (1 << bits) * 0.7
        yield f"Modality table, {name}", modality
    for photometric in ("MONOCHROME1", "MONOCHROME2"):
        both = _grey(PhotometricInterpretation=photometric)
        both.RescaleSlope, both.RescaleIntercept = 2, -1000
        both.VOILUTSequence = Sequence([_table(12, 2000, -500, signed=1)])
        yield f"rescale and VOI table, {photometric}", both


def _table(bits: int, count: int, first: int, signed: int) -> Dataset:
    item = Dataset()
    item.add_new(0x00283002, "SS" if signed else "US", [count, first, bits])
    entries = (np.linspace(0, 1, count) ** 2 * ((1 << bits) - 1)).round()
    item.add_new(0x00283006, "OW", entries.astype("<u2").tobytes())
    return item


def _shapes() -> Iterator[Made]:
    for shape, photometric in itertools.product(
        ("IDENTITY", "INVERSE"), ("MONOCHROME1", "MONOCHROME2")
    ):
        data = _grey(PhotometricInterpretation=photometric, PresentationLUTShape=shape)
        data.WindowCenter, data.WindowWidth = 2000, 3000
        yield f"{shape} of {photometric}", data


def _colours() -> Iterator[Made]:
    for photometric, planar in itertools.product(("RGB", "YBR_FULL"), (0, 1)):
        yield f"{photometric}, planar {planar}", _colour(photometric, planar)
    yield "YBR_FULL_422", _colour("YBR_FULL_422", 0)
    yield "RGB of odd size", _colour("RGB", 0, rows=5, columns=7)
    yield "RGB of odd size by planes", _colour("RGB", 1, rows=5, columns=7)
    big = _colour("RGB", 0)
    big.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
    yield "RGB, big endian", big


def _colour(photometric: str, planar: int, rows: int = 60, columns: int = 70) -> Dataset:
    data = _header(SamplesPerPixel=3, PhotometricInterpretation=photometric)
    data.Rows, data.Columns, data.PlanarConfiguration, data.PixelRepresentation = (
        rows,
        columns,
        planar,
        0,
    )
    data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
    samples = 2 if photometric == "YBR_FULL_422" else 3
    pixels = np.random.default_rng(3).integers(0, 256, (rows, columns, samples), dtype=np.uint8)
    _put(data, pixels, "OB")  # as noise, planes are pixels in another order
    return data


def _palettes() -> Iterator[Made]:
    for bits, count, first, allocated, signed in (
        (8, 256, 0, 8, 0),
        (16, 256, 0, 8, 0),
        (16, 4096, 0, 16, 0),
        (16, 100, 50, 8, 0),
        (16, 200, -100, 8, 1),
        (8, 256, 0, 16, 0),
    ):
        stored = min(allocated, 12)
        data = _grey(
            PhotometricInterpretation="PALETTE COLOR",
            PixelRepresentation=signed,
            BitsAllocated=allocated,
            BitsStored=stored,
            HighBit=stored - 1,
        )
        for channel, colour in enumerate(_PALETTE):
            entries = (np.linspace(0, 1, count) ** (1 + channel) * ((1 << bits) - 1)).round()
            vr = "SS" if signed else "US"
            data.add_new(0x00281101 + channel, vr, [count, first, bits])
            content = entries.astype("<u2" if bits == 16 else "u1").tobytes()
            setattr(data, f"{colour}PaletteColorLookupTableData", content)
        yield f"{count} colours of {bits} bits from {first}, pixels of {allocated} bits", data


def _layouts() -> Iterator[Made]:
    for syntax in (ImplicitVRLittleEndian, ExplicitVRBigEndian):
        data = _grey(WindowCenter=2000, WindowWidth=3000)
        data.file_meta.TransferSyntaxUID = syntax
        words = _every_value(data)
        _put(data, words.byteswap() if syntax == ExplicitVRBigEndian else words, "OW")
        yield syntax.name, data
    data = _grey(WindowCenter=2000, WindowWidth=3000, NumberOfFrames=4)
    words = _every_value(data)
    _put(data, np.concatenate([np.roll(words, 37 * frame) for frame in range(4)]), "OW")
    yield "four frames", data


def _packed_files() -> Iterator[Made]:
    for rows, columns, bits, frames in sizes_and_bits():
        data = _sized(rows, columns)
        fill_packed(data, bits, frames)
        yield f"{frames} frames of {rows} × {columns} values packed in {bits} bits", data


def _other_values() -> Iterator[Made]:
    for bits in (32, 64):
        data = _sized(60, 70)
        fill_floats(data, bits)
        yield f"float pixels of {bits} bits, some no number", data
    for rows, columns in ((60, 70), (3, 5)):
        data = _sized(rows, columns)
        data.BitsAllocated = data.BitsStored = 8
        data.HighBit, data.PixelRepresentation = 7, 0
        fill_swapped(data, 3)
        yield f"8 bits in swapped words, {rows} × {columns}", data
    for photometric, columns in itertools.product(("YBR_FULL_422", "YBR_PARTIAL_422"), (70, 71)):
        data = _colour("YBR_FULL", 0, rows=60, columns=columns)
        fill_shared_chroma(data, photometric)
        yield f"{photometric}, {columns} columns", data


def _sized(rows: int, columns: int) -> Dataset:
    data = _header(SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2")
    data.Rows, data.Columns = rows, columns
    return data
