"""The same picture from independent programs: DCMTK, for JPEG 2000 behind another decoder."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pydicom
import SimpleITK as sitk  # noqa: N813 (its own short name)
from numpy.typing import NDArray
from PIL import Image
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import ExplicitVRLittleEndian

from tests.conformance.formulas import picture_by_formula, supplemental_colours
from tests.conformance.pictures import Picture
from viewer.imaging.dicom import tags
from viewer.imaging.grey.window import WindowFunction
from viewer.imaging.syntaxes import Codec, codec_of

_TIMEOUT_S = 20
_UNCOMPRESSED = {f"liver_{how}.dcm": "liver.dcm" for how in ("rle", "j2k", "deflate")}
"""Single bits that are compressed, unknown to DCMTK and pydicom, and the same without."""
_HTJ2K = ("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203")


@dataclass(frozen=True)
class Reference:
    """A picture of another program; `pixels` is None when it refuses, `words` say why."""

    by: str
    pixels: NDArray[np.uint8] | None
    words: str = ""


def is_installed() -> bool:
    """Tell whether the programs of Debian's dcmtk are here."""
    return all(shutil.which(name) for name in ("dcm2pnm", "dcmj2pnm", "dcml2pnm"))


def reference(path: Path, picture: Picture) -> Reference:
    """Return the same frame, shown through the same window of the file."""
    plain = path.with_name(_UNCOMPRESSED.get(path.name, path.name))
    if picture.header.elements.has(tags.DOSE_SCALING):  # unknown to DCMTK
        return _by_formula(plain, picture)
    found = _by_dcmtk(plain, picture) if plain == path else _dcmtk_of_plain(plain, picture)
    if found.pixels is None and not picture.problem:
        by_formula = _by_formula(plain, picture)
        return found if by_formula.pixels is None else by_formula
    if found.pixels is not None and picture.header.is_partly_colour:
        coloured = supplemental_colours(path, picture, found.pixels)
        return Reference(f"{found.by} + pydicom", coloured)
    return found


def _by_formula(path: Path, picture: Picture) -> Reference:
    try:
        with np.errstate(invalid="ignore"):
            return Reference("pydicom", picture_by_formula(path, picture))
    except (RuntimeError, OSError, ValueError, TypeError, AttributeError) as error:
        return Reference("pydicom", None, type(error).__name__)


def _dcmtk_of_plain(path: Path, picture: Picture) -> Reference:
    return _dcmtk(path, picture, picture.header.frame, "DCMTK (uncompressed twin)")


def _by_dcmtk(path: Path, picture: Picture) -> Reference:
    if codec_of(picture.header.syntax) not in {Codec.JPEG_2000, Codec.HTJ2K}:
        direct = _dcmtk(path, picture, picture.header.frame, "DCMTK")
        is_native = codec_of(picture.header.syntax) is Codec.NATIVE
        if direct.pixels is not None or is_native:
            return direct
        return _through_file(path, picture, _lone_frame, "pydicom + DCMTK")
    if picture.header.syntax in _HTJ2K:
        return _through_file(path, picture, _by_pillow, "Pillow + DCMTK")
    by_gdcm = _through_file(path, picture, _by_gdcm, "GDCM + DCMTK")
    if by_gdcm.pixels is not None:
        return by_gdcm
    return _through_file(path, picture, _by_pillow, "Pillow + DCMTK")


