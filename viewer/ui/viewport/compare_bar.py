"""The bar over the image while two volumes can be compared: how, how much, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from viewer.imaging.compare import CompareMode, CompareState
from viewer.ui.elided import ElidedLabel
from viewer.ui.icons import icon
from viewer.ui.viewport.compare_amounts import AMOUNTS, amount_name, amount_of, amount_words
from viewer.words.compare import mode_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

_ICON: Final = 20
_SLIDER: Final = 140
_LEAST_SLIDER: Final = 64
_WIDEST_AMOUNT: Final = "±2000 HU "


class CompareBar(QWidget):
    """A button for each mode, the slider of the present one, before/after, and a remark.

    The buttons are those of the actions, so that menu, key and button agree. `amount_changed`
    comes when a person moves the slider; `show_state` moves it without that.
    """

    amount_changed = Signal(int)

    def __init__(
        self,
        modes: Mapping[CompareMode, QAction],
        before: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compareBar")
        self.setAccessibleName(QCoreApplication.translate("Compare", "Compare"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons = {mode: self._button(action) for mode, action in modes.items()}
        for mode, button in self.buttons.items():
            button.setAccessibleName(mode_name(mode))
        self.before = self._button(before)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(_LEAST_SLIDER)
        self.slider.setMaximumWidth(_SLIDER)
        policy = self.slider.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.slider.setSizePolicy(policy)
        self.amount = QLabel()
        self.amount.setMinimumWidth(self.amount.fontMetrics().horizontalAdvance(_WIDEST_AMOUNT))
        self.name = ElidedLabel(role="section")
        self.remark = ElidedLabel(role="muted")
        self._arrange()
        self._is_silent = False
        self.slider.valueChanged.connect(self._moved)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 6, 3)
        layout.setSpacing(2)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(self.before)
        layout.addSpacing(8)
        layout.addWidget(self.slider, 2)
        layout.addSpacing(6)
        layout.addWidget(self.amount)
        layout.addWidget(self.name, 2)
        layout.addWidget(self.remark, 3)

    def show_state(self, state: CompareState, unit: str) -> None:
        """Show how it is compared now."""
        amount = AMOUNTS.get(state.mode)
        self._is_silent = True
        if amount is not None:
            self.slider.setRange(amount.least, amount.most)
            self.slider.setSingleStep(amount.step)
            self.slider.setPageStep(4 * amount.step)
            self.slider.setValue(amount_of(state))
        self._is_silent = False
        self.slider.setVisible(amount is not None)
        self.slider.setToolTip(amount_name(state.mode))
        self.slider.setAccessibleName(amount_name(state.mode))
        self.amount.setText(amount_words(state, unit))
        self.name.show_text(mode_name(state.mode))

    def show_remark(self, text: str) -> None:
        """Say something about what is compared; empty: nothing."""
        self.remark.show_text(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            for button in (*self.buttons.values(), self.before):
                action = button.defaultAction()
                action.setIcon(icon(action.objectName(), size=_ICON))
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(320, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the image
        button.setAccessibleName(action.text())
        return button

    def _moved(self, value: int) -> None:
        if not self._is_silent:
            self.amount_changed.emit(value)
