"""Each CT endpoint's method on each real CT series: it completes, or refuses for a known reason."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from viewer.server.analysis import analyse, inspect
from viewer.server.envelope import RefusedError
from viewer.server.folders import INPUT, input_folder
from viewer.server.intake import inspect as inspect_series
from viewer.server.intake import read_scan
from viewer.server.methods.alignment import Effort
from viewer.server.methods.calcium import score_calcium
from viewer.server.methods.pneumonia import find_pneumonia
from viewer.server.methods.registration import register
from viewer.server.methods.ribs import detect
from viewer.server.methods.scan import Scan
from viewer.server.stack import UnfitSeriesError

QUICK = Effort(rigid_mm=6.0, spline_mm=5.0, mesh_mm=48.0, iterations=20)
NODULES, CHEST, COVID, CALCIUM, REGISTRATION = 1, 15, 13, 9, 6
TOO_FEW, BAD_THICKNESS = "1101", "1110"

OUTCOMES = {
    "head_phantom_localizer-mixed/axial_5mm": {
        NODULES: "NoLungFound",
        CHEST: "NoLungFound",
        COVID: "NoLungFound",
        CALCIUM: BAD_THICKNESS,
    },
    "abdomen_totalsegmentator_j2k": {
        NODULES: "NoLungFound",
        CHEST: "NoLungFound",
        COVID: "NoLungFound",
        CALCIUM: "NoLungFound",
    },
    "head_ge_gantry-tilt_uneven-spacing": {
        NODULES: "UnevenSpacing",
        CHEST: "UnevenSpacing",
        COVID: "UnevenSpacing",
        CALCIUM: BAD_THICKNESS,
        REGISTRATION: "UnevenSpacing",
    },
    "series_duplicate-positions_gaps": {
        NODULES: TOO_FEW,
        CHEST: TOO_FEW,
        COVID: TOO_FEW,
        CALCIUM: TOO_FEW,
        REGISTRATION: "DuplicatePositions",
    },
    "head_phantom_localizer-mixed/localizer": dict.fromkeys(
        (NODULES, CHEST, COVID, CALCIUM, REGISTRATION), TOO_FEW
    ),
    "head_phantom_localizer-mixed/exam_summary": dict.fromkeys(
        (NODULES, CHEST, COVID, CALCIUM, REGISTRATION), TOO_FEW
    ),
}
CASES = [(series, endpoint) for series, row in OUTCOMES.items() for endpoint in row]


def outcome_of(inputs: list[Path], endpoint: int, work: Path) -> str:
    """Return the refusal's number, the failure's code, or `data`."""
    names = ["FloatingURL", "ReferenceURL"] if len(inputs) == 2 else ["URL"]
    task = {"endpoint": endpoint, "inputs": names, "format": "DICOM"}
    for number, source in enumerate(inputs):
        target = input_folder(work, number) / INPUT
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.mkdir(parents=True)
            shutil.copy(source, target)
    try:
        inspect(work, task)
    except RefusedError as error:
        return str(int(error.code))
    answer = analyse(work, task)
    return str(answer.get("failed", "data"))


@pytest.mark.parametrize(("series", "endpoint"), CASES)
def test_an_endpoint_refuses_a_series_for_the_documented_reason(
    series, endpoint, shared_data, tmp_path
):
    folder = shared_data / "ct" / series
    inputs = [folder, folder] if endpoint == REGISTRATION else [folder]

    assert outcome_of(inputs, endpoint, tmp_path) == OUTCOMES[series][endpoint]


@pytest.mark.parametrize("plane", ["axial", "coronal", "sagittal"])
def test_a_pair_of_single_slices_has_too_few_frames_to_register(plane, shared_data, tmp_path):
    pair = sorted((shared_data / "ct" / "prior-current_3-planes_A002304").glob(f"{plane}_*"))

    assert len(pair) == 2
    assert outcome_of(pair, REGISTRATION, tmp_path) == TOO_FEW


def scan_of(folder: Path, work: Path) -> Scan:
    shutil.copytree(folder, work / INPUT, ignore=shutil.ignore_patterns("*.csv"))
    inspect_series(work)
    return read_scan(work)


@pytest.fixture(scope="module")
def chest(shared_data, tmp_path_factory) -> Scan:
    """The real chest CT at half its resolution, so that each method takes a few seconds."""
    scan = scan_of(
        shared_data / "ct" / "chest_lidc-idri-0314_nodule", tmp_path_factory.mktemp("lidc")
    )
    return replace(
        scan,
        voxels=np.ascontiguousarray(scan.voxels[::2, ::2, ::2]),
        axes=2.0 * scan.axes,
        sop_instance_uids=scan.sop_instance_uids[::2],
    )


def test_calcium_of_the_real_chest_is_scored_in_its_heart(chest):
    found = score_calcium(chest)

    assert 0.0 <= found.score < 400.0
    assert all(lesion.peak_hu >= 130 for lesion in found.lesions)


def test_the_real_chest_has_next_to_no_opacities(chest):
    found = find_pneumonia(chest)

    assert found.lesion_mm3 < 0.05 * found.lung_mm3


def test_the_real_chest_has_ribs_on_both_sides_and_hardly_a_candidate(chest):
    found = detect(chest)

    for side in ("left", "right"):
        assert sum(rib.side == side for rib in found.cage.ribs) >= 7
    assert len(found.fractures) <= 2
    # The apices are above the scan, so that nobody can say which rib is the first.
    assert not any(rib.number for rib in found.cage.ribs)


def deformed(points: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Return where points (..., 3) of the moved chest come from: a turn, a shift and a breath."""
    away = points - middle
    turn = np.radians(3.0)
    turned = away @ np.array(
        [[np.cos(turn), np.sin(turn), 0.0], [-np.sin(turn), np.cos(turn), 0.0], [0.0, 0.0, 1.0]]
    )
    breath = np.exp(-np.sum((away / 90.0) ** 2, axis=-1))
    moved: np.ndarray = middle + turned + (4.0, -3.0, 6.0)
    moved[..., 2] += 7.0 * breath
    return moved


