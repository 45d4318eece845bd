"""The tooth chart with what stands around it: notation, filter, banner, counts, hints."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.tooth_notation import Notation
from viewer.ui.elided import ElidedButton
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.panels.tooth_chart import ToothChart
from viewer.ui.panels.tooth_chart_content import BesideRow, ChartContent, HintRow, ToothFilter
from viewer.ui.panels.tooth_legend import ToothLegend
from viewer.words.teeth import notation_words

_FEW: Final = 6


class ToothChartPanel(QWidget):
    """Shows one `ChartContent`; all that a person wants goes out as signals."""

    notation_chosen = Signal(str)
    finding_wanted = Signal(str)
    """The uid of a tooth beside the chart."""
    findings_wanted = Signal(tuple)
    """The uids that a hint is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._content = ChartContent()
        self.chart = ToothChart()
        self.notation = _combo(
            [(notation.value, notation_words(notation)) for notation in Notation],
            QCoreApplication.translate("ToothChart", "Notation"),
        )
        self.filter = _combo(
            [(wanted.value, filter_words(wanted)) for wanted in ToothFilter],
            QCoreApplication.translate("ToothChart", "Teeth shown"),
        )
        self.notation.activated.connect(self._tell_notation)
        self.filter.activated.connect(self._take_filter)
        self.legend = ToothLegend()
        self._banner, self._banner_lines = _card()
        self._counts = plain_label("", "muted", wraps=True)
        self._differences = _column()
        self._beside_title = plain_label(
            QCoreApplication.translate("ToothChart", "Beside the chart"), "section"
        )
        self._beside = _column()
        self._hints_title = plain_label(
            QCoreApplication.translate("ToothChart", "To check"), "section"
        )
        self._hints = _column()
        self._lay_out()
        self.show_content(ChartContent())

    def show_content(self, content: ChartContent) -> None:
        """Show another chart; what stays as it is is not made anew."""
        before, self._content = self._content, content
        self.chart.show_content(content)
        self.legend.show_content(content)
        self.notation.setCurrentIndex(self.notation.findData(content.notation.value))
        self._counts.setText(content.counts)
        self._counts.setVisible(bool(content.counts))
        if content.banner != before.banner:
            _fill(self._banner_lines, [plain_label(line, wraps=True) for line in content.banner])
        if content.differences != before.differences:
            lines = [plain_label(line, "warning", wraps=True) for line in content.differences]
            _fill(self._differences, lines)
        if content.beside != before.beside:
            _fill(self._beside, [self._beside_button(row) for row in content.beside])
        if content.hints != before.hints:
            _fill(self._hints, [self._hint_line(row) for row in content.hints])
        self._banner.setVisible(bool(content.banner))
        self._beside_title.setVisible(bool(content.beside))
        self._hints_title.setVisible(bool(content.hints))

    def retheme(self) -> None:
        """Paint with the colours of another theme."""
        self.chart.update()
        self.legend.update()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.notation, 1)
        head.addWidget(self.filter, 1)
        page = QWidget()
        page.setObjectName("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._banner, self.chart, self.legend, self._counts):
            column.addWidget(widget)
        column.addLayout(self._differences)
        column.addWidget(self._hints_title)
        column.addLayout(self._hints)
        column.addWidget(self._beside_title)
        column.addLayout(self._beside)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def _beside_button(self, row: BesideRow) -> QWidget:
        button = ElidedButton(row.words, "link")
        button.clicked.connect(partial(self.finding_wanted.emit, row.uid))
        return button

    def _hint_line(self, row: HintRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(plain_label(row.words, "warning", wraps=True), 1)
        show = QPushButton(QCoreApplication.translate("ToothChart", "Show"))
        show.setProperty("role", "small")
        show.setAccessibleName(
            QCoreApplication.translate("ToothChart", "Show: {0}").format(row.words)
        )
        show.clicked.connect(partial(self.findings_wanted.emit, row.uids))
        layout.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _tell_notation(self, index: int) -> None:
        self.notation_chosen.emit(str(self.notation.itemData(index)))

    def _take_filter(self, index: int) -> None:
        self.chart.show_filter(ToothFilter(self.filter.itemData(index)))


def filter_words(wanted: ToothFilter) -> str:
    """Return what a filter lets stand out."""
    return {
        ToothFilter.ALL: QCoreApplication.translate("ToothChart", "All teeth"),
        ToothFilter.PRESENT: QCoreApplication.translate("ToothChart", "Detected"),
        ToothFilter.MISSING: QCoreApplication.translate("ToothChart", "Not detected"),
        ToothFilter.UPPER: QCoreApplication.translate("ToothChart", "Upper jaw"),
        ToothFilter.LOWER: QCoreApplication.translate("ToothChart", "Lower jaw"),
        ToothFilter.FRONT: QCoreApplication.translate("ToothChart", "Front teeth"),
        ToothFilter.MOLARS: QCoreApplication.translate("ToothChart", "Molars"),
    }[wanted]


def _combo(items: Iterable[tuple[str, str]], name: str) -> QComboBox:
    combo = QComboBox()
    for key, words in items:
        combo.addItem(words, key)
    combo.setAccessibleName(name)
    combo.setToolTip(plain_tooltip(name))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_FEW)
    return combo


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    lines = QVBoxLayout(card)
    lines.setContentsMargins(10, 8, 10, 8)
    lines.setSpacing(4)
    return card, lines


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    return column


def _fill(column: QVBoxLayout, widgets: Iterable[QWidget]) -> None:
    """Put other widgets into a column."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for widget in widgets:
        column.addWidget(widget)
