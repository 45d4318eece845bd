"""Remembers for each series how its grey values were looked at, across starts of the program."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from viewer.app.background import in_thread
from viewer.foundation.errors import LibraryUnavailable
from viewer.storage.database import Database
from viewer.storage.grey_choices import GreyChoices, StoredGreys

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.app.background import Background
    from viewer.app.opening import Opening, Shown
    from viewer.domain.references import SeriesReference
    from viewer.foundation.clock import Clock
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.stack import ImageStack
    from viewer.imaging.volume import Volume
    from viewer.storage.library import Library
    from viewer.ui.viewport.widget import Viewport

_LOG: Final = logging.getLogger(__name__)
_PAUSE_MS: Final = 1_000
Changes = dict["SeriesReference", StoredGreys | None]


class GreyMemory:
    """Keeps the choice of each series; numbers only where they were set by hand.

    A return to the first look is forgotten. Written in a thread, at most once a second: the
    window does not wait for the disk. A library that cannot be used is no reason not to go on:
    that is said once, and tried again with the next change.
    """

    def __init__(
        self,
        viewport: Viewport,
        opening: Opening,
        *,
        library: Library,
        background: Background,
        clock: Clock,
    ) -> None:
        self._viewport = viewport
        self._library = library
        self._background = background
        self._clock = clock
        self._volume: Volume | None = None
        self._known: dict[SeriesReference, StoredGreys | None] = {}
        self._waiting: dict[SeriesReference, tuple[ImageStack, GreyState]] = {}
        self._unsaved: Changes = {}
        self._is_failing = False
        self._timer = QTimer(viewport)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.save)
        viewport.window_changed.connect(self._changed)
        opening.on_shown.insert(0, self._shown)
        opening.on_closed.append(self._let_go)

    def save(self) -> None:
        """Write what has changed, in a thread."""
        if self._library.is_read_only:
            return
        changes = self._taken()
        if changes:
            self._background.start(self._save(changes), "grey choices")

    async def _save(self, changes: Changes) -> None:
        """Write in a thread; what could not be written waits for the next change.

        That it does not work is said once.
        """
        try:
            await in_thread(_write, self._library.folders.library, changes, self._clock)
        except LibraryUnavailable as error:
            self._unsaved = changes | self._unsaved
            if not self._is_failing:
                self._is_failing = True
                raise
            _LOG.warning("the grey choice is not remembered: %s", error)
        else:
            self._is_failing = False

    def end(self) -> None:
        """Write what has changed, before the program ends."""
        self._timer.stop()
        try:
            _keep(self._library.grey_choices, self._taken(), self._clock)
        except LibraryUnavailable as error:
            _LOG.warning("the grey choice is not remembered: %s", error)

    def _shown(self, shown: Shown) -> None:
        """Recall what was chosen, before the stack is painted for the first time."""
        self._note()
        reference = shown.stack.description.reference
        if reference not in self._known:
            self._known[reference] = self._read(reference)
        kept = self._known[reference]
        if kept is not None:
            state = _state_of(kept)
            if state is not None:
                self._viewport.recall_grey(state)
        self._volume = shown.volume

    def _let_go(self) -> None:
        self._volume = None

    def _changed(self, grey: GreyState | None) -> None:
        volume = self._volume
        if grey is None or volume is None or self._viewport.volume is not volume:
            return  # the first look of a stack, before what was chosen for it is recalled
        self._waiting[volume.stack.description.reference] = (volume.stack, grey)
        if not self._timer.isActive():
            self._timer.start()

    def _note(self) -> None:
        """Take over what waits, as far as it differs from what is known."""
        for reference, (stack, grey) in self._waiting.items():
            kept = _stored(stack, grey)
            if self._known.get(reference) != kept:
                self._known[reference] = self._unsaved[reference] = kept
        self._waiting.clear()

    def _taken(self) -> Changes:
        self._note()
        changes, self._unsaved = self._unsaved, {}
        return changes

    def _read(self, reference: SeriesReference) -> StoredGreys | None:
        try:
            return self._library.grey_choices.of_series(reference)
        except LibraryUnavailable as error:
            _LOG.warning("the grey choice is not recalled: %s", error)
            return None


def _write(path: Path, changes: Changes, clock: Clock) -> None:
    """Write from a thread, by a connection of its own. Raises LibraryUnavailable."""
    database = Database(path)
    try:
        _keep(GreyChoices(database), changes, clock)
    finally:
        database.close()


def _keep(choices: GreyChoices, changes: Changes, clock: Clock) -> None:
    for reference, kept in changes.items():
        if kept is None:
            choices.forget(reference)
        else:
            choices.keep(reference, kept, clock.now())


def _stored(stack: ImageStack, grey: GreyState) -> StoredGreys | None:
    """Return what is to be kept of a state; None where the stack looks as at first."""
    from viewer.imaging.grey.choices import BY_HAND, first_choice

    choice, window = grey.choice, grey.window
    if choice == first_choice(stack) and not grey.is_inverted:
        return None
    is_by_hand = choice == BY_HAND
    return StoredGreys(
        source=str(choice.source),
        number=choice.number,
        preset=choice.preset,
        is_inverted=grey.is_inverted,
        center=window.center if is_by_hand else None,
        width=window.width if is_by_hand else None,
        function=str(window.function) if is_by_hand else "",
    )


def _state_of(kept: StoredGreys) -> GreyState | None:
    """Return a state to be renewed on the stack; None for what cannot be understood."""
    from viewer.imaging.grey.choices import GreyChoice, GreySource
    from viewer.imaging.grey.voi import WIDEST, GreyState
    from viewer.imaging.grey.window import Window, WindowFunction

    try:
        choice = GreyChoice(GreySource(kept.source), kept.number, kept.preset)
        window = WIDEST
        if kept.center is not None and kept.width is not None:
            window = Window(kept.center, kept.width, function=WindowFunction(kept.function))
    except ValueError:
        return None
    return GreyState(window, kept.is_inverted, choice=choice)