def test_the_real_chest_is_registered_onto_a_moved_part_of_itself(chest):
    voxel = np.linalg.norm(chest.axes, axis=0)
    chest = replace(
        chest,
        voxels=np.ascontiguousarray(chest.voxels[:, ::2, ::2]),
        axes=chest.axes * (2.0, 2.0, 1.0),
    )
    middle = np.mean(chest.bounds(), axis=0)
    part = 64
    planes, rows, columns = (np.arange(n) for n in (part, *chest.voxels.shape[1:]))
    index = np.stack(np.meshgrid(columns, rows, planes, indexing="ij"), axis=-1)
    sources = deformed(chest.origin + index @ chest.axes.T, middle)
    places = ((sources - chest.origin) @ chest.to_index.T).T[::-1]
    voxels = ndimage.map_coordinates(chest.voxels, places, np.int16, order=1, cval=-1024)
    reference = replace(chest, voxels=voxels, sop_instance_uids=chest.sop_instance_uids[:part])

    found = register(chest, reference, QUICK)

    body = np.argwhere(voxels[6:-6, 10:-10, 10:-10] > -900) + np.array([6, 10, 10])
    chosen = body[np.random.default_rng(1).choice(len(body), 600, replace=False)]
    points = chest.origin + chosen[:, ::-1] @ chest.axes.T
    initial = np.linalg.norm((deformed(points, middle) - points) / voxel, axis=1)
    residual = np.linalg.norm(
        (found.to_floating(points) - deformed(points, middle)) / voxel, axis=1
    )
    assert initial.mean() > 4.0
    assert residual.mean() < 1.0
    assert np.median(residual) < 0.8


def test_a_head_is_not_registered_onto_an_abdomen(shared_data, tmp_path):
    head = scan_of(shared_data / "ct/head_phantom_localizer-mixed/axial_5mm", tmp_path / "head")
    abdomen = scan_of(shared_data / "ct/abdomen_totalsegmentator_j2k", tmp_path / "abdomen")

    with pytest.raises(UnfitSeriesError) as refused:
        register(head, abdomen, QUICK)

    assert refused.value.code == "RegistrationFailed"


def test_an_abdomen_is_registered_onto_itself(shared_data, tmp_path):
    abdomen = scan_of(shared_data / "ct/abdomen_totalsegmentator_j2k", tmp_path / "abdomen")

    found = register(abdomen, abdomen, QUICK)

    assert found.likeness > 0.999
    inner = (slice(2, -2), slice(100, -100), slice(100, -100))
    off = np.abs(found.voxels[inner].astype(int) - abdomen.voxels[inner])
    assert np.median(off) <= 3
