"""What can be switched on a dental picture: made when there is one."""

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec


def dental_look_actions() -> tuple[ActionSpec, ...]:
    """Return the rows of the action table, in the present language."""
    return (
        ActionSpec(
            id="dental-teeth",
            text=QCoreApplication.translate("Actions", "Teeth"),
            keys=("Shift+T",),
            is_checkable=True,
        ),
        ActionSpec(
            id="dental-diseases",
            text=QCoreApplication.translate("Actions", "Findings at teeth"),
            keys=("Shift+F",),
            is_checkable=True,
        ),
        ActionSpec(
            id="dental-raw",
            text=QCoreApplication.translate("Actions", "Outlines as detected"),
            keys=("Shift+O",),
            is_checkable=True,
        ),
        ActionSpec(
            id="dental-by-disease",
            text=QCoreApplication.translate("Actions", "Colours by finding"),
            keys=("Shift+K",),
            is_checkable=True,
        ),
    )
