"""Deleting a whole database: it cannot be undone, so its name has to be typed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label
from viewer.ui.models.similar_databases import grouped


class DeleteDatabaseSheet(Sheet):
    """Accepted means delete it. `count` is None where nobody knows how many pictures it holds."""

    def __init__(self, name: str, count: int | None, where: str, parent: QWidget | None) -> None:
        super().__init__(QCoreApplication.translate("Similar", "Delete this database?"), parent)
        self._wanted = name
        self.body.addWidget(plain_label(_what_goes(name, count), wraps=True))
        self.body.addWidget(plain_label(where, "muted", wraps=True))
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "Similar", "This cannot be undone, neither here nor by the service."
                ),
                "warning",
                wraps=True,
            )
        )
        ask = QCoreApplication.translate("Similar", "Type its name to delete it: {0}").format(name)
        self.body.addWidget(plain_label(ask, wraps=True))
        self.typed = QLineEdit()
        self.typed.setAccessibleName(ask)
        self.body.addWidget(self.typed)
        self.cancel = self.add_close(QCoreApplication.translate("Similar", "Cancel"))
        self.delete_button: QPushButton = self.add_button(
            QCoreApplication.translate("Similar", "Delete")
        )
        self.delete_button.setEnabled(False)
        self.delete_button.clicked.connect(self.accept)
        self.typed.textChanged.connect(self._changed)
        self.typed.returnPressed.connect(self._entered)
        self.typed.setFocus()

    def _changed(self, text: str) -> None:
        self.delete_button.setEnabled(text == self._wanted)

    def _entered(self) -> None:
        if self.delete_button.isEnabled():
            self.accept()


def _what_goes(name: str, count: int | None) -> str:
    if count is None:
        words = QCoreApplication.translate(
            "Similar", "The database “{0}” goes with all images in it, however many there are."
        )
        return words.format(name)
    if count == 0:
        return QCoreApplication.translate(
            "Similar", "The database “{0}” goes. There is no image in it."
        ).format(name)
    if count == 1:
        return QCoreApplication.translate(
            "Similar", "The database “{0}” goes with the one image in it."
        ).format(name)
    words = QCoreApplication.translate("Similar", "The database “{0}” goes with {1} images in it.")
    return words.format(name, grouped(count))
