"""The action table: everything a person can do, with its words, key, icon and when."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec, Scope, When
from viewer.ui.dental_actions import dental_actions
from viewer.ui.review_actions import finding_actions, judging_actions, reading_actions


def _file_actions() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            id="open",
            text=QCoreApplication.translate("Actions", "Open files…"),
            keys=("Ctrl+O",),
            icon="open",
        ),
        ActionSpec(
            id="open-folder",
            text=QCoreApplication.translate("Actions", "Open folder…"),
            keys=("Ctrl+Shift+O",),
            icon="folder",
        ),
        ActionSpec(
            id="library",
            text=QCoreApplication.translate("Actions", "Library…"),
            keys=("Ctrl+Shift+L",),
            icon="study",
        ),
        ActionSpec(
            id="export-study",
            text=QCoreApplication.translate("Actions", "Export study with everything…"),
            when=When.IMAGE,
        ),
        ActionSpec(
            id="import-study",
            text=QCoreApplication.translate("Actions", "Import study…"),
            when=When.WRITABLE,
        ),
        ActionSpec(
            id="export",
            text=QCoreApplication.translate("Actions", "Export…"),
            keys=("Ctrl+E",),
            icon="export",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="copy",
            text=QCoreApplication.translate("Actions", "Copy picture"),
            keys=("Ctrl+C",),
            icon="copy",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="settings",
            text=QCoreApplication.translate("Actions", "Settings…"),
            keys=("Ctrl+,",),
            icon="settings",
        ),
        ActionSpec(
            id="close-study",
            text=QCoreApplication.translate("Actions", "Close all images"),
            keys=("Ctrl+W",),
            when=When.OPEN,
        ),
        ActionSpec(id="quit", text=QCoreApplication.translate("Actions", "Quit"), keys=("Ctrl+Q",)),
    )


def _view_actions() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            id="fit",
            text=QCoreApplication.translate("Actions", "Fit to window"),
            keys=("=", "F"),
            icon="fit",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="one-to-one",
            text=QCoreApplication.translate("Actions", "Actual pixels (1:1)"),
            keys=("Ctrl+1",),
            icon="one-to-one",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="zoom-in",
            text=QCoreApplication.translate("Actions", "Zoom in"),
            keys=("+",),
            icon="zoom-in",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="zoom-out",
            text=QCoreApplication.translate("Actions", "Zoom out"),
            keys=("-",),
            icon="zoom-out",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="invert",
            text=QCoreApplication.translate("Actions", "Invert"),
            keys=("I",),
            icon="invert",
            when=When.IMAGE,
            is_checkable=True,
        ),
        ActionSpec(
            id="rotate-right",
            text=QCoreApplication.translate("Actions", "Rotate right"),
            keys=("Ctrl+R",),
            icon="rotate-right",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="rotate-left",
            text=QCoreApplication.translate("Actions", "Rotate left"),
            keys=("Ctrl+L",),
            icon="rotate-left",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="flip-horizontal",
            text=QCoreApplication.translate("Actions", "Flip left and right"),
            keys=("H",),
            icon="flip-h",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="flip-vertical",
            text=QCoreApplication.translate("Actions", "Flip top and bottom"),
            keys=("V",),
            icon="flip-v",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="reset",
            text=QCoreApplication.translate("Actions", "Reset the view"),
            keys=("R", "Esc"),
            icon="reset",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="smooth",
            text=QCoreApplication.translate("Actions", "Smooth between pixels"),
            keys=("S",),
            when=When.IMAGE,
            is_checkable=True,
            scope=Scope.IMAGE,
        ),
        ActionSpec(
            id="image-text",
            text=QCoreApplication.translate("Actions", "Show text on the image"),
            keys=("T",),
            when=When.IMAGE,
            is_checkable=True,
            scope=Scope.IMAGE,
        ),
        ActionSpec(
            id="graphics",
            text=QCoreApplication.translate("Actions", "Graphics of the file"),
            keys=("G",),
            when=When.IMAGE,
            is_checkable=True,
        ),
        ActionSpec(
            id="shutter",
            text=QCoreApplication.translate("Actions", "Shutter of the file"),
            keys=("U",),
            when=When.IMAGE,
            is_checkable=True,
        ),
        ActionSpec(
            id="cine",
            text=QCoreApplication.translate("Actions", "Play or stop the images"),
            keys=("C",),
            icon="play",
            when=When.IMAGE,
        ),
        ActionSpec(
            id="header",
            text=QCoreApplication.translate("Actions", "DICOM header…"),
            keys=("Ctrl+I",),
            when=When.OPEN,
        ),
        ActionSpec(
            id="hide-identity",
            text=QCoreApplication.translate("Actions", "Hide patient identity"),
            keys=("Ctrl+H",),
            icon="shield",
            is_checkable=True,
        ),
    )


def _slice_actions() -> tuple[ActionSpec, ...]:
    specs = (
        ActionSpec(
            id="slice-next",
            text=QCoreApplication.translate("Actions", "Next image"),
            keys=("Down", "Right"),
        ),
        ActionSpec(
            id="slice-previous",
            text=QCoreApplication.translate("Actions", "Previous image"),
            keys=("Up", "Left"),
        ),
        ActionSpec(
            id="slice-next-10",
            text=QCoreApplication.translate("Actions", "Ten images on"),
            keys=("PgDown", "Shift+Down"),
        ),
        ActionSpec(
            id="slice-previous-10",
            text=QCoreApplication.translate("Actions", "Ten images back"),
            keys=("PgUp", "Shift+Up"),
        ),
        ActionSpec(
            id="slice-first",
            text=QCoreApplication.translate("Actions", "First image"),
            keys=("Home",),
        ),
        ActionSpec(
            id="slice-last",
            text=QCoreApplication.translate("Actions", "Last image"),
            keys=("End",),
        ),
    )
    return tuple(replace(spec, when=When.IMAGE, scope=Scope.IMAGE) for spec in specs)


def _help_actions() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            id="keys",
            text=QCoreApplication.translate("Actions", "Keyboard and mouse"),
            keys=("F1",),
            icon="keyboard",
        ),
        ActionSpec(
            id="skipped",
            text=QCoreApplication.translate("Actions", "Problems when opening…"),
            icon="warning",
        ),
        ActionSpec(
            id="agreement",
            text=QCoreApplication.translate("Actions", "My agreement with the AI…"),
        ),
        ActionSpec(
            id="about",
            text=QCoreApplication.translate("Actions", "About"),
            icon="info",
        ),
    )


def action_table() -> Mapping[str, tuple[ActionSpec, ...]]:
    """Return all actions by group, in the order of the menus, in the present language."""
    return {
        "file": _file_actions(),
        "view": _view_actions(),
        "slices": _slice_actions(),
        "findings": finding_actions(),
        "judging": judging_actions(),
        "reading": reading_actions(),
        "teeth": dental_actions(),
        "help": _help_actions(),
    }
