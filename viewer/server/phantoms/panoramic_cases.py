"""The patients of the panoramic phantom: what their teeth are like and what was done to them."""

from dataclasses import dataclass
from typing import Final

from viewer.server.phantoms.panoramic_forms import MESIODENS
from viewer.server.phantoms.panoramic_teeth import CHILD, PERMANENT, Ailment, Build, Move


@dataclass(frozen=True, slots=True)
class PanoramicCase:
    """One panoramic radiograph; no two have the same size.

    `outlines` says of some teeth what a service gives of their outline, see `Reader.tooth`;
    `short_mm` by how much the jaws are shorter behind the teeth than an adult's.
    """

    name: str
    seed: int
    trim_mm: int
    age: int
    rows: tuple[tuple[str, ...], ...] = PERMANENT
    missing: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    ailments: tuple[Ailment, ...] = ()
    outlines: tuple[tuple[str, str], ...] = (("27", "raw"), ("15", "none"), ("34", "point"))
    is_mirrored: bool = False
    short_mm: float = 0.0


_TREATED: Final = (
    Ailment("36", "general_caries", "确证", 0.91, 0.62),
    Ailment("15", "general_caries", "疑似", 0.42, 0.35, "mesial"),
    Ailment("46", "tooth_filling", "确证", 0.97, 0.81),
    Ailment("26", "tooth_filling", "确证", 0.95, 0.78, "mesial"),
    Ailment("16", "full_crown", "确证", 0.98, 0.88),
    Ailment("16", "root_canal_filling", "确证", 0.93, 0.66),
    Ailment("45", "root_canal_filling", "确证", 0.96, 0.71),
    Ailment("45", "tooth_filling", "疑似", 0.58, 0.44),
    Ailment("45", "periapical_radiolucency", "确证", 0.88, 0.57),
    Ailment("35", "wedge_shaped_abrasion", "疑似", 0.37, 0.22),
    Ailment("31", "alveolar_bone_resorption", "确证", 0.84, 0.49),
    Ailment("41", "alveolar_bone_resorption", "确证", 0.83, 0.47),
    Ailment("32", "alveolar_bone_resorption", "疑似", 0.61, 0.38),
    Ailment("42", "alveolar_bone_resorption", "疑似", 0.59, 0.36),
    Ailment("18", "elongation", "疑似", 0.46, 0.41),
)
_ELONGATED: Final = (Move("18", lift=-2.2),)
_GERMS: Final = (
    Move("13", over="53", lift=21.0, lean=4.0, grown=0.45),
    Move("23", over="63", lift=22.0, lean=2.0, grown=0.42),
    Move("14", over="54", lift=12.5, grown=0.40),
    Move("24", over="64", lift=12.5, grown=0.38),
    Move("15", over="55", lift=13.5, grown=0.28),
    Move("25", over="65", lift=14.0, grown=0.26),
    Move("17", at=(60.0, -16.0), lean=3.0, grown=0.3),
    Move("27", at=(60.5, -16.5), lean=4.0, grown=0.3),
    Move("22", over="62", lift=13.0, lean=3.0, grown=0.6),
    Move("33", over="73", lift=13.5, lean=4.0, grown=0.5),
    Move("43", over="83", lift=13.5, lean=2.0, grown=0.48),
    Move("34", over="74", lift=13.5, grown=0.42),
    Move("44", over="84", lift=13.5, grown=0.42),
    Move("35", over="75", lift=14.0, grown=0.28),
    Move("45", over="85", lift=14.0, grown=0.28),
    Move("37", at=(62.0, 11.0), lean=24.0, grown=0.3),
    Move("47", at=(61.5, 11.5), lean=26.0, grown=0.3),
)
_SHED: Final = tuple(
    Move(fdi, grown=grown)
    for fdi, grown in (
        ("53", 0.75), ("54", 0.42), ("55", 0.45), ("62", 0.5), ("63", 0.8), ("64", 0.4),
        ("65", 0.45), ("73", 0.5), ("74", 0.42), ("75", 0.5), ("83", 0.52), ("84", 0.4),
        ("85", 0.5),
    )
)  # fmt: skip

