"""One image without its patient: a fresh data set of what is needed, never a cleaned copy.

What is sent is built from `KEPT` (numbers, closed lists of words, pixels), so identity in nested
sequences, private blocks, overlays, descriptions, dates, the preamble or the old file meta cannot
come along. Not looked at here: text burned into the pixels.
"""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import KnownError
from viewer.foundation.quiet import quiet_pydicom
from viewer.imaging.decoding.rle import run_lengths
from viewer.imaging.problems import SliceNotReadable
from viewer.privacy.codestreams import RUN_LENGTHS, pixels_only
from viewer.privacy.kept import EMPTIED, KEPT, NUMBER, REPLACED_UIDS, WHOLE, WORDS_ALLOWED
from viewer.privacy.uid_map import UidMap
from viewer.privacy.unused_bits import BitField, has_values_only, with_values_only

if TYPE_CHECKING:
    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset, FileDataset

IMPLEMENTATION_UID: Final = "2.25.244203816371908117146306906098243714337"
_NUMBER_VRS: Final = frozenset({"DS", "IS"})
_BINARY_VRS: Final = frozenset({"US", "SS", "US or SS", "UL", "SL", "FL", "FD"})
_PIXEL_VRS: Final = frozenset({"OB", "OW", "OB or OW"})
_STANDARD_UID: Final = re.compile(r"1\.2\.840\.10008(\.\d{1,5}){1,12}", re.ASCII)
_CT_IMAGE: Final = "1.2.840.10008.5.1.4.1.1.2"
_SECONDARY_CAPTURE: Final = "1.2.840.10008.5.1.4.1.1.7"
_PALETTE: Final = "PALETTE COLOR"
_DEFLATED: Final = "1.2.840.10008.1.2.1.99"
_IMPLICIT_LITTLE: Final = "1.2.840.10008.1.2"
_EXPLICIT_LITTLE: Final = "1.2.840.10008.1.2.1"
_DAMAGE: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    NotImplementedError,
    EOFError,
    OSError,
    RecursionError,
)
"""What pydicom raises on damaged files (`struct.error` is a ValueError's cousin, added below)."""


class NotSendable(KnownError):
    """An image that cannot be made ready for sending; `reason` is a word, not file content."""

    def __init__(self, sop_instance_uid: str, reason: str) -> None:
        super().__init__(reason)
        self.sop_instance_uid = sop_instance_uid
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CleanInstance:
    """One image as it is sent: the bytes of a DICOM file and its new UID."""

    sop_instance_uid: str
    content: bytes


@dataclass(frozen=True, slots=True)
class KnownAs:
    """The UIDs under which an image is known here: stand-ins where the file has none."""

    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str


def deidentified(
    original: bytes, uid_map: UidMap, known_as: KnownAs | None = None
) -> CleanInstance:
    """Return the image without identity; compressed pixels stay compressed as they are.

    An answer about what is sent leads back to the UIDs of `known_as`, else to the file's own.
    Raises NotSendable where the file is damaged or has no pixels.
    """
    import struct

    from pydicom.errors import BytesLengthException, InvalidDicomError

    try:
        with quiet_pydicom():
            source = _read(original)
            if known_as is not None:
                source.StudyInstanceUID = known_as.study_instance_uid
                source.SeriesInstanceUID = known_as.series_instance_uid
                source.SOPInstanceUID = known_as.sop_instance_uid
            clean = cleaned(source, uid_map)
            return CleanInstance(str(clean.SOPInstanceUID), written(clean))
    except (*_DAMAGE, struct.error, BytesLengthException, InvalidDicomError) as error:
        raise NotSendable("", type(error).__name__) from error


def cleaned(source: "FileDataset", uid_map: UidMap) -> "Dataset":
    """Return a fresh data set of what may leave."""
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import UID

    clean = Dataset()
    for keyword in sorted(KEPT):
        if keyword in source:
            _keep(clean, source[keyword], keyword)
    if "PixelData" not in clean:
        raise NotSendable("", "no pixel data")
    if source.get("PhotometricInterpretation") == _PALETTE:  # its tables are not sent
        raise NotSendable("", "palette")
    if "SOPClassUID" not in clean:
        clean.SOPClassUID = UID(_sop_class(source))
    for keyword in REPLACED_UIDS:
        setattr(clean, keyword, uid_map.sent(str(source.get(keyword) or "")))
    for keyword in EMPTIED:
        setattr(clean, keyword, "")
    pseudonym = uid_map.pseudonym(str(source.get("PatientID") or source.get("PatientName") or ""))
    clean.PatientID = pseudonym
    clean.PatientName = pseudonym
    clean.PatientIdentityRemoved = "YES"
    clean.DeidentificationMethod = "allow-list of technical attributes"
    clean.file_meta = FileMetaDataset()
    clean.file_meta.TransferSyntaxUID = UID(_syntax(source))
    _drop_what_is_not_pixels(clean)
    return clean


