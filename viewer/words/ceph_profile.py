"""Landmarks of teeth and profile on a cephalogram: name and definition."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

TEETH_AND_SKIN: Final[dict[str, Callable[[], tuple[str, str]]]] = {
    "U1": lambda: (
        QCoreApplication.translate("Landmarks", "Upper incisor edge"),
        QCoreApplication.translate("Landmarks", "Edge of the most prominent upper central incisor"),
    ),
    "U1A": lambda: (
        QCoreApplication.translate("Landmarks", "Upper incisor apex"),
        QCoreApplication.translate(
            "Landmarks", "Root apex of the most prominent upper central incisor"
        ),
    ),
    "L1": lambda: (
        QCoreApplication.translate("Landmarks", "Lower incisor edge"),
        QCoreApplication.translate("Landmarks", "Edge of the most prominent lower central incisor"),
    ),
    "L1A": lambda: (
        QCoreApplication.translate("Landmarks", "Lower incisor apex"),
        QCoreApplication.translate(
            "Landmarks", "Root apex of the most prominent lower central incisor"
        ),
    ),
    "U6": lambda: (
        QCoreApplication.translate("Landmarks", "Upper molar cusp"),
        QCoreApplication.translate("Landmarks", "Mesiobuccal cusp of the upper first molar"),
    ),
    "L6": lambda: (
        QCoreApplication.translate("Landmarks", "Lower molar cusp"),
        QCoreApplication.translate("Landmarks", "Mesiobuccal cusp of the lower first molar"),
    ),
    "U6m": lambda: (
        QCoreApplication.translate("Landmarks", "Upper molar mesial surface"),
        QCoreApplication.translate("Landmarks", "Mesial contact of the upper first molar"),
    ),
    "L6m": lambda: (
        QCoreApplication.translate("Landmarks", "Lower molar mesial surface"),
        QCoreApplication.translate("Landmarks", "Mesial contact of the lower first molar"),
    ),
    "G": lambda: (
        QCoreApplication.translate("Landmarks", "Soft tissue glabella"),
        QCoreApplication.translate("Landmarks", "Most anterior point of the forehead"),
    ),
    "N'": lambda: (
        QCoreApplication.translate("Landmarks", "Soft tissue nasion"),
        QCoreApplication.translate("Landmarks", "Deepest point of the skin over nasion"),
    ),
    "Prn": lambda: (
        QCoreApplication.translate("Landmarks", "Pronasale"),
        QCoreApplication.translate("Landmarks", "Tip of the nose"),
    ),
    "Cm": lambda: (
        QCoreApplication.translate("Landmarks", "Columella"),
        QCoreApplication.translate("Landmarks", "Most anterior point of the columella"),
    ),
    "Sn": lambda: (
        QCoreApplication.translate("Landmarks", "Subnasale"),
        QCoreApplication.translate("Landmarks", "Where the columella meets the upper lip"),
    ),
    "A'": lambda: (
        QCoreApplication.translate("Landmarks", "Soft tissue A point"),
        QCoreApplication.translate(
            "Landmarks", "Deepest point between subnasale and the upper lip"
        ),
    ),
    "UL'": lambda: (
        QCoreApplication.translate("Landmarks", "Upper vermilion border"),
        QCoreApplication.translate("Landmarks", "Border of the vermilion of the upper lip"),
    ),
    "Ls": lambda: (
        QCoreApplication.translate("Landmarks", "Most prominent upper lip"),
        QCoreApplication.translate("Landmarks", "Most prominent point of the upper lip"),
    ),
    "Stms": lambda: (
        QCoreApplication.translate("Landmarks", "Stomion superius"),
        QCoreApplication.translate("Landmarks", "Lowest point of the vermilion of the upper lip"),
    ),
    "Stmi": lambda: (
        QCoreApplication.translate("Landmarks", "Stomion inferius"),
        QCoreApplication.translate("Landmarks", "Highest point of the vermilion of the lower lip"),
    ),
    "Li": lambda: (
        QCoreApplication.translate("Landmarks", "Most prominent lower lip"),
        QCoreApplication.translate("Landmarks", "Most prominent point of the lower lip"),
    ),
    "LL'": lambda: (
        QCoreApplication.translate("Landmarks", "Lower vermilion border"),
        QCoreApplication.translate("Landmarks", "Border of the vermilion of the lower lip"),
    ),
    "Si": lambda: (
        QCoreApplication.translate("Landmarks", "Mentolabial sulcus"),
        QCoreApplication.translate("Landmarks", "Deepest point between the lower lip and the chin"),
    ),
    "Pog'": lambda: (
        QCoreApplication.translate("Landmarks", "Soft tissue pogonion"),
        QCoreApplication.translate("Landmarks", "Most anterior point of the skin of the chin"),
    ),
    "Me'": lambda: (
        QCoreApplication.translate("Landmarks", "Soft tissue menton"),
        QCoreApplication.translate("Landmarks", "Lowest point of the skin of the chin"),
    ),
    "C": lambda: (
        QCoreApplication.translate("Landmarks", "Throat point"),
        QCoreApplication.translate(
            "Landmarks", "Deepest point between the floor of the chin and the neck"
        ),
    ),
    "FA": lambda: (
        QCoreApplication.translate("Landmarks", "Facial axis point"),
        QCoreApplication.translate(
            "Landmarks", "Middle of the labial surface of the upper incisor crown"
        ),
    ),
}
