"""The teeth of a lateral cephalogram: incisors and molars where their landmarks say."""

from typing import Final

import numpy as np

from viewer.server.phantoms.cephalogram_face import Face
from viewer.server.phantoms.radiograph import Bone, Exposure, Points, points, smooth, tube

_ROOT: Final = Bone(3.4, 0.7, density=0.75, is_exact=True)
_CROWN: Final = Bone(3.4, 1.5, density=0.85, is_exact=True)
# Half the depth (mm, lip to tongue) of an incisor from its edge to its apex.
_INCISOR: Final = (0.35, 1.0, 1.9, 2.8, 3.3, 3.3, 3.2, 3.0, 2.8, 2.5, 2.2, 1.8, 1.4, 0.5)
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
_CANINE_LONGER: Final = 1.18


def draw_teeth(exposure: Exposure, face: Face) -> None:
    """Draw the teeth of both jaws; both sides lie on each other."""
    for jaw, away in (("U", -1.0), ("L", 1.0)):
        _incisor(exposure, face.at(f"{jaw}1"), face.at(f"{jaw}1A"))
        _row(exposure, face, jaw, away)


def _incisor(exposure: Exposure, edge: Points, apex: Points) -> None:
    share = np.linspace(0.0, 1.0, len(_INCISOR))[:, None]
    axis = edge + share * (apex - edge)
    exposure.bone([tube(axis, _INCISOR)], _ROOT)
    count = round(_CROWN_SHARE * len(_INCISOR))
    exposure.bone([tube(axis[:count], _INCISOR[:count])], _CROWN)
    exposure.stroke(axis[3:-1], 0.8, -0.14)


def _row(exposure: Exposure, face: Face, jaw: str, away: float) -> None:
    """Draw the teeth behind the incisors, the first molar where its cusp and contact lie."""
    cusp, contact = face.at(f"{jaw}6"), face.at(f"{jaw}6m")
    edge = face.at(f"{jaw}1")
    forward = (edge - cusp) / np.linalg.norm(edge - cusp)
    outwards = np.array([-forward[1], forward[0]]) * away
    length = float(np.linalg.norm(edge - cusp))
    reach, height = float((contact - cusp) @ forward), float((contact - cusp) @ outwards)
    frame = np.stack((forward, outwards))
    first = np.array([reach / 2.9, height / 4.2])

    def placed(shape: tuple[tuple[float, float], ...], shift: float, scale: Points) -> Points:
        moved: Points = (points(*shape) * scale) @ frame + cusp + shift * forward
        return moved

    plain = np.array([1.0, 1.0])
    for shift, scale in ((0.0, first), (-10.6, plain * 0.94)):
        exposure.bone([smooth(placed(_MOLAR, shift, scale))], _ROOT)
        exposure.bone([smooth(placed(_MOLAR_CROWN, shift, scale))], _CROWN)
    gap = length - reach - 4.6
    for number, scale in ((0.17, plain), (0.5, plain), (0.82, plain * (0.95, _CANINE_LONGER))):
        shift = reach + gap * number
        exposure.bone([smooth(placed(_PREMOLAR, shift, scale))], _ROOT)
        exposure.bone([smooth(placed(_PREMOLAR_CROWN, shift, scale))], _CROWN)
