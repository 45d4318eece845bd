"""The real window, wired as always, against a service in memory."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import qasync
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from viewer.app import collecting, similar_desk, wiring
from viewer.app.background import Background
from viewer.app.options import WindowOptions
from viewer.app.session import _put_away, _tells
from viewer.app.wiring import Wired
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.jobs.runner import JobRunner
from viewer.jobs.similar.cases import SimilarCases
from viewer.storage.library import Library
from viewer.ui.main_window import MainWindow

PATIENCE_S = 20.0
Scene = Callable[["Bench"], Awaitable[None]]


@dataclass
class Bench:
    """One session of the window."""

    window: MainWindow
    wired: Wired
    service: FakeService

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - several owners would have to tell
                await asyncio.sleep(0.005)

    async def open(self, *paths: object) -> None:
        """Open paths and wait until the first stack is read, and what the library has of it."""
        self.wired.opening.open([str(path) for path in paths])
        await self.until(
            lambda: self.wired.opening.shown and self.wired.opening.shown.volume.is_complete
        )
        await self.until(lambda: self.wired.reviewing.awaited_run is None)
        await asyncio.sleep(0.02)

    async def analyse(self) -> None:
        """Analyse what is open and wait for the result on the screen."""
        self.wired.analysing.start_named("lung-nodule")
        await self.until(lambda: self.wired.reviewing.open_run)

    def action(self, name: str) -> None:
        """Do what a menu entry does."""
        assert self.window.actions_by_name[name].isEnabled(), name
        self.window.actions_by_name[name].trigger()

    @property
    def header(self) -> str:
        """The title at the head of the findings."""
        return self.window.findings.header._title.text()


def play(
    application: QApplication,
    scene: Scene,
    service: FakeService | None = None,
    options: WindowOptions | None = None,
    *,
    opened: Callable[[Folders], Library] = open_library,
) -> None:
    """Run one session of the window around `scene`."""
    service = service or FakeService()
    loop = qasync.QEventLoop(application, already_running=False)
    with loop, _runner_of(service), _freezing_nothing():
        loop.run_until_complete(_session(scene, service, options or WindowOptions(), opened))
    gc.collect()  # here, not in a worker thread of the next test
    gc.freeze()  # what is left are modules and the like: with all of them a search took 0.3 s


async def _session(
    scene: Scene,
    service: FakeService,
    options: WindowOptions,
    opened: Callable[[Folders], Library],
) -> None:
    window = MainWindow()
    window.furnish()
    window.resize(1280, 800)
    window.show()
    with opened(Folders.from_environment()) as library:
        if not library.is_read_only:
            library.database.write("PRAGMA synchronous=OFF")
        async with asyncio.TaskGroup() as group:
            background = Background(group, tell=_tells(window), crashed=_crash)
            wired = wiring.wire(window, library, background)
            try:
                wired.begin(options)
                await scene(Bench(window, wired, service))
            finally:
                await _put_away(wired, background)
    window.may_close = True
    window.close()
    window.deleteLater()


class _Collecting:
    """The garbage collector, for a session that ends before the process does."""

    collect = staticmethod(gc.collect)
    disable = staticmethod(gc.disable)
    enable = staticmethod(gc.enable)
    get_count = staticmethod(gc.get_count)
    get_threshold = staticmethod(gc.get_threshold)

    @staticmethod
    def freeze() -> None:
        """Leave what is new to be searched."""

    @staticmethod
    def unfreeze() -> None:
        """Leave frozen what was before the session: it would be searched after each one."""


@contextmanager
def _freezing_nothing() -> Iterator[None]:
    real = collecting.gc
    collecting.gc = _Collecting  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        collecting.gc = real  # type: ignore[misc]


def _crash(error: Exception) -> None:
    raise error


@contextmanager
def _runner_of(service: FakeService) -> Iterator[None]:
    real, real_cases = wiring.JobRunner, similar_desk.made_cases

    def made(library: object, _services: object) -> JobRunner:
        return JobRunner(library, service, make_transport=service.transport)  # type: ignore[arg-type]

    def cases(library: Library, _services: object) -> SimilarCases:
        return SimilarCases(library, service, make_transport=service.transport)

    wiring.JobRunner = made  # type: ignore[assignment,misc]
    similar_desk.made_cases = cases
    try:
        yield
    finally:
        wiring.JobRunner = real  # type: ignore[misc]
        similar_desk.made_cases = real_cases
