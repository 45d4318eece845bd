"""The bones and soft tissue of a pelvis from the front, for the hip radiograph.

The frame is that of the film: mm, x to the patient's left (the right of the image), y to the feet;
the origin lies on the midline at the height of the femoral heads' centres. Halves are drawn for
x > 0 and mirrored.
"""

from typing import Final

import numpy as np

from viewer.server.phantoms.radiograph import (
    REST,
    Bone,
    Exposure,
    Motion,
    Points,
    circle,
    mirrored,
    points,
    smooth,
    tube,
)

HEAD_CENTRE: Final = (90.0, 0.0)
HEAD_RADIUS: Final = 24.0
# The cut is a ragged line across the neck, under the head, from above to below.
FRACTURE_LINE: Final = points(
    (116.0, -17.0),
    (112.6, -8.0),
    (110.5, -3.0),
    (110.0, 2.0),
    (106.4, 5.5),
    (106.6, 11.0),
    (102.0, 14.5),
    (102.6, 20.0),
    (98.6, 24.0),
    (95.0, 36.0),
)
_FEMUR: Final = points(
    (101.0, -20.5),
    (111.0, -8.5),
    (120.5, 2.0),
    (129.0, 2.0),
    (137.0, -6.5),
    (147.0, -8.5),
    (155.0, 1.0),
    (158.0, 18.0),
    (154.5, 40.0),
    (150.5, 66.0),
    (147.0, 110.0),
    (142.0, 190.0),
    (113.0, 190.0),
    (116.0, 118.0),
    (114.5, 92.0),
    (107.5, 79.0),
    (106.5, 70.0),
    (112.0, 61.0),
    (111.0, 50.0),
    (104.5, 38.0),
    (96.0, 29.0),
    (84.0, 22.5),
)
_SHAFT_HOLLOW: Final = points(
    (131.0, 66.0), (140.0, 84.0), (139.0, 120.0), (134.0, 190.0), (121.0, 190.0), (124.0, 110.0)
)
_ILIUM: Final = points(
    (40.0, -122.0),
    (58.0, -146.0),
    (95.0, -157.0),
    (122.0, -145.0),
    (139.0, -116.0),
    (139.0, -100.0),
    (125.0, -76.0),
    (121.0, -57.0),
    (114.0, -43.0),
    (117.0, -25.0),
    (106.0, -25.5),
    (91.0, -29.5),
    (76.0, -26.5),
    (66.0, -14.0),
    (64.0, 6.0),
    (55.0, 4.0),
    (54.0, -20.0),
    (50.0, -40.0),
    (43.0, -62.0),
    (38.0, -86.0),
)
_ILIAC_BODY: Final = points(
    (46.0, -66.0),
    (72.0, -82.0),
    (106.0, -74.0),
    (118.0, -52.0),
    (113.0, -40.0),
    (116.0, -25.0),
    (92.0, -29.5),
    (73.0, -25.5),
    (64.0, -6.0),
    (55.0, -2.0),
    (53.0, -22.0),
)
_ISCHIUM: Final = points(
    (60.0, -14.0),
    (63.0, 6.0),
    (69.0, 19.0),
    (80.0, 26.5),
    (91.0, 28.0),
    (97.0, 27.5),
    (92.0, 38.0),
    (87.0, 55.0),
    (85.0, 70.0),
    (75.0, 83.0),
    (60.0, 83.0),
    (53.0, 73.0),
    (60.0, 58.0),
    (66.0, 42.0),
    (62.0, 20.0),
)
_PUBIC_BODY: Final = points(
    (2.8, 25.0), (15.0, 19.0), (25.0, 27.0), (21.0, 45.0), (16.0, 60.0), (6.0, 61.0), (2.8, 50.0)
)
_TRUNK: Final = points(
    (-160.0, -240.0),
    (160.0, -240.0),
    (168.0, -120.0),
    (188.0, 0.0),
    (190.0, 90.0),
    (178.0, 230.0),
    (-178.0, 230.0),
    (-190.0, 90.0),
    (-188.0, 0.0),
    (-168.0, -120.0),
)
_CLEFT: Final = points((0.0, 96.0), (7.0, 130.0), (20.0, 230.0), (-20.0, 230.0), (-7.0, 130.0))
_SACRUM: Final = points(
    (-26.0, -122.0),
    (0.0, -118.0),
    (26.0, -122.0),
    (46.0, -124.0),
    (58.0, -112.0),
    (50.0, -84.0),
    (41.0, -62.0),
    (26.0, -38.0),
    (11.0, -20.0),
    (-11.0, -20.0),
    (-26.0, -38.0),
    (-41.0, -62.0),
    (-50.0, -84.0),
    (-58.0, -112.0),
    (-46.0, -124.0),
)
_PILLAR: Final = points(
    (112.0, -60.0), (121.0, -100.0), (112.0, -148.0), (98.0, -150.0), (103.0, -100.0), (98.0, -66.0)
)
_CREST: Final = points(
    (56.0, -143.0),
    (95.0, -155.0),
    (122.0, -143.0),
    (137.0, -114.0),
    (133.0, -112.0),
    (118.0, -137.0),
    (95.0, -149.0),
    (60.0, -138.0),
)
_POSTERIOR_WALL: Final = points(
    (60.0, -16.0),
    (90.0, -28.0),
    (114.0, -24.0),
    (112.0, -4.0),
    (105.0, 14.0),
    (96.0, 27.0),
    (70.0, 22.0),
)
_GAS: Final = (
    (-62.0, -150.0, 13.0, 11.0),
    (-78.0, -130.0, 11.0, 14.0),
    (-68.0, -108.0, 11.0, 8.0),
    (86.0, -120.0, 10.0, 13.0),
    (74.0, -96.0, 9.0, 11.0),
    (5.0, -54.0, 14.0, 9.0),
    (-10.0, -40.0, 11.0, 8.0),
    (4.0, -30.0, 9.0, 7.0),
    (36.0, -72.0, 9.0, 7.0),
)
_FLAT: Final = Bone(radius=9.0, cortex=1.2, density=0.66, grain_degrees=70.0)
_LONG: Final = Bone(16.0, 0.9, density=0.75, grain_degrees=75.0, shaft=(22.0, 110.0, 4.4))


