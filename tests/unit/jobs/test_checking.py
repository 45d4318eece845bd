"""Inputs against their slots and against each other; and how that is said."""

from dataclasses import replace

import pytest

from tests.vendor_builders import a_series
from viewer.domain.series import Identity
from viewer.jobs.checking import check_inputs, check_words
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.errors import LimitBroken, error_of, failure_text
from viewer.vendors.gateway.endpoint import SlotName
from viewer.vendors.limits import InputFacts, LimitKind, LimitProblem
from viewer.words.limits import limit_words

REGISTRATION = endpoint_named("ct-registration")
SPINE = endpoint_named("lumbar-mri")
QUESTION = endpoint_named("medical-qa")
COMPLAINT = {"QuestionType": "chiefComplaint"}


def kinds(problems):
    return {problem.kind for problem in problems}


def given(*people):
    """Return facts of a series for each identity, each with images of its own."""
    found = []
    for number, person in enumerate(people):
        series = a_series()
        instances = tuple(
            replace(each, sop_instance_uid=f"{each.sop_instance_uid}.{number}")
            for each in series.instances
        )
        series = replace(series, identity=person, instances=instances)
        found.append(InputFacts(series=series))
    return found


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        (Identity("Li", "1"), Identity("Li", "2"), True),
        (Identity("Li", "1"), Identity("Wang", "1"), False),  # a name that was changed
        (Identity("Li", ""), Identity("Wang", ""), True),
        (Identity("Li", "1"), Identity("Li", ""), False),
        (Identity("", ""), Identity("Li", "1"), False),  # nothing is known of one
    ],
)
def test_two_inputs_are_of_one_patient(one, other, is_other):
    first, second = given(one, other)
    pair = [(SlotName.REFERENCE, first), (SlotName.FLOATING, second)]

    found = kinds(check_inputs(REGISTRATION, pair))

    assert (LimitKind.OTHER_PATIENT in found) is is_other


def test_an_input_without_a_name_does_not_hide_that_the_others_differ():
    unnamed, second, third = given(Identity(), Identity("Li", "1"), Identity("Wang", "2"))
    names = (SlotName.IMAGES, SlotName.SECOND, SlotName.THIRD)
    inputs = list(zip(names, (unnamed, second, third), strict=True))

    assert LimitKind.OTHER_PATIENT in kinds(check_inputs(SPINE, inputs))


def test_pictures_of_a_question_may_be_of_anybody():
    first, second = given(Identity("Li", "1"), Identity("Wang", "2"))
    pair = [(SlotName.QUESTION, first), (SlotName.QUESTION, second)]

    assert LimitKind.OTHER_PATIENT not in kinds(check_inputs(QUESTION, pair))


def test_more_pictures_than_the_service_takes_are_counted():
    (one,) = given(Identity())
    pictures = [(SlotName.QUESTION, one)] * 51

    problems = check_inputs(QUESTION, pictures)

    assert LimitProblem(LimitKind.TOO_MANY_PICTURES, ("51", "50")) in problems


def test_of_several_inputs_it_is_said_which_one_does_not_fit():
    first, second = given(Identity(), Identity())

    problems = check_inputs(SPINE, [(SlotName.IMAGES, first), (SlotName.SECOND, second)])

    assert {problem.slot for problem in problems} >= {"images", "second"}
    said = limit_words(next(p for p in problems if p.slot == "second")).title
    assert "econd series: " in said


def test_which_input_it_was_is_kept_with_the_failure():
    problem = LimitProblem(LimitKind.TOO_FEW_SLICES, ("7", "8"), "floating")

    kept = error_of(failure_text(LimitBroken((problem,))))

    assert isinstance(kept, LimitBroken)
    assert kept.problems == (problem,)


def test_a_failure_that_an_earlier_release_kept_is_still_understood():
    kept = error_of('["limit-broken", "too-few-slices|19|20"]')

    assert isinstance(kept, LimitBroken)
    assert kept.problems == (LimitProblem(LimitKind.TOO_FEW_SLICES, ("19", "20")),)


@pytest.mark.parametrize(
    ("parameters", "pictures", "expected"),
    [
        ({**COMPLAINT, "AnswerText": "红疹"}, 0, set()),
        ({"QuestionType": "images"}, 1, set()),
        (COMPLAINT, 0, {LimitKind.TEXT_MISSING}),
        ({"QuestionType": "age", "AnswerText": "3"}, 0, {LimitKind.SESSION_MISSING}),
        ({"QuestionType": "age", "AnswerText": "3", "SessionId": "s"}, 0, set()),
    ],
)
def test_the_words_of_a_turn_are_held_against_the_document(parameters, pictures, expected):
    assert kinds(check_words(QUESTION, parameters, pictures)) == expected


def test_other_endpoints_have_no_words():
    assert check_words(REGISTRATION, {}, 0) == ()
