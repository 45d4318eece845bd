"""The action table and its keys."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.action_set import ActionSet
from viewer.ui.action_spec import ActionSpec, Scope, When
from viewer.ui.actions import action_table


def specs() -> list[ActionSpec]:
    return [spec for group in action_table().values() for spec in group]


def test_each_action_has_one_name_and_each_key_one_action() -> None:
    names = Counter(spec.id for spec in specs())
    keys = Counter(key for spec in specs() for key in spec.keys)

    assert [name for name, count in names.items() if count > 1] == []
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Space", "overlays"),
        ("N", "finding-next"),
        ("P", "finding-previous"),
        ("A", "accept"),
        ("X", "reject"),
        ("Z", "zoom-finding"),
        ("R", "reset"),
        ("Esc", "reset"),
        ("I", "invert"),
        ("H", "flip-horizontal"),
        ("V", "flip-vertical"),
        ("Ctrl+O", "open"),
        ("Ctrl+Shift+O", "open-folder"),
        ("Ctrl+E", "export"),
        ("Ctrl+C", "copy"),
        ("F1", "keys"),
        ("PgDown", "slice-next-10"),
        ("Home", "slice-first"),
    ],
)
def test_the_keys_are_those_radiologists_expect(key: str, name: str) -> None:
    assert [spec.id for spec in specs() if key in spec.keys] == [name]


def test_actions_make_sense_only_with_what_is_there(qtbot: QtBot, themed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = ActionSet(window)

    actions.allow(When.IMAGE | When.FINDINGS)

    assert actions["open"].isEnabled()
    assert actions["fit"].isEnabled()
    assert actions["finding-next"].isEnabled()
    assert not actions["accept"].isEnabled()
    assert not actions["undo"].isEnabled()


def test_arrow_keys_belong_to_the_image_and_not_to_lists(
    qtbot: QtBot, themed: QApplication
) -> None:
    window, image, other = QWidget(), QPushButton("image"), QPushButton("list")
    layout = QVBoxLayout(window)
    layout.addWidget(image)
    layout.addWidget(other)
    qtbot.addWidget(window)
    actions = ActionSet(window)
    actions.give_image_keys_to(image)
    actions.allow(When.IMAGE)
    steps: list[str] = []
    actions.connect_all({"slice-last": lambda: steps.append("last")})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_End)
    assert steps == []
    image.setFocus()
    qtbot.keyClick(image, Qt.Key.Key_End)
    assert steps == ["last"]


def test_every_slice_key_is_limited_to_the_image() -> None:
    assert {spec.scope for spec in action_table()["slices"]} == {Scope.IMAGE}
