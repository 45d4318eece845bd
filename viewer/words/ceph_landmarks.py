"""Landmarks of bone on a cephalogram: name and definition."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

BONE: Final[dict[str, Callable[[], tuple[str, str]]]] = {
    "S": lambda: (
        QCoreApplication.translate("Landmarks", "Sella"),
        QCoreApplication.translate("Landmarks", "Centre of the sella turcica"),
    ),
    "N": lambda: (
        QCoreApplication.translate("Landmarks", "Nasion"),
        QCoreApplication.translate("Landmarks", "Most anterior point of the frontonasal suture"),
    ),
    "Po": lambda: (
        QCoreApplication.translate("Landmarks", "Porion"),
        QCoreApplication.translate("Landmarks", "Top of the bony ear canal"),
    ),
    "Or": lambda: (
        QCoreApplication.translate("Landmarks", "Orbitale"),
        QCoreApplication.translate("Landmarks", "Lowest point of the lower rim of the orbit"),
    ),
    "Ba": lambda: (
        QCoreApplication.translate("Landmarks", "Basion"),
        QCoreApplication.translate("Landmarks", "Middle of the front edge of the foramen magnum"),
    ),
    "Ar": lambda: (
        QCoreApplication.translate("Landmarks", "Articulare"),
        QCoreApplication.translate(
            "Landmarks",
            "Where the back of the condylar neck crosses the outline of the cranial base",
        ),
    ),
    "Co": lambda: (
        QCoreApplication.translate("Landmarks", "Condylion"),
        QCoreApplication.translate("Landmarks", "Top of the condyle, at its back"),
    ),
    "Pcd": lambda: (
        QCoreApplication.translate("Landmarks", "Posterior condylion"),
        QCoreApplication.translate("Landmarks", "Most posterior point of the head of the condyle"),
    ),
    "Pt": lambda: (
        QCoreApplication.translate("Landmarks", "Pterygoid point"),
        QCoreApplication.translate(
            "Landmarks",
            "Where the pterygopalatine fossa meets the lower edge of the foramen rotundum, behind",
        ),
    ),
    "Ptm": lambda: (
        QCoreApplication.translate("Landmarks", "Pterygomaxillary fissure"),
        QCoreApplication.translate(
            "Landmarks", "Lowest point of the outline of the pterygomaxillary fissure"
        ),
    ),
    "ANS": lambda: (
        QCoreApplication.translate("Landmarks", "Anterior nasal spine"),
        QCoreApplication.translate("Landmarks", "Tip of the anterior nasal spine"),
    ),
    "PNS": lambda: (
        QCoreApplication.translate("Landmarks", "Posterior nasal spine"),
        QCoreApplication.translate("Landmarks", "Tip of the posterior nasal spine"),
    ),
    "A": lambda: (
        QCoreApplication.translate("Landmarks", "A point (subspinale)"),
        QCoreApplication.translate(
            "Landmarks",
            "Deepest point of the outline from the anterior nasal spine to the upper alveolar edge",
        ),
    ),
    "B": lambda: (
        QCoreApplication.translate("Landmarks", "B point (supramentale)"),
        QCoreApplication.translate(
            "Landmarks", "Deepest point of the outline from the lower alveolar edge to the chin"
        ),
    ),
    "Pog": lambda: (
        QCoreApplication.translate("Landmarks", "Pogonion"),
        QCoreApplication.translate("Landmarks", "Most anterior point of the bony chin"),
    ),
    "Gn": lambda: (
        QCoreApplication.translate("Landmarks", "Gnathion"),
        QCoreApplication.translate(
            "Landmarks", "Middle between pogonion and menton on the outline of the chin"
        ),
    ),
    "Me": lambda: (
        QCoreApplication.translate("Landmarks", "Menton"),
        QCoreApplication.translate("Landmarks", "Lowest point of the symphysis"),
    ),
    "D": lambda: (
        QCoreApplication.translate("Landmarks", "D point"),
        QCoreApplication.translate("Landmarks", "Centre of the symphysis"),
    ),
    "Go": lambda: (
        QCoreApplication.translate("Landmarks", "Gonion"),
        QCoreApplication.translate(
            "Landmarks", "Point of the angle of the jaw that lies furthest back and down"
        ),
    ),
    "Go1": lambda: (
        QCoreApplication.translate("Landmarks", "Lower gonial tangent point"),
        QCoreApplication.translate(
            "Landmarks",
            "Where the line from menton touches the lower border at the angle of the jaw",
        ),
    ),
    "Go2": lambda: (
        QCoreApplication.translate("Landmarks", "Posterior gonial tangent point"),
        QCoreApplication.translate(
            "Landmarks", "Where the line from articulare touches the back of the ramus"
        ),
    ),
    "Xi": lambda: (
        QCoreApplication.translate("Landmarks", "Xi point"),
        QCoreApplication.translate("Landmarks", "Centre of the ramus"),
    ),
    "PM": lambda: (
        QCoreApplication.translate("Landmarks", "Protuberance menti"),
        QCoreApplication.translate(
            "Landmarks", "Where the front of the symphysis turns from concave to convex"
        ),
    ),
    "DC": lambda: (
        QCoreApplication.translate("Landmarks", "Centre of the condylar neck"),
        QCoreApplication.translate(
            "Landmarks", "Middle of the condylar neck on the line from basion to nasion"
        ),
    ),
}
