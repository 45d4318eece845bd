"""Turns the window to the patient: their own picture and teeth, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from viewer.app.annotating import Annotating
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.domain.dental_diseases import DentalImage
    from viewer.editing.session import ReviewSession
    from viewer.overlay.compose import OverlayState
    from viewer.ui.main_window import MainWindow
    from viewer.ui.panels.tooth_chart_content import ChartContent
    from viewer.ui.patient_view import Curtain, PatientContent, PatientPage
    from viewer.ui.viewport.widget import Viewport


class PatientView:
    """One key shows it, the same or Esc goes back. It is what was there when it was asked for.

    Whatever goes on meanwhile stays behind: other pictures that open, notices, panels.
    """

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        opening: Opening,
        reviewing: Reviewing,
        annotating: Annotating,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._reviewing = reviewing
        self._annotating = annotating
        self._curtain: Curtain | None = None
        self.page: PatientPage | None = None
        window.actions_by_name.connect_all({"patient-view": self.toggle})
        window.close_wanted.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Tell whether the window is turned to the patient."""
        return self._curtain is not None and self._curtain.is_drawn

    def toggle(self) -> None:
        """Turn the window to the patient, or back."""
        if self.is_on:
            self.leave()
        else:
            self.show()

    def show(self) -> None:
        """Turn the window to the patient."""
        session, image = self._reviewing.session, self._annotating.image
        shown, state = self._opening.shown, self._viewport.state
        scene = self._viewport.scene
        if session is None or image is None or shown is None or state is None or scene is None:
            return
        page = self._made_page()
        self._window.findings.put_off_question()
        self._annotating.put_away()
        series = shown.stack.description
        overlay = replace(state.overlay, selected_uid=None, hovered_uid=None, is_locked=False)
        chart = self._chart(session, image, overlay)
        page.show_content(self._content(session, chart, overlay))
        view = page.picture
        view.show_volume(shown.volume, series, state.grey)
        view.set_text_visible(False)
        view.set_identity_hidden(True)
        view.set_remarks(scene.remarks)
        answered = session.result.findings if session.result is not None else ()
        view.set_findings(session.findings, session.review, answered)
        view.set_overlay(overlay)
        self._window.toast.hold_back(is_held_back=True)
        self._window.actions_by_name.allow_only(frozenset({"patient-view"}))
        if self._curtain is not None:
            self._curtain.draw(page, self._window.banner)
        view.go_to_slice(state.slice_index)
        view.set_camera(state.camera.resized(*view.device_px(view.width(), view.height())).fitted())

    def leave(self) -> None:
        """Turn the window back."""
        if self._curtain is None or self.page is None or not self.is_on:
            return
        self._curtain.draw_back()
        self.page.picture.show_empty()
        self._window.actions_by_name.allow_only(None)
        self._window.toast.hold_back(is_held_back=False)

    def _made_page(self) -> PatientPage:
        from viewer.ui.patient_view import Curtain, PatientPage
        from viewer.words.overlay import overlay_wording

        if self.page is None:
            self.page = PatientPage()
            self.page.picture.set_wording(overlay_wording())
            self.page.left.connect(self.leave)
            centre = self._window.findChild(QStackedWidget, "centre")
            if centre is not None:
                self._curtain = Curtain(self._window, centre)
        return self.page

    def _chart(
        self, session: ReviewSession, image: DentalImage, overlay: OverlayState
    ) -> ChartContent:
        from viewer.app.tooth_chart_content import ChartPicture, shown_chart

        series = self._reviewing.series
        columns, rows = (series.columns, series.rows) if series is not None else (0, 0)
        picture = ChartPicture(image=image, columns=columns, rows=rows)
        return shown_chart(session, picture, overlay.notation, overlay.dental.palette).content

    def _content(
        self, session: ReviewSession, chart: ChartContent, overlay: OverlayState
    ) -> PatientContent:
        from viewer.app.patient_content import patient_content

        shown = self._opening.shown
        hides = self._window.actions_by_name["hide-identity"].isChecked()
        name = "" if shown is None or hides else shown.stack.description.identity.patient_name
        return patient_content(session, chart, overlay, name)