def written(clean: "Dataset") -> bytes:
    """Return the data set as a DICOM file with a zero preamble and file meta of our own."""
    import pydicom
    from pydicom.uid import UID

    clean.preamble = bytes(128)
    clean.file_meta.ImplementationClassUID = UID(IMPLEMENTATION_UID)
    clean.file_meta.MediaStorageSOPClassUID = clean.SOPClassUID
    clean.file_meta.MediaStorageSOPInstanceUID = clean.SOPInstanceUID
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, clean, enforce_file_format=True)
    return buffer.getvalue()


def _read(original: bytes) -> "FileDataset":
    import pydicom

    source = pydicom.dcmread(io.BytesIO(original), force=True)
    if source.file_meta.get("TransferSyntaxUID") == _DEFLATED:
        raise NotSendable("", "deflated")
    return source


def _syntax(source: "FileDataset") -> str:
    """Return the syntax to write: the source's own; what was implicit is written explicitly."""
    syntax = str(source.file_meta.get("TransferSyntaxUID") or "")
    if not syntax:
        implicit, _ = source.original_encoding
        syntax = _IMPLICIT_LITTLE if implicit else _EXPLICIT_LITTLE
    return _EXPLICIT_LITTLE if syntax == _IMPLICIT_LITTLE else syntax


def _sop_class(source: "FileDataset") -> str:
    """Return the class that the file meta or the modality tells, where the data set does not."""
    said = str(source.file_meta.get("MediaStorageSOPClassUID") or "")
    if _STANDARD_UID.fullmatch(said):
        return said
    return _CT_IMAGE if source.get("Modality") == "CT" else _SECONDARY_CAPTURE


def _keep(clean: "Dataset", element: "DataElement", keyword: str) -> None:
    """Copy an element when its value is of the sort that is allowed there."""
    if keyword not in WORDS_ALLOWED:
        if _is_allowed(element, keyword):
            clean.add(element)
        return
    words = [str(word).strip().upper() for word in _values(element)]
    allowed = [word for word in words if word in WORDS_ALLOWED[keyword]]
    if keyword in WHOLE and len(allowed) < len(words):
        return
    if allowed:
        setattr(clean, keyword, allowed if len(allowed) > 1 else allowed[0])


def _is_allowed(element: "DataElement", keyword: str) -> bool:
    if keyword == "SOPClassUID":
        return _STANDARD_UID.fullmatch(str(element.value)) is not None
    if keyword == "PixelData":
        return element.VR in _PIXEL_VRS
    if element.VR in _NUMBER_VRS:
        texts = [str(value) for value in _values(element)]
        return bool(texts) and all(NUMBER.fullmatch(text) for text in texts)
    return element.VR in _BINARY_VRS and element.VM == 1  # many numbers could spell a name


def _values(element: "DataElement") -> list[object]:
    if element.value is None or element.value == "":
        return []
    return list(element.value) if element.VM > 1 else [element.value]


def _drop_what_is_not_pixels(clean: "Dataset") -> None:
    """Drop what stands beside and behind pixels: nobody sees it, so anything may be in it."""
    if clean.file_meta.TransferSyntaxUID.is_encapsulated:
        _drop_comments(clean)
        return
    count = int(clean.get("NumberOfFrames") or 1)
    is_halved = str(clean.get("PhotometricInterpretation")).endswith("_422")
    samples = 2 if is_halved else clean.SamplesPerPixel
    values = count * clean.Rows * clean.Columns * samples  # two pixels share their chroma there
    size = (values * clean.BitsAllocated + 7) // 8
    if len(clean.PixelData) < size:
        raise NotSendable("", "pixel data cut short")
    pixels = bytes(clean.PixelData[:size])
    field = BitField.of(clean)
    if field.has_unused:
        is_little = clean.file_meta.TransferSyntaxUID.is_little_endian
        pixels = with_values_only(pixels, field, is_little=is_little)
    clean.PixelData = pixels + bytes(size % 2)


def _drop_comments(clean: "Dataset") -> None:
    """Put the frames in anew, each without its codestream's comments."""
    from pydicom.encaps import encapsulate, generate_frames

    syntax = str(clean.file_meta.TransferSyntaxUID)
    count = int(clean.get("NumberOfFrames") or 1)
    frames = list(generate_frames(clean.PixelData, number_of_frames=count))
    if syntax == RUN_LENGTHS and not all(_has_values_only(clean, frame) for frame in frames):
        raise NotSendable("", "bits besides the values")
    clean.PixelData = encapsulate([pixels_only(frame, syntax) for frame in frames])
    clean["PixelData"].VR = "OB"
    clean["PixelData"].is_undefined_length = True


def _has_values_only(clean: "Dataset", frame: bytes) -> bool:
    """Tell whether a frame of run lengths has no bits in use besides its values."""
    field = BitField.of(clean)
    if not field.has_unused:
        return True
    shape = (clean.Rows, clean.Columns, clean.SamplesPerPixel)
    try:
        words = run_lengths(frame, field.allocated // 8, shape).values
    except SliceNotReadable as error:
        raise NotSendable("", "damaged run lengths") from error
    return has_values_only(words, field)
