"""What can be done while two volumes are compared: made when there is something to compare."""

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec


def compare_actions() -> tuple[ActionSpec, ...]:
    """Return the rows of the action table, in the present language; modes by their own name."""
    return (
        ActionSpec(
            id="compare-reference",
            text=QCoreApplication.translate("Actions", "Compare: the reference alone"),
            keys=("Alt+0",),
            icon="compare-reference",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-side",
            text=QCoreApplication.translate("Actions", "Compare side by side"),
            keys=("Alt+1",),
            icon="compare-side",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-checkerboard",
            text=QCoreApplication.translate("Actions", "Compare as a checkerboard"),
            keys=("Alt+2",),
            icon="compare-checkerboard",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-blend",
            text=QCoreApplication.translate("Actions", "Compare by blending"),
            keys=("Alt+3",),
            icon="compare-blend",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-difference",
            text=QCoreApplication.translate("Actions", "Compare by difference"),
            keys=("Alt+4",),
            icon="compare-difference",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-swipe",
            text=QCoreApplication.translate("Actions", "Compare with a divider"),
            keys=("Alt+5",),
            icon="compare-swipe",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-before",
            text=QCoreApplication.translate("Actions", "Compare as before registration"),
            keys=("Alt+R",),
            icon="compare-before",
            is_checkable=True,
        ),
        ActionSpec(
            id="compare-less",
            text=QCoreApplication.translate("Actions", "Comparing: less, or divider to the left"),
            keys=("Alt+Left",),
        ),
        ActionSpec(
            id="compare-more",
            text=QCoreApplication.translate("Actions", "Comparing: more, or divider to the right"),
            keys=("Alt+Right",),
        ),
    )
