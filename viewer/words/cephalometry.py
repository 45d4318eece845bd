"""Cephalometric measures, norms and what they say, in the reader's language."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.analyses import Analysis, Band, Row
from viewer.domain.cephalometry.axes import Direction, Saying
from viewer.domain.cephalometry.measure import Group, Measure
from viewer.domain.cephalometry.norms import (
    Evidence,
    Mismatch,
    Norm,
    NormSet,
    NormSource,
    Population,
    Sex,
)
from viewer.words.ceph_jaw_names import JAW_MEASURES
from viewer.words.ceph_jaws import JAWS
from viewer.words.ceph_landmarks import BONE
from viewer.words.ceph_norms import ANALYSES, NORM_SETS
from viewer.words.ceph_profile import TEETH_AND_SKIN
from viewer.words.ceph_teeth import TEETH_AND_PROFILE
from viewer.words.ceph_tooth_names import OTHER_MEASURES, VARIANTS
from viewer.words.joining import joined

_LANDMARKS: Final = BONE | TEETH_AND_SKIN
_MEASURES: Final = JAW_MEASURES | OTHER_MEASURES
_SENTENCES: Final = JAWS | TEETH_AND_PROFILE


def landmark_words(code: str) -> tuple[str, str]:
    """Return the name and the definition of a landmark; the code itself where it is not known."""
    known = _LANDMARKS.get(code)
    return known() if known is not None else (code, "")


def measure_label(measure: Measure) -> str:
    """Return the notation of papers: `U1–NA`, `FMA`, `Björk sum`; variants are left away."""
    item = measure.item.removesuffix(" mm").replace("Bjork", "Björk")
    return item.replace("-", "–")


def measure_name(measure: Measure) -> str:
    """Return what is measured, with the variant of a plane where there are several."""
    name, variant = _MEASURES[measure.item](), variant_words(measure)
    if not variant:
        return name
    return QCoreApplication.translate("Measures", "{0} ({1})").format(name, variant)


def variant_words(measure: Measure) -> str:
    """Return how a plane is drawn; empty where there is one way only."""
    variant = measure.code.partition("(")[2].removesuffix(")")
    known = VARIANTS.get(variant)
    return known() if known is not None else variant.replace("-", "–")


def analysis_words(analysis: Analysis) -> str:
    """Return the name of an analysis; of a custom set the reader's own."""
    return analysis.name if analysis.is_custom else ANALYSES[analysis.key]()


def norm_set_words(norm_set: NormSet) -> str:
    """Return the name of a set of norms."""
    return NORM_SETS[norm_set.key]()


def saying_words(saying: Saying) -> str:
    """Return what a value means, as a sentence without a full stop."""
    return _SENTENCES[saying.axis]().of(saying.direction)


def row_words(row: Row) -> str:
    """Return what a line of the table says, or why it says nothing; empty where nobody knows."""
    if row.missing:
        missing = joined(row.missing)
        return QCoreApplication.translate("Measures", "Not measured: {0} missing").format(missing)
    if row.awaits_calibration:
        return QCoreApplication.translate("Measures", "Not measured: the film is not calibrated")
    if row.value is None:
        return QCoreApplication.translate("Measures", "Not measured: landmarks coincide")
    return "" if row.saying is None else saying_words(row.saying)


def direction_words(direction: Direction) -> str:
    """Return where a value lies against the norm."""
    return {
        Direction.LOW: QCoreApplication.translate("Norms", "low"),
        Direction.NORMAL: QCoreApplication.translate("Norms", "normal"),
        Direction.HIGH: QCoreApplication.translate("Norms", "high"),
    }[direction]


def band_words(band: Band) -> str:
    """Return how far a value is from the mean."""
    return {
        Band.WITHIN: QCoreApplication.translate("Norms", "within 1 SD"),
        Band.ONE_TO_TWO: QCoreApplication.translate("Norms", "1 to 2 SD away"),
        Band.BEYOND: QCoreApplication.translate("Norms", "more than 2 SD away"),
        Band.UNKNOWN: QCoreApplication.translate("Norms", "no deviation known"),
    }[band]


