"""What was sent and where each stands; cancel, retry, show. Never a modal in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent
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
from viewer.ui.labels import plain_label, plain_tooltip, restyle
from viewer.ui.rows import JobRow


class JobCard(QFrame):
    """One job."""

    cancel_wanted = Signal(str)
    retry_wanted = Signal(str)
    leave_wanted = Signal(str)
    result_wanted = Signal(str)
    details_wanted = Signal(str)

    def __init__(self, row: JobRow) -> None:
        super().__init__()
        self.setObjectName("card")
        self.row = row
        self._title = ElidedLabel()
        self._subtitle = ElidedLabel(role="muted")
        self._state = plain_label("")
        self._pace = plain_label("", "muted")
        self._cost = plain_label("", "muted")
        self._advice = plain_label("", "muted", wraps=True)
        self._progress = QProgressBar()
        self._progress.setFixedWidth(96)
        self._progress.setAccessibleName(QCoreApplication.translate("Jobs", "Progress"))
        self._cancel = self._button(
            QCoreApplication.translate("Jobs", "Cancel"), "stop", self.cancel_wanted
        )
        self._retry = self._button("", "retry", self.retry_wanted)
        self._leave = self._button(
            QCoreApplication.translate("Jobs", "Leave it"), "cross", self.leave_wanted
        )
        self._result = self._button(
            QCoreApplication.translate("Jobs", "Show result"), "target", self.result_wanted
        )
        self._details = self._button("", "info", self.details_wanted)
        details = QCoreApplication.translate("Jobs", "Details of this job")
        self._details.setAccessibleName(details)
        self._details.setToolTip(details)
        self._lay_out()
        self._show(row)

    def show_row(self, row: JobRow) -> None:
        """Show a job as it stands now."""
        if row != self.row:
            self._show(row)

    def _show(self, row: JobRow) -> None:
        self.row = row
        self._title.show_text(row.title)
        self._subtitle.show_text(row.subtitle)
        self._state.setText(row.state)
        if self._state.property("role") != row.tone:
            restyle(self._state, "role", row.tone)
        comma = QCoreApplication.translate("Joining", ", ", "between facts in a list")
        self._pace.setText(comma.join(part for part in (row.elapsed, row.pace) if part))
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
        self._retry.setText(row.retry or QCoreApplication.translate("Jobs", "Retry"))
        self._leave.setVisible(row.may_leave)
        self._result.setVisible(row.has_result)
        self.setAccessibleName(f"{row.title}, {row.subtitle}, {row.state}")

    def set_read_only(self, reason: str) -> None:
        """Let the job not be changed, and say why; with an empty reason let it again."""
        for button in (self._cancel, self._retry, self._leave):
            button.setEnabled(not reason)
            button.setToolTip(plain_tooltip(reason))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.details_wanted.emit(self.row.uid)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        names, standing = QVBoxLayout(), QVBoxLayout()
        for column, upper, lower in (
            (names, self._title, self._subtitle),
            (standing, self._state, self._pace),
        ):
            column.setSpacing(0)
            column.addWidget(upper)
            column.addWidget(lower)
        line.addLayout(names, 1)
        line.addLayout(standing)
        line.addWidget(self._progress)
        line.addWidget(self._cost)
        for button in (self._result, self._retry, self._leave, self._cancel, self._details):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._advice)

    def _button(self, text: str, name: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "small")
        button.setIcon(icon(name))
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: wanted.emit(self.row.uid))
        return button


class JobsPanel(QWidget):
    """The newest jobs, the newest first; older ones when they are asked for."""

    cancel_wanted = Signal(str)
    retry_wanted = Signal(str)
    leave_wanted = Signal(str)
    result_wanted = Signal(str)
    details_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cards: dict[str, JobCard] = {}
        self._why_read_only = ""
        self._empty = plain_label(
            QCoreApplication.translate(
                "Jobs", "No analysis yet. What you send is listed here, with its state and cost."
            ),
            "muted",
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more = QPushButton(QCoreApplication.translate("Jobs", "Show older jobs"))
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self.more_wanted)
        self._more.hide()
        self._inside = QWidget()
        self._inside.setObjectName("panel")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(6)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def sizeHint(self) -> QSize:
        return QSize(600, 124)

    def show_jobs(self, rows: Sequence[JobRow], *, has_more: bool = False) -> None:
        """Show `rows`, the newest first; cards of the same jobs are kept."""
        wanted = {row.uid: row for row in rows}
        for uid in [uid for uid in self._cards if uid not in wanted]:
            self._cards.pop(uid).deleteLater()
        for place, row in enumerate(rows):
            card = self._cards.get(row.uid)
            if card is None:
                card = self._made(row)
                self._column.insertWidget(place, card)
            else:
                card.show_row(row)
        self._empty.setVisible(not rows)
        self._more.setVisible(has_more)

    def update_job(self, row: JobRow) -> None:
        """Show one job as it stands now, on top when it is new."""
        if (card := self._cards.get(row.uid)) is not None:
            card.show_row(row)
            return
        self._column.insertWidget(0, self._made(row))
        self._empty.hide()

    def set_read_only(self, reason: str) -> None:
        """Let no job be changed, and say why; with an empty reason let it again."""
        self._why_read_only = reason
        for card in self._cards.values():
            card.set_read_only(reason)

    @property
    def cards(self) -> tuple[JobCard, ...]:
        """The cards, in no particular order."""
        return tuple(self._cards.values())

    @property
    def in_sight(self) -> frozenset[str]:
        """The jobs that can be seen without scrolling: the clock of the others may stand."""
        top = -self._inside.y()
        bottom = top + self._area.viewport().height()
        return frozenset(
            uid
            for uid, card in self._cards.items()
            if card.y() < bottom and card.y() + card.height() > top
        )

    def _made(self, row: JobRow) -> JobCard:
        card = JobCard(row)
        card.cancel_wanted.connect(self.cancel_wanted)
        card.retry_wanted.connect(self.retry_wanted)
        card.leave_wanted.connect(self.leave_wanted)
        card.result_wanted.connect(self.result_wanted)
        card.details_wanted.connect(self.details_wanted)
        card.set_read_only(self._why_read_only)
        self._cards[row.uid] = card
        return card