def soft_tissue(exposure: Exposure) -> None:
    """Trunk and thighs, their muscles, and gas in the bowel."""
    exposure.soft(smooth(_TRUNK), radius=96.0)
    exposure.haze(smooth(_CLEFT), -95.0, 4.0)
    for side in (-1, 1):
        fold = points((30.0, 112.0), (92.0, 126.0), (150.0, 110.0), (92.0, 134.0))
        exposure.haze(smooth(mirrored(fold, side)), 16.0, 3.0)
        exposure.haze(circle((side * 100.0, 10.0), (62.0, 84.0)), 34.0, 14.0)
        exposure.haze(circle((side * 128.0, 160.0), (40.0, 90.0)), 30.0, 9.0)
        psoas = points((14.0, -200.0), (36.0, -150.0), (62.0, -90.0), (44.0, -90.0), (8.0, -160.0))
        exposure.haze(smooth(mirrored(psoas, side)), 22.0, 3.0)
    exposure.haze(circle((0.0, 0.0), (42.0, 27.0)), 28.0, 3.0)
    for x, y, wide, high in _GAS:
        exposure.haze(smooth(_lobed(x, y, wide, high)), -36.0, 2.4)


def spine(exposure: Exposure) -> None:
    """L4 and L5 with their processes, the sacrum with its foramina, the coccyx."""
    body = Bone(radius=14.0, cortex=1.2, density=0.72)
    for middle, half_width in ((-143.0, 27.0), (-181.0, 25.5)):
        _vertebra(exposure, middle, half_width, body)
    tail = [circle((0.0, y), (size, 4.6)) for y, size in ((-16, 8.0), (-8, 6.5), (1, 5.0), (8, 4))]
    exposure.bone([smooth(_SACRUM)], Bone(radius=15.0, cortex=1.0, density=0.62, grain_degrees=60))
    for part in tail:
        exposure.bone([part], Bone(5.0, 0.9, 0.55))
    for number, (x, y) in enumerate(((23.0, -102.0), (20.0, -84.0), (16.5, -67.0), (13.0, -51.0))):
        size = 7.0 - 0.8 * number
        for side in (-1, 1):
            exposure.haze(circle((side * x, y), (size * 0.9, size * 0.6)), -34.0, 1.2)
            arch = points((x - size, y + 1.0), (x, y - size * 0.75), (x + size, y + 1.0))
            exposure.stroke(smooth(mirrored(arch, side), closed=False), 1.3, 0.16)
    for y in (-110.0, -91.0, -74.0, -58.0):
        exposure.bone([circle((0.0, y), (3.4, 7.0))], Bone(3.5, 1.0, 0.5))


