"""Norms of Chinese samples.

The hospital and analysis tables are as an open cephalometric program of 2025 ships them; the
ages of their samples are not stated there. Planes: Peking, West China and Tweed draw the
mandibular plane Go1-Me, Shanghai Ninth Go-Me, Steiner Go-Gn; West China measures heights at right
angles to FH, the ramus along Ar-Go2 and the body of the mandible along Go1-Me, where the others
take straight distances; L1-OP is the full angle.
"""

from typing import Final

from viewer.domain.cephalometry.norm_building import doubting, norm_set, with_values_of
from viewer.domain.cephalometry.norms import Evidence, NormSet, NormSource, Population
from viewer.domain.cephalometry.original_norms import MERRIFIELD, MERRIFIELD_VALUES

_TABLES: Final = "konva-ceph norm tables, 2025"


def _hospital(key: str) -> NormSource:
    return NormSource(key, _TABLES, Population.CHINESE, Evidence.TABLE)


PEKING: Final = norm_set(
    "peking",
    _hospital("peking"),
    {
        "SNA": (82.8, 4.0),
        "SNB": (80.1, 3.9),
        "ANB": (2.7, 2.0),
        "FH-NPog": (85.4, 3.7),
        "NA-APog": (6.0, 4.4),
        "MP-SN(Go1-Me)": (32.5, 5.2),
        "FMA(Go1-Me)": (31.1, 5.6),
        "Y axis": (66.3, 7.1),
        "Pog-NB": (1.0, 1.5),
        "U1-L1": (125.4, 7.9),
        "U1-SN": (105.7, 6.3),
        "U1-NA mm": (5.1, 2.4),
        "U1-NA": (22.8, 5.7),
        "L1-NB mm": (6.7, 2.1),
        "L1-NB": (30.3, 5.8),
        "IMPA(Go1-Me)": (92.6, 7.0),
    },
)

WEST_CHINA: Final = norm_set(
    "west-china",
    _hospital("west-china"),
    {
        "SNA": (83, 4),
        "SNB": (80, 3),
        "ANB": (3, 2),
        "Ptm-A": (45, 3),
        "PP-FH": (4, 3),
        "PP-GoGn": (21, 4),
        "OP-SN": (19, 4),
        "Go-Pog(Go1-Me)": (73, 4),
        "Co-Go(Ar-Go2)": (56, 4),
        "MP-SN(Go1-Me)": (33, 4),
        "FMA(Go1-Me)": (28, 4),
        "Y axis": (64, 3),
        "NBa-PtGn": (88, 3),
        "N-ANS": (53, 3),
        "S-Go(FH)": (75, 5),
        "S-Go/N-Me(FH)": (66, 4),
        "ANS-Me/N-Me(FH)": (53, 2),
        "U1-L1": (127, 9),
        "U1-SN": (105, 6),
        "U1-NA mm": (4, 2),
        "U1-NA": (21, 6),
        "L1-NB mm": (6, 2),
        "L1-NB": (28, 6),
        "FMIA": (57, 7),
        "U1-APog": (7, 2),
        "L1-APog mm": (3, 2),
        "U1-PP": (28, 2),
        "U6-PP": (22, 2),
        "L1-MP mm(Go1-Me)": (40, 2),
        "L6-MP mm(Go1-Me)": (33, 2),
        "Ptm-U6": (16, 3),
        "UL-E": (2, 2),
        "LL-E": (3, 2),
        "Z": (71, 5),
        "FH-N'Pog'": (89, 3),
        "N'-Sn-Pog'": (167, 4),
    },
)

