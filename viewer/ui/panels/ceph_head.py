"""The head of the Analysis tab: which analysis and norms, for whom, what comes of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.cephalometry.layers import TracingLayer
from viewer.ui.ceph_rows import Choice, HeadState
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.words.ceph_tracing import layer_words

_NOBODY_KNOWS: Final = 0.0
_OLDEST: Final = 120.0
_SHOWN_LAYERS: Final = tuple(
    layer for layer in TracingLayer if layer is not TracingLayer.CONSTRUCTION
)


class CephHead(QWidget):
    """Shows a `HeadState` and tells what is chosen otherwise; holds no truth of its own."""

    analysis_chosen = Signal(str)
    norm_set_chosen = Signal(str)
    beside_chosen = Signal(str)
    """A norm set to stand beside the first; empty for none."""
    person_changed = Signal(object, str)
    """Age in years or None, and "M", "F" or empty."""
    edit_wanted = Signal()
    """The set of measures is to be changed, or a new one made."""
    ruler_wanted = Signal()
    length_wanted = Signal()
    """The selected length is to be given its true mm."""
    calibration_unwanted = Signal()
    layer_toggled = Signal(object, bool)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = HeadState()
        self.analysis = made_chooser(QCoreApplication.translate("Cephalometry", "Analysis"))
        self.norms = made_chooser(QCoreApplication.translate("Cephalometry", "Norms"))
        self.beside = made_chooser(QCoreApplication.translate("Cephalometry", "Beside"))
        self.edit = _button("pencil", QCoreApplication.translate("Cephalometry", "Own sets…"))
        self.layers = _button(
            "eye", QCoreApplication.translate("Cephalometry", "What is drawn on the film")
        )
        self.export = _button(
            "export", QCoreApplication.translate("Cephalometry", "Export the analysis…")
        )
        self.age = QDoubleSpinBox()
        self.sex = made_chooser(QCoreApplication.translate("Cephalometry", "Sex"))
        self.warnings = plain_label("", "warning", wraps=True)
        self.summary = plain_label("", "part", wraps=True)
        self.calibration = plain_label("", "muted", wraps=True)
        self.calibrate = QToolButton()
        self.layer_actions = self._made_layers()
        self._make_person()
        self._make_calibrate()
        self._lay_out()
        self._connect()

    def show_state(self, state: HeadState) -> None:
        """Show what is chosen and what comes of it."""
        before, self._state = self._state, state
        fill_chooser(self.analysis, state.analyses, state.analysis)
        fill_chooser(self.norms, state.norm_sets, state.norm_set)
        none = Choice("", QCoreApplication.translate("Cephalometry", "nothing beside"))
        others = [choice for choice in state.norm_sets if choice.key != state.norm_set]
        fill_chooser(self.beside, (none, *others), state.beside)
        self._show_person(state)
        if state.warnings != before.warnings:
            self.warnings.setText("\n".join(state.warnings))
        self.warnings.setVisible(bool(state.warnings))
        self.summary.setMinimumHeight(0)
        if state.summary != self.summary.text():
            self.summary.setText(state.summary)
        self.summary.setVisible(bool(state.summary))
        if state.calibration != self.calibration.text():
            self.calibration.setText(state.calibration)
        self.calibration.setToolTip(plain_tooltip(state.calibration_tip))
        self.calibrate.setEnabled(not state.locked)
        self.calibrate.setToolTip(plain_tooltip(state.locked))
        self._remove.setEnabled(state.is_by_reader)

    def show_summary(self, summary: str) -> None:
        """Show what the values come to: while something is dragged, this alone.

        It does not get lower: the table below it would jump while a landmark is moved.
        """
        if summary != self.summary.text():
            self.summary.setMinimumHeight(self.summary.height())
            self.summary.setText(summary)
            self.summary.setVisible(bool(summary))

    def show_layers(self, layers: frozenset[TracingLayer]) -> None:
        """Mark the layers that are drawn."""
        for layer, action in self.layer_actions.items():
            with QSignalBlocker(action):
                action.setChecked(layer in layers)

    def retheme(self) -> None:
        """Recolour the icons."""
        self.edit.setIcon(icon("pencil"))
        self.layers.setIcon(icon("eye"))
        self.export.setIcon(icon("export"))

    def _made_layers(self) -> dict[TracingLayer, QAction]:
        menu = QMenu(self.layers)
        made: dict[TracingLayer, QAction] = {}
        for layer in _SHOWN_LAYERS:
            action = menu.addAction(layer_words(layer))
            action.setCheckable(True)
            action.toggled.connect(lambda is_on, layer=layer: self.layer_toggled.emit(layer, is_on))
            made[layer] = action
        self.layers.setMenu(menu)
        self.layers.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _show_person(self, state: HeadState) -> None:
        with QSignalBlocker(self.age):
            self.age.setValue(_NOBODY_KNOWS if state.age is None else state.age)
        with QSignalBlocker(self.sex):
            self.sex.setCurrentIndex(max(0, self.sex.findData(state.sex)))

    def _make_person(self) -> None:
        self.age.setRange(_NOBODY_KNOWS, _OLDEST)
        self.age.setDecimals(1)
        self.age.setSpecialValueText(QCoreApplication.translate("Cephalometry", "not known"))
        self.age.setSuffix(QCoreApplication.translate("Cephalometry", " years"))
        self.age.setAccessibleName(QCoreApplication.translate("Cephalometry", "Age"))
        self.age.setKeyboardTracking(False)
        said = (
            ("", QCoreApplication.translate("Cephalometry", "sex not known")),
            ("F", QCoreApplication.translate("Cephalometry", "female")),
            ("M", QCoreApplication.translate("Cephalometry", "male")),
        )
        for key, words in said:
            self.sex.addItem(words, key)

    def _make_calibrate(self) -> None:
        self.calibrate.setText(QCoreApplication.translate("Cephalometry", "Calibrate"))
        self.calibrate.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.calibrate)
        ruler = menu.addAction(
            QCoreApplication.translate("Cephalometry", "By a ruler on the film: two clicks…")
        )
        length = menu.addAction(
            QCoreApplication.translate("Cephalometry", "By the selected length, which is known…")
        )
        menu.addSeparator()
        self._remove = menu.addAction(
            QCoreApplication.translate("Cephalometry", "Remove the own calibration")
        )
        self.calibrate.setMenu(menu)
        ruler.triggered.connect(lambda _checked=False: self.ruler_wanted.emit())
        length.triggered.connect(lambda _checked=False: self.length_wanted.emit())
        self._remove.triggered.connect(lambda _checked=False: self.calibration_unwanted.emit())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for line, chooser in enumerate((self.analysis, self.norms, self.beside)):
            grid.addWidget(plain_label(chooser.accessibleName(), "muted"), line, 0)
            grid.addWidget(chooser, line, 1)
        grid.addWidget(self.edit, 0, 2)
        grid.addWidget(self.layers, 1, 2)
        grid.addWidget(self.export, 2, 2)
        grid.setColumnStretch(1, 1)
        person = QHBoxLayout()
        person.setSpacing(6)
        person.addWidget(self.age, 1)
        person.addWidget(self.sex, 1)
        scale = QHBoxLayout()
        scale.setSpacing(6)
        scale.addWidget(self.calibration, 1)
        scale.addWidget(self.calibrate, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(5)
        column.addLayout(grid)
        column.addLayout(person)
        column.addWidget(self.warnings)
        column.addLayout(scale)
        column.addWidget(self.summary)

    def _connect(self) -> None:
        self.analysis.activated.connect(
            lambda place: self.analysis_chosen.emit(str(self.analysis.itemData(place)))
        )
        self.norms.activated.connect(
            lambda place: self.norm_set_chosen.emit(str(self.norms.itemData(place)))
        )
        self.beside.activated.connect(
            lambda place: self.beside_chosen.emit(str(self.beside.itemData(place)))
        )
        self.edit.clicked.connect(lambda _checked=False: self.edit_wanted.emit())
        self.export.clicked.connect(lambda _checked=False: self.export_wanted.emit())
        self.age.valueChanged.connect(self._tell_person)
        self.sex.activated.connect(self._tell_person)

    def _tell_person(self, _value: object) -> None:
        age = self.age.value()
        self.person_changed.emit(age or None, str(self.sex.currentData() or ""))


def made_chooser(name: str) -> QComboBox:
    """Return a chooser that takes the width that there is."""
    chooser = QComboBox()
    chooser.setAccessibleName(name)
    chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    chooser.setMinimumContentsLength(8)
    return chooser


def _button(name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def fill_chooser(chooser: QComboBox, choices: Sequence[Choice], key: str) -> None:
    """Show choices, in words of their own; the list is made anew only where it is another."""
    shown = [(str(chooser.itemData(i)), chooser.itemText(i)) for i in range(chooser.count())]
    with QSignalBlocker(chooser):
        if shown != [(choice.key, choice.words) for choice in choices]:
            chooser.clear()
            for place, choice in enumerate(choices):
                chooser.addItem(choice.words, choice.key)
                chooser.setItemData(place, plain_tooltip(choice.tip), Qt.ItemDataRole.ToolTipRole)
        chooser.setCurrentIndex(chooser.findData(key))
    tip = next((choice.tip for choice in choices if choice.key == key), "")
    chooser.setToolTip(plain_tooltip(tip))
