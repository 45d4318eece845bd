"""The findings of the image shown: the run, the filter, the list, the judgements."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.standing import Decision
from viewer.ui.action_set import ActionSet
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.findings import ROW_ROLE, FindingsModel, Narrowing
from viewer.ui.panels.finding_delegate import FindingDelegate
from viewer.ui.panels.finding_filter import FindingFilter
from viewer.ui.panels.finding_list import FindingList
from viewer.ui.panels.head_area import HeadArea
from viewer.ui.panels.reading_card import ReadingCard, ReadingTools
from viewer.ui.panels.review_bar import AskBar, ReasonBar
from viewer.ui.panels.run_header import RunHeaderCard
from viewer.ui.rows import FindingRow, HeaderState, ReadingState, RunHeader

_ROOMY_PX: Final = 540
"""In a panel as high as this two findings stay in sight."""
_LOW_PX: Final = 520
"""A window lower than this has no room for the head above an open question."""


class FindingsPanel(QWidget):
    """Shows rows and emits requests; what is selected is told to it from outside as well."""

    selected = Signal(str)
    judged = Signal(str, object)
    """Finding uid, Decision: a request to judge."""
    filter_changed = Signal()
    header_action_wanted = Signal()
    run_chosen = Signal(str)
    scrolled = Signal()
    """Other rows of the list are looked at."""
    menu_wanted = Signal(QPoint)
    """On a finding, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_told = False
        """The selection moves because somebody said so, not because the person chose."""
        self._why_locked = ""
        self.header = RunHeaderCard()
        self.header.action_wanted.connect(self.header_action_wanted)
        self.header.run_chosen.connect(self.run_chosen)
        self.reading = ReadingCard()
        self.model = FindingsModel(self)
        self.filter = FindingFilter()
        self.filter.changed.connect(self._filter_changed)
        self.list = self._made_list()
        self.reasons, self.question = ReasonBar(), AskBar()
        self._nothing = plain_label(
            QCoreApplication.translate("Findings", "No finding passes the filter."), "muted"
        )
        self._buttons = self._made_buttons()
        self._tools: ReadingTools | None = None
        for bar in (self.reasons, self.question):
            bar.opened.connect(self._make_room)
            bar.closed.connect(self._update_visibility)
        self._lay_out()
        self._update_visibility()

    def give_actions(self, actions: ActionSet) -> None:
        """Put the buttons of the reading under the list: once, when the window has them."""
        self._tools = ReadingTools(actions)
        self._foot.addWidget(self._tools)

    def place_card(self, card: QWidget) -> None:
        """Put something more under the head of the list."""
        self._top.insertWidget(1, card)

    def list_part(self, key: str) -> None:
        """List the findings of one part of the result; empty: of all parts."""
        self.filter.narrow_to(key)
        if not self.list.currentIndex().isValid():
            self.list.scrollToTop()

    def show_header(self, header: RunHeader) -> None:
        """Show the state of the run."""
        self.header.show_header(header)
        if header.state is not HeaderState.DONE:
            self._update_visibility()

    def show_rows(self, rows: Sequence[FindingRow], kinds: Sequence[tuple[str, str]] = ()) -> None:
        """Show the findings; `kinds` are (key, words) for the filter."""
        kept = self.current_uid
        agreements = sorted({row.agreement for row in rows if row.agreement})
        self.filter.offer(kinds, agreements)
        self.list.setUniformItemSizes(not any(row.group for row in rows))
        self.filter.offer_doubt(is_there=any(row.confidence is not None for row in rows))
        with self._told():
            self.model.narrow(self.filter.narrowing)
            self.model.show_rows(rows)
        self._rows_changed()
        if kept:
            self.select(kept)

    def change_rows(self, rows: Iterable[FindingRow]) -> None:
        """Show some rows as they are now; the list is not made again."""
        kept = self.current_uid
        with self._told():
            self.model.change_rows(rows)
        self._rows_changed()
        if kept != self.current_uid:
            self.select(kept)

    def show_reading(self, state: ReadingState) -> None:
        """Show what was said of the reading as a whole."""
        self.reading.show_state(state)
        self._why_locked = state.locked
        if state.locked:
            self.reasons.close_bar()
        self._update_buttons()

    @property
    def is_asking(self) -> bool:
        """Tell whether there is a question under the list."""
        return not (self.reasons.isHidden() and self.question.isHidden())

    def put_off_question(self) -> None:
        """Ask no longer: the person does not want to answer."""
        for bar in (self.reasons, self.question):
            if not bar.isHidden():
                bar.cancel()

    @property
    def current_uid(self) -> str:
        """The finding that is selected in the list; empty for none."""
        row = self.list.currentIndex().data(ROW_ROLE)
        return row.uid if isinstance(row, FindingRow) and row.is_placed else ""

    @property
    def selected_uids(self) -> tuple[str, ...]:
        """All findings that are selected, in the order of the list."""
        chosen = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        rows = (index.data(ROW_ROLE) for index in chosen)
        return tuple(row.uid for row in rows if row.is_placed)

    @property
    def visible_uids(self) -> tuple[str, ...]:
        """The findings that pass the filter, in their order."""
        return tuple(row.uid for row in self.model.listed if row.is_placed)

    def seen_uids(self) -> tuple[str, ...]:
        """Return the findings whose rows are in sight, and those a page further."""
        count, height = self.model.rowCount(), self.list.viewport().height()
        first = self.list.indexAt(QPoint(4, 4)).row()
        if first < 0:
            return ()
        page = max(1, height // max(1, self.list.sizeHintForRow(first)))
        near = range(max(0, first - page), min(count, first + 2 * page + 1))
        rows = (self.model.index(number).data(ROW_ROLE) for number in near)
        return tuple(row.uid for row in rows)

    @property
    def narrowing(self) -> Narrowing:
        """What the filter lets through."""
        return self.filter.narrowing

    def select(self, uid: str) -> None:
        """Select a finding without asking for it; nothing is selected when it is not listed."""
        found = self.model.index_of(uid)
        with self._told():
            if not found.isValid():
                self.list.selectionModel().clear()
            elif found != self.list.currentIndex() or not self.list.selectedIndexes():
                self._choose_alone(found)
        if found.isValid():
            self.list.scrollTo(found)
        self._update_buttons()

    def select_several(self, uids: Sequence[str]) -> None:
        """Select findings without asking for one of them, so that all are judged together."""
        chosen = self.list.selectionModel()
        with self._told():
            chosen.clearSelection()
            for uid in uids:
                chosen.select(self.model.index_of(uid), QItemSelectionModel.SelectionFlag.Select)
        self._update_buttons()

    def retheme(self) -> None:
        """Recolour the icons."""
        self._accept.setIcon(icon("check"))
        self._reject.setIcon(icon("cross"))
        self.header.retheme()
        self.reading.retheme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep more of the list in sight where there is room for it."""
        super().resizeEvent(event)
        self.list.keep_in_sight(1 if self.height() < _ROOMY_PX else 2)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Let the selection move without asking for what it moves to."""
        before, self._is_told = self._is_told, True
        try:
            yield
        finally:
            self._is_told = before

    def _made_list(self) -> FindingList:
        view = FindingList()
        view.setModel(self.model)
        view.setItemDelegate(FindingDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName(QCoreApplication.translate("Findings", "Findings"))
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.selectionModel().selectionChanged.connect(self._update_buttons)
        view.clicked.connect(self._clicked)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())
        view.customContextMenuRequested.connect(self._menu_requested)
        return view

    def _made_buttons(self) -> QWidget:
        bar = QWidget()
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._accept = QPushButton(QCoreApplication.translate("Findings", "Accept (A)"))
        self._reject = QPushButton(QCoreApplication.translate("Findings", "Reject (X)"))
        self._accept.clicked.connect(self._accept_clicked)
        self._reject.clicked.connect(self._reject_clicked)
        for button, name in ((self._accept, "check"), (self._reject, "cross")):
            button.setIcon(icon(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button, 1)
        return bar

    def _lay_out(self) -> None:
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QWidget()
        self._top = QVBoxLayout(head)
        self._top.setContentsMargins(12, 12, 12, 8)
        self._top.setSpacing(8)
        self._spare = QWidget()
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(12, 8, 12, 10)
        self._foot.setSpacing(8)
        parts: Sequence[tuple[QVBoxLayout, Sequence[QWidget]]] = (
            (self._top, (self.header, self.reading, self.filter, self._nothing)),
            (self._foot, (self.reasons, self.question, self._buttons)),
        )
        for column, widgets in parts:
            for widget in widgets:
                column.addWidget(widget)
        self._head = HeadArea(head)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._spare, 1)
        layout.addLayout(self._foot)

    def _rows_changed(self) -> None:
        placed = [row for row in self.model.rows if row.is_placed]
        judged = sum(row.decision is not Decision.UNDECIDED for row in placed)
        words = QCoreApplication.translate("Findings", "{judged} of {all} judged")
        self.header.show_count(words.format(judged=judged, all=len(placed)) if placed else "")
        self.reading.show_progress(judged, len(placed))
        self.list.updateGeometry()
        self._update_visibility()

    def _update_visibility(self) -> None:
        has_rows = bool(self.model.rows)
        is_bare = has_rows and self.model.rowCount() == 0
        is_asking = self.is_asking
        self._head.setVisible(not (is_asking and self.window().height() < _LOW_PX))
        self.filter.setVisible(has_rows)
        self._buttons.setVisible(has_rows and not is_asking)
        if self._tools is not None:
            self._tools.setVisible(not is_asking)
        self.list.setVisible(has_rows and not is_bare)
        self._spare.setVisible(is_bare or not has_rows)
        self._nothing.setVisible(is_bare)
        self._update_buttons()

    def _make_room(self) -> None:
        """Let a question have the place of the buttons, and keep what it is about in sight."""
        self._update_visibility()
        self._column.activate()
        self.list.scrollTo(self.list.currentIndex())

    def _update_buttons(self) -> None:
        may_judge = bool(self.current_uid) and not self._why_locked
        for button in (self._accept, self._reject):
            button.setEnabled(may_judge)
            button.setToolTip(plain_tooltip(self._why_locked))

    def _current_changed(self, current: QModelIndex) -> None:
        self._update_buttons()
        row = current.data(ROW_ROLE)
        if not self._is_told and isinstance(row, FindingRow) and row.is_placed:
            self.selected.emit(row.uid)

    def _clicked(self, index: QModelIndex) -> None:
        # a click on the finding that is selected already goes back to it
        self._current_changed(index)

    def _menu_requested(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid() and self.current_uid:
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))

    def _accept_clicked(self) -> None:
        self.judged.emit(self.current_uid, Decision.ACCEPTED)

    def _reject_clicked(self) -> None:
        self.judged.emit(self.current_uid, Decision.REJECTED)

    def _choose_alone(self, index: QModelIndex) -> None:
        """Select one finding, whatever keys are held: with Ctrl a view would add it to others."""
        command = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, command)

    def _filter_changed(self) -> None:
        kept = self.current_uid
        with self._told():
            self.model.narrow(self.filter.narrowing)
            index = self.model.index_of(kept)
            if index.isValid():
                self._choose_alone(index)
        self._update_visibility()
        self.filter_changed.emit()
        self.scrolled.emit()
