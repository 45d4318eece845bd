"""A face in profile: landmarks with square pixels, turned so that every face looks to the right.

Frame of a `Place`: x and y as in the image, y downwards, in mm or, where nobody knows mm, in
widths of a pixel; a film that faces left is mirrored, the norms never are. A film may lie turned
by any angle: what needs the Frankfort horizontal takes it from Po and Or, not from the film's
edges.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from viewer.geometry.points import ImagePoint

Millimetres = tuple[float, float]
"""Width and height of a pixel in mm: column spacing, row spacing (PS3.3 10.7.1.3)."""

FARTHEST_PX: Final = 1e6
"""No film is larger: a place beyond is none."""

HP_TO_SN_DEGREES: Final = 7.0
"""The constructed horizontal of Burstone lies 7° below SN (Legan and Burstone 1980)."""

_FORWARD: Final = (
    ("Po", "Or"),
    ("S", "N"),
    ("PNS", "A"),
    ("PNS", "ANS"),
    ("Go", "Me"),
    ("Ar", "A"),
    ("Go", "Pog"),
    ("U6", "U1"),
    ("L6", "L1"),
    ("Ba", "N"),
    ("Ar", "Pog"),
    ("Sn", "Prn"),
    ("N'", "Prn"),
    ("A", "Sn"),
    ("N", "N'"),
    ("Pog", "Pog'"),
)
"""From behind to the front; the first pair that is there tells which way a face looks."""
_UPPER: Final = ("S", "N", "Or", "Po", "G", "N'")
_LOWER: Final = ("ANS", "A", "B", "Pog", "Gn", "Me", "Go", "U1", "L1", "Sn", "Pog'", "Me'")


class Place(NamedTuple):
    """A place in a face, or a step between two; see the module."""

    x: float
    y: float

    def to(self, other: "Place") -> "Place":
        """Return the step from here to another place."""
        return Place(other.x - self.x, other.y - self.y)

    def plus(self, step: "Place", times: float = 1.0) -> "Place":
        """Return the place some steps away."""
        return Place(self.x + step.x * times, self.y + step.y * times)


def dot(one: Place, other: Place) -> float:
    """Return the scalar product."""
    return one.x * other.x + one.y * other.y


def cross(one: Place, other: Place) -> float:
    """Return the vector product: positive when `other` is turned from forward to downward."""
    return one.x * other.y - one.y * other.x


@dataclass(frozen=True, slots=True)
class Face:
    """The landmarks of one film; made by `face_of`.

    `points` are as given, image px; `places` the same in the frame of the module.
    """

    points: Mapping[str, ImagePoint]
    places: Mapping[str, Place]
    mm_per_pixel: Millimetres | None
    aspect: float
    is_mirrored: bool

    @property
    def is_calibrated(self) -> bool:
        """Tell whether lengths are mm."""
        return self.mm_per_pixel is not None

    def has(self, code: str) -> bool:
        """Tell whether a landmark, or all that a constructed point needs, is there."""
        if code in self.places:
            return True
        built = CONSTRUCTED.get(code)
        return built is not None and all(need in self.places for need in built.needs)

    def place(self, code: str) -> Place:
        """Return where a landmark or a constructed point is; KeyError where `has` says no."""
        found = self.places.get(code)
        return CONSTRUCTED[code].build(self) if found is None else found

    def image_point(self, code: str) -> ImagePoint | None:
        """Return a landmark or a constructed point in image px; None where it cannot be."""
        if code in self.points:
            return self.points[code]
        if not self.has(code):
            return None
        place = self.place(code)
        return self.image_of(place) if math.isfinite(place.x + place.y) else None

    def image_of(self, place: Place) -> ImagePoint:
        """Return a place in image px."""
        width, height = self.mm_per_pixel or (1.0, self.aspect)
        return ImagePoint((-place.x if self.is_mirrored else place.x) / width, place.y / height)

    def moved(self, code: str, point: ImagePoint) -> "Face":
        """Return the face with one landmark put elsewhere, or there at last."""
        return face_of({**self.points, code: point}, self.mm_per_pixel, self.aspect)

    def without(self, code: str) -> "Face":
        """Return the face without one landmark."""
        rest = {name: point for name, point in self.points.items() if name != code}
        return face_of(rest, self.mm_per_pixel, self.aspect)

    def calibrated(self, mm_per_pixel: Millimetres | None) -> "Face":
        """Return the same landmarks with another size of a pixel."""
        return face_of(self.points, mm_per_pixel, self.aspect)


def face_of(
    points: Mapping[str, ImagePoint],
    mm_per_pixel: Millimetres | None = None,
    aspect: float = 1.0,
) -> Face:
    """Return the face with these landmarks, by code.

    `mm_per_pixel` is (column spacing, row spacing); where it is None, `aspect` (height of a pixel
    to its width) still makes angles right. Places that no film has are left out.
    """
    width, height = mm_per_pixel or (1.0, aspect)
    known = {code: point for code, point in points.items() if _is_somewhere(point)}
    places = {code: Place(point[0] * width, point[1] * height) for code, point in known.items()}
    mirrored = _faces_left(places)
    if mirrored:
        places = {code: Place(-place.x, place.y) for code, place in places.items()}
    return Face(known, places, mm_per_pixel, aspect, mirrored)


def _is_somewhere(point: ImagePoint) -> bool:
    return all(-FARTHEST_PX <= part <= FARTHEST_PX for part in point)  # NaN is not


def _faces_left(places: Mapping[str, Place]) -> bool:
    """Tell whether forward turns to downward anticlockwise, however the film lies.

    Where no landmark tells which way is down, the film is taken to stand upright.
    """
    steps = (places[a].to(places[b]) for a, b in _FORWARD if a in places and b in places)
    forward = next((step for step in steps if math.hypot(*step) > 1e-9), None)
    if forward is None:
        return False
    top, bottom = _middle(places, _UPPER), _middle(places, _LOWER)
    if top is None or bottom is None:
        return forward.x < 0
    return cross(forward, top.to(bottom)) < 0


def _middle(places: Mapping[str, Place], codes: Iterable[str]) -> Place | None:
    there = [places[code] for code in codes if code in places]
    if not there:
        return None
    count = len(there)
    return Place(sum(place.x for place in there) / count, sum(place.y for place in there) / count)


class Constructed(NamedTuple):
    """A point that follows from landmarks; not finite where those lie so that there is none."""

    needs: tuple[str, ...]
    build: Callable[[Face], Place]


NOWHERE: Final = Place(math.nan, math.nan)


def unit(step: Place) -> Place:
    """Return the direction of a step; NOWHERE for none."""
    length = math.hypot(step.x, step.y)
    return NOWHERE if length < 1e-9 else Place(step.x / length, step.y / length)


def crossing(start: Place, end: Place, other_start: Place, other_end: Place) -> Place:
    """Return where two lines meet; NOWHERE for parallel ones."""
    along, other = start.to(end), other_start.to(other_end)
    turn = cross(along, other)
    if abs(turn) < 1e-9:
        return NOWHERE
    return start.plus(along, cross(start.to(other_start), other) / turn)


def _between(one: str, other: str) -> Constructed:
    def build(face: Face) -> Place:
        return face.places[one].plus(face.places[one].to(face.places[other]), 0.5)

    return Constructed((one, other), build)


def _meeting(one: tuple[str, str], other: tuple[str, str]) -> Constructed:
    def build(face: Face) -> Place:
        return crossing(
            face.places[one[0]], face.places[one[1]], face.places[other[0]], face.places[other[1]]
        )

    return Constructed((*one, *other), build)


def _below(code: str) -> Constructed:
    """The end of the perpendicular to FH downwards through a landmark, as long as Po-Or."""

    def build(face: Face) -> Place:
        forward = face.places["Po"].to(face.places["Or"])
        return face.places[code].plus(Place(-forward.y, forward.x))

    return Constructed((code, "Po", "Or"), build)


def _turned_from_sn(start: str, degrees: float) -> Constructed:
    """The end of a line from a landmark, as long as SN and so much lower in front."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def build(face: Face) -> Place:
        base = face.places["S"].to(face.places["N"])
        turned = Place(base.x * cosine - base.y * sine, base.x * sine + base.y * cosine)
        return face.places[start].plus(turned)

    needs = ("S", "N") if start == "S" else (start, "S", "N")
    return Constructed(needs, build)


CONSTRUCTED: Final[Mapping[str, Constructed]] = {
    "OPp": _between("U6", "L6"),
    "OPa": _between("U1", "L1"),
    "Goc": _meeting(("Ar", "Go2"), ("Me", "Go1")),
    "Gn'": _meeting(("Sn", "Pog'"), ("C", "Me'")),
    "N|FH": _below("N"),
    "A|FH": _below("A"),
    "N'|FH": _below("N'"),
    "HPa": _turned_from_sn("S", HP_TO_SN_DEGREES),
    "G|HP": _turned_from_sn("G", HP_TO_SN_DEGREES + 90),
}
"""Ends of the occlusal plane, gonion of both tangents, soft gnathion (Legan and Burstone 1980),
ends of perpendiculars, the constructed horizontal through S."""
