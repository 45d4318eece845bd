"""The tracing: landmarks of a cephalogram to the lines that an orthodontist draws through them.

A line exists only where its points do. Where one in the middle is missing the line is broken
there; nothing is put in its place. Points are image px; shapes are made with square pixels, so
that a tracing turns, mirrors and scales with its landmarks.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, NamedTuple

from viewer.domain.cephalometry.face import Face, Place, dot, unit
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.smooth import Blend, Piece, blends, pieces_through
from viewer.domain.cephalometry.templates import (
    INCISORS,
    incisor,
    molar,
    necks,
    opposite,
    orbit,
)
from viewer.geometry.points import ImagePoint


@dataclass(frozen=True, slots=True)
class TracedLine:
    """One line, image px.

    `name` says of what: `soft-profile`, `mandible`, `U1`, `FH`; a line that is broken is several
    of one name.
    """

    name: str
    layer: TracingLayer
    points: tuple[ImagePoint, ...]
    is_closed: bool = False


_Frame = tuple[tuple[float, float] | None, float, bool]
"""Of a face: mm of a pixel, its aspect, whether it is mirrored."""


class _Part(NamedTuple):
    """Lines that are made together, from these landmarks."""

    build: Callable[[Face], Iterable[TracedLine]]
    codes: tuple[str, ...]


class _Plane(NamedTuple):
    name: str
    start: str
    end: str
    beyond: tuple[float, float] = (0.1, 0.1)
    """How far it is drawn beyond its points, in shares of their distance."""


SOFT_PROFILE: Final = (
    ("G", "N'", "Prn", "Cm", "Sn", "A'", "UL'", "Ls", "Stms"),
    ("Stmi", "Li", "LL'", "Si", "Pog'", "Me'", "C"),
)
"""From the forehead to the neck, with a corner where the lips meet."""
_RAMUS: Final = ("Co", "Pcd", "Ar", "Go2", "Go", "Go1", "Me")
_FRONT: Final = ("Me", "Gn", "Pog", "B")
_MAY_BE_MISSING: Final = frozenset({"Pcd"})
"""Lies on a line that is drawn without it as well."""

_PLANES: Final = (
    _Plane("SN", "S", "N"),
    _Plane("FH", "Po", "Or", (0.1, 0.25)),
    _Plane("PP", "PNS", "ANS"),
    _Plane("OP", "OPp", "OPa", (0.3, 0.3)),
    _Plane("Y-axis", "S", "Gn", (0.0, 0.06)),
    _Plane("facial-plane", "N", "Pog", (0.0, 0.15)),
    _Plane("facial-axis", "Pt", "Gn", (0.0, 0.06)),
    _Plane("Ba-N", "Ba", "N", (0.0, 0.0)),
    _Plane("A-Pog", "A", "Pog", (0.15, 0.1)),
    _Plane("E-line", "Prn", "Pog'", (0.15, 0.15)),
)
_MANDIBULAR: Final = (_Plane("MP", "Go1", "Me"), _Plane("MP", "Go", "Me"))
"""Along the lower border where its tangent point is known, else from gonion."""

_FINE: Final = blends(12)
_COARSE: Final = blends(4)
_SHORT: Final = 1e-6


def traced(face: Face) -> tuple[TracedLine, ...]:
    """Return all lines that these landmarks allow, in the order in which they are drawn."""
    frame = face.mm_per_pixel, face.aspect, face.is_mirrored
    return tuple(
        line
        for number, part in enumerate(_PARTS)
        for line in _made(number, tuple(map(face.places.get, part.codes)), frame)
    )


@lru_cache(maxsize=64)
def _made(number: int, places: tuple[Place | None, ...], frame: _Frame) -> tuple[TracedLine, ...]:
    """Return the lines of a part; kept, since a drag leaves most landmarks where they are."""
    part = _PARTS[number]
    known = {code: at for code, at in zip(part.codes, places, strict=True) if at is not None}
    return tuple(part.build(Face({}, known, *frame)))


def _profile(face: Face, chain: Sequence[str]) -> Iterable[TracedLine]:
    layer = TracingLayer.SOFT_PROFILE
    return _chain(face, layer.value, layer, chain)


def _base(face: Face) -> Iterable[TracedLine]:
    layer = TracingLayer.CRANIAL_BASE
    for pair in (("S", "N"), ("S", "Ba")):
        if all(map(face.has, pair)):
            yield _straight(face, layer.value, layer, [face.place(code) for code in pair])
    yield from _smooth(face, "orbit", layer, orbit(face))


def _maxilla(face: Face) -> Iterable[TracedLine]:
    """Return the floor of the nose, the front down to the incisor, and the palate behind it."""
    layer, name = TracingLayer.MAXILLA, TracingLayer.MAXILLA.value
    has_spines = face.has("ANS") and face.has("PNS")
    if has_spines:
        yield _straight(face, name, layer, [face.place("PNS"), face.place("ANS")])
    edges = necks(face, "U1")
    front = [face.place(code) for code in ("ANS", "A") if face.has(code)]
    if len(front) == 2:
        yield from _smooth(face, name, layer, front if edges is None else [*front, edges[0]])
    if edges is not None and has_spines:
        yield from _palate(face, edges[1])


def _palate(face: Face, neck: Place) -> Iterable[TracedLine]:
    """Return the vault from behind the incisor, which it leaves along the root, to PNS."""
    spine, root = face.place("PNS"), unit(face.place("U1").to(face.place("U1A")))
    floor = unit(spine.to(face.place("ANS")))
    length = math.dist(neck, spine)
    if not math.isfinite(root.x + floor.x) or length < _SHORT:
        return
    leaving = Place(root.x * length * 0.75, root.y * length * 0.75)
    arriving = Place(-floor.x * length * 1.1, -floor.y * length * 1.1)
    layer = TracingLayer.MAXILLA
    points = _sampled(face, [(neck, spine, leaving, arriving)], _FINE)
    yield TracedLine("palate", layer, points)


def _mandible(face: Face) -> Iterable[TracedLine]:
    layer = TracingLayer.MANDIBLE
    yield from _chain(face, layer.value, layer, _RAMUS)
    layer = TracingLayer.SYMPHYSIS
    edges = necks(face, "L1")
    has_front = all(map(face.has, _FRONT))
    if has_front and edges is not None:
        places = [*(face.place(code) for code in _FRONT), edges[0]]
        yield from _smooth(face, layer.value, layer, places)
    else:
        yield from _chain(face, layer.value, layer, _FRONT)
    back = opposite(face, "Pog", "D")
    if back is not None and edges is not None and face.has("Me"):
        yield from _smooth(face, layer.value, layer, [edges[1], back, face.place("Me")])


def _tooth(face: Face, tooth: str) -> Iterable[TracedLine]:
    outline = incisor(face, tooth) if tooth in INCISORS else molar(face, tooth)
    if outline:
        points = _sampled(face, pieces_through(outline, is_closed=True), _COARSE)
        yield TracedLine(tooth, TracingLayer.TEETH, points, is_closed=True)


def _planes(face: Face) -> Iterable[TracedLine]:
    mandibular = next((p for p in _MANDIBULAR if face.has(p.start) and face.has(p.end)), None)
    for plane in (*_PLANES, *(() if mandibular is None else (mandibular,))):
        if face.has(plane.start) and face.has(plane.end):
            yield from _plane(face, plane)
    yield from _perpendicular(face)


def _plane(face: Face, plane: _Plane) -> Iterable[TracedLine]:
    start, end = face.place(plane.start), face.place(plane.end)
    step = start.to(end)
    if math.hypot(*step) > _SHORT:  # nor where it is not a number
        ends = [start.plus(step, -plane.beyond[0]), end.plus(step, plane.beyond[1])]
        yield _straight(face, plane.name, TracingLayer.PLANES, ends)


def _perpendicular(face: Face) -> Iterable[TracedLine]:
    """Return the line from N at right angles to FH, down to the height of Me (McNamara)."""
    if not all(map(face.has, ("N", "Po", "Or", "Me"))):
        return
    top = face.place("N")
    ahead = unit(face.place("Po").to(face.place("Or")))
    down = Place(-ahead.y, ahead.x)
    reach = dot(down, top.to(face.place("Me")))
    if math.isfinite(reach):
        ends = [top, top.plus(down, reach)]
        yield _straight(face, "N-perp", TracingLayer.PLANES, ends)


def _chain(
    face: Face, name: str, layer: TracingLayer, codes: Sequence[str]
) -> Iterable[TracedLine]:
    """Return a smooth line for each run of landmarks that are all there."""
    run: list[Place] = []
    for code in codes:
        if face.has(code):
            run.append(face.place(code))
        elif code not in _MAY_BE_MISSING:
            yield from _smooth(face, name, layer, run)
            run = []
    yield from _smooth(face, name, layer, run)


def _smooth(
    face: Face, name: str, layer: TracingLayer, places: Sequence[Place]
) -> Iterable[TracedLine]:
    pieces = pieces_through(places)
    if pieces:
        yield TracedLine(name, layer, _sampled(face, pieces, _FINE))


def _straight(face: Face, name: str, layer: TracingLayer, places: Iterable[Place]) -> TracedLine:
    return TracedLine(name, layer, tuple(map(face.image_of, places)))


def _sampled(face: Face, pieces: Sequence[Piece], steps: Sequence[Blend]) -> tuple[ImagePoint, ...]:
    """Return the points of a line, image px, its first one included."""
    width, height = face.mm_per_pixel or (1.0, face.aspect)
    width = -width if face.is_mirrored else width
    start = pieces[0][0]
    points = [ImagePoint(start.x / width, start.y / height)]
    for (ax, ay), (bx, by), (fx, fy), (gx, gy) in pieces:
        points += [
            ImagePoint(
                (ax * a + bx * b + fx * f + gx * g) / width,
                (ay * a + by * b + fy * f + gy * g) / height,
            )
            for a, b, f, g in steps
        ]
    return tuple(points)


def _part(build: Callable[[Face], Iterable[TracedLine]], codes: str) -> _Part:
    return _Part(build, tuple(codes.split()))


def _of_tooth(tooth: str, codes: str) -> _Part:
    return _part(partial(_tooth, tooth=tooth), codes)


_PARTS: Final = (
    _part(_planes, "S N Po Or PNS ANS U6 L6 U1 L1 Gn Pog Pt Ba A Prn Pog' Go1 Go Me"),
    _part(_base, "S N Ba Po Or"),
    _part(_maxilla, "ANS PNS A U1 U1A"),
    _part(_mandible, " ".join((*_RAMUS, *_FRONT, "D L1 L1A"))),
    _of_tooth("U1", "U1 U1A"),
    _of_tooth("L1", "L1 L1A"),
    _of_tooth("U6", "U6 U6m L6 U1 L1 U1A"),
    _of_tooth("L6", "L6 L6m U6 U1 L1 L1A"),
    *(_Part(partial(_profile, chain=chain), chain) for chain in SOFT_PROFILE),
)
