"""What was sent and where each stands; cancel, retry, show. Never a modal in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.elided import ElidedLabel
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label, restyle
from viewer.ui.rows import JobRow


class JobCard(QFrame):
    """One job."""

    cancel_wanted = Signal(str)
    retry_wanted = Signal(str)
    result_wanted = Signal(str)

    def __init__(self, row: JobRow) -> None:
        super().__init__()
        self.setObjectName("card")
        self.row = row
        self._title = ElidedLabel()
        self._subtitle = ElidedLabel(role="muted")
        self._state = plain_label("")
        self._elapsed = plain_label("", "muted")
        self._cost = plain_label("", "muted")
        self._advice = plain_label("", "muted", wraps=True)
        self._progress = QProgressBar()
        self._progress.setFixedWidth(110)
        self._progress.setAccessibleName(QCoreApplication.translate("Jobs", "Progress"))
        self._cancel = self._button(QCoreApplication.translate("Jobs", "Cancel"), "stop")
        self._retry = self._button(QCoreApplication.translate("Jobs", "Retry"), "retry")
        self._result = self._button(QCoreApplication.translate("Jobs", "Show result"), "target")
        self._cancel.clicked.connect(self._cancel_clicked)
        self._retry.clicked.connect(self._retry_clicked)
        self._result.clicked.connect(self._result_clicked)
        self._lay_out()
        self.show_row(row)

    def show_row(self, row: JobRow) -> None:
        """Show a job as it stands now."""
        self.row = row
        self._title.show_text(row.title)
        self._subtitle.show_text(row.subtitle)
        self._state.setText(row.state)
        if self._state.property("role") != row.tone:
            restyle(self._state, "role", row.tone)
        self._elapsed.setText(row.elapsed)
        self._cost.setText(row.cost)
        self._advice.setText(row.advice)
        self._advice.setVisible(bool(row.advice))
        self._progress.setVisible(row.is_running)
        if row.fraction is None:
            self._progress.setRange(0, 0 if row.is_running else 1)
        else:
            self._progress.setRange(0, 1000)
            self._progress.setValue(round(row.fraction * 1000))
        self._cancel.setVisible(row.may_cancel)
        self._retry.setVisible(row.may_retry)
        self._result.setVisible(row.has_result)
        self.setAccessibleName(f"{row.title}, {row.subtitle}, {row.state}")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        line.addLayout(words, 1)
        line.addWidget(self._state)
        line.addWidget(self._progress)
        line.addWidget(self._elapsed)
        line.addWidget(self._cost)
        for button in (self._result, self._retry, self._cancel):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._advice)

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "small")
        button.setIcon(icon(name))
        button.setIconSize(QSize(16, 16))
        return button

    def _cancel_clicked(self) -> None:
        self.cancel_wanted.emit(self.row.uid)

    def _retry_clicked(self) -> None:
        self.retry_wanted.emit(self.row.uid)

    def _result_clicked(self) -> None:
        self.result_wanted.emit(self.row.uid)


class JobsPanel(QWidget):
    """All jobs, the newest first."""

    cancel_wanted = Signal(str)
    retry_wanted = Signal(str)
    result_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cards: dict[str, JobCard] = {}
        self._empty = plain_label(
            QCoreApplication.translate(
                "Jobs", "No analysis yet. What you send is listed here, with its state and cost."
            ),
            "muted",
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        inside.setObjectName("panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(6)
        self._column.addWidget(self._empty)
        self._column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def sizeHint(self) -> QSize:
        return QSize(600, 124)

    def show_jobs(self, rows: Sequence[JobRow]) -> None:
        """Show `rows`, the newest first; cards of the same jobs are kept."""
        wanted = {row.uid: row for row in rows}
        for uid in [uid for uid in self._cards if uid not in wanted]:
            self._cards.pop(uid).deleteLater()
        for place, row in enumerate(rows):
            card = self._cards.get(row.uid)
            if card is None:
                card = self._made(row)
                self._column.insertWidget(place, card)
            elif card.row != row:
                card.show_row(row)
        self._empty.setVisible(not rows)

    def update_job(self, row: JobRow) -> None:
        """Show one job as it stands now, on top when it is new."""
        if (card := self._cards.get(row.uid)) is not None:
            card.show_row(row)
            return
        self._column.insertWidget(0, self._made(row))
        self._empty.hide()

    @property
    def cards(self) -> tuple[JobCard, ...]:
        """The cards, in no particular order."""
        return tuple(self._cards.values())

    def _made(self, row: JobRow) -> JobCard:
        card = JobCard(row)
        card.cancel_wanted.connect(self.cancel_wanted)
        card.retry_wanted.connect(self.retry_wanted)
        card.result_wanted.connect(self.result_wanted)
        self._cards[row.uid] = card
        return card
