"""The undo stack by itself, and what is left of it when its session goes away."""

import gc
import weakref

from tests.unit.editing.test_session import Ledger, a_session
from viewer.domain.ledger import Action
from viewer.domain.reading import Reading
from viewer.domain.references import SeriesReference
from viewer.domain.standing import Decision
from viewer.editing.steps import Step
from viewer.editing.undo import UndoStack

STACK = SeriesReference("1.2", "1.2.3")


def a_reading(addenda: int) -> Reading:
    return Reading(STACK, addenda=addenda)


def a_step(uid: str) -> Step:
    return Step(Action.ACCEPT, (), uid)


def test_steps_go_back_and_forth_and_a_new_one_forgets_what_was_taken_back():
    held = []
    undo = UndoStack(held.append)
    for number in range(3):
        undo.push(a_step(str(number)), a_reading(number), a_reading(number + 1))
    undo.undo()
    undo.undo()
    assert (undo.step_to_undo.uid, undo.step_to_redo.uid) == ("0", "1")

    undo.redo()
    assert held[-1] == a_reading(2)
    undo.push(a_step("new"), a_reading(2), a_reading(9))
    assert undo.step_to_redo is None
    undo.redo()
    assert held[-1] == a_reading(9)
    undo.clear()
    undo.undo()
    assert (undo.step_to_undo, held[-1]) == (None, a_reading(9))


def test_a_session_that_goes_away_takes_its_steps_along():
    session = a_session(Ledger())
    for finding in session.findings:
        session.decide(finding.uid, Decision.ACCEPTED)
    session.undo()
    gone = weakref.ref(session)

    del session
    gc.collect()

    assert gone() is None
