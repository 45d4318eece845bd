"""Short notices at the foot of the image, with at most one thing to do; never in the way."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.icons import icon, pixmap
from viewer.ui.labels import plain_label, restyle

_SHOWN_MS: Final = 6000
_SHOWN_BAD_MS: Final = 15000
_MARGIN: Final = 16


class Tone(StrEnum):
    """How a notice looks."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


_ICONS: Final = {Tone.PLAIN: "info", Tone.GOOD: "check", Tone.WARNING: "warning", Tone.BAD: "error"}


class Toast(QFrame):
    """One notice at a time over a host widget; a new one replaces the old one."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._host = host
        self._act: Callable[[], object] | None = None
        self._is_held_back = self._is_waiting = False
        self._mark = QLabel()
        self._text = plain_label(wraps=False)
        self._button = QPushButton()
        self._button.setProperty("role", "link")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._acted)
        self._button.hide()
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(QCoreApplication.translate("Toast", "Close this notice"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._mark.setFixedSize(20, 20)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty when hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(
        self,
        text: str,
        *,
        tone: Tone = Tone.PLAIN,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show `text`, and a button that calls `act`."""
        tokens = theme.current()
        colour = {
            Tone.PLAIN: tokens.accent,
            Tone.GOOD: tokens.good,
            Tone.WARNING: tokens.warning,
            Tone.BAD: tokens.bad,
        }[tone]
        self._act = act
        self._mark.setPixmap(pixmap(_ICONS[tone], colour, 18, self.devicePixelRatioF()))
        self._close.setIcon(icon("cross", tokens.muted, 14))
        self._text.setText(text)
        self._text.setAccessibleDescription(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        restyle(self, "tone", tone.value)
        is_long = tone in {Tone.BAD, Tone.WARNING}
        self._timer.setInterval(_SHOWN_BAD_MS if is_long else _SHOWN_MS)
        self._is_waiting = True
        if not self._is_held_back:
            self._appear()

    def hold_back(self, *, is_held_back: bool) -> None:
        """Say nothing for a while; what came last is said afterwards."""
        self._is_held_back = is_held_back
        if is_held_back:
            self._is_waiting = False
            self.hide()
        elif self._is_waiting:
            self._appear()

    def _appear(self) -> None:
        self._is_waiting = False
        self.show()
        self._place()
        self._timer.start()

    def withdraw(self, act: Callable[[], object]) -> None:
        """Go away if the button that is shown calls `act`: it makes no sense any more."""
        if self._act == act:
            self._is_waiting = False
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _acted(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        room = max(200, self._host.width() - 2 * _MARGIN)
        self._text.setWordWrap(False)
        self.adjustSize()
        if self.sizeHint().width() > room:
            self._text.setWordWrap(True)
            self.setFixedWidth(room)
            self.setFixedHeight(self.heightForWidth(room) if self.hasHeightForWidth() else 60)
        else:
            self.setMinimumSize(0, 0)
            self.setMaximumSize(16777215, 16777215)
            self.adjustSize()
        self.move(
            (self._host.width() - self.width()) // 2,
            self._host.height() - self.height() - _MARGIN,
        )
        self.raise_()
