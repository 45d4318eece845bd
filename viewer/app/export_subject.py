"""What is exported, taken from the window at the moment it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from viewer.app.opening import Shown
    from viewer.domain.finding import Finding
    from viewer.domain.result import AnalysisResult
    from viewer.domain.review import Review
    from viewer.export.ceph_measured import Chosen, MeasuredFilm
    from viewer.overlay.items import Curve
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
    curves: tuple[Curve, ...] = ()
    """The tracing of a cephalogram as it is drawn."""
    chosen: Chosen | None = None
    """What its analysis was looked at with; None of anything else."""
    traced_remarks: tuple[str, ...] = ()
    """What must stand wherever the tracing is drawn."""

    @cached_property
    def measured(self) -> MeasuredFilm | None:
        """The analyses of a cephalogram."""
        if self.chosen is None or self.review is None:
            return None
        from viewer.export.ceph_measured import measured_film

        series = self.shown.stack.description
        return measured_film(self.findings, self.review, series, self.chosen)

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


class Traced(NamedTuple):
    """A cephalogram's lines as they are drawn, and what its analysis is looked at with."""

    curves: tuple[Curve, ...] = ()
    chosen: Chosen | None = None
    remarks: tuple[str, ...] = ()
    """What must stand wherever the lines are drawn: whose the other film is."""


def no_tracing() -> Traced:
    """Stand in where no cephalogram is shown."""
    return Traced()
