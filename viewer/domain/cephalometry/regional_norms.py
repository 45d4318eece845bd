"""Norms of samples from one region of China; means alone, or put together from several papers."""

from typing import Final

from viewer.domain.cephalometry.norm_building import doubting, norm_set
from viewer.domain.cephalometry.norms import (
    Evidence,
    NormSet,
    NormSource,
    Population,
    Sex,
)


def _sichuan(sex: Sex) -> NormSource:
    return NormSource(
        "sichuan-han",
        "Adult Han of Sichuan, n = 120, aged 18 and over",
        Population.SICHUAN_HAN,
        Evidence.TABLE,
        ages=(18, None),
        sex=sex,
    )


_SICHUAN_MEANS: Final = {
    "SNA": (84.87, 82.98),
    "SNB": (81.42, 80.84),
    "ANB": (3.48, 2.21),
    "SND": (73.48, 73.52),
    "U1-NA": (23.08, 22.89),
    "L1-NB": (29.86, 29.14),
    "U1-L1": (124.75, 123.96),
    "OP-SN": (22.13, 22.29),
    "OP-FH": (14.19, 14.45),
    "MP-SN(Go1-Me)": (38.12, 38.22),
    "FMA(Go1-Me)": (30.68, 30.31),
    "IMPA(Go1-Me)": (95.07, 94.88),
    "FMIA": (54.24, 54.76),
    "L1-OP(full)": (111.52, 110.68),
    "FH-NPog": (82.67, 82.35),
    "NA-APog": (14.72, 13.23),
    "Y axis": (65.58, 66.12),
    "AB-NPog": (-6.96, -6.13),
    "Cm-Sn-UL'": (83.93, 85.98),
    "H": (16.02, 14.18),
}
_SICHUAN_DOUBTFUL: Final = ("SND", "MP-SN(Go1-Me)", "NA-APog")

SICHUAN_MALE: Final = doubting(
    norm_set(
        "sichuan-male",
        _sichuan(Sex.MALE),
        {code: (means[0], None) for code, means in _SICHUAN_MEANS.items()},
    ),
    *_SICHUAN_DOUBTFUL,
)
SICHUAN_FEMALE: Final = doubting(
    norm_set(
        "sichuan-female",
        _sichuan(Sex.FEMALE),
        {code: (means[1], None) for code, means in _SICHUAN_MEANS.items()},
    ),
    *_SICHUAN_DOUBTFUL,
)

HONG_KONG: Final = norm_set(
    "hong-kong",
    NormSource(
        "hong-kong",
        "composite after Chan 1972 and Cooke and Wei 1988",
        Population.SOUTHERN_CHINESE,
        Evidence.COMPOSITE,
        ages=(18, None),
    ),
    {
        "SNA": (83.8, 3.2),
        "SNB": (80, 3.2),
        "ANB": (3.5, 2),
        "GoGn-SN": (34.5, 4.5),
        "U1-L1": (124, 8),
        "FH-NPog": (85, 3.5),
        "NA-APog": (6, 5),
        "Y axis": (63, 4),
        "FMA(Go1-Me)": (28, 4),
        "IMPA(Go1-Me)": (93, 6),
        "FMIA": (59, 5),
        "Wits": (-1, 3),
        "A-Nperp": (1, 3),
    },
    {"Pog-Nperp": (-6, 2)},
)

REGIONAL: Final[tuple[NormSet, ...]] = (SICHUAN_MALE, SICHUAN_FEMALE, HONG_KONG)
