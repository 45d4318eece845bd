"""The teeth of a lateral cephalogram: incisors and molars where their landmarks say."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from viewer.server.phantoms.cephalogram_face import Face
from viewer.server.phantoms.radiograph import Bone, Exposure, Points, points, smooth, tube

_ROOT: Final = Bone(3.4, 0.7, density=0.75, is_exact=True)
_CROWN: Final = Bone(3.4, 1.5, density=0.85, is_exact=True)
# Half the depth (mm, lip to tongue) of an incisor from its edge to its apex.
_INCISOR: Final = (0.35, 1.0, 1.9, 2.8, 3.3, 3.3, 3.1, 2.8, 2.5, 2.2, 1.9, 1.6, 1.2, 0.45)
_CROWN_SHARE: Final = 0.42

# Molars and premolars lie between the landmarks of the first molars: offsets from the cusp, along
# the row to the front and away from the other jaw (mm). Outlines run from the cusp's tip.
_MOLAR: Final = (
    (0.0, 0.0),
    (1.8, 1.0),
    (2.9, 4.2),
    (2.2, 7.2),
    (1.4, 12.0),
    (0.6, 18.6),
    (-0.8, 19.6),
    (-2.2, 14.6),
    (-3.2, 10.8),
    (-4.4, 14.6),
    (-5.8, 19.0),
    (-7.2, 18.4),
    (-7.2, 12.0),
    (-7.0, 7.4),
    (-7.7, 4.2),
    (-6.8, 1.0),
    (-5.4, 0.2),
    (-4.2, 0.8),
    (-2.6, 1.8),
    (-1.2, 0.9),
)
_MOLAR_CROWN: Final = (
    (0.0, 0.0),
    (1.8, 1.0),
    (2.9, 4.2),
    (2.2, 7.2),
    (-2.4, 6.2),
    (-7.0, 7.4),
    (-7.7, 4.2),
    (-6.8, 1.0),
    (-5.4, 0.2),
    (-4.2, 0.8),
    (-2.6, 1.8),
    (-1.2, 0.9),
)
_PREMOLAR: Final = (
    (0.0, 0.0),
    (1.8, 1.4),
    (3.2, 4.4),
    (2.5, 7.6),
    (1.8, 13.0),
    (0.6, 20.4),
    (-0.6, 20.4),
    (-1.8, 13.0),
    (-2.5, 7.6),
    (-3.2, 4.4),
    (-1.8, 1.4),
)
_PREMOLAR_CROWN: Final = (
    (0.0, 0.0),
    (1.8, 1.4),
    (3.2, 4.4),
    (2.5, 7.6),
    (0.0, 6.8),
    (-2.5, 7.6),
    (-3.2, 4.4),
    (-1.8, 1.4),
)
# Where the mesial contact lies in a molar's outline.
_CONTACT: Final = (2.9, 4.2)


@dataclass(frozen=True, slots=True)
class _Tooth:
    """Where a tooth stands in its row (mm from the first molar's cusp), its scale, its lean."""

    shift: float
    across: float = 1.0
    along: float = 1.0
    lean: float = 0.0

    def __call__(self, outline: Points) -> Points:
        """Return the outline in the row's frame: forward, away from the other jaw."""
        scaled = outline * (self.across, self.along)
        scaled[:, 0] += self.shift - self.lean * scaled[:, 1]
        moved: Points = scaled
        return moved


def draw_teeth(exposure: Exposure, face: Face) -> None:
    """Draw the teeth of both jaws; both sides lie on each other."""
    for jaw, away in (("U", -1.0), ("L", 1.0)):
        depth = 1.0 if jaw == "U" else 0.85
        _incisor(exposure, face.at(f"{jaw}1"), face.at(f"{jaw}1A"), depth)
        _row(exposure, face, jaw, away)


def _incisor(exposure: Exposure, edge: Points, apex: Points, depth: float) -> None:
    widths = [depth * width for width in _INCISOR]
    axis = edge + np.linspace(0.0, 1.0, len(widths))[:, None] * (apex - edge)
    exposure.bone([tube(axis, widths)], _ROOT)
    count = round(_CROWN_SHARE * len(widths))
    exposure.bone([tube(axis[:count], widths[:count])], _CROWN)
    exposure.stroke(axis[3:-1], 0.8, -0.14)


def _row(exposure: Exposure, face: Face, jaw: str, away: float) -> None:
    """Draw the teeth behind the incisors, the first molar where its cusp and contact lie."""
    cusp, edge = face.at(f"{jaw}6"), face.at(f"{jaw}1")
    length = float(np.linalg.norm(edge - cusp))
    forward = (edge - cusp) / length
    frame = np.stack((forward, np.array([-forward[1], forward[0]]) * away))
    reach, height = (face.at(f"{jaw}6m") - cusp) @ frame.T
    gap = length - reach - 4.6
    first = _Tooth(0.0, reach / _CONTACT[0], height / _CONTACT[1])
    premolars = (
        _Tooth(reach + 0.17 * gap, lean=0.03),
        _Tooth(reach + 0.47 * gap, lean=0.1),
        _Tooth(reach + 0.76 * gap, 0.95, 1.15, lean=0.24),
    )
    for outlines, teeth in (
        ((_MOLAR, _MOLAR_CROWN), (first, _Tooth(-10.6, 0.94, 0.94))),
        ((_PREMOLAR, _PREMOLAR_CROWN), premolars),
    ):
        for tooth in teeth:
            for outline, kind in zip(outlines, (_ROOT, _CROWN), strict=True):
                exposure.bone([smooth(tooth(points(*outline)) @ frame + cusp)], kind)
