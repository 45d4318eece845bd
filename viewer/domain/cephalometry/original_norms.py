"""Norms of the authors of the analyses, mostly of Caucasian samples.

Downs counts L1 against a right angle to its plane, so his values are of the angles minus 90.
"""

from typing import Final

from viewer.domain.cephalometry.norm_building import growing, norm_set, with_values_of
from viewer.domain.cephalometry.norms import (
    Evidence,
    Norm,
    NormSet,
    NormSource,
    Population,
    Sex,
)


def _paper(
    key: str,
    citation: str,
    evidence: Evidence = Evidence.RECALLED,
    *,
    ages: tuple[float | None, float | None] | None = None,
    sex: Sex | None = None,
) -> NormSource:
    return NormSource(key, citation, Population.CAUCASIAN, evidence, ages, sex)


_STEINER: Final = "Steiner, Am J Orthod 1953;39:729"
_DOWNS: Final = "Downs, Am J Orthod 1948;34:812"

STEINER: Final = with_values_of(
    norm_set(
        "steiner-original",
        _paper("steiner", _STEINER, Evidence.TABLE),
        {
            "SNA": (82, 2),
            "SNB": (80, 2),
            "ANB": (2, 2),
            "GoGn-SN": (32, 5),
            "U1-NA mm": (4, None),
            "U1-NA": (22, None),
            "L1-NB mm": (4, None),
            "L1-NB": (25, None),
            "OP-SN": (14, None),
        },
        {"U1-L1": (130, 131), "SND": (76, 77)},
    ),
    _paper("steiner", _STEINER),
    {"SE": (22, None), "SL": (51, None)},
)

DOWNS: Final = with_values_of(
    norm_set(
        "downs-original",
        _paper("downs", _DOWNS, Evidence.TABLE, ages=(12, 17)),
        {
            "FH-NPog": (87.8, 3.6),
            "NA-APog": (0, 5.1),
            "AB-NPog": (-4.6, 3.7),
            "FMA(Go1-Me)": (21.9, 3.2),
            "Y axis": (59.4, 3.8),
            "OP-FH": (9.3, 3.8),
            "U1-L1": (135.4, 5.8),
            "L1-OP(minus 90)": (14.5, 3.5),
        },
    ),
    _paper("downs", _DOWNS, ages=(12, 17)),
    {"U1-APog": (2.7, 1.8), "IMPA(Go1-Me minus 90)": (1.4, 3.8)},
)

MERRIFIELD: Final = _paper("merrifield", "Tweed-Merrifield, American values", Evidence.INFERRED)
MERRIFIELD_VALUES: Final = {
    "OP-FH": (10.0, 2.0),
    "Z": (75.0, 5.0),
    "AFH": (64.0, None),
    "PFH": (47.0, None),
    "PFH/AFH": (70.0, 5.0),
}

TWEED: Final = with_values_of(
    norm_set(
        "tweed-original",
        _paper("tweed", "Tweed, Angle Orthod 1954;24:121", Evidence.TABLE),
        {"FMA(Go1-Me)": (25, 3), "IMPA(Go1-Me)": (90, 5), "FMIA": (65, 3)},
    ),
    MERRIFIELD,
    MERRIFIELD_VALUES,
)

RICKETTS: Final = growing(
    norm_set(
        "ricketts-original",
        _paper("ricketts", "Ricketts, Angle Orthod 1981;51:115", ages=(9, None)),
        {
            "NBa-PtGn": (90, 3),
            "FH-NPog": (87, 3),
            "FMA(Go1-Me)": (26, 4.5),
            "MP-NPog(Go1-Me)": (68, 3.5),
            "LFH": (47, 4),
            "Mandibular arc": (26, 4),
            "A-NPog": (2, 2),
            "U1-APog": (3.5, 2.3),
            "L1-APog mm": (1, 2.3),
            "L1-APog": (22, 4),
            "LL-E": (-2, 2),
        },
    ),
    {"FH-NPog": 0.33, "FMA(Go1-Me)": -0.3, "A-NPog": -0.2, "Mandibular arc": 0.5},
)
"""At 9 years, with what changes every year until growth ends."""

_MCNAMARA: Final = "McNamara, Am J Orthod 1984;86:449"

