"""One of the things that a run did, with its own state: what a summary card shows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.codes import CodedConcept
from viewer.domain.evaluation import Evaluation
from viewer.domain.finding import FindingKind
from viewer.domain.similar import Match


class PartKind(StrEnum):
    """What was looked for, or made."""

    NODULES = "nodules"
    CALCIUM = "calcium"
    PNEUMONIA = "pneumonia"
    RIB_FRACTURES = "rib-fractures"
    HIP = "hip"
    KNEES = "knees"
    SPINE = "spine"
    SKIN = "skin"
    REGISTRATION = "registration"
    TEETH = "teeth"
    IMAGE_DISEASES = "image-diseases"
    """Of a dental picture as a whole."""
    LANDMARKS = "landmarks"
    SIMILAR_IMAGES = "similar-images"
    """Pictures of a database that are like the one that was sent; nothing is marked in it."""


class PartState(StrEnum):
    """How a part ended; what is missing is not "none"."""

    FOUND = "found"
    NONE = "none"
    MISSING = "missing"
    """Promised by the service's description and not in its answer."""
    UNREADABLE = "unreadable"


class FigureKind(StrEnum):
    """A number about a whole part."""

    COUNT = "count"
    DISEASED_TEETH = "diseased-teeth"
    AGATSTON = "agatston"
    VOLUME_SCORE = "volume-score"
    LESION_RATIO = "lesion-ratio"
    """Share of the lung, in the service's own unit: 0 to 1."""
    MASK_VOLUME = "mask-volume"
    """Measured by this program on the mask."""


class FileRole(StrEnum):
    """What a file of the result is."""

    CALCIUM_MASK = "calcium-mask"
    LESION_MASK = "lesion-mask"
    FRACTURE_MASK = "fracture-mask"
    RIB_MASK = "rib-mask"
    REGISTERED_DICOM = "registered-dicom"
    """A .tar.gz of DICOM files."""
    REGISTERED_NIFTI = "registered-nifti"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a part. `is_own`: this program measured it, not the service."""

    kind: FigureKind
    value: float
    unit: CodedConcept
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A probability, 0 to 1, of something named by a key of ours or, unknown, by the service."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Level:
    """One line of the spine table. `finding_uid` is empty where it has no place in the images."""

    name: str
    kind: FindingKind
    evaluations: tuple[Evaluation, ...]
    finding_uid: str = ""


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file of the result: what it is, and its path in the answer, which names it in the store."""

    role: FileRole
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPart:
    """What became of one part. `shares` are ranked as the service's document has them."""

    kind: PartKind
    state: PartState
    figures: tuple[Figure, ...] = ()
    shares: tuple[Share, ...] = ()
    levels: tuple[Level, ...] = ()
    files: tuple[PartFile, ...] = ()
    matches: tuple[Match, ...] = ()
    """The most alike first."""

    def figure(self, kind: FigureKind) -> Figure | None:
        """Return the first number of that kind."""
        return next((figure for figure in self.figures if figure.kind is kind), None)


_KINDS: Final = {
    FindingKind.NODULE: PartKind.NODULES,
    FindingKind.CALCIFICATION: PartKind.CALCIUM,
    FindingKind.OPACITY: PartKind.PNEUMONIA,
    FindingKind.RIB_FRACTURE: PartKind.RIB_FRACTURES,
    FindingKind.HIP_FRACTURE: PartKind.HIP,
    FindingKind.KNEE: PartKind.KNEES,
    FindingKind.DISC: PartKind.SPINE,
    FindingKind.VERTEBRA: PartKind.SPINE,
    FindingKind.TOOTH: PartKind.TEETH,
    FindingKind.TOOTH_DISEASE: PartKind.TEETH,
    FindingKind.IMAGE_DISEASE: PartKind.IMAGE_DISEASES,
    FindingKind.LANDMARK: PartKind.LANDMARKS,
}


def part_of(kind: FindingKind) -> PartKind | None:
    """Return the part that a finding belongs to; None for what a reader marked."""
    return _KINDS.get(kind)


def kind_in(part: PartKind) -> FindingKind | None:
    """Return the kind of a part's findings, the first of several; None where it has none."""
    return next((kind for kind, of in _KINDS.items() if of is part), None)


CALCIUM_BINS: Final = (0.0, 10.0, 100.0, 400.0)
"""Upper ends of the bins 0, 1–10, 11–100, 101–400; the last is above (Rumberger 1999)."""


def calcium_bin(score: float) -> int:
    """Return the number of a score's bin, 0 to 4."""
    return next((n for n, most in enumerate(CALCIUM_BINS) if score <= most), len(CALCIUM_BINS))
