"""The outlines of a face from the side that bear landmarks, all run counter-clockwise.

Counter-clockwise as the film is looked at: down the back, forward below, up the front. Inside is
on the left, so an outline that bulges outwards has crests of positive bulge.
"""

from typing import Final

import numpy as np

from viewer.server.phantoms.cephalogram_face import Between, Crest, Face
from viewer.server.phantoms.radiograph import Points

_LEVEL: Final = (1.0, 0.0)
_DOWN: Final = (0.0, 1.0)
_UP: Final = (0.0, -1.0)


def mandible(face: Face) -> Points:
    """Return the outline of the lower jaw: condyle, ramus, body, symphysis, coronoid process."""
    border = face.curve(
        (-5.2, 20.2),
        Crest("Co", (-0.9, 0.42), 2.2, 0.35),
        Crest("Pcd", _DOWN, 2.0, 0.5),
        "Ar",
        (-11.9, 37.0),
        (-11.1, 45.0),
        (-11.3, 53.0),
        Crest("Go2", ("Ar", "Go2"), 2.6, 0.25),
        Crest("Go", ("Go2", "Go1"), 2.4, 0.4),
        Crest("Go1", ("Go1", "Me"), 2.6, 0.3),
        (11.0, 83.8),
        (21.0, 88.2),
        (34.0, 94.4),
        (45.0, 100.4),
        Crest("Me", _LEVEL, 3.2, 0.8),
        Crest("Gn", ("Me", "Pog"), 1.6, 0.3),
        Crest("Pog", _UP, 2.6, 0.3),
        (63.75, 91.5),
        Crest("B", ("Pog", "B"), 2.2, -0.25),
        Between("L1", "L1A", 0.53, 2.2),
        Between("L1", "L1A", 0.43, 2.7),
    )
    rear = face.curve(
        Between("L1", "L1A", 0.43, -2.6),
        (58.0, 77.2),
        (46.0, 75.0),
        (32.0, 72.2),
        (24.5, 70.8),
        (18.5, 66.5),
        (14.0, 59.0),
        (12.2, 51.0),
        (13.6, 42.0),
        (16.6, 33.0),
        (18.0, 25.5),
        (16.2, 20.8),
        (12.8, 22.6),
        (8.0, 26.6),
        (2.5, 28.0),
        (-2.6, 25.8),
        (-4.4, 22.6),
    )
    return np.concatenate((border, rear))


def symphysis(face: Face) -> Points:
    """Return the outline of the chin's cross section, whose centre is D."""
    return face.curve(
        (52.2, 101.5),
        (53.4, 105.0),
        Crest("Me", _LEVEL, 2.4, 0.45),
        Crest("Gn", ("Me", "Pog"), 1.6, 0.3),
        Crest("Pog", _UP, 2.6, 0.3),
        (63.75, 91.5),
        Crest("B", ("Pog", "B"), 2.2, -0.25),
        Between("L1", "L1A", 0.53, 2.2),
        Between("L1", "L1A", 0.43, 2.7),
        Between("L1", "L1A", 0.43, -2.6),
        (60.6, 81.0),
        (56.6, 88.6),
        (53.6, 95.5),
        closed=True,
    )


def maxilla(face: Face) -> Points:
    """Return the outline of palate and alveolar process: the nasal floor is its upper border."""
    palate = face.curve(
        (31.0, 43.5),
        (25.4, 43.9),
        Crest("PNS", _DOWN, 0.6, 0.5),
        (25.4, 46.2),
        (31.0, 47.2),
        (42.0, 48.6),
        (53.0, 50.8),
        (60.0, 54.8),
        (65.0, 60.4),
        Between("U1", "U1A", 0.46, 3.0),
    )
    front = face.curve(
        Between("U1", "U1A", 0.46, -3.0),
        Between("U1", "U1A", 0.56, -3.0),
        (71.3, 53.0),
        Crest("A", ("A", "ANS"), 1.4, -0.12),
        Crest("ANS", _UP, 0.5, 0.5),
        (68.0, 41.6),
        (60.0, 42.6),
        (45.0, 42.9),
        (36.0, 43.2),
    )
    return np.concatenate((palate, front))


