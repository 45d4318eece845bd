"""The actions, the bar and the second view of a comparison: made when the first one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.imaging.compare import CompareMode
from viewer.ui.compare_actions import compare_actions
from viewer.ui.icons import icon
from viewer.ui.viewport.compare_bar import CompareBar
from viewer.ui.viewport.compare_hand import CompareHand
from viewer.ui.viewport.compare_link import ComparedView, ViewLink
from viewer.words.overlay import overlay_wording

if TYPE_CHECKING:
    from viewer.ui.action_spec import ActionSpec
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


class CompareFurniture:
    """What is shown while there is something to compare, and taken away afterwards."""

    def __init__(self, window: MainWindow, image: ViewportPanel) -> None:
        self._window = window
        self.actions = {spec.id: _action(window, spec) for spec in compare_actions()}
        self.modes = {mode: self.actions[f"compare-{mode}"] for mode in CompareMode}
        group = QActionGroup(window)
        for action in self.modes.values():
            group.addAction(action)
        self.before = self.actions["compare-before"]
        self.bar = CompareBar(self.modes, self.before)
        self.bar.hide()
        image.put_over(self.bar)
        self.second = ComparedView()
        self.second.set_wording(overlay_wording())
        self.second.hide()
        image.put_beside(self.second)
        self.link = ViewLink(image.viewport, self.second)
        self.hand = CompareHand(image.viewport)
        self._menu = _menu(window, tuple(self.actions.values()))
        self.show(is_shown=False)

    def show(self, *, is_shown: bool, may_be_before: bool = False) -> None:
        """Offer all of it, or nothing; `may_be_before`: the series that was moved is known."""
        for action in self.actions.values():
            action.setEnabled(is_shown)
        self.before.setEnabled(is_shown and may_be_before)
        self._menu.menuAction().setVisible(is_shown)
        self.bar.setVisible(is_shown)
        if not is_shown:
            self.second.hide()
            self.second.show_empty()
            self.before.setChecked(False)


def _action(window: MainWindow, spec: ActionSpec) -> QAction:
    action = QAction(spec.text, window)
    action.setObjectName(spec.id)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.is_checkable)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{spec.text}  ({key})")
    if spec.icon:
        action.setIcon(icon(spec.icon))
    window.addAction(action)
    return action


def _menu(window: MainWindow, actions: tuple[QAction, ...]) -> QMenu:
    menu = QMenu(QCoreApplication.translate("Menus", "Compare"), window)
    for action in actions:
        if action.objectName() in {"compare-before", "compare-less"}:
            menu.addSeparator()
        menu.addAction(action)
    window.menus.view.addSeparator()
    window.menus.view.addMenu(menu)
    return menu
