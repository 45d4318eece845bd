"""The part of the action table that is about similar cases: made after the first paint."""

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec, When


def similar_actions() -> tuple[ActionSpec, ...]:
    """Return the rows of the action table, in the present language, in the order of the menu."""
    return (
        ActionSpec(
            id="similar-cases",
            text=QCoreApplication.translate("Actions", "Show similar cases"),
            keys=("Ctrl+F",),
            icon="search",
        ),
        ActionSpec(
            id="similar-view",
            text=QCoreApplication.translate("Actions", "Search with this view"),
            keys=("Ctrl+Shift+F",),
            when=When.IMAGE | When.WRITABLE,
        ),
        ActionSpec(
            id="similar-region",
            text=QCoreApplication.translate("Actions", "Search with a region"),
            keys=("Shift+R",),
            icon="box",
            when=When.IMAGE | When.WRITABLE,
            is_checkable=True,
        ),
    )
