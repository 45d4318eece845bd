"""What the local service's methods found is read by the client at the very same voxels."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.mask_builders import Files
from viewer.domain.finding import Finding, FindingKind, NoteKind
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.result import AnalysisResult
from viewer.domain.series import SeriesDescription
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import BoxRegion, MarkerRegion, MaskRegion
from viewer.server.answers.calcium import cacs_list
from viewer.server.methods.calcium import CalciumLesion, CalciumResult, write_calcium
from viewer.server.methods.scan import Scan
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.reading import read_answer

SHAPE = (25, 48, 64)
"""Slices, rows, columns."""
AXES = {
    "axial": np.diag([0.7, 0.8, 2.5]),
    "feet first": np.diag([-0.7, -0.8, 2.5]),
    "tilted gantry": np.array([[0.7, 0, 0], [0, 0.75, 0], [0, -0.28, 2.5]]),
    "coronal": np.array([[0.7, 0, 0], [0, 0, -2.5], [0, -0.8, 0]]),
}


def a_scan(axes: np.ndarray) -> Scan:
    return Scan(
        voxels=np.zeros(SHAPE, np.int16),
        origin=np.array([-31.5, 12.25, -210.0]),
        axes=axes,
        sop_instance_uids=tuple(f"1.2.{number}" for number in range(SHAPE[0])),
        series_instance_uid="1.2.3",
    )


def series_of(scan: Scan) -> SeriesDescription:
    slices, rows, columns = scan.voxels.shape
    along_row, along_column = (scan.axes[:, n] for n in (0, 1))
    spacing = float(np.linalg.norm(along_column)), float(np.linalg.norm(along_row))
    planes = tuple(
        ImagePlane(
            PatientPoint(*map(float, scan.origin + index * scan.axes[:, 2])),
            tuple(map(float, along_row / spacing[1])),
            tuple(map(float, along_column / spacing[0])),
            *spacing,
        )
        for index in range(slices)
    )
    return SeriesDescription(
        reference=SeriesReference("1.2", scan.series_instance_uid),
        modality="CT",
        instances=tuple(InstanceReference(uid) for uid in scan.sop_instance_uids),
        rows=rows,
        columns=columns,
        geometry=VolumeGeometry(planes, rows, columns),
        pixel_spacing=spacing,
    )


def a_result(scan: Scan) -> CalciumResult:
    labels = np.zeros(SHAPE, np.uint8)
    labels[7:9, 20:24, 31:36] = 1
    labels[18, 5, 60] = 2
    lesions = tuple(
        CalciumLesion(
            number=number,
            score=11.5 * number,
            volume_mm3=float(np.count_nonzero(labels == number)),
            peak_hu=300.0,
            index=np.argwhere(labels == number).mean(axis=0)[::-1],
            centre=scan.origin,
        )
        for number in (1, 2)
    )
    return CalciumResult(lesions, labels, 12.0)


def read(scan: Scan, result: CalciumResult, folder: Path) -> AnalysisResult:
    name = write_calcium(scan, result, folder)
    data = cacs_list(scan, result)
    data[0] |= {"ResultUrl": "http://127.0.0.1:9/results/1"}
    files = Files(ResultUrl=(folder / name).read_bytes())
    raw = json.dumps({"Data": data}).encode()
    about = About(series=series_of(scan), files=files)
    return read_answer(raw, endpoint_named("calcium-score"), about)


@pytest.mark.parametrize("way", AXES)
def test_calcium_lies_on_the_voxels_that_the_service_marked(way: str, tmp_path: Path) -> None:
    scan = a_scan(AXES[way])
    made = a_result(scan)

    result = read(scan, made, tmp_path)

    *markers, whole = result.findings
    assert isinstance(whole.placement.region, MaskRegion)
    mask = whole.placement.region.mask
    assert whole.notes == ()
    assert {(part.index, part.pixel_count) for part in mask.slices} == {(7, 20), (8, 20), (18, 1)}
    for part in mask.slices:
        expected = made.labels[part.index] > 0
        box = np.s_[part.row : part.row + part.height, part.column : part.column + part.width]
        assert np.array_equal(part.bits, expected[box])
    assert all(_is_marked(marker, mask) for marker in markers)
    assert {marker.kind for marker in markers} == {FindingKind.CALCIFICATION}
    voxel_mm3 = abs(float(np.linalg.det(scan.axes)))
    assert whole.measured("volume") == pytest.approx(41 * voxel_mm3 / 1000, rel=1e-5)


def _is_marked(marker: Finding, mask: object) -> bool:
    region = marker.placement.region
    assert isinstance(region, MarkerRegion)
    part = mask.on(marker.placement.slice_index)  # type: ignore[attr-defined]
    return part is not None and part.holds(region.centre)


def test_a_fracture_box_and_its_position_agree() -> None:
    scan = a_scan(AXES["tilted gantry"])
    low, high = np.array([10, 12, 6]), np.array([22, 30, 10])
    corners = [scan.origin + scan.axes @ corner for corner in (low, high)]
    detection = {
        "FractureLocation": "R5",
        "CoordinateImage": [*map(int, low), *map(int, high)],
        "Coordinates": [round(float(v), 2) for corner in corners for v in corner],
        "FracSOPInstanceUID": scan.sop_instance_uids[8],
    }
    raw = json.dumps({"Data": {"DetectRibFracture": {"Detections": [detection]}}}).encode()

    result = read_answer(raw, endpoint_named("chest-ct"), About(series=series_of(scan)))

    (finding,) = result.findings
    assert finding.placement.slice_index == 8
    assert finding.placement.region == BoxRegion(ImagePoint(10, 12), ImagePoint(22, 30))
    assert NoteKind.INDEX_DISAGREES_WITH_POSITION not in [note.kind for note in finding.notes]
