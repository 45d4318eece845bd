"""Everything that changes a reading from the window, connected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.reviewing_changes import ReviewChanges
from viewer.app.reviewing_commands import ReviewCommands
from viewer.app.reviewing_drawing import ReviewDrawing
from viewer.app.reviewing_judging import ReviewJudging

if TYPE_CHECKING:
    from viewer.app.reviewing import Reviewing
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport


@dataclass(frozen=True)
class ReviewParts:
    """What lives as long as the session and is reached through actions and panels."""

    changes: ReviewChanges
    judging: ReviewJudging
    commands: ReviewCommands
    drawing: ReviewDrawing


def review_parts(
    window: MainWindow, viewport: Viewport, reviewing: Reviewing, library: Library
) -> ReviewParts:
    """Return the parts, connected with the window's actions."""
    changes = ReviewChanges(window, reviewing)
    return ReviewParts(
        changes,
        ReviewJudging(window, reviewing, changes, library.settings),
        ReviewCommands(window, viewport, reviewing, changes, library),
        ReviewDrawing(window, viewport, reviewing, changes),
    )
