"""The findings of the image shown: the run, the filter, the list, the judgements."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.standing import Decision
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label
from viewer.ui.models.findings import ROW_ROLE, FindingsFilter, FindingsModel
from viewer.ui.panels.finding_delegate import FindingDelegate
from viewer.ui.panels.run_header import RunHeaderCard
from viewer.ui.rows import FindingRow, HeaderState, RunHeader

_STEPS: Final = 100


class FindingsPanel(QWidget):
    """Shows rows and emits requests; what is selected is told to it from outside as well."""

    selected = Signal(str)
    judged = Signal(str, object)
    """Finding uid, Decision: a request to judge."""
    filter_changed = Signal(float, str)
    """Least confidence, kind (empty: all)."""
    header_action_wanted = Signal()
    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = RunHeaderCard()
        self.header.action_wanted.connect(self.header_action_wanted)
        self.header.run_chosen.connect(self.run_chosen)
        self.model = FindingsModel(self)
        self._filter = FindingsFilter(self)
        self._filter.setSourceModel(self.model)
        self.list = self._made_list()
        self._bar = self._made_filter()
        self._buttons = self._made_buttons()
        self._count = plain_label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.header)
        top.addWidget(self._bar)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._buttons)
        self._spare = QWidget()
        layout.addWidget(self._spare, 1)
        self._update_visibility(has_rows=False)

    def show_header(self, header: RunHeader) -> None:
        """Show the state of the run."""
        self.header.show_header(header)
        if header.state is not HeaderState.DONE:
            self._update_visibility(has_rows=bool(self.model.rows))

    def show_rows(self, rows: Sequence[FindingRow], kinds: Sequence[tuple[str, str]] = ()) -> None:
        """Show the findings; `kinds` are (key, words) for the filter."""
        kept = self.current_uid
        self._show_kinds(kinds)
        self.model.show_rows(rows)
        placed = [row for row in rows if row.is_placed]
        judged = sum(row.decision is not Decision.UNDECIDED for row in placed)
        self._count.setText(
            QCoreApplication.translate("Findings", "{judged} of {all} judged").format(
                judged=judged, all=len(placed)
            )
        )
        self._update_visibility(has_rows=bool(rows))
        if kept:
            self.select(kept)

    @property
    def current_uid(self) -> str:
        """The finding that is selected in the list; empty for none."""
        row = self.list.currentIndex().data(ROW_ROLE)
        return row.uid if isinstance(row, FindingRow) and row.is_placed else ""

    @property
    def visible_uids(self) -> tuple[str, ...]:
        """The findings that pass the filter, in their order."""
        rows = (self._filter.index(i, 0).data(ROW_ROLE) for i in range(self._filter.rowCount()))
        return tuple(row.uid for row in rows if row.is_placed)

    @property
    def minimum_confidence(self) -> float:
        """The least confidence that is shown."""
        return self._slider.value() / _STEPS

    @property
    def kind(self) -> str:
        """The kind that is shown; empty for all."""
        return str(self._kinds.currentData() or "")

    def select(self, uid: str) -> None:
        """Select a finding without asking for it; nothing happens when it is filtered away."""
        self.list.selectionModel().blockSignals(True)
        found = QModelIndex()
        for number in range(self._filter.rowCount()):
            index = self._filter.index(number, 0)
            if index.data(ROW_ROLE).uid == uid:
                found = index
        self.list.setCurrentIndex(found)
        self.list.selectionModel().blockSignals(False)
        if found.isValid():
            self.list.scrollTo(found)
        self.list.viewport().update()
        self._update_buttons()

    def retheme(self) -> None:
        """Recolour the icons."""
        self._accept.setIcon(icon("check"))
        self._reject.setIcon(icon("cross"))
        self.header.retheme()

    def _made_list(self) -> QListView:
        view = QListView()
        view.setModel(self._filter)
        view.setItemDelegate(FindingDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(QCoreApplication.translate("Findings", "Findings"))
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.clicked.connect(self._clicked)
        return view

    def _made_filter(self) -> QWidget:
        bar = QWidget()
        layout = QVBoxLayout(bar)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        name = QCoreApplication.translate("Findings", "Least confidence shown")
        self._slider.setAccessibleName(name)
        self._slider.setToolTip(name)
        self._slider.valueChanged.connect(self._filter_changed)
        self._least = plain_label("≥ 0.00")
        self._least.setFixedWidth(46)
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(QCoreApplication.translate("Findings", "Kind of finding"))
        self._kinds.currentIndexChanged.connect(self._filter_changed)
        self._open = QCheckBox(QCoreApplication.translate("Findings", "Only undecided"))
        self._open.toggled.connect(self._filter_changed)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(plain_label(QCoreApplication.translate("Findings", "Confidence"), "muted"))
        first.addWidget(self._slider, 1)
        first.addWidget(self._least)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._kinds, 1)
        second.addWidget(self._open)
        layout.addLayout(first)
        layout.addLayout(second)
        return bar

    def _made_buttons(self) -> QWidget:
        bar = QWidget()
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        self._accept = QPushButton(QCoreApplication.translate("Findings", "Accept (A)"))
        self._reject = QPushButton(QCoreApplication.translate("Findings", "Reject (X)"))
        self._accept.clicked.connect(self._accept_clicked)
        self._reject.clicked.connect(self._reject_clicked)
        for button, name in ((self._accept, "check"), (self._reject, "cross")):
            button.setIcon(icon(name))
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button, 1)
        return bar

    def _show_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        chosen = self._kinds.currentData()
        self._kinds.blockSignals(True)
        self._kinds.clear()
        self._kinds.addItem(QCoreApplication.translate("Findings", "All kinds"), "")
        for key, words in kinds:
            self._kinds.addItem(words, key)
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(chosen)))
        self._kinds.blockSignals(False)

    def _update_visibility(self, *, has_rows: bool) -> None:
        for widget in (self._bar, self.list, self._buttons):
            widget.setVisible(has_rows)
        self._spare.setVisible(not has_rows)
        self.header.show_count(self._count.text() if has_rows else "")
        self._update_buttons()

    def _update_buttons(self) -> None:
        has_one = bool(self.current_uid)
        self._accept.setEnabled(has_one)
        self._reject.setEnabled(has_one)

    def _current_changed(self, current: QModelIndex) -> None:
        self._update_buttons()
        row = current.data(ROW_ROLE)
        if isinstance(row, FindingRow) and row.is_placed:
            self.selected.emit(row.uid)

    def _clicked(self, index: QModelIndex) -> None:
        # a click on the finding that is selected already goes back to it
        self._current_changed(index)

    def _accept_clicked(self) -> None:
        self.judged.emit(self.current_uid, Decision.ACCEPTED)

    def _reject_clicked(self) -> None:
        self.judged.emit(self.current_uid, Decision.REJECTED)

    def _filter_changed(self) -> None:
        minimum, kind = self.minimum_confidence, self.kind
        self._least.setText(f"≥ {minimum:.2f}")
        self._filter.narrow(minimum=minimum, kind=kind, only_undecided=self._open.isChecked())
        self.filter_changed.emit(minimum, kind)
        self._update_buttons()
