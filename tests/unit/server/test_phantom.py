"""The chest phantom is a valid, deterministic series with its nodules where it says."""

from pathlib import Path

import numpy as np
import pydicom
import pytest

from viewer.foundation.errors import WrongUsage
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.chest_ct import chest_truth, write_chest_ct
from viewer.server.phantoms.truth import ChestTruth, NoduleCategory


@pytest.fixture(scope="module")
def axial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("axial")
    write_chest_ct(folder, profile="small")
    return folder


def headers(folder: Path) -> list[pydicom.Dataset]:
    read = (pydicom.dcmread(path, stop_before_pixels=True) for path in folder.iterdir())
    return sorted(read, key=lambda item: int(item.InstanceNumber))


@pytest.mark.parametrize("profile", ["standard", "small"])
def test_the_truth_holds_every_category_both_lungs_and_all_zones(profile):
    nodules = chest_truth(profile).nodules

    assert len(nodules) >= 10
    assert {nodule.category for nodule in nodules} == set(NoduleCategory)
    assert {nodule.lung for nodule in nodules} == {"left", "right"}
    assert {nodule.zone for nodule in nodules} == {"upper", "middle", "lower"}
    assert {nodule.site for nodule in nodules} == {"free", "juxtapleural", "juxtavascular"}


def test_the_standard_truth_spans_4_to_20_mm():
    diameters = [nodule.diameter_mm for nodule in chest_truth("standard").nodules]

    assert (min(diameters), max(diameters)) == (4.0, 20.0)
    assert len(diameters) >= 12


def test_the_truth_survives_being_stored(tmp_path):
    truth = chest_truth("small")

    truth.write(tmp_path / "truth.json")

    assert ChestTruth.read(tmp_path / "truth.json") == truth


def test_the_series_is_ct_with_chinese_name_and_two_windows(axial):
    data = headers(axial)[0]

    assert data.Modality == "CT"
    assert data.BodyPartExamined == "CHEST"
    assert data.SpecificCharacterSet == "GB18030"
    assert str(data.PatientName) == "Fang^Ti=方^体"
    assert list(data.WindowCenter) == [-600, 40]
    assert list(data.WindowWidth) == [1500, 400]
    assert data.RescaleIntercept == -1024


def test_instances_run_from_the_apex_down_and_share_one_series(axial):
    slices = headers(axial)

    heights = [float(item.ImagePositionPatient[2]) for item in slices]
    assert heights == sorted(heights, reverse=True)
    assert len({item.SOPInstanceUID for item in slices}) == len(slices)
    assert len({item.SeriesInstanceUID for item in slices}) == 1


def test_the_same_recipe_gives_the_same_bytes(axial, tmp_path):
    write_chest_ct(tmp_path, profile="small")

    names = [f"IM{number:04d}.dcm" for number in (1, 37, 74)]
    assert [(axial / name).read_bytes() for name in names] == [
        (tmp_path / name).read_bytes() for name in names
    ]


def test_the_reversed_variant_numbers_the_same_places_from_the_feet(axial, tmp_path):
    write_chest_ct(tmp_path, variant="reversed", profile="small")

    straight, turned = headers(axial), headers(tmp_path)

    places = [tuple(item.ImagePositionPatient) for item in straight]
    assert [tuple(item.ImagePositionPatient) for item in turned] == places[::-1]
    assert turned[0].FrameOfReferenceUID == straight[0].FrameOfReferenceUID
    assert turned[0].SeriesInstanceUID != straight[0].SeriesInstanceUID


def test_the_tilted_variant_is_sheared_like_a_real_gantrys(tmp_path):
    write_chest_ct(tmp_path, variant="tilted", profile="small")

    first, second = headers(tmp_path)[:2]

    step = np.subtract(second.ImagePositionPatient, first.ImagePositionPatient)
    normal = np.cross(first.ImageOrientationPatient[:3], first.ImageOrientationPatient[3:])
    assert step == pytest.approx([0.0, 0.0, -2.0], abs=1e-3)
    assert abs(float(normal @ [0, 0, 1])) == pytest.approx(np.cos(np.radians(12)), abs=1e-6)


def test_a_nodule_lies_where_the_truth_says(axial):
    nodule = next(item for item in chest_truth("small").nodules if item.diameter_mm == 14.0)
    slices = headers(axial)
    nearest = min(
        slices, key=lambda item: abs(float(item.ImagePositionPatient[2]) - nodule.centre[2])
    )
    data = pydicom.dcmread(axial / f"IM{int(nearest.InstanceNumber):04d}.dcm")
    place = np.subtract(nodule.centre[:2], data.ImagePositionPatient[:2]) / data.PixelSpacing[0]
    column, row = (round(float(value)) for value in place)

    values = data.pixel_array[row - 3 : row + 4, column - 3 : column + 4] - 1024.0

    assert values.mean() == pytest.approx(nodule.mean_hu, abs=15)


def test_progress_counts_the_slices(tmp_path):
    seen: list[tuple[int, int]] = []

    write_chest_ct(
        tmp_path, profile="small", progress=lambda done, total: seen.append((done, total))
    )

    assert seen[0] == (1, 74)
    assert seen[-1] == (74, 74)


def test_an_unknown_variant_is_refused(tmp_path):
    with pytest.raises(WrongUsage):
        write_chest_ct(tmp_path, variant="sideways")


def test_a_scans_index_and_place_belong_together():
    scan = Scan(
        voxels=np.zeros((3, 4, 5), np.int16),
        origin=np.array([10.0, -20.0, 30.0]),
        axes=np.array([[0.7, 0.0, 0.1], [0.0, 0.6, 0.3], [0.0, -0.1, 2.0]]),
        sop_instance_uids=("1", "2", "3"),
        series_instance_uid="9",
    )

    place = scan.origin + scan.axes @ np.array([3.0, 1.0, 2.0])

    assert scan.index_of(place) == pytest.approx([3.0, 1.0, 2.0])
