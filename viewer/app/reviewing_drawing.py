"""Findings corrected and added by hand: the viewport's handles and tools, and what they make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.ledger import Action
from viewer.geometry.regions import MaskRegion
from viewer.ui.toast import Tone
from viewer.ui.viewport.gestures import Tool
from viewer.words.findings import number_words
from viewer.words.ledger import action_words, geometry_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.domain.finding import Placement
    from viewer.domain.measurement import Measurement
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession
    from viewer.editing.steps import Step
    from viewer.geometry.regions import Region
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

_TOOLS: Final = {
    "add-mark": Tool.ADD_MARKER,
    "add-box": Tool.ADD_BOX,
    "add-length": Tool.ADD_LINE,
    "add-outline": Tool.ADD_OUTLINE,
}
_OF_NODULES: Final = "lung-nodule"


class ReviewDrawing:
    """Turns what is drawn on the image into steps of the session: one per gesture."""

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        reviewing: Reviewing,
        changes: ReviewChanges,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._reviewing = reviewing
        self._changes = changes
        self.taken_over: Callable[[Tool, int, Region], bool] = _not_taken
        """Asked first what becomes of what was drawn: True where somebody else took it."""
        viewport.set_may_edit(self._may_edit)
        viewport.region_edited.connect(self._edited)
        viewport.region_drawn.connect(self._drawn)
        viewport.editing_changed.connect(self._show_state)
        viewport.tool_changed.connect(self._show_state)
        viewport.overlay_changed.connect(self._show_state)
        reviewing.on_changed.append(self._show_state)
        window.actions_by_name.connect_all(
            {
                "edit": self.toggle_editing,
                "add-mark": self._add_mark,
                "add-box": self._add_box,
                "add-length": self._add_length,
                "add-outline": self._add_outline,
            }
        )

    def toggle_editing(self) -> None:
        """Show the handles of the selected finding, or put them away."""
        viewport = self._viewport
        if viewport.is_editing:
            viewport.set_editing(is_on=False)
        elif self._may_reshape() and self._changes.may_change() and self._may_take_hold():
            viewport.set_tool(Tool.NONE)
            self._make_visible()
            self._reviewing.go_to(self._reviewing.selected_uid)
            viewport.set_editing(is_on=True)
        self._show_state()

    def _add_mark(self) -> None:
        self._toggle_tool(Tool.ADD_MARKER)

    def _add_box(self) -> None:
        self._toggle_tool(Tool.ADD_BOX)

    def _add_length(self) -> None:
        self._toggle_tool(Tool.ADD_LINE)

    def _add_outline(self) -> None:
        self._toggle_tool(Tool.ADD_OUTLINE)

    def _toggle_tool(self, tool: Tool) -> None:
        """Take a tool in hand; the same again lays it down."""
        viewport = self._viewport
        if viewport.tool is tool or not self._changes.may_change():
            viewport.set_tool(Tool.NONE)
        else:
            viewport.set_editing(is_on=False)
            self._make_visible()
            viewport.set_tool(tool)
        self._show_state()

    def _may_reshape(self) -> bool:
        """Tell whether a finding is selected that has handles; of a mask it is said why not."""
        finding = self._reviewing.finding_of(self._reviewing.selected_uid)
        if finding is None or not isinstance(finding.placement.region, MaskRegion):
            return finding is not None
        words = QCoreApplication.translate(
            "Reviewing",
            "A mask stays as the service drew it. Accept or reject it, or mark a place of your "
            "own.",
        )
        self._window.toast.say(words, tone=Tone.WARNING)
        return False

    def _may_take_hold(self) -> bool:
        """Tell whether findings on the image are not locked; if they are, say so and offer it."""
        state = self._viewport.state
        if state is None or not state.overlay.is_locked:
            return True
        self._window.toast.say(
            QCoreApplication.translate("Reviewing", "The findings on the image are locked (L)."),
            tone=Tone.WARNING,
            action=QCoreApplication.translate("Reviewing", "Unlock and edit"),
            act=self._unlock_and_edit,
        )
        return False

    def _unlock_and_edit(self) -> None:
        state = self._viewport.state
        if state is not None:
            self._viewport.set_overlay(replace(state.overlay, is_locked=False))
            self.toggle_editing()

    def _make_visible(self) -> None:
        """Show the findings: nobody draws what is hidden at once."""
        state = self._viewport.state
        if state is not None and not state.overlay.is_visible:
            self._viewport.toggle_overlay()

    def _may_edit(self, uid: str) -> bool:
        return self._changes.is_open() and self._reviewing.finding_of(uid) is not None

    def _edited(self, uid: str, slice_index: int, region: Region) -> None:
        session, series = self._changes.session, self._reviewing.series
        finding = self._reviewing.finding_of(uid)
        if session is None or series is None or finding is None:
            return
        from viewer.overlay.shapes import raster_of

        place, measured = _placed(region, slice_index, series)
        step = _reshaped(session, finding, place, measured)
        if not self._changes.make(lambda: session.perform(step)):
            return
        how = geometry_words(finding.placement, place, raster_of(series))
        words = QCoreApplication.translate("Reviewing", "Finding {0}: {1}")
        how = how or action_words(Action.EDIT)
        self._changes.say_done(words.format(number_words(finding), how))

    def _drawn(self, tool: Tool, slice_index: int, region: Region) -> None:
        session, series = self._changes.session, self._reviewing.series
        if session is None or series is None or not self._changes.may_change():
            return
        if self.taken_over(tool, slice_index, region):
            return
        place, measured = _placed(region, slice_index, series)
        finding = Finding(
            uid=f"own-{uuid4().hex}",
            number=session.reading.next_own_number,
            kind=self._kind_of(tool),
            placement=place,
            measurements=measured,
            is_own=True,
        )
        if self._changes.make(lambda: session.add(finding)):
            self._reviewing.show_added(finding.uid)
            words = QCoreApplication.translate("Reviewing", "Own finding {0} added")
            self._changes.say_done(words.format(number_words(finding)))

    def _kind_of(self, tool: Tool) -> FindingKind:
        """Return what is drawn: where nodules were looked for, a nodule of unknown kind."""
        if tool is Tool.ADD_LINE:
            return FindingKind.LENGTH
        run = self._reviewing.open_run
        run_shown = run.run if run is not None else self._reviewing.concealed_run
        is_nodule = run_shown is not None and run_shown.endpoint == _OF_NODULES
        return FindingKind.NODULE if is_nodule else FindingKind.MARK

    def _show_state(self, *_: object) -> None:
        """Let the buttons say which mode the image is in."""
        actions = self._window.actions_by_name
        actions["edit"].setChecked(self._viewport.is_editing)
        for name, tool in _TOOLS.items():
            actions[name].setChecked(self._viewport.tool is tool)


def _not_taken(_tool: Tool, _slice_index: int, _region: Region) -> bool:
    return False


def _reshaped(
    session: ReviewSession, finding: Finding, place: Placement, measured: tuple[Measurement, ...]
) -> Step:
    """Return the step that reshapes a finding; a tooth takes along what was found at it."""
    from viewer.editing.dental import reshaped_tooth
    from viewer.editing.steps import reshaped

    if finding.kind is FindingKind.TOOTH:
        return reshaped_tooth(session, finding, place, measured)
    return reshaped(session.reading, session.key_of(finding.uid), place, measured)


def _placed(
    region: Region, slice_index: int, series: SeriesDescription
) -> tuple[Placement, tuple[Measurement, ...]]:
    """Return where something is that was drawn, and what it measures."""
    from viewer.domain.measuring import measured_on
    from viewer.editing.shaping import placed
    from viewer.overlay.shapes import raster_of

    return placed(region, slice_index, series), measured_on(region, raster_of(series))
