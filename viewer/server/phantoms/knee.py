"""The bones of a knee, from the front and from the side, for the knee radiograph.

The frame is that of one knee: mm, x away from the midline of the body (from the front) or to the
back (from the side), y to the feet; the origin is the middle of the joint space. `Placed` carries
it to its place on the film.
"""

from dataclasses import dataclass
from typing import Final

from viewer.server.phantoms.radiograph import (
    Bone,
    Exposure,
    Points,
    circle,
    mirrored,
    points,
    smooth,
    tube,
)

_FEMUR_BONE: Final = Bone(17.0, 1.0, 0.85, 86.0, shaft=(-45.0, -120.0, 4.6))
_TIBIA_BONE: Final = Bone(17.0, 1.0, 0.85, 92.0, shaft=(30.0, 110.0, 4.8))
_FIBULA_BONE: Final = Bone(5.5, 0.9, 0.9, 88.0, shaft=(30.0, 80.0, 2.0))
_PATELLA_BONE: Final = Bone(15.0, 0.8, 0.30, 60.0)


@dataclass(frozen=True, slots=True)
class JointState:
    """How worn a joint is; lengths in mm.

    `medial` and `lateral` are the heights of the joint space (about 5 when healthy), `spur` the
    length of the osteophytes, `sclerosis` 0 to 1, `cysts` whether the bone below has holes.
    """

    medial: float
    lateral: float
    spur: float = 0.0
    sclerosis: float = 0.0
    cysts: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a knee lies on the film: its side of the image (+1 right) and its joint's middle."""

    side: int
    middle: tuple[float, float]

    def __call__(self, shape: Points) -> Points:
        """Return a shape of the knee's frame in the film's."""
        moved: Points = mirrored(shape, self.side) + self.middle
        return moved


def leg(exposure: Exposure, place: Placed) -> None:
    """Skin, fat and muscle around a knee from the front."""
    outline = points(
        (66.0, -260.0),
        (64.0, -120.0),
        (58.0, -50.0),
        (55.0, 0.0),
        (56.0, 60.0),
        (58.0, 120.0),
        (50.0, 260.0),
        (-46.0, 260.0),
        (-56.0, 120.0),
        (-54.0, 60.0),
        (-56.0, 0.0),
        (-60.0, -50.0),
        (-68.0, -120.0),
        (-74.0, -260.0),
    )
    exposure.soft(place(smooth(outline)), radius=56.0)
    for shape, thickness, blur in (
        (tube(points((38, -180), (36, -90), (30, -52)), (22, 20, 6)), 26.0, 4.0),
        (tube(points((-42, -180), (-38, -90), (-34, -44)), (22, 18, 6)), 24.0, 4.0),
        (tube(points((30, 70), (34, 120), (30, 190)), (12, 18, 16)), 18.0, 5.0),
        (tube(points((-28, 70), (-32, 120), (-26, 190)), (12, 20, 16)), 18.0, 5.0),
    ):
        exposure.haze(place(shape), thickness, blur)


def worn_knee(exposure: Exposure, place: Placed, state: JointState) -> None:
    """A knee from the front, with the signs that Kellgren and Lawrence grade."""
    _fibula(exposure, place)
    femur = [smooth(_femur()), *_femur_spurs(state.spur)]
    exposure.bone([place(part) for part in femur], _FEMUR_BONE)
    tibia = [smooth(_tibia(state)), *_tibia_spurs(state)]
    exposure.bone([place(part) for part in tibia], _TIBIA_BONE)
    _inside(exposure, place, state)
    exposure.bone([place(circle((2.0, -36.0), (20.5, 21.5)))], _PATELLA_BONE)


def operated_knee(exposure: Exposure, place: Placed) -> None:
    """A knee with a total prosthesis, from the front."""
    _fibula(exposure, place)
    exposure.bone([place(smooth(_femur()))], _FEMUR_BONE)
    sawn = points((-41.0, 13.0), (0.0, 13.0), (41.0, 13.0), (41.0, 220.0), (-41.0, 220.0))
    whole = [place(smooth(_tibia(JointState(5.0, 5.0))))]
    exposure.bone(whole, _TIBIA_BONE, place(sawn))
    for part in (
        points((-41, -34), (-42, -16), (-33, -4), (-22, 0.5), (-10, -3), (-7, -20), (-11, -30)),
        points((41, -34), (42, -16), (33, -4), (22, 0.5), (10, -3), (7, -20), (11, -30)),
    ):
        exposure.metal(place(smooth(part)), 0.8)
    exposure.metal(place(points((-12, -30), (12, -30), (9, -20), (-9, -20))), 0.6)
    exposure.metal(place(points((-40, 10), (40, 10), (39, 14), (-39, 14))), 1.0)
    exposure.metal(place(points((-8, 14), (8, 14), (6.5, 52), (3, 57), (-3, 57), (-6.5, 52))), 0.8)
    for tip in (-27.0, 27.0):
        fin = points((0.0, 14.0), (tip, 14.0), (tip * 0.3, 34.0), (0.0, 40.0))
        exposure.metal(place(fin), 0.35)
    exposure.stroke(place(points((-40.0, 15.5), (40.0, 15.5))), 2.4, 0.16)
    exposure.bone([place(circle((2.0, -38.0), (20.0, 21.0)))], _PATELLA_BONE)


