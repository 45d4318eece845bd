"""The tooth chart beside the findings: it follows the picture, and the picture follows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint

from viewer.domain.dental_diseases import DentalImage
from viewer.domain.dental_findings import DENTAL_CHART_KINDS
from viewer.domain.tooth_notation import Notation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.app.reviewing import Reviewing
    from viewer.app.tooth_chart_content import ChartPicture, ShownChart
    from viewer.domain.reading import Reading
    from viewer.overlay.dental_style import DentalPalette
    from viewer.ui.main_window import MainWindow
    from viewer.ui.panels.tooth_chart_panel import ToothChartPanel
    from viewer.ui.viewport.widget import Viewport


class _Made(NamedTuple):
    """What a chart was made of; while this is the same, so is the chart."""

    run_uid: str
    reading: Reading
    picture: ChartPicture
    notation: Notation
    palette: DentalPalette


class ToothChartView:
    """Fills the chart, which is made when there are teeth for the first time.

    `write_in` lets numbers be written otherwise, in the picture as here.
    """

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        reviewing: Reviewing,
        write_in: Callable[[Notation], None],
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._reviewing = reviewing
        self._write_in = write_in
        self.panel: ToothChartPanel | None = None
        self._looked_at: object = None
        self._has_teeth = False
        self._made: _Made | None = None
        self._shown: ShownChart | None = None
        reviewing.on_changed.append(self._follow)
        viewport.finding_hovered.connect(self._pointed_at)

    def _follow(self) -> None:
        """Show the chart of what is on the screen now, and the tooth that is selected."""
        made = self._wanted()
        if made is None:
            self._hide()
            return
        panel = self._made_panel()
        if self._shown is None or made != self._made:
            self._made, self._shown = made, self._chart(made)
            panel.show_content(self._shown.content)
            self._window.tabs.offer(panel, is_offered=True)
        self._select_as_picture()

    def _wanted(self) -> _Made | None:
        """Return what a chart is to be made of; None where nothing is said of teeth."""
        session, series = self._reviewing.session, self._reviewing.series
        state = self._viewport.state
        if session is None or series is None or state is None:
            return None
        looked_at = (session.run_uid, session.reading)
        if looked_at != self._looked_at:
            self._looked_at = looked_at
            self._has_teeth = any(f.kind in DENTAL_CHART_KINDS for f in session.findings)
        if not self._has_teeth:
            return None
        from viewer.app.tooth_chart_content import ChartPicture

        picture = ChartPicture(image=self._image(), columns=series.columns, rows=series.rows)
        overlay = state.overlay
        return _Made(
            session.run_uid, session.reading, picture, overlay.notation, overlay.dental.palette
        )

    def _image(self) -> DentalImage:
        """Return the kind of picture; of one that nobody analysed nothing is known."""
        run = self._reviewing.open_run
        is_film = run is not None and run.run.endpoint == DentalImage.PANORAMIC
        return DentalImage.PANORAMIC if is_film else DentalImage.INTRAORAL

    def _chart(self, made: _Made) -> ShownChart:
        from viewer.app.tooth_chart_content import shown_chart

        session = self._reviewing.session
        if session is None:
            raise AssertionError("a chart without a session")
        return shown_chart(session, made.picture, made.notation, made.palette)

    def _hide(self) -> None:
        self._made = self._shown = None
        if self.panel is not None:
            self._window.tabs.offer(self.panel, is_offered=False)

    def _made_panel(self) -> ToothChartPanel:
        from viewer.ui.panels.tooth_chart_panel import ToothChartPanel

        if self.panel is None:
            self.panel = panel = ToothChartPanel()
            panel.chart.tooth_clicked.connect(self._clicked)
            panel.chart.teeth_selected.connect(self._selected)
            panel.chart.tooth_hovered.connect(self._hovered)
            panel.chart.note_wanted.connect(self._ask_note)
            panel.chart.menu_wanted.connect(self._show_menu)
            panel.notation_chosen.connect(self._notation_chosen)
            panel.finding_wanted.connect(self._reviewing.go_to)
            panel.findings_wanted.connect(self._go_round)
            title = QCoreApplication.translate("ToothChart", "Teeth")
            self._window.tabs.add_following(panel, title, self._window.findings)
        return self.panel

    def _select_as_picture(self) -> None:
        """Mark the tooth of the finding that is selected; a selected run that holds it stays."""
        if self.panel is None or self._shown is None:
            return
        chart, uid = self.panel.chart, self._reviewing.selected_uid
        code = self._shown.code_of(uid) if uid else ""
        if code and code not in chart.selected:
            chart.select(frozenset({code}))
        elif not code and any(self._own_uids(one) for one in chart.selected):
            chart.select(frozenset())

    def _clicked(self, code: str, _modifiers: object) -> None:
        """Go to a tooth in the picture, unless the click let go of it."""
        if self.panel is not None and code in self.panel.chart.selected:
            self._go_round(self._own_uids(code))

    def _selected(self, codes: tuple[str, ...]) -> None:
        """Select in the list what is selected here, so that one key judges all of it."""
        there = [code for code in codes if self._own_uids(code)]
        uid = self._reviewing.selected_uid
        if not there:
            if uid:
                self._reviewing.select_none()
        elif self._shown is not None and self._shown.code_of(uid) not in there:
            self._reviewing.go_to(self._own_uids(there[0])[0])
        if len(there) > 1:
            uids = [uid for code in there for uid in self._own_uids(code)]
            self._window.findings.select_several(uids)

    def _hovered(self, code: str) -> None:
        """Let the tooth under the pointer stand out in the picture."""
        state = self._viewport.state
        uid = next(iter(self._own_uids(code)), None) if code else None
        if state is not None and state.overlay.hovered_uid != uid:
            self._viewport.set_overlay(replace(state.overlay, hovered_uid=uid))

    def _pointed_at(self, uid: str) -> None:
        """Let the tooth of what is under the pointer in the picture stand out here."""
        if self.panel is not None and self._shown is not None:
            self.panel.chart.hover(self._shown.code_of(uid) if uid else "")

    def _ask_note(self, code: str) -> None:
        uids = self._own_uids(code)
        if uids:
            self._reviewing.go_to(uids[0])
            self._window.actions_by_name["comment"].trigger()

    def _show_menu(self, code: str, place: QPoint) -> None:
        uids = self._own_uids(code)
        if uids:
            self._reviewing.go_to(uids[0])
            self._window.menus.finding.popup(place)

    def _notation_chosen(self, notation: str) -> None:
        self._write_in(Notation(notation))

    def _go_round(self, uids: Sequence[str]) -> None:
        """Go to the finding after the selected one among these."""
        if not uids:
            return
        selected = self._reviewing.selected_uid
        after = uids.index(selected) + 1 if selected in uids else 0
        self._reviewing.go_to(uids[after % len(uids)])

    def _own_uids(self, code: str) -> tuple[str, ...]:
        """Return the findings that are the tooth, without its diseases."""
        return self._shown.teeth.get(code, ()) if self._shown is not None else ()
