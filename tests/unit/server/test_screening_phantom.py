"""The screening phantom holds calcium, opacities and broken ribs where its truth says."""

from pathlib import Path

import numpy as np
import pydicom
import pytest

from tests.phantom_scans import a_recipe
from viewer.foundation.errors import WrongUsage
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.calcium_score import coronary_score
from viewer.server.phantoms.chest_ct import chest_truth, stack_of, write_chest_ct
from viewer.server.phantoms.recipe import load_profile
from viewer.server.phantoms.truth import ChestTruth, FractureKind, OpacityKind, Side


@pytest.fixture(scope="module")
def follow_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ChestTruth]:
    folder = tmp_path_factory.mktemp("follow-up")
    return folder, write_chest_ct(folder, profile="small-screening", timepoint=2)


def around(scan: Scan, place: tuple[float, float, float], reach: int) -> np.ndarray:
    i, j, k = np.rint(scan.index_of(np.array(place))).astype(int)
    return scan.voxels[k, j - reach : j + reach + 1, i - reach : i + reach + 1]


@pytest.mark.parametrize("profile", ["screening", "small-screening"])
def test_the_truth_holds_what_a_screening_looks_for(profile):
    truth = chest_truth(profile)

    bands = {min(int(item.peak_hu // 100), 4) for item in truth.calcium if item.is_coronary}
    assert 2 <= len(truth.nodules) <= 4
    assert bands == {1, 2, 3, 4}
    assert {item.vessel for item in truth.calcium} == {"LM-LAD", "LCX", "RCA", "aorta"}
    assert {item.kind for item in truth.opacities} == set(OpacityKind)
    assert {item.kind for item in truth.fractures} == set(FractureKind)
    assert {item.side for item in truth.fractures} == set(Side)


def test_the_slices_suit_a_calcium_score():
    stack = stack_of(load_profile("small-screening"), "axial")

    assert stack.count >= 20
    assert stack.profile.step_mm <= 3.0


def test_the_first_profiles_have_none_of_it():
    truth = chest_truth("small")

    assert (truth.calcium, truth.opacities, truth.fractures) == ((), (), ())


@pytest.mark.parametrize("timepoint", [1, 2])
def test_the_whole_truth_survives_being_stored(timepoint, tmp_path):
    truth = chest_truth("small-screening", timepoint)

    truth.write(tmp_path / "truth.json")

    assert ChestTruth.read(tmp_path / "truth.json") == truth


def test_a_plaque_is_as_bright_as_its_truth(screening_scan):
    densest = max(chest_truth("small-screening").calcium, key=lambda item: item.volume_mm3)

    values = around(screening_scan, densest.centre, 1)

    assert float(values.mean()) == pytest.approx(densest.peak_hu, rel=0.1)


def test_an_opacity_is_as_dense_as_its_truth(screening_scan):
    for truth in chest_truth("small-screening").opacities:
        middle = float(np.median(around(screening_scan, truth.centre, 3)))

        assert middle == pytest.approx(truth.mean_hu, abs=45)


def test_a_displaced_rib_is_open_at_the_break(screening_scan):
    for truth in chest_truth("small-screening").fractures:
        if truth.kind is FractureKind.DISPLACED:
            assert around(screening_scan, truth.centre, 0).max() < 200


def test_a_plaques_volume_score_comes_near_to_its_volume():
    dense = {item.number: item for item in chest_truth("small-screening").calcium}

    for plaque in coronary_score(a_recipe()).plaques:
        # The threshold lies far out on the edge of a dense plaque, and inside a faint one's.
        assert plaque.volume_mm3 == pytest.approx(dense[plaque.number].volume_mm3, rel=0.45)


def test_the_follow_up_is_the_same_patient_at_another_visit(follow_up, tmp_path):
    first = pydicom.dcmread(_first_file("small-screening", tmp_path), stop_before_pixels=True)
    second = pydicom.dcmread(next(follow_up[0].iterdir()), stop_before_pixels=True)

    assert second.PatientID == first.PatientID
    assert second.StudyDate > first.StudyDate
    for name in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID", "AccessionNumber"):
        assert second[name].value != first[name].value


@pytest.mark.parametrize("profile", ["screening", "small-screening"])
def test_the_follow_up_has_moved_by_five_voxels_and_more(profile):
    recipe = load_profile(profile)
    body = _points_in_the_body(profile)

    away = np.linalg.norm(recipe.follow_up.displacement(body), axis=1)

    assert float(away.mean()) > 5.0 * recipe.spacing_mm
    spacing = np.array([recipe.spacing_mm, recipe.spacing_mm, recipe.step_mm])
    voxels = np.linalg.norm(recipe.follow_up.displacement(body) / spacing, axis=1)
    assert float(voxels.mean()) > 5.0


def test_arrival_undoes_the_displacement():
    moved = load_profile("small-screening").follow_up
    body = _points_in_the_body("small-screening")

    there = body + moved.displacement(body)

    assert moved.arrival(there) == pytest.approx(body, abs=1e-6)


def test_the_follow_up_shows_a_nodule_where_the_displacement_says(follow_up):
    folder, truth = follow_up
    first = chest_truth("small-screening")
    nodule, before = truth.nodules[2], first.nodules[2]
    place = np.array(nodule.centre)

    slices = [pydicom.dcmread(path) for path in folder.iterdir()]
    nearest = min(slices, key=lambda item: abs(float(item.ImagePositionPatient[2]) - place[2]))
    column, row = np.rint(
        (place[:2] - np.array(nearest.ImagePositionPatient[:2], float)) / nearest.PixelSpacing[0]
    ).astype(int)
    values = nearest.pixel_array[row - 1 : row + 2, column - 1 : column + 2] - 1024.0
    assert values.mean() == pytest.approx(nodule.mean_hu, abs=30)
    assert truth.deformation is not None
    back = place + truth.deformation.displacement(place)
    assert back == pytest.approx(np.array(before.centre), abs=1e-6)


@pytest.mark.parametrize(("profile", "timepoint"), [("small", 2), ("small-screening", 3)])
def test_a_time_point_that_is_not_there_is_refused(profile, timepoint, tmp_path):
    with pytest.raises(WrongUsage):
        write_chest_ct(tmp_path, profile=profile, timepoint=timepoint)


def _first_file(profile: str, folder: Path) -> Path:
    class EnoughError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        write_chest_ct(folder, profile=profile, progress=stop)
    return next(folder.iterdir())


def _points_in_the_body(profile: str) -> np.ndarray:
    recipe = load_profile(profile)
    rng = np.random.default_rng(5)
    points = rng.uniform(-1.0, 1.0, (2000, 3)) * [160.0, 115.0, 110.0]
    inside = (points[:, 0] / 160.0) ** 2 + (points[:, 1] / 115.0) ** 2 < 1.0
    return points[inside] * recipe.scale + np.array(recipe.offset)
