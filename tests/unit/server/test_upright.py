"""A patient who lies turned on the table is read as one who lies straight."""

from dataclasses import replace

import numpy as np
import pytest

from tests.phantom_scans import a_recipe
from viewer.server.answers.ribs import ribs_data
from viewer.server.methods.pneumonia import find_pneumonia
from viewer.server.methods.ribs import detect, fracture_mask, rib_mask
from viewer.server.methods.scan import Scan
from viewer.server.methods.upright import Upright
from viewer.server.phantoms.chest_truth import truth_at


def turning(degrees: float) -> np.ndarray:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])


def turned(scan: Scan, degrees: float) -> Scan:
    way = turning(degrees)
    return replace(scan, origin=way @ scan.origin, axes=way @ scan.axes)


@pytest.fixture(scope="module")
def lying(screening_scan: Scan) -> Scan:
    return turned(screening_scan, 17.0)


def test_a_straight_scan_is_left_as_it_is(screening_scan: Scan) -> None:
    seen = Upright.of(screening_scan)

    assert seen.straight is screening_scan
    points = np.array([[1.0, 2.0, 3.0]])
    assert seen.in_patient(points) is points


def test_a_turned_scan_is_turned_back_by_its_lungs(lying: Scan, screening_scan: Scan) -> None:
    seen = Upright.of(lying)

    across = seen.straight.axes[:, 0] / np.linalg.norm(seen.straight.axes[:, 0])
    assert across == pytest.approx([1.0, 0.0, 0.0], abs=0.06)
    corner = np.array([10.0, 20.0, 30.0])
    place = seen.straight.origin + seen.straight.axes @ corner
    assert seen.in_patient(place) == pytest.approx(lying.origin + lying.axes @ corner)


def test_ribs_are_counted_and_broken_ones_found_where_they_lie(lying: Scan) -> None:
    found = detect(lying)

    truths = truth_at(a_recipe()).fractures
    assert len(found.fractures) == len(truths) == 6
    mask, ribs = fracture_mask(lying, found), rib_mask(found.straight, found.cage)
    for truth in truths:
        place = turning(17.0) @ np.array(truth.centre)
        item = min(found.fractures, key=lambda item: np.linalg.norm(item.centre - place))
        assert np.linalg.norm(item.centre - place) < 4.0
        assert (item.rib.side, item.rib.number) == (truth.side, truth.rib)
        column, row, plane = np.rint(lying.index_of(item.centre)).astype(int)
        assert mask[plane, row, column] == item.number
        assert truth.rib in np.unique(ribs[mask == item.number])
    said = ribs_data(lying, found)["Detections"][0]
    middle = np.array(said["Coordinates"]).reshape(2, 3).mean(axis=0)
    assert np.linalg.norm(middle - found.fractures[0].centre) < 4.0


def test_opacities_have_the_same_volume(lying: Scan) -> None:
    found = find_pneumonia(lying)

    truth = sum(item.volume_mm3 for item in truth_at(a_recipe()).opacities)
    assert found.lesion_mm3 == pytest.approx(truth, rel=0.05)
    voxel = abs(np.linalg.det(lying.axes))
    assert np.count_nonzero(found.labels) * voxel == pytest.approx(truth, rel=0.05)
