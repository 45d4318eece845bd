"""What a lateral cephalogram shows beside the teeth: skull, face, neck and the head holder."""

from typing import Final

import numpy as np

from viewer.server.phantoms import cephalogram_outlines as outlines
from viewer.server.phantoms.cephalogram_face import Face
from viewer.server.phantoms.radiograph import Bone, Exposure, Points, circle, points, smooth

RULER_LENGTH_MM: Final = 100
RULER_TOP: Final = (104.0, -74.0)
_MARKER: Final = (92.0, 112.0)
_RULER_WIDTH_MM: Final = 5.0
_CANAL_MM: Final = 4.6

_JAW: Final = Bone(7.0, 1.5, density=0.55, grain_degrees=25.0, is_exact=True)
_CHIN: Final = Bone(6.0, 1.6, density=0.3, grain_degrees=80.0, is_exact=True)
_PALATE: Final = Bone(6.0, 0.8, density=0.8, grain_degrees=5.0, is_exact=True)
_BASE: Final = Bone(5.0, 0.9, density=0.62, grain_degrees=40.0, is_exact=True)
_VAULT: Final = Bone(4.5, 1.1, density=0.42, is_exact=True)
_PETROUS: Final = Bone(15.0, 1.0, density=0.5, grain_degrees=60.0)
_THIN: Final = Bone(2.5, 0.5, density=0.35)
_VERTEBRA: Final = Bone(9.0, 0.7, density=0.55, grain_degrees=85.0)
_ARCH: Final = Bone(5.0, 0.7, density=0.5, grain_degrees=10.0)

_OUTER_TABLE: Final = points(
    (72.4, -14.0),
    (73.4, -21.0),
    (71.6, -35.0),
    (66.4, -54.0),
    (54.0, -74.0),
    (36.0, -89.0),
    (12.0, -98.0),
    (-16.0, -99.0),
    (-46.0, -92.0),
    (-74.0, -75.0),
    (-94.0, -48.0),
    (-101.0, -18.0),
    (-95.0, 8.0),
    (-80.0, 28.0),
    (-60.0, 45.0),
)
_INNER_TABLE: Final = points(
    (-61.0, 39.0),
    (-76.0, 22.0),
    (-84.0, 6.0),
    (-93.0, -18.0),
    (-87.0, -45.0),
    (-69.0, -69.0),
    (-43.0, -85.0),
    (-15.0, -92.0),
    (11.0, -91.2),
    (33.0, -83.0),
    (49.0, -69.0),
    (60.4, -51.0),
    (64.6, -34.0),
    (62.6, -22.0),
    (60.6, -11.0),
)
_PETROUS_OUTLINE: Final = points(
    (-10.0, 9.0),
    (-20.0, 2.0),
    (-34.0, 3.0),
    (-50.0, 12.0),
    (-56.0, 26.0),
    (-50.0, 42.0),
    (-42.0, 52.0),
    (-36.0, 45.0),
    (-30.0, 33.0),
    (-17.0, 30.5),
    (-12.0, 20.0),
)
_CERVICAL: Final = (
    points((-37.0, 56.0), (-22.5, 54.0), (-20.5, 74.0), (-37.0, 76.5)),
    points((-37.5, 80.5), (-21.0, 78.0), (-20.5, 92.0), (-37.5, 94.0)),
    points((-38.0, 98.0), (-21.5, 96.0), (-22.0, 110.0), (-38.5, 111.0)),
    points((-39.0, 115.0), (-22.5, 114.0), (-24.5, 128.0), (-40.5, 128.5)),
    points((-41.0, 132.5), (-25.0, 132.0), (-27.0, 148.0), (-43.0, 148.0)),
)
_SPINES: Final = (
    points((-50.0, 60.0), (-60.0, 61.0), (-74.0, 72.0), (-70.0, 78.0), (-56.0, 72.0)),
    points((-52.0, 84.0), (-62.0, 86.0), (-70.0, 93.0), (-66.0, 96.0), (-54.0, 92.0)),
    points((-53.0, 101.0), (-63.0, 104.0), (-71.0, 111.0), (-67.0, 114.0), (-55.0, 109.0)),
    points((-55.0, 119.0), (-66.0, 123.0), (-75.0, 131.0), (-71.0, 134.0), (-57.0, 127.0)),
)
_DENS: Final = points(
    (-28.5, 41.5), (-31.5, 44.0), (-32.5, 58.0), (-23.5, 58.0), (-24.0, 44.0), (-26.0, 41.2)
)