def _vertebra(exposure: Exposure, middle: float, half_width: float, body: Bone) -> None:
    waist = half_width - 3.0
    outline = points(
        (-half_width, middle - 13.5),
        (0.0, middle - 12.0),
        (half_width, middle - 13.5),
        (waist, middle),
        (half_width, middle + 13.5),
        (0.0, middle + 12.0),
        (-half_width, middle + 13.5),
        (-waist, middle),
    )
    wings = [
        tube(mirrored(points((18.0, middle - 4), (36.0, middle - 8), (50.0, middle - 5)), side), w)
        for side in (-1, 1)
        for w in [(5.0, 4.4, 2.6)]
    ]
    exposure.bone([smooth(outline), *wings], body)
    arch = []
    for side in (-1, 1):
        exposure.bone([circle((side * 16.5, middle - 4.0), (5.2, 7.5))], Bone(5.5, 1.4, 0.6))
        joint = points((13.0, middle + 4.0), (19.0, middle + 17.0), (15.0, middle + 27.0))
        arch.append(tube(mirrored(joint, side), (4.5, 5.0, 3.0)))
        blade = points((0.0, middle + 6.0), (8.0, middle + 4.0), (16.0, middle + 10.0))
        arch.append(tube(mirrored(blade, side), (5.0, 4.5, 4.0)))
    exposure.bone(arch, Bone(6.0, 0.9, 0.42))
    tip = points(
        (0, middle - 4),
        (3.6, middle + 8),
        (4.6, middle + 17),
        (-4.6, middle + 17),
        (-3, 6 + middle),
    )
    exposure.bone([smooth(tip)], Bone(4.0, 1.2, 0.8))


def half_pelvis(exposure: Exposure, side: int) -> None:
    """Ilium, ischium and pubis of one side, with the lines that a radiologist looks for."""
    ramus = points((70.0, 0.0), (50.0, 8.0), (30.0, 21.0), (12.0, 29.0))
    lower = points((13.0, 53.0), (28.0, 66.0), (45.0, 75.0), (64.0, 76.0))
    parts = [
        smooth(_ILIUM),
        smooth(_ISCHIUM),
        tube(ramus, (13.0, 9.5, 8.0, 10.0)),
        smooth(_PUBIC_BODY),
        tube(lower, (8.0, 6.0, 6.2, 8.0)),
    ]
    exposure.bone([mirrored(part, side) for part in parts], _FLAT)
    for shape, thickness, blur in (
        (_ILIAC_BODY, 34.0, 5.0),
        (_ISCHIUM, 26.0, 4.0),
        (_POSTERIOR_WALL, 22.0, 1.8),
        (_PILLAR, 20.0, 6.0),
        (_CREST, 20.0, 2.5),
    ):
        exposure.haze(mirrored(smooth(shape), side), thickness, blur)

    def line(path: Points, width: float, amount: float) -> None:
        exposure.stroke(smooth(mirrored(path, side), closed=False), width, amount)

    line(points((44, -62), (51, -40), (56, -18), (50, 4), (30, 16), (10, 25)), 1.6, 0.10)
    line(points((57, -30), (61, -10), (63, 14), (66, 42), (72, 62)), 1.4, 0.09)
    line(_arc(30.2, -138.0, -50.0), 3.4, 0.16)
    line(_arc(28.4, -190.0, -125.0), 1.4, 0.10)
    line(points((114, -24), (104, -8), (93, 8), (76, 18), (66, 20)), 1.2, 0.06)
    line(points((115, -24), (112, -4), (105, 14), (96, 25)), 1.4, 0.08)
    line(points((62.5, -2), (61, 14), (64.5, 22), (68, 14), (67, -2)), 1.1, 0.10)
    line(points((44, -118), (47, -98), (44, -80), (41, -64)), 1.8, -0.12)
    line(points((47, -116), (50, -98), (47, -80)), 1.6, 0.08)


