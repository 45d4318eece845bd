"""A finding: what a service said is where, or what a reader put there."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from viewer.domain.evaluation import Evaluation
from viewer.domain.measurement import Measurement
from viewer.domain.references import InstanceReference
from viewer.geometry.points import PatientPoint
from viewer.geometry.regions import LineRegion, PolygonRegion, Region


class FindingKind(StrEnum):
    """What a finding is."""

    NODULE = "nodule"
    CALCIFICATION = "calcification"
    """Of a coronary artery: one lesion, or the service's mask of all of them."""
    OPACITY = "opacity"
    """Of the lung: what the service calls pneumonia, as a mask."""
    RIB_FRACTURE = "rib-fracture"
    HIP_FRACTURE = "hip-fracture"
    """Of the femoral neck."""
    KNEE = "knee"
    """A knee joint with its grade of arthrosis."""
    DISC = "disc"
    VERTEBRA = "vertebra"
    TOOTH = "tooth"
    TOOTH_DISEASE = "tooth-disease"
    """Of one tooth, or a state of it: what the dental service lists below a tooth."""
    IMAGE_DISEASE = "image-disease"
    """Of a dental picture as a whole; it has no place in it."""
    LANDMARK = "landmark"
    """A cephalometric point."""
    CALIBRATION = "calibration"
    """A line of known length that a reader drew: it gives the image its millimetres."""
    MARK = "mark"
    """Something that a reader pointed out, of no kind that a service knows."""
    LENGTH = "length"
    """A distance that a reader measured."""


SEEN_TOGETHER: Final = frozenset(
    {
        FindingKind.TOOTH,
        FindingKind.TOOTH_DISEASE,
        FindingKind.IMAGE_DISEASE,
        FindingKind.LANDMARK,
        FindingKind.CALIBRATION,
    }
)
"""Of these an image has dozens that say something only beside each other: one picture for all."""


class NoduleCategory(StrEnum):
    """The four categories of the service, in its own spelling."""

    GROUND_GLASS = "ggo"
    PART_SOLID = "part-solid"
    SOLID = "solid"
    UNKNOWN = "unknown"


class Lung(StrEnum):
    """Which lung, the patient's own side."""

    LEFT = "left"
    RIGHT = "right"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """The patient's own side, of what is no lung."""

    LEFT = "left"
    RIGHT = "right"
    UNKNOWN = "unknown"


class Lobe(StrEnum):
    """Which part of the lung, in the service's spelling."""

    UPPER = "up"
    MIDDLE = "middle"
    LOWER = "down"
    UNKNOWN = "unknown"


class NoteKind(StrEnum):
    """Why a finding deserves a second look at its place."""

    SLICES_DISAGREE = "slices-disagree"
    PLACED_BY_POSITION = "placed-by-position"
    PLACED_BY_INDEX = "placed-by-index"
    UNKNOWN_INSTANCE = "unknown-instance"
    SIZE_MISSING = "size-missing"
    INDEX_DISAGREES_WITH_POSITION = "index-disagrees-with-position"
    ON_MIDDLE_SLICE = "on-middle-slice"
    """The service named no slice: it is drawn on the middle one."""
    SIDE_FROM_HEADER = "side-from-header"
    """The side is that of the file's own Laterality; the service named none."""
    SIDE_UNKNOWN = "side-unknown"
    """Neither service nor file names the side: the marker in the picture does."""
    CORNERS_SWAPPED = "corners-swapped"
    """The service gave a box's corners in another order than it says."""
    MASK_RESAMPLED = "mask-resampled"
    """The mask lies on another grid than the images."""
    MASK_BY_INDEX = "mask-by-index"
    """The mask says of itself not where it lies; it has as many voxels as the images."""
    SIZE_FROM_MASK = "size-from-mask"
    BOX_FOR_OUTLINE = "box-for-outline"
    """The service gave no outline that can be drawn: its box is."""
    AT_ITS_TOOTH = "at-its-tooth"
    """The service gave no place for a disease: the box of its tooth is drawn."""
    OUTSIDE_CUT = "outside-cut"
    """A part of it lies beyond the image; it is drawn as the service gave it."""


@dataclass(frozen=True, slots=True)
class FindingNote:
    """A remark on one finding, made into a sentence by `viewer.words`.

    `values` fill the sentence in order, e.g. slice numbers counted from 1.
    """

    kind: NoteKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a finding is drawn: a slice of the stack, a region on it, a point in the patient."""

    instance: InstanceReference
    slice_index: int
    region: Region
    patient: PatientPoint | None = None
    """Centre in the patient, mm LPS; None without geometry."""


@dataclass(frozen=True, slots=True)
class Site:
    """Anatomical place of a finding, as the service said it.

    `level` names a vertebra or disc ("L5", "L4-L5"), `rib` counts from 1, `words` are the
    service's own for a place that has no field here. `tooth` is the number that the service
    gave, by ISO 3950 as a rule ("11"; a supernumerary one has its own), `landmark` the code of a
    cephalometric point (see `viewer.domain.cephalometry.landmarks`) or the service's own name.
    """

    lung: Lung = Lung.UNKNOWN
    lobe: Lobe = Lobe.UNKNOWN
    side: Side = Side.UNKNOWN
    level: str = ""
    rib: int | None = None
    words: str = ""
    tooth: str = ""
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class Axes:
    """The long and the short axis of a nodule, on the slice on which the service measured them.

    As RECIST has them (Eisenhauer et al. 2009); only where the service gave their ends.
    """

    slice_index: int
    lines: tuple[LineRegion, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one run. `uid` is stable for the same answer; `number` counts from 1.

    `fields` are all of the service's own fields of this finding as text, in its order, for the
    reader who wants to see what was said; `extras` those among them that nobody interpreted.
    `is_own`: a reader put it there; `is_edited`: a reader corrected what a service said.
    """

    uid: str
    number: int
    kind: FindingKind
    placement: Placement
    confidence: float | None = None
    category: NoduleCategory = NoduleCategory.UNKNOWN
    site: Site = Site()
    measurements: tuple[Measurement, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    """Grades and states, in the service's order."""
    notes: tuple[FindingNote, ...] = ()
    axes: Axes | None = None
    raw: PolygonRegion | None = None
    """The outline before the service made it fit for display; None where it gave none."""
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    extras: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_own: bool = False
    is_edited: bool = False

    def measured(self, name: str) -> float | None:
        """Return the measurement of that name, in its own unit."""
        return next((m.value for m in self.measurements if m.name == name), None)
