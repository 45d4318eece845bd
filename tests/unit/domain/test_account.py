"""Whose word it is that a finding stands as it does."""

from tests.review_builders import an_account, an_event
from viewer.domain.account import last_words
from viewer.domain.ledger import Action
from viewer.domain.standing import UNTOUCHED, FindingKey

KEY = FindingKey("run", "f")


def said(action, step, sequence, **fields):
    return an_event(action, "f", step=step, sequence=sequence, **fields)


def word(*events):
    found = last_words(events).get(KEY)
    return found.sequence if found else None


def test_the_last_word_counts() -> None:
    assert word(said(Action.ACCEPT, "a", 1), said(Action.COMMENT, "b", 2)) == 2


def test_what_was_taken_back_does_not_count_until_it_is_made_again() -> None:
    events = [said(Action.ACCEPT, "a", 1), said(Action.REJECT, "b", 2), said(Action.UNDO, "b", 3)]

    assert word(*events) == 1
    assert word(*events, said(Action.UNDO, "a", 4, after=UNTOUCHED)) is None
    assert word(*events, said(Action.REDO, "b", 4)) == 2


def test_an_event_without_a_step_is_a_word_whatever_it_was() -> None:
    assert word(said(Action.ACCEPT, "", 1), said(Action.UNDO, "", 2)) == 2


def test_nothing_further_holds_also_where_an_undo_from_elsewhere_brought_it_back() -> None:
    """Of two libraries put together, the event that was taken back need not be the last one."""
    account = an_account(
        an_event(Action.NOTHING_FURTHER, step="a"),
        an_event(Action.FURTHER, step="b", after=UNTOUCHED),
        an_event(Action.NOTHING_FURTHER, step="c"),
        an_event(Action.UNDO, step="b"),
    )

    assert account.nothing_further.sequence == 44
    assert an_account(an_event(Action.FURTHER, after=UNTOUCHED)).nothing_further is None
