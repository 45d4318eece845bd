"""The shapes of teeth, drawn for this program.

Unit square: x from one side to the other, y from the root's tip (0) to the bite (1), as an upper
tooth stands; a lower one is turned over when it is drawn.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import Jaw, Tooth, ToothKind

NECK: Final = 0.58
_Points = Sequence[tuple[float, float]]

_INCISOR: Final = ((0.3, NECK), (0.2, 0.78), (0.16, 0.98), (0.84, 0.98), (0.8, 0.78), (0.7, NECK))
_LATERAL: Final = ((0.33, NECK), (0.25, 0.78), (0.2, 0.98), (0.8, 0.97), (0.75, 0.78), (0.67, NECK))
_CANINE: Final = (
    (0.28, NECK), (0.14, 0.76), (0.3, 0.9), (0.5, 1.06), (0.7, 0.9), (0.86, 0.76), (0.72, NECK),
)  # fmt: skip
_PREMOLAR: Final = (
    (0.24, NECK), (0.1, 0.78), (0.26, 1.0), (0.42, 0.96), (0.5, 0.9), (0.58, 0.96), (0.74, 1.0),
    (0.9, 0.78), (0.76, NECK),
)  # fmt: skip
_MOLAR: Final = (
    (0.12, NECK), (0.02, 0.78), (0.14, 1.0), (0.28, 0.97), (0.36, 0.88), (0.5, 1.0), (0.64, 0.88),
    (0.72, 0.97), (0.86, 1.0), (0.98, 0.78), (0.88, NECK),
)  # fmt: skip
_CROWNS: Final = {
    ToothKind.INCISOR: _INCISOR,
    ToothKind.CANINE: _CANINE,
    ToothKind.PREMOLAR: _PREMOLAR,
    ToothKind.MOLAR: _MOLAR,
}
_Root = tuple[float, float, float, float]
"""Left and right at the neck, the tip's x and y."""
_ONE: Final[tuple[_Root, ...]] = ((0.3, 0.7, 0.5, 0.1),)
_LONG: Final[tuple[_Root, ...]] = ((0.28, 0.72, 0.52, 0.0),)
_SPLIT: Final[tuple[_Root, ...]] = ((0.24, 0.52, 0.32, 0.1), (0.48, 0.76, 0.68, 0.1))
_THREE: Final[tuple[_Root, ...]] = (
    (0.12, 0.4, 0.14, 0.1),
    (0.36, 0.64, 0.5, 0.04),
    (0.6, 0.88, 0.86, 0.1),
)
_TWO: Final[tuple[_Root, ...]] = ((0.12, 0.5, 0.22, 0.06), (0.5, 0.88, 0.76, 0.06))


def crown_path(tooth: Tooth) -> QPainterPath:
    """Return the outline of the crown."""
    is_lateral = tooth.kind is ToothKind.INCISOR and tooth.position > 1
    return _rounded(_LATERAL if is_lateral else _CROWNS[tooth.kind])


def root_paths(tooth: Tooth) -> list[QPainterPath]:
    """Return the outlines of its roots, from neck to tip."""
    return [_root_path(root) for root in _roots(tooth)]


def canals(tooth: Tooth) -> list[tuple[QPointF, QPointF]]:
    """Return the lines of its canals: from within the crown to near the tip."""
    return [
        (QPointF((left + right) / 2, NECK + 0.1), QPointF(x, y + 0.06))
        for left, right, x, y in _roots(tooth)
    ]


def root_tips(tooth: Tooth) -> list[QPointF]:
    """Return the tips of its roots."""
    return [QPointF(x, y) for _, _, x, y in _roots(tooth)]


def screw_path() -> QPainterPath:
    """Return the body of an implant: a tapering screw without its thread."""
    path = QPainterPath(QPointF(0.34, NECK))
    for x, y in ((0.66, NECK), (0.6, 0.12), (0.5, 0.04), (0.4, 0.12)):
        path.lineTo(x, y)
    path.closeSubpath()
    return path