SHANGHAI_NINTH: Final = norm_set(
    "shanghai-ninth",
    _hospital("shanghai-ninth"),
    {
        "SNA": (82.8, 4.1),
        "FH-NA": (91, 7.5),
        "SNB": (80.1, 3.9),
        "ANB": (2.7, 2),
        "FH-NPog": (85.4, 3.7),
        "NA-APog": (6.0, 4.4),
        "FMA(Go-Me)": (27.3, 6.1),
        "MP-SN(Go-Me)": (30.4, 5.6),
        "Y axis": (64, 2.3),
        "Co-Go(straight)": (59, 3.2),
        "S-Co": (20.2, 2.6),
        "S-N": (71, 3),
        "SN/GoMe(Go)": (100, 10),
        "Ar-Go-Me(Go)": (120, 5),
        "Pog-NB": (4, 2),
        "Wits": (0, 2),
        "ANS-Me/N-Me(FH)": (54.4, 2.3),
        "S-Go/N-Me(straight)": (63.5, 1.5),
        "U1-SN": (105.7, 6.3),
        "U1-NA": (22.8, 5.2),
        "U1-NA mm": (5.1, 2.4),
        "U1-PP": (28, 2.1),
        "U6-PP": (22, 3),
        "IMPA(Go-Me)": (96.7, 6.4),
        "L1-MP mm(Go-Me)": (42, 4),
        "L1-NB": (30.3, 5.8),
        "L1-NB mm": (6.7, 2.1),
        "U1-L1": (124, 8.2),
        "Overjet": (2, 1),
        "Overbite": (3, 2),
        "FMIA": (55, 2),
        "OP-FH": (9.3, 1),
        "G-Sn-Pog'": (12, 4),
        "N'vert-Pog'": (0, 2),
        "N'vert-Sn": (8, 2),
        "Sn-Stms": (20, 2),
        "Gvert-Sn": (6, 3),
        "Gvert-Pog'": (0, 4),
        "UL-E": (-1.4, 0.9),
        "LL-E": (0.6, 0.9),
    },
)
"""Its 41st item, ALFH/PLFH 152±4 %, is left out: no source defines its points."""

STEINER: Final = norm_set(
    "steiner-chinese",
    _hospital("chinese-table"),
    {
        "SNA": (82.8, 4.0),
        "SNB": (80.0, 3.9),
        "ANB": (2.7, 2.0),
        "SND": (77.3, 3.8),
        "Pog-NB": (1.0, 1.5),
        "OP-SN": (16.1, 5.0),
        "GoGn-SN": (32.5, 5.2),
        "SE": (20.2, 2.6),
        "SL": (52.1, 5.4),
        "U1-NA mm": (5.1, 2.4),
        "U1-NA": (22.8, 5.7),
        "L1-NB mm": (6.7, 2.1),
        "L1-NB": (30.3, 5.8),
        "U1-L1": (124, 8.2),
    },
)

DOWNS: Final = norm_set(
    "downs-chinese",
    _hospital("chinese-table"),
    {
        "FH-NPog": (85.5, 3.0),
        "NA-APog": (6.5, 4.5),
        "AB-NPog": (-5.4, 2.3),
        "FMA(Go1-Me)": (27.9, 4.4),
        "Y axis": (63.5, 3.2),
        "OP-FH": (14.0, 3.8),
        "U1-L1": (126.9, 8.5),
        "L1-OP(full)": (109.0, 5.6),
        "U1-APog": (6.7, 2.0),
        "IMPA(Go1-Me)": (95.0, 6.5),
    },
)

TWEED: Final = with_values_of(
    norm_set(
        "tweed-chinese",
        _hospital("chinese-table"),
        {
            "FMIA": (54.9, 6.1),
            "FMA(Go1-Me)": (31.3, 5),
            "IMPA(Go1-Me)": (93.9, 6.2),
            "Wits": (-1, 2.8),
        },
    ),
    MERRIFIELD,
    MERRIFIELD_VALUES,
)
"""The table gives Merrifield's American values for the rest; they stand with their own source."""

RICKETTS: Final = norm_set(
    "ricketts-chinese",
    _hospital("chinese-table"),
    {
        "NBa-PtGn": (93.2, 3.4),
        "FH-NPog": (88.2, 3.2),
        "FMA(Go1-Me)": (27.6, 5.7),
        "MP-NPog(Go1-Me)": (66.3, 5.0),
        "A-NPog": (3.7, 2.6),
        "U1-APog": (7.6, 2.0),
        "L1-APog mm": (4.6, 1.9),
        "L1-APog": (24.4, 4.1),
        "LL-E": (0.3, 2.1),
    },
)

