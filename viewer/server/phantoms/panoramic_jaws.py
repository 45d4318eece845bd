"""Jaws, face and neck as a panoramic radiograph unrolls them, for the panoramic phantom.

The film's frame: mm, x to the right as the picture is looked at (the patient's left), y to the
feet; the origin lies on the midline between the edges of the incisors. Halves are drawn for x > 0
and mirrored.
"""

from typing import Final

import numpy as np

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

_BODY: Final = Bone(radius=7.5, cortex=1.3, density=0.64, grain_degrees=15.0, grain=0.6)
_UPPER: Final = Bone(radius=6.0, cortex=0.35, density=0.5, grain_degrees=80.0, grain=0.6)

# The lower jaw from the retromolar edge over the ramus to the chin, for x > 0.
_RAMUS: Final = points(
    (88.0, -6.0), (91.0, -20.0), (91.0, -34.0), (89.5, -46.0), (90.5, -54.5), (95.0, -56.0),
    (99.5, -49.5), (106.0, -45.5), (111.5, -51.0), (113.0, -61.0), (115.5, -66.5), (120.5, -68.0),
    (125.0, -65.0), (126.0, -59.5), (123.5, -53.0), (122.0, -40.0), (121.0, -22.0), (120.0, -8.0),
    (117.0, 4.0), (110.0, 14.0), (99.0, 23.5), (84.0, 33.0), (66.0, 42.0), (46.0, 49.5),
    (28.0, 54.5), (10.0, 57.0),
)  # fmt: skip
_CANAL: Final = points(
    (105.0, -24.0), (103.0, -12.0), (98.0, 1.0), (88.0, 13.5), (74.0, 23.5), (60.0, 32.0),
    (50.0, 36.5), (44.0, 35.0),
)  # fmt: skip
_RIDGE: Final = points((93.0, -40.0), (91.0, -18.0), (88.0, -4.0), (80.0, 8.0), (68.0, 17.0))
_MYLOHYOID: Final = points((101.0, -6.0), (92.0, 4.0), (80.0, 13.0), (66.0, 21.0))
_SINUS: Final = points(
    (27.0, -39.0), (34.0, -33.5), (46.0, -30.0), (58.0, -28.5), (70.0, -29.5), (77.0, -35.0),
    (79.0, -47.0), (75.0, -59.0), (62.0, -65.0), (44.0, -64.0), (31.0, -56.0),
)  # fmt: skip
_NOSE: Final = points(
    (2.6, -38.0), (9.0, -36.5), (17.0, -39.0), (22.0, -46.0), (23.0, -58.0), (19.0, -70.0),
    (12.0, -79.0), (4.0, -82.0), (2.2, -60.0),
)  # fmt: skip
_PALATE: Final = points((2.0, -35.5), (24.0, -36.5), (46.0, -37.5), (66.0, -38.5), (84.0, -41.0))
_ORBIT: Final = points((24.0, -84.0), (30.0, -76.0), (44.0, -71.5), (60.0, -73.5), (70.0, -84.0))
_ZYGOMA: Final = points(
    (58.0, -58.0), (60.0, -47.0), (65.0, -41.0), (71.0, -42.5), (75.0, -51.0), (82.0, -57.5),
    (92.0, -60.0),
)  # fmt: skip
_ARCH: Final = points((72.0, -54.0), (84.0, -61.0), (98.0, -64.0), (110.0, -70.0), (117.0, -76.0))
_EMINENCE: Final = points(
    (88.0, -63.0), (99.0, -65.0), (105.0, -63.5), (110.0, -68.0), (117.0, -74.5), (126.0, -72.0),
    (134.0, -66.0),
)  # fmt: skip
_PTERYGOID: Final = points((81.0, -66.0), (83.0, -54.0), (85.5, -42.0), (88.0, -36.0))
_TUBEROSITY: Final = points(
    (85.0, -16.0), (89.0, -22.0), (89.0, -34.0), (85.0, -48.0), (82.0, -64.0), (66.0, -72.0),
    (44.0, -71.0), (26.0, -74.0), (20.0, -58.0), (14.0, -41.0), (6.0, -38.0),
)  # fmt: skip
_STYLOID: Final = points((128.0, -60.0), (125.0, -44.0), (120.0, -28.0))
_HYOID: Final = points((142.0, 36.0), (128.0, 39.0), (114.0, 43.5), (103.0, 49.0), (99.0, 54.0))
_TONGUE: Final = points(
    (0.0, -29.5), (30.0, -30.0), (60.0, -30.5), (84.0, -26.0), (94.0, -10.0), (80.0, 14.0),
    (50.0, 34.0), (0.0, 42.0), (-50.0, 34.0), (-80.0, 14.0), (-94.0, -10.0), (-84.0, -26.0),
    (-60.0, -30.5), (-30.0, -30.0),
)  # fmt: skip


