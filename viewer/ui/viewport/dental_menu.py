"""The menu of how a dental picture is drawn: filled anew each time it opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from viewer.domain.evaluation import DENTAL_STATES
from viewer.domain.tooth_notation import Notation
from viewer.overlay.dental_choice import DentalChoice
from viewer.overlay.dental_style import PALETTES, ColourBy
from viewer.words.dental_look import (
    colour_by_words,
    fill_words,
    least_words,
    menu_words,
    palette_words,
)
from viewer.words.teeth import dental_status_words, disease_line_words, notation_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILLS: Final = (0.0, 0.1, 0.2, 0.3, 0.45)
_LEASTS: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
_SWATCH: Final = 14


class DentalMenu(QMenu):
    """Offers every choice with the present one marked; asks for another one by a signal."""

    chosen = Signal(object)
    """The DentalChoice that is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = DentalChoice()
        self._diseases: tuple[str, ...] = ()
        self._words = menu_words()
        self.setTitle(self._words["menu"])
        self.aboutToShow.connect(self._fill)

    def offer(self, choice: DentalChoice, diseases: tuple[str, ...]) -> None:
        """Offer what can be chosen beside `choice`; `diseases` are the keys of those found."""
        self._choice = choice
        self._diseases = diseases

    def _fill(self) -> None:
        self.clear()
        choice = self._choice
        self._part(
            "colours",
            (
                (colour_by_words(by), replace(choice, colour_by=by), by is choice.colour_by)
                for by in ColourBy
            ),
        )
        self._part(
            "palette",
            (
                (palette_words(name), replace(choice, palette=name), name == choice.palette)
                for name in PALETTES
            ),
        )
        self._own_colours()
        self._part(
            "fill",
            (
                (fill_words(share), replace(choice, fill=share), share == choice.fill)
                for share in _FILLS
            ),
        )
        self.addSeparator()
        self._part(
            "numbers",
            (
                (notation_words(way), replace(choice, notation=way), way is choice.notation)
                for way in Notation
            ),
        )
        self._least()

    def _part(self, name: str, offers: Iterable[tuple[str, DentalChoice, bool]]) -> None:
        menu = self.addMenu(self._words[name])
        _offer(self, menu, offers)

    def _least(self) -> None:
        """Offer a least confidence for each disease that was found."""
        menu = self.addMenu(self._words["least"])
        menu.setEnabled(bool(self._diseases))
        present = dict(self._choice.minimum_by_disease)
        for disease in self._diseases:
            now = present.get(disease, 0.0)
            title = f"{disease_line_words(disease)}  {least_words(now) if now else ''}".rstrip()
            steps = sorted({*_LEASTS, now})
            offers = (
                (least_words(least), self._choice.with_least(disease, least), least == now)
                for least in steps
            )
            _offer(self, menu.addMenu(title), offers)

    def _own_colours(self) -> None:
        """Offer another colour for each status and each disease that was found."""
        menu = self.addMenu(self._words["own"])
        palette = self._choice.look.palette
        for key in DENTAL_STATES:
            self._colour(menu, key, dental_status_words(key), palette.of_state(key))
        menu.addSeparator()
        for key in self._diseases:
            self._colour(menu, key, disease_line_words(key), palette.of_disease(key))
        menu.addSeparator()
        forget = menu.addAction(self._words["forget"])
        forget.setEnabled(bool(self._choice.colours))
        forget.triggered.connect(lambda: self.chosen.emit(replace(self._choice, colours="")))

    def _colour(self, menu: QMenu, key: str, name: str, colour: str) -> None:
        swatch = QPixmap(_SWATCH, _SWATCH)
        swatch.fill(QColor(colour))
        action = menu.addAction(QIcon(swatch), name)
        action.triggered.connect(lambda: self._pick(key, name, colour))

    def _pick(self, key: str, name: str, colour: str) -> None:
        dialog = QColorDialog(QColor(colour), self.parentWidget())
        dialog.setWindowTitle(self._words["pick"].format(name))
        dialog.colorSelected.connect(
            lambda picked: self.chosen.emit(self._choice.with_colour(key, picked.name()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _offer(
    owner: DentalMenu, menu: QMenu, offers: Iterable[tuple[str, DentalChoice, bool]]
) -> None:
    for words, choice, is_present in offers:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_present)
        action.triggered.connect(lambda _on=False, wanted=choice: owner.chosen.emit(wanted))
