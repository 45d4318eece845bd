"""Profile, lips, nose and chin.

UL' and LL' are the vermilion borders, which English papers call labrale superius and inferius;
Ls and Li are the most prominent points of the lips.
"""

from functools import partial
from typing import Final

from viewer.domain.cephalometry.axes import Axis
from viewer.domain.cephalometry.formulas import (
    FH,
    HP,
    Line,
    across,
    ahead,
    along,
    angle,
    bend,
    least,
    length,
    negated,
    percent,
    turn,
)
from viewer.domain.cephalometry.measure import Group, Measure, measure_of

E_LINE: Final = Line("Prn", "Pog'")
H_LINE: Final = Line("UL'", "Pog'")
SN_POG: Final = Line("Sn", "Pog'")
SOFT_FACIAL: Final = Line("N'", "Pog'")
N_VERTICAL: Final = Line("N'", "N'|FH")
G_VERTICAL: Final = Line("G", "G|HP")

_of = partial(measure_of, Group.SOFT)

_LIPS: Final[tuple[Measure, ...]] = (
    _of("UL-E", ahead("UL'", E_LINE), Axis.UPPER_LIP),
    _of("LL-E", ahead("LL'", E_LINE), Axis.LOWER_LIP),
    _of("UL-SnPog'", ahead("UL'", SN_POG), Axis.UPPER_LIP),
    _of("LL-SnPog'", ahead("LL'", SN_POG), Axis.LOWER_LIP),
    _of("Li-H", ahead("Li", H_LINE), Axis.LOWER_LIP),
    _of(
        "Z",
        least(angle(Line("Pog'", "UL'"), FH), angle(Line("Pog'", "LL'"), FH)),
        Axis.LIPS,
        is_reversed=True,
    ),
    _of("H", turn(SOFT_FACIAL.back, H_LINE.back), Axis.UPPER_LIP),
    _of("Cm-Sn-UL'", angle(Line("Sn", "Cm"), Line("Sn", "UL'")), Axis.NASOLABIAL),
    _of("Lip strain", along(FH, "FA", "UL'"), Axis.LIP_THICKNESS),
    _of("Sn-Stms", length("Sn", "Stms"), Axis.LIP_LENGTH),
    _of("Stms-Stmi", across(HP, "Stms", "Stmi"), Axis.LIP_GAP),
    _of("Stms-U1", across(HP, "Stms", "U1"), Axis.INCISOR_SHOW),
    _of(
        "Sn-Stms/Stmi-Me'",
        percent(across(HP, "Sn", "Stms"), across(HP, "Stmi", "Me'")),
        Axis.LIP_TO_CHIN,
    ),
)

_PROFILE: Final[tuple[Measure, ...]] = (
    _of("G-Sn-Pog'", turn(Line("G", "Sn"), SN_POG), Axis.SOFT_PROFILE),
    _of(
        "N'-Sn-Pog'",
        bend(Line("N'", "Sn"), SN_POG),
        Axis.SOFT_PROFILE,
        is_reversed=True,
    ),
    _of("FH-N'Pog'", angle(FH.back, SOFT_FACIAL), Axis.SOFT_CHIN),
    _of("N'vert-Pog'", ahead("Pog'", N_VERTICAL), Axis.SOFT_CHIN),
    _of("Gvert-Pog'", ahead("Pog'", G_VERTICAL), Axis.SOFT_CHIN),
    _of("N'vert-Sn", ahead("Sn", N_VERTICAL), Axis.NOSE_BASE),
    _of("Gvert-Sn", ahead("Sn", G_VERTICAL), Axis.NOSE_BASE),
    _of("Prn-Sn", along(FH, "Sn", "Prn"), Axis.NOSE),
    _of("A'-UL'", along(FH, "A'", "UL'"), Axis.UPPER_SULCUS),
    _of("Sn-H", negated(ahead("Sn", H_LINE)), Axis.UPPER_SULCUS),
    _of("Si-H", negated(ahead("Si", H_LINE)), Axis.LOWER_SULCUS),
    _of("Si-LL'Pog'", negated(ahead("Si", Line("LL'", "Pog'"))), Axis.LOWER_SULCUS),
    _of("Pog-Pog'", length("Pog", "Pog'"), Axis.CHIN_TISSUE),
    _of("G-Sn/Sn-Me'", percent(across(HP, "G", "Sn"), across(HP, "Sn", "Me'")), Axis.FACE_THIRDS),
    _of("Sn-Gn'-C", angle(Line("Gn'", "Sn"), Line("Gn'", "C")), Axis.THROAT),
    _of("Sn-Gn'/C-Gn'", percent(length("Sn", "Gn'"), length("C", "Gn'")), Axis.HEIGHT_TO_THROAT),
)
"""Depths (Sn-H, Si-H, Si-LL'Pog') are + when the point lies behind the line."""

SOFT: Final[tuple[Measure, ...]] = (*_LIPS, *_PROFILE)