def _femur() -> Points:
    return points(
        (17.0, -220.0),
        (17.5, -130.0),
        (21.0, -90.0),
        (31.0, -62.0),
        (41.0, -40.0),
        (42.5, -26.0),
        (38.0, -11.0),
        (28.0, -3.4),
        (19.0, -2.5),
        (9.5, -6.5),
        (5.0, -15.0),
        (-4.0, -15.5),
        (-9.0, -6.5),
        (-19.0, -2.5),
        (-29.0, -3.0),
        (-39.0, -11.0),
        (-44.0, -26.0),
        (-43.0, -41.0),
        (-36.0, -52.0),
        (-30.0, -64.0),
        (-21.0, -92.0),
        (-17.5, -130.0),
        (-17.0, -220.0),
    )


def _tibia(state: JointState) -> Points:
    lateral, medial = state.lateral - 2.5, state.medial - 2.5
    spine = min(0.0, (medial + lateral) / 2 - 2.5) - state.spur * 0.25
    return points(
        (39.0, lateral + 2.5),
        (41.0, lateral + 9.0),
        (37.0, 26.0),
        (26.0, 48.0),
        (17.5, 80.0),
        (14.5, 130.0),
        (13.5, 220.0),
        (-13.5, 220.0),
        (-14.5, 130.0),
        (-17.0, 84.0),
        (-24.0, 54.0),
        (-36.0, 30.0),
        (-42.0, medial + 12.0),
        (-41.0, medial + 3.0),
        (-33.0, medial + 0.6),
        (-22.0, medial + 1.2),
        (-12.0, medial + 0.2),
        (-5.5, spine - 6.5),
        (-1.0, spine - 1.5),
        (5.5, spine - 5.0),
        (11.0, lateral),
        (22.0, lateral + 0.6),
        (33.0, lateral + 0.4),
    )


def _femur_spurs(length: float) -> list[Points]:
    if length <= 0.0:
        return []
    return [
        smooth(
            points(
                (side * 36.0, -20.0),
                (side * 41.5, -17.0),
                (side * reach, -7.5),
                (side * 30.0, -5.0),
            )
        )
        for side, reach in ((1.0, 39.0 + 0.75 * length), (-1.0, 39.5 + length))
    ]


def _tibia_spurs(state: JointState) -> list[Points]:
    if state.spur <= 0.0:
        return []
    return [
        smooth(
            points(
                (side * 33.0, top + 1.0),
                (side * reach, top - 0.4 * state.spur + 1.5),
                (side * 41.5, top + 9.0),
                (side * 34.0, top + 12.0),
            )
        )
        for side, reach, top in (
            (1.0, 40.0 + 0.8 * state.spur, state.lateral - 2.5),
            (-1.0, 41.0 + state.spur, state.medial - 2.5),
        )
    ]


def _fibula(exposure: Exposure, place: Placed) -> None:
    path = points((37.5, 18.0), (38.0, 27.0), (35.0, 48.0), (31.0, 110.0), (29.0, 220.0))
    head = circle((38.0, 19.0), (8.0, 9.5))
    shaft = tube(path, (6.0, 8.5, 5.4, 5.4, 5.6))
    exposure.bone([place(shaft), place(head)], _FIBULA_BONE)


