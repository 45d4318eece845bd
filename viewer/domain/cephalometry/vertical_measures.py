"""How tall the face is, in front and behind, and how its planes are tilted.

Tilts are + when the front end of the plane is the lower one; `PP-FH(acute)` is the same angle
without the sign, as some papers print it, and tells nothing of the direction.
"""

from functools import partial
from typing import Final

from viewer.domain.cephalometry.axes import Axis
from viewer.domain.cephalometry.formulas import (
    FH,
    GO1_ME,
    GO_GN,
    GO_ME,
    OP,
    PP,
    SN,
    Line,
    across,
    along,
    angle,
    below,
    length,
    percent,
    size,
    total,
    turn,
)
from viewer.domain.cephalometry.measure import Group, Measure, measure_of

AR_S: Final = Line("Ar", "S")
AR_GO: Final = Line("Ar", "Go")
AR_GO2: Final = Line("Ar", "Go2")
GO_N: Final = Line("Go", "N")
POG_N: Final = Line("Pog", "N")
XI_PM: Final = Line("Xi", "PM")

PALATAL: Final = turn(FH, PP)
SADDLE: Final = angle(SN, AR_S.back)
ARTICULAR: Final = angle(AR_S, AR_GO)
ARTICULAR_2: Final = angle(AR_S, AR_GO2)
GONIAL: Final = angle(AR_GO.back, GO_ME)
GONIAL_2: Final = angle(AR_GO2.back, GO1_ME)
N_ME: Final = length("N", "Me")
N_ME_FH: Final = across(FH, "N", "Me")
S_GO: Final = length("S", "Go")
S_GO_FH: Final = across(FH, "S", "Go")
ANS_ME: Final = length("ANS", "Me")
ANS_ME_FH: Final = across(FH, "ANS", "Me")
N_ANS_FH: Final = across(FH, "N", "ANS")
AFH: Final = below("Me", PP)
PFH: Final = length("Ar", "Goc")

_of = partial(measure_of, Group.VERTICAL)

_PLANES: Final[tuple[Measure, ...]] = (
    _of("FMA(Go-Me)", turn(FH, GO_ME), Axis.MANDIBULAR_PLANE),
    _of("FMA(Go1-Me)", turn(FH, GO1_ME), Axis.MANDIBULAR_PLANE),
    _of("FMA(Go-Gn)", turn(FH, GO_GN), Axis.MANDIBULAR_PLANE),
    _of("MP-SN(Go-Me)", turn(SN, GO_ME), Axis.MANDIBULAR_PLANE),
    _of("MP-SN(Go1-Me)", turn(SN, GO1_ME), Axis.MANDIBULAR_PLANE),
    _of("GoGn-SN", turn(SN, GO_GN), Axis.MANDIBULAR_PLANE),
    _of("PP-FH", PALATAL, Axis.PALATAL_PLANE),
    _of("PP-FH(acute)", size(PALATAL), Axis.PALATAL_PLANE),
    _of("PP-GoGn", turn(PP, GO_GN), Axis.JAW_DIVERGENCE),
    _of("OP-FH", turn(FH, OP), Axis.OCCLUSAL_PLANE),
    _of("OP-SN", turn(SN, OP), Axis.OCCLUSAL_PLANE),
    _of("Y axis", turn(FH, Line("S", "Gn")), Axis.VERTICAL_GROWTH),
    _of("Y axis-SN", turn(SN, Line("S", "Gn")), Axis.VERTICAL_GROWTH),
    _of(
        "NBa-PtGn",
        angle(Line("N", "Ba"), Line("Pt", "Gn")),
        Axis.VERTICAL_GROWTH,
        is_reversed=True,
    ),
    _of("MP-NPog(Go-Me)", angle(GO_ME.back, POG_N), Axis.TAPER),
    _of("MP-NPog(Go1-Me)", angle(GO1_ME.back, POG_N), Axis.TAPER),
    _of("ODI", total(angle(Line("B", "A"), GO_ME.back), PALATAL), Axis.BITE_DEPTH),
)

