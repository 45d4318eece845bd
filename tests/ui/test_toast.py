"""Notices at the foot of the image."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.toast import Toast, Tone


@pytest.fixture
def host(qtbot: QtBot, themed: QApplication) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    return widget


def test_a_notice_offers_one_thing_and_goes_when_it_is_done(host: QWidget) -> None:
    done: list[str] = []
    toast = Toast(host)
    toast.say("Finding 1 accepted", action="Undo", act=lambda: done.append("undo"))

    toast._button.click()

    assert done == ["undo"]
    assert toast.text == ""


@pytest.mark.parametrize("tone", list(Tone))
def test_a_long_notice_stays_inside_its_host(host: QWidget, tone: Tone) -> None:
    toast = Toast(host)
    toast.say("No image could be read from somewhere. " * 6, tone=tone)

    assert host.rect().contains(toast.geometry())


def test_a_new_notice_replaces_the_old_one(host: QWidget) -> None:
    toast = Toast(host)
    toast.say("one", action="Undo", act=lambda: None)
    toast.say("two")

    assert toast.text == "two"
    assert not toast._button.isVisibleTo(toast)


def test_a_notice_goes_by_itself(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host)
    toast.say("soon gone")
    toast._timer.start(1)

    qtbot.waitUntil(lambda: toast.text == "")