def draw_head(exposure: Exposure, face: Face) -> None:
    """Draw the soft tissue and the bones; the teeth and the head holder are apart."""
    _skin(exposure, face)
    _airway(exposure, face)
    _vault(exposure, face)
    _base(exposure, face)
    _middle_face(exposure, face)
    _lower_jaw(exposure, face)
    _neck(exposure)


def draw_holder(exposure: Exposure, face: Face) -> None:
    """Draw the ear rod's ring, the rod of the nasal support and the ruler."""
    ear = face.beside("Po", 0.0, _CANAL_MM)
    ring = np.concatenate((_ring(ear, 3.0), _ring(ear, 2.1)[::-1]))
    exposure.metal(ring, 0.9)
    nasion = face.at("N'")
    support = points((4.0, -3.0), (23.0, -3.6), (23.0, 1.6), (4.0, 2.4)) + nasion
    exposure.soft(support, 3.0, 1.6)
    exposure.soft(circle((4.4 + nasion[0], nasion[1] - 0.6), (3.0, 5.0)), 4.0, 1.6)
    exposure.letter("L", _MARKER)
    _ruler(exposure)


def _ruler(exposure: Exposure) -> None:
    """A strip of aluminium with a lead mark each 10 mm, the ends and the middle the longest."""
    x, top = RULER_TOP
    bottom = top + RULER_LENGTH_MM
    strip = points(
        (x, top - 4.0),
        (x + _RULER_WIDTH_MM, top - 4.0),
        (x + _RULER_WIDTH_MM, bottom + 4.0),
        (x, bottom + 4.0),
    )
    exposure.metal(strip, 0.13)
    for mark in range(0, RULER_LENGTH_MM + 1, 10):
        reach = _RULER_WIDTH_MM if mark % 50 == 0 else 0.6 * _RULER_WIDTH_MM
        y = top + mark
        tick = points((x, y - 0.4), (x + reach, y - 0.4), (x + reach, y + 0.4), (x, y + 0.4))
        exposure.metal(tick, 1.0)


def _ring(centre: Points, radius: float) -> Points:
    return circle((float(centre[0]), float(centre[1])), (radius, radius))


def _skin(exposure: Exposure, face: Face) -> None:
    """The head is thin at its profile and thick behind it; the brain fills the vault."""
    outline = outlines.profile(face)
    exposure.soft(outline, 9.0, 0.85)
    exposure.soft(outline, 1.2, 2.0)
    exposure.soft(outline, 60.0, 0.22)
    brain = np.concatenate((smooth(_INNER_TABLE, closed=False), points((8.0, -7.0), (-20.0, 30.0))))
    exposure.haze(brain, 26.0, 6.0)
    nostril = face.bent(circle((88.0, 42.5), (3.6, 1.7)))
    exposure.haze(nostril, -9.0, 0.6)


def _airway(exposure: Exposure, face: Face) -> None:
    """The pharynx is dark between the soft palate, the tongue and the spine."""
    pharynx = face.curve(
        (14.0, 24.0),
        (-2.0, 28.0),
        (-10.0, 38.0),
        (-14.0, 50.0),
        (-16.0, 72.0),
        (-17.0, 96.0),
        (-18.0, 122.0),
        (-20.0, 146.0),
        (-4.0, 146.0),
        (-3.0, 124.0),
        (-6.0, 110.0),
        (-4.6, 92.0),
        (-4.0, 74.0),
        (2.0, 62.0),
        (14.0, 48.0),
        (22.0, 42.0),
        (21.0, 30.0),
        closed=True,
    )
    exposure.haze(pharynx, -13.0, 0.9)
    soft_palate = face.curve(
        (24.0, 45.6),
        (14.0, 49.0),
        (5.0, 56.0),
        (-2.0, 66.0),
        (-3.4, 70.6),
        (0.6, 70.0),
        (7.0, 62.6),
        (16.0, 54.0),
        (25.0, 47.6),
        closed=True,
    )
    exposure.haze(soft_palate, 9.0, 0.5)
    tongue = face.curve(
        (-2.0, 90.0),
        (-1.0, 76.0),
        (8.0, 62.0),
        (24.0, 54.0),
        (44.0, 53.6),
        (58.0, 60.0),
        (64.0, 70.0),
        (56.0, 82.0),
        (40.0, 88.0),
        (14.0, 88.0),
        closed=True,
    )
    exposure.haze(tongue, 14.0, 3.0)
    cheeks = face.curve(
        (4.0, 22.0),
        (56.0, 20.0),
        (74.0, 60.0),
        (68.0, 98.0),
        (30.0, 92.0),
        (-4.0, 60.0),
        closed=True,
    )
    exposure.haze(cheeks, 16.0, 6.0)
    nose = face.curve(
        (26.0, 12.0),
        (40.0, 2.0),
        (60.0, 0.0),
        (70.0, 16.0),
        (71.0, 40.0),
        (28.0, 42.0),
        closed=True,
    )
    exposure.haze(nose, -9.0, 2.5)


