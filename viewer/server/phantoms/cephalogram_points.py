"""Where the landmarks of the drawn faces lie, and the film's frame that they are given in.

The frame is mm in the median plane, x to the front (the patient faces right), y down, the origin
in the centre of the sella; the Frankfort horizontal lies at y = 20. Landmarks bear the codes of
Steiner's, Downs's and Ricketts's tables ("N'" is the soft tissue nasion).

The first face is ordinary (SNA 83, SNB 80, FMA 28 degrees). The others are it with another
growth: what is not named in their tables lies as in the first.
"""

from collections.abc import Mapping
from typing import Final, Literal

Place = tuple[float, float]
FaceName = Literal["class-1", "class-2", "class-3"]

CLASS_1: Final[Mapping[str, Place]] = {
    "S": (0.0, 0.0),
    "N": (69.48, -8.53),
    "Po": (-20.0, 20.0),
    "Or": (60.0, 20.0),
    "Ba": (-22.0, 38.0),
    "Ar": (-14.0, 30.0),
    "Co": (-9.0, 19.0),
    "Pcd": (-15.0, 24.0),
    "Pt": (18.0, 24.0),
    "Ptm": (20.0, 36.0),
    "ANS": (73.0, 43.0),
    "PNS": (22.0, 45.0),
    "A": (69.48, 46.47),
    "B": (64.66, 83.34),
    "Pog": (64.63, 98.36),
    "Gn": (62.3, 104.6),
    "Me": (57.0, 107.0),
    "D": (59.5, 95.5),
    "Go": (-8.0, 72.4),
    "Go1": (0.5, 79.2),
    "Go2": (-11.2, 65.0),
    "Xi": (0.0, 52.0),
    "U1": (75.3, 72.0),
    "U1A": (66.3, 51.5),
    "L1": (72.3, 71.0),
    "L1A": (60.3, 88.6),
    "U6": (44.0, 65.8),
    "L6": (45.5, 65.2),
    "U6m": (47.7, 62.2),
    "L6m": (47.4, 69.9),
    "G": (77.0, -18.0),
    "N'": (75.5, -6.0),
    "Prn": (98.0, 38.0),
    "Cm": (93.0, 46.5),
    "Sn": (86.0, 48.0),
    "A'": (85.9, 54.5),
    "UL'": (89.0, 62.0),
    "Ls": (89.7, 64.4),
    "Stms": (83.5, 69.0),
    "Stmi": (83.5, 69.2),
    "Li": (87.3, 73.2),
    "LL'": (86.5, 76.0),
    "Si": (77.0, 84.0),
    "Pog'": (76.5, 99.0),
    "Me'": (58.0, 115.0),
    "C": (25.0, 118.0),
}

# The lower jaw small, turned down and back; the upper incisors forward, the lips apart.
_CLASS_2: Final[Mapping[str, Place]] = {
    "ANS": (74.4, 43.0),
    "A": (70.9, 46.9),
    "B": (57.4, 89.3),
    "Pog": (56.2, 104.3),
    "Gn": (53.4, 110.3),
    "Me": (47.9, 112.3),
    "D": (51.3, 101.0),
    "Go": (-11.3, 72.6),
    "Go1": (-3.4, 80.1),
    "Go2": (-13.7, 64.9),
    "Xi": (-1.7, 52.9),
    "U1": (78.3, 72.8),
    "U1A": (66.9, 52.5),
    "L1": (69.2, 71.9),
    "L1A": (53.8, 91.6),
    "U6": (45.2, 68.8),
    "L6": (41.8, 68.2),
    "U6m": (48.6, 65.0),
    "L6m": (44.1, 72.8),
    "A'": (87.5, 55.0),
    "UL'": (90.6, 62.5),
    "Ls": (91.3, 64.9),
    "Stms": (85.0, 68.6),
    "Stmi": (82.0, 72.2),
    "Li": (84.4, 77.8),
    "LL'": (83.4, 80.5),
    "Si": (71.5, 90.8),
    "Pog'": (68.8, 105.7),
    "Me'": (49.0, 120.1),
    "C": (16.5, 119.5),
}

# The lower jaw long, the upper one short: the lower incisors bite in front of the upper ones.
_CLASS_3: Final[Mapping[str, Place]] = {
    "ANS": (71.2, 43.0),
    "PNS": (21.6, 45.0),
    "A": (67.7, 46.5),
    "B": (71.9, 83.3),
    "Pog": (72.0, 98.4),
    "Gn": (69.7, 104.6),
    "Me": (64.4, 107.1),
    "D": (66.8, 95.5),
    "Go": (-5.7, 73.6),
    "Go1": (2.9, 80.2),
    "Go2": (-9.0, 66.2),
    "Xi": (2.1, 53.1),
    "U1": (75.1, 71.3),
    "U1A": (64.7, 51.5),
    "L1": (76.8, 70.1),
    "L1A": (67.6, 88.6),
    "U6": (44.6, 65.8),
    "L6": (50.5, 65.6),
    "U6m": (48.2, 62.2),
    "L6m": (52.7, 70.2),
    "Cm": (92.2, 46.5),
    "Sn": (84.6, 48.0),
    "A'": (84.5, 54.5),
    "UL'": (87.6, 62.0),
    "Ls": (88.3, 64.4),
    "Stms": (82.4, 69.2),
    "Stmi": (82.6, 69.5),
    "Li": (90.3, 73.6),
    "LL'": (89.5, 76.4),
    "Si": (83.6, 83.9),
    "Pog'": (83.3, 98.9),
    "Me'": (64.9, 115.1),
    "C": (28.5, 118.5),
}

FACES: Final[Mapping[FaceName, Mapping[str, Place]]] = {
    "class-1": CLASS_1,
    "class-2": {**CLASS_1, **_CLASS_2},
    "class-3": {**CLASS_1, **_CLASS_3},
}
