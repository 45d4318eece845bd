"""Dental diseases and works as labels on pictures have them: short."""

from PySide6.QtCore import QCoreApplication


def short_diseases() -> dict[str, str]:
    """Return the short names by the keys of `viewer.domain.dental_diseases`."""
    return _of_teeth() | _of_films() | _works() | _of_pictures()


def _of_teeth() -> dict[str, str]:
    return {
        "caries": QCoreApplication.translate("Overlay", "caries"),
        "tooth-wear": QCoreApplication.translate("Overlay", "tooth wear"),
        "wedge-defect": QCoreApplication.translate("Overlay", "wedge defect"),
        "residual-crown": QCoreApplication.translate("Overlay", "residual crown"),
        "residual-root": QCoreApplication.translate("Overlay", "residual root"),
        "gingival-recession": QCoreApplication.translate("Overlay", "gum recession"),
        "periapical-lesion": QCoreApplication.translate("Overlay", "periapical lesion"),
        "bone-resorption": QCoreApplication.translate("Overlay", "bone resorption"),
    }


def _of_films() -> dict[str, str]:
    return {
        "impacted-tooth": QCoreApplication.translate("Overlay", "impacted"),
        "embedded-tooth": QCoreApplication.translate("Overlay", "embedded"),
        "retained-primary-tooth": QCoreApplication.translate("Overlay", "retained primary"),
        "elongation": QCoreApplication.translate("Overlay", "elongated"),
        "microdontia": QCoreApplication.translate("Overlay", "microdontia"),
        "supernumerary-tooth": QCoreApplication.translate("Overlay", "supernumerary"),
        "limited-eruption-space": QCoreApplication.translate("Overlay", "no room to erupt"),
        "high-density-bone": QCoreApplication.translate("Overlay", "dense bone"),
        "low-density-bone": QCoreApplication.translate("Overlay", "thin bone"),
    }


def _works() -> dict[str, str]:
    return {
        "crown": QCoreApplication.translate("Overlay", "crown"),
        "filling": QCoreApplication.translate("Overlay", "filling"),
        "implant": QCoreApplication.translate("Overlay", "implant"),
        "bridge": QCoreApplication.translate("Overlay", "bridge"),
        "root-filling": QCoreApplication.translate("Overlay", "root filling"),
    }


def _of_pictures() -> dict[str, str]:
    return {
        "crowding": QCoreApplication.translate("Overlay", "crowding"),
        "calculus": QCoreApplication.translate("Overlay", "calculus"),
        "gingival-abnormality": QCoreApplication.translate("Overlay", "gum changes"),
        "tooth-colour": QCoreApplication.translate("Overlay", "discolouration"),
        "fluorosis": QCoreApplication.translate("Overlay", "fluorosis"),
    }
