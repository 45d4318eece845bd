"""The bar, the menu and the eye of dental pictures: made when a first one has findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from viewer.overlay.dental_style import DENTAL_KINDS, ColourBy
from viewer.ui.dental_look_actions import dental_look_actions
from viewer.ui.viewport.dental_bar import DentalBar
from viewer.ui.viewport.dental_menu import DentalMenu
from viewer.ui.viewport.eye import EyeButton
from viewer.words.dental_look import left_out_words

if TYPE_CHECKING:
    from viewer.app.dental_look import DentalLookView
    from viewer.overlay.dental_choice import DentalChoice
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


class DentalFurniture:
    """What is shown while a picture has teeth, and taken away afterwards."""

    def __init__(self, window: MainWindow, image: ViewportPanel, look: DentalLookView) -> None:
        self._look = look
        self._viewport = image.viewport
        self.actions = {}
        for spec in dental_look_actions():
            action = QAction(spec.text, window)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setCheckable(True)
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{spec.text}  ({key})")
            action.triggered.connect(self._switched)
            window.addAction(action)
            self.actions[spec.id] = action
        self.menu = DentalMenu(window)
        self.menu.chosen.connect(look.choose)
        self.bar = DentalBar(tuple(self.actions.values()), self.menu)
        self.bar.hide()
        image.put_over(self.bar)
        self.eye = EyeButton(image.viewport)
        self.eye.eye_clicked.connect(look.toggle_eye)
        image.viewport.finding_hovered.connect(self._hovered)
        for action in self.actions.values():
            window.menus.view.addAction(action)
        window.menus.view.addMenu(self.menu)

    def show(self, *, is_shown: bool) -> None:
        """Offer all of it, or nothing."""
        for action in self.actions.values():
            action.setEnabled(is_shown)
            action.setVisible(is_shown)
        self.menu.menuAction().setVisible(is_shown)
        self.bar.setVisible(is_shown)
        if not is_shown:
            self.eye.hide()

    def offer(self, choice: DentalChoice, diseases: tuple[str, ...]) -> None:
        """Show what is chosen now."""
        states = {
            "dental-teeth": choice.shows_teeth,
            "dental-diseases": choice.shows_diseases,
            "dental-raw": choice.shows_raw,
            "dental-by-disease": choice.colour_by is ColourBy.DISEASE,
        }
        for name, is_on in states.items():
            self.actions[name].setChecked(is_on)
        self.menu.offer(choice, diseases)

    def show_closed(self, count: int) -> None:
        """Say how many findings are hidden by hand."""
        self.bar.show_remark(left_out_words(count))

    def _switched(self) -> None:
        by_disease = self.actions["dental-by-disease"].isChecked()
        self._look.choose(
            replace(
                self._look.choice,
                shows_teeth=self.actions["dental-teeth"].isChecked(),
                shows_diseases=self.actions["dental-diseases"].isChecked(),
                shows_raw=self.actions["dental-raw"].isChecked(),
                colour_by=ColourBy.DISEASE if by_disease else ColourBy.STATUS,
            )
        )

    def _hovered(self, uid: str) -> None:
        scene = self._viewport.scene
        finding = scene.finding(uid) if scene is not None and uid else None
        is_ours = finding is not None and finding.kind in DENTAL_KINDS
        self.eye.show_at(uid if is_ours else "")
