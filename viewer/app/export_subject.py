"""What is exported, taken from the window at the moment it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.app.opening import Shown
    from viewer.app.reviewing import OpenRun
    from viewer.domain.review import Review
    from viewer.ui.viewport.state import ViewState


@dataclass(frozen=True)
class ExportSubject:
    """The open image, its result and its decisions, as they stood."""

    shown: Shown
    state: ViewState
    open_run: OpenRun | None
    review: Review | None
    own_text: str
    hides_identity: bool
