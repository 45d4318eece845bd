"""The consultation tab: asked turn by turn, kept, and never sent with a name by accident."""

import json
from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.fake_service import FakeService
from tests.vendor_builders import a_body, an_envelope
from tests.window_bench import Bench, play
from viewer.ui.panels.consultation import NEW
from viewer.ui.panels.consultation_turns import TurnCard

FIRST = {
    "SessionId": "S-1",
    "QuestionType": "age",
    "Question": "How old is the child?",
    "AnswerType": "single",
    "Options": ["under 1", "1 to 3"],
}
LAST = {
    "SessionId": "S-1",
    "Answer": "General information.",
    "SimilarQuestion": ["Is it catching?"],
}


def answered(**data: object) -> bytes:
    return an_envelope(a_body(Data=data))


def refused(remark: str) -> bytes:
    return an_envelope(a_body(ret_code=1304, remark=remark))


def fields(service: FakeService, number: int = -1) -> dict[str, list[str]]:
    """Return the fields of one submission by name."""
    found: dict[str, list[str]] = {}
    for name, value in service.submissions[number]:
        found.setdefault(name, []).append(value)
    return found


async def ask(bench: Bench, text: str) -> None:
    """Write a text, send it with the keyboard and wait for what comes of it."""
    composer = bench.window.consultation.composer
    count = len(bench.service.submissions)
    composer.text.setPlainText(text)
    QTest.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await bench.until(lambda: len(bench.service.submissions) > count)
    await bench.until(lambda: not bench.window.consultation.composer._state.is_sending)


def cards(bench: Bench) -> list[TurnCard]:
    return bench.window.consultation.turns.cards


def button(card: TurnCard, text: str) -> QPushButton:
    return next(b for b in card.findChildren(QPushButton) if b.accessibleName() == text)


def test_a_consultation_goes_from_the_complaint_to_the_answer(
    themed: QApplication, series: Path
) -> None:
    service = FakeService(submit_script=[answered(**FIRST), answered(**LAST)])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        panel = bench.window.consultation
        assert [panel.composer.kind.itemData(n) for n in range(2)] == ["chiefComplaint", "images"]
        await ask(bench, "itching for two days")
        assert fields(service)["QuestionType"] == ["chiefComplaint"]
        assert "SessionId" not in fields(service)
        assert cards(bench)[0].row.question == "How old is the child?"
        assert panel.composer.chosen_kind == "age"

        button(cards(bench)[0], "1 to 3").click()
        await bench.until(lambda: len(cards(bench)) == 2 and cards(bench)[1].row.answer)
        sent = fields(service)
        assert (sent["QuestionType"], sent["SessionId"]) == (["age"], ["S-1"])
        assert sent["AnswerText"] == ["1 to 3"]
        assert cards(bench)[0].row.options == ()

        button(cards(bench)[1], "Is it catching?").click()
        assert panel.composer.text.toPlainText() == "Is it catching?"

    play(themed, scene, service)


def test_what_was_said_is_there_again_after_a_restart(themed: QApplication, series: Path) -> None:
    service = FakeService(submit_script=[answered(**FIRST)])

    async def first(bench: Bench) -> None:
        await bench.open(series)
        await ask(bench, "itching")

    async def second(bench: Bench) -> None:
        await bench.open(series)
        assert [card.row.said for card in cards(bench)] == ["itching"]
        bench.window.consultation.new.click()
        assert cards(bench) == []
        bench.wired.consulting.choose(str(bench.window.consultation.chooser.itemData(1)))
        assert cards(bench)[0].row.question == "How old is the child?"

    play(themed, first, service)
    play(themed, second, FakeService())


def test_a_lost_session_begins_anew_only_when_the_person_says_so(
    themed: QApplication, series: Path
) -> None:
    service = FakeService(
        submit_script=[answered(**FIRST), refused("SessionId expired"), answered(**FIRST)]
    )

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await ask(bench, "itching")
        await ask(bench, "three")
        assert "SessionId expired" in cards(bench)[1].row.failure
        assert len(service.submissions) == 2

        button(cards(bench)[1], "Ask this in a new session").click()
        assert cards(bench) == []
        panel = bench.window.consultation
        assert panel.composer.text.toPlainText() == "three"
        assert len(service.submissions) == 2
        panel.composer.send.click()
        await bench.until(lambda: len(service.submissions) == 3)
        assert "SessionId" not in fields(service)
        await bench.until(lambda: cards(bench) and cards(bench)[0].row.question)

    play(themed, scene, service)


