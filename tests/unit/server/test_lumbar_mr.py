"""The lumbar studies are valid sagittal series with the states of their levels where they say."""

from itertools import pairwise

import numpy as np
import pydicom
import pytest

from viewer.server.phantoms.lumbar_mr import (
    CASES,
    MIDDLE_SLICE,
    SEQUENCES,
    SLICES,
    discs_in,
    draw_lumbar,
    film_of,
    lumbar_data,
    vertebrae_in,
    write_lumbar,
)
from viewer.server.phantoms.lumbar_spine import DiscState, VertebraState

DEGENERATED, WEDGED = CASES
LEVELS = ["T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1"]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lumbar")
    return write_lumbar(folder, DEGENERATED, "small")


@pytest.fixture(scope="module")
def volumes():
    return draw_lumbar(DEGENERATED, "small")


def headers(folder):
    read = (pydicom.dcmread(path, stop_before_pixels=True) for path in folder.iterdir())
    return sorted(read, key=lambda item: int(item.InstanceNumber))


def brightness(volume, location) -> float:
    column, row = round(location[0]), round(location[1])
    return float(volume[MIDDLE_SLICE, row - 1 : row + 2, column - 1 : column + 2].mean())


def test_the_series_are_sagittal_of_one_study_and_place(study):
    first = [headers(folder)[0] for folder in study]

    assert [folder.name for folder in study] == ["t2", "t1", "stir"]
    assert {tuple(item.ImageOrientationPatient) for item in first} == {(0, 1, 0, 0, 0, -1)}
    assert len({item.SeriesInstanceUID for item in first}) == 3
    assert len({item.StudyInstanceUID for item in first}) == 1
    assert len({item.FrameOfReferenceUID for item in first}) == 1
    assert len({tuple(item.ImagePositionPatient) for item in first}) == 1
    assert [item.Modality for item in first] == ["MR"] * 3


def test_slices_are_numbered_along_their_normal(study):
    slices = headers(study[0])

    normal = np.cross(slices[0].ImageOrientationPatient[:3], slices[0].ImageOrientationPatient[3:])
    heights = [float(normal @ np.array(item.ImagePositionPatient)) for item in slices]

    assert len(slices) == SLICES == 21
    assert np.diff(heights) == pytest.approx(float(slices[0].SpacingBetweenSlices))


def test_a_slice_is_read_back_as_it_was_drawn(study, volumes):
    data = pydicom.dcmread(study[1] / "IM0011.dcm")

    assert np.array_equal(data.pixel_array, volumes[1, MIDDLE_SLICE])
    assert volumes.shape == (len(SEQUENCES), SLICES, 128, 128)


@pytest.mark.parametrize("profile", ["standard", "small"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_levels_run_from_top_to_bottom_inside_the_image(case, profile):
    film = film_of(case, profile)

    for truths in (discs_in(case, profile), vertebrae_in(case, profile)):
        rows = [truth.location[1] for truth in truths]
        assert rows == sorted(rows)
        assert all(0 < truth.location[0] < film.columns for truth in truths)
        assert 0 < rows[0] < rows[-1] < film.rows


def test_every_level_has_its_name():
    assert [truth.name for truth in vertebrae_in(DEGENERATED)] == LEVELS
    between = [f"{upper}-{lower}" for upper, lower in pairwise(LEVELS)]
    assert [truth.name for truth in discs_in(DEGENERATED)] == between


def test_the_cases_show_every_state():
    discs = {state for case in CASES for truth in discs_in(case) for state in truth.states}
    bones = {state for case in CASES for truth in vertebrae_in(case) for state in truth.states}

    assert discs == set(DiscState)
    assert bones == set(VertebraState)


def test_places_come_with_two_three_and_four_numbers():
    lengths = {
        len(truth.location) for case in CASES for truth in (*discs_in(case), *vertebrae_in(case))
    }

    assert lengths == {2, 3, 4}


def test_a_degenerated_disc_is_darker_on_t2_than_a_healthy_one(volumes):
    discs = {truth.name: truth for truth in discs_in(DEGENERATED, "small")}

    healthy = brightness(volumes[0], discs["L1-L2"].location)
    dry = brightness(volumes[0], discs["L2-L3"].location)

    assert healthy > 2 * dry


def test_fluid_is_bright_on_t2_and_dark_on_t1(volumes):
    discs = {truth.name: truth for truth in discs_in(DEGENERATED, "small")}
    column, row = (round(value) for value in discs["L2-L3"].location[:2])
    behind = slice(column + 6, column + 16)

    assert volumes[0, MIDDLE_SLICE, row, behind].max() > 600
    assert volumes[1, MIDDLE_SLICE, row, behind].min() < 250


def test_the_truth_is_in_the_gateways_words():
    data = lumbar_data(DEGENERATED)

    states = {item["Identification"]: item["Disease"] for item in data["Discs"]}
    assert states["L5-S1"] == "v2,v6"
    assert states["L1-L2"] == "v1"
    assert {item["Disease"] for item in data["Vertebras"]} == {"v1", "v2"}


def test_a_study_is_the_same_each_time(volumes):
    assert np.array_equal(draw_lumbar(DEGENERATED, "small"), volumes)
