"""Names of the measures of teeth and profile, and of the variants of a measure."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

OTHER_MEASURES: Final[dict[str, Callable[[], str]]] = {
    "U1-L1": lambda: QCoreApplication.translate("Measures", "Interincisal angle"),
    "U1-SN": lambda: QCoreApplication.translate("Measures", "Upper incisor to SN"),
    "U1-NA": lambda: QCoreApplication.translate(
        "Measures", "Inclination of the upper incisor to NA"
    ),
    "U1-NA mm": lambda: QCoreApplication.translate("Measures", "Upper incisor ahead of NA"),
    "U1-APog": lambda: QCoreApplication.translate("Measures", "Upper incisor ahead of A–Pog"),
    "U1-A": lambda: QCoreApplication.translate("Measures", "Upper incisor ahead of the A vertical"),
    "L1-NB": lambda: QCoreApplication.translate(
        "Measures", "Inclination of the lower incisor to NB"
    ),
    "L1-NB mm": lambda: QCoreApplication.translate("Measures", "Lower incisor ahead of NB"),
    "L1-APog": lambda: QCoreApplication.translate(
        "Measures", "Inclination of the lower incisor to A–Pog"
    ),
    "L1-APog mm": lambda: QCoreApplication.translate("Measures", "Lower incisor ahead of A–Pog"),
    "IMPA": lambda: QCoreApplication.translate("Measures", "Lower incisor to the mandibular plane"),
    "FMIA": lambda: QCoreApplication.translate("Measures", "Lower incisor to FH"),
    "L1-OP": lambda: QCoreApplication.translate("Measures", "Lower incisor to the occlusal plane"),
    "U1-PP": lambda: QCoreApplication.translate(
        "Measures", "Upper incisor below the palatal plane"
    ),
    "U6-PP": lambda: QCoreApplication.translate("Measures", "Upper molar below the palatal plane"),
    "L1-MP mm": lambda: QCoreApplication.translate(
        "Measures", "Lower incisor above the mandibular plane"
    ),
    "L6-MP mm": lambda: QCoreApplication.translate(
        "Measures", "Lower molar above the mandibular plane"
    ),
    "Ptm-U6": lambda: QCoreApplication.translate(
        "Measures", "Upper molar ahead of the pterygomaxillary fissure"
    ),
    "Overjet": lambda: QCoreApplication.translate("Measures", "Overjet"),
    "Overbite": lambda: QCoreApplication.translate("Measures", "Overbite"),
    "UL-E": lambda: QCoreApplication.translate("Measures", "Upper lip to the E line"),
    "LL-E": lambda: QCoreApplication.translate("Measures", "Lower lip to the E line"),
    "UL-SnPog'": lambda: QCoreApplication.translate("Measures", "Upper lip to Sn–Pog'"),
    "LL-SnPog'": lambda: QCoreApplication.translate("Measures", "Lower lip to Sn–Pog'"),
    "Li-H": lambda: QCoreApplication.translate("Measures", "Lower lip to the H line"),
    "Z": lambda: QCoreApplication.translate("Measures", "Z angle"),
    "H": lambda: QCoreApplication.translate("Measures", "H angle"),
    "Cm-Sn-UL'": lambda: QCoreApplication.translate("Measures", "Nasolabial angle"),
    "Lip strain": lambda: QCoreApplication.translate(
        "Measures", "Thickness of the upper lip at the incisor"
    ),
    "Sn-Stms": lambda: QCoreApplication.translate("Measures", "Length of the upper lip"),
    "Stms-Stmi": lambda: QCoreApplication.translate("Measures", "Gap between the lips"),
    "Stms-U1": lambda: QCoreApplication.translate("Measures", "Upper incisor below the upper lip"),
    "Sn-Stms/Stmi-Me'": lambda: QCoreApplication.translate(
        "Measures", "Upper lip to lower lip and chin"
    ),
    "G-Sn-Pog'": lambda: QCoreApplication.translate("Measures", "Facial convexity"),
    "N'-Sn-Pog'": lambda: QCoreApplication.translate("Measures", "Soft tissue profile angle"),
    "FH-N'Pog'": lambda: QCoreApplication.translate("Measures", "Soft tissue facial angle"),
    "N'vert-Pog'": lambda: QCoreApplication.translate(
        "Measures", "Chin ahead of the nasion vertical"
    ),
    "Gvert-Pog'": lambda: QCoreApplication.translate(
        "Measures", "Chin ahead of the glabella vertical"
    ),
    "N'vert-Sn": lambda: QCoreApplication.translate(
        "Measures", "Subnasale ahead of the nasion vertical"
    ),
    "Gvert-Sn": lambda: QCoreApplication.translate(
        "Measures", "Subnasale ahead of the glabella vertical"
    ),
    "Prn-Sn": lambda: QCoreApplication.translate("Measures", "Prominence of the nose"),
    "A'-UL'": lambda: QCoreApplication.translate("Measures", "Depth of the upper lip sulcus"),
    "Sn-H": lambda: QCoreApplication.translate("Measures", "Subnasale to the H line"),
    "Si-H": lambda: QCoreApplication.translate("Measures", "Mentolabial sulcus to the H line"),
    "Si-LL'Pog'": lambda: QCoreApplication.translate("Measures", "Depth of the mentolabial sulcus"),
    "Pog-Pog'": lambda: QCoreApplication.translate("Measures", "Thickness of the chin"),
    "G-Sn/Sn-Me'": lambda: QCoreApplication.translate(
        "Measures", "Middle to lower third of the face"
    ),
    "Sn-Gn'-C": lambda: QCoreApplication.translate("Measures", "Angle of lower face and throat"),
    "Sn-Gn'/C-Gn'": lambda: QCoreApplication.translate(
        "Measures", "Height of the lower face to depth of the throat"
    ),
}

VARIANTS: Final[dict[str, Callable[[], str]]] = {
    "tangents": lambda: QCoreApplication.translate("Measures", "by tangents"),
    "straight": lambda: QCoreApplication.translate("Measures", "straight"),
    "FH": lambda: QCoreApplication.translate("Measures", "at right angles to FH"),
    "acute": lambda: QCoreApplication.translate("Measures", "without sign"),
    "full": lambda: QCoreApplication.translate("Measures", "full angle"),
    "minus 90": lambda: QCoreApplication.translate("Measures", "minus 90°"),
    "Go1-Me minus 90": lambda: QCoreApplication.translate("Measures", "Go1–Me, minus 90°"),
}