def test_a_text_with_the_patients_name_waits_for_consent(
    themed: QApplication, series: Path
) -> None:
    service = FakeService(submit_script=[answered(**FIRST)])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        composer = bench.window.consultation.composer
        composer.text.setPlainText("Quxplant has a rash")
        composer.send.click()
        assert service.submissions == []
        assert not composer.send.isEnabled()
        assert composer._consent.text() == "Send it all the same"
        composer.text.setPlainText("The child has a rash")
        assert composer._consent.isHidden()
        composer.text.setPlainText("Quxplant has a rash")
        composer.send.click()
        composer._consent.click()
        await bench.until(lambda: service.submissions)
        assert fields(service)["AnswerText"] == ["Quxplant has a rash"]

    play(themed, scene, service)


def test_an_attached_image_is_sent_as_a_bare_picture(themed: QApplication, series: Path) -> None:
    service = FakeService(submit_script=[answered(**FIRST)])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        panel = bench.window.consultation
        panel.composer.choose_kind("images")
        assert not panel.composer.send.isEnabled()
        panel.composer.add.click()
        panel.composer.add.click()
        assert panel.composer.pictures.count() == 1
        assert panel.composer.send.isEnabled()
        panel.composer.send.click()
        await bench.until(lambda: cards(bench) and cards(bench)[0].row.question)
        assert len(fields(service)["AnswerImageURL"]) == 1
        (content,) = service.uploaded.values()
        assert content.startswith(b"\x89PNG")
        assert b"Quxplant" not in content

    play(themed, scene, service)


def test_nothing_longer_than_500_characters_is_sent(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        composer = bench.window.consultation.composer
        composer.text.setPlainText("a" * 500)
        assert composer.send.isEnabled()
        composer.text.setPlainText("a" * 501)
        assert not composer.send.isEnabled()
        assert composer.count.text() == "501/500"
        composer.text.setPlainText("   ")
        assert not composer.send.isEnabled()

    play(themed, scene)


def test_a_turn_that_the_service_could_not_take_is_sent_again_on_demand(
    themed: QApplication, series: Path
) -> None:
    page = httpx.Response(502, content=b"<html>Bad gateway</html>")
    service = FakeService(submit_script=[page, answered(**FIRST)])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await ask(bench, "itching")
        (card,) = cards(bench)
        assert card.row.failure
        button(card, card.row.way_on).click()
        await bench.until(lambda: cards(bench)[0].row.question)
        assert len(cards(bench)) == 1

    play(themed, scene, service)


def test_without_a_study_nothing_can_be_asked(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        panel = bench.window.consultation
        assert not panel.composer.text.isEnabled()
        assert panel.composer.text.toolTip()
        assert bench.wired.consulting._chosen == NEW

    play(themed, scene)


def test_markup_of_a_service_stays_text(themed: QApplication, series: Path) -> None:
    said = '<img src="file:///etc/hostname">'
    service = FakeService(submit_script=[answered(**{**FIRST, "Question": said})])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await ask(bench, "itching")
        assert cards(bench)[0].row.question == said
        assert json.dumps(said) not in cards(bench)[0].accessibleName()

    play(themed, scene, service)


def test_an_attached_image_waits_while_another_consultation_goes_on(
    themed: QApplication, series: Path
) -> None:
    service = FakeService(submit_script=[answered(**FIRST)])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await ask(bench, "itching")
        panel = bench.window.consultation
        panel.new.click()
        panel.composer.add.click()
        (job,) = bench.wired.library.jobs.all()
        bench.wired.consulting._job_changed(job)
        assert panel.composer.pictures.count() == 1
        assert cards(bench) == []

    play(themed, scene, service)
