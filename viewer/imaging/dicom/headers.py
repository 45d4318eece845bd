"""From a file to the headers of its frames, refusing what cannot or must not be shown."""

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, Final

from viewer.domain.references import InstanceReference
from viewer.domain.series import StackProblem, StackProblemKind
from viewer.imaging import limits
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.dicom.fallback import FullHeader, pydicom_faults, read_fully
from viewer.imaging.dicom.layouts import HeaderReader
from viewer.imaging.grey.luts import NO_TABLES, LookupTables, TableInputs, tables_of
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import FileSource, read_at
from viewer.imaging.syntaxes import Codec, codec_of, name_of
from viewer.imaging.ultrasound import regions_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_CHECKED: Final = (
    tags.SOP_CLASS,
    tags.SAMPLES,
    tags.PHOTOMETRIC,
    tags.FRAMES,
    tags.ROWS,
    tags.COLUMNS,
    tags.BITS_ALLOCATED,
)
_BITS: Final = {
    tags.PIXELS: frozenset({1, 8, 12, 16, 32, 64}),
    tags.FLOAT_PIXELS: frozenset({32}),
    tags.DOUBLE_PIXELS: frozenset({64}),
}
_COLOUR_BITS: Final = frozenset({8, 16, 32})
_NAMES: Final = {
    tags.SAMPLES: "SamplesPerPixel",
    tags.PHOTOMETRIC: "PhotometricInterpretation",
    tags.BITS_ALLOCATED: "BitsAllocated",
    tags.BITS_STORED: "BitsStored",
    tags.HIGH_BIT: "HighBit",
    tags.PIXEL_REPRESENTATION: "PixelRepresentation",
}
_NEEDED: Final = frozenset(_NAMES)
_OF_INTEGERS: Final = frozenset({tags.BITS_STORED, tags.HIGH_BIT, tags.PIXEL_REPRESENTATION})
_PHOTOMETRICS: Final = frozenset(
    {
        "MONOCHROME1",
        "MONOCHROME2",
        "RGB",
        "YBR_FULL",
        "YBR_FULL_422",
        "YBR_PARTIAL_422",
        "YBR_PARTIAL_420",
        "YBR_ICT",
        "YBR_RCT",
        "PALETTE COLOR",
    }
)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open for its header: its place, stream, first bytes and length."""

    source: FileSource
    stream: BinaryIO
    head: bytes
    size: int


def read_headers(file: OpenFile, reader: HeaderReader) -> tuple[InstanceHeader, ...]:
    """Return the headers of all frames of a DICOM file. Raises NotReadable, OSError."""
    raw = reader.read(file.stream, file.head, file.size)
    full = read_fully(file.stream, file.size) if raw is None else FullHeader(raw)
    raw = full.raw
    elements = Elements(raw.values, raw.is_little)
    header = InstanceHeader(
        source=file.source,
        reference=InstanceReference(elements.code(tags.SOP_INSTANCE)),
        study_uid=elements.code(tags.STUDY_UID),
        series_uid=elements.code(tags.SERIES_UID),
        elements=elements,
        syntax=raw.syntax,
        pixels=raw.pixels,
        file_size=file.size,
        has_meta=raw.has_meta,
        frame_count=_frame_count(elements),
    )
    where = raw.pixels and (raw.pixels.tag, raw.pixels.length is None, raw.pixels.is_swapped)
    shape = (raw.syntax, raw.is_cut, where, *map(raw.values.get, _CHECKED))
    if shape not in reader.checked or tags.BITS_ALLOCATED not in raw.values:
        _check(header, is_cut=raw.is_cut)
        reader.checked.add(shape)
    if not raw.values.keys() >= _NEEDED:
        header = replace(header, remarks=_assumed(header))
    if full.dataset is not None:
        header = replace(
            header,
            tables=_tables(header, full.dataset),
            regions=regions_of(full.dataset, is_little=elements.is_little),
        )
        if header.tables.left_out:
            lost = StackProblem(StackProblemKind.TABLES_LEFT_OUT, (str(header.tables.left_out),))
            header = replace(header, remarks=(*header.remarks, lost))
    if not (header.sop_instance_uid and header.study_uid and header.series_uid):
        header = _with_stand_ins(header, file)
    if header.frame_count == 1 and full.dataset is None:
        return (header,)
    from viewer.imaging.dicom.frames import frames_of

    with pydicom_faults():
        return frames_of(header, full.dataset)


def _tables(header: InstanceHeader, dataset: "Dataset") -> LookupTables:
    """Return the lookup tables; broken ones count as absent, and the picture shows without."""
    try:
        with pydicom_faults():
            inputs = TableInputs(
                stored_are_signed=header.is_signed,
                modality_are_signed=header.is_signed or _lowest_value(header) < 0,
            )
            return tables_of(dataset, inputs, is_little=header.elements.is_little)
    except NotReadable:
        return NO_TABLES


def _lowest_value(header: InstanceHeader) -> float:
    """Return the lowest value after rescale that unsigned stored values can have."""
    rescale, largest = header.rescale, (1 << header.bits_stored) - 1
    return min(0.0, largest * rescale.slope) + rescale.intercept


def _assumed(header: InstanceHeader) -> tuple[StackProblem, ...]:
    """Name the attributes that every picture has to have and this one has not."""
    is_float = header.pixels is not None and header.pixels.tag != tags.PIXELS
    needed = _NEEDED - _OF_INTEGERS if is_float else _NEEDED
    present = header.elements.values
    missing = ", ".join(_NAMES[tag] for tag in sorted(needed) if tag not in present)
    return (StackProblem(StackProblemKind.ASSUMED, (missing,)),) if missing else ()


def _frame_count(elements: Elements) -> int:
    count = elements.number(tags.FRAMES)
    return max(1, int(count)) if count is not None else 1


def _check(header: InstanceHeader, *, is_cut: bool) -> None:
    """Raise NotReadable for what is no picture, cannot be decoded, or is beyond the limits."""
    sop_class = header.elements.code(tags.SOP_CLASS)
    if header.pixels is None:
        if is_cut or not sop_class:
            raise NotReadable(SkipReason.CUT_SHORT if is_cut else SkipReason.NOT_AN_IMAGE_FILE)
        raise NotReadable(SkipReason.NO_PIXELS, name_of(sop_class))
    codec = codec_of(header.syntax)
    if codec is None:
        raise NotReadable(SkipReason.UNKNOWN_SYNTAX, name_of(header.syntax))
    if (codec is Codec.NATIVE) != (header.pixels.length is not None):
        raise NotReadable(SkipReason.DAMAGED, "pixel data do not suit the transfer syntax")
    _check_pixels(header)
    _check_size(header)


def _check_pixels(header: InstanceHeader) -> None:
    if header.rows == 0 or header.columns == 0:
        raise NotReadable(SkipReason.DAMAGED, "no Rows or Columns")
    is_known = (
        header.pixels is not None
        and header.bits_allocated in _BITS.get(header.pixels.tag, ())
        and header.samples in {1, 3}
        and header.photometric in _PHOTOMETRICS
        and (header.samples == 1 or _is_known_colour(header))
        and (header.pixels.tag == tags.PIXELS or _is_float_grey(header))
    )
    if not is_known:
        detail = f"{header.photometric}, {header.samples} × {header.bits_allocated} bit"
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, detail)


def _is_known_colour(header: InstanceHeader) -> bool:
    if header.bits_allocated not in _COLOUR_BITS:
        return False
    is_native = codec_of(header.syntax) is Codec.NATIVE
    if is_native and header.photometric == "YBR_PARTIAL_420":
        return False
    return header.bits_allocated == 8 or header.photometric == "RGB"


def _is_float_grey(header: InstanceHeader) -> bool:
    return not header.is_colour and codec_of(header.syntax) is Codec.NATIVE


def _check_size(header: InstanceHeader) -> None:
    """Multiply the header's claims in Python's integers, before any memory is taken."""
    pixels = header.rows * header.columns
    frame = header.bytes_per_frame
    if pixels > limits.FRAME_PIXELS or frame > limits.FRAME_BYTES:
        limit = f"limit {limits.FRAME_PIXELS // 10**6} Mpx, {limits.FRAME_BYTES >> 20} MiB"
        raise NotReadable(SkipReason.TOO_LARGE, f"{header.columns} × {header.rows} px; {limit}")
    if header.frame_count > limits.FRAMES or frame * header.frame_count > limits.STACK_BYTES:
        limit = f"limit {limits.FRAMES:,} frames, {limits.STACK_BYTES >> 20} MiB"
        claim = f"{header.frame_count} frames of {frame} bytes"
        raise NotReadable(SkipReason.TOO_LARGE, f"{claim}; {limit}")


def _with_stand_ins(header: InstanceHeader, file: OpenFile) -> InstanceHeader:
    """Return the header with made-up UIDs for the missing ones: the same for the same content."""
    raw = header.elements.raw
    facts = [raw(tag) for tag in _STUDY_FACTS]
    folder = str(header.source.path.parent).encode("utf-8", "replace")
    study = b"|".join(facts) if any(facts) else folder
    series = study + b"|" + b"|".join(raw(tag) for tag in _SERIES_FACTS)
    instance = header.sop_instance_uid or stand_in_uid(read_at(file.stream, 0, file.size))
    return replace(
        header,
        reference=InstanceReference(instance, header.frame),
        study_uid=header.study_uid or stand_in_uid(b"study|" + study),
        series_uid=header.series_uid or stand_in_uid(b"series|" + series),
    )


_STUDY_FACTS: Final = (tags.PATIENT_ID, tags.PATIENT_NAME, tags.STUDY_DATE, tags.STUDY_TIME)
_SERIES_FACTS: Final = (tags.SERIES_NUMBER, tags.SERIES_DESCRIPTION, tags.MODALITY, tags.STUDY_UID)


def stand_in_uid(content: bytes) -> str:
    """Return a UID made from content (PS3.5 B.2: 2.25 and a 128-bit number)."""
    return f"2.25.{int.from_bytes(hashlib.sha256(content).digest()[:16], 'big')}"
