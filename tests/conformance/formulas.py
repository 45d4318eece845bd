"""The same picture from pydicom's values by the standard's formulas, where DCMTK shows none."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.pixels import apply_color_lut, apply_rescale, convert_color_space

from tests.conformance.pictures import Picture
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.imaging.syntaxes import Codec, codec_of

_UPPER = 8
_TOOLS = {Codec.JPEG: "dcmdjpeg", Codec.JPEG_LS: "dcmdjpls", Codec.RLE: "dcmdrle"}


def picture_by_formula(path: Path, picture: Picture) -> NDArray[np.uint8]:
    """Return a frame decoded by pydicom and shown through the picture's window.

    Raises what pydicom raises where it cannot decode the file.
    """
    dataset = pydicom.dcmread(path, force=True)
    values = _frame(dataset, picture)
    if picture.header.is_colour:
        return _colour(values, dataset)
    grey = _grey(_measured(values, dataset), picture.state.window)
    return 255 - grey if dataset.PhotometricInterpretation == "MONOCHROME1" else grey


def supplemental_colours(
    path: Path, picture: Picture, grey: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Return another program's grey with the colours of the palette put in by pydicom."""
    dataset = _uncompressed(path, picture)
    values = _frame(dataset, picture)
    dataset.PixelPresentation = "MONOCHROME"  # else pydicom leaves such palettes alone
    colours = apply_color_lut(values, dataset) >> _UPPER
    first = dataset.RedPaletteColorLookupTableDescriptor[1]
    return np.where((values < first)[..., None], grey[..., None], colours).astype(np.uint8)


def _uncompressed(path: Path, picture: Picture) -> pydicom.Dataset:
    """Return the file without compression: by DCMTK, whose decoders know more than pydicom's."""
    tool = _TOOLS.get(codec_of(picture.header.syntax))
    if tool is None:
        return pydicom.dcmread(path, force=True)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plain.dcm"
        subprocess.run([tool, str(path), str(target)], check=True, capture_output=True, timeout=20)
        dataset = pydicom.dcmread(target)
        dataset.pixel_array  # noqa: B018 (read before the file goes)
        return dataset


def _frame(dataset: pydicom.Dataset, picture: Picture) -> NDArray[np.generic]:
    values = dataset.pixel_array
    is_many = values.ndim > (3 if dataset.SamplesPerPixel > 1 else 2)
    return values[picture.header.frame] if is_many else values


def _measured(values: NDArray[np.generic], dataset: pydicom.Dataset) -> NDArray[np.float64]:
    if "DoseGridScaling" in dataset:
        return values * float(dataset.DoseGridScaling)
    return apply_rescale(values, dataset).astype(np.float64)


def _colour(values: NDArray[np.generic], dataset: pydicom.Dataset) -> NDArray[np.uint8]:
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        colours = apply_color_lut(values, dataset)
        return (colours >> (8 * (colours.dtype.itemsize - 1))).astype(np.uint8)
    if dataset.BitsStored > _UPPER:
        return (values >> (dataset.BitsStored - _UPPER)).astype(np.uint8)
    if photometric.startswith("YBR"):
        return convert_color_space(values, "YBR_FULL", "RGB").astype(np.uint8)
    return values.astype(np.uint8)


def _grey(values: NDArray[np.float64], window: Window) -> NDArray[np.uint8]:
    """PS3.3 C.11.2.1.2 and C.11.2.1.3, written once more; what is no number is black."""
    center, width = window.center, window.width
    if window.function is WindowFunction.LINEAR:
        center, width = center - 0.5, width - 1
    if window.function is WindowFunction.SIGMOID:
        shown = 255 / (1 + np.exp(-4 * (values - center) / width))
    elif width == 0:
        shown = np.where(values <= center, 0, 255)
    else:
        shown = ((values - center) / width + 0.5) * 255
    return np.nan_to_num(shown, nan=0).clip(0, 255).round().astype(np.uint8)
