"""Teeth in words: their names, states and surfaces, and what a service found at them."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.dental_chart import ToothState
from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import Tooth
from viewer.domain.tooth_notation import Notation

_LINE: Final = 80
"""Letters of a name that a service made up; its own are shorter by far."""
_NO_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Unicode's explicit directions (UAX 9): a status after one of them was read backwards."""


def tooth_words(tooth: Tooth) -> str:
    """Return the name of a tooth, e.g. "lower left first molar"."""
    names = _deciduous_names() if tooth.is_deciduous else _permanent_names()
    pattern = QCoreApplication.translate("Teeth", "{0} {1}", "quadrant and name of a tooth")
    return pattern.format(_quadrant_words()[(tooth.quadrant - 1) % 4], names[tooth.position - 1])


def _quadrant_words() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Teeth", "upper right"),
        QCoreApplication.translate("Teeth", "upper left"),
        QCoreApplication.translate("Teeth", "lower left"),
        QCoreApplication.translate("Teeth", "lower right"),
    )


def _permanent_names() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Teeth", "central incisor"),
        QCoreApplication.translate("Teeth", "lateral incisor"),
        QCoreApplication.translate("Teeth", "canine"),
        QCoreApplication.translate("Teeth", "first premolar"),
        QCoreApplication.translate("Teeth", "second premolar"),
        QCoreApplication.translate("Teeth", "first molar"),
        QCoreApplication.translate("Teeth", "second molar"),
        QCoreApplication.translate("Teeth", "third molar"),
    )


def _deciduous_names() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Teeth", "deciduous central incisor"),
        QCoreApplication.translate("Teeth", "deciduous lateral incisor"),
        QCoreApplication.translate("Teeth", "deciduous canine"),
        QCoreApplication.translate("Teeth", "deciduous first molar"),
        QCoreApplication.translate("Teeth", "deciduous second molar"),
    )


def notation_words(notation: Notation) -> str:
    """Return the name of a notation."""
    return {
        Notation.FDI: QCoreApplication.translate("Teeth", "FDI"),
        Notation.UNIVERSAL: QCoreApplication.translate("Teeth", "Universal"),
        Notation.PALMER: QCoreApplication.translate("Teeth", "Palmer"),
    }[notation]


def dental_status_words(status: str) -> str:
    """Return how sure the service is; a status of its own stays as it is."""
    return {
        "healthy": QCoreApplication.translate("Teeth", "healthy"),
        "suspected": QCoreApplication.translate("Teeth", "suspected"),
        "confirmed": QCoreApplication.translate("Teeth", "confirmed"),
    }.get(status, status)


def state_words(state: ToothState) -> str:
    """Return what a chart says of a tooth."""
    return {
        ToothState.PRESENT: QCoreApplication.translate("Teeth", "present"),
        ToothState.NOT_SEEN: QCoreApplication.translate("Teeth", "not detected"),
        ToothState.MISSING: QCoreApplication.translate("Teeth", "missing or not detected"),
        ToothState.CROWN: QCoreApplication.translate("Teeth", "crown"),
        ToothState.ROOT_FILLING: QCoreApplication.translate("Teeth", "root filling"),
        ToothState.IMPLANT: QCoreApplication.translate("Teeth", "implant"),
        ToothState.BRIDGE: QCoreApplication.translate("Teeth", "bridge"),
        ToothState.FILLING: QCoreApplication.translate("Teeth", "filling"),
        ToothState.IMPACTED: QCoreApplication.translate("Teeth", "impacted"),
        ToothState.CARIES: QCoreApplication.translate("Teeth", "caries"),
        ToothState.RESIDUAL_ROOT: QCoreApplication.translate("Teeth", "residual root"),
        ToothState.RESIDUAL_CROWN: QCoreApplication.translate("Teeth", "residual crown"),
        ToothState.PERIAPICAL: QCoreApplication.translate("Teeth", "periapical lesion"),
        ToothState.WEDGE_DEFECT: QCoreApplication.translate("Teeth", "wedge-shaped defect"),
        ToothState.WEAR: QCoreApplication.translate("Teeth", "tooth wear"),
        ToothState.BONE_LOSS: QCoreApplication.translate("Teeth", "bone loss"),
        ToothState.RECESSION: QCoreApplication.translate("Teeth", "gingival recession"),
        ToothState.RETAINED: QCoreApplication.translate("Teeth", "retained"),
        ToothState.OTHER: QCoreApplication.translate("Teeth", "other findings"),
    }[state]


