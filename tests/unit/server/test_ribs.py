"""Ribs and their fractures on the screening phantom: found, numbered, described, masked."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK
from scipy import ndimage

from tests.phantom_scans import a_recipe
from viewer.server.answers.ribs import ribs_data
from viewer.server.methods.lungs import segment_lungs
from viewer.server.methods.rib_cage import find_cage
from viewer.server.methods.rib_line import Line, chains, even, line_through
from viewer.server.methods.ribs import RibFindings, detect, rib_mask, write_ribs
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.chest_truth import truth_at
from viewer.server.phantoms.truth import FractureTruth
from viewer.server.stack import UnfitSeriesError

CATEGORIES = {"displaced": "displaced", "non-displaced": "non-displaced", "healing": "old"}


@pytest.fixture(scope="module")
def findings(screening_scan: Scan) -> RibFindings:
    return detect(screening_scan)


@pytest.fixture(scope="module")
def truths() -> tuple[FractureTruth, ...]:
    return truth_at(a_recipe()).fractures


def test_every_fracture_is_found_and_nothing_else(findings, truths):
    assert len(findings.fractures) == len(truths) == 6
    for truth in truths:
        away = [np.linalg.norm(item.centre - np.array(truth.centre)) for item in findings.fractures]
        assert min(away) < 4.0, truth


def test_a_fracture_is_said_as_it_was_drawn(findings, truths):
    for truth in truths:
        item = min(
            findings.fractures,
            key=lambda item: np.linalg.norm(item.centre - np.array(truth.centre)),
        )
        said = (item.rib.side, item.rib.number, item.segment, item.category)
        assert said == (truth.side, truth.rib, truth.segment, CATEGORIES[truth.kind])
        assert 0.5 < item.confidence < 1.0


def test_the_box_holds_the_break(findings, truths, screening_scan):
    for item in findings.fractures:
        index = screening_scan.index_of(item.centre)
        assert np.all(item.low <= index)
        assert np.all(index <= item.high)
        size = np.linalg.norm(screening_scan.axes @ (item.high - item.low))
        assert size < 40.0


def test_a_healthy_patient_has_no_fractures(healthy_scan):
    found = detect(healthy_scan)

    assert found.fractures == ()
    assert {rib.number for rib in found.cage.ribs} >= set(range(1, 13))


def test_ribs_are_counted_from_the_top_on_both_sides(findings):
    for side in ("left", "right"):
        mine = [rib for rib in findings.cage.ribs if rib.side == side and rib.number]
        starts = [float(rib.line.points[0, 2]) for rib in mine]
        assert [rib.number for rib in mine] == list(range(1, 13))
        assert starts == sorted(starts, reverse=True)


def test_ribs_are_not_counted_where_the_first_is_outside_the_scan(screening_scan):
    low = Scan(
        screening_scan.voxels[:45],
        screening_scan.origin,
        screening_scan.axes,
        screening_scan.sop_instance_uids[:45],
        "1.2.3",
    )

    found = detect(low)

    assert {rib.number for rib in found.cage.ribs} == {0}
    assert found.fractures
    answer = ribs_data(low, found)
    assert {item["FractureLocation"][1:] for item in answer["Detections"]} == {"?"}
    assert "无法编号" in answer["Report"]


def test_counting_stops_above_a_rib_whose_back_is_missing(findings, screening_scan):
    rib = next(item for item in findings.cage.ribs if (item.side, item.number) == ("right", 8))
    voxels = screening_scan.voxels.copy()
    mine = rib_mask(screening_scan, findings.cage) == 8
    row = int(screening_scan.index_of(rib.line.points[len(rib.line.points) // 3])[1])
    mine[:, :row] = False
    mine[:, :, voxels.shape[2] // 2 :] = False
    voxels[mine | ndimage.binary_dilation(mine)] = 40
    broken = replace(screening_scan, voxels=voxels)

    cage = find_cage(broken, segment_lungs(broken))

    known = {item.number for item in cage.ribs if item.side == "right"}
    assert known == {0, 1, 2, 3, 4, 5, 6, 7}
    assert {item.number for item in cage.ribs if item.side == "left"} >= set(range(1, 13))


def test_the_rib_mask_lies_on_bone_and_bears_the_numbers(findings, screening_scan):
    mask = rib_mask(screening_scan, findings.cage)

    assert set(range(1, 13)) <= set(np.unique(mask).tolist())
    assert np.median(screening_scan.voxels[mask > 0]) > 150
    assert np.mean(screening_scan.voxels[mask > 0] > 100) > 0.8


def test_both_masks_are_written_on_the_scans_grid(findings, screening_scan, tmp_path):
    write_ribs(screening_scan, findings, tmp_path)

    for name in ("fractures.nii.gz", "ribs.nii.gz"):
        image = SimpleITK.ReadImage(str(tmp_path / name))
        assert image.GetPixelID() == SimpleITK.sitkUInt8
        assert image.GetSize() == screening_scan.voxels.shape[::-1]
        assert np.allclose(image.GetOrigin(), screening_scan.origin, atol=1e-3)
    fractures = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / "fractures.nii.gz")))
    for item in findings.fractures:
        column, row, plane = np.rint(screening_scan.index_of(item.centre)).astype(int)
        assert fractures[plane, row, column] == item.number


def test_the_answer_has_the_gateways_fields(findings, screening_scan):
    answer = ribs_data(screening_scan, findings)

    assert answer["FractureMaskURL"] == {"$file": "fractures.nii.gz"}
    assert answer["RibSegmentMaskURL"] == {"$file": "ribs.nii.gz"}
    assert answer["Spacing"] == pytest.approx([0.85, 0.85, 2.5])
    first = answer["Detections"][0]
    assert first["FractureId"] == 1
    assert first["FractureLocation"] == "L6"
    assert first["FractureSegment"] == 2
    assert first["FractureCategory"] == "displaced"
    assert first["FracSOPInstanceUID"] in screening_scan.sop_instance_uids
    low = np.array(first["CoordinateImage"][:3])
    assert first["Coordinates"][:3] == pytest.approx(
        screening_scan.origin + screening_scan.axes @ low, abs=0.01
    )
    assert "左侧第6肋侧段，错位骨折" in answer["Report"]


def test_a_scan_without_lungs_is_refused_for_that_reason():
    scan = Scan(np.zeros((30, 40, 40), np.int16), np.zeros(3), np.diag([4.0, 4, 4]), ("",) * 30, "")

    with pytest.raises(UnfitSeriesError) as refused:
        detect(scan)

    assert refused.value.code == "NoLungFound"


def test_lungs_without_bone_around_are_refused_for_that_reason(healthy_scan):
    soft = Scan(
        np.minimum(healthy_scan.voxels, 100),
        healthy_scan.origin,
        healthy_scan.axes,
        healthy_scan.sop_instance_uids,
        "1.2.3",
    )

    with pytest.raises(UnfitSeriesError) as refused:
        detect(soft)

    assert refused.value.code == "NoRibsFound"


def an_arc(start: float, end: float, radius: float = 100.0) -> np.ndarray:
    angle = np.radians(np.arange(start, end, 0.8))
    return np.stack((radius * np.sin(angle), radius * np.cos(angle), -40.0 * angle), axis=1)


def test_a_centre_line_follows_a_bent_tube():
    arc = an_arc(10, 150)
    around = np.indices((9, 9, 9)).reshape(3, -1).T - 4
    near = np.unique(np.concatenate([np.rint(arc / 1.5) + step for step in around]), axis=0) * 1.5
    away = np.linalg.norm(near[:, None] - arc[None], axis=2).min(axis=1)

    line = line_through(near[away <= 4.5], 1.5)

    assert line is not None
    smooth = even(line.points, 0.5, 5.0)
    off = [np.linalg.norm(arc - point, axis=1).min() for point in smooth.points[8:-8]]
    assert max(off) < 1.5
    assert smooth.length_mm == pytest.approx(262.0, rel=0.06)


def test_a_lump_has_no_line():
    assert line_through(np.zeros((1, 3)), 1.5) is None


def test_fragments_of_one_rib_are_joined_and_neighbours_are_not():
    back, front = Line(an_arc(10, 70)), Line(an_arc(75, 150))
    below = Line(front.points - (0.0, 0.0, 24.0))

    assert chains([back, front, below], 1.0) == [[0, 1], [2]]


def test_a_smoothed_line_keeps_its_ends_and_an_even_step():
    line = even(an_arc(10, 150), 0.5, 5.0)

    steps = np.linalg.norm(np.diff(line.points, axis=0), axis=1)
    assert steps == pytest.approx(0.5, rel=0.05)
    assert line.points[0] == pytest.approx(an_arc(10, 150)[0], abs=0.5)


def test_a_pathless_folder_is_refused_as_a_storage_fault(findings, screening_scan):
    with pytest.raises(OSError, match="cannot write"):
        write_ribs(screening_scan, findings, Path("/nonexistent/folder"))
