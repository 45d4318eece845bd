"""One question with two answers."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label


class QuestionSheet(Sheet):
    """Accepted means yes; the safe answer has the focus."""

    def __init__(self, title: str, text: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body.addWidget(plain_label(text, wraps=True))
        cancel = self.add_close(QCoreApplication.translate("Question", "Cancel"))
        agree = self.add_button(yes)
        agree.clicked.connect(self.accept)
        cancel.setFocus()
