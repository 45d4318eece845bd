"""What the window knows of the library of studies, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.library_finding import StudyFinder
from viewer.app.library_memory import LibraryMemory
from viewer.app.library_view import LibraryView

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow


@dataclass(frozen=True)
class LibraryParts:
    """Everything about known studies that lives as long as the session."""

    memory: LibraryMemory
    finder: StudyFinder
    view: LibraryView


def library_parts(
    window: MainWindow, opening: Opening, library: Library, background: Background
) -> LibraryParts:
    """Return the parts, connected."""
    memory = LibraryMemory(window, opening, library, background)
    finder = StudyFinder(window, opening, library, background)
    view = LibraryView(window, finder, library, background)
    memory.on_recorded.append(view.refresh)
    return LibraryParts(memory, finder, view)
