"""Clean single images as one multi-frame file (Legacy Converted Enhanced CT or MR, PS3.3 A.70)."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from viewer.foundation.quiet import quiet_pydicom
from viewer.privacy.deidentify import NotSendable, written

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_LEGACY_ENHANCED: Final = {
    "CT": "1.2.840.10008.5.1.4.1.1.2.2",
    "MR": "1.2.840.10008.5.1.4.1.1.4.4",
}
_SAME: Final = (
    "Rows",
    "Columns",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "PixelSpacing",
    "ImageOrientationPatient",
)
_MOVED: Final = (
    "PixelSpacing",
    "SliceThickness",
    "SpacingBetweenSlices",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "SliceLocation",
    "RescaleIntercept",
    "RescaleSlope",
    "RescaleType",
    "WindowCenter",
    "WindowWidth",
    "InstanceNumber",
    "AcquisitionNumber",
    "PixelData",
)


def multiframe(contents: Sequence[bytes], sop_instance_uid: str) -> bytes:
    """Return clean images, in the order given, as the frames of one file of that UID.

    Raises NotSendable where the images do not have one size, orientation, spacing and syntax.
    """
    import pydicom  # noqa: F401 (sets its logger's level, so before it is quietened)

    with quiet_pydicom():
        return _multiframe(contents, sop_instance_uid)


def _multiframe(contents: Sequence[bytes], sop_instance_uid: str) -> bytes:
    import pydicom
    from pydicom.sequence import Sequence as Items

    frames = [pydicom.dcmread(io.BytesIO(content)) for content in contents]
    first = frames[0]
    if not all(_is_alike(first, frame) for frame in frames):
        raise NotSendable(sop_instance_uid, "the slices differ in size, spacing or syntax")
    whole = pydicom.dcmread(io.BytesIO(contents[0]))
    for keyword in _MOVED:
        if keyword in whole:
            del whole[keyword]
    whole.SOPClassUID = _LEGACY_ENHANCED.get(str(first.get("Modality")), _LEGACY_ENHANCED["CT"])
    whole.SOPInstanceUID = sop_instance_uid
    whole.InstanceNumber = "1"
    whole.NumberOfFrames = len(frames)
    whole.ContentDate, whole.ContentTime = "19000101", "000000"
    whole.SharedFunctionalGroupsSequence = Items([_shared(first)])
    whole.PerFrameFunctionalGroupsSequence = Items(
        [_of_frame(frame, index) for index, frame in enumerate(frames)]
    )
    _set_pixels(whole, frames)
    return written(whole)


def _is_alike(one: "Dataset", other: "Dataset") -> bool:
    is_same_syntax = one.file_meta.TransferSyntaxUID == other.file_meta.TransferSyntaxUID
    return is_same_syntax and all(one.get(name) == other.get(name) for name in _SAME)


def _shared(first: "Dataset") -> "Dataset":
    measures = _copied(first, "PixelSpacing", "SliceThickness", "SpacingBetweenSlices")
    orientation = _copied(first, "ImageOrientationPatient")
    return _groups(PixelMeasuresSequence=measures, PlaneOrientationSequence=orientation)


def _of_frame(frame: "Dataset", index: int) -> "Dataset":
    from pydicom.dataset import Dataset

    content = Dataset()
    content.StackID = "1"
    content.InStackPositionNumber = index + 1
    source = Dataset()
    source.ReferencedSOPClassUID = frame.SOPClassUID
    source.ReferencedSOPInstanceUID = frame.SOPInstanceUID
    return _groups(
        FrameContentSequence=content,
        PlanePositionSequence=_copied(frame, "ImagePositionPatient"),
        PixelValueTransformationSequence=_copied(
            frame, "RescaleIntercept", "RescaleSlope", "RescaleType"
        ),
        FrameVOILUTSequence=_copied(frame, "WindowCenter", "WindowWidth"),
        ConversionSourceAttributesSequence=source,
    )


def _groups(**groups: "Dataset") -> "Dataset":
    from pydicom.dataset import Dataset
    from pydicom.sequence import Sequence as Items

    result = Dataset()
    for keyword, group in groups.items():
        if len(group):
            setattr(result, keyword, Items([group]))
    return result


def _copied(source: "Dataset", *keywords: str) -> "Dataset":
    from pydicom.dataset import Dataset

    result = Dataset()
    for keyword in keywords:
        if keyword in source:
            result.add(source[keyword])
    return result


def _set_pixels(whole: "Dataset", frames: "Sequence[Dataset]") -> None:
    from pydicom.encaps import encapsulate, generate_frames

    if not whole.file_meta.TransferSyntaxUID.is_encapsulated:
        size = int(whole.Rows * whole.Columns * whole.SamplesPerPixel * whole.BitsAllocated // 8)
        pixels = b"".join(frame.PixelData[:size] for frame in frames)
        whole.PixelData = pixels + bytes(len(pixels) % 2)
        whole["PixelData"].VR = "OW"
        return
    streams = [next(generate_frames(frame.PixelData, number_of_frames=1)) for frame in frames]
    whole.PixelData = encapsulate(streams)
    whole["PixelData"].VR = "OB"
    whole["PixelData"].is_undefined_length = True
