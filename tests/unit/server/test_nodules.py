"""The detection bar: phantoms in all variants, and the real scan with a published nodule."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from viewer.server.intake import inspect, read_scan
from viewer.server.methods.lungs import NoLungFoundError, segment_lungs
from viewer.server.methods.nodules import Nodule, detect
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.chest_ct import chest_truth, write_chest_ct
from viewer.server.phantoms.truth import NoduleTruth
from viewer.server.stack import UnfitSeriesError

THRESHOLD = 0.70
LIDC_CENTRE = (-57.43923954, 131.2325201, -520.3592267)


def scan_of(folder: Path, work: Path) -> Scan:
    target = work / "input"
    target.mkdir(parents=True)
    for path in folder.iterdir():
        if path.is_file() and path.suffix != ".csv":
            shutil.copy(path, target / path.name)
    inspect(work)
    return read_scan(work)


@dataclass
class Outcome:
    pairs: list[tuple[NoduleTruth, Nodule]]
    missed: list[NoduleTruth]
    false: list[Nodule]
    spacing: np.ndarray


def outcome(profile: str, variant: str, work: Path) -> Outcome:
    write_chest_ct(work / "series", variant=variant, profile=profile)
    scan = scan_of(work / "series", work)
    found = [nodule for nodule in detect(scan) if nodule.confidence >= THRESHOLD]
    pairs, missed = [], []
    for truth in chest_truth(profile).nodules:
        near = min(found, key=lambda item: float(np.linalg.norm(item.centre - truth.centre)))
        hit = float(np.linalg.norm(near.centre - truth.centre)) <= max(3.0, truth.diameter_mm / 2)
        (pairs.append((truth, near)) if hit else missed.append(truth))
    hits = [id(nodule) for _, nodule in pairs]
    false = [nodule for nodule in found if id(nodule) not in hits]
    return Outcome(pairs, missed, false, np.linalg.norm(scan.axes, axis=0))


def assert_the_bar_is_met(result: Outcome) -> None:
    assert len(result.missed) <= 0.1 * (len(result.pairs) + len(result.missed)), result.missed
    assert len(result.false) <= 2, result.false
    for truth, nodule in result.pairs:
        away = np.abs(nodule.centre - truth.centre)
        assert np.all(away <= np.maximum(result.spacing, 1.0)), truth
        assert nodule.diameter_mm == pytest.approx(truth.diameter_mm, rel=0.2), truth
        assert nodule.lung == truth.lung
        assert nodule.category == truth.category


@pytest.mark.parametrize("variant", ["axial", "reversed", "tilted"])
def test_the_small_phantoms_nodules_are_found_and_measured(variant, tmp_path):
    assert_the_bar_is_met(outcome("small", variant, tmp_path))


def test_opacities_on_the_pleura_are_no_nodules(screening_scan):
    found = [nodule for nodule in detect(screening_scan) if nodule.confidence >= THRESHOLD]

    assert sorted(nodule.category for nodule in found) == ["ggo", "solid", "solid"]
    assert all(nodule.diameter_mm < 12.0 for nodule in found)


def test_coronal_slices_show_the_same_lungs(screening_scan):
    axes, origin, count = screening_scan.axes, screening_scan.origin, len(screening_scan.voxels)
    coronal = Scan(
        np.ascontiguousarray(screening_scan.voxels[::-1].transpose(1, 0, 2)),
        origin + axes[:, 2] * (count - 1),
        np.column_stack((axes[:, 0], -axes[:, 2], axes[:, 1])),
        tuple(f"1.3.{number}" for number in range(screening_scan.voxels.shape[1])),
        "1.3",
    )

    axial, turned = (
        {lung.side: np.count_nonzero(lung.inside) for lung in segment_lungs(scan)}
        for scan in (screening_scan, coronal)
    )

    assert turned == pytest.approx(axial, rel=0.01)


@pytest.mark.slow
def test_the_standard_phantoms_nodules_are_found_and_measured_in_tilted_planes(tmp_path):
    assert_the_bar_is_met(outcome("standard", "tilted", tmp_path))


@pytest.mark.slow
def test_the_published_nodule_of_a_real_scan_is_found(shared_data, tmp_path):
    scan = scan_of(shared_data / "ct" / "chest_lidc-idri-0314_nodule", tmp_path)

    found = [nodule for nodule in detect(scan) if nodule.confidence >= THRESHOLD]

    away = [float(np.linalg.norm(nodule.centre - LIDC_CENTRE)) for nodule in found]
    assert min(away) <= 5.0
    assert len(found) <= 9
    nearest = found[int(np.argmin(away))]
    assert nearest.diameter_mm == pytest.approx(15.49, rel=0.2)
    assert (nearest.lung, nearest.category) == ("right", "solid")


@pytest.mark.parametrize(
    "series", ["head_phantom_localizer-mixed/axial_5mm", "abdomen_totalsegmentator_j2k"]
)
def test_a_series_without_lungs_is_refused_for_that_reason(series, shared_data, tmp_path):
    scan = scan_of(shared_data / "ct" / series, tmp_path)

    with pytest.raises(NoLungFoundError):
        detect(scan)


def test_an_uneven_series_is_refused_for_that_reason(shared_data, tmp_path):
    with pytest.raises(UnfitSeriesError) as refused:
        scan_of(shared_data / "ct" / "head_ge_gantry-tilt_uneven-spacing", tmp_path)

    assert refused.value.code == "UnevenSpacing"
