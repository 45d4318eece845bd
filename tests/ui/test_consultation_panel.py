"""The consultation panel keeps in sight what the service said last."""

from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from viewer.ui.panels.consultation import ConsultationPanel
from viewer.ui.panels.consultation_rows import ConversationRow, TurnRow, TurnState

QUESTION = "Where is the rash, when did it begin, and is there anything else that is not well?"


def turn(number: int, options: tuple[str, ...] = (), answer: str = "") -> TurnRow:
    return TurnRow(
        uid=str(number),
        head="Chief complaint, 2024-06-11 10:15",
        said="itching",
        state=TurnState.ANSWERED,
        question=QUESTION,
        answer=answer,
        options=options,
    )


def shown(themed: QApplication, *turns: TurnRow) -> tuple[ConsultationPanel, QScrollArea]:
    panel = ConsultationPanel(500)
    panel.resize(300, 700)
    panel.show()
    for count in range(1, len(turns) + 1):
        panel.show_conversation(ConversationRow(uid="0", title="", turns=turns[:count]))
        for _ in range(5):
            themed.processEvents()
    (scroll,) = (s for s in panel.findChildren(QScrollArea) if s.isAncestorOf(panel.turns))
    return panel, scroll


def test_the_options_of_the_last_question_are_in_sight(themed: QApplication) -> None:
    choices = tuple("abcde")
    panel, scroll = shown(themed, *(turn(number, choices) for number in range(6)))
    view, last = scroll.viewport(), panel.turns.cards[-1]
    assert last.height() < view.height()
    assert last.mapTo(view, last.rect().bottomLeft()).y() <= view.height()


def test_a_long_answer_is_shown_from_its_beginning(themed: QApplication) -> None:
    panel, scroll = shown(themed, turn(0), turn(1), turn(2, answer="Words of advice. " * 200))
    view, last = scroll.viewport(), panel.turns.cards[-1]
    assert last.height() > view.height()
    assert last.mapTo(view, last.rect().topLeft()).y() == 0


def test_where_a_person_scrolled_to_stays_in_sight(themed: QApplication) -> None:
    panel, scroll = shown(themed, *(turn(number, tuple("abcde")) for number in range(6)))
    bar = scroll.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    panel.resize(300, 650)
    for _ in range(5):
        themed.processEvents()
    assert bar.value() == 0


def test_nothing_can_be_chosen_where_nothing_may_be_sent(themed: QApplication) -> None:
    panel, _ = shown(themed, turn(0, tuple("abc")))
    buttons = panel.turns.findChildren(QPushButton)
    panel.turns.lock(is_locked=True)
    assert not any(button.isEnabled() for button in buttons)
    panel.turns.lock(is_locked=False)
    assert len(buttons) == 3
    assert all(button.isEnabled() for button in buttons)
