"""The filter over the list of findings: confidence, kind, only what is not judged yet."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.overlay.style import DOUBTFUL_BELOW
from viewer.ui.labels import plain_label
from viewer.ui.models.findings import Narrowing

_STEPS: Final = 100
_DOTTED: Final = "┈ "
_DOUBT_PX: Final = 84
_LEAST_SLIDER_PX: Final = 48
_LEAST_LETTERS: Final = 6
"""A box of choices gives way to what stands beside it; its list shows them whole."""


class FindingFilter(QWidget):
    """Lines of controls and the `Narrowing` that they mean; how doubt is drawn beside it."""

    changed = Signal()
    doubt_changed = Signal()
    """Another confidence is the limit below which lines are dotted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setMinimumWidth(_LEAST_SLIDER_PX)
        name = QCoreApplication.translate("Findings", "Least confidence shown")
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(name)
        self._least = plain_label("≥ 0.00")
        self._least.setFixedWidth(42)
        self.doubt = _made_doubt()
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(QCoreApplication.translate("Findings", "Kind of finding"))
        self.agreements = QComboBox()
        self.agreements.setAccessibleName(QCoreApplication.translate("Findings", "Who saw it"))
        self.agreements.hide()
        self.only_undecided = QCheckBox(QCoreApplication.translate("Findings", "Only undecided"))
        for box in (self.kinds, self.agreements):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_LEAST_LETTERS)
        self._part = ""
        self._minimum_by_kind: tuple[tuple[str, float], ...] = ()
        self._lay_out()
        self.set_doubtful_below(DOUBTFUL_BELOW)
        self.doubt.valueChanged.connect(lambda _value: self.doubt_changed.emit())
        self.slider.valueChanged.connect(self._changed)
        self.kinds.currentIndexChanged.connect(self._changed)
        self.agreements.currentIndexChanged.connect(self._changed)
        self.only_undecided.toggled.connect(self._changed)

    @property
    def narrowing(self) -> Narrowing:
        """What the controls say."""
        return Narrowing(
            minimum=self.slider.value() / _STEPS,
            minimum_by_kind=self._minimum_by_kind,
            kind=str(self.kinds.currentData() or ""),
            part=self._part,
            agreement=str(self.agreements.currentData() or ""),
            only_undecided=self.only_undecided.isChecked(),
        )

    def offer(self, kinds: Sequence[tuple[str, str]], agreements: Sequence[str]) -> None:
        """Offer kinds as (key, words), and who saw findings, in words; none hides that box."""
        every = QCoreApplication.translate("Findings", "All kinds")
        _fill(self.kinds, [("", every), *kinds])
        anybody = QCoreApplication.translate("Findings", "Seen by anybody")
        _fill(self.agreements, [("", anybody), *((words, words) for words in agreements)])
        self.agreements.setVisible(bool(agreements))

    @property
    def doubtful_below(self) -> float:
        """Below this confidence lines are dotted."""
        return round(self.doubt.value(), 2)

    def set_doubtful_below(self, limit: float) -> None:
        """Show the limit; nobody is told."""
        self.doubt.blockSignals(True)
        self.doubt.setValue(limit)
        self.doubt.blockSignals(False)

    def offer_doubt(self, *, is_there: bool) -> None:
        """Offer the limit where some finding has a confidence."""
        self.doubt.setVisible(is_there)

    def set_minimum_by_kind(self, minimum: tuple[tuple[str, float], ...]) -> None:
        """Set the least confidence of single kinds, by their keys."""
        if minimum != self._minimum_by_kind:
            self._minimum_by_kind = minimum
            self.changed.emit()

    def narrow_to(self, part: str) -> None:
        """Let the findings of one part through; empty: of all."""
        if part != self._part:
            self._part = part
            self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(plain_label(QCoreApplication.translate("Findings", "Confidence"), "muted"))
        first.addWidget(self.slider, 1)
        first.addWidget(self._least)
        first.addWidget(self.doubt)
        second.setSpacing(8)
        second.addWidget(self.kinds, 1)
        second.addWidget(self.only_undecided)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.agreements)

    def _changed(self) -> None:
        self._least.setText(f"≥ {self.slider.value() / _STEPS:.2f}")
        self.changed.emit()


def _made_doubt() -> QDoubleSpinBox:
    """Return the field of the confidence below which lines are dotted."""
    spin = QDoubleSpinBox()
    spin.setRange(0.0, 1.0)
    spin.setSingleStep(0.05)
    spin.setPrefix(_DOTTED)
    spin.setFixedWidth(_DOUBT_PX)
    spin.setKeyboardTracking(False)
    name = QCoreApplication.translate("Findings", "Dotted lines below this confidence")
    spin.setAccessibleName(name)
    spin.setToolTip(name)
    return spin


def _fill(box: QComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Offer (key, words) and keep what was chosen, if it is there still; nothing is told."""
    if [(box.itemData(i), box.itemText(i)) for i in range(box.count())] == list(items):
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, words in items:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