def _vault(exposure: Exposure, face: Face) -> None:
    forehead = np.concatenate((face.beside("N", 1.9, -3.4)[None], _OUTER_TABLE))
    outer = smooth(forehead, closed=False)
    inner = smooth(_INNER_TABLE, closed=False)
    exposure.bone([np.concatenate((face.at("N")[None], outer, inner))], _VAULT)
    exposure.haze(np.concatenate((outer, inner[::-1][:1], points((-20.0, 30.0)))), 14.0, 4.0)
    sinus = points((68.6, -13.6), (65.4, -17.0), (66.8, -28.0), (69.8, -29.0), (70.6, -20.0))
    exposure.haze(smooth(sinus), -26.0, 0.7)
    for path in _SUTURES:
        exposure.stroke(smooth(path, closed=False), 0.5, -0.07)
    for path in _VESSELS:
        exposure.stroke(smooth(path, closed=False), 1.3, -0.05)


def _base(exposure: Exposure, face: Face) -> None:
    """Sphenoid and clivus, the orbits' roofs, the temporal bone with the ear canal."""
    exposure.bone([outlines.cranial_base(face)], _BASE)
    sinus = face.curve(
        (9.0, -4.0), (15.0, -2.0), (15.6, 8.0), (10.0, 15.0), (1.0, 13.0), closed=True
    )
    exposure.haze(sinus, -20.0, 0.6)
    for roof in (
        ((62.0, -16.0), (50.0, -19.5), (38.0, -17.0), (24.0, -9.5), (10.0, -8.0)),
        ((60.0, -13.0), (48.0, -16.5), (36.0, -14.0), (22.0, -7.4)),
    ):
        exposure.stroke(face.curve(*roof), 0.8, 0.2)
    wing = face.curve((24.0, -9.0), (17.0, -2.0), (15.6, 6.0), (18.0, 14.0))
    exposure.stroke(wing, 0.9, 0.2)
    exposure.bone([smooth(_PETROUS_OUTLINE)], _PETROUS)
    exposure.haze(smooth(_PETROUS_OUTLINE), 16.0, 4.0)
    for x, y in _AIR_CELLS:
        exposure.haze(circle((x, y), (1.9, 1.5)), -24.0, 0.5)
    canal = face.beside("Po", 0.0, _CANAL_MM)
    exposure.haze(_ring(canal, _CANAL_MM), -30.0, 0.22)
    exposure.stroke(_closed(_ring(canal, _CANAL_MM + 0.35)), 0.6, 0.2)


def _middle_face(exposure: Exposure, face: Face) -> None:
    exposure.bone([outlines.maxilla(face)], _PALATE)
    nasal = face.polygon("N", (73.2, -2.4), (77.0, 5.4), (78.8, 10.4), (75.2, 5.6), (70.6, -2.2))
    exposure.bone([nasal], Bone(2.0, 0.7, density=0.8, is_exact=True))
    suture = face.polygon("N", (66.4, -6.4), (64.0, -5.2))
    exposure.stroke(suture, 0.5, -0.1)
    antrum = face.curve(
        (26.0, 22.0),
        (34.0, 18.0),
        (50.0, 20.0),
        (58.0, 25.0),
        (60.0, 36.0),
        (52.0, 46.0),
        (38.0, 48.0),
        (28.0, 44.0),
        closed=True,
    )
    exposure.haze(antrum, -12.0, 1.0)
    exposure.stroke(_closed(antrum), 0.5, 0.08)
    fissure = outlines.fissure(face)
    exposure.haze(fissure, -16.0, 0.35)
    exposure.stroke(_closed(fissure), 0.6, 0.26)
    foramen = face.beside("Pt", -1.6, -1.7)
    exposure.haze(_ring(foramen, 1.7), -18.0, 0.25)
    exposure.stroke(face.curve((16.4, 24.0), (16.8, 34.0), (17.6, 42.0), (15.0, 47.0)), 0.8, 0.2)
    # The line lies on the orbit's side of the rim, so that its lower edge passes through Or.
    rim = outlines.orbital_rim(face) + np.array((0.25, -0.45))
    exposure.stroke(rim, 0.9, 0.2)
    exposure.haze(np.concatenate((rim, rim[::-1] - (2.2, -0.9))), 12.0, 0.5)
    floor = face.curve((57.0, 17.8), (48.0, 15.4), (36.0, 14.0), (26.0, 12.0))
    exposure.stroke(floor, 0.7, 0.13)
    zygoma = face.curve(
        (52.6, 10.0),
        (58.6, 20.4),
        (57.0, 28.0),
        (51.0, 36.0),
        (45.0, 42.0),
        (41.0, 41.0),
        (41.4, 34.0),
        (44.0, 25.0),
        (46.0, 15.0),
        closed=True,
    )
    exposure.bone([zygoma], Bone(5.0, 0.6, density=0.36, grain_degrees=50.0))
    key_ridge = face.curve((50.6, 35.0), (45.0, 40.6), (41.6, 40.4), (41.0, 33.0))
    exposure.stroke(key_ridge, 1.1, 0.14)
    exposure.stroke(face.curve((52.0, 13.0), (34.0, 17.0), (12.0, 17.6), (-6.0, 16.4)), 1.2, 0.08)


