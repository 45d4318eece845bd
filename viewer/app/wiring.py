"""Builds the object graph by hand: who knows whom, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings

from viewer.app.analysing import Analysing
from viewer.app.analysing_elsewhere import Elsewhere
from viewer.app.blind import Blind
from viewer.app.blind_table import AgreementTable
from viewer.app.collecting import WindowThreadCollector
from viewer.app.comparing import Comparing
from viewer.app.consulting import Consulting
from viewer.app.dental_parts import DentalNeeds, DentalParts, dental_parts
from viewer.app.document_view import DocumentView
from viewer.app.doubting import DoubtLimit
from viewer.app.exporting import Exporting
from viewer.app.fonts import mention_missing_chinese
from viewer.app.grey_memory import GreyMemory
from viewer.app.header_view import HeaderView
from viewer.app.image_actions import ImageActions
from viewer.app.library_parts import LibraryParts, library_parts
from viewer.app.local_service import LocalServices
from viewer.app.opening import Opening
from viewer.app.own_text import OwnText
from viewer.app.read_only import ReadOnly
from viewer.app.result_cards import ResultCardsView
from viewer.app.reviewing import Reviewing
from viewer.app.reviewing_answers import Answers
from viewer.app.reviewing_parts import ReviewParts, review_parts
from viewer.app.service_directory import WindowServices
from viewer.app.similar_parts import SimilarNeeds, SimilarParts, similar_parts
from viewer.app.window_actions import WindowActions
from viewer.foundation.clock import SystemClock
from viewer.jobs.runner import JobRunner
from viewer.ui.viewport.panel import ViewportPanel
from viewer.words.overlay import overlay_wording

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.demo_study import DemoStudies
    from viewer.app.opening import Shown
    from viewer.app.options import WindowOptions
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_GEOMETRY: Final = "geometry"
_ARRANGEMENT: Final = "arrangement"


@dataclass
class Wired:
    """Everything that lives as long as the session."""

    window: MainWindow
    image: ViewportPanel
    library: Library
    background: Background
    runner: JobRunner
    local: LocalServices
    opening: Opening
    reviewing: Reviewing
    blind: Blind
    cards: ResultCardsView
    comparing: Comparing
    agreement: AgreementTable
    review: ReviewParts
    analysing: Analysing
    consulting: Consulting
    own_text: OwnText
    read_only: ReadOnly
    elsewhere: Elsewhere
    exporting: Exporting
    dental: DentalParts
    image_actions: ImageActions
    grey_memory: GreyMemory
    window_actions: WindowActions
    documents: DocumentView
    header_view: HeaderView
    collector: WindowThreadCollector
    studies: LibraryParts
    similar: SimilarParts

    def begin(self, options: WindowOptions) -> None:
        """Start what goes on in the background, and open what was asked for."""
        self.read_only.begin()
        self.read_only.when_writable(self._run_jobs)
        self.elsewhere.begin()
        self.studies.packages.on_imported.append(self.reviewing.events_came_in)
        self.studies.packages.on_imported.append(self.elsewhere.take_as_known)
        self.analysing.open_series = self.studies.finder.show_series
        self.similar.similar.opening.open_series = self.studies.finder.show_series
        mention_missing_chinese(self.window)
        if options.analyse:
            self.opening.on_loaded.append(_OnceAnalysed(self.analysing, options.analyse))
        if options.demo is not None:
            self.opening.on_loaded.append(_OnceStarted(self, options.demo))
        self.opening.open(options.paths)

    @property
    def is_busy(self) -> bool:
        """Tell whether something that was asked for is still on its way to the screen."""
        return self.opening.is_looking or self.comparing.is_reading

    def _run_jobs(self) -> None:
        self.background.start(self.runner.serve(), "job runner")
        self.analysing.resume()
        self.similar.adding.resume()

    def end(self) -> None:
        """Keep what is to be kept, and ask threads to stop."""
        self.window.report.save()
        self.opening.cancel()
        self.similar.similar.end()
        self.grey_memory.end()
        self.analysing.end()
        self.elsewhere.end()
        self.header_view.close()
        places = window_places(self.library)
        geometry, arrangement = self.window.layout_state()
        places.setValue(_GEOMETRY, geometry)
        places.setValue(_ARRANGEMENT, arrangement)
        places.sync()
        self.collector.stop()


class _OnceAnalysed:
    """Analyses the first stack that is complete, unless a result is there already."""

    def __init__(self, analysing: Analysing, endpoint: str) -> None:
        self._analysing = analysing
        self._endpoint = endpoint
        self._is_done = False

    def __call__(self, _shown: Shown) -> None:
        if not self._is_done:
            self._is_done = True
            self._analysing.start_unless_known(self._endpoint)


class _OnceStarted:
    """Starts the analyses of the demonstration when the first stack is complete."""

    def __init__(self, wired: Wired, studies: DemoStudies) -> None:
        self._wired = wired
        self._studies: DemoStudies | None = studies

    def __call__(self, _shown: Shown) -> None:
        from viewer.app.demo import start_all

        studies, self._studies = self._studies, None
        if studies is not None:
            start_all(self._wired, studies)


def window_places(library: Library) -> QSettings:
    """Return where the window's place is kept: beside the settings, not in the system's store."""
    path = library.folders.settings.with_name("window.ini")
    return QSettings(str(path), QSettings.Format.IniFormat)


def wire(window: MainWindow, library: Library, background: Background) -> Wired:
    """Return everything, connected."""
    image = ViewportPanel()
    image.viewport.set_wording(overlay_wording())
    local = LocalServices(library.folders)
    services = WindowServices(local, library.settings)
    runner = JobRunner(library, services)
    opening = Opening(window, image, library, background)
    answers = Answers(library, background)
    reviewing = Reviewing(window, image, library, opening, answers=answers, clock=SystemClock())
    blind = Blind(window, reviewing, library)
    cards = ResultCardsView(window, reviewing, library, background)
    comparing = Comparing(
        window,
        image,
        opening=opening,
        reviewing=reviewing,
        library=library,
        background=background,
    )
    cards.on_act.append(comparing.do)
    review = review_parts(window, image.viewport, reviewing, library)
    analysing = Analysing(
        window,
        opening=opening,
        reviewing=reviewing,
        library=library,
        runner=runner,
        services=services,
        background=background,
    )
    analysing.starting.shown_index = lambda: (
        image.viewport.state.slice_index if image.viewport.state else 0
    )
    consulting = Consulting(
        window,
        image.viewport,
        opening=opening,
        library=library,
        runner=runner,
        services=services,
    )
    read_only = ReadOnly(window, library)
    exporting = Exporting(
        window,
        image.viewport,
        opening=opening,
        reviewing=reviewing,
        library=library,
        background=background,
    )
    image_actions = ImageActions(
        window, image.viewport, opening=opening, reviewing=reviewing, exporting=exporting
    )
    window.actions_by_name.connect_all({"cine": image.player.toggle})
    documents = DocumentView(window, image.viewport, opening, background)
    window_actions = WindowActions(
        window,
        image.viewport,
        opening=opening,
        library=library,
        services=services,
        background=background,
    )
    doubt = DoubtLimit(window, image.viewport, library, opening)
    window_actions.on_settings_used.append(doubt.settings_changed)
    window_actions.on_settings_used.append(blind.settings_changed)
    window_actions.on_settings_used.append(consulting.settings_changed)
    dental = dental_parts(
        DentalNeeds(
            window=window,
            image=image,
            opening=opening,
            reviewing=reviewing,
            changes=review.changes,
            drawing=review.drawing,
            exporting=exporting,
            library=library,
            background=background,
            window_actions=window_actions,
        )
    )
    places = window_places(library)
    window.restore_layout(_bytes(places.value(_GEOMETRY)), _bytes(places.value(_ARRANGEMENT)))
    return Wired(
        window=window,
        image=image,
        library=library,
        background=background,
        runner=runner,
        local=local,
        opening=opening,
        reviewing=reviewing,
        blind=blind,
        cards=cards,
        comparing=comparing,
        agreement=AgreementTable(window, library, background),
        review=review,
        analysing=analysing,
        consulting=consulting,
        own_text=OwnText(window, library),
        read_only=read_only,
        elsewhere=Elsewhere(
            window,
            library=library,
            analysing=analysing,
            reviewing=reviewing,
            read_only=read_only,
        ),
        exporting=exporting,
        dental=dental,
        image_actions=image_actions,
        grey_memory=GreyMemory(
            image.viewport, opening, library=library, background=background, clock=SystemClock()
        ),
        window_actions=window_actions,
        documents=documents,
        header_view=HeaderView(window, image.viewport, opening, background, documents=documents),
        collector=WindowThreadCollector(window, lambda: opening.is_looking),
        studies=library_parts(window, opening, library, background, window_actions),
        similar=similar_parts(
            SimilarNeeds(
                window=window,
                image=image,
                opening=opening,
                reviewing=reviewing,
                starting=analysing.starting,
                library=library,
                background=background,
                window_actions=window_actions,
                places=places,
            )
        ),
    )


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    data = getattr(value, "data", None)
    return bytes(data()) if callable(data) else b""
