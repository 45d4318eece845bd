"""What a measure tells about a face: which property, and which end of it."""

from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Where a value lies against the norm."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    @property
    def opposite(self) -> "Direction":
        """LOW for HIGH and the other way round."""
        return {Direction.LOW: Direction.HIGH, Direction.HIGH: Direction.LOW}.get(self, self)


class Axis(StrEnum):
    """A property of a face, from its low end to its high end as the comments say."""

    MAXILLA = "maxilla"  # set back … forward
    MAXILLA_BACK = "maxilla-back"  # its back end: set back … forward
    MAXILLA_LENGTH = "maxilla-length"  # short … long
    MANDIBLE = "mandible"  # set back … forward
    MANDIBLE_LENGTH = "mandible-length"
    MANDIBLE_BODY = "mandible-body"
    RAMUS = "ramus"
    JAW_RELATION = "jaw-relation"  # class III … class II
    JAW_LENGTHS = "jaw-lengths"  # mandible short … long for the maxilla
    PROFILE = "profile"  # concave … convex
    CHIN = "chin"  # flat … prominent
    CRANIAL_BASE = "cranial-base"
    POSTERIOR_BASE = "posterior-base"
    CONDYLE_BACK = "condyle-back"  # condyle far forward … far back
    BASE_TO_BODY = "base-to-body"  # body long … short for the cranial base
    BASE_TO_RAMUS = "base-to-ramus"  # ramus long … short for the posterior cranial base
    SADDLE = "saddle"  # mandible carried forward … back
    ARTICULAR = "articular"  # mandible turned forward … back
    GONIAL = "gonial"  # square … open
    UPPER_GONIAL = "upper-gonial"  # growth more downward … more forward
    LOWER_GONIAL = "lower-gonial"  # body flat … steep
    MANDIBULAR_PLANE = "mandibular-plane"  # low angle … high angle
    JAW_DIVERGENCE = "jaw-divergence"  # bases converge … diverge
    PALATAL_PLANE = "palatal-plane"  # front end up … down
    OCCLUSAL_PLANE = "occlusal-plane"  # flat … steep
    VERTICAL_GROWTH = "vertical-growth"  # forward rotation … downward and back
    TAPER = "taper"  # chin tapers … square
    MANDIBULAR_ARC = "mandibular-arc"  # bent open … square
    BITE_DEPTH = "bite-depth"  # open bite … deep bite
    FACE_HEIGHT = "face-height"
    UPPER_HEIGHT = "upper-height"
    LOWER_HEIGHT = "lower-height"
    POSTERIOR_HEIGHT = "posterior-height"
    INTERINCISAL = "interincisal"  # incisors procumbent … upright
    UPPER_TIP = "upper-tip"  # lingually … labially inclined
    UPPER_PLACE = "upper-place"  # set back … forward
    LOWER_TIP = "lower-tip"
    LOWER_PLACE = "lower-place"
    UPPER_INCISOR_HEIGHT = "upper-incisor-height"
    UPPER_MOLAR_HEIGHT = "upper-molar-height"
    LOWER_INCISOR_HEIGHT = "lower-incisor-height"
    LOWER_MOLAR_HEIGHT = "lower-molar-height"
    UPPER_MOLAR_PLACE = "upper-molar-place"
    OVERJET = "overjet"
    OVERBITE = "overbite"
    UPPER_LIP = "upper-lip"  # set back … forward
    LOWER_LIP = "lower-lip"
    LIPS = "lips"  # both: set back … forward
    NASOLABIAL = "nasolabial"  # acute … obtuse
    SOFT_PROFILE = "soft-profile"  # concave … convex
    SOFT_CHIN = "soft-chin"  # set back … forward
    NOSE_BASE = "nose-base"  # subnasale: set back … forward
    NOSE = "nose"  # flat … prominent
    UPPER_SULCUS = "upper-sulcus"  # shallow … deep
    LOWER_SULCUS = "lower-sulcus"
    CHIN_TISSUE = "chin-tissue"  # thin … thick
    LIP_THICKNESS = "lip-thickness"
    LIP_LENGTH = "lip-length"
    LIP_GAP = "lip-gap"
    INCISOR_SHOW = "incisor-show"
    LIP_TO_CHIN = "lip-to-chin"  # upper lip short … long for lower lip and chin
    FACE_THIRDS = "face-thirds"  # lower third long … short
    THROAT = "throat"  # sharp … blunt
    HEIGHT_TO_THROAT = "height-to-throat"  # throat long … short for the height


class Saying(NamedTuple):
    """One end, or the middle, of a property: names one sentence."""

    axis: Axis
    direction: Direction
