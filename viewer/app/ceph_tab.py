"""The Analysis tab and the film, connected: landmarks dragged, placed and restored; the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from viewer.app.ceph_choices import CephChoices
from viewer.app.ceph_hints import LandmarkHints
from viewer.app.ceph_over import CephOver
from viewer.app.ceph_steps import CephSteps
from viewer.app.ceph_view import CephView
from viewer.app.export_subject import Traced
from viewer.domain.cephalometry.calibration import problem_with
from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.domain.cephalometry.usual import usual_place
from viewer.domain.finding import FindingKind
from viewer.export.ceph_measured import Chosen
from viewer.geometry.regions import LineRegion
from viewer.ui.ask import ask
from viewer.ui.panels.cephalometry import LANDMARKS, CephPanel
from viewer.ui.toast import Tone
from viewer.ui.viewport.landmark_hand import Aim, LandmarkHand
from viewer.words.ledger import locked_words

if TYPE_CHECKING:
    from viewer.app.cephalometry import Cephalometry
    from viewer.domain.cephalometry.layers import TracingLayer
    from viewer.geometry.points import ImagePoint


class CephTab:
    """Made when the first cephalogram is shown."""

    def __init__(self, owner: Cephalometry) -> None:
        self._owner = owner
        self._viewport = owner.viewport
        self._reviewing = owner.reviewing
        self.panel = CephPanel()
        self.choices = CephChoices(owner.library.settings)
        self.view = CephView(self.panel, owner.viewport, self.choices)
        self.steps = CephSteps(owner.changes)
        self.over = CephOver(owner, self.view)
        self.hand = LandmarkHand(owner.viewport)
        self.hand.may_take = owner.changes.may_change
        self.hand.mm_per_pixel = self._mm_per_pixel
        self._placing = ""
        self._marked = ""
        self._connect_hand()
        self._connect_panel()

    def show(self) -> None:
        """Show the film on the screen as the session has it."""
        session, series = self._reviewing.session, self._reviewing.series
        if session is None or series is None:
            return
        if self.view.series is not series:
            self.over.leave()
        why = self._owner.window.actions_by_name.why_read_only
        locked = why or (locked_words() if session.reading.is_signed else "")
        self.hand.set_on(is_on=True)
        self.show_hints()
        self.view.show(session, series, locked)
        self.over.show()
        self.show_selected()

    def show_selected(self) -> None:
        """Mark the landmark in the list that is selected on the film, when it is another one."""
        code = self._code_of(self._reviewing.selected_uid)
        if code != self._marked:
            self._marked = code
            self.panel.landmarks.choose(code)

    def show_hints(self) -> None:
        """Say of a landmark under the pointer what it is, in both languages."""
        session = self._reviewing.session
        if session is not None:
            self._viewport.set_hints(LandmarkHints(self._reviewing.rows.hints(), session))

    def leave(self) -> None:
        """Show nothing: another kind of image is on the screen, or none."""
        self.hand.set_on(is_on=False)
        self.over.leave()
        self.view.leave()

    @property
    def is_shown(self) -> bool:
        """Tell whether a film is shown now."""
        return self.view.film is not None

    def place(self, code: str) -> None:
        """Wait for a click where a missing landmark is; again: do not wait any more."""
        film, view = self.view.film, self._viewport.state
        is_missing = self.view.origins.get(code) is LandmarkOrigin.MISSING
        if film is None or view is None or not is_missing or self._placing == code:
            self.hand.cancel()
            return
        if not self._owner.changes.may_change():
            self.panel.landmarks.set_placing(is_on=False)
            return
        self.hand.aim_at(Aim.PLACE, code, usual_place(film.face, code))
        self._placing = code
        self.panel.landmarks.set_placing(is_on=True)
        words = QCoreApplication.translate(
            "Cephalometry",
            "Click where {0} is. The circle only shows where it usually lies. Esc: leave it.",
        )
        self._owner.window.toast.say(words.format(code))

    def calibrate_by_ruler(self) -> None:
        """Wait for two clicks on a ruler."""
        if not self._owner.changes.may_change():
            return
        self.hand.aim_at(Aim.LINE)
        words = QCoreApplication.translate(
            "Cephalometry", "Click two marks of the ruler, as far apart as you can. Esc: leave it."
        )
        self._owner.window.toast.say(words)

    def calibrate_by_selected(self) -> None:
        """Take the length that is selected on the film as the known one."""
        finding = self._reviewing.finding_of(self._reviewing.selected_uid)
        region = None if finding is None else finding.placement.region
        if finding is None or not isinstance(region, LineRegion):
            words = QCoreApplication.translate(
                "Cephalometry",
                "First measure a length on the film (D) whose true size you know, and select it.",
            )
            self._owner.window.toast.say(words, tone=Tone.WARNING)
        elif self._owner.changes.may_change():
            self._ask_length(region)

    def remove_calibration(self) -> None:
        """Take the reader's calibration away: what the file says holds again, if anything."""
        if self.steps.remove(self.view.calibration_uids()):
            self._owner.changes.say_done(
                QCoreApplication.translate("Cephalometry", "The own calibration is removed")
            )

    def _connect_hand(self) -> None:
        hand = self.hand
        hand.taken.connect(self._taken)
        hand.dragged.connect(self._dragged)
        hand.dropped.connect(self._dropped)
        hand.put_back.connect(lambda _uid: self.view.show_kept())
        hand.placed.connect(self._placed)
        hand.line_drawn.connect(lambda one, other: self._ask_length(LineRegion((one, other))))
        hand.aim_ended.connect(self._aim_ended)

    def _connect_panel(self) -> None:
        head, landmarks = self.panel.head, self.panel.landmarks
        head.analysis_chosen.connect(self._choose_analysis)
        head.norm_set_chosen.connect(self._choose_norms)
        head.beside_chosen.connect(self._choose_beside)
        head.person_changed.connect(self._choose_person)
        head.edit_wanted.connect(self.edit_sets)
        head.layer_toggled.connect(self._toggle_layer)
        head.ruler_wanted.connect(self.calibrate_by_ruler)
        head.length_wanted.connect(self.calibrate_by_selected)
        head.calibration_unwanted.connect(self.remove_calibration)
        landmarks.chosen.connect(self._landmark_chosen)
        landmarks.place_wanted.connect(self.place)
        landmarks.restore_wanted.connect(self._restore)
        landmarks.errors_wanted.connect(self.edit_errors)
        head.export_wanted.connect(self._owner.exporting.ask)

    def edit_sets(self) -> None:
        """Ask which measures an own set has."""
        self._owner.background.start(self._edit_sets(), "own set of measures")

    async def _edit_sets(self) -> None:
        from viewer.storage.ceph_settings import OwnSet
        from viewer.ui.dialogs.ceph_set import MeasureSetSheet

        analysis = self.choices.analysis
        sheet = MeasureSetSheet(
            analysis.items, analysis.name, is_own=analysis.is_custom, parent=self._owner.window
        )
        if not await ask(sheet):
            return
        if sheet.is_to_be_removed:
            self.choices.forget_set(analysis.key)
        else:
            is_new = not analysis.is_custom or sheet.is_to_be_new
            key = f"own-{uuid4().hex[:12]}" if is_new else analysis.key
            self.choices.keep_set(OwnSet(key, sheet.name, sheet.codes))
        self.show()

    def edit_errors(self) -> None:
        """Ask how far landmarks may be beside their places."""
        self._owner.background.start(self._edit_errors(), "errors of landmarks")

    async def _edit_errors(self) -> None:
        from viewer.ui.dialogs.ceph_errors import LandmarkErrorsSheet

        sheet = LandmarkErrorsSheet(self.choices.errors, self._owner.window)
        if await ask(sheet):
            self.choices.keep_errors(sheet.changes)
            self.show()

    def _ask_length(self, line: LineRegion) -> None:
        self._owner.background.start(self._asked_length(line), "calibration")

    async def _asked_length(self, line: LineRegion) -> None:
        from viewer.ui.dialogs.ceph_length import LengthSheet
        from viewer.words.ceph_tracing import calibration_problem_words

        series, state = self._reviewing.series, self._viewport.state
        session = self._reviewing.session
        if series is None or state is None:
            return

        def why_not(length: float) -> str:
            problem = problem_with(line, length, series.pixel_aspect)
            return "" if problem is None else calibration_problem_words(problem)

        sheet = LengthSheet(why_not, self._owner.window)
        if not await ask(sheet):
            return
        if session is not None and session is self._reviewing.session:
            self.steps.calibrate(line, sheet.length_mm, state.slice_index, series)

    def _taken(self, uid: str) -> None:
        self._reviewing.show_added(uid)

    def _dragged(self, uid: str, point: ImagePoint) -> None:
        self.view.show_dragged(uid, point)

    def _dropped(self, uid: str, point: ImagePoint) -> None:
        series = self._reviewing.series
        if series is None or not self.steps.move(uid, point, series):
            self.view.show_kept()

    def _placed(self, point: ImagePoint) -> None:
        code, self._placing = self._placing, ""
        series, state = self._reviewing.series, self._viewport.state
        if not code or series is None or state is None:
            return
        uid = self.steps.place(code, point, state.slice_index, series)
        if uid:
            self._reviewing.show_added(uid)

    def _aim_ended(self) -> None:
        self.panel.landmarks.set_placing(is_on=False)
        self._placing = ""

    def _landmark_chosen(self, code: str) -> None:
        film = self.view.film
        uid = "" if film is None else film.uids.get(code, "")
        if uid:
            self._marked = code
            self._reviewing.show_added(uid)

    def _restore(self, code: str) -> None:
        film = self.view.film
        if film is None:
            return
        codes = [code] if code else list(film.uids)
        moved = [film.uids[one] for one in codes if self._is(one, LandmarkOrigin.MOVED)]
        placed = [film.uids[one] for one in codes if code and self._is(one, LandmarkOrigin.PLACED)]
        if moved:
            self.steps.restore(moved)
        if placed:
            self.steps.remove(placed)

    def _is(self, code: str, origin: LandmarkOrigin) -> bool:
        return self.view.origins.get(code) is origin

    def _code_of(self, uid: str) -> str:
        finding = self._reviewing.finding_of(uid)
        if finding is None or finding.kind is not FindingKind.LANDMARK:
            return ""
        return finding.site.landmark

    def _mm_per_pixel(self) -> tuple[float, float] | None:
        film = self.view.film
        calibration = None if film is None else film.calibration
        return None if calibration is None else calibration.mm_per_pixel

    def _choose_analysis(self, key: str) -> None:
        self.choices.choose_analysis(key)
        self.show()

    def _choose_norms(self, key: str) -> None:
        self.choices.choose_norms(key)
        self.show()

    def _choose_beside(self, key: str) -> None:
        self.choices.choose_beside(key)
        self.show()

    def _choose_person(self, age: float | None, sex: str) -> None:
        series = self._reviewing.series
        if series is not None:
            self.choices.choose_person(series, age, sex)
            self.show()

    def _toggle_layer(self, layer: TracingLayer, is_on: bool) -> None:
        self.choices.show_layer(layer, is_on=is_on)
        self.view.show_layers()

    def traced(self) -> Traced:
        """Return the lines as they are drawn, and what the table shows."""
        asked = self.view.asked
        if asked is None:
            return Traced()
        own = tuple(one for one in self.choices.analyses.values() if one.is_custom)
        warning = self.over.warning()
        differences = (
            *(((warning, "", "", ""),) if warning else ()),
            *((row.item, row.first, row.second, row.difference) for row in self.over.rows()),
        )
        chosen = Chosen(
            asked.analysis.key,
            asked.norm_set,
            asked.person,
            own,
            differences,
            self.choices.errors,
        )
        return Traced(self.view.curves(), chosen, (warning,) if warning else ())

    def show_landmarks(self) -> None:
        """Bring the landmarks to the front."""
        self._owner.window.tabs.setCurrentWidget(self.panel)
        self.panel.show_page(LANDMARKS)