MCNAMARA: Final = norm_set(
    "mcnamara-chinese-child",
    NormSource(
        "mcnamara-chinese-child",
        f"{_TABLES}; lengths as of 12-year-olds, Wu, Hägg and Rabie, Angle Orthod 2007;77:12",
        Population.SOUTHERN_CHINESE,
        Evidence.INFERRED,
        ages=(11, 13),
    ),
    {
        "A-Nperp": (0.8, 2.1),
        "Pog-Nperp": (-3.1, 4.9),
        "Co-A": (76.0, 3.9),
        "Co-Gn": (103.4, 5.3),
        "ANS-Me": (61.0, 3.4),
        "U1-A": (7.0, 2.4),
        "L1-APog mm": (5.3, 2.7),
    },
)

JARABAK: Final = norm_set(
    "jarabak-chinese",
    _hospital("chinese-table"),
    {
        "N-S-Ar": (126.2, 4.7),
        "S-Ar-Go(Go2)": (145.7, 5.6),
        "Ar-Go-Me(tangents)": (123.6, 5.1),
        "Ar-Go-N(tangents)": (48.0, 3.3),
        "N-Go-Me(tangents)": (75.7, 4.2),
        "Bjork sum(tangents)": (395.4, 5.7),
        "S-Ar": (33.2, 4.2),
        "Ar-Go(Go2)": (45.5, 5.6),
        "Go-Me(Go1)": (68.4, 6.3),
        "N-Me": (115.6, 10.0),
        "S-Go(straight)": (75.2, 8.2),
        "S-Ar/Ar-Go(Go2)": (73.4, 8.9),
        "SN/GoMe(Go1)": (94.4, 5.7),
        "S-Go/N-Me(straight)": (65.2, 4.9),
    },
)

HOLDAWAY: Final = norm_set(
    "holdaway-chinese",
    _hospital("chinese-table"),
    {
        "A-NPog": (2.4, 2.2),
        "FH-N'Pog'": (89.3, 3.0),
        "Prn-Sn": (12.3, 1.4),
        "A'-UL'": (4.6, 1.2),
        "Sn-H": (8.5, 1.8),
        "H": (15.3, 3.3),
        "Li-H": (1.0, 1.7),
        "Si-H": (3.6, 1.6),
        "Pog-Pog'": (11.8, 1.8),
        "Lip strain": (11.6, 1.5),
    },
)

BURSTONE: Final = doubting(
    norm_set(
        "burstone-chinese",
        _hospital("chinese-table"),
        {
            "G-Sn-Pog'": (8.4, 8.8),
            "Gvert-Sn": (5.3, 4.6),
            "Gvert-Pog'": (6.8, 5.2),
            "Sn-Gn'-C": (98.5, 9),
            "G-Sn/Sn-Me'": (104.1, 10.9),
            "Sn-Gn'/C-Gn'": (136.6, 31.5),
            "Cm-Sn-UL'": (85.7, 19.2),
            "UL-SnPog'": (5.5, 1.9),
            "LL-SnPog'": (4.5, 1.4),
            "Si-LL'Pog'": (5.9, 1.4),
            "Sn-Stms/Stmi-Me'": (42.9, 4),
            "Stms-Stmi": (0, 0.1),
            "Stms-U1": (2.9, 1.4),
        },
    ),
    "Gvert-Pog'",
)
"""A chin 6.8 mm ahead of the vertical, further than Sn at 5.3, has no convexity of 8.4°."""

WYLIE: Final = norm_set(
    "wylie-chinese",
    _hospital("chinese-table"),
    {
        "S-Co": (17.4, 2.1),
        "S-Ptm": (17.1, 2.3),
        "ANS-Ptm": (49.9, 2.1),
        "Ptm-U6": (14.6, 3.0),
        "Co-Pog": (106.7, 2.9),
        "N-Me": (119.7, 4.6),
        "N-ANS": (53.8, 2.8),
        "ANS-Me": (65.8, 4.1),
        "N-ANS/N-Me": (45.0, 2.1),
        "ANS-Me/N-Me(FH)": (55.0, 2.5),
    },
)

CHINESE: Final[tuple[NormSet, ...]] = (
    PEKING,
    WEST_CHINA,
    SHANGHAI_NINTH,
    STEINER,
    DOWNS,
    TWEED,
    RICKETTS,
    MCNAMARA,
    JARABAK,
    HOLDAWAY,
    BURSTONE,
    WYLIE,
)