def _through_file(path: Path, picture: Picture, write: "_Writer", by: str) -> Reference:
    """Show a file of one frame that another program wrote."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "frame.dcm"
        try:
            write(path, picture).save_as(target, enforce_file_format=True)
        except (
            RuntimeError,
            OSError,
            ValueError,
            TypeError,
            OverflowError,
            Image.DecompressionBombError,
        ) as error:
            return Reference(by, None, type(error).__name__)
        return _dcmtk(target, picture, 0, by)


def can_show(path: Path) -> bool:
    """Tell whether DCMTK shows anything of a file that this program refuses."""
    tools = ("dcm2pnm", "dcmj2pnm", "dcml2pnm")
    return any(_run(tool, ["+Wm"], path)[0] is not None for tool in tools)


def _dcmtk(path: Path, picture: Picture, frame: int, by: str) -> Reference:
    header = picture.header
    tool = {Codec.JPEG: "dcmj2pnm", Codec.JPEG_LS: "dcml2pnm"}.get(
        codec_of(header.syntax), "dcm2pnm"
    )
    if header.is_colour:
        how = []
    elif picture.state.table is not None:
        how = ["+Wl", str(picture.state.table + 1)]
    else:
        how = _window_options(picture)
    pixels, words = _run(tool, ["+F", str(frame + 1), *how], path)
    return Reference(by, pixels, words)


def _window_options(picture: Picture) -> list[str]:
    """Name a window of the file by its number, any other by values; DCMTK takes it as LINEAR."""
    window, header = picture.state.window, picture.header
    is_exact = window.function is WindowFunction.LINEAR_EXACT
    center, width = (window.center + is_exact / 2, window.width + is_exact)
    is_of_file = bool(header.windows) and header.frame_count == 1
    how = ["+Wi", "1"] if is_of_file else ["+Ww", repr(center), repr(width)]
    return [*how, "+Wfs"] if window.function is WindowFunction.SIGMOID else how


def _run(tool: str, how: list[str], path: Path) -> tuple[NDArray[np.uint8] | None, str]:
    try:
        done = subprocess.run(
            [tool, "-O", "+Ma", *how, str(path)],
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, "no answer"
    if done.returncode or not done.stdout:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return None, lines[-1].replace(str(path), "file") if lines else "no output"
    with Image.open(io.BytesIO(done.stdout)) as image:
        return np.asarray(image), ""


def _lone_frame(path: Path, picture: Picture) -> pydicom.Dataset:
    """Return the file with one frame, found and joined by pydicom, its compression kept."""
    dataset = pydicom.dcmread(path, force=True)
    for _ in dataset.iterall():  # implicit VRs are looked up only at a first access
        pass
    dataset.PixelData = encapsulate([_codestream(dataset, picture)])
    dataset.NumberOfFrames = 1
    return dataset


def _by_gdcm(path: Path, picture: Picture) -> pydicom.Dataset:
    """Return the file uncompressed, decoded by the GDCM in SimpleITK."""
    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    values = sitk.GetArrayFromImage(reader.Execute())[picture.header.frame]
    header = picture.header
    if header.samples == 1:  # ITK gives values rescaled, and MONOCHROME1 as MONOCHROME2
        values = np.rint((values - header.rescale.intercept) / header.rescale.slope)
        if header.photometric == "MONOCHROME1":
            values = (1 << header.bits_stored) - 1 - values
    return _uncompressed(path, picture, values)


def _by_pillow(path: Path, picture: Picture) -> pydicom.Dataset:
    """Return the file uncompressed, decoded by Pillow."""
    dataset = pydicom.dcmread(path, force=True)
    with Image.open(io.BytesIO(_codestream(dataset, picture))) as image:
        return _uncompressed(path, picture, np.asarray(image))


def _codestream(dataset: pydicom.Dataset, picture: Picture) -> bytes:
    if "PixelData" not in dataset:
        raise ValueError("no pixels")
    frames = generate_frames(dataset.PixelData, number_of_frames=picture.header.frame_count)
    return next(islice(frames, picture.header.frame, None))


def _uncompressed(path: Path, picture: Picture, stored: NDArray[np.generic]) -> pydicom.Dataset:
    header = picture.header
    dataset = pydicom.dcmread(path, force=True)
    kind = "i" if header.is_signed else "u"
    dataset.PixelData = stored.astype(f"<{kind}{header.bits_allocated // 8}").tobytes()
    dataset["PixelData"].VR = "OW"
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    if header.samples > 1:
        dataset.PhotometricInterpretation = "RGB"
        dataset.PlanarConfiguration = 0
    dataset.NumberOfFrames = 1
    return dataset


_Writer = Callable[[Path, Picture], pydicom.Dataset]
