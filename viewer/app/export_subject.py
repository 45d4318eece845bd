"""What is exported, taken from the window at the moment it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.app.opening import Shown
    from viewer.domain.finding import Finding
    from viewer.domain.result import AnalysisResult
    from viewer.domain.review import Review
    from viewer.storage.runs import Run
    from viewer.ui.viewport.compared import Compared
    from viewer.ui.viewport.state import ViewState


@dataclass(frozen=True, kw_only=True)
class ExportSubject:
    """The open image, what the service said of it, and how the reader judged, as they stood.

    Without a run there are the reader's own findings alone. Of nothing at all `review` is None.
    """

    shown: Shown
    state: ViewState
    run: Run | None
    result: AnalysisResult | None
    review: Review | None
    own_text: str
    hides_identity: bool
    compared: Compared | None = None
    """What the image was seen together with."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The service's findings as corrected, and after them the reader's own."""
        if self.review is None:
            return ()
        return self.review.findings_with(self.result.findings if self.result else ())

    @property
    def has_something(self) -> bool:
        """Tell whether there is anything to report: a run, or a finding of the reader's own."""
        return self.run is not None or bool(self.findings)