def screw_thread() -> list[tuple[QPointF, QPointF]]:
    """Return the thread of an implant as lines across it."""
    lines = []
    for step in range(5):
        y = 0.5 - step * 0.085
        half = 0.2 - step * 0.012
        lines.append((QPointF(0.5 - half, y + 0.02), QPointF(0.5 + half, y - 0.02)))
    return lines


def broken_edge() -> QPainterPath:
    """Return the ragged line at which a crown is broken off."""
    path = QPainterPath(QPointF(0.02, 0.82))
    for x, y in ((0.22, 0.72), (0.38, 0.84), (0.55, 0.72), (0.75, 0.85), (0.98, 0.74)):
        path.lineTo(x, y)
    return path


def surface_polygon(surface: Surface, tooth: Tooth) -> QPolygonF:
    """Return the part of the square that stands for a surface, seen from the bite.

    Screen coordinates: the outer side of an arch is above in the upper jaw, below in the lower.
    """
    outer = {"top": Surface.VESTIBULAR, "bottom": Surface.ORAL}
    if tooth.jaw is Jaw.LOWER:
        outer = {"top": Surface.ORAL, "bottom": Surface.VESTIBULAR}
    sides = {"left": Surface.DISTAL, "right": Surface.MESIAL}
    if not tooth.is_right:
        sides = {"left": Surface.MESIAL, "right": Surface.DISTAL}
    where = next((k for k, s in (outer | sides).items() if s is surface), "middle")
    return QPolygonF([QPointF(x, y) for x, y in _PARTS[where]])


_IN: Final = 0.3
_OUT: Final = 1 - _IN
_PARTS: Final[dict[str, _Points]] = {
    "top": ((0, 0), (1, 0), (_OUT, _IN), (_IN, _IN)),
    "bottom": ((0, 1), (1, 1), (_OUT, _OUT), (_IN, _OUT)),
    "left": ((0, 0), (_IN, _IN), (_IN, _OUT), (0, 1)),
    "right": ((1, 0), (_OUT, _IN), (_OUT, _OUT), (1, 1)),
    "middle": ((_IN, _IN), (_OUT, _IN), (_OUT, _OUT), (_IN, _OUT)),
}


def _roots(tooth: Tooth) -> tuple[_Root, ...]:
    if tooth.kind is ToothKind.MOLAR:
        return _THREE if tooth.jaw is Jaw.UPPER else _TWO
    if tooth.kind is ToothKind.PREMOLAR and tooth.jaw is Jaw.UPPER and tooth.position == 4:
        return _SPLIT
    return _LONG if tooth.kind is ToothKind.CANINE else _ONE


def _root_path(root: _Root) -> QPainterPath:
    left, right, x, y = root
    path = QPainterPath(QPointF(left, NECK))
    path.quadTo(QPointF((left + x) / 2 - 0.03, (NECK + y) / 2), QPointF(x - 0.03, y + 0.03))
    path.quadTo(QPointF(x, y - 0.02), QPointF(x + 0.03, y + 0.03))
    path.quadTo(QPointF((right + x) / 2 + 0.03, (NECK + y) / 2), QPointF(right, NECK))
    path.quadTo(QPointF((left + right) / 2, NECK + 0.05), QPointF(left, NECK))
    return path


def _rounded(points: _Points) -> QPainterPath:
    """Return a closed curve near the points, straight only at the neck."""
    path = QPainterPath(QPointF(*points[0]))
    for corner, after in pairwise(points[1:]):
        is_last = after == points[-1]
        end = after if is_last else ((corner[0] + after[0]) / 2, (corner[1] + after[1]) / 2)
        path.quadTo(QPointF(*corner), QPointF(*end))
    path.quadTo(QPointF(0.5, NECK + 0.05), QPointF(*points[0]))
    return path
