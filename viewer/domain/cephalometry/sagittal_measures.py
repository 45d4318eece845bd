"""Where the jaws stand from back to front, and how long they are."""

from functools import partial
from typing import Final

from viewer.domain.cephalometry.axes import Axis
from viewer.domain.cephalometry.formulas import (
    FH,
    GO1_ME,
    GO_ME,
    OP,
    PP,
    SN,
    Line,
    ahead,
    along,
    angle,
    length,
    negated,
    percent,
    total,
    turn,
)
from viewer.domain.cephalometry.measure import Group, Measure, measure_of

NA: Final = Line("N", "A")
NB: Final = Line("N", "B")
N_POG: Final = Line("N", "Pog")
A_POG: Final = Line("A", "Pog")
AB: Final = Line("A", "B")
N_VERTICAL: Final = Line("N", "N|FH")

SNA: Final = angle(SN.back, NA)
SNB: Final = angle(SN.back, NB)
FACIAL: Final = angle(FH.back, N_POG)
AB_TO_FACIAL: Final = turn(AB, N_POG)
"""Negative when A lies ahead of B against the facial plane."""
PALATAL: Final = turn(FH, PP)
CO_A: Final = length("Co", "A")
CO_GN: Final = length("Co", "Gn")
S_N: Final = length("S", "N")

_of = partial(measure_of, Group.SAGITTAL)

SAGITTAL: Final[tuple[Measure, ...]] = (
    _of("SNA", SNA, Axis.MAXILLA),
    _of("SNB", SNB, Axis.MANDIBLE),
    _of("ANB", total(SNA, negated(SNB)), Axis.JAW_RELATION),
    _of("SND", angle(SN.back, Line("N", "D")), Axis.MANDIBLE),
    _of("FH-NA", angle(FH.back, NA), Axis.MAXILLA),
    _of("FH-NPog", FACIAL, Axis.MANDIBLE),
    _of("NA-APog", turn(NA, A_POG), Axis.PROFILE),
    _of("A-NPog", ahead("A", N_POG), Axis.PROFILE),
    _of("AB-NPog", AB_TO_FACIAL, Axis.JAW_RELATION, is_reversed=True),
    _of("Wits", along(OP, "B", "A"), Axis.JAW_RELATION),
    _of("APDI", total(FACIAL, AB_TO_FACIAL, PALATAL), Axis.JAW_RELATION, is_reversed=True),
    _of("Pog-NB", ahead("Pog", NB), Axis.CHIN),
    _of("A-Nperp", ahead("A", N_VERTICAL), Axis.MAXILLA),
    _of("Pog-Nperp", ahead("Pog", N_VERTICAL), Axis.MANDIBLE),
    _of("Co-A", CO_A, Axis.MAXILLA_LENGTH),
    _of("Co-Gn", CO_GN, Axis.MANDIBLE_LENGTH),
    _of("CoGn-CoA", total(CO_GN, negated(CO_A)), Axis.JAW_LENGTHS),
    _of("Co-Pog", length("Co", "Pog"), Axis.MANDIBLE_LENGTH),
    _of("Ptm-A", along(FH, "Ptm", "A"), Axis.MAXILLA_LENGTH),
    _of("ANS-Ptm", along(FH, "Ptm", "ANS"), Axis.MAXILLA_LENGTH),
    _of("S-Ptm", along(FH, "S", "Ptm"), Axis.MAXILLA_BACK),
    _of("Go-Pog(Go1-Me)", along(GO1_ME, "Go", "Pog"), Axis.MANDIBLE_BODY),
    _of("Go-Me(Go)", length(*GO_ME), Axis.MANDIBLE_BODY),
    _of("Go-Me(Go1)", length(*GO1_ME), Axis.MANDIBLE_BODY),
    _of("S-N", S_N, Axis.CRANIAL_BASE),
    _of("S-Ar", length("S", "Ar"), Axis.POSTERIOR_BASE),
    _of("SN/GoMe(Go)", percent(S_N, length(*GO_ME)), Axis.BASE_TO_BODY),
    _of("SN/GoMe(Go1)", percent(S_N, length(*GO1_ME)), Axis.BASE_TO_BODY),
    _of("SE", along(SN, "Pcd", "S"), Axis.CONDYLE_BACK),
    _of("SL", along(SN, "S", "Pog"), Axis.MANDIBLE),
    _of("S-Co", along(FH, "Co", "S"), Axis.CONDYLE_BACK),
)
"""West China takes the body of the mandible along its plane, Go-Pog. S-Co is along FH: Shanghai
Ninth's "S vert-Co" is Co to the perpendicular through S, and Wylie (1947) measures all depths so.
"""
