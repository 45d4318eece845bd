"""The history of a finding in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from viewer.domain.finding import Finding, FindingKind, NoduleCategory, Placement
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.reading import Reading, Signature
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.standing import UNTOUCHED, Decision, RejectReason, Standing
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion, Region
from viewer.words import language
from viewer.words.ledger import (
    Subject,
    action_words,
    change_words,
    event_words,
    open_words,
    signed_words,
    standing_words,
    undone_words,
    what_words,
)

STACK = SeriesReference("1.2", "1.2.3")
RASTER = Raster(100, 80, (0.8, 0.5), 1.6)
PIXELS = Raster(100, 80)


def placed(region: Region, index: int = 4) -> Placement:
    return Placement(InstanceReference(f"1.9.{index}"), index, region)


def marker(column: float, diameter: float) -> MarkerRegion:
    return MarkerRegion(ImagePoint(column, 20.0), diameter)


NODULE = Finding("f", 3, FindingKind.NODULE, placed(marker(30.0, 6.0)))
SUBJECT = Subject(RASTER, NODULE)


def an_event(action: Action, after: Standing | None, **changes: object) -> LedgerEvent:
    values: dict[str, object] = {
        "stack": STACK,
        "action": action,
        "user": "Dr. Chen",
        "at": datetime(2026, 11, 21, 9, 30, 5, tzinfo=UTC),
        "program": "0.4",
        "run_uid": "r",
        "finding_uid": "f",
        "before": UNTOUCHED if after is not None else None,
        "after": after,
        "sequence": 12,
        **changes,
    }
    return LedgerEvent(**values)  # type: ignore[arg-type]


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(qapp, request.param)
    language.install(qapp, "en")


@pytest.mark.usefixtures("spoken")
def test_every_action_has_words_of_its_own() -> None:
    words = [action_words(action) for action in Action]

    assert all(words)
    assert len(set(words)) == len(words)


def test_a_moved_and_grown_marker_is_said_in_millimetres() -> None:
    after = Standing(placement=placed(marker(34.6, 7.2)))

    said = what_words(an_event(Action.EDIT, after), SUBJECT)

    assert said == "moved 2.3 mm, diameter 6.0 → 7.2 mm"


def test_without_spacing_it_is_said_in_pixels() -> None:
    first = replace(NODULE, placement=placed(MarkerRegion(ImagePoint(30, 20), None, 12.0)))
    after = Standing(placement=placed(MarkerRegion(ImagePoint(33, 20), None, 12.0)))

    said = what_words(an_event(Action.EDIT, after), Subject(PIXELS, first))

    assert said == "moved 3.0 px"


def test_another_image_another_length_another_outline_are_said() -> None:
    line = LineRegion((ImagePoint(0, 0), ImagePoint(10, 0)))
    longer = LineRegion((ImagePoint(-1, 0), ImagePoint(11, 0)))
    box = BoxRegion(ImagePoint(0, 0), ImagePoint(4, 4))
    wider = BoxRegion(ImagePoint(-1, 0), ImagePoint(5, 4))

    def said(was: Region, now: Region, index: int = 4) -> str:
        first = replace(NODULE, placement=placed(was))
        standing = Standing(placement=placed(now, index))
        return change_words(UNTOUCHED, standing, Subject(RASTER, first))

    assert said(line, longer) == "length 5.0 → 6.0 mm"
    assert said(box, wider) == "outline changed"
    assert said(box, box, 6) == "image 5 → 7"


def test_a_rejection_says_its_reason_and_its_comment() -> None:
    after = Standing(
        decision=Decision.REJECTED, reason=RejectReason.DUPLICATE, comment="see number 2"
    )

    said = what_words(an_event(Action.REJECT, after), SUBJECT)

    assert said == "Rejected: Duplicate, “see number 2”"


def test_what_was_undone_says_how_it_stood_before() -> None:
    accepted = Standing(decision=Decision.ACCEPTED)
    event = an_event(Action.UNDO, UNTOUCHED, before=accepted)

    assert what_words(event, SUBJECT) == "Undone: Accepted → Undecided"
    assert undone_words(Action.ACCEPT, "finding 3") == "Undone: finding 3, Accepted"


def test_another_name_is_said_with_the_first_one() -> None:
    after = Standing(category=NoduleCategory.SOLID)

    assert what_words(an_event(Action.RELABEL, after), SUBJECT) == "Nodule → Solid nodule"


def test_what_was_added_removed_or_said_of_the_whole_is_said_by_its_name() -> None:
    added = Standing(decision=Decision.ACCEPTED, added=NODULE)
    whole = an_event(Action.UNDO, UNTOUCHED, run_uid="", finding_uid="")

    assert what_words(an_event(Action.ADD, added), SUBJECT) == "Added"
    removed = replace(added, is_removed=True)
    assert what_words(an_event(Action.UNDO, added, before=removed), SUBJECT) == "Undone: Added"
    assert what_words(whole, SUBJECT) == "Undone: Nothing further"


@pytest.mark.usefixtures("spoken")
def test_an_event_says_who_and_when_and_exactly_which_in_the_hint() -> None:
    event = an_event(Action.ADDENDUM, None, details=(("reason", "second look"),))

    words = event_words(event, SUBJECT)

    assert words.who == "Dr. Chen"
    assert words.what.endswith("second look")
    assert "2026-11-21 09:30:05" in words.hint
    assert "12" in words.hint
    assert "0.4" in words.hint


@pytest.mark.usefixtures("spoken")
def test_the_reading_as_a_whole_is_said() -> None:
    reading = Reading(STACK, addenda=2)

    assert "2" in standing_words(reading)
    assert standing_words(Reading(STACK)) == ""
    assert "Dr. Chen" in signed_words(Signature("Dr. Chen", datetime(2026, 11, 21, tzinfo=UTC)))
    assert "3" in open_words(3, 12)
    assert open_words(0, 12)
