"""Short facts one after the other, with the comma of the language."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def joined(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, in one line."""
    comma = QCoreApplication.translate("Joining", ", ", "between facts in a list")
    return comma.join(part for part in parts if part)
