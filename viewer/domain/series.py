"""What can be said of a stack of images without its pixels."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.orientation import Sides

_WORD: Final = re.compile(r"[^\W_]+")


class Container(StrEnum):
    """What kind of file the pixels are from: only DICOM has a header that services accept."""

    DICOM = "dicom"
    PHOTO = "photo"
    NIFTI = "nifti"


class SpacingSource(StrEnum):
    """Where the millimetres come from (PS3.3 10.7): shown beside every length."""

    PIXEL_SPACING = "PixelSpacing"
    """In the patient: cross-sections, and what is no X-ray projection."""
    PROJECTION = "PixelSpacing (projection)"
    """Of a radiograph that does not say in which plane."""
    CALIBRATED = "PixelSpacing (calibrated)"
    """The detail says by what: GEOMETRY, FIDUCIAL, or nothing."""
    IMAGER = "ImagerPixelSpacing"
    """At the detector: lengths in the patient are shorter."""
    MAGNIFIED = "ImagerPixelSpacing / magnification"
    """The detail is the EstimatedRadiographicMagnificationFactor."""
    DISTANCES = "ImagerPixelSpacing / distances"
    """Magnified by the tube's distances to detector and patient; the detail is the factor."""
    NOMINAL = "NominalScannedPixelSpacing"
    """On the film or paper that was scanned."""
    ULTRASOUND = "SequenceOfUltrasoundRegions"
    NIFTI = "NIfTI header"
    NONE = "none"


class StackProblemKind(StrEnum):
    """What is odd about a stack."""

    DUPLICATE_POSITIONS = "duplicate-positions"
    GAPS = "gaps"
    UNEVEN_SPACING = "uneven-spacing"
    GANTRY_TILT = "gantry-tilt"
    MISSING_POSITION = "missing-position"
    MIXED_ORIENTATION = "mixed-orientation"
    DUPLICATE_INSTANCE = "duplicate-instance"
    INCOMPLETE_PIXELS = "incomplete-pixels"
    ASSUMED = "assumed"
    """Attributes that the file has to have and does not; the usual values were taken."""
    SPLIT = "split"
    NO_ORIENTATION = "no-orientation"
    TWO_PLACES = "two-places"
    """The header gives two positions that contradict each other."""
    UNKNOWN_UNIT = "unknown-unit"
    SHEARED = "sheared"
    """The pixels' axes are not at right angles: no position can be told."""
    TIMES_LEFT_OUT = "times-left-out"
    TABLES_LEFT_OUT = "tables-left-out"
    """How many lookup tables of grey values are damaged beyond use."""
    ILLEGAL_SPACING = "illegal-spacing"
    """Attribute, value: not believed."""
    ASPECT_DISAGREES = "aspect-disagrees"
    """Height/width of a pixel by its spacing (which holds), by PixelAspectRatio."""
    ILLEGAL_SHUTTER = "illegal-shutter"
    """Shape: it cannot be, or would cover the whole image."""
    ILLEGAL_GRAPHICS = "illegal-graphics"
    """Group of the overlay plane, why it is not drawn."""


class SplitReason(StrEnum):
    """In what the images of one series differ so that they cannot lie in one stack."""

    PATIENT = "patient"
    SIZE = "size"
    PIXELS = "pixels"
    KIND = "kind"
    """Modality or image type: localizers, derived images."""
    ORIENTATION = "orientation"
    SPACING = "spacing"
    POSITION = "position"
    PHASE = "phase"
    SEGMENT = "segment"
    COPY = "copy"
    """The same SOPInstanceUID with other pixels."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Size of a pixel: mm between rows and between columns, and where they come from.

    `detail` is what the source says of itself: see `SpacingSource`. A calibration may add the
    file's own description, `FIDUCIAL: 25 mm ball`.
    """

    row_mm: float
    column_mm: float
    source: SpacingSource
    detail: str = ""

    @property
    def mm(self) -> tuple[float, float]:
        """(row, column) spacing in mm, as PixelSpacing has it."""
        return self.row_mm, self.column_mm


