"""What stands below the slice bar: play or stop, and how fast."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.ui.icons import icon
from viewer.ui.viewport.cine import RATES, CinePlayer

_ICON: Final = 16
_SIDE: Final = 22
_WHOLE: Final = 10.0  # from here on a rate is written without a fraction


class CineButtons(QWidget):
    """A play button and, below, the frames per second: wanted, while it plays as measured."""

    def __init__(self, player: CinePlayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.play = QToolButton()
        self.play.setObjectName("cinePlay")
        self.play.setIconSize(QSize(_ICON, _ICON))
        self.play.setFixedSize(_SIDE, _SIDE)
        self.rate = QToolButton()
        self.rate.setObjectName("cineRate")
        self.rate.setFixedWidth(_SIDE)
        self.rate.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.rate)
        self.rate.setMenu(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        for button in (self.play, self.rate):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the image
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.play.clicked.connect(self._toggle)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._chosen)
        player.playing_changed.connect(self._playing_changed)
        player.rate_changed.connect(self._write)
        player.measured.connect(self._write)
        self._playing_changed(player.is_playing)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.LanguageChange}:
            self._playing_changed(self._player.is_playing)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.end()  # the ground of the bar above

    def _toggle(self) -> None:
        self._player.toggle()

    def _playing_changed(self, is_playing: bool) -> None:
        words = (
            QCoreApplication.translate("Cine", "Stop  (C)")
            if is_playing
            else QCoreApplication.translate("Cine", "Play  (C)")
        )
        self.play.setIcon(icon("pause" if is_playing else "play", size=_ICON))
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)
        if not is_playing:
            self._write(self._player.rate)

    def _write(self, rate: float) -> None:
        number = _number(rate)
        unit = QCoreApplication.translate("Cine", "fps")
        self.rate.setText(f"{number}\n{unit}")
        tip = QCoreApplication.translate("Cine", "Frames per second: {0}").format(number)
        self.rate.setToolTip(tip)
        self.rate.setAccessibleName(tip)

    def _fill(self) -> None:
        self._menu.clear()
        own = self._player.file_rate
        if own is not None:
            words = QCoreApplication.translate("Cine", "As in the file: {0} fps")
            self._add(words.format(_number(own)), own)
            self._menu.addSeparator()
        for rate in RATES:
            words = QCoreApplication.translate("Cine", "{0} fps")
            self._add(words.format(rate), float(rate))

    def _add(self, words: str, rate: float) -> None:
        action = self._menu.addAction(words)
        action.setData(rate)
        action.setCheckable(True)
        action.setChecked(abs(rate - self._player.rate) < 1e-6)

    def _chosen(self, action: QAction) -> None:
        self._player.set_rate(float(action.data()))


def _number(rate: float) -> str:
    return f"{rate:.0f}" if rate >= _WHOLE else f"{rate:.1f}".removesuffix(".0")
