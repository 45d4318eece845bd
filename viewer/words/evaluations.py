"""Grades and states in words: what the scales mean, as their authors and the service say it."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding
from viewer.overlay.details import roman
from viewer.words.joining import joined
from viewer.words.teeth import dental_status_words, disease_words

_NORMAL: Final = frozenset({"normal", "healthy"})


def scale_words(scale: Scale) -> str:
    """Return what is graded."""
    return {
        Scale.GARDEN: QCoreApplication.translate("Evaluations", "Garden type"),
        Scale.KELLGREN_LAWRENCE: QCoreApplication.translate(
            "Evaluations", "Kellgren–Lawrence grade"
        ),
        Scale.KNEE_FILM: QCoreApplication.translate("Evaluations", "Not graded"),
        Scale.DISC: QCoreApplication.translate("Evaluations", "Disc"),
        Scale.VERTEBRA: QCoreApplication.translate("Evaluations", "Vertebra"),
        Scale.FRACTURE_CATEGORY: QCoreApplication.translate("Evaluations", "Fracture"),
        Scale.DENTAL_STATUS: QCoreApplication.translate("Evaluations", "Status"),
        Scale.TOOTH_DISEASE: QCoreApplication.translate("Evaluations", "Finding"),
        Scale.IMAGE_DISEASE: QCoreApplication.translate("Evaluations", "Finding"),
    }[scale]


def evaluation_words(evaluation: Evaluation) -> str:
    """Return a grade or state in a word or two; what the scale does not have stays as it is."""
    value = evaluation.value
    if evaluation.scale is Scale.GARDEN:
        return QCoreApplication.translate("Evaluations", "Garden {0}").format(roman(value))
    if evaluation.scale is Scale.KELLGREN_LAWRENCE:
        return QCoreApplication.translate("Evaluations", "KL {0}").format(value)
    known = {
        Scale.KNEE_FILM: _film_words,
        Scale.DISC: disc_words,
        Scale.VERTEBRA: vertebra_words,
        Scale.FRACTURE_CATEGORY: _fracture_words,
        Scale.DENTAL_STATUS: dental_status_words,
        Scale.TOOTH_DISEASE: disease_words,
        Scale.IMAGE_DISEASE: disease_words,
    }.get(evaluation.scale)
    return known(value) if known is not None else value


def meaning_words(evaluation: Evaluation) -> str:
    """Return what a grade means; empty where the word says it, or nobody knows."""
    meanings = {
        Scale.GARDEN: _garden_meanings,
        Scale.KELLGREN_LAWRENCE: _kellgren_meanings,
        Scale.KNEE_FILM: _film_meanings,
    }.get(evaluation.scale)
    return meanings().get(evaluation.value, "") if meanings is not None else ""


def evaluation_sentence(evaluation: Evaluation) -> str:
    """Return a grade with its meaning."""
    words, meaning = evaluation_words(evaluation), meaning_words(evaluation)
    if not meaning:
        return words
    return QCoreApplication.translate("Evaluations", "{0}: {1}").format(words, meaning)


def evaluations_words(finding: Finding) -> str:
    """Return all grades and states of a finding in one line; empty without any."""
    return joined(evaluation_words(said) for said in finding.evaluations)


def meanings_words(finding: Finding) -> str:
    """Return what the grades of a finding mean; empty where the grade itself says it."""
    return joined(meaning_words(said) for said in finding.evaluations)


def is_normal(finding: Finding) -> bool:
    """Tell whether the service calls what it points out normal, and says nothing else of it."""
    said = finding.evaluations
    return bool(said) and all(evaluation.value in _NORMAL for evaluation in said)


def disc_words(state: str) -> str:
    """Return the state of an intervertebral disc."""
    return {
        "normal": QCoreApplication.translate("Evaluations", "normal"),
        "degeneration": QCoreApplication.translate("Evaluations", "degeneration"),
        "circumferential-bulge": QCoreApplication.translate("Evaluations", "circumferential bulge"),
        "asymmetric-bulge": QCoreApplication.translate("Evaluations", "asymmetric bulge"),
        "protrusion": QCoreApplication.translate("Evaluations", "protrusion"),
        "extrusion": QCoreApplication.translate("Evaluations", "extrusion"),
        "schmorl": QCoreApplication.translate("Evaluations", "Schmorl's node"),
        "other": QCoreApplication.translate("Evaluations", "other change"),
    }.get(state, state)


def vertebra_words(state: str) -> str:
    """Return the state of a vertebra."""
    return {
        "normal": QCoreApplication.translate("Evaluations", "normal"),
        "degeneration": QCoreApplication.translate("Evaluations", "degeneration"),
        "other": QCoreApplication.translate("Evaluations", "other change"),
    }.get(state, state)


def _fracture_words(value: str) -> str:
    return {
        "displaced": QCoreApplication.translate("Evaluations", "displaced"),
        "non-displaced": QCoreApplication.translate("Evaluations", "non-displaced"),
        "old": QCoreApplication.translate("Evaluations", "old"),
    }.get(value.lower(), value)


def _film_words(value: str) -> str:
    return {
        "operated": QCoreApplication.translate("Evaluations", "operated"),
        "lateral": QCoreApplication.translate("Evaluations", "lateral view"),
    }.get(value, value)


def _film_meanings() -> dict[str, str]:
    return {
        "operated": QCoreApplication.translate(
            "Evaluations", "the joint was operated on and has no grade"
        ),
        "lateral": QCoreApplication.translate(
            "Evaluations", "a film from the side has no grade; it needs one from the front"
        ),
    }


def _garden_meanings() -> dict[str, str]:
    """As the service's description of 2477-7 says it (after Garden, JBJS Br 1961;43:647)."""
    return {
        "1": QCoreApplication.translate("Evaluations", "incomplete fracture"),
        "2": QCoreApplication.translate("Evaluations", "complete fracture without displacement"),
        "3": QCoreApplication.translate(
            "Evaluations",
            "partly displaced: the head abducted, the neck slightly turned outwards and up",
        ),
        "4": QCoreApplication.translate(
            "Evaluations",
            "fully displaced: the neck markedly turned outwards and up",
        ),
    }


def _kellgren_meanings() -> dict[str, str]:
    """After Kellgren and Lawrence, Ann Rheum Dis 1957;16:494."""
    return {
        "0": QCoreApplication.translate("Evaluations", "no arthrosis"),
        "1": QCoreApplication.translate(
            "Evaluations", "doubtful: joint space perhaps narrower, perhaps osteophytes"
        ),
        "2": QCoreApplication.translate(
            "Evaluations", "minimal: definite osteophytes, joint space perhaps narrower"
        ),
        "3": QCoreApplication.translate(
            "Evaluations", "moderate: several osteophytes, joint space narrower, some sclerosis"
        ),
        "4": QCoreApplication.translate(
            "Evaluations",
            "severe: large osteophytes, joint space much narrower, sclerosis, deformed bone ends",
        ),
    }
