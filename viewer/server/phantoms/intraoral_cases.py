"""The mouths that are photographed: which teeth, how they stand, and what a reader sees on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal

from viewer.server.phantoms.intraoral_arch import Standing

Status = Literal["健康", "疑似", "确证"]


class Disease(Enum):
    """What the service's document names (sections 4.1 and 4.2): Chinese and English."""

    CARIES = ("龋齿", "Caries")
    WEAR = ("牙磨损", "Tooth wear")
    WEDGE = ("楔状缺损", "Wedge-shaped defect")
    RESIDUAL_CROWN = ("残冠", "Residual crown")
    RECESSION = ("牙龈退缩", "Gingival recession")
    CROWDING = ("牙列拥挤", "Dental crowding")
    CALCULUS = ("牙结石", "Dental calculus")
    GUM = ("牙龈异常", "Gingival abnormality")
    COLOUR = ("牙色异常", "Tooth discoloration")
    FLUOROSIS = ("氟牙症", "Dental fluorosis")


@dataclass(frozen=True, slots=True)
class Sign:
    """A disease at a tooth: how sure a reader is of it, and where on the crown it lies.

    `across` runs from the left (−1) to the right (1) of the crown in the picture, `along` from its
    edge (0) to the gum (1); `size` is in mm.
    """

    disease: Disease
    status: Status
    confidence: float
    across: float = 0.0
    along: float = 0.5
    size: float = 1.6


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A disease of the whole picture."""

    disease: Disease
    status: Status
    confidence: float


@dataclass(frozen=True, slots=True)
class IntraoralCase:
    """One photograph; no two have the same size: `trim` is in 60ths of the width.

    `sides` are the half arches from the midline to the back. `boxed`: teeth that the service gives
    as a box without polygons; `pointed`: those with a polygon of one point, as in the document's
    own example. `shade` is how yellow the teeth are, 0 to 1; `inflamed` how red the gum's edge is.
    """

    name: str
    seed: int
    trim: int
    sides: Sequence[Sequence[str]]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    signs: Mapping[str, Sequence[Sign]] = field(default_factory=dict)
    conclusions: Sequence[Conclusion] = ()
    opening: float = 0.0
    shade: float = 0.35
    inflamed: float = 0.0
    tartar: float = 0.0
    boxed: frozenset[str] = frozenset()
    pointed: frozenset[str] = frozenset()
    inference_status: Literal["ok", "partial"] = "ok"

    def has(self, disease: Disease) -> bool:
        """Tell whether the whole picture shows a disease."""
        return any(conclusion.disease is disease for conclusion in self.conclusions)


def _half(quadrant: int, *places: int) -> tuple[str, ...]:
    return tuple(f"{quadrant}{place}" for place in places)


_ADULT: Final = tuple(_half(quadrant, 1, 2, 3, 4, 5, 6) for quadrant in (1, 2, 3, 4))
_MIXED: Final = (
    ("11", "12", "53", "54", "55", "16"),
    ("21", "22", "63", "64", "65", "26"),
    ("31", "32", "73", "74", "75", "36"),
    ("41", "42", "83", "84", "85", "46"),
)
_MESIODENS: Final = (
    ("SN1", *_half(1, 1, 2, 3, 4, 5, 6)),
    _half(2, 1, 2, 3, 4, 5, 6),
    *_ADULT[2:],
)
_WEDGES: Final = {
    "14": Sign(Disease.WEDGE, "确证", 0.91, 0.0, 0.84, 1.0),
    "13": Sign(Disease.WEDGE, "疑似", 0.52, 0.05, 0.88, 0.8),
    "24": Sign(Disease.WEDGE, "确证", 0.86, 0.0, 0.84, 1.0),
    "34": Sign(Disease.WEDGE, "疑似", 0.47, 0.0, 0.86, 0.9),
}
_RECESSIONS: Final = {
    "31": Sign(Disease.RECESSION, "确证", 0.94, 0.0, 0.9, 2.2),
    "41": Sign(Disease.RECESSION, "确证", 0.92, 0.0, 0.9, 2.0),
    "42": Sign(Disease.RECESSION, "疑似", 0.57, 0.0, 0.92, 1.2),
    "23": Sign(Disease.RECESSION, "确证", 0.81, 0.0, 0.9, 1.8),
}

CASES: Final = (
    IntraoralCase("healthy", 81, 0, _ADULT, shade=0.25),
    IntraoralCase(
        "decayed",
        82,
        1,
        _ADULT,
        standings={
            **{fdi: Standing(recession=sign.size) for fdi, sign in _RECESSIONS.items()},
            "15": Standing(lost=0.5),
        },
        signs={
            **{fdi: (sign,) for fdi, sign in (_WEDGES | _RECESSIONS).items()},
            "11": (Sign(Disease.CARIES, "确证", 0.93, 0.72, 0.42, 1.9),),
            "21": (Sign(Disease.CARIES, "疑似", 0.41, -0.78, 0.45, 1.1),),
            "22": (Sign(Disease.CARIES, "确证", 0.88, -0.45, 0.82, 1.3),),
            "33": (
                Sign(Disease.CARIES, "确证", 0.79, 0.1, 0.8, 1.2),
                Sign(Disease.WEAR, "疑似", 0.38, 0.0, 0.05, 0.8),
            ),
            "15": (Sign(Disease.RESIDUAL_CROWN, "确证", 0.9, 0.0, 0.6, 2.0),),
        },
        conclusions=(
            Conclusion(Disease.CALCULUS, "确证", 0.91),
            Conclusion(Disease.GUM, "疑似", 0.58),
        ),
        shade=0.75,
        inflamed=0.6,
        tartar=1.0,
    ),
    IntraoralCase(
        "mixed",
        83,
        2,
        _MIXED,
        standings={
            "11": Standing(before=0.5, tilt=4.0),
            "21": Standing(before=0.5, tilt=4.0),
            "12": Standing(before=0.5, rise=2.2, tilt=7.0),
            "22": Standing(before=0.6, rise=1.4, tilt=8.0),
            "53": Standing(before=0.7),
            "63": Standing(before=0.5),
        },
        signs={
            "54": (Sign(Disease.CARIES, "确证", 0.9, -0.1, 0.5, 1.5),),
            "64": (Sign(Disease.CARIES, "疑似", 0.46, 0.1, 0.55, 1.0),),
            "84": (Sign(Disease.CARIES, "确证", 0.77, 0.0, 0.6, 1.2),),
            "63": (Sign(Disease.WEAR, "疑似", 0.51, 0.0, 0.05, 0.9),),
        },
        conclusions=(Conclusion(Disease.GUM, "疑似", 0.33),),
        opening=2.6,
        shade=0.05,
        inflamed=0.35,
    ),
    IntraoralCase(
        "supernumerary",
        84,
        3,
        _MESIODENS,
        standings={
            "11": Standing(before=0.15, tilt=3.0),
            "21": Standing(before=2.45, tilt=3.0),
        },
        signs={"36": (Sign(Disease.CARIES, "疑似", 0.4, 0.0, 0.3, 0.9),)},
        conclusions=(Conclusion(Disease.COLOUR, "疑似", 0.49),),
        shade=0.5,
        boxed=frozenset({"16", "26"}),
        pointed=frozenset({"46"}),
        inference_status="partial",
    ),
    IntraoralCase(
        "crowded",
        85,
        4,
        _ADULT,
        standings={
            "12": Standing(turn=0.16, tilt=-7.0, rise=0.6),
            "13": Standing(rise=3.4, tilt=-5.0, before=-0.9),
            "22": Standing(turn=0.10, tilt=6.0, rise=-0.2),
            "23": Standing(rise=1.8, before=-0.5),
            "31": Standing(turn=0.22, tilt=9.0, rise=-0.6),
            "41": Standing(turn=0.12, tilt=-8.0, rise=0.5),
            "42": Standing(turn=0.30, tilt=11.0, rise=-0.4, before=-0.3),
            "32": Standing(turn=0.16, tilt=-10.0, rise=0.7, before=-0.2),
        },
        conclusions=(
            Conclusion(Disease.CROWDING, "确证", 0.96),
            Conclusion(Disease.CALCULUS, "疑似", 0.55),
            Conclusion(Disease.FLUOROSIS, "疑似", 0.36),
        ),
        opening=1.2,
        shade=0.4,
        inflamed=0.5,
        tartar=0.5,
    ),
    IntraoralCase(
        "gapped",
        86,
        5,
        (_half(1, 1, 3, 4, 5, 6), *_ADULT[1:2], _half(3, 1, 2, 3, 4, 6), _half(4, 1, 2, 3, 4, 5)),
        standings={
            "11": Standing(before=0.8),
            "13": Standing(before=5.2, tilt=-3.0),
            "21": Standing(before=0.7),
            "36": Standing(before=4.6, tilt=-6.0),
            "32": Standing(recession=1.6),
        },
        signs={
            "21": (Sign(Disease.WEAR, "确证", 0.72, 0.0, 0.04, 1.0),),
            "32": (Sign(Disease.RECESSION, "疑似", 0.53, 0.0, 0.9, 1.6),),
        },
        shade=0.6,
        inflamed=0.2,
    ),
)
