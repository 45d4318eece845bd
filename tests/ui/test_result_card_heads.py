"""The head of a card in the narrowest panel: a number is never shown in part."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from viewer.ui.card_rows import CardState, ResultCard
from viewer.ui.panels.result_cards import ResultCards


def test_the_title_gives_way_to_the_number(qtbot: QtBot, themed: QApplication) -> None:
    cards = ResultCards()
    qtbot.addWidget(cards)
    cards.resize(200, 200)
    title = "Coronary calcium of all arteries together"
    card = ResultCard(key="k", title=title, state=CardState.FOUND, figure="Agatston 1201.2")
    cards.show_cards((card,))
    cards.show()
    labels = {label.text(): label for label in cards.findChildren(QLabel)}
    assert labels["Agatston 1201.2"].width() >= labels["Agatston 1201.2"].sizeHint().width()
    assert 0 < labels[title].width() < labels[title].sizeHint().width()
