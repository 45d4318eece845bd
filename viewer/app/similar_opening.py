"""Bringing the image on the screen that a picture in a database was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.ui.viewport.region_frame import RegionFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Opening, Shown
    from viewer.app.reviewing import Reviewing
    from viewer.domain.similar import CaseLink
    from viewer.imaging.stack import ImageStack
    from viewer.ui.viewport.widget import Viewport

_SHOWN_MS: Final = 4000


def series_of(link: CaseLink) -> SeriesReference:
    """Return the stack that a link leads to."""
    part = int(link.part) if link.part.isdecimal() else 0
    return SeriesReference(link.study, link.series, part)


def place_in(stack: ImageStack, link: CaseLink) -> int | None:
    """Return which image of a stack a link leads to, from 0; None where it is not there."""
    wanted = InstanceReference(link.image, link.frame)
    references = (header.reference for header in stack.instances)
    return next((place for place, own in enumerate(references) if own == wanted), None)


class CaseOpening:
    """Goes to an image, opening its series first where it is not; frames its region for a while.

    `open_series` opens a series of the library that is not open.
    """

    def __init__(self, viewport: Viewport, opening: Opening, reviewing: Reviewing) -> None:
        self._viewport = viewport
        self._opening = opening
        self._reviewing = reviewing
        self._frame = RegionFrame(viewport)
        self._pending: CaseLink | None = None
        self._finding = ""
        self.open_series: Callable[[SeriesReference], None] = lambda _series: None
        opening.on_shown.append(self._stack_shown)
        opening.on_closed.append(self._closed)
        reviewing.on_changed.append(self._select_finding)

    @property
    def frame(self) -> RegionFrame:
        """What is framed, for tests and pictures."""
        return self._frame

    def open(self, link: CaseLink) -> None:
        """Show the image of a link that is known here."""
        series = series_of(link)
        stack = self._opening.stack_for(series.series_instance_uid, series.part)
        shown = self._opening.shown
        if stack is None:
            self._pending = link
            self.open_series(series)
        elif shown is not None and shown.stack is stack:
            self._opening.show(stack.key)
            self._arrive(shown, link)
        else:
            self._pending = link
            self._opening.show(stack.key)

    def _stack_shown(self, shown: Shown) -> None:
        link = self._pending
        self._finding = ""
        if link is not None and shown.stack.description.reference == series_of(link):
            self._pending = None
            self._arrive(shown, link)

    def _closed(self) -> None:
        self._pending, self._finding = None, ""

    def _arrive(self, shown: Shown, link: CaseLink) -> None:
        place = place_in(shown.stack, link)
        if place is not None:
            self._viewport.go_to_slice(place)
            if link.region is not None:
                self._frame.show_region(place, link.region, _SHOWN_MS)
        self._finding = link.finding
        self._select_finding()

    def _select_finding(self) -> None:
        """Select the finding that the picture was cut around, as soon as it is there."""
        uid, self._finding = self._finding, ""
        if uid and self._reviewing.finding_of(uid) is not None:
            self._reviewing.show_added(uid)
        elif self._reviewing.awaited_run is not None:
            self._finding = uid  # its answer is still being read
