"""The card of a blind reading in the narrowest panel."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app.blind_words import closing_card
from viewer.domain.reading import Reading
from viewer.domain.references import SeriesReference
from viewer.ui.panels.blind_card import BlindCard, BlindState

_ROOM = 276
"""A panel of 300 px without its margins."""


@pytest.mark.parametrize("has_seen", [False, True])
def test_the_question_of_a_blind_reading_fits(
    qtbot: QtBot, themed: QApplication, *, has_seen: bool
) -> None:
    card = BlindCard()
    qtbot.addWidget(card)
    card.show_state(closing_card(Reading(SeriesReference("1", "2")), "", has_seen=has_seen))
    assert card.minimumSizeHint().width() <= _ROOM


def test_the_switch_of_a_blind_reading_fits(qtbot: QtBot, themed: QApplication) -> None:
    card = BlindCard()
    qtbot.addWidget(card)
    card.show_state(BlindState(is_on=False))
    assert card.minimumSizeHint().width() <= _ROOM
