"""What the measurement says of simple bodies in a made-up lung."""

import numpy as np
import pytest

from viewer.server.methods.candidates import find_candidates
from viewer.server.methods.lesion import measure
from viewer.server.methods.lungs import Lung
from viewer.server.methods.scan import Grid, Scan
from viewer.server.methods.scoring import confidence

SPACING = (0.7, 0.8, 1.25)
SIZE = (70, 64, 44)


def a_scan(distance) -> Scan:
    """Parenchyma with one solid body; `distance` is its signed distance in mm from the middle."""
    x, y, z = np.meshgrid(
        *((np.arange(n) - n / 2) * s for n, s in zip(SIZE, SPACING, strict=True)), indexing="ij"
    )
    share = np.clip(0.5 - distance(x, y, z), 0.0, 1.0)
    values = (-860.0 + 900.0 * share).transpose(2, 1, 0)
    origin = -np.array(SIZE) / 2 * SPACING + (100.0, -40.0, 7.0)
    return Scan(values.astype(np.int16), origin, np.diag(SPACING), ("1",) * SIZE[2], "2")


def a_lung_around(scan: Scan) -> Lung:
    grid = Grid.covering(*scan.bounds(), 2.0)
    return Lung("left", np.ones(grid.shape, bool), grid)


def surest(scan: Scan):
    lung = a_lung_around(scan)
    measured = [measure(scan, lung, spot) for spot in find_candidates(scan, lung)]
    lesions = [lesion for lesion in measured if lesion is not None]
    return max(lesions, key=confidence, default=None)


@pytest.mark.parametrize("diameter", [5.0, 9.0, 16.0])
def test_a_ball_is_found_with_its_place_and_diameter(diameter):
    lesion = surest(a_scan(lambda x, y, z: np.sqrt(x**2 + y**2 + z**2) - diameter / 2))

    assert lesion is not None
    assert confidence(lesion) > 0.9
    assert lesion.centre == pytest.approx([100.0, -40.0, 7.0], abs=0.5)
    assert lesion.diameter_mm == pytest.approx(diameter, rel=0.1)
    assert lesion.volume_mm3 == pytest.approx(np.pi / 6 * diameter**3, rel=0.3)


@pytest.mark.parametrize("radius", [1.5, 3.0])
def test_a_vessel_is_no_nodule(radius):
    lesion = surest(a_scan(lambda x, y, z: np.hypot(x, z + 0.2 * y) - radius))

    assert lesion is None or confidence(lesion) < 0.1


def test_a_branching_vessel_is_no_nodule():
    def distance(x, y, z):
        trunk = np.maximum(np.hypot(x, z) - 2.6, y)
        left = np.maximum(np.hypot(x - 0.7 * y, z) * 0.8 - 2.0, -y)
        right = np.maximum(np.hypot(x + 0.7 * y, z) * 0.8 - 2.0, -y)
        return np.minimum(trunk, np.minimum(left, right))

    lesion = surest(a_scan(distance))

    assert lesion is None or confidence(lesion) < 0.7


def test_a_sheet_is_no_nodule():
    lesion = surest(a_scan(lambda x, y, z: np.abs(x + 0.3 * y) - 1.5))

    assert lesion is None or confidence(lesion) < 0.1


def test_ground_glass_around_a_core_is_seen():
    def two_shells(x, y, z):
        away = np.sqrt(x**2 + y**2 + z**2)
        core = np.clip(0.5 - (away - 3.5), 0.0, 1.0)
        veil = np.clip(0.5 - (away - 6.5), 0.0, 1.0)
        return 0.5 - np.maximum(core, 0.36 * veil)

    lesion = surest(a_scan(two_shells))

    assert lesion is not None
    assert lesion.has_veil
    assert lesion.diameter_mm == pytest.approx(13.0, rel=0.15)
    assert 0.05 < lesion.solid_share < 0.4


def test_plain_parenchyma_has_no_nodule():
    assert surest(a_scan(lambda x, y, z: x * 0 + 9.0)) is None