MCNAMARA_FEMALE: Final = norm_set(
    "mcnamara-adult-female",
    _paper("mcnamara", _MCNAMARA, ages=(18, None), sex=Sex.FEMALE),
    {
        "Co-A": (91.0, 4.3),
        "Co-Gn": (120.2, 5.3),
        "CoGn-CoA": (29.2, 3.3),
        "ANS-Me": (66.7, 4.1),
        "A-Nperp": (0.4, 2.3),
        "Pog-Nperp": (-1.8, 4.5),
        "U1-A": (5.4, 1.7),
        "L1-APog mm": (2.7, 1.7),
        "FMA(Go-Me)": (22.7, 4.3),
    },
)
MCNAMARA_MALE: Final = norm_set(
    "mcnamara-adult-male",
    _paper("mcnamara", _MCNAMARA, ages=(18, None), sex=Sex.MALE),
    {
        "Co-A": (99.8, 6.0),
        "Co-Gn": (134.3, 6.8),
        "CoGn-CoA": (34.5, 4.0),
        "ANS-Me": (74.6, 5.0),
        "A-Nperp": (1.1, 2.7),
        "Pog-Nperp": (-0.3, 3.8),
        "U1-A": (5.3, 2.0),
        "L1-APog mm": (2.3, 2.1),
        "FMA(Go-Me)": (21.3, 3.9),
    },
)

JARABAK: Final = norm_set(
    "jarabak-original",
    _paper("jarabak", "Jarabak and Fizzell 1972"),
    {
        "N-S-Ar": (123, 5),
        "S-Ar-Go(Go)": (143, 6),
        "Ar-Go-Me(Go)": (130, 7),
        "Bjork sum(Go)": (396, 6),
        "S-Ar": (32, 3),
        "Ar-Go(Go)": (44, 5),
        "Go-Me(Go)": (71, 5),
    },
    {
        "Ar-Go-N(Go)": (52, 55),
        "N-Go-Me(Go)": (70, 75),
        "S-Go/N-Me(straight)": (62, 65),
    },
)

_BJORK: Final = _paper("bjork", "Björk, Svensk Tandläk Tidskr 1947;40", Evidence.TABLE)
BJORK: Final = NormSet(
    "bjork", _BJORK, (Norm("Bjork sum(Go)", 396, None, _BJORK, span=(390, 406)),)
)

WITS_MALE: Final = norm_set(
    "wits-male",
    _paper("wits", "Jacobson, Am J Orthod 1975;67:125", ages=(18, None), sex=Sex.MALE),
    {"Wits": (-1, 1.8)},
)
WITS_FEMALE: Final = norm_set(
    "wits-female",
    _paper("wits", "Jacobson, Am J Orthod 1975;67:125", ages=(18, None), sex=Sex.FEMALE),
    {"Wits": (0, 1.8)},
)

HOLDAWAY: Final = norm_set(
    "holdaway-original",
    _paper("holdaway", "Holdaway, Am J Orthod 1983;84:1"),
    {"H": (10, None)},
)
"""Ten degrees where the convexity (A-NPog) is 0."""

BURSTONE: Final = norm_set(
    "burstone-original",
    _paper("burstone", "Legan and Burstone, J Oral Surg 1980;38:744", ages=(18, None)),
    {
        "G-Sn-Pog'": (12, 4),
        "Gvert-Sn": (6, 3),
        "Gvert-Pog'": (0, 4),
        "Sn-Gn'-C": (100, 7),
        "G-Sn/Sn-Me'": (100, None),
        "Sn-Gn'/C-Gn'": (120, None),
        "Cm-Sn-UL'": (102, 8),
        "UL-SnPog'": (3, 1),
        "LL-SnPog'": (2, 1),
        "Si-LL'Pog'": (4, 2),
        "Sn-Stms/Stmi-Me'": (50, None),
        "Stms-Stmi": (2, 2),
        "Stms-U1": (2, 2),
    },
)

E_LINE: Final = norm_set(
    "e-line-original",
    _paper("e-line", "Ricketts, Am J Orthod 1968;54:272", Evidence.TABLE),
    {"UL-E": (-4, 2), "LL-E": (-2, 2)},
)

KIM: Final = norm_set(
    "kim",
    _paper("kim", "Kim, Am J Orthod 1974;65:586; Kim and Vietas, Am J Orthod 1978;73:619"),
    {"ODI": (74.5, 6.07), "APDI": (81.4, 3.8)},
)

ORIGINAL: Final[tuple[NormSet, ...]] = (
    STEINER,
    DOWNS,
    TWEED,
    RICKETTS,
    MCNAMARA_FEMALE,
    MCNAMARA_MALE,
    JARABAK,
    BJORK,
    WITS_MALE,
    WITS_FEMALE,
    HOLDAWAY,
    BURSTONE,
    E_LINE,
    KIM,
)
