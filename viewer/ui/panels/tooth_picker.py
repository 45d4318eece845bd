"""All 52 numbers to choose from, laid out as the chart has them."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from viewer.domain.teeth import Jaw, Tooth, arch_row, tooth_of
from viewer.domain.tooth_notation import Notation, written
from viewer.ui.labels import plain_tooltip, restyle
from viewer.words.teeth import tooth_words

_CELL: Final = QSize(27, 26)
_HALF: Final = 8
_MIDLINE: Final = 8
"""Px between the patient's right and left."""
_ROWS: Final = (
    (Jaw.UPPER, True),
    (Jaw.UPPER, False),
    (Jaw.LOWER, False),
    (Jaw.LOWER, True),
)


class ToothPicker(QWidget):
    """Buttons with the numbers; the patient's right is at the left."""

    picked = Signal(str)
    """The FDI number."""

    def __init__(self, notation: Notation = Notation.FDI, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notation = notation
        self.setAccessibleName(QCoreApplication.translate("ToothCard", "Numbers of teeth"))
        self._buttons: dict[str, QToolButton] = {}
        self._chosen = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(1)
        grid.setColumnMinimumWidth(_HALF, _MIDLINE)
        for line, (jaw, is_deciduous) in enumerate(_ROWS):
            for tooth in arch_row(jaw, is_deciduous=is_deciduous):
                grid.addWidget(self._made(tooth, notation), line, tooth.arch_place + _HALF)

    def choose(self, text: str) -> None:
        """Mark a number as the one that is meant; none where it is no tooth's."""
        tooth = tooth_of(text)
        code = "" if tooth is None else tooth.code
        if code == self._chosen:
            return
        for each, is_chosen in ((self._chosen, False), (code, True)):
            if each:
                restyle(self._buttons[each], "chosen", is_chosen)
        self._chosen = code

    @property
    def chosen(self) -> str:
        """The number that is marked; empty for none."""
        return self._chosen

    def button(self, code: str) -> QToolButton:
        """Return the button of a tooth."""
        return self._buttons[code]

    def _made(self, tooth: Tooth, notation: Notation) -> QToolButton:
        button = QToolButton()
        button.setObjectName("toothNumber")
        button.setText(written(tooth, notation))
        button.setToolTip(plain_tooltip(tooth_words(tooth)))
        button.setAccessibleName(f"{tooth.code} {tooth_words(tooth)}")
        button.setFixedSize(_CELL)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self.picked.emit, tooth.code))
        self._buttons[tooth.code] = button
        return button
