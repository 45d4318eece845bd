"""Continuous shapes of a chest: signed distances in mm, painted with partial volume.

All lengths are those of an adult; a smaller phantom is the same shapes with scaled coordinates.
Axes are LPS: x to the patient's left, y to the back, z to the head; the origin is mid-chest.
Each function takes broadcastable coordinates of one slice: x as (1, columns), y and z as (rows, 1).
"""

from math import cos, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]

AIR_HU: Final = -1000.0
_FAT_HU: Final = -100.0
MUSCLE_HU: Final = 45.0
_BLOOD_HU: Final = 40.0
BONE_HU: Final = 480.0
MARROW_HU: Final = 180.0
_LUNG_HU: Final = -860.0
_GRAVITY_HU_PER_MM: Final = 0.25
_EDGE_MM: Final = 1.0
CAGE: Final = (126.0, 92.0, 122.0)
_CAGE_BACK: Final = 4.0
HEART: Final = (58.0, 48.0, 58.0)
HEART_CENTRE: Final = (18.0, -22.0, -52.0)
AORTA: Final = (20.0, 52.0)
AORTA_RADIUS: Final = 11.0
_MEDIASTINUM: Final = 17.0
_RIB_STEP: Final = 24.0
_RIB_DROP: Final = 62.0
_RIB_ZERO: Final = 7
_BISECTIONS: Final = 40
CORTEX: Final = 2.0


def coverage(distance: Field, edge_mm: float = _EDGE_MM) -> Field:
    """Return how much of a voxel lies inside a surface at the given signed distance."""
    share: Field = np.clip(0.5 - distance / edge_mm, 0.0, 1.0, dtype=np.float32)
    return share


def lung_distance(x: Field, y: Field, z: Field) -> Field:
    """Return the signed distance (mm, negative inside) to the surface of both lungs."""
    side = np.abs(x)
    upper = np.maximum(z, 0.0)
    cage = ellipse((x, y - _CAGE_BACK, upper), CAGE)
    dome = -66.0 - 46.0 * (((side - 70.0) / 58.0) ** 2 + ((y - _CAGE_BACK) / 88.0) ** 2)
    diaphragm = (dome - z) * 0.75
    hollow = np.maximum(cage, diaphragm)
    middle = _MEDIASTINUM + 9.0 * np.exp(-(((y - 12.0) / 34.0) ** 2)) * np.exp(
        -(((z + 8) / 50) ** 2)
    )
    hollow = np.maximum(hollow, middle - side)
    hollow = np.maximum(hollow, 30.0 - np.hypot(x, y - 84.0))
    distance: Field = np.maximum(hollow, 3.0 - _heart(x, y, z)).astype(np.float32)
    return distance


def pleura_distance(x: Field, y: Field, z: Field) -> Field:
    """Return the signed distance to the surface of what is painted as lung."""
    aorta = AORTA_RADIUS - np.hypot(x - AORTA[0], y - AORTA[1])
    distance: Field = np.maximum(lung_distance(x, y, z), aorta).astype(np.float32)
    return distance


