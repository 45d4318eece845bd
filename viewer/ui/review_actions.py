"""The part of the action table that is about findings and the reading."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec, When


def finding_actions() -> tuple[ActionSpec, ...]:
    """Return what looks at findings and changes nothing."""
    return (
        ActionSpec(
            id="overlays",
            text=QCoreApplication.translate("Actions", "Show findings on the image"),
            keys=("Space",),
            icon="eye",
            when=When.IMAGE,
            is_checkable=True,
        ),
        ActionSpec(
            id="lock",
            text=QCoreApplication.translate("Actions", "Lock findings on the image"),
            keys=("L",),
            icon="lock",
            when=When.IMAGE,
            is_checkable=True,
        ),
        ActionSpec(
            id="finding-next",
            text=QCoreApplication.translate("Actions", "Next finding"),
            keys=("N",),
            icon="next",
            when=When.FINDINGS,
        ),
        ActionSpec(
            id="finding-previous",
            text=QCoreApplication.translate("Actions", "Previous finding"),
            keys=("P",),
            icon="previous",
            when=When.FINDINGS,
        ),
        ActionSpec(
            id="zoom-finding",
            text=QCoreApplication.translate("Actions", "Zoom to finding"),
            keys=("Z",),
            icon="target",
            when=When.FINDING,
        ),
        ActionSpec(
            id="close-eye",
            text=QCoreApplication.translate("Actions", "Hide or show this finding"),
            keys=("Shift+H",),
            icon="eye-off",
            when=When.FINDING,
        ),
        ActionSpec(
            id="open-eyes",
            text=QCoreApplication.translate("Actions", "Show all that were hidden"),
            when=When.FINDINGS,
        ),
        ActionSpec(
            id="history",
            text=QCoreApplication.translate("Actions", "Show history"),
            when=When.READING,
        ),
    )


def judging_actions() -> tuple[ActionSpec, ...]:
    """Return what changes one finding. Of a signed reading A and X say what to do instead."""
    specs = (
        ActionSpec(
            id="accept",
            text=QCoreApplication.translate("Actions", "Accept finding"),
            keys=("A",),
            icon="check",
            when=When.FINDING,
        ),
        ActionSpec(
            id="reject",
            text=QCoreApplication.translate("Actions", "Reject finding…"),
            keys=("X",),
            icon="cross",
            when=When.FINDING,
        ),
        ActionSpec(
            id="reason",
            text=QCoreApplication.translate("Actions", "Change the reason…"),
            when=When.REJECTED | When.UNSIGNED,
        ),
        ActionSpec(
            id="edit",
            text=QCoreApplication.translate("Actions", "Edit place and size"),
            keys=("E",),
            icon="pencil",
            when=When.FINDING | When.UNSIGNED,
            is_checkable=True,
        ),
        ActionSpec(
            id="comment",
            text=QCoreApplication.translate("Actions", "Comment…"),
            keys=("Shift+C",),
            icon="comment",
            when=When.FINDING | When.UNSIGNED,
        ),
        ActionSpec(
            id="restore",
            text=QCoreApplication.translate("Actions", "As it was at first"),
            icon="reset",
            when=When.EDITED | When.UNSIGNED,
        ),
        ActionSpec(
            id="remove",
            text=QCoreApplication.translate("Actions", "Remove own finding"),
            keys=("Del", "Backspace"),
            when=When.OWN | When.UNSIGNED,
        ),
    )
    return tuple(replace(spec, when=spec.when | When.WRITABLE) for spec in specs)


def reading_actions() -> tuple[ActionSpec, ...]:
    """Return what adds findings, and what is said of the reading as a whole."""
    specs = (
        ActionSpec(
            id="add-mark",
            text=QCoreApplication.translate("Actions", "Add a mark"),
            keys=("M",),
            icon="mark",
            when=When.READING | When.UNSIGNED,
            is_checkable=True,
        ),
        ActionSpec(
            id="add-box",
            text=QCoreApplication.translate("Actions", "Add a box"),
            keys=("B",),
            icon="box",
            when=When.READING | When.UNSIGNED,
            is_checkable=True,
        ),
        ActionSpec(
            id="add-length",
            text=QCoreApplication.translate("Actions", "Measure a length"),
            keys=("D",),
            icon="ruler",
            when=When.READING | When.UNSIGNED,
            is_checkable=True,
        ),
        ActionSpec(
            id="accept-all",
            text=QCoreApplication.translate("Actions", "Accept all that are listed"),
            keys=("Ctrl+Shift+A",),
            when=When.FINDINGS | When.UNSIGNED,
        ),
        ActionSpec(
            id="reject-all",
            text=QCoreApplication.translate("Actions", "Reject all that are listed…"),
            keys=("Ctrl+Shift+X",),
            when=When.FINDINGS | When.UNSIGNED,
        ),
        ActionSpec(
            id="nothing-further",
            text=QCoreApplication.translate("Actions", "Nothing further"),
            keys=("Shift+N",),
            when=When.READING | When.UNSIGNED,
            is_checkable=True,
        ),
        ActionSpec(
            id="sign",
            text=QCoreApplication.translate("Actions", "Sign the reading…"),
            keys=("Ctrl+Shift+G",),
            icon="sign",
            when=When.READING | When.UNSIGNED,
        ),
        ActionSpec(
            id="addendum",
            text=QCoreApplication.translate("Actions", "Open an addendum…"),
            when=When.SIGNED,
        ),
        ActionSpec(
            id="undo",
            text=QCoreApplication.translate("Actions", "Undo"),
            keys=("Ctrl+Z",),
            icon="undo",
            when=When.CHANGES,
        ),
        ActionSpec(
            id="redo",
            text=QCoreApplication.translate("Actions", "Redo"),
            keys=("Ctrl+Y", "Ctrl+Shift+Z"),
            icon="redo",
            when=When.UNDONE,
        ),
    )
    return tuple(replace(spec, when=spec.when | When.WRITABLE) for spec in specs)
