"""Teeth where they stand: arches that are made, and the outlines of real panoramic films."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from viewer.domain.teeth import Jaw, Tooth
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion

COLUMNS, ROWS = 1000, 500


def a_box(left: float, top: float, right: float, bottom: float) -> BoxRegion:
    """Return a box by its sides."""
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))


def a_tooth(
    text: str, box: BoxRegion | None = None, *diseases: DiseaseSeen, status: str = "", uid: str = ""
) -> ToothSeen:
    """Return a tooth; its uid is made from its number unless given."""
    return ToothSeen(text, uid or f"t{text}", box, status, diseases)


def upright(tooth: Tooth, *, spread: float = 52.0) -> BoxRegion:
    """Return the box of a tooth on an upright film of `COLUMNS` by `ROWS`: a smile of an arch.

    A successor's germ lies beyond its milk tooth, farther from the bite.
    """
    place = tooth.arch_place - math.copysign(0.5, tooth.arch_place)
    middle = COLUMNS / 2 + place * spread
    bite = ROWS / 2 - 0.9 * place * place
    height = 70.0 if tooth.is_deciduous else 110.0
    near, far = bite - 6, bite - 6 - height
    if tooth.jaw is Jaw.LOWER:
        near, far = bite + 6, bite + 6 + height
    return a_box(middle - 22, min(near, far), middle + 22, max(near, far))


def round_arch(tooth: Tooth) -> BoxRegion:
    """Return the box of a tooth as an occlusal photo shows it, incisors above."""
    place = tooth.arch_place - math.copysign(0.5, tooth.arch_place)
    angle = -math.pi / 2 + place * 0.19
    x, y = 500 + 190 * math.cos(angle), 260 + 200 * math.sin(angle)
    return a_box(x - 18, y - 18, x + 18, y + 18)


def teeth_at(teeth: Iterable[Tooth], place: Callable[[Tooth], BoxRegion]) -> list[ToothSeen]:
    """Return teeth, each at its place."""
    return [a_tooth(tooth.code, place(tooth)) for tooth in teeth]


def real_teeth(data: Path, name: str) -> list[ToothSeen]:
    """Return the teeth of a real panoramic film of 512 by 512 pixels, by their outlines."""
    path = data / "dental" / "panoramic_ufba425" / f"{name}_fdi_polygons.json"
    shapes = json.loads(path.read_text(encoding="utf-8"))["shapes"]
    return [
        a_tooth(
            shape["label"],
            a_box(
                min(p[0] for p in shape["points"]),
                min(p[1] for p in shape["points"]),
                max(p[0] for p in shape["points"]) + 1,
                max(p[1] for p in shape["points"]) + 1,
            ),
        )
        for shape in shapes
    ]


def called(seen: Sequence[ToothSeen], others: dict[str, str]) -> list[ToothSeen]:
    """Return the same boxes with other numbers for some teeth; the uids stay."""
    return [replace(one, text=others.get(one.text, one.text)) for one in seen]


def quadrants_called(seen: Sequence[ToothSeen], others: dict[str, str]) -> list[ToothSeen]:
    """Return the same boxes with other quadrants."""
    return [replace(s, text=others.get(s.text[0], s.text[0]) + s.text[1]) for s in seen]


def moved(
    seen: Sequence[ToothSeen], to: Callable[[float, float], tuple[float, float]]
) -> list[ToothSeen]:
    """Return the same teeth in a picture that was turned or mirrored, point by point."""
    return [replace(one, box=_moved(one.box, to)) for one in seen]


def _moved(
    box: BoxRegion | None, to: Callable[[float, float], tuple[float, float]]
) -> BoxRegion | None:
    if box is None:
        return None
    corners = [
        to(x, y) for x in (box.low.column, box.high.column) for y in (box.low.row, box.high.row)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return a_box(min(xs), min(ys), max(xs), max(ys))
