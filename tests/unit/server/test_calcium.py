"""Coronary calcium: the scores come near to what the formulas give for the drawn plaques."""

from dataclasses import replace

import numpy as np
import pytest
import SimpleITK

from tests.phantom_scans import a_recipe, a_scan, with_calcium_alone
from viewer.server.answers.calcium import cacs_list, calcium_data
from viewer.server.methods.calcium import CalciumResult, score_calcium, write_calcium
from viewer.server.methods.heart import find_heart
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.calcium_score import coronary_score
from viewer.server.phantoms.chest_truth import truth_at
from viewer.server.stack import UnfitSeriesError


@pytest.fixture(scope="module")
def found(screening_scan: Scan) -> CalciumResult:
    return score_calcium(screening_scan)


def test_the_scores_are_those_of_the_noiseless_finely_sampled_plaques(found):
    expected = coronary_score(a_recipe())

    assert found.score == pytest.approx(expected.agatston, rel=0.05)
    assert found.volume_mm3 == pytest.approx(expected.volume_mm3, rel=0.05)


def test_the_golden_scores_of_the_phantom_stay(found):
    assert found.score == pytest.approx(1170.0, rel=0.02)
    assert found.volume_mm3 == pytest.approx(1186.0, rel=0.02)


def test_every_coronary_plaque_is_one_lesion_and_the_aortas_is_none(found):
    plaques = [item for item in truth_at(a_recipe()).calcium if item.is_coronary]

    centres = np.array([lesion.centre for lesion in found.lesions])
    away = [np.linalg.norm(centres - plaque.centre, axis=1).min() for plaque in plaques]

    assert len(found.lesions) == len(plaques) == 8
    assert max(away) < 1.5