CASES: Final = (
    PanoramicCase("permanent", 91, 0, 34, moves=_ELONGATED, ailments=_TREATED),
    PanoramicCase(
        "mixed",
        92,
        4,
        9,
        rows=CHILD,
        short_mm=13.0,
        moves=(*_SHED, *_GERMS),
        ailments=(
            Ailment("62", "retained_primary_tooth", "确证", 0.87, 0.7),
            Ailment("22", "limited_eruption_space", "疑似", 0.44, 0.33),
            Ailment("84", "general_caries", "确证", 0.89, 0.6),
            Ailment("75", "tooth_filling", "确证", 0.92, 0.7),
            Ailment("65", "general_caries", "疑似", 0.39, 0.28),
        ),
        outlines=(("85", "raw"), ("17", "none"), ("53", "point")),
    ),
    PanoramicCase(
        "implants",
        93,
        8,
        61,
        missing=("18", "17", "28", "38", "48", "47"),
        moves=(
            Move("36", build=Build.IMPLANT),
            Move("25", build=Build.IMPLANT),
            Move("45", build=Build.PONTIC),
            Move("16", build=Build.ROOTS),
            Move("12", build=Build.STUMP),
        ),
        ailments=(
            Ailment("36", "implant", "确证", 0.99, 0.9),
            Ailment("25", "implant", "确证", 0.98, 0.87),
            Ailment("44", "tooth_bridge", "确证", 0.95, 0.73),
            Ailment("45", "tooth_bridge", "确证", 0.96, 0.79),
            Ailment("46", "tooth_bridge", "确证", 0.95, 0.74),
            Ailment("44", "root_canal_filling", "确证", 0.9, 0.61),
            Ailment("16", "residual_root", "确证", 0.9, 0.69),
            Ailment("12", "residual_crown", "疑似", 0.56, 0.4),
            Ailment("11", "full_crown", "确证", 0.97, 0.83),
            Ailment("11", "root_canal_filling", "确证", 0.94, 0.68),
            Ailment("31", "alveolar_bone_resorption", "确证", 0.9, 0.52),
            Ailment("41", "alveolar_bone_resorption", "确证", 0.9, 0.51),
            Ailment("27", "alveolar_bone_resorption", "疑似", 0.5, 0.3),
        ),
        outlines=(("33", "raw"), ("43", "none"), ("23", "point")),
    ),
    PanoramicCase(
        "impacted",
        94,
        12,
        22,
        missing=("18",),
        moves=(
            Move("38", at=(69.0, 9.5), lean=62.0),
            Move("48", at=(70.5, 12.5), lean=86.0),
            Move("23", at=(13.0, -24.0), lean=56.0),
            Move("63", over="23", grown=0.6),
            Move("19", at=(0.8, -29.5), lean=176.0, form=MESIODENS),
            Move("28", at=(76.0, -16.0), lean=-20.0, grown=0.8),
        ),
        ailments=(
            Ailment("38", "impacted_tooth", "确证", 0.97, 0.84),
            Ailment("48", "impacted_tooth", "确证", 0.98, 0.86),
            Ailment("28", "impacted_tooth", "疑似", 0.52, 0.4),
            Ailment("23", "embedded_tooth", "确证", 0.94, 0.75),
            Ailment("63", "retained_primary_tooth", "确证", 0.86, 0.66),
            Ailment("19", "supernumerary_tooth", "确证", 0.81, 0.6),
            Ailment("37", "general_caries", "疑似", 0.41, 0.3),
        ),
        outlines=(("17", "raw"), ("31", "none"), ("45", "point")),
    ),
    PanoramicCase("mirrored", 95, 16, 34, moves=_ELONGATED, ailments=_TREATED, is_mirrored=True),
)
