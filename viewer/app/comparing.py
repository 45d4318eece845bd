"""Comparing a registered series with its reference, in the viewport."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app import comparing_sources as sources
from viewer.app.background import in_thread
from viewer.foundation.errors import Cancelled, KnownError
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.comparing_furniture import CompareFurniture
    from viewer.app.comparing_loading import VolumeComing
    from viewer.app.comparing_sources import Found
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.domain.job import JobInput
    from viewer.domain.part import ResultPart
    from viewer.domain.series import StudyText
    from viewer.imaging.compare import CompareMode, CompareState
    from viewer.imaging.stack import ImageStack
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel
    from viewer.ui.viewport.state import ViewState
    from viewer.words.compare import ComparedNames

_WELL_COVERED: Final = 0.9


class Comparing:
    """Follows the run on the screen: where it registered a series, that can be compared.

    How it is compared is part of the view's state, so that a key, the bar and the mouse agree;
    this sees what became of it, reads what is needed and shows the second view.
    """

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        image: ViewportPanel,
        *,
        opening: Opening,
        reviewing: Reviewing,
        library: Library,
        background: Background,
    ) -> None:
        self._window = window
        self._image = image
        self._viewport = image.viewport
        self._opening = opening
        self._reviewing = reviewing
        self._library = library
        self._background = background
        self._run_uid = ""
        self._wanted_uid = ""
        self._part: ResultPart | None = None
        self._floating: JobInput | None = None
        self._names: ComparedNames | None = None
        self._seen: CompareState | None = None
        self._registered: VolumeComing | None = None
        self._before: VolumeComing | None = None
        self._furniture: CompareFurniture | None = None
        reviewing.on_changed.append(self._follow)
        window.status.cancel_wanted.connect(self._cancelled)

    def do(self, key: str, run_uid: str) -> None:
        """Do what a button of the registration's card says."""
        from viewer.app.card_words import COMPARE, OPEN

        if key == COMPARE:
            self.open_registered(run_uid)
        elif key == OPEN:
            self.open_as_series(run_uid)

    def open_registered(self, run_uid: str) -> None:
        """Show the registered series of a run beside its reference; the run is brought up."""
        self._wanted_uid = run_uid
        if run_uid == self._run_uid:
            self._show_wanted()
            return
        run = self._library.runs.get(run_uid)
        if run is None:
            return
        series = run.series
        stack = self._opening.stack_for(series.series_instance_uid, series.part)
        if stack is not None:
            self._opening.show(stack.key)
            self._reviewing.attach(run)

    def open_as_series(self, run_uid: str) -> None:
        """Open the registered series by itself, as a study beside the others."""
        open_run = self._reviewing.open_run
        if open_run is None or open_run.run.uid != run_uid:
            return
        part = sources.registration_of(open_run.result)
        if part is not None:
            files = sources.kept_files(self._library, run_uid, part)
            self._background.start(self._open_alone(files), "open the registered series")

    def set_mode(self, mode: CompareMode) -> None:
        """Compare in another way."""
        if self._seen is not None:
            self._viewport.set_compare(replace(self._seen, mode=mode))

    def set_before(self, *, is_before: bool) -> None:
        """Show the other series as it lay before the registration, or as registered."""
        if self._seen is not None:
            self._viewport.set_compare(replace(self._seen, is_before=is_before))

    @property
    def furniture(self) -> CompareFurniture | None:
        """The bar and the second view; None before the first registration is looked at."""
        return self._furniture

    @property
    def is_reading(self) -> bool:
        """Tell whether a volume that is compared is still on its way."""
        coming = (self._registered, self._before)
        return any(c is not None and not (c.volume and c.volume.is_complete) for c in coming)

    def _follow(self) -> None:
        """Begin or end with the run that is shown."""
        open_run = self._reviewing.open_run
        part = sources.registration_of(open_run.result) if open_run is not None else None
        run_uid = open_run.run.uid if open_run is not None and part is not None else ""
        if run_uid == self._run_uid:
            return
        self._end()
        if part is not None:
            self._begin(run_uid, part)

    def _begin(self, run_uid: str, part: ResultPart) -> None:
        from viewer.imaging.compare import CompareState
        from viewer.words.compare import compared_names

        shown = self._opening.shown
        if shown is None:
            return
        self._run_uid, self._part = run_uid, part
        self._floating = sources.floating_input(self._library, run_uid)
        ours = shown.stack.description.text.study_date
        theirs = sources.floating_date(self._library, self._run_uid, self._floating)
        self._names = compared_names(ours, theirs)
        furniture = self._made_furniture()
        furniture.show(is_shown=True, may_be_before=self._floating is not None)
        self._show_volumes()
        self._viewport.set_compare(CompareState())
        if self._wanted_uid == run_uid:
            self._show_wanted()

    def _end(self) -> None:
        for coming in (self._registered, self._before):
            if coming is not None:
                coming.cancel()
        self._registered = self._before = None
        self._run_uid, self._part, self._seen, self._names = "", None, None, None
        self._viewport.set_compared(None)
        if self._furniture is not None:
            self._furniture.show(is_shown=False)

    def _show_wanted(self) -> None:
        from viewer.imaging.compare import CompareMode

        self._wanted_uid = ""
        self.set_mode(CompareMode.SIDE)

    def _made_furniture(self) -> CompareFurniture:
        if self._furniture is None:
            from viewer.app.comparing_furniture import CompareFurniture

            made = self._furniture = CompareFurniture(self._window, self._image)
            for mode, action in made.modes.items():
                action.triggered.connect(_calls(self.set_mode, mode))
            made.before.triggered.connect(lambda on: self.set_before(is_before=bool(on)))
            made.actions["compare-less"].triggered.connect(lambda: self._step(-1))
            made.actions["compare-more"].triggered.connect(lambda: self._step(1))
            made.bar.amount_changed.connect(self._amount_changed)
            made.second.context_menu_requested.connect(self._window.menus.image.popup)
            made.second.files_dropped.connect(self._opening.open)
            self._viewport.view_changed.connect(self._view_changed)
        return self._furniture

    def _step(self, steps: int) -> None:
        from viewer.ui.viewport.compare_amounts import stepped

        if self._seen is not None:
            self._viewport.set_compare(stepped(self._seen, steps))

    def _amount_changed(self, number: int) -> None:
        from viewer.ui.viewport.compare_amounts import with_amount

        if self._seen is not None:
            self._viewport.set_compare(with_amount(self._seen, number))

    def _view_changed(self, view: ViewState) -> None:
        """See how it is compared now: the bar, the second view, and what has to be read."""
        state, furniture = view.compare, self._furniture
        if state == self._seen or state is None or furniture is None:
            return
        self._seen = state
        furniture.modes[state.mode].setChecked(True)
        furniture.before.setChecked(state.is_before)
        furniture.bar.show_state(state, self._unit)
        self._read_what_is_needed(state)
        self._show_second(state)
        furniture.bar.show_remark(self._remark(state))

    def _read_what_is_needed(self, state: CompareState) -> None:
        from viewer.imaging.compare import CompareMode

        shown = self._opening.shown
        if shown is None or state.mode is CompareMode.REFERENCE:
            return
        if state.is_before and self._before is None:
            self._before = self._start(self._floating_finder(shown.stack), shown.stack, None)
        elif not state.is_before and self._registered is None:
            find, text = self._registered_finder(shown.stack), self._text(shown.stack)
            self._registered = self._start(find, shown.stack, text)

    def _text(self, reference: ImageStack) -> StudyText:
        """Return what is written in the corners of the registered series."""
        return replace(
            reference.description.text,
            study_date=sources.floating_date(self._library, self._run_uid, self._floating),
            study_time="",
            study_description="",
            accession_number="",
            series_number="",
            series_description=QCoreApplication.translate("Compare", "Registered"),
        )

    def _registered_finder(self, reference: ImageStack) -> Callable[..., Found]:
        if self._part is None:
            raise ValueError("no registration is shown")
        files = sources.kept_files(self._library, self._run_uid, self._part)
        blobs = self._library.blobs
        who = sources.sent_patients(self._library, reference, self._floating, self._opening)
        return lambda stop: sources.registered_source(blobs, files, reference, stop, who)

    def _floating_finder(self, reference: ImageStack) -> Callable[..., Found]:
        floating = self._floating
        if floating is None:
            raise ValueError("the series that was moved is not known")
        series = floating.series
        stack = self._opening.stack_for(series.series_instance_uid, series.part)
        paths = floating.source_paths or self._library.studies.paths_of(series)
        return lambda stop: sources.floating_source(stack, floating, paths, reference, stop)

    def _start(
        self, find: Callable[..., Found], reference: ImageStack, text: StudyText | None
    ) -> VolumeComing:
        from viewer.app.comparing_loading import VolumeComing

        coming = VolumeComing(self._window, self._viewport)
        coming.on_volume.append(self._show_volumes)
        coming.on_slices.append(self._slices_came)
        work = self._bring(coming, find, reference, text)
        self._background.start(work, "compare")
        return coming

    async def _bring(
        self,
        coming: VolumeComing,
        find: Callable[..., Found],
        reference: ImageStack,
        text: StudyText | None,
    ) -> None:
        try:
            await coming.come(find, reference, text)
        except Cancelled:
            self._let_go(coming)
            raise
        except KnownError:
            if not coming.is_cancelled:
                self._let_go(coming)
                raise

    def _let_go(self, coming: VolumeComing) -> None:
        """Go back to what there is; it can be asked for again."""
        from viewer.imaging.compare import CompareMode

        if coming is self._before:
            self._before = None
            self.set_before(is_before=False)
        elif coming is self._registered:
            self._registered = None
            self.set_mode(CompareMode.REFERENCE)
        self._show_volumes()

    def _cancelled(self) -> None:
        for coming in (self._registered, self._before):
            if coming is not None and (coming.volume is None or not coming.volume.is_complete):
                coming.cancel()
                self._let_go(coming)

    def _show_volumes(self) -> None:
        """Give the views what there is by now."""
        from viewer.ui.viewport.compared import Compared

        if self._names is None:
            return
        registered = self._registered.volume if self._registered is not None else None
        before = self._before.volume if self._before is not None else None
        self._viewport.set_compared(Compared(registered, before, self._names, self._unit))
        if self._seen is not None and self._furniture is not None:
            self._show_second(self._seen)
            self._furniture.bar.show_remark(self._remark(self._seen))

    def _slices_came(self, indices: list[int]) -> None:
        scene, state, furniture = self._viewport.scene, self._viewport.state, self._furniture
        if scene is None or state is None or furniture is None or scene.compared is None:
            return
        if state.slice_index in indices:
            scene.forget_pixels()
            self._viewport.update()
        if furniture.second.volume is self._shown_volume(state):
            furniture.second.slices_loaded(indices)

    def _shown_volume(self, view: ViewState) -> object:
        scene = self._viewport.scene
        if scene is None or scene.compared is None or view.compare is None:
            return None
        return scene.compared.volume(view.compare)

    def _show_second(self, state: CompareState) -> None:
        """Show the second view side by side, with the volume that is wished for."""
        from viewer.imaging.compare import CompareMode
        from viewer.ui.viewport.compared import SecondCaption
        from viewer.words.compare import being_read_words

        scene, furniture = self._viewport.scene, self._furniture
        if furniture is None or scene is None or scene.compared is None or self._names is None:
            return
        second, volume = furniture.second, scene.compared.volume(state)
        second.setVisible(state.mode is CompareMode.SIDE)
        if state.mode is not CompareMode.SIDE:
            furniture.link.sync()
            return
        if volume is None:
            second.show_opening(being_read_words())
        elif second.volume is not volume:
            second.show_volume(volume, volume.stack.description)
            second.set_compared(SecondCaption(volume, volume, self._names, self._unit))
        furniture.link.sync()

    def _remark(self, state: CompareState) -> str:
        """Return what is to be known of the other volume as it is shown."""
        coming = self._before if state.is_before else self._registered
        found = None if coming is None else coming.found
        if found is None:
            return ""
        said = []
        if found.passed_over is not None:
            said.append(error_words(found.passed_over).title)
            said.append(QCoreApplication.translate("Compare", "the NIfTI is shown"))
        if not found.fit.is_same_grid:
            said.append(QCoreApplication.translate("Compare", "Interpolated"))
        if found.fit.covered < _WELL_COVERED:
            words = QCoreApplication.translate("Compare", "Reaches over {0} % of the reference")
            said.append(words.format(round(found.fit.covered * 100)))
        return " · ".join(said)

    @property
    def _unit(self) -> str:
        shown = self._opening.shown
        return "" if shown is None else shown.volume.rescale(0).unit

    async def _open_alone(self, files: tuple[sources.KeptFile, ...]) -> None:
        for file in files[:1]:
            path = await in_thread(self._library.blobs.file, file.content_hash)
            self._opening.open([str(path)])


def _calls(act: Callable[[CompareMode], None], mode: CompareMode) -> Callable[[], None]:
    def call(_checked: bool = False) -> None:
        act(mode)

    return call
