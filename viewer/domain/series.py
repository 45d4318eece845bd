"""What can be said of a stack of images without its pixels."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.geometry.grid import VolumeGeometry

_WORD: Final = re.compile(r"[^\W_]+")


class Container(StrEnum):
    """What kind of file the pixels are from: only DICOM has a header that services accept."""

    DICOM = "dicom"
    PHOTO = "photo"
    NIFTI = "nifti"


class SpacingSource(StrEnum):
    """Where the millimetres come from: shown beside every length."""

    PIXEL_SPACING = "PixelSpacing"
    CALIBRATED = "PixelSpacing (calibrated)"
    IMAGER = "ImagerPixelSpacing"
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
    SPLIT = "split"


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
    COPY = "copy"
    """The same SOPInstanceUID with other pixels."""


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
    spacing_source: SpacingSource = SpacingSource.NONE
    pixel_spacing: tuple[float, float] | None = None
    """(row, column) spacing in mm; None when unknown."""
    slice_thickness: float | None = None
    body_part: str = ""
    image_type: tuple[str, ...] = ()
    frame_of_reference_uid: str = ""
    is_lossy: bool = False
    lossy_ratio: float | None = None
    container: Container = Container.DICOM
    problems: tuple[StackProblem, ...] = field(default=())

    @property
    def is_photo(self) -> bool:
        """Whether it is a photograph (or a scanned picture) and no medical format."""
        return self.container is Container.PHOTO

    def index_of(self, sop_instance_uid: str, frame: int = 0) -> int | None:
        """Return the slice index of an instance, None when it is not of this stack."""
        wanted = InstanceReference(sop_instance_uid, frame)
        try:
            return self.instances.index(wanted)
        except ValueError:
            return None