def paint(x: Field, y: Field, z: Field) -> Field:
    """Return one slice of the chest in HU, without vessels, nodules and noise."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    body = ellipse((x, y), (164.0, 118.0)) + 0.0 * z
    image = np.full(shape, AIR_HU, np.float32)
    _lay(image, body, _FAT_HU)
    _lay(image, ellipse((x, y - _CAGE_BACK), (CAGE[0] + 24.0, CAGE[1] + 14.0)), MUSCLE_HU)
    _lay(image, lung_distance(x, y, z), _parenchyma(x, y, z))
    _lay(image, _heart(x, y, z), _BLOOD_HU - 5.0)
    _lay(image, np.hypot(x - AORTA[0], y - AORTA[1]) - AORTA_RADIUS, _BLOOD_HU)
    _airways(image, x, y, z)
    _skeleton(image, x, y, z)
    table = np.maximum(np.abs(y - 127.0 + 0.0008 * x**2) - 3.0, np.abs(x) - 170.0)
    _lay(image, table, -650.0)
    return image


def _heart(x: Field, y: Field, z: Field) -> Field:
    centre = HEART_CENTRE
    return ellipse((x - centre[0], y - centre[1], z - centre[2]), HEART)


def _parenchyma(x: Field, y: Field, z: Field) -> Field:
    waves = np.sin(x / 9.1 + z / 13.7) * np.sin(y / 7.9 - z / 11.3) + np.sin((x + y + z) / 23.0)
    values: Field = (_LUNG_HU + _GRAVITY_HU_PER_MM * y + 6.0 * waves).astype(np.float32)
    return values


def _airways(image: Field, x: Field, y: Field, z: Field) -> None:
    """Trachea to the carina, then a main bronchus to each hilum, with walls."""
    trachea = np.maximum(np.hypot(x, y - 14.0) - 8.5, 6.0 - z)
    below = np.clip(6.0 - z, 0.0, None)
    bronchus = np.hypot((np.abs(x) - 6.0 - 0.75 * below) * 0.8, y - 14.0) - 6.0
    bronchi = np.maximum(np.maximum(bronchus, z - 6.0), np.abs(x) - 30.0)
    lumen = np.minimum(trachea, bronchi)
    _lay(image, lumen - 1.8, MUSCLE_HU - 10.0)
    _lay(image, lumen, -990.0)


def _skeleton(image: Field, x: Field, y: Field, z: Field) -> None:
    disc = np.abs(np.mod(z, 30.0) - 15.0) < 3.0
    vertebra = np.hypot(x, (y - 84.0) * 1.15) - 19.0
    _lay(image, vertebra, BONE_HU)
    _lay(image, vertebra + 2.5, np.where(disc, 80.0, MARROW_HU).astype(np.float32))
    _lay(image, np.hypot(x, y - 110.0) - 8.0, 20.0)
    process = np.maximum(np.abs(x) - 4.0, np.abs(y - 107.0) - 6.0)
    _lay(image, np.maximum(process, np.abs(np.mod(z, 30.0) - 12.0) - 9.0), BONE_HU)
    _lay(image, np.maximum(np.abs(x) - 17.0, np.abs(y + 97.0) - 5.0), MARROW_HU)
    _ribs(image, x, y, z)


def _ribs(image: Field, x: Field, y: Field, z: Field) -> None:
    """Twelve pairs at one step, falling towards the front; open before the sternum."""
    height = np.mod(_rib_level(y, z), _RIB_STEP) - _RIB_STEP / 2
    tube = _rib_tube(x, y, z, height.astype(np.float32))
    _lay(image, tube, BONE_HU)
    _lay(image, tube + CORTEX, MARROW_HU)


def rib_distance(x: Field, y: Field, z: Field, rib: int) -> Field:
    """Return the signed distance (mm, negative inside) to the surface of one pair of ribs."""
    height: Field = (_rib_level(y, z) - _rib_height(rib)).astype(np.float32)
    return _rib_tube(x, y, z, height)


def rib_point(rib: int, angle_degrees: float) -> tuple[float, float, float]:
    """Return a point of the axis of a rib on the left.

    The angle runs around the chest from the spine (0) over the side (90) to the front (180).
    """
    along, back = sin(radians(angle_degrees)), cos(radians(angle_degrees))
    near, far = 10.0, CAGE[0] + CAGE[1]
    place = (0.0, 0.0, 0.0)
    for _ in range(_BISECTIONS):
        radius = (near + far) / 2
        y = _CAGE_BACK + radius * back
        z = _rib_height(rib) - _RIB_DROP * 0.5 * (1.0 - (y - _CAGE_BACK) / CAGE[1])
        place = (radius * along, y, z)
        outside = _rib_outside(*(np.array(value, np.float32) for value in place))
        near, far = (near, radius) if outside > 0.0 else (radius, far)
    return place


def _rib_height(rib: int) -> float:
    return _RIB_STEP * (_RIB_ZERO - rib) + _RIB_STEP / 2


def _rib_level(y: Field, z: Field) -> Field:
    """Return the height (mm) at which the rib through a point leaves the spine."""
    front = 0.5 * (1.0 - (y - _CAGE_BACK) / CAGE[1])
    level: Field = z + _RIB_DROP * front
    return level


def _rib_outside(x: Field, y: Field, z: Field) -> Field:
    upper = np.maximum(z, 0.0)
    outside: Field = ellipse((x, y - _CAGE_BACK, upper), CAGE) - 8.5
    return outside


def _rib_tube(x: Field, y: Field, z: Field, height: Field) -> Field:
    tube = np.hypot(_rib_outside(x, y, z), height * 0.8 * 0.9) - 5.0
    opened: Field = np.maximum(tube, 20.0 - np.abs(x))
    return opened


def ellipse(offsets: tuple[Field, ...], axes: tuple[float, ...]) -> Field:
    """Return the first-order signed distance to an ellipse or ellipsoid."""
    pairs = list(zip(offsets, axes, strict=True))
    level = np.sqrt(sum((offset / axis) ** 2 for offset, axis in pairs) + 1e-9)
    slope = np.sqrt(sum((offset / axis**2) ** 2 for offset, axis in pairs) + 1e-9)
    distance: Field = (level * (level - 1.0) / slope).astype(np.float32)
    return distance


def _lay(image: Field, distance: Field, value: float | Field) -> None:
    """Paint a shape over what is there, mixing at its edge."""
    share = coverage(np.asarray(distance, np.float32))
    image += share * (value - image)