def cranial_base(face: Face) -> Points:
    """Return the sphenoid and the clivus: the sella is a cup of their upper border."""
    angle = np.radians(np.linspace(-38.0, 216.0, 34))
    cup = face.at("S") + 5.4 * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    clivus = face.curve(
        (-6.2, -6.4),
        (-8.4, -6.0),
        (-9.6, -2.0),
        (-11.0, 5.0),
        (-14.6, 16.0),
        (-19.2, 27.0),
        (-22.2, 34.0),
        Crest("Ba", (1.0, -0.1), 0.9, 0.45),
        (-18.0, 34.6),
        "Ar",
        (-6.0, 23.4),
        (4.0, 19.5),
        (13.0, 19.0),
    )
    front = face.curve((16.8, 14.0), (17.5, 4.0), (21.0, -3.6), (38.0, -6.2), (60.0, -8.4))
    top = face.curve((61.0, -10.6), (40.0, -8.8), (22.0, -7.8), (11.0, -7.6), (6.4, -6.6))
    return np.concatenate((cup, clivus, front, top))


def fissure(face: Face) -> Points:
    """Return the pterygomaxillary fissure, a drop standing on its point."""
    return face.curve(
        (20.8, 15.0),
        (18.2, 18.6),
        "Pt",
        (18.6, 31.5),
        Crest("Ptm", _LEVEL, 0.5, 0.6),
        (22.0, 30.6),
        (24.2, 24.0),
        (24.0, 17.8),
        closed=True,
    )


def orbital_rim(face: Face) -> Points:
    """Return the line of the lateral and lower rim of the orbit."""
    return face.curve(
        (68.6, -13.0),
        (60.0, -9.6),
        (54.4, -3.0),
        (52.4, 5.0),
        (54.4, 14.0),
        Crest("Or", _LEVEL, 2.4, 0.45),
        (65.0, 17.6),
        (67.4, 14.6),
    )


def profile(face: Face) -> Points:
    """Return the outline of the skin: neck, chin, lips, nose, forehead, scalp, nape."""
    chin = face.curve(
        (10.0, 146.0),
        (14.0, 132.0),
        (19.0, 122.6),
        Crest("C", (1.0, -0.62), 2.0, -0.3),
        (40.0, 113.9),
        Crest("Me'", _LEVEL, 5.0, 0.5),
        (70.6, 109.6),
        Crest("Pog'", _UP, 3.6, 0.65),
        Between("Pog'", "Si", 0.5, 1.0),
        Crest("Si", ("Pog'", "LL'"), 2.4, -0.4),
        Between("Si", "LL'", 0.55, 0.6),
        "LL'",
        Crest("Li", _UP, 1.2, 0.2),
        Between("Li", "Stmi", 0.5, -1.0),
        "Stmi",
    )
    lip = face.curve(
        "Stms",
        Between("Stms", "Ls", 0.5, -1.0),
        Crest("Ls", _UP, 1.1, 0.2),
        "UL'",
        Between("UL'", "A'", 0.5, 0.3),
        Crest("A'", ("UL'", "Sn"), 1.8, -0.15),
        "Sn",
    )
    nose = face.curve(
        "Sn",
        (89.6, 47.3),
        Crest("Cm", (1.0, -0.62), 1.2, 0.2),
        (96.4, 43.2),
        Crest("Prn", _UP, 2.2, 0.5),
        (93.6, 28.0),
        (86.4, 13.0),
        (79.8, 1.0),
        Crest("N'", ("N'", "G"), 2.2, -0.25),
        Crest("G", _UP, 4.0, 0.3),
        (75.6, -34.0),
    )
    head = face.curve(
        (75.6, -34.0),
        (70.6, -54.0),
        (58.0, -77.0),
        (39.0, -94.0),
        (13.0, -103.5),
        (-17.0, -104.5),
        (-49.0, -97.0),
        (-79.0, -79.0),
        (-100.0, -50.0),
        (-107.0, -18.0),
        (-101.0, 12.0),
        (-90.0, 40.0),
        (-84.0, 70.0),
        (-86.0, 100.0),
        (-98.0, 146.0),
    )
    return np.concatenate((chin, lip, nose[1:], head[1:]))
