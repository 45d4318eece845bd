"""What will leave the machine, shown before it leaves: series, recipient, parameters, problems."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label, restyle

_SCALE: Final = 100
_LOOK_AFTER_MS: Final = 150


@dataclass(frozen=True, slots=True)
class ParameterField:
    """A number between `least` and `most`, in steps of 0.01."""

    name: str
    title: str
    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InputChoice:
    """A further input: what may go into it as (key, words), the likeliest first.

    `nothing` are the words for leaving it out; empty where it cannot be.
    """

    slot: str
    title: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """All that the sheet shows, in words."""

    title: str
    series: tuple[tuple[str, str], ...]
    destination: str
    is_local: bool
    removed: tuple[str, ...]
    inputs: tuple[InputChoice, ...] = ()
    swap: str = ""
    """Words of the button that lets the first input change places with the second one."""
    parameters: tuple[ParameterField, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    """(what is wrong, what to do)."""
    is_ready: bool = True


@dataclass
class _Inputs:
    boxes: dict[str, QDoubleSpinBox] = field(default_factory=dict)
    choosers: dict[str, QComboBox] = field(default_factory=dict)


class PreflightSheet(Sheet):
    """Accepted means: send it.

    `known` says in words that the same was analysed before with such parameters, empty where it
    was not. Then the sheet offers to show that instead (`is_earlier_wanted`), and to run again.
    `inputs_changed` says that another input was chosen: what is known of problems no longer holds.
    """

    inputs_changed = Signal()
    swap_wanted = Signal()

    def __init__(
        self,
        preflight: Preflight,
        parent: QWidget | None = None,
        *,
        known: Callable[[dict[str, str]], str] = lambda _parameters: "",
    ) -> None:
        super().__init__(preflight.title, parent, width=560)
        self._inputs = _Inputs()
        self._known = known
        self.is_earlier_wanted = False
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(_LOOK_AFTER_MS)
        self._look_again.timeout.connect(self._show_known)
        self.body.addWidget(self._made_facts(preflight))
        if preflight.inputs:
            self.body.addWidget(self._made_inputs(preflight))
        if preflight.parameters:
            self.body.addWidget(self._made_parameters(preflight.parameters))
        self.body.addWidget(self._made_privacy(preflight))
        self._problems = QVBoxLayout()
        self._problems.setSpacing(6)
        self.body.addLayout(self._problems)
        self._earlier = plain_label("", "warning", wraps=True)
        self.body.addWidget(self._earlier)
        self.add_close(QCoreApplication.translate("Preflight", "Cancel"))
        self._show = self.add_button(QCoreApplication.translate("Preflight", "Show it"))
        self._show.clicked.connect(self._show_earlier)
        self._send_words = (
            QCoreApplication.translate("Preflight", "Analyse here")
            if preflight.is_local
            else QCoreApplication.translate("Preflight", "Send")
        )
        self._send = self.add_button(self._send_words, is_primary=True)
        self._send.clicked.connect(self.accept)
        self._show_known()
        self.show_problems(preflight.problems, is_ready=preflight.is_ready)

    @property
    def send_button(self) -> QPushButton:
        """The button that sends."""
        return self._send

    @property
    def show_button(self) -> QPushButton:
        """The button that shows the earlier result; hidden where there is none."""
        return self._show

    def parameters(self) -> dict[str, str]:
        """Return what was set, as the service spells it."""
        return {name: f"{box.value():.2f}" for name, box in self._inputs.boxes.items()}

    def chosen_inputs(self) -> dict[str, str]:
        """Return the key of what was chosen for each further input; left out where nothing was."""
        chosen = {
            slot: str(chooser.currentData() or "")
            for slot, chooser in self._inputs.choosers.items()
        }
        return {slot: key for slot, key in chosen.items() if key}

    def show_problems(self, problems: tuple[tuple[str, str], ...], *, is_ready: bool) -> None:
        """Show what keeps the series from being sent; `is_ready` false while still looking."""
        while (item := self._problems.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for what, advice in problems:
            self._problems.addWidget(_problem(what, advice))
        if not is_ready:
            self._problems.addWidget(
                plain_label(QCoreApplication.translate("Preflight", "Checking the files…"), "muted")
            )
        self._send.setEnabled(is_ready and not problems)
        if self.isVisible():
            self.fit()

    def _show_known(self) -> None:
        """Say whether the same was analysed before with the parameters as they are set now."""
        said = self._known(self.parameters())
        self._earlier.setText(said)
        self._earlier.setVisible(bool(said))
        self._show.setVisible(bool(said))
        again = QCoreApplication.translate("Preflight", "Run again")
        self._send.setText(again if said else self._send_words)
        # Enter shows what is there: it does not have the same thing analysed, and paid for, twice.
        for button, is_first in ((self._show, bool(said)), (self._send, not said)):
            button.setAutoDefault(is_first)
            button.setDefault(is_first)
            restyle(button, "role", "primary" if is_first else "")
        if self.isVisible():
            self.fit()

    def _show_earlier(self) -> None:
        self.is_earlier_wanted = True
        self.reject()

    def _made_facts(self, preflight: Preflight) -> QWidget:
        card = _card()
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        rows = [
            *preflight.series,
            (QCoreApplication.translate("Preflight", "Goes to"), preflight.destination),
        ]
        for number, (name, value) in enumerate(rows):
            grid.addWidget(plain_label(name, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain_label(value, wraps=True), number, 1)
        grid.setColumnStretch(1, 1)
        return card

    def _made_inputs(self, preflight: Preflight) -> QWidget:
        card = _card()
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for number, wanted in enumerate(preflight.inputs):
            chooser = QComboBox()
            chooser.setAccessibleName(wanted.title)
            chooser.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            if wanted.nothing or not wanted.choices:
                chooser.addItem(wanted.nothing, "")
            for key, words in wanted.choices:
                chooser.addItem(words, key)
            chooser.setCurrentIndex(max(0, chooser.findData(wanted.chosen)))
            chooser.setEnabled(bool(wanted.choices))
            chooser.currentIndexChanged.connect(self._input_changed)
            self._inputs.choosers[wanted.slot] = chooser
            grid.addWidget(plain_label(wanted.title, "muted"), number, 0)
            grid.addWidget(chooser, number, 1)
        if preflight.swap:
            swap = QPushButton(preflight.swap)
            swap.setAutoDefault(False)
            swap.setProperty("role", "small")
            swap.setEnabled(any(wanted.choices for wanted in preflight.inputs))
            swap.clicked.connect(self.swap_wanted)
            place = len(preflight.inputs)
            grid.addWidget(swap, place, 1, Qt.AlignmentFlag.AlignRight)
        return card

    def _input_changed(self) -> None:
        self._show_known()
        self.inputs_changed.emit()

    def _made_parameters(self, fields: tuple[ParameterField, ...]) -> QWidget:
        card = _card()
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        for number, wanted in enumerate(fields):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(round(wanted.least * _SCALE), round(wanted.most * _SCALE))
            slider.setAccessibleName(wanted.title)
            box = QDoubleSpinBox()
            box.setLocale(QLocale(QLocale.Language.English))
            box.setRange(wanted.least, wanted.most)
            box.setSingleStep(0.01)
            box.setDecimals(2)
            box.setFixedWidth(90)
            box.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding is not heeded
            box.setAccessibleName(wanted.title)
            _Pair(slider, box)
            box.setValue(wanted.value)
            box.valueChanged.connect(self._look_again.start)
            self._inputs.boxes[wanted.name] = box
            grid.addWidget(plain_label(wanted.title), number, 0)
            grid.addWidget(slider, number, 1)
            grid.addWidget(box, number, 2)
        return card

    def _made_privacy(self, preflight: Preflight) -> QWidget:
        card = _card()
        layout = QHBoxLayout(card)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(pixmap("shield", theme.current().good, 22, self.devicePixelRatioF()))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(
            plain_label(
                QCoreApplication.translate("Preflight", "Removed or replaced before sending")
            )
        )
        words.addWidget(plain_label("\n".join(preflight.removed), "muted", wraps=True))
        layout.addLayout(words, 1)
        return card


class _Pair:
    """A slider and a box for the same number."""

    def __init__(self, slider: QSlider, box: QDoubleSpinBox) -> None:
        self._slider, self._box = slider, box
        slider.valueChanged.connect(self._slid)
        box.valueChanged.connect(self._typed)
        slider.setProperty("pair", self)  # lives as long as the slider

    def _slid(self, value: int) -> None:
        self._box.setValue(value / _SCALE)

    def _typed(self, value: float) -> None:
        self._slider.setValue(round(value * _SCALE))


def _card() -> QFrame:
    card = QFrame()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    policy.setHeightForWidth(True)
    card.setSizePolicy(policy)
    card.setObjectName("card")
    return card


def _problem(what: str, advice: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(4, 0, 4, 0)
    layout.setSpacing(10)
    mark = QLabel()
    mark.setPixmap(pixmap("error", theme.current().bad, 18, row.devicePixelRatioF()))
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(plain_label(what, "bad", wraps=True))
    if advice:
        words.addWidget(plain_label(advice, "muted", wraps=True))
    layout.addLayout(words, 1)
    return row