def _inside(exposure: Exposure, place: Placed, state: JointState) -> None:
    """Plates below the cartilage, growth scars, and what wear adds."""

    def line(path: Points, width: float, amount: float) -> None:
        exposure.stroke(place(smooth(path, closed=False)), width, amount)

    lateral, medial = state.lateral - 2.5, state.medial - 2.5
    line(points((-38, medial + 3), (-22, medial + 2.2), (-11, medial + 1)), 1.8, 0.10)
    line(points((12, lateral + 1), (23, lateral + 1.6), (37, lateral + 3)), 1.8, 0.09)
    line(points((-36, 16), (-14, 19), (12, 19), (34, 16)), 1.0, 0.035)
    line(points((-34, -34), (-16, -29), (0, -33), (16, -29), (34, -34)), 1.0, 0.03)
    line(points((-9, -8), (-8, -20), (0, -26), (8, -20), (9, -8)), 1.2, 0.06)
    strength = state.sclerosis
    if strength > 0.0:
        exposure.haze(place(circle((-24.0, medial + 5.5), (13.0, 4.0))), 85.0 * strength, 1.5)
        exposure.haze(place(circle((-24.0, -7.0), (13.0, 4.0))), 75.0 * strength, 1.5)
        exposure.haze(place(circle((24.0, lateral + 4.0), (11.0, 2.6))), 22.0 * strength, 1.4)
    if state.cysts:
        for x, y, size in ((-28.0, 11.0, 3.2), (-19.0, 9.5, 2.3), (-26.0, -13.0, 2.4)):
            exposure.haze(place(circle((x, y), (size, size))), -38.0, 0.6)
            exposure.stroke(place(circle((x, y), (size + 0.5, size + 0.5))), 0.8, 0.10)


def leg_from_side(exposure: Exposure, place: Placed) -> None:
    """Skin and muscle around a slightly bent knee, seen from the side; the front is at x < 0."""
    outline = points(
        (-10.0, -260.0),
        (-34.0, -110.0),
        (-60.0, -50.0),
        (-66.0, -18.0),
        (-52.0, 26.0),
        (-44.0, 60.0),
        (-38.0, 260.0),
        (60.0, 260.0),
        (72.0, 120.0),
        (58.0, 40.0),
        (52.0, 0.0),
        (66.0, -60.0),
        (120.0, -160.0),
        (150.0, -260.0),
    )
    exposure.soft(place(smooth(outline)), radius=54.0)
    calf = tube(points((38.0, 30.0), (48.0, 90.0), (46.0, 200.0)), (12.0, 24.0, 20.0))
    exposure.haze(place(calf), 26.0, 6.0)
    exposure.haze(place(smooth(points((-26, -30), (-30, 2), (-40, 14), (-44, -2)))), -20.0, 2.5)
    quadriceps = tube(points((-10.0, -190.0), (-24.0, -90.0), (-46.0, -52.0)), (16.0, 10.0, 4.0))
    exposure.haze(place(quadriceps), 24.0, 2.5)
    exposure.haze(place(tube(points((-47, 0), (-40, 24), (-33, 42)), (2.6, 2.6, 2.6))), 24.0, 0.8)


def knee_from_side(exposure: Exposure, place: Placed) -> None:
    """A knee seen from the side."""
    fibula = points((22.5, 18.0), (23.5, 27.0), (20.0, 50.0), (16.0, 110.0), (14.0, 220.0))
    head = circle((23.0, 20.0), (7.5, 9.0))
    fibula_parts = [tube(fibula, (5.0, 7.5, 5.0, 5.0, 5.2)), head]
    exposure.bone([place(part) for part in fibula_parts], _FIBULA_BONE)
    shaft = points((44.0, -220.0), (14.0, -110.0), (2.0, -66.0), (-4.0, -36.0))
    femur = [
        place(tube(shaft, (16.0, 15.0, 19.0, 24.0))),
        place(smooth(points((-28, -48), (-33, -28), (-24, -10), (-8, -2.5), (12, -4), (8, -50)))),
        place(circle((8.0, -24.5), (24.0, 22.0))),
    ]
    exposure.bone(femur, _FEMUR_BONE)
    exposure.stroke(place(circle((10.5, -22.5), (21.5, 19.8))), 1.2, 0.10)
    exposure.stroke(place(points((-28.0, -30.0), (-10.0, -26.0), (0.0, -16.0))), 1.2, 0.07)
    tibia = points(
        (-24.0, 4.5),
        (-6.0, 2.4),
        (-1.0, -4.5),
        (4.0, 2.2),
        (24.0, 5.5),
        (26.0, 13.0),
        (18.0, 36.0),
        (13.0, 80.0),
        (10.0, 220.0),
        (-18.0, 220.0),
        (-20.0, 90.0),
        (-31.0, 48.0),
        (-33.0, 38.0),
        (-27.0, 26.0),
        (-28.0, 12.0),
    )
    exposure.bone([place(smooth(tibia))], _TIBIA_BONE)
    patella = points(
        (-38, -38), (-47, -34), (-53, -20), (-50, -4), (-42, -2), (-36, -14), (-35, -28)
    )
    exposure.bone([place(smooth(patella))], Bone(9.0, 1.0, 0.9, 60.0))
    exposure.haze(place(circle((40.0, -22.0), (4.0, 3.4))), 20.0, 0.8)
