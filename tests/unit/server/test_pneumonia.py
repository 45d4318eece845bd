"""Opacities of the lung: volumes, shares and what is left out, on the screening phantom."""

import numpy as np
import pytest
import SimpleITK
from scipy import ndimage

from tests.phantom_scans import a_recipe
from viewer.server.answers.pneumonia import covid_data
from viewer.server.methods.pleura import find_pleura
from viewer.server.methods.pneumonia import (
    Pattern,
    PneumoniaResult,
    find_pneumonia,
    indices_of,
    write_pneumonia,
)
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.chest_truth import lung_volume_mm3, truth_at
from viewer.server.phantoms.truth import OpacityKind
from viewer.server.stack import UnfitSeriesError


@pytest.fixture(scope="module")
def found(screening_scan: Scan) -> PneumoniaResult:
    return find_pneumonia(screening_scan)


def test_the_volume_is_that_of_the_drawn_opacities(found):
    expected = sum(item.volume_mm3 for item in truth_at(a_recipe()).opacities)

    assert found.lesion_mm3 == pytest.approx(expected, rel=0.05)
    assert found.left_mm3 + found.right_mm3 == pytest.approx(found.lesion_mm3)


def test_each_opacity_is_found_in_its_place_with_its_volume(found, screening_scan):
    labels, count = ndimage.label(found.labels)
    voxel_mm3 = abs(np.linalg.det(screening_scan.axes))
    places = ndimage.center_of_mass(found.labels, labels, range(1, count + 1))
    centres = [screening_scan.origin + screening_scan.axes @ np.array(p[::-1]) for p in places]
    volumes = np.bincount(labels.ravel())[1:] * voxel_mm3

    for truth in truth_at(a_recipe()).opacities:
        away = [float(np.linalg.norm(centre - truth.centre)) for centre in centres]
        assert min(away) < 3.0
        assert volumes[int(np.argmin(away))] == pytest.approx(truth.volume_mm3, rel=0.12)
    assert count == 4


def test_the_lungs_hold_the_consolidated_part_at_the_wall(screening_scan):
    pleura = find_pleura(screening_scan)

    volume = np.count_nonzero(pleura.inside) * pleura.grid.step**3
    consolidation = next(
        item for item in truth_at(a_recipe()).opacities if item.kind is OpacityKind.CONSOLIDATION
    )
    place = tuple(np.rint(pleura.grid.index(np.array(consolidation.centre))).astype(int))
    assert volume == pytest.approx(lung_volume_mm3(a_recipe()), rel=0.02)
    assert pleura.inside[place]
    assert pleura.left[place]


def test_the_share_and_the_two_sides_follow_the_truth(found):
    truth = truth_at(a_recipe()).opacities
    total = sum(item.volume_mm3 for item in truth)
    left = sum(item.volume_mm3 for item in truth if item.lung == "left")

    assert found.pattern.lesion == pytest.approx(total / lung_volume_mm3(a_recipe()), rel=0.05)
    assert found.left_mm3 / found.lesion_mm3 == pytest.approx(left / total, abs=0.04)
    assert found.pattern.ground_glass == pytest.approx(0.82, abs=0.06)
    assert found.pattern.peripheral > 0.85


def test_vessels_and_nodules_alone_are_no_opacities(healthy_scan):
    found = find_pneumonia(healthy_scan)

    assert found.pattern.lesion <= 0.001
    assert found.indices.none == pytest.approx(1.0, abs=0.01)


def test_the_three_indices_add_up_to_1_and_follow_the_pattern():
    typical = indices_of(Pattern(lesion=0.12, ground_glass=0.9, peripheral=0.8, balance=0.9))
    lobar = indices_of(Pattern(lesion=0.12, ground_glass=0.1, peripheral=0.3, balance=0.0))
    none = indices_of(Pattern(0.0, 0.0, 0.0, 0.0))

    assert typical.viral + typical.none + typical.other == pytest.approx(1.0)
    assert typical.viral > 0.8
    assert lobar.other > 0.9
    assert none.none == 1.0


def test_a_scan_without_lungs_is_refused_by_name():
    scan = Scan(
        np.full((24, 64, 64), 40, np.int16), np.zeros(3), np.diag([2.0, 2.0, 3.0]), ("1",) * 24, "1"
    )

    with pytest.raises(UnfitSeriesError) as refused:
        find_pneumonia(scan)

    assert refused.value.code == "NoLungFound"


def test_the_mask_is_on_the_series_own_voxels(found, screening_scan, tmp_path):
    name = write_pneumonia(screening_scan, found, tmp_path)

    values = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / name)))

    assert np.array_equal(values, found.labels)
    volume = np.count_nonzero(values) * abs(np.linalg.det(screening_scan.axes))
    assert volume == pytest.approx(found.lesion_mm3, rel=0.02)


def test_the_answer_says_in_both_languages_that_its_numbers_are_no_diagnosis(found, screening_scan):
    data = covid_data(screening_scan, found)

    assert data["ProbabilityMethod"] == "pattern-index"
    assert "并非诊断概率" in data["Report"]
    assert "not diagnostic probabilities" in data["Report"]
    assert data["LesionRatio"] == pytest.approx(found.pattern.lesion, abs=1e-5)
    assert data["Mask"] == {"$file": "pneumonia.nii.gz"}
    parts = [data[f"{name}Probability"] for name in ("New", "Normal", "Other")]
    assert sum(parts) == pytest.approx(1.0, abs=2e-4)