def _lower_jaw(exposure: Exposure, face: Face) -> None:
    jaw = outlines.mandible(face)
    exposure.bone([jaw], _JAW)
    exposure.bone([outlines.symphysis(face)], _CHIN)
    canal = ((5.0, 44.0), (8.0, 56.0), (16.0, 69.0), (30.0, 80.4), (46.0, 89.0))
    exposure.stroke(face.curve(*canal), 2.4, -0.05)
    for shift in (-1.35, 1.35):
        side = face.curve(*((x + 0.6 * shift, y + shift) for x, y in canal))
        exposure.stroke(side, 0.5, 0.06)
    ridge = face.curve((13.0, 58.0), (17.0, 67.0), (23.0, 73.6), (34.0, 79.0))
    exposure.stroke(ridge, 1.2, 0.12)


def _neck(exposure: Exposure) -> None:
    """The cervical spine from the atlas to the fifth vertebra, and the hyoid bone."""
    for body in _CERVICAL:
        exposure.bone([_rounded(body)], _VERTEBRA)
    exposure.bone([smooth(_DENS)], _VERTEBRA)
    for spine in _SPINES:
        exposure.bone([smooth(spine)], _ARCH)
    for y in (66.0, 86.0, 103.0, 121.0):
        arch = points((-38.0, y - 4.0), (-51.0, y), (-52.0, y + 7.0), (-39.0, y + 4.0))
        exposure.bone([_rounded(arch)], _ARCH)
    exposure.bone([circle((-19.6, 48.0), (2.6, 4.6))], Bone(4.0, 1.0, density=0.8))
    rear = points((-48.0, 49.0), (-60.0, 48.0), (-66.0, 51.0), (-65.0, 56.0), (-56.0, 56.0))
    exposure.bone([smooth(rear)], _ARCH)
    lateral_mass = points((-42.0, 44.0), (-28.0, 43.0), (-26.0, 54.0), (-42.0, 55.0))
    exposure.bone([_rounded(lateral_mass)], Bone(8.0, 0.6, density=0.45))
    hyoid = points((9.0, 111.0), (11.6, 108.6), (13.4, 112.0), (11.6, 117.4), (8.6, 116.0))
    exposure.bone([smooth(hyoid)], Bone(4.0, 0.9, density=0.7))
    horn = points((9.6, 113.6), (2.0, 110.0), (-6.0, 105.6), (-11.0, 104.6))
    exposure.stroke(smooth(horn, closed=False), 1.8, 0.16)


def _rounded(corners: Points) -> Points:
    """Return a block with cut corners, smooth."""
    after = np.roll(corners, -1, axis=0)
    near, far = corners + 0.16 * (after - corners), corners + 0.84 * (after - corners)
    return smooth(np.stack((near, far), axis=1).reshape(-1, 2))


def _closed(ring: Points) -> Points:
    return np.concatenate((ring, ring[:1]))


_SUTURES: Final = (
    points((22.0, -95.0), (20.0, -80.0), (15.0, -62.0), (17.0, -46.0), (12.0, -30.0)),
    points((-86.0, -58.0), (-76.0, -44.0), (-72.0, -28.0), (-62.0, -12.0), (-58.0, 4.0)),
)
_VESSELS: Final = (
    points((4.0, -12.0), (8.0, -30.0), (2.0, -52.0), (-8.0, -70.0)),
    points((2.0, -26.0), (-16.0, -40.0), (-34.0, -50.0), (-50.0, -62.0)),
)
_AIR_CELLS: Final = (
    (-38.0, 30.0),
    (-42.0, 26.0),
    (-44.0, 32.0),
    (-40.0, 36.0),
    (-45.0, 38.0),
    (-42.0, 42.0),
    (-48.0, 27.0),
    (-36.0, 22.0),
    (-43.0, 20.0),
)
