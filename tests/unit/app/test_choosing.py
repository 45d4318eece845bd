"""Which series a command means, where nobody points at one."""

import numpy as np
import pytest

from tests.image_builders import png_bytes, write_series
from viewer.app.choosing import check_places, choose_inputs
from viewer.foundation.errors import WrongUsage
from viewer.imaging.scan import scan
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.errors import AmbiguousInput, LimitBroken
from viewer.vendors.gateway.endpoint import SlotName
from viewer.vendors.gateway.medical import MEDICAL
from viewer.vendors.limits import LimitKind

SAGITTAL = (0, 1, 0, 0, 0, -1)
REGISTRATION, SPINE = endpoint_named("ct-registration"), endpoint_named("lumbar-mri")
QUESTION = endpoint_named("medical-qa")


def stacks_in(folder):
    return scan([folder]).stacks


def described(choice):
    """Return the chosen series by their descriptions, the first one first."""
    stacks = (choice.stack, *(other.stack for other in choice.others))
    return [stack.description.text.series_description for stack in stacks]


def write_spine(folder, *descriptions, orientation=SAGITTAL):
    for description in descriptions:
        write_series(
            folder / description,
            slices=20,
            modality="MR",
            orientation=orientation,
            description=description,
            study_uid="2.25.7",
            series_uid=f"2.25.7{len(description)}{ord(description[-1])}",
        )


def test_of_a_spine_t2_comes_first_and_up_to_three_series_go(tmp_path):
    write_spine(tmp_path, "SAG T1", "SAG T2 TSE", "SAG STIR")
    write_spine(tmp_path, "AX T2", orientation=(1, 0, 0, 0, 1, 0))

    choice = choose_inputs(SPINE, stacks_in(tmp_path))

    assert described(choice)[0] == "SAG T2 TSE"
    assert len(choice.others) == 2
    assert [other.slot for other in choice.others] == [SlotName.SECOND, SlotName.THIRD]


def test_series_that_are_named_go_in_that_order(tmp_path):
    write_spine(tmp_path, "SAG T1", "SAG T2")
    stacks = {s.description.text.series_description: s for s in stacks_in(tmp_path)}
    uids = [stacks[name].description.reference.series_instance_uid for name in ("SAG T1", "SAG T2")]

    assert described(choose_inputs(SPINE, stacks_in(tmp_path), uids=uids)) == ["SAG T1", "SAG T2"]


def test_a_spine_without_a_sagittal_series_is_refused(tmp_path):
    write_spine(tmp_path, "AX T2", orientation=(1, 0, 0, 0, 1, 0))

    with pytest.raises(LimitBroken) as caught:
        choose_inputs(SPINE, stacks_in(tmp_path))

    assert [problem.kind for problem in caught.value.problems] == [LimitKind.NOT_SAGITTAL]


def test_more_series_than_there_are_inputs_are_wrong_usage(tmp_path):
    write_spine(tmp_path, "SAG T2")

    with pytest.raises(WrongUsage, match="at most 3"):
        choose_inputs(SPINE, stacks_in(tmp_path), uids=["1", "2", "3", "4"])


@pytest.fixture
def pair(tmp_path):
    for name, uid in (("current", "2.25.1"), ("prior", "2.25.2")):
        write_series(tmp_path / name, slices=8, description=name, series_uid=uid)
    return stacks_in(tmp_path / "current"), stacks_in(tmp_path / "prior")


def test_the_prior_series_is_moved_onto_the_current_one(pair):
    choice = choose_inputs(REGISTRATION, *pair)

    assert described(choice) == ["current", "prior"]
    assert choice.others[0].slot is SlotName.FLOATING


def test_a_series_uid_chooses_in_either_place(tmp_path, pair):
    current, prior = pair
    write_series(tmp_path / "other", slices=9, description="other", series_uid="2.25.3")
    several = [*prior, *stacks_in(tmp_path / "other")]

    with pytest.raises(AmbiguousInput):
        choose_inputs(REGISTRATION, current, several)

    assert described(choose_inputs(REGISTRATION, current, several, ["2.25.3"]))[1] == "other"


def test_a_series_that_is_in_neither_place_is_said(pair):
    with pytest.raises(AmbiguousInput):
        choose_inputs(REGISTRATION, *pair, uids=["2.25.99"])


def test_every_picture_goes_with_a_question(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.png").write_bytes(png_bytes(np.full((5, 6, 3), number, np.uint8)))

    choice = choose_inputs(QUESTION, stacks_in(tmp_path))

    assert [(other.slot, other.frame) for other in choice.others] == [(SlotName.QUESTION, 0)] * 3
    assert choice.stack is choice.others[0].stack


def test_a_question_may_have_no_picture():
    choice = choose_inputs(QUESTION, ())

    assert choice.others == ()
    assert choice.stack.instances == ()


def test_more_pictures_than_a_question_takes_are_refused(tmp_path):
    write_series(tmp_path, slices=51)

    with pytest.raises(LimitBroken) as caught:
        choose_inputs(QUESTION, stacks_in(tmp_path))

    assert caught.value.problems[0].values == ("51", "50")


@pytest.mark.parametrize("endpoint", MEDICAL, ids=[endpoint.name for endpoint in MEDICAL])
def test_places_are_needed_and_taken_as_the_endpoint_says(endpoint):
    compares, asks = endpoint is REGISTRATION, endpoint is QUESTION

    for has_paths in (True, False):
        for has_prior in (True, False):
            is_right = (has_paths or asks) and has_prior is compares
            try:
                check_places(endpoint, has_paths=has_paths, has_prior=has_prior)
            except WrongUsage:
                assert not is_right
            else:
                assert is_right