def test_lesions_are_numbered_by_score_and_lie_in_their_own_density_class(found):
    peaks = {item.peak_hu // 100 for item in truth_at(a_recipe()).calcium if item.is_coronary}
    scores = [lesion.score for lesion in found.lesions]

    assert scores == sorted(scores, reverse=True)
    assert [lesion.number for lesion in found.lesions] == list(range(1, 9))
    assert {min(lesion.peak_hu // 100, 4) for lesion in found.lesions} == {
        min(peak, 4) for peak in peaks
    }


def test_a_tilted_gantry_changes_nothing_but_the_slices():
    recipe = with_calcium_alone(a_recipe())

    tilted = score_calcium(a_scan(recipe, "tilted"))

    assert tilted.score == pytest.approx(coronary_score(recipe, "tilted").agatston, rel=0.05)


def test_a_scan_from_the_feet_scores_the_same(found, screening_scan):
    voxels = np.ascontiguousarray(screening_scan.voxels[:, ::-1, ::-1])
    rows, columns = voxels.shape[1:]
    corner = screening_scan.axes @ np.array([columns - 1, rows - 1, 0])
    turned = Scan(
        voxels,
        screening_scan.origin + corner,
        screening_scan.axes * np.array([-1.0, -1.0, 1.0]),
        screening_scan.sop_instance_uids,
        screening_scan.series_instance_uid,
    )

    assert score_calcium(turned).score == pytest.approx(found.score, rel=1e-3)


def test_a_patient_lying_turned_scores_the_same(found, screening_scan):
    turn = np.radians(15.0)
    rotation = np.array(
        [[np.cos(turn), -np.sin(turn), 0.0], [np.sin(turn), np.cos(turn), 0.0], [0.0, 0.0, 1.0]]
    )
    turned = replace(screening_scan, axes=rotation @ screening_scan.axes)

    assert score_calcium(turned).score == pytest.approx(found.score, rel=0.01)


@pytest.mark.parametrize("step_mm", [pytest.param(1.25, marks=pytest.mark.slow), 3.0])
def test_the_score_is_corrected_for_the_step_between_slices(step_mm):
    recipe = with_calcium_alone(a_recipe(step_mm=step_mm))

    found = score_calcium(a_scan(recipe))

    assert found.score == pytest.approx(coronary_score(recipe).agatston, rel=0.05)


def test_noise_does_not_inflate_the_score(found, screening_scan):
    rng = np.random.default_rng(8)
    noise = rng.normal(0.0, 26.0, screening_scan.voxels.shape)
    loud = replace(screening_scan, voxels=np.rint(screening_scan.voxels + noise).astype(np.int16))

    assert 0.9 < score_calcium(loud).score / found.score < 1.02


def test_a_patient_without_calcium_scores_exactly_0(healthy_scan):
    found = score_calcium(healthy_scan)

    assert (found.score, found.volume_mm3, found.lesions) == (0.0, 0.0, ())
    assert not found.labels.any()


def test_the_heart_is_found_between_the_lungs_with_its_true_volume(screening_scan):
    heart = find_heart(screening_scan)

    volume_ml = np.count_nonzero(heart.core) * heart.grid.step**3 / 1000.0
    # The ellipsoid of 58 × 48 × 58 mm semi-axes at a scale of 0.6 holds 146 mL; the rest is
    # mediastinum as wide as a heart.
    assert 140.0 < volume_ml < 200.0


def test_lungs_without_a_heart_between_them_are_refused_by_name(screening_scan):
    scan = Scan(
        np.where(screening_scan.voxels > -400, -300, screening_scan.voxels).astype(np.int16),
        screening_scan.origin,
        screening_scan.axes,
        screening_scan.sop_instance_uids,
        screening_scan.series_instance_uid,
    )

    with pytest.raises(UnfitSeriesError) as refused:
        score_calcium(scan)

    assert refused.value.code == "NoHeartFound"


def test_bright_blood_is_refused_as_contrast_medium(screening_scan):
    soft = (screening_scan.voxels > -20) & (screening_scan.voxels < 110)
    scan = Scan(
        (screening_scan.voxels + 150 * soft).astype(np.int16),
        screening_scan.origin,
        screening_scan.axes,
        screening_scan.sop_instance_uids,
        screening_scan.series_instance_uid,
    )

    with pytest.raises(UnfitSeriesError) as refused:
        score_calcium(scan)

    assert refused.value.code == "ContrastEnhanced"


def test_a_scan_without_lungs_is_refused_by_name():
    scan = Scan(
        np.full((24, 64, 64), 40, np.int16), np.zeros(3), np.diag([2.0, 2.0, 3.0]), ("1",) * 24, "1"
    )

    with pytest.raises(UnfitSeriesError) as refused:
        score_calcium(scan)

    assert refused.value.code == "NoLungFound"


def test_the_mask_bears_the_lesions_numbers_on_the_series_own_voxels(
    found, screening_scan, tmp_path
):
    name = write_calcium(screening_scan, found, tmp_path)

    image = SimpleITK.ReadImage(str(tmp_path / name))

    values = SimpleITK.GetArrayFromImage(image)
    assert np.array_equal(values, found.labels)
    assert image.GetOrigin() == pytest.approx(tuple(screening_scan.origin), abs=1e-3)
    first = found.lesions[0]
    voxel_mm3 = abs(np.linalg.det(screening_scan.axes))
    assert np.count_nonzero(values == 1) * voxel_mm3 == pytest.approx(first.volume_mm3)


def test_the_answer_has_the_gateways_fields(found, screening_scan):
    data = calcium_data(screening_scan, found)

    assert float(data["Score"]) == pytest.approx(found.score, abs=0.01)
    assert data["ResultUrl"] == {"$file": "calcium.nii.gz"}
    assert set(data["Detections"][0]) == {
        "CalciumId",
        "CalciumScore",
        "CalciumVolume",
        "CalciumCenter",
    }
    assert data["Detections"][0]["CalciumCenter"] == pytest.approx(
        list(found.lesions[0].index), abs=0.01
    )
    assert "不用于诊断" in data["Report"]
    assert cacs_list(screening_scan, found) == [data]