@dataclass(frozen=True, slots=True)
class StackProblem:
    """An oddity with its figures (docs/formats.md), made into a sentence by `viewer.words`."""

    kind: StackProblemKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the patient is, as readable text; `name_is_guessed` when the character set was wrong."""

    patient_name: str = ""
    patient_id: str = ""
    birth_date: str = ""
    sex: str = ""
    name_is_guessed: bool = False
    age: str = ""
    """At the time of the study, as in the file (PS3.5, AS: 012Y, 018M); often all that is left."""

    def is_same_as(self, other: "Identity") -> bool:
        """Tell whether two headers name the same person: by ID, without any by name and birth."""
        if self.patient_id or other.patient_id:
            return self.patient_id.strip() == other.patient_id.strip()
        return (self.patient_name, self.birth_date) == (other.patient_name, other.birth_date)

    def is_other_than(self, other: "Identity") -> bool:
        """Tell whether they surely name two people; what one of them does not say proves nothing.

        By ID where both have one, since a name may be written otherwise; else by name or birth.
        """
        if self.patient_id and other.patient_id:
            return not self.is_same_as(other)
        said = ((self.patient_name, other.patient_name), (self.birth_date, other.birth_date))
        return any(mine and theirs and mine != theirs for mine, theirs in said)

    def is_named_in(self, text: str) -> bool:
        """Tell whether free text holds the patient's ID or a part of the name.

        Letters count as whole words, so that Li is not found in liver; Chinese has no spaces.
        """
        text = text.casefold()
        words = set(_WORD.findall(text))
        names = _WORD.findall(self.patient_name.casefold())
        patient_id = self.patient_id.casefold()
        return (patient_id != "" and patient_id in text) or any(
            name in words if name.isascii() else name in text for name in names if len(name) > 1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyText:
    """Dates and descriptions for lists and corner text; all as in the file."""

    study_date: str = ""
    study_time: str = ""
    study_description: str = ""
    accession_number: str = ""
    institution: str = ""
    series_description: str = ""
    series_number: str = ""
    protocol: str = ""
    laterality: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesDescription:
    """One displayable stack: what it is, who it is of, how its slices lie.

    `instances` are in stack order (ascending along the normal). `geometry` is None for
    photographs and for stacks whose positions are not known.
    """

    reference: SeriesReference
    modality: str
    identity: Identity = Identity()
    text: StudyText = StudyText()
    instances: tuple[InstanceReference, ...] = ()
    rows: int = 0
    columns: int = 0
    geometry: VolumeGeometry | None = None
    sides: tuple[Sides | None, ...] = ()
    """Which way each image lies, where there is no geometry to tell it: projections, cine."""
    spacing_source: SpacingSource = SpacingSource.NONE
    pixel_spacing: tuple[float, float] | None = None
    """(row, column) spacing in mm; None when unknown."""
    spacing_detail: str = ""
    """What the source says of itself: see `Spacing`."""
    aspect_ratio: float = 1.0
    """Height / width of a pixel by PixelAspectRatio; counts only without spacing."""
    slice_thickness: float | None = None
    body_part: str = ""
    image_type: tuple[str, ...] = ()
    frame_of_reference_uid: str = ""
    is_lossy: bool = False
    lossy_ratio: float | None = None
    container: Container = Container.DICOM
    exif_orientation: int = 1
    """How a photograph is stored (EXIF 2.32 4.6.4 A, 1 to 8); rows and columns are upright."""
    problems: tuple[StackProblem, ...] = field(default=())

    @property
    def is_photo(self) -> bool:
        """Whether it is a photograph (or a scanned picture) and no medical format."""
        return self.container is Container.PHOTO

    @property
    def pixel_aspect(self) -> float:
        """Height / width of a pixel as it is to be shown."""
        if self.pixel_spacing is None:
            return self.aspect_ratio
        row_mm, column_mm = self.pixel_spacing
        return row_mm / column_mm

    def index_of(self, sop_instance_uid: str, frame: int = 0) -> int | None:
        """Return the slice index of an instance, None when it is not of this stack."""
        wanted = InstanceReference(sop_instance_uid, frame)
        try:
            return self.instances.index(wanted)
        except ValueError:
            return None
