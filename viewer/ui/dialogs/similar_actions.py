"""What can be done about databases of similar cases: rows of the action table."""

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec, When


def managing_actions() -> tuple[ActionSpec, ...]:
    """Return the rows, in the present language, in the order of the menu."""
    return (
        ActionSpec(
            id="similar-add",
            text=QCoreApplication.translate("Actions", "Add to a database…"),
            when=When.WRITABLE,
        ),
        ActionSpec(
            id="similar-databases",
            text=QCoreApplication.translate("Actions", "Databases of similar cases…"),
        ),
        ActionSpec(
            id="similar-add-findings",
            text=QCoreApplication.translate("Actions", "Add to a database of similar cases…"),
            when=When.FINDING | When.WRITABLE,
        ),
    )
