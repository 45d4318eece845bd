"""How the teeth stand on their jaws."""

from functools import partial
from typing import Final

from viewer.domain.cephalometry.axes import Axis
from viewer.domain.cephalometry.formulas import (
    FH,
    GO1_ME,
    GO_ME,
    L1_AXIS,
    OP,
    PP,
    SN,
    U1_AXIS,
    Line,
    across,
    ahead,
    along,
    angle,
    below,
    bend,
    negated,
    plus,
    turn,
)
from viewer.domain.cephalometry.measure import Group, Measure, measure_of

NA: Final = Line("N", "A")
NB: Final = Line("N", "B")
A_POG: Final = Line("A", "Pog")
IMPA: Final = angle(L1_AXIS, GO_ME.back)
IMPA_1: Final = angle(L1_AXIS, GO1_ME.back)
L1_OP: Final = angle(L1_AXIS, OP.back)

_of = partial(measure_of, Group.DENTAL)

DENTAL: Final[tuple[Measure, ...]] = (
    _of("U1-L1", bend(U1_AXIS, L1_AXIS.back), Axis.INTERINCISAL),
    _of("U1-SN", angle(U1_AXIS, SN.back), Axis.UPPER_TIP),
    _of("U1-NA", turn(U1_AXIS, NA), Axis.UPPER_TIP),
    _of("U1-NA mm", ahead("U1", NA), Axis.UPPER_PLACE),
    _of("U1-APog", ahead("U1", A_POG), Axis.UPPER_PLACE),
    _of("U1-A", ahead("U1", Line("A", "A|FH")), Axis.UPPER_PLACE),
    _of("L1-NB", turn(NB.back, L1_AXIS), Axis.LOWER_TIP),
    _of("L1-NB mm", ahead("L1", NB), Axis.LOWER_PLACE),
    _of("L1-APog", turn(A_POG.back, L1_AXIS), Axis.LOWER_TIP),
    _of("L1-APog mm", ahead("L1", A_POG), Axis.LOWER_PLACE),
    _of("IMPA(Go-Me)", IMPA, Axis.LOWER_TIP),
    _of("IMPA(Go1-Me)", IMPA_1, Axis.LOWER_TIP),
    _of("IMPA(Go1-Me minus 90)", plus(IMPA_1, -90.0), Axis.LOWER_TIP),
    _of("FMIA", angle(L1_AXIS, FH), Axis.LOWER_TIP, is_reversed=True),
    _of("L1-OP(full)", L1_OP, Axis.LOWER_TIP),
    _of("L1-OP(minus 90)", plus(L1_OP, -90.0), Axis.LOWER_TIP),
    _of("U1-PP", below("U1", PP), Axis.UPPER_INCISOR_HEIGHT),
    _of("U6-PP", below("U6", PP), Axis.UPPER_MOLAR_HEIGHT),
    _of("L1-MP mm(Go-Me)", negated(below("L1", GO_ME)), Axis.LOWER_INCISOR_HEIGHT),
    _of("L1-MP mm(Go1-Me)", negated(below("L1", GO1_ME)), Axis.LOWER_INCISOR_HEIGHT),
    _of("L6-MP mm(Go-Me)", negated(below("L6", GO_ME)), Axis.LOWER_MOLAR_HEIGHT),
    _of("L6-MP mm(Go1-Me)", negated(below("L6", GO1_ME)), Axis.LOWER_MOLAR_HEIGHT),
    _of("Ptm-U6", along(FH, "Ptm", "U6"), Axis.UPPER_MOLAR_PLACE),
    _of("Overjet", along(OP, "L1", "U1"), Axis.OVERJET),
    _of("Overbite", across(OP, "L1", "U1"), Axis.OVERBITE),
)
"""Inclinations are + when the crown leans forward; overbite is + when U1 reaches below L1."""
