"""What is said of a reading as a whole: how far it is, signed by whom, the tools to mark with."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.action_set import ActionSet
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label
from viewer.ui.rows import ReadingState

_TOOLS: Final = ("edit", "add-mark", "add-box", "add-length", "add-outline")
_WHOLE: Final = ("nothing-further", "sign")


class ReadingCard(QWidget):
    """A thin bar of progress and, once it is signed, by whom and how to go on."""

    addendum_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = QProgressBar()
        self._progress.setFixedHeight(4)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(QCoreApplication.translate("Findings", "Judged findings"))
        self._remark = plain_label("", "muted", wraps=True)
        self._badge = QFrame()
        self._badge.setObjectName("card")
        self._lock = QLabel()
        self._signed = plain_label("", wraps=True)
        self._again = QPushButton(QCoreApplication.translate("Findings", "Open an addendum…"))
        self._again.setProperty("role", "link")
        self._again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._again.clicked.connect(self.addendum_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._signed)
        words.addWidget(self._again)
        inside = QHBoxLayout(self._badge)
        inside.setContentsMargins(10, 8, 10, 6)
        inside.setSpacing(8)
        inside.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._progress, self._remark, self._badge):
            layout.addWidget(widget)
        self.show_state(ReadingState())
        self.show_progress(0, 0)

    def show_progress(self, judged: int, count: int) -> None:
        """Show how many findings are judged; nothing without findings."""
        self._progress.setRange(0, max(1, count))
        self._progress.setValue(judged)
        self._progress.setVisible(count > 0)

    def show_state(self, state: ReadingState) -> None:
        """Show what was said of the reading, and whether it is locked."""
        self._remark.setText(state.remark)
        self._remark.setVisible(bool(state.remark))
        self._signed.setText(state.signed)
        self._badge.setVisible(bool(state.signed))
        self._again.setVisible(state.may_open_addendum)
        self.retheme()

    def retheme(self) -> None:
        """Recolour the lock."""
        colour = theme.current().good
        self._lock.setPixmap(pixmap("lock", colour, 18, self.devicePixelRatioF()))


class ReadingTools(QWidget):
    """One line of small buttons: correct, mark, measure; nothing further, sign."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        short = {
            "nothing-further": QCoreApplication.translate("Findings", "Nothing further"),
            "sign": QCoreApplication.translate("Findings", "Sign…"),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for name in (*_TOOLS, "", *_WHOLE):
            if not name:
                layout.addStretch(1)
                continue
            action = actions[name]
            button = QToolButton()
            button.setObjectName("readingTool")
            button.setIconSize(QSize(16, 16))
            if name in short:
                action.setIconText(short[name])
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text().rstrip("…"))
            action.visibleChanged.connect(partial(_follow, button, action))
            layout.addWidget(button)  # first: without a parent it would be a window of its own
            button.setVisible(action.isVisible())


def _follow(button: QToolButton, action: QAction) -> None:
    """Show the button of what is offered for the image."""
    button.setVisible(action.isVisible())
