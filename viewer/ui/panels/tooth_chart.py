"""The tooth chart: every tooth of a dentition with its states, to be pointed at and selected.

Looking is its only business: it says which teeth a person means, by their FDI numbers.
"""

from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.ui.labels import plain_tooltip
from viewer.ui.panels.tooth_chart_content import ChartContent, ToothFilter, ToothRow
from viewer.ui.panels.tooth_chart_layout import ChartLayout, ToothCell, layout_of
from viewer.ui.panels.tooth_chart_painting import OVERLAP, ChartState, number_font, paint_chart
from viewer.ui.panels.tooth_selection import ToothSelection

_SMALLEST_WIDTH: Final = 264
_USUAL_WIDTH: Final = 420
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROW_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS: Final = frozenset({*_STEPS, *_ROW_STEPS, *_TAKES, Qt.Key.Key_Home, Qt.Key.Key_End})


class ToothChart(QWidget):
    """Teeth are named by their FDI numbers in all signals."""

    tooth_hovered = Signal(str)
    """Empty when the pointer leaves them."""
    tooth_clicked = Signal(str, object)
    """Number, Qt.KeyboardModifiers; also Enter."""
    teeth_selected = Signal(tuple)
    """All selected ones, in the order of their numbers, whenever a person changes that."""
    note_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    """Number, and where on the screen the menu is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toothChart")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_SMALLEST_WIDTH)
        self.setAccessibleName(QCoreApplication.translate("ToothChart", "Tooth chart"))
        self._content = ChartContent()
        self._rows: dict[str, ToothRow] = {}
        self._wanted = ToothFilter.ALL
        self._selection = ToothSelection()
        self._hovered = ""
        self._current = ""
        self._pressed = ""
        self._is_dragged = False
        self._layout = self._laid_out(_USUAL_WIDTH)

    def show_content(self, content: ChartContent) -> None:
        """Show another chart; selected teeth that are still there stay selected."""
        self._content = content
        self._rows = {row.tooth.code: row for row in content.teeth}
        self._lay_out()

    def show_filter(self, wanted: ToothFilter) -> None:
        """Let only some teeth stand out."""
        self._wanted = wanted
        self._lay_out()

    def select(self, codes: frozenset[str]) -> None:
        """Mark teeth as selected; nothing is told. A run that is being drawn goes first."""
        is_drawing = self._is_dragged and bool(self._pressed)
        if codes != self._selection.codes and not is_drawing:
            anchor = min(codes) if len(codes) == 1 else self._selection.anchor
            self._selection = ToothSelection(codes, anchor)
            if len(codes) == 1:
                self._go_to(anchor)
            self.update()

    def hover(self, code: str) -> None:
        """Mark a tooth as the one under the pointer elsewhere; nothing is told."""
        if code != self._hovered:
            before, self._hovered = self._hovered, code
            for one in (before, code):
                self._paint_again(one)

    @property
    def selected(self) -> frozenset[str]:
        """The numbers of the selected teeth."""
        return self._selection.codes

    @property
    def hovered(self) -> str:
        """The number of the tooth under the pointer, here or elsewhere."""
        return self._hovered

    @property
    def current(self) -> str:
        """The number of the tooth that the keys would take."""
        return self._current

    @property
    def places(self) -> ChartLayout:
        """Where the teeth are."""
        return self._layout

    def sizeHint(self) -> QSize:
        return QSize(_USUAL_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(_SMALLEST_WIDTH, self.heightForWidth(_SMALLEST_WIDTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = self._laid_out(self.width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        state = ChartState(
            content=self._content,
            rows=self._rows,
            wanted=self._wanted,
            selected=self._selection.codes,
            hovered=self._hovered,
            current=self._current if self.hasFocus() else "",
        )
        paint_chart(painter, self._layout, state, self.font(), QRectF(event.rect()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or cell is None:
            event.ignore()
            return
        self._pressed = cell.tooth.code
        self._is_dragged = False
        self._go_to(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        self._point_at(cell.tooth.code if cell is not None else "")
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position().x(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        if event.button() is not Qt.MouseButton.LeftButton or not pressed:
            return
        if self._is_dragged:
            self._tell_selection()
        else:
            self._take(pressed, event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and cell is not None:
            self._selection = ToothSelection(frozenset({cell.tooth.code}), cell.tooth.code)
            self.update()
            self._tell_selection()
            self.note_wanted.emit(cell.tooth.code)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cell = self._layout.cell_of(self._current) if is_key else self._cell_at(event.pos())
        if cell is None:
            event.ignore()
            return
        where = self.mapToGlobal(cell.whole.center().toPoint()) if is_key else event.globalPos()
        if cell.tooth.code not in self._selection.codes:
            self._selection = ToothSelection(frozenset({cell.tooth.code}), cell.tooth.code)
            self.update()
            self._tell_selection()
        self.menu_wanted.emit(cell.tooth.code, where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in _KEYS or not self._open_cells():
            super().keyPressEvent(event)
        elif key in _TAKES:
            self._take(self._current, event.modifiers())
        else:
            self._go_by_key(key)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._take(self._current, event.modifiers())

    def event(self, event: QEvent) -> bool:
        """Claim the chart's keys before they turn pages, and say what is below the pointer."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            not_plain = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if event.key() in _KEYS and not event.modifiers() & not_plain:
                event.accept()
                return True
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._layout.cell_at(QPointF(event.pos()))
            words = self._words_of(cell.tooth.code) if cell is not None else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        cells = self._open_cells()
        if cells and self._layout.cell_of(self._current) is None:
            self._go_to(min(self._selection.codes, default=cells[0].tooth.code))
        super().focusInEvent(event)

    def _paint_again(self, code: str) -> None:
        cell = self._layout.cell_of(code)
        if cell is not None:
            self.update(cell.whole.adjusted(-OVERLAP, 0, OVERLAP, 0).toAlignedRect())

    def _laid_out(self, width: int) -> ChartLayout:
        height = number_font(self.font())[1]
        return layout_of(width, self._content.dentition, self._wanted, height)

    def _lay_out(self) -> None:
        self._layout = self._laid_out(self.width())
        self.updateGeometry()
        self.update()

    def _open_cells(self) -> list[ToothCell]:
        """Return the teeth that the filter lets stand out."""
        return [cell for cell in self._layout.cells if self._is_open(cell.tooth.code)]

    def _is_open(self, code: str) -> bool:
        row = self._rows.get(code)
        return row is not None and row.matches(self._wanted)

    def _cell_at(self, point: QPointF | QPoint) -> ToothCell | None:
        cell = self._layout.cell_at(QPointF(point))
        return cell if cell is not None and self._is_open(cell.tooth.code) else None

    def _point_at(self, code: str) -> None:
        if code != self._hovered:
            self.hover(code)
            self.tooth_hovered.emit(code)

    def _drag_to(self, x: float, modifiers: Qt.KeyboardModifier) -> None:
        """Select the run from where the button went down, within that row."""
        row = self._layout.row_of(self._pressed)
        if row is None:
            return
        code = row.nearest(x).tooth.code
        if not self._is_dragged:
            if code == self._pressed:
                return
            self._is_dragged = True
            kept = self._selection.codes if _has_control(modifiers) else frozenset()
            self._selection = ToothSelection(kept, self._pressed)
        self._go_to(code)
        self._run_to(code, is_added=_has_control(modifiers))

    def _run_to(self, code: str, *, is_added: bool = False) -> None:
        row = self._layout.row_of(code)
        codes = [c.tooth.code for c in row.cells if self._is_open(c.tooth.code)] if row else []
        self._selection = self._selection.run_to(code, codes, is_added=is_added)
        self.update()

    def _take(self, code: str, modifiers: Qt.KeyboardModifier) -> None:
        """Select by a click or Enter, and tell."""
        if not self._is_open(code):
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._run_to(code)
        elif _has_control(modifiers):
            self._selection = self._selection.added(code)
        else:
            self._selection = self._selection.clicked(code)
        self.update()
        self.tooth_clicked.emit(code, modifiers)
        self._tell_selection()

    def _tell_selection(self) -> None:
        self.teeth_selected.emit(tuple(sorted(self._selection.codes)))

    def _go_by_key(self, key: Qt.Key) -> None:
        rows = [r for r in self._layout.rows if any(self._is_open(c.tooth.code) for c in r.cells)]
        here = self._layout.row_of(self._current)
        at = rows.index(here) if here in rows else 0
        cell = self._layout.cell_of(self._current)
        x = cell.whole.center().x() if cell is not None else 0.0
        if key in _ROW_STEPS:
            at = min(max(at + _ROW_STEPS[key], 0), len(rows) - 1)
        cells = [c for c in rows[at].cells if self._is_open(c.tooth.code)]
        nearest = min(range(len(cells)), key=lambda i: abs(cells[i].whole.center().x() - x))
        if key in _STEPS:
            nearest = min(max(nearest + _STEPS[key], 0), len(cells) - 1)
        elif key is Qt.Key.Key_Home:
            nearest = 0
        elif key is Qt.Key.Key_End:
            nearest = len(cells) - 1
        self._go_to(cells[nearest].tooth.code)

    def _go_to(self, code: str) -> None:
        """Make a tooth the one that the keys take, and say its words to a screen reader."""
        self._current = code
        self.setAccessibleDescription(self._words_of(code))
        self.update()

    def _words_of(self, code: str) -> str:
        row = self._rows.get(code)
        return row.words if row is not None else ""


def _has_control(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)
