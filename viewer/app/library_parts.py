"""What the window knows of the library of studies, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.library_finding import StudyFinder
from viewer.app.library_memory import LibraryMemory
from viewer.app.library_packages import StudyPackages
from viewer.app.library_page import LibraryPageActions
from viewer.app.library_view import LibraryView

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.window_actions import WindowActions
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow


@dataclass(frozen=True)
class LibraryParts:
    """Everything about known studies that lives as long as the session."""

    memory: LibraryMemory
    finder: StudyFinder
    view: LibraryView
    page: LibraryPageActions
    packages: StudyPackages


def library_parts(
    window: MainWindow,
    opening: Opening,
    library: Library,
    background: Background,
    window_actions: WindowActions,
) -> LibraryParts:
    """Return the parts, connected."""
    memory = LibraryMemory(window, opening, library, background)
    finder = StudyFinder(window, opening, library, background)
    view = LibraryView(window, finder, library, background)
    memory.on_recorded.append(view.refresh)
    page = LibraryPageActions(window, library, background)
    window_actions.on_settings.append(page.attach)
    packages = StudyPackages(
        window,
        opening=opening,
        memory=memory,
        finder=finder,
        library=library,
        background=background,
    )
    view.on_export.append(packages.ask_export)
    view.on_import.append(packages.ask_import)
    packages.on_imported.append(view.refresh)
    return LibraryParts(memory, finder, view, page, packages)