def face(exposure: Exposure) -> None:
    """Lay the soft tissue of the face and neck, with the air round and in them."""
    film = exposure.film
    left, top = film.left_mm - 20.0, film.top_mm - 20.0
    right, bottom = -left, film.top_mm + film.rows * film.pixel_mm + 20.0
    whole = points((left, top), (right, top), (right, bottom), (left, bottom))
    exposure.haze(whole, 58.0, 1.0)
    exposure.haze(_TONGUE, 16.0, 5.0)
    for side in (-1, 1):
        under = points(
            (20.0, 64.0), (60.0, 55.0), (96.0, 38.0), (124.0, 22.0), (160.0, 40.0), (160.0, 100.0),
            (20.0, 100.0),
        )  # fmt: skip
        exposure.haze(mirrored(under, side), -36.0, 5.0)
        cheek = points((60.0, -20.0), (100.0, -30.0), (122.0, -10.0), (112.0, 12.0), (70.0, 30.0))
        exposure.haze(smooth(mirrored(cheek, side)), 10.0, 8.0)
        ear = points((126.0, -30.0), (134.0, -44.0), (142.0, -40.0), (140.0, -18.0), (132.0, -14.0))
        exposure.haze(smooth(mirrored(ear, side)), 14.0, 1.6)
    below = points((-46.0, 66.0), (46.0, 66.0), (60.0, 90.0), (-60.0, 90.0))
    exposure.haze(below, -30.0, 4.0)


def airways(exposure: Exposure) -> None:
    """Take away the air between tongue and palate, in the throat and between the lips."""
    for side in (-1, 1):
        space = points(
            (0.0, -33.5), (30.0, -34.5), (60.0, -34.0), (84.0, -30.0), (80.0, -25.5), (56.0, -29.5),
            (28.0, -30.5), (0.0, -30.0),
        )  # fmt: skip
        exposure.haze(mirrored(space, side), -15.0, 1.5)
        throat = points(
            (86.0, -46.0), (98.0, -42.0), (112.0, -22.0), (122.0, 4.0), (130.0, 30.0),
            (124.0, 32.0), (110.0, 12.0), (98.0, -8.0), (88.0, -28.0),
        )  # fmt: skip
        exposure.haze(smooth(mirrored(throat, side)), -15.0, 3.0)
    lips = points((-20.0, -1.0), (-8.0, -4.5), (8.0, -4.5), (20.0, -1.0), (9.0, 7.0), (-9.0, 7.0))
    exposure.haze(smooth(lips), -16.0, 2.2)


def ghosts(exposure: Exposure) -> None:
    """Add the shadows of what the beam met out of focus: the spine, the jaw's other side."""
    spine = points((-17.0, -90.0), (17.0, -90.0), (22.0, 90.0), (-22.0, 90.0))
    exposure.haze(spine, 30.0, 8.0)
    for level in (-44.0, -18.0, 10.0, 38.0):
        exposure.haze(circle((0.0, level), (15.0, 9.0)), 4.0, 5.0)
    for side in (-1, 1):
        other = points((70.0, -30.0), (128.0, -44.0), (138.0, -20.0), (112.0, 2.0), (78.0, -6.0))
        exposure.haze(smooth(mirrored(other, side)), 11.0, 8.0)
        for level in (-52.0, -24.0, 3.0):
            body = points(
                (130.0, level - 11.0), (150.0, level - 10.0), (150.0, level + 12.0),
                (131.0, level + 11.0), (132.5, level),
            )  # fmt: skip
            exposure.haze(mirrored(body, side), 13.0, 1.3)


