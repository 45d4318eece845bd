"""Small synthetic images with known values: series, oddities, photographs, archives."""

import math
import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, generate_uid

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)

EXPLICIT = "1.2.840.10008.1.2.1"
IMPLICIT = "1.2.840.10008.1.2"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
SYNTAXES = {
    "rle": "1.2.840.10008.1.2.5",
    "j2k": "1.2.840.10008.1.2.4.90",
    "jpegls": "1.2.840.10008.1.2.4.80",
    "jpeg": "1.2.840.10008.1.2.4.70",
    "deflated": "1.2.840.10008.1.2.1.99",
}
CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2"

Values = Callable[[int], NDArray[np.generic]]
Edit = Callable[[Dataset, int], None]


def pattern(index: int, rows: int, columns: int) -> NDArray[np.int16]:
    """Return values that tell slice, row and column apart: 100·index + 10·row + column."""
    row, column = np.mgrid[0:rows, 0:columns]
    return (100 * index + 10 * row + column).astype(np.int16)


def write_series(  # noqa: PLR0915 (one list of attributes)
    folder: Path,
    *,
    slices: int = 5,
    rows: int = 6,
    columns: int = 8,
    spacing: tuple[float, float] = (0.8, 0.6),
    slice_spacing: float = 1.5,
    orientation: Sequence[float] = AXIAL,
    origin: Sequence[float] = (-21.5, -32.25, 100.0),
    tilt_deg: float = 0.0,
    reverse: bool = False,
    names: Iterable[str] | None = None,
    values: Values | None = None,
    signed: bool = True,
    bits_stored: int = 16,
    slope: float = 1.0,
    intercept: float = 0.0,
    windows: Sequence[tuple[float, float]] = ((40.0, 400.0),),
    photometric: str = "MONOCHROME2",
    modality: str = "CT",
    description: str = "Chest",
    patient_name: str = "Test^Chest",
    patient_id: str = "T-1",
    charset: str = "ISO_IR 192",
    study_uid: str = "",
    series_uid: str = "",
    series_number: int = 3,
    compressed: str | None = None,
    syntax: str = EXPLICIT,
    edit: Edit | None = None,
) -> list[Path]:
    """Write one series and return its paths in acquisition order (slice 0 at `origin`).

    `spacing` is (between rows, between columns), mm. `tilt_deg` turns the slices about the row
    direction while the table still moves along the untilted normal. `reverse` numbers (and names)
    the slices from the far end. `values(i)` returns the stored pixels of slice i; `edit` may
    change each data set last. `compressed`: rle, j2k, jpegls, jpeg (lossless) or deflated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    along_row, along_column = np.array(orientation[:3], float), np.array(orientation[3:], float)
    step = np.cross(along_row, along_column) * slice_spacing
    if tilt_deg:
        angle = math.radians(tilt_deg)
        normal = np.cross(along_row, along_column)
        along_column = math.cos(angle) * along_column + math.sin(angle) * normal
    study_uid, series_uid = study_uid or generate_uid(), series_uid or generate_uid()
    frame_uid = generate_uid()
    file_names = list(names) if names is not None else [f"IM{i:04d}" for i in range(slices)]
    paths = []
    for i in range(slices):
        number = slices - i if reverse else i + 1
        data = Dataset()
        data.SpecificCharacterSet = charset
        data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        data.SOPClassUID, data.SOPInstanceUID = CT_IMAGE, generate_uid()
        data.StudyDate, data.StudyTime = "20260131", "101112"
        data.Modality, data.SeriesDescription = modality, description
        data.PatientName, data.PatientID = patient_name, patient_id
        data.PatientBirthDate, data.PatientSex = "19700203", "F"
        data.BodyPartExamined, data.SliceThickness = "CHEST", f"{slice_spacing:g}"
        data.StudyInstanceUID, data.SeriesInstanceUID = study_uid, series_uid
        data.SeriesNumber, data.InstanceNumber, data.AcquisitionNumber = series_number, number, 1
        data.ImagePositionPatient = [round(float(v), 6) for v in np.add(origin, i * step)]
        data.ImageOrientationPatient = [round(float(v), 8) for v in (*along_row, *along_column)]
        data.FrameOfReferenceUID = frame_uid
        data.SamplesPerPixel, data.PhotometricInterpretation = 1, photometric
        data.Rows, data.Columns = rows, columns
        data.PixelSpacing = list(spacing)
        data.BitsAllocated, data.BitsStored, data.HighBit = 16, bits_stored, bits_stored - 1
        data.PixelRepresentation = int(signed)
        if windows:
            data.WindowCenter = [c for c, _ in windows]
            data.WindowWidth = [w for _, w in windows]
        data.RescaleIntercept, data.RescaleSlope = f"{intercept:g}", f"{slope:g}"
        pixels = pattern(i, rows, columns) if values is None else values(i)
        set_pixels(data, pixels.astype("<i2" if signed else "<u2"), compressed)
        if edit is not None:
            edit(data, i)
        name = file_names[number - 1] if reverse else file_names[i]
        path = folder / name
        save(data, path, SYNTAXES.get(compressed or "", syntax))
        paths.append(path)
    return paths


def set_pixels(data: Dataset, pixels: NDArray[np.generic], compressed: str | None = None) -> None:
    """Put one frame into the data set, encapsulated where `compressed` names a codec."""
    if compressed in {None, "deflated"}:
        data.PixelData = pixels.tobytes()
        data["PixelData"].VR = "OW"
        return
    data.PixelData = encapsulate([encoded(pixels, str(compressed))])
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True


def encoded(pixels: NDArray[np.generic], codec: str) -> bytes:
    """Return the lossless codestream of one frame."""
    import imagecodecs

    if codec == "rle":
        return _run_length_encoded(pixels)
    raw = np.ascontiguousarray(pixels).view(np.uint16) if pixels.dtype.itemsize == 2 else pixels
    if codec == "jpegls":
        return bytes(imagecodecs.jpegls_encode(raw))
    if codec == "jpeg":
        return bytes(imagecodecs.ljpeg_encode(raw))
    return bytes(imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="j2k", reversible=True))


def _run_length_encoded(pixels: NDArray[np.generic]) -> bytes:
    """Return literal runs only (PS3.5 annex G): most significant byte plane first."""
    planes = np.ascontiguousarray(pixels).view(np.uint8).reshape(-1, pixels.dtype.itemsize)
    segments = []
    for plane in reversed(range(planes.shape[1])):
        run = planes[:, plane].tobytes()
        pieces = [run[i : i + 128] for i in range(0, len(run), 128)]
        segment = b"".join(bytes([len(piece) - 1]) + piece for piece in pieces)
        segments.append(segment + b"\0" * (len(segment) % 2))
    offsets = [64 + sum(map(len, segments[:i])) for i in range(len(segments))]
    header = [len(segments), *offsets] + [0] * (15 - len(segments))
    return np.array(header, "<u4").tobytes() + b"".join(segments)


def save(data: Dataset, path: Path, syntax: str = EXPLICIT) -> Path:
    """Write a data set as a DICOM file in that transfer syntax."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(syntax)
    meta.MediaStorageSOPClassUID = data.get("SOPClassUID", CT_IMAGE)
    meta.MediaStorageSOPInstanceUID = data.get("SOPInstanceUID", "1.2.3")
    file = FileDataset(str(path), data, file_meta=meta, preamble=b"\0" * 128)
    path.parent.mkdir(parents=True, exist_ok=True)
    pydicom.dcmwrite(path, file, enforce_file_format=True)
    return path


def write_photo(
    path: Path, *, width: int = 40, height: int = 30, orientation: int = 1, quality: int = 95
) -> Path:
    """Write a photograph with a red upper left quarter, as its EXIF orientation makes it seen."""
    from PIL import Image

    pixels = np.full((height, width, 3), 40, np.uint8)
    pixels[: height // 2, : width // 2] = (220, 30, 30)
    image = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".png":
        image.save(path)
    else:
        image.save(path, quality=quality, subsampling=0, exif=exif)
    return path


def write_zip(path: Path, members: Iterable[Path], *, stored: bool = False) -> Path:
    """Pack files flat into a ZIP."""
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", method) as archive:
        for member in members:
            archive.write(member, member.name)
    return path


def dicom_bytes(**options: object) -> bytes:
    """Return the bytes of a one-slice series' only file (options of `write_series`)."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_series(Path(folder), slices=1, **options)  # type: ignore[arg-type]
        return path.read_bytes()


def png_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """Return an array as a PNG file."""
    from PIL import Image

    stream = BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()