def group_words(group: Group) -> str:
    """Return the part of an analysis."""
    return {
        Group.SAGITTAL: QCoreApplication.translate("Measures", "Sagittal"),
        Group.VERTICAL: QCoreApplication.translate("Measures", "Vertical"),
        Group.DENTAL: QCoreApplication.translate("Measures", "Teeth"),
        Group.SOFT: QCoreApplication.translate("Measures", "Soft tissue"),
    }[group]


def population_words(population: Population) -> str:
    """Return whom a sample was taken from."""
    return {
        Population.CHINESE: QCoreApplication.translate("Norms", "Chinese"),
        Population.SOUTHERN_CHINESE: QCoreApplication.translate("Norms", "southern Chinese"),
        Population.SICHUAN_HAN: QCoreApplication.translate("Norms", "Han of Sichuan"),
        Population.CAUCASIAN: QCoreApplication.translate("Norms", "Caucasian"),
    }[population]


def evidence_words(evidence: Evidence) -> str:
    """Return how far a table is to be trusted; empty where it was read as published."""
    return {
        Evidence.TABLE: "",
        Evidence.RECALLED: QCoreApplication.translate(
            "Norms", "as textbooks have it, not checked in the paper"
        ),
        Evidence.INFERRED: QCoreApplication.translate(
            "Norms", "whom the values are from is not stated but worked out"
        ),
        Evidence.COMPOSITE: QCoreApplication.translate(
            "Norms", "rounded and put together from several papers"
        ),
    }[evidence]


def source_words(source: NormSource) -> str:
    """Return where norms are from: paper, sample, and how sure that is."""
    return joined(
        (
            source.citation,
            population_words(source.population),
            sex_words(source.sex),
            ages_words(source),
            evidence_words(source.evidence),
        )
    )


def sex_words(sex: Sex | None) -> str:
    """Return the sex of a sample; empty for both together."""
    if sex is None:
        return ""
    return {
        Sex.MALE: QCoreApplication.translate("Norms", "male"),
        Sex.FEMALE: QCoreApplication.translate("Norms", "female"),
    }[sex]


def ages_words(source: NormSource) -> str:
    """Return the ages of a sample."""
    if source.ages is None:
        return QCoreApplication.translate("Norms", "ages not stated")
    youngest, oldest = source.ages
    if oldest is None:
        return QCoreApplication.translate("Norms", "from {0} years").format(youngest)
    return QCoreApplication.translate("Norms", "{0} to {1} years").format(youngest, oldest)


def doubt_words(norm: Norm) -> str:
    """Return a warning about one norm; empty where there is nothing to say."""
    if not norm.is_doubtful:
        return ""
    return QCoreApplication.translate(
        "Norms", "Out of line with all other tables: perhaps a misprint or another method"
    )


def mismatch_words(mismatch: Mismatch, norm_set: NormSet) -> str:
    """Return why a set of norms may not fit a person."""
    sentence = {
        Mismatch.YOUNGER: QCoreApplication.translate(
            "Norms", "The patient is younger than the people these norms are from ({0})."
        ),
        Mismatch.OLDER: QCoreApplication.translate(
            "Norms", "The patient is older than the people these norms are from ({0})."
        ),
        Mismatch.OTHER_SEX: QCoreApplication.translate(
            "Norms", "These norms are of the other sex ({0})."
        ),
        Mismatch.AGE_UNKNOWN: QCoreApplication.translate(
            "Norms", "The patient's age is not known; check that these norms fit ({0})."
        ),
        Mismatch.SEX_UNKNOWN: QCoreApplication.translate(
            "Norms", "The patient's sex is not known; these norms are of one sex ({0})."
        ),
        Mismatch.AGES_UNSTATED: QCoreApplication.translate(
            "Norms", "The patient is still growing; these norms do not say for what age ({0})."
        ),
    }[mismatch]
    source = norm_set.source
    is_of_sex = mismatch in (Mismatch.OTHER_SEX, Mismatch.SEX_UNKNOWN)
    return sentence.format(sex_words(source.sex) if is_of_sex else ages_words(source))
