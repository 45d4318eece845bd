"""How dental findings are drawn: from the settings to the image and back; and the single eye."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from viewer.domain.finding import FindingKind
from viewer.domain.tooth_notation import Notation
from viewer.foundation.errors import KnownError
from viewer.overlay.dental_style import DENTAL_KINDS, OF_TEETH, ColourBy, disease_in
from viewer.storage import dental_settings as s
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.remarks import picture_remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.app.dental_furniture import DentalFurniture
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.domain.finding import Finding
    from viewer.overlay.compose import OverlayState
    from viewer.overlay.dental_choice import DentalChoice
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel

_KEPT_AFTER_MS: Final = 500
"""A moment after the last choice it is written."""


class DentalLookView:
    """Keeps image, list, bar and settings in step; the bar is made for the first dental result."""

    def __init__(
        self,
        window: MainWindow,
        image: ViewportPanel,
        *,
        opening: Opening,
        reviewing: Reviewing,
        library: Library,
    ) -> None:
        self._window = window
        self._image = image
        self._reviewing = reviewing
        self._library = library
        self._choice: DentalChoice | None = None
        self._furniture: DentalFurniture | None = None
        self._seen: Sequence[Finding] = ()
        self._is_dental = False
        self.on_choice: list[Callable[[], None]] = []
        """Called when something else was chosen."""
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        reviewing.on_changed.append(self._follow)
        opening.on_shown.append(lambda _shown: self._stack_shown())
        image.viewport.overlay_changed.connect(self._overlay_changed)
        window.findings.list.eye_clicked.connect(self.toggle_eye)
        window.actions_by_name.connect_all(
            {"close-eye": self._toggle_selected, "open-eyes": self.open_eyes}
        )

    @property
    def choice(self) -> DentalChoice:
        """What is chosen; read from the settings when it is first asked for."""
        if self._choice is None:
            self._choice = choice_of(self._library)
        return self._choice

    @property
    def notation(self) -> Notation:
        """How the numbers of teeth are written."""
        return self.choice.notation

    def choose(self, choice: DentalChoice) -> None:
        """Draw by another choice, and keep it."""
        if choice == self.choice:
            return
        self._choice = choice
        self._timer.start()
        self._apply()
        for tell in self.on_choice:
            tell()

    def write_in(self, notation: Notation) -> None:
        """Write the numbers of teeth otherwise."""
        self.choose(replace(self.choice, notation=notation))

    def toggle_eye(self, uid: str) -> None:
        """Hide one finding on the image, or show it again; it stays in the list."""
        state = self._image.viewport.state
        if state is not None and self._reviewing.finding_of(uid) is not None:
            closed = state.overlay.closed_uids ^ {uid}
            self._image.viewport.set_overlay(replace(state.overlay, closed_uids=closed))

    def open_eyes(self) -> None:
        """Show all that was hidden by hand."""
        state = self._image.viewport.state
        if state is not None:
            self._image.viewport.set_overlay(replace(state.overlay, closed_uids=frozenset()))

    def keep(self) -> None:
        """Write what was chosen into the settings; say where that cannot be."""
        self._timer.stop()
        try:
            keep_choice(self._library, self.choice)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)

    def settings_changed(self) -> None:
        """Follow the settings."""
        if self._is_dental:
            self.choose(choice_of(self._library))

    def _toggle_selected(self) -> None:
        if self._reviewing.selected_uid:
            self.toggle_eye(self._reviewing.selected_uid)

    def _stack_shown(self) -> None:
        self._follow()
        self._apply()

    def _follow(self) -> None:
        """Look whether dental findings are shown now."""
        open_run = self._reviewing.open_run
        result = open_run.result if open_run is not None else None
        session = self._reviewing.session
        findings = session.findings if session is not None else ()
        self._image.viewport.set_remarks(picture_remarks(result, findings))
        if findings == self._seen:
            return
        self._seen = findings
        kinds = {finding.kind for finding in findings}
        was_dental, self._is_dental = self._is_dental, bool(kinds & DENTAL_KINDS)
        if kinds & OF_TEETH and self._furniture is None:
            from viewer.app.dental_furniture import DentalFurniture

            self._furniture = DentalFurniture(self._window, self._image, self)
        if self._furniture is not None:
            self._furniture.show(is_shown=bool(kinds & OF_TEETH))
            self._furniture.offer(self.choice, diseases_among(findings))
        if self._is_dental or was_dental:
            self._apply()

    def _apply(self) -> None:
        state = self._image.viewport.state
        if not self._is_dental:
            self._window.findings.filter.set_minimum_by_kind(())
            return
        self._reviewing.rows.write_in(self.choice.notation)
        self._window.findings.filter.set_minimum_by_kind(self.choice.minimum_by_disease)
        if state is not None:
            self._image.viewport.set_overlay(self.choice.applied_to(state.overlay))
        if self._furniture is not None:
            self._furniture.offer(self.choice, diseases_among(self._seen))

    def _overlay_changed(self, overlay: OverlayState) -> None:
        self._window.findings.model.show_closed(overlay.closed_uids)
        if self._furniture is not None:
            self._furniture.show_closed(len(overlay.closed_uids))


def diseases_among(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the diseases found, by their keys, each once, in the findings' order."""
    kinds = {FindingKind.TOOTH_DISEASE, FindingKind.IMAGE_DISEASE}
    named = (disease_in(finding) for finding in findings if finding.kind in kinds)
    return tuple(dict.fromkeys(filter(None, named)))


def choice_of(library: Library) -> DentalChoice:
    """Return what the settings say."""
    from viewer.overlay.dental_choice import DentalChoice

    get = library.settings.get
    return DentalChoice(
        colour_by=ColourBy(get(s.DENTAL_COLOUR_BY)),
        palette=get(s.DENTAL_PALETTE),
        colours=get(s.DENTAL_COLOURS),
        fill=get(s.DENTAL_FILL),
        least=get(s.DENTAL_LEAST),
        notation=Notation(get(s.TOOTH_NOTATION)),
        shows_teeth=get(s.SHOW_TEETH),
        shows_diseases=get(s.SHOW_TOOTH_DISEASES),
        shows_raw=get(s.RAW_OUTLINES),
    )


def keep_choice(library: Library, choice: DentalChoice) -> None:
    """Write into the settings what differs. Raises CannotWrite."""
    settings = library.settings
    texts = (
        (s.DENTAL_COLOUR_BY, choice.colour_by.value),
        (s.DENTAL_PALETTE, choice.palette),
        (s.DENTAL_COLOURS, choice.colours),
        (s.DENTAL_LEAST, choice.least),
        (s.TOOTH_NOTATION, choice.notation.value),
    )
    switches = (
        (s.SHOW_TEETH, choice.shows_teeth),
        (s.SHOW_TOOTH_DISEASES, choice.shows_diseases),
        (s.RAW_OUTLINES, choice.shows_raw),
    )
    for text, said in texts:
        if settings.get(text) != said and text.is_allowed(said):
            settings.set(text, said)
    for switch, is_on in switches:
        if settings.get(switch) != is_on:
            settings.set(switch, is_on)
    if settings.get(s.DENTAL_FILL) != choice.fill:
        settings.set(s.DENTAL_FILL, choice.fill)
