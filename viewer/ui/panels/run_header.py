"""The head of the findings list: not run, under way, failed, found nothing, or found so many."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label, plain_tooltip, restyle
from viewer.ui.panels.header_note import HeaderNote
from viewer.ui.rows import HeaderState, RunHeader

_MARKS: Final = {
    HeaderState.NO_IMAGE: ("study", "muted"),
    HeaderState.NOT_RUN: ("analyse", "accent"),
    HeaderState.UNDER_WAY: ("clock", "accent"),
    HeaderState.DONE: ("target", "accent"),
    HeaderState.NONE: ("check", "good"),
    HeaderState.FAILED: ("error", "bad"),
    HeaderState.NO_METHOD: ("info", "muted"),
    HeaderState.CONCEALED: ("eye-off", "accent"),
}
_PROMINENT: Final = frozenset({HeaderState.NOT_RUN, HeaderState.FAILED})


class RunHeaderCard(QFrame):
    """Says which of the states it is, on what, and offers the one thing to do about it."""

    action_wanted = Signal()
    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._header = RunHeader(state=HeaderState.NO_IMAGE, title="")
        self._mark = QLabel()
        self._title = plain_label("", "title", wraps=True)
        self._lines = plain_label("", "muted", wraps=True)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._count = plain_label("", "muted")
        self._progress = QProgressBar()
        self._progress.setAccessibleName(
            QCoreApplication.translate("RunHeader", "Progress of the analysis")
        )
        self._button = QPushButton()
        self._button.clicked.connect(self.action_wanted)
        self.note = HeaderNote()
        self._runs = QComboBox()
        self._runs.setAccessibleName(QCoreApplication.translate("RunHeader", "Analysis shown"))
        self._runs.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._runs.setMinimumContentsLength(8)
        self._runs.activated.connect(self._run_activated)
        self._lay_out()
        self.show_header(self._header)

    @property
    def state(self) -> HeaderState:
        """Which of the states is shown."""
        return self._header.state

    def show_header(self, header: RunHeader) -> None:
        """Show a state."""
        self._header = header
        self._title.setText(header.title)
        self._lines.setText("\n".join(header.lines)[:4000])
        self._lines.setVisible(bool(header.lines))
        self._button.setText(header.action)
        self._button.setVisible(bool(header.action))
        role = "primary" if header.state in _PROMINENT else ""
        if self._button.property("role") != role:
            restyle(self._button, "role", role)
        self._progress.setVisible(header.state is HeaderState.UNDER_WAY)
        if header.fraction is None:
            self._progress.setRange(0, 0)
        else:
            self._progress.setRange(0, 1000)
            self._progress.setValue(round(header.fraction * 1000))
        self._show_runs(header)
        self.setAccessibleName(" ".join((header.title, *header.lines)))
        self.retheme()

    def set_read_only(self, reason: str) -> None:
        """Let nothing be begun or cancelled, and say why; with an empty reason let it again."""
        self._button.setEnabled(not reason)
        self._button.setToolTip(plain_tooltip(reason))

    def show_count(self, words: str) -> None:
        """Say how many are judged; empty hides it."""
        self._count.setText(words)
        self._count.setVisible(bool(words))

    def retheme(self) -> None:
        """Recolour the mark."""
        name, colour = _MARKS[self._header.state]
        tokens = theme.current()
        self._mark.setPixmap(
            pixmap(name, str(getattr(tokens, colour)), 22, self.devicePixelRatioF())
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        words.addWidget(self._count)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._runs)
        layout.addLayout(top)
        layout.addWidget(self._progress)
        layout.addWidget(self._button)
        layout.addWidget(self.note)

    def _show_runs(self, header: RunHeader) -> None:
        self._runs.clear()
        for run in header.runs:
            self._runs.addItem(run.title, run.run_uid)
        self._runs.setCurrentIndex(self._runs.findData(header.current_run))
        self._runs.setVisible(len(header.runs) > 1)

    def _run_activated(self, number: int) -> None:
        self.run_chosen.emit(str(self._runs.itemData(number)))