def surface_words(surface: Surface) -> str:
    """Return the name of a surface of a crown."""
    return {
        Surface.MESIAL: QCoreApplication.translate("Teeth", "mesial"),
        Surface.DISTAL: QCoreApplication.translate("Teeth", "distal"),
        Surface.OCCLUSAL: QCoreApplication.translate("Teeth", "occlusal"),
        Surface.VESTIBULAR: QCoreApplication.translate("Teeth", "vestibular"),
        Surface.ORAL: QCoreApplication.translate("Teeth", "oral"),
    }[surface]


def disease_words(key: str) -> str:
    """Return the name of a disease or a work; the service's own text stays as it is.

    Only marks that turn the direction of writing are left out: they would turn what follows too.
    """
    known = _tooth_diseases() | _film_findings() | _whole_diseases()
    return known.get(key) or key.translate(_NO_TURNING)


def disease_line_words(key: str) -> str:
    """Return the name of a disease where there is room for a line or two: a long one is cut."""
    words = " ".join(disease_words(key).split())
    return words if len(words) <= _LINE else f"{words[: _LINE - 1].rstrip()}…"


def _tooth_diseases() -> dict[str, str]:
    return {
        "caries": QCoreApplication.translate("Teeth", "Caries"),
        "tooth-wear": QCoreApplication.translate("Teeth", "Tooth wear"),
        "wedge-defect": QCoreApplication.translate("Teeth", "Wedge-shaped defect"),
        "residual-crown": QCoreApplication.translate("Teeth", "Residual crown"),
        "gingival-recession": QCoreApplication.translate("Teeth", "Gingival recession"),
    }


def _film_findings() -> dict[str, str]:
    return {
        "impacted-tooth": QCoreApplication.translate("Teeth", "Impacted tooth"),
        "crown": QCoreApplication.translate("Teeth", "Full crown"),
        "periapical-lesion": QCoreApplication.translate("Teeth", "Periapical lesion"),
        "filling": QCoreApplication.translate("Teeth", "Filling"),
        "retained-primary-tooth": QCoreApplication.translate("Teeth", "Retained deciduous tooth"),
        "embedded-tooth": QCoreApplication.translate("Teeth", "Embedded tooth"),
        "bone-resorption": QCoreApplication.translate("Teeth", "Alveolar bone resorption"),
        "residual-root": QCoreApplication.translate("Teeth", "Residual root"),
        "elongation": QCoreApplication.translate("Teeth", "Over-eruption"),
        "implant": QCoreApplication.translate("Teeth", "Implant"),
        "bridge": QCoreApplication.translate("Teeth", "Fixed bridge"),
        "root-filling": QCoreApplication.translate("Teeth", "Root canal filling"),
        "microdontia": QCoreApplication.translate("Teeth", "Microdontia"),
        "high-density-bone": QCoreApplication.translate("Teeth", "High-density bone change"),
        "supernumerary-tooth": QCoreApplication.translate("Teeth", "Supernumerary tooth"),
        "limited-eruption-space": QCoreApplication.translate("Teeth", "Too little eruption space"),
        "low-density-bone": QCoreApplication.translate("Teeth", "Low-density bone change"),
    }


def _whole_diseases() -> dict[str, str]:
    return {
        "crowding": QCoreApplication.translate("Teeth", "Crowding"),
        "calculus": QCoreApplication.translate("Teeth", "Calculus"),
        "gingival-abnormality": QCoreApplication.translate("Teeth", "Gingival abnormality"),
        "tooth-colour": QCoreApplication.translate("Teeth", "Tooth discolouration"),
        "fluorosis": QCoreApplication.translate("Teeth", "Dental fluorosis"),
    }
