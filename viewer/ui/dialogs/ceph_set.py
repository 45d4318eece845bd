"""The editor of a reader's own set of measures."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from viewer.domain.cephalometry.measures import MEASURES
from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.words.cephalometry import group_words, measure_label, measure_name, variant_words

_LONGEST_NAME: Final = 60
_CODE: Final = Qt.ItemDataRole.UserRole


class MeasureSetSheet(Sheet):
    """Accepted means: keep `codes` under `name`, or remove the set if that was pressed."""

    def __init__(
        self, codes: Iterable[str], name: str, *, is_own: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            QCoreApplication.translate("Cephalometry", "Own set of measures"), parent, width=480
        )
        self.is_to_be_removed = False
        self._name = QLineEdit(name)
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setPlaceholderText(QCoreApplication.translate("Cephalometry", "Name of the set"))
        self._name.setAccessibleName(self._name.placeholderText())
        self._search = QLineEdit()
        self._search.setPlaceholderText(QCoreApplication.translate("Cephalometry", "Search"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._list = QListWidget()
        self._list.setAccessibleName(QCoreApplication.translate("Cephalometry", "Measures"))
        self._new = QCheckBox(QCoreApplication.translate("Cephalometry", "Keep as a new set"))
        self._new.setVisible(is_own)
        chosen = list(codes)
        for code in sorted(MEASURES, key=lambda code: (code not in chosen, _order(code, chosen))):
            self._list.addItem(_item(code, is_chosen=code in chosen))
        self._count = plain_label("", "muted")
        for widget in (self._name, self._search, self._list, self._count, self._new):
            self.body.addWidget(widget)
        self._add_buttons(is_own=is_own)
        self._name.textChanged.connect(self._update)
        self._list.itemChanged.connect(self._update)
        self._search.textChanged.connect(self._narrow)
        self._update()
        self.take_size(520, 620)

    @property
    def name(self) -> str:
        """What the set is called."""
        return self._name.text().strip()

    @property
    def is_to_be_new(self) -> bool:
        """Tell whether the set that was there stays as it is."""
        return self._new.isChecked()

    @property
    def codes(self) -> tuple[str, ...]:
        """The measures that were chosen, in their order."""
        items = (self._list.item(place) for place in range(self._list.count()))
        return tuple(
            str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _add_buttons(self, *, is_own: bool) -> None:
        if is_own:
            remove = self.add_button(QCoreApplication.translate("Cephalometry", "Remove the set"))
            remove.clicked.connect(self._remove)
        self.add_close(QCoreApplication.translate("Cephalometry", "Cancel"))
        self._keep = self.add_button(
            QCoreApplication.translate("Cephalometry", "Keep"), is_primary=True
        )
        self._keep.clicked.connect(self.accept)

    def _remove(self) -> None:
        self.is_to_be_removed = True
        self.accept()

    def _update(self, *_: object) -> None:
        count = len(self.codes)
        words = QCoreApplication.translate("Cephalometry", "{0} measures chosen")
        self._count.setText(words.format(count))
        self._keep.setEnabled(bool(self.name) and count > 0)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in item.text().casefold())


def _order(code: str, chosen: list[str]) -> int:
    return chosen.index(code) if code in chosen else list(MEASURES).index(code)


def _item(code: str, *, is_chosen: bool) -> QListWidgetItem:
    measure = MEASURES[code]
    variant = variant_words(measure)
    label = f"{measure_label(measure)} ({variant})" if variant else measure_label(measure)
    item = QListWidgetItem(f"{label} – {measure_name(measure)}")
    item.setData(_CODE, code)
    item.setToolTip(plain_tooltip(group_words(measure.group)))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
    return item