def upper_jaw(exposure: Exposure, crest: Points, short_mm: float = 0.0) -> None:
    """Draw the maxilla above the margin of its bone, the sinuses, the nose and the cheekbones.

    `short_mm` is by how much a child's jaw is shorter behind its teeth.
    """
    right = smooth(_half(_TUBEROSITY, 1, short_mm), closed=False)
    whole = np.concatenate((smooth(crest, closed=False), right, mirrored(right, -1)[::-1]))
    exposure.haze(whole, 9.0, 2.2)
    # The bone that holds the teeth ends where the palate begins: above, the beam meets thin walls.
    middle = points((83.0, -37.0), (40.0, -41.0), (0.0, -38.0), (-40.0, -41.0), (-83.0, -37.0))
    low = right[right[:, 1] > -36.0]
    low = low[: int(np.argmin(low[:, 1])) + 1]
    process = (smooth(crest, closed=False), low, middle, mirrored(low, -1)[::-1])
    exposure.bone([np.concatenate(process)], _UPPER)
    for side in (-1, 1):
        exposure.haze(smooth(_half(_SINUS, side, short_mm)), -15.0, 0.7)
        exposure.haze(smooth(_half(_NOSE, side, short_mm)), -17.0, 0.9)
        exposure.haze(smooth(_half(_ZYGOMA, side, short_mm)), 9.0, 1.6)
        exposure.haze(tube(_half(_ARCH, side, short_mm), (3.0, 4.2, 3.2, 4.4, 6.0)), 13.0, 1.0)
        exposure.haze(_half(circle((12.5, -50.0), (5.0, 8.5)), side, short_mm), 11.0, 1.4)
        exposure.haze(_half(circle((11.0, -68.0), (4.0, 6.0)), side, short_mm), 8.0, 1.4)
        for path, width, amount in (
            (np.concatenate((_SINUS, _SINUS[:1])), 0.8, 0.13),
            (_NOSE[:-1], 0.8, 0.10),
            (_PALATE, 1.5, 0.16),
            (_PALATE + points((0.0, 3.2)), 1.1, 0.06),
            (_ORBIT, 1.7, 0.15),
            (_ZYGOMA, 1.2, 0.14),
            (_EMINENCE, 1.3, 0.15),
            (_PTERYGOID, 1.1, 0.12),
            (_PTERYGOID + points((3.2, 0.5)), 0.9, 0.08),
        ):
            exposure.stroke(smooth(_half(path, side, short_mm), closed=False), width, amount)
    septum = points((0.3, -36.0), (-0.7, -50.0), (0.9, -66.0), (0.2, -82.0))
    exposure.stroke(smooth(septum, closed=False), 1.5, 0.13)
    exposure.haze(points((0.0, -36.0), (4.0, -31.0), (0.0, -26.0), (-4.0, -31.0)), 7.0, 1.2)
    exposure.stroke(points((0.2, -30.0), (0.0, -14.0)), 0.5, -0.06)


def lower_jaw(exposure: Exposure, crest: Points, short_mm: float = 0.0) -> None:
    """Draw the mandible below the margin of its bone, with its canal and its lines.

    `short_mm` is by how much a child's jaw is shorter behind its teeth.
    """
    right, left = _half(_RAMUS, 1, short_mm), _half(_RAMUS, -1, short_mm)
    ring = np.concatenate((smooth(right, closed=False), smooth(left[::-1], closed=False)))
    exposure.bone([np.concatenate((ring, smooth(crest, closed=False)))], _BODY)
    border = np.concatenate((right[16:], left[16:][::-1]))
    thick = tube(border + points((0.0, -1.6)), (0.5, 1.6, 2.0, 2.0, 1.6, 0.5))
    exposure.haze(thick, 16.0, 0.5)
    exposure.haze(circle((0.0, 42.0), (20.0, 9.0)), 9.0, 5.0)
    for side in (-1, 1):

        def line(path: Points, width: float, amount: float, side: int = side) -> None:
            exposure.stroke(smooth(_half(path, side, short_mm), closed=False), width, amount)

        line(_CANAL, 2.8, -0.055)
        line(_CANAL + points((-0.9, -1.4)), 0.5, 0.06)
        line(_CANAL + points((0.9, 1.4)), 0.5, 0.06)
        exposure.haze(_half(circle((44.0, 34.5), (2.1, 1.6)), side, short_mm), -6.0, 0.6)
        line(_RIDGE, 1.6, 0.10)
        line(_MYLOHYOID, 1.3, 0.06)
        line(_STYLOID, 2.2, 0.09)
        exposure.haze(tube(_half(_HYOID, side, short_mm), (1.6, 2.2, 2.6, 3.4, 1.2)), 17.0, 0.7)
        exposure.haze(_half(circle((60.0, 35.0), (17.0, 5.0)), side, short_mm), -6.0, 4.0)


def _half(shape: Points, side: int, short_mm: float) -> Points:
    """Return a shape of x > 0 on its side, in a jaw whose back is shorter: a child's."""
    share = np.clip((shape[:, 0] - 50.0) / 36.0, 0.0, 1.0)
    moved = shape[:, 0] - short_mm * share * share * (3.0 - 2.0 * share)
    return mirrored(np.stack((moved, shape[:, 1]), axis=1), side)
