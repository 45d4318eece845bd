"""Builds what the window has for dental pictures and cephalograms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.annotating import Annotating
from viewer.app.cephalometry import Cephalometry
from viewer.app.dental_look import DentalLookView
from viewer.app.dental_probe import DentalProbe
from viewer.app.patient_view import PatientView
from viewer.app.tooth_chart_view import ToothChartView

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.exporting import Exporting
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.app.reviewing_drawing import ReviewDrawing
    from viewer.app.window_actions import WindowActions
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


@dataclass(frozen=True, kw_only=True)
class DentalNeeds:
    """What the parts are made of."""

    window: MainWindow
    image: ViewportPanel
    opening: Opening
    reviewing: Reviewing
    changes: ReviewChanges
    drawing: ReviewDrawing
    exporting: Exporting
    library: Library
    background: Background
    window_actions: WindowActions


@dataclass(frozen=True, kw_only=True)
class DentalParts:
    """What lives as long as the session."""

    probe: DentalProbe
    look: DentalLookView
    tooth_chart: ToothChartView
    cephalometry: Cephalometry
    annotating: Annotating
    patient: PatientView


def dental_parts(needs: DentalNeeds) -> DentalParts:
    """Return the parts, connected with each other and with the window."""
    probe = DentalProbe(needs.window_actions.services, needs.background)
    needs.window_actions.on_settings.append(probe.attach)
    look = DentalLookView(
        needs.window,
        needs.image,
        opening=needs.opening,
        reviewing=needs.reviewing,
        library=needs.library,
    )
    needs.window_actions.on_settings_used.append(look.settings_changed)
    chart = ToothChartView(needs.window, needs.image.viewport, needs.reviewing, look.write_in)
    cephalometry = Cephalometry(
        needs.window,
        needs.image.viewport,
        opening=needs.opening,
        reviewing=needs.reviewing,
        changes=needs.changes,
        exporting=needs.exporting,
        library=needs.library,
        background=needs.background,
    )
    annotating = Annotating(
        needs.window,
        needs.image.viewport,
        opening=needs.opening,
        reviewing=needs.reviewing,
        changes=needs.changes,
        drawing=needs.drawing,
        settings=needs.library.settings,
    )
    return DentalParts(
        probe=probe,
        look=look,
        tooth_chart=chart,
        cephalometry=cephalometry,
        annotating=annotating,
        patient=PatientView(
            needs.window, needs.image.viewport, needs.opening, needs.reviewing, annotating
        ),
    )