_ANGLES: Final[tuple[Measure, ...]] = (
    _of("LFH", angle(Line("Xi", "ANS"), XI_PM), Axis.LOWER_HEIGHT),
    _of("Mandibular arc", turn(XI_PM, Line("DC", "Xi")), Axis.MANDIBULAR_ARC),
    _of("N-S-Ar", SADDLE, Axis.SADDLE),
    _of("S-Ar-Go(Go)", ARTICULAR, Axis.ARTICULAR),
    _of("S-Ar-Go(Go2)", ARTICULAR_2, Axis.ARTICULAR),
    _of("Ar-Go-Me(Go)", GONIAL, Axis.GONIAL),
    _of("Ar-Go-Me(tangents)", GONIAL_2, Axis.GONIAL),
    _of("Ar-Go-N(Go)", angle(AR_GO.back, GO_N), Axis.UPPER_GONIAL),
    _of("Ar-Go-N(tangents)", angle(AR_GO2.back, GO_N), Axis.UPPER_GONIAL),
    _of("N-Go-Me(Go)", angle(GO_N, GO_ME), Axis.LOWER_GONIAL),
    _of("N-Go-Me(tangents)", angle(GO_N, GO1_ME), Axis.LOWER_GONIAL),
    _of("Bjork sum(Go)", total(SADDLE, ARTICULAR, GONIAL), Axis.VERTICAL_GROWTH),
    _of("Bjork sum(tangents)", total(SADDLE, ARTICULAR_2, GONIAL_2), Axis.VERTICAL_GROWTH),
)

_HEIGHTS: Final[tuple[Measure, ...]] = (
    _of("N-Me", N_ME, Axis.FACE_HEIGHT),
    _of("N-ANS", N_ANS_FH, Axis.UPPER_HEIGHT),
    _of("ANS-Me", ANS_ME, Axis.LOWER_HEIGHT),
    _of("S-Go(straight)", S_GO, Axis.POSTERIOR_HEIGHT),
    _of("S-Go(FH)", S_GO_FH, Axis.POSTERIOR_HEIGHT),
    _of("S-Go/N-Me(straight)", percent(S_GO, N_ME), Axis.VERTICAL_GROWTH, is_reversed=True),
    _of("S-Go/N-Me(FH)", percent(S_GO_FH, N_ME_FH), Axis.VERTICAL_GROWTH, is_reversed=True),
    _of("ANS-Me/N-Me(straight)", percent(ANS_ME, N_ME), Axis.LOWER_HEIGHT),
    _of("ANS-Me/N-Me(FH)", percent(ANS_ME_FH, N_ME_FH), Axis.LOWER_HEIGHT),
    _of("N-ANS/N-Me", percent(N_ANS_FH, N_ME_FH), Axis.UPPER_HEIGHT),
    _of("AFH", AFH, Axis.LOWER_HEIGHT),
    _of("PFH", PFH, Axis.RAMUS),
    _of("PFH/AFH", percent(PFH, AFH), Axis.VERTICAL_GROWTH, is_reversed=True),
    _of("Co-Go(straight)", length("Co", "Go"), Axis.RAMUS),
    _of("Co-Go(Ar-Go2)", along(AR_GO2, "Co", "Go"), Axis.RAMUS),
    _of("Ar-Go(Go)", length(*AR_GO), Axis.RAMUS),
    _of("Ar-Go(Go2)", length(*AR_GO2), Axis.RAMUS),
    _of("S-Ar/Ar-Go(Go)", percent(length("S", "Ar"), length(*AR_GO)), Axis.BASE_TO_RAMUS),
    _of("S-Ar/Ar-Go(Go2)", percent(length("S", "Ar"), length(*AR_GO2)), Axis.BASE_TO_RAMUS),
)
"""AFH is Me to the palatal plane, PFH Ar to the mandibular plane along the ramus (Merrifield).

West China takes the height of the ramus along its posterior tangent, Ar-Go2.
"""

VERTICAL: Final[tuple[Measure, ...]] = (*_PLANES, *_ANGLES, *_HEIGHTS)
