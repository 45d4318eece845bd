"""From a run's findings, as reviewed, to teeth with their diseases."""

from dataclasses import replace

from tests.dental_builders import a_box
from viewer.domain.dental_findings import (
    CountDifference,
    CountKind,
    differences_in,
    diseases_of_whole,
    teeth_in,
)
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.domain.references import InstanceReference
from viewer.domain.result import Notice, NoticeKind
from viewer.geometry.regions import PolygonRegion, WholeImageRegion, corners_of

_INSTANCE = InstanceReference("1.2.3")
_BOX = a_box(10, 20, 30, 60)


def _tooth(uid: str, text: str, status: str = "suspected") -> Finding:
    return Finding(
        uid,
        1,
        FindingKind.TOOTH,
        Placement(_INSTANCE, 0, PolygonRegion(corners_of(_BOX))),
        site=Site(tooth=text),
        evaluations=(Evaluation(Scale.DENTAL_STATUS, status),),
    )


def _disease(uid: str, text: str, name: str = "龋齿") -> Finding:
    return Finding(
        uid,
        2,
        FindingKind.TOOTH_DISEASE,
        Placement(_INSTANCE, 0, _BOX),
        confidence=0.4,
        site=Site(tooth=text),
        evaluations=(
            Evaluation(Scale.TOOTH_DISEASE, name),
            Evaluation(Scale.DENTAL_STATUS, "suspected"),
        ),
    )


def _all(_uid: str) -> bool:
    return True


def _seen(
    answered: tuple[Finding, ...], reviewed: tuple[Finding, ...] | None = None, rejected: str = ""
) -> list[tuple[str, str, list[str]]]:
    seen = teeth_in(answered, reviewed or answered, lambda uid: uid != rejected)
    return [(one.uid, one.text, [disease.uid for disease in one.diseases]) for one in seen]


def test_a_tooth_has_its_status_its_box_and_its_diseases() -> None:
    (seen,) = teeth_in(answers := (_tooth("t", "36"), _disease("d", "36")), answers, _all)

    assert (seen.text, seen.status, seen.box) == ("36", "suspected", _BOX)
    assert [(d.key, d.status, d.confidence) for d in seen.diseases] == [
        ("caries", "suspected", 0.4)
    ]


def test_a_name_that_nobody_knows_stays() -> None:
    answers = (_tooth("t", "36"), _disease("d", "36", "口腔溃疡"))

    (seen,) = teeth_in(answers, answers, _all)

    assert [disease.key for disease in seen.diseases] == ["口腔溃疡"]


def test_of_two_teeth_with_one_number_each_keeps_its_diseases() -> None:
    answers = (_tooth("t", "11"), _disease("d", "11"), _tooth("u", "11"), _disease("e", "11"))

    assert _seen(answers) == [("t", "11", ["d"]), ("u", "11", ["e"])]


def test_a_tooth_with_another_number_takes_its_diseases_along() -> None:
    answers = (_tooth("t", "11"), _disease("d", "11"))
    reviewed = (_tooth("t", "12"), _disease("d", "11"))

    assert _seen(answers, reviewed) == [("t", "12", ["d"])]


def test_a_disease_that_a_reader_gave_another_tooth_goes_there() -> None:
    answers = (_tooth("t", "11"), _disease("d", "11"), _tooth("u", "12"))
    reviewed = (answers[0], _disease("d", "12"), answers[2])

    assert _seen(answers, reviewed) == [("t", "11", []), ("u", "12", ["d"])]


def test_what_a_reader_added_goes_to_the_tooth_with_its_number() -> None:
    answers = (_tooth("t", "11"),)
    own = replace(_disease("own", "11"), is_own=True)

    assert _seen(answers, (*answers, own)) == [("t", "11", ["own"])]


def test_a_rejected_disease_is_not_shown_and_a_rejected_tooth_takes_its_own_along() -> None:
    answers = (_tooth("t", "11"), _disease("d", "11"))

    assert _seen(answers, rejected="d") == [("t", "11", [])]
    assert _seen(answers, rejected="t") == []


def test_a_disease_without_a_tooth_stands_for_it() -> None:
    answers = (_disease("d", "11"), _disease("e", "11"))

    assert _seen(answers) == [("d", "11", ["d", "e"])]


def test_what_is_said_of_the_whole_picture_is_apart() -> None:
    whole = Finding(
        "w",
        1,
        FindingKind.IMAGE_DISEASE,
        Placement(_INSTANCE, 0, WholeImageRegion(100, 50)),
        evaluations=(Evaluation(Scale.IMAGE_DISEASE, "crowding"),),
    )

    assert teeth_in((whole,), (whole,), _all) == ()
    assert [disease.key for disease in diseases_of_whole((whole,), _all)] == ["crowding"]
    assert diseases_of_whole((whole,), lambda _uid: False) == ()


def test_differences_are_those_that_the_answers_reader_found() -> None:
    notices = [
        Notice(NoticeKind.COUNT_DIFFERS, ("total_teeth_detected", "28", "3")),
        Notice(NoticeKind.PARTIAL),
        Notice(NoticeKind.COUNT_DIFFERS, ("龋齿", "3", "1")),
    ]

    assert differences_in(notices) == (
        CountDifference(CountKind.TEETH, "28", "3"),
        CountDifference(CountKind.DISEASE, "3", "1", "caries"),
    )