def _arc(radius: float, first_degrees: float, last_degrees: float) -> Points:
    angle = np.radians(np.linspace(first_degrees, last_degrees, 9))
    arc: Points = np.stack((np.cos(angle), np.sin(angle)), axis=1) * radius + HEAD_CENTRE
    return arc


def _lobed(x: float, y: float, wide: float, high: float) -> Points:
    """Return a bubble of gas between the folds of the bowel."""
    angle = np.linspace(0.0, 2 * np.pi, 12, endpoint=False)
    reach = 1.0 + 0.16 * np.sin(3 * angle + x) + 0.12 * np.sin(5 * angle + y)
    ring: Points = np.stack((np.cos(angle) * wide, np.sin(angle) * high), axis=1)
    return ring * reach[:, None] + (x, y)


def whole_femur(exposure: Exposure, side: int) -> None:
    """A femur without a fracture."""
    exposure.bone([mirrored(part, side) for part in _femur_parts()], _LONG)
    _femur_inside(exposure, side, REST)


def broken_femur(exposure: Exposure, side: int, head: Motion, shaft: Motion) -> None:
    """A femur in two fragments, each moved; drawn for x > 0 and mirrored."""
    before = points((40.0, 60.0), (40.0, -60.0), (116.0, -40.0))
    beyond = points((95.0, 215.0), (190.0, 215.0), (190.0, -40.0))
    for motion, rest in ((head, before), (shaft, beyond)):
        keep = mirrored(motion(np.concatenate((FRACTURE_LINE, rest))), side)
        exposure.bone([mirrored(motion(part), side) for part in _femur_parts()], _LONG, keep)
    _femur_inside(exposure, side, shaft)


def _femur_parts() -> list[Points]:
    return [circle(HEAD_CENTRE, (HEAD_RADIUS, HEAD_RADIUS)), smooth(_FEMUR)]


def _femur_inside(exposure: Exposure, side: int, motion: Motion) -> None:
    """Marrow cavity, trochanters and the strong trabeculae."""

    def placed(shape: Points) -> Points:
        return mirrored(motion(shape), side)

    exposure.haze(placed(smooth(_SHAFT_HOLLOW)), -38.0, 3.0)
    exposure.haze(placed(circle((115.0, 72.0), (7.0, 10.0))), 26.0, 2.0)
    exposure.haze(placed(circle((146.0, 16.0), (9.0, 17.0))), 10.0, 4.0)
    for path, width, amount in (
        (points((150.0, 0.0), (139.0, 14.0), (127.0, 32.0), (116.0, 50.0)), 1.8, 0.09),
        (points((136.0, -4.0), (131.0, 14.0), (122.0, 34.0), (114.0, 54.0)), 1.4, 0.06),
        (points((101.0, 35.0), (108.0, 46.0), (113.5, 62.0), (116.0, 90.0)), 2.4, 0.12),
    ):
        exposure.stroke(smooth(placed(path), closed=False), width, amount)
