"""Builds what the window has for similar cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.similar import Similar
from viewer.app.similar_adding import SimilarAdding
from viewer.app.similar_desk import SimilarDesk

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from viewer.app.analysing_start import Starting
    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.app.window_actions import WindowActions
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


@dataclass(frozen=True, kw_only=True)
class SimilarNeeds:
    """What the parts are made of."""

    window: MainWindow
    image: ViewportPanel
    opening: Opening
    reviewing: Reviewing
    starting: Starting
    library: Library
    background: Background
    window_actions: WindowActions
    places: QSettings


@dataclass(frozen=True, kw_only=True)
class SimilarParts:
    """What lives as long as the session."""

    desk: SimilarDesk
    similar: Similar
    adding: SimilarAdding


def similar_parts(needs: SimilarNeeds) -> SimilarParts:
    """Return the parts, connected with each other and with the window."""
    desk = SimilarDesk(needs.library, needs.window_actions.services, needs.places)
    similar = Similar(needs, desk)
    needs.window_actions.on_settings_used.append(similar.refresh)
    needs.starting.fill_menu()
    return SimilarParts(desk=desk, similar=similar, adding=SimilarAdding(similar))
