"""Chairside annotation: teeth outlined, numbered, corrected and deleted beside the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize

from viewer.app.teeth_picture import teeth_picture
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.tooth_notation import Notation
from viewer.overlay.dental import tooth_number
from viewer.storage.settings import COMMENT_ON_REJECT
from viewer.ui.dental_actions import OF_TEETH
from viewer.ui.toast import Tone
from viewer.ui.viewport.gestures import Tool

if TYPE_CHECKING:
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.app.reviewing_drawing import ReviewDrawing
    from viewer.app.tooth_questions import HowAsked
    from viewer.domain.dental_diseases import DentalImage
    from viewer.editing.dental import ToothLabel
    from viewer.editing.session import ReviewSession
    from viewer.geometry.regions import Region
    from viewer.storage.settings import Settings
    from viewer.ui.main_window import MainWindow
    from viewer.ui.panels.tooth_card import ToothCard
    from viewer.ui.viewport.widget import Viewport

_DRAWN: frozenset[Tool] = frozenset({Tool.ADD_OUTLINE, Tool.ADD_BOX})


class Annotating:
    """Turns what is drawn and said of teeth into steps of the session: one for each answer.

    The card is made when it is asked for first.
    """

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        viewport: Viewport,
        *,
        opening: Opening,
        reviewing: Reviewing,
        changes: ReviewChanges,
        drawing: ReviewDrawing,
        settings: Settings,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._reviewing = reviewing
        self._changes = changes
        self._settings = settings
        self._image: DentalImage | None = None
        self._looked_at: object = None
        self._asked: tuple[ReviewSession, str] | None = None
        """The session and the tooth that the card is about; no tooth: the whole picture."""
        self.card: ToothCard | None = None
        drawing.taken_over = self._drawn
        reviewing.on_changed.append(self._follow)
        opening.on_closed.append(self._follow)
        window.actions_by_name.connect_all(
            {
                "tooth": self.ask,
                "smooth-outline": self.smooth,
                "delete-tooth": self.delete,
                "whole-picture": self.ask_of_whole,
            }
        )

    @property
    def image(self) -> DentalImage | None:
        """What kind of picture of teeth is shown; None for any other."""
        return self._image

    def ask(self) -> None:
        """Ask for number, status, findings and note of the selected tooth."""
        tooth = self._tooth()
        if tooth is not None:
            self._ask(tooth, is_new=False)

    def ask_of_whole(self) -> None:
        """Ask what is to be said of the picture as a whole."""
        session, image = self._changes.session, self._image
        if session is None or image is None or not self._changes.may_change():
            return
        from viewer.app.tooth_questions import whole_question

        question = whole_question(session, image, self._how_asked())
        if question is None:
            self._window.toast.say(
                QCoreApplication.translate(
                    "Annotating", "The service lists nothing that is said of a whole film."
                )
            )
            return
        self._asked = (session, "")
        top = self._viewport.mapTo(self._window, self._viewport.rect().topLeft())
        self._made_card().ask(question, QRect(top, QSize(0, self._viewport.height())))

    def smooth(self) -> None:
        """Take the wrinkles out of the selected tooth's outline."""
        session, series, tooth = self._changes.session, self._reviewing.series, self._tooth()
        if session is None or series is None or tooth is None:
            return
        from viewer.editing.outlines import smooth_region
        from viewer.overlay.shapes import raster_of

        region = tooth.placement.region
        smooth = smooth_region(region, raster_of(series))
        if smooth == region:
            words = QCoreApplication.translate("Annotating", "There is no outline to smooth.")
            self._window.toast.say(words)
            return
        if self._reshape(session, tooth, smooth):
            words = QCoreApplication.translate("Annotating", "Outline of {0} smoothed")
            self._changes.say_done(words.format(self._called(tooth)))

    def delete(self) -> None:
        """Take the selected tooth away with what is listed at it; a service's is rejected."""
        session, tooth = self._changes.session, self._tooth()
        if session is None or tooth is None:
            return
        from viewer.domain.standing import RejectReason
        from viewer.editing.dental import deleted, holds

        self._close()
        if not tooth.is_own and not holds(session.review, tooth.uid):
            return
        if not tooth.is_own and self._settings.get(COMMENT_ON_REJECT):
            self._reviewing.go_to(tooth.uid)
            self._window.actions_by_name["reject"].trigger()  # it asks for the comment
            return
        step = deleted(session, tooth, RejectReason.OTHER)
        if self._changes.make(lambda: session.perform(step)):
            removed = QCoreApplication.translate("Annotating", "Tooth {0} removed")
            rejected = QCoreApplication.translate("Annotating", "Tooth {0} rejected")
            words = removed if tooth.is_own else rejected
            self._changes.say_done(words.format(self._called(tooth)))

    def _called(self, tooth: Finding) -> str:
        """Return a tooth's number as numbers are written now."""
        return tooth_number(tooth.site.tooth, self._notation)

    def _follow(self) -> None:
        """Offer what fits the picture, and ask no longer about what is gone."""
        looked_at = (self._opening.shown, self._reviewing.open_run)
        if looked_at != self._looked_at:
            self._looked_at = looked_at
            self._image = teeth_picture(*looked_at)
            self._window.actions_by_name.offer(OF_TEETH, is_offered=self._image is not None)
        session, asked = self._changes.session, self._asked
        if asked is None or self.card is None or not self.card.is_asking:
            return
        is_gone = asked[0] is not session or (asked[1] and session.finding_of(asked[1]) is None)
        is_left = asked[1] and self._reviewing.selected_uid not in {"", *self._about(asked)}
        if is_gone or is_left or not self._changes.is_open():
            self._close()

    def _about(self, asked: tuple[ReviewSession, str]) -> set[str]:
        """Return what may be selected while the card is about a tooth."""
        from viewer.editing.dental import diseases_of

        session, uid = asked
        return {uid, *(disease.uid for disease in diseases_of(session, uid))}

    def _drawn(self, tool: Tool, slice_index: int, region: Region) -> bool:
        """Keep a tooth that was drawn, and ask for its number; False where it is none."""
        session, series = self._changes.session, self._reviewing.series
        if tool not in _DRAWN or self._image is None or session is None or series is None:
            return False
        from viewer.domain.measuring import measured_on
        from viewer.editing.shaping import placed
        from viewer.overlay.shapes import raster_of

        tooth = Finding(
            uid=f"own-{uuid4().hex}",
            number=session.reading.next_own_number,
            kind=FindingKind.TOOTH,
            placement=placed(region, slice_index, series),
            measurements=measured_on(region, raster_of(series)),
            is_own=True,
        )
        if self._changes.make(lambda: session.add(tooth)):
            self._reviewing.show_added(tooth.uid)
            self._ask(tooth, is_new=True)
        return True

    def _tooth(self) -> Finding | None:
        """Return the selected tooth, or that at which the selected finding is, if it may change."""
        session, uid = self._changes.session, self._reviewing.selected_uid
        if session is None or not uid or not self._changes.may_change():
            return None
        from viewer.editing.dental import tooth_of_finding

        return tooth_of_finding(session, uid)

    def _ask(self, tooth: Finding, *, is_new: bool) -> None:
        session, image = self._changes.session, self._image
        if session is None or image is None:
            return
        from viewer.app.tooth_questions import tooth_question

        question = tooth_question(session, tooth, image, self._how_asked(), is_new=is_new)
        self._asked = (session, tooth.uid)
        self._made_card().ask(question, self._place_of(tooth))

    def _how_asked(self) -> HowAsked:
        from viewer.app.tooth_questions import HowAsked

        return HowAsked(
            needs_comment=self._settings.get(COMMENT_ON_REJECT), notation=self._notation
        )

    @property
    def _notation(self) -> Notation:
        """How numbers are written now."""
        state = self._viewport.state
        return Notation.FDI if state is None else state.overlay.notation

    def _place_of(self, tooth: Finding) -> QRect:
        """Return where a tooth lies in the window, logical px."""
        from viewer.editing.outlines import box_around

        state = self._viewport.state
        if state is None:
            return QRect()
        box, ratio = box_around(tooth.placement.region), self._viewport.devicePixelRatioF()
        corners = (state.camera.to_device(corner) for corner in (box.low, box.high))
        (x0, y0), (x1, y1) = ((x / ratio, y / ratio) for x, y in corners)
        left, top = round(min(x0, x1)), round(min(y0, y1))
        place = self._viewport.mapTo(self._window, QPoint(left, top))
        return QRect(place, QSize(round(abs(x1 - x0)), round(abs(y1 - y0))))

    def _made_card(self) -> ToothCard:
        from viewer.ui.panels.tooth_card import ToothCard

        if self.card is None:
            self.card = ToothCard(self._window, self._viewport)
            self.card.taken.connect(self._taken)
            self.card.delete_wanted.connect(self.delete)
        return self.card

    def _taken(self, label: ToothLabel) -> None:
        asked, self._asked = self._asked, None
        session = self._changes.session
        if asked is None or session is not asked[0] or not self._changes.may_change():
            return
        if asked[1]:
            self._label_tooth(session, asked[1], label)
        else:
            self._label_whole(session, label)

    def _label_tooth(self, session: ReviewSession, uid: str, label: ToothLabel) -> None:
        from viewer.editing.dental import labelled

        tooth = session.finding_of(uid)
        if tooth is None:
            return
        step = labelled(session, tooth, label)
        if self._changes.make(lambda: session.perform(step)) and not step.is_empty:
            named = session.finding_of(uid) or tooth
            words = QCoreApplication.translate("Annotating", "Tooth {0} is kept")
            self._changes.say_done(words.format(self._called(named)), tone=Tone.GOOD)

    def _label_whole(self, session: ReviewSession, label: ToothLabel) -> None:
        from viewer.app.tooth_questions import whole_place
        from viewer.editing.dental import whole_labelled

        series, state = self._reviewing.series, self._viewport.state
        if series is None or state is None:
            return
        step = whole_labelled(session, whole_place(series, state.slice_index), label)
        if self._changes.make(lambda: session.perform(step)) and not step.is_empty:
            words = QCoreApplication.translate(
                "Annotating", "What is said of the whole picture is kept"
            )
            self._changes.say_done(words, tone=Tone.GOOD)

    def _reshape(self, session: ReviewSession, tooth: Finding, region: Region) -> bool:
        from viewer.domain.measuring import measured_on
        from viewer.editing.dental import reshaped_tooth
        from viewer.editing.shaping import placed
        from viewer.overlay.shapes import raster_of

        series = self._reviewing.series
        if series is None:
            return False
        place = placed(region, tooth.placement.slice_index, series)
        step = reshaped_tooth(session, tooth, place, measured_on(region, raster_of(series)))
        return self._changes.make(lambda: session.perform(step))

    def put_away(self) -> None:
        """Lay the tool down and ask nothing: something else is to be looked at."""
        self._viewport.set_tool(Tool.NONE)
        self._viewport.set_editing(is_on=False)
        self._close()

    def _close(self) -> None:
        self._asked = None
        if self.card is not None:
            self.card.close_card()
