"""The window as a patient sees it: one name, one picture, the teeth, and what the colours mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.docks import Dock
from viewer.ui.labels import plain_label
from viewer.ui.panels.tooth_chart import ToothChart
from viewer.ui.panels.tooth_chart_content import ChartContent
from viewer.ui.viewport.steered_view import SteeredView

_SIDE_SHARE: Final = 0.36
_SIDE_WIDTHS: Final = (300, 560)
_SAMPLE: Final = 26
_CHART_FONT: Final = 1.25
"""Larger than elsewhere: a patient looks from farther away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One kind of finding: its colour (#rrggbb, empty for none), its name, what it is, where."""

    title: str
    words: str = ""
    places: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a colour means. `is_dotted` as the picture draws it."""

    words: str
    colour: str
    is_dotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientContent:
    """All that the patient sees besides the picture; `name` is empty where it is hidden."""

    name: str
    title: str
    chart: ChartContent
    samples: tuple[Sample, ...]
    explained: tuple[Explained, ...]
    nothing: str = ""
    caution: str = ""


class PatientPage(QWidget):
    """Shows one patient's picture in large type. Esc asks to go back."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = plain_label("", "patientName")
        self.title = plain_label("", "patientText")
        self.picture = SteeredView()
        self.chart = _large_chart()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        back = QPushButton(QCoreApplication.translate("Patient", "Back (Esc)"))
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.name)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(back)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.picture, 1)
        self._side = self._made_side()
        body.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def show_content(self, content: PatientContent) -> None:
        """Show one patient's picture; what was shown before is gone."""
        self.name.setText(content.name)
        self.name.setVisible(bool(content.name))
        self.title.setText(content.title)
        self.setAccessibleName(content.title)
        self.chart.show_content(content.chart)
        self.chart.setVisible(any(row.is_seen for row in content.chart.teeth))
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in _lines_of(content):
            self._lines.addWidget(line)
        self._lines.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        least, most = _SIDE_WIDTHS
        self._side.setFixedWidth(min(max(round(_SIDE_SHARE * self.width()), least), most))
        super().resizeEvent(event)

    def _made_side(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("patientSide")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.chart)
        column.addLayout(self._lines, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll


def _large_chart() -> ToothChart:
    chart = ToothChart()
    font = QFont(chart.font())
    font.setPointSizeF(font.pointSizeF() * _CHART_FONT)
    chart.setFont(font)
    return chart


class ColourSample(QWidget):
    """A piece of a line as the picture draws it."""

    def __init__(self, colour: str, *, is_dotted: bool = False) -> None:
        super().__init__()
        self._colour = colour
        self._is_dotted = is_dotted
        self.setFixedSize(_SAMPLE, _SAMPLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(18, 22, 27))  # the picture's ground: light colours are seen on it
        painter.drawRoundedRect(self.rect(), 6, 6)
        pen = QPen(QColor(self._colour), 3)
        if self._is_dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.end()


class Curtain:
    """Hides all of a window but one page, and keeps it hidden until it is drawn back.

    Panels that open by themselves, pages that come to the front and titles that name a series
    wait behind it.
    """

    def __init__(self, window: QMainWindow, centre: QStackedWidget) -> None:
        self._window = window
        self._centre = centre
        self._page: QWidget | None = None
        self._behind: QWidget | None = None
        self._title = ""
        self._state = QByteArray()
        self._hidden: Sequence[QWidget] = ()
        self._sizes: Mapping[Dock, QSize] = {}
        window.windowTitleChanged.connect(self._keep_title)
        centre.currentChanged.connect(self._keep_page)
        for dock in self._docks:
            dock.visibilityChanged.connect(self._keep_docks)

    @property
    def is_drawn(self) -> bool:
        """Tell whether only the page is to be seen."""
        return self._page is not None

    def draw(self, page: QWidget, *beside: QWidget) -> None:
        """Show a page alone; `beside` are further widgets to hide."""
        if self._page is not None:
            return
        window = self._window
        self._title, self._state = window.windowTitle(), window.saveState()
        self._behind = self._centre.currentWidget()
        bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar)]
        self._hidden = [w for w in (*bars, *beside) if not w.isHidden()]
        self._sizes = {dock: dock.size() for dock in self._docks if dock.isVisible()}
        self._page = page
        self._centre.addWidget(page)
        self._centre.setCurrentWidget(page)
        for widget in (*self._hidden, *self._docks):
            widget.hide()
        for dock in self._docks:
            dock.toggleViewAction().setEnabled(False)
        window.setAcceptDrops(False)
        window.setWindowTitle(_title())
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw_back(self) -> None:
        """Show everything as it was, and what came meanwhile."""
        if self._page is None:
            return
        page, self._page = self._page, None
        if self._behind is not None:
            self._centre.setCurrentWidget(self._behind)
            self._behind.setFocus(Qt.FocusReason.OtherFocusReason)
        self._centre.removeWidget(page)  # a stack is as wide as its widest page, shown or not
        for widget in self._hidden:
            widget.show()
        for dock in self._docks:
            dock.toggleViewAction().setEnabled(True)
        self._window.restoreState(self._state)
        for way, side in (
            (Qt.Orientation.Horizontal, QSize.width),
            (Qt.Orientation.Vertical, QSize.height),
        ):
            self._window.resizeDocks([*self._sizes], list(map(side, self._sizes.values())), way)
        self._window.setAcceptDrops(True)
        self._window.setWindowTitle(self._title)

    @property
    def _docks(self) -> Sequence[Dock]:
        return self._window.findChildren(Dock)

    def _keep_title(self, title: str) -> None:
        if self.is_drawn and title != _title():
            self._title = title
            self._window.setWindowTitle(_title())

    def _keep_page(self, _index: int) -> None:
        current = self._centre.currentWidget()
        if self._page is not None and current is not self._page:
            self._behind = current
            self._centre.setCurrentWidget(self._page)

    def _keep_docks(self, is_visible: bool) -> None:
        if self.is_drawn and is_visible:
            for dock in self._docks:
                dock.hide()


def _title() -> str:
    """Return a title that names nobody and nothing."""
    return QCoreApplication.translate("MainWindow", "Viewer")


def _lines_of(content: PatientContent) -> Sequence[QWidget]:
    """Return what stands below the chart: the colours, then each kind of finding."""
    lines: list[QWidget] = [
        _line(sample.words, sample.colour, is_dotted=sample.is_dotted) for sample in content.samples
    ]
    lines += [_explained(one) for one in content.explained]
    if content.nothing:
        lines.append(plain_label(content.nothing, "patientText", wraps=True))
    if content.caution:
        lines.append(plain_label(content.caution, "patientNote", wraps=True))
    return lines


def _line(words: str, colour: str, *, is_dotted: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(ColourSample(colour, is_dotted=is_dotted))
    row.addWidget(plain_label(words, "patientText", wraps=True), 1)
    return line


def _explained(one: Explained) -> QWidget:
    card = QFrame()
    card.setObjectName("card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(card)
    row.setContentsMargins(14, 10, 14, 12)
    row.setSpacing(12)
    if one.colour:
        row.addWidget(ColourSample(one.colour), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(plain_label(one.title, "patientTitle", wraps=True))
    if one.words:
        column.addWidget(plain_label(one.words, "patientText", wraps=True))
    for place in one.places:
        column.addWidget(plain_label(place, "patientText", wraps=True))
    row.addLayout(column, 1)
    return card
