"""The menu bar: the action table arranged, and the menus that are filled as things come."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.ui.action_set import ActionSet


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus that others add to."""

    view: QMenu
    recent: QMenu
    analyse: QMenu
    presets: QMenu
    image: QMenu
    """What a right click on the image shows."""
    finding: QMenu
    """What a right click on a row of the list shows."""
    categories: QMenu
    """What a finding may be called."""


_FILE = (
    "open",
    "open-folder",
    "<recent>",
    "library",
    "",
    "export",
    "copy",
    "",
    "export-study",
    "import-study",
    "",
    "close-study",
    "",
    "settings",
    "quit",
)
_VIEW = (
    *("fit", "one-to-one", "zoom-in", "zoom-out", ""),
    *("<presets>", "invert", ""),
    *("rotate-right", "rotate-left", "flip-horizontal", "flip-vertical", "reset", ""),
    *("graphics", "shutter", ""),
    *("cine", ""),
    *("hide-identity", "patient-view"),
)
_SLICES = (
    "slice-next",
    "slice-previous",
    "slice-next-10",
    "slice-previous-10",
    "",
    "slice-first",
    "slice-last",
    "",
    "header",
)
_FINDINGS = (
    *(
        "overlays",
        "close-eye",
        "open-eyes",
        "lock",
        "",
        "finding-next",
        "finding-previous",
        "zoom-finding",
        "",
    ),
    *("accept", "reject", "edit", "<categories>", "comment", "restore", "remove", ""),
    *("add-mark", "add-box", "add-length", "add-outline", ""),
    *("tooth", "smooth-outline", "delete-tooth", "whole-picture", ""),
    *("accept-all", "reject-all", "", "nothing-further", "sign", "addendum", "history", ""),
    *("undo", "redo"),
)
_FINDING = (
    *("accept", "reject", "reason", "comment", "<categories>", ""),
    *("tooth", "smooth-outline", "delete-tooth", ""),
    *("edit", "restore", "remove", "", "close-eye", "zoom-finding", "history"),
)
_IMAGE = (
    *("fit", "one-to-one", "<presets>", "invert", "reset", ""),
    *("overlays", "header", "", "copy", "export"),
)
_HELP = ("keys", "skipped", "agreement", "", "about")


def build_menus(window: QMainWindow, actions: ActionSet) -> Menus:
    """Fill the window's menu bar."""
    recent = QMenu(QCoreApplication.translate("Menus", "Open recent"), window)
    recent.setEnabled(False)
    presets = QMenu(QCoreApplication.translate("Menus", "Grey window"), window)
    presets.setEnabled(False)
    analyse = QMenu(QCoreApplication.translate("Menus", "&Analyse"), window)
    analyse.setToolTipsVisible(True)
    categories = QMenu(QCoreApplication.translate("Menus", "Call it"), window)
    categories.setEnabled(False)
    own = {"<recent>": recent, "<presets>": presets, "<categories>": categories}
    file = _filled(QCoreApplication.translate("Menus", "&File"), _FILE, window, actions, own)
    view = _filled(QCoreApplication.translate("Menus", "&View"), _VIEW, window, actions, own)
    slices = _filled(QCoreApplication.translate("Menus", "&Images"), _SLICES, window, actions, own)
    findings = _filled(
        QCoreApplication.translate("Menus", "Fi&ndings"), _FINDINGS, window, actions, own
    )
    help_menu = _filled(QCoreApplication.translate("Menus", "&Help"), _HELP, window, actions, own)
    for menu in (file, view, slices, analyse, findings, help_menu):
        window.menuBar().addMenu(menu)
    image = _filled("", _IMAGE, window, actions, own)
    finding = _filled("", _FINDING, window, actions, own)
    return Menus(view, recent, analyse, presets, image, finding, categories)


def _filled(
    title: str, names: Sequence[str], window: QMainWindow, actions: ActionSet, own: dict[str, QMenu]
) -> QMenu:
    menu = QMenu(title, window)
    for name in names:
        if not name:
            menu.addSeparator()
        elif name in own:
            menu.addMenu(own[name])
        else:
            menu.addAction(actions[name])
    return menu
