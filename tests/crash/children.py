"""What runs in a victim: the program itself, which says on a pipe what it has kept."""

import asyncio
import json
import os
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.domain.finding import Finding, NoduleCategory, Placement
from viewer.domain.job import Job
from viewer.domain.ledger import LedgerEvent
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.session import ReviewSession
from viewer.foundation import killpoints
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion
from viewer.jobs.runner import JobRunner
from viewer.storage.jobs import Jobs
from viewer.storage.ledger import Ledger

if TYPE_CHECKING:
    from viewer.app.wiring import Wired

Tell = Callable[..., None]
_PAUSE_S = 0.004
_PATIENCE_S = 40.0


def command(environment: Mapping[str, str], pipe: Connection, arguments: Sequence[str]) -> None:
    """Be `viewer ARGUMENTS`."""
    _prepare(environment, pipe)
    from viewer.cli.main import run

    sys.exit(run(arguments))


def quiet_start(environment: Mapping[str, str], pipe: Connection) -> None:
    """Be what a window starts behind its first picture, for a moment."""
    _prepare(environment, pipe)
    from viewer.app.local_service import LocalServices
    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library

    async def serve_a_moment() -> None:
        with open_library(Folders.from_environment()) as library:
            runner = JobRunner(library, LocalServices(library.folders))
            with suppress(TimeoutError):
                await asyncio.wait_for(runner.serve(), 0.1)

    asyncio.run(serve_a_moment())


def reviewer(environment: Mapping[str, str], pipe: Connection, series: str, seed: int) -> None:
    """Be the window, in which somebody has a series analysed, judges, corrects and exports."""
    tell = _prepare(environment, pipe)
    from viewer.app import local_service, session
    from viewer.app.main import made_application
    from viewer.foundation.folders import Folders
    from viewer.ui.main_window import MainWindow
    from viewer.vendors.connection import connection_from_line

    line = environment["CRASH_SERVICE"]

    async def connection(_self: object, _service: str) -> object:
        return connection_from_line(line, service="local/0")

    local_service.LocalServices.connection = connection  # type: ignore[method-assign,assignment]
    _run_scene(session, lambda wired: _Person(wired, random.Random(seed), tell).work())
    folders = Folders.from_environment()
    application = made_application(folders)
    window = MainWindow()
    window.show()
    window.furnish()
    from viewer.app.options import WindowOptions

    session.run_session(application, window, WindowOptions(paths=(series,)))


def _prepare(environment: Mapping[str, str], pipe: Connection) -> Tell:
    """Take on the environment, as if started with it, and say what is kept from now on."""
    os.environ.update(environment)
    killpoints._FUSE = killpoints.fuse_of(environment.get(killpoints.VARIABLE))  # type: ignore[misc]
    output = os.open(environment["CRASH_OUTPUT"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in (1, 2):
        os.dup2(output, number)

    def tell(*said: object) -> None:
        pipe.send_bytes(json.dumps(said).encode())

    _expect_links()
    _tell_jobs(tell)
    _tell_forgotten(tell)
    _tell_events(tell)
    return tell


def _expect_links() -> None:
    """Let the answers have a link to a file, as those of other endpoints do."""
    from tests.crash.gateway import LINK_FIELD
    from viewer.vendors import catalogue
    from viewer.vendors.gateway import medical

    linked = replace(medical.LUNG_NODULE, link_fields=frozenset({LINK_FIELD}))
    catalogue.ENDPOINTS = (linked, medical.CT_REGISTRATION)  # type: ignore[misc]


def _tell_jobs(tell: Tell) -> None:
    make = JobRunner.__init__

    def changed(job: Job) -> None:
        tell("job", job.uid, job.state.value, job.request_id, job.answer_hash)

    def made(self: JobRunner, *arguments: Any, **more: Any) -> None:
        make(self, *arguments, **more)
        self.changed.connect(changed)

    JobRunner.__init__ = made  # type: ignore[method-assign]


def _tell_forgotten(tell: Tell) -> None:
    """Say of which job nothing was sent, because the same turned out to be known already."""
    forget = Jobs.forget

    def forgotten(self: Jobs, uid: str) -> None:
        tell("forgotten", uid)  # before: a job that is told of and still there is no loss
        forget(self, uid)

    Jobs.forget = forgotten  # type: ignore[method-assign]


def _tell_events(tell: Tell) -> None:
    append = Ledger.append

    def appended(self: Ledger, events: Sequence[LedgerEvent]) -> tuple[LedgerEvent, ...]:
        kept = append(self, events)
        for event in kept:
            tell("event", event.sequence, event.hash)
        return kept

    Ledger.append = appended  # type: ignore[method-assign]


def _run_scene(session: Any, scene: Callable[["Wired"], Any]) -> None:
    """Have the real session run a scene once everything is wired."""
    wire = session.wire

    def wired(window: object, library: object, background: Any) -> object:
        made = wire(window, library, background)
        background.start(scene(made), "a person")
        return made

    session.wire = wired


class _Person:
    """Does what readers do, as fast as the window lets them, until the process dies."""

    def __init__(self, wired: "Wired", chance: random.Random, tell: Tell) -> None:
        self._wired = wired
        self._chance = chance
        self._tell = tell
        self._exports = Path(os.environ["CRASH_EXPORTS"])

    async def work(self) -> None:
        """Analyse once, then judge and judge."""
        shown = await self._until(lambda: self._wired.opening.shown)
        await self._until(lambda: shown.volume.is_complete)
        self._tell("usable")
        if self._wired.reviewing.open_run is None:
            self._wired.analysing.start_named("lung-nodule")
        await self._until(lambda: self._wired.reviewing.open_run)
        while True:
            session = self._wired.reviewing.open_run.session  # type: ignore[union-attr]
            for _ in range(25):
                self._step(session)
                await asyncio.sleep(_PAUSE_S)
            await self._export()
            self._analyse_again()

    async def _until(self, condition: Callable[[], Any]) -> Any:
        async with asyncio.timeout(_PATIENCE_S):
            while not (value := condition()):  # noqa: ASYNC110 - several owners would have to tell
                await asyncio.sleep(0.005)
        return value

    def _step(self, session: ReviewSession) -> None:
        if session.reading.is_signed:
            session.open_addendum("once more")
            return
        chance = self._chance
        finding = chance.choice(session.findings)
        steps: tuple[tuple[float, Callable[[], object]], ...] = (
            (5, lambda: session.decide(finding.uid, Decision.ACCEPTED)),
            (5, lambda: session.decide(finding.uid, Decision.REJECTED, RejectReason.OTHER)),
            (3, lambda: session.comment(finding.uid, f"remark {chance.random()}")),
            (2, lambda: session.say_nothing_further(is_said=chance.random() < 0.5)),
            (4, session.undo),
            (2, session.redo),
            (3, lambda: session.reshape(finding.uid, _moved(finding, chance))),
            (2, lambda: session.relabel(finding.uid, chance.choice(list(NoduleCategory)))),
            (1, lambda: session.add(_own(finding, chance))),
            (1, lambda: session.remove([f.uid for f in session.findings if f.is_own][-1:])),
            (1, lambda: session.decide_all([f.uid for f in session.findings], Decision.ACCEPTED)),
            (0.3, session.sign),
        )
        chance.choices([act for _, act in steps], [weight for weight, _ in steps])[0]()

    async def _export(self) -> None:
        from viewer.app.background import in_thread
        from viewer.app.exporting import write_export
        from viewer.ui.dialogs.export import ExportChoice, ExportPart

        exporting = self._wired.exporting
        subject = exporting._subject(hides_identity=True)
        if subject is None:
            return
        folder = self._exports / str(self._chance.randrange(3))
        folder.mkdir(parents=True, exist_ok=True)
        choice = ExportChoice(frozenset({ExportPart.JSON}), str(folder), has_identity=False)
        for path in await in_thread(write_export, subject, choice, b""):
            self._tell("file", str(path), sha256(path.read_bytes()).hexdigest())

    def _analyse_again(self) -> None:
        from viewer.jobs.request import AnalysisRequest
        from viewer.vendors.gateway.medical import LUNG_NODULE

        shown = self._wired.opening.shown
        if shown is not None:
            self._wired.runner.start(
                AnalysisRequest(endpoint=LUNG_NODULE, stack=shown.stack, is_rerun=True)
            )


def _moved(finding: Finding, chance: random.Random) -> Placement:
    centre = ImagePoint(chance.uniform(4.0, 60.0), chance.uniform(4.0, 60.0))
    return replace(finding.placement, region=MarkerRegion(centre, chance.uniform(2.0, 9.0)))


def _own(finding: Finding, chance: random.Random) -> Finding:
    uid = f"{chance.getrandbits(64):016x}"
    placement = _moved(finding, chance)
    return Finding(uid=uid, number=99, kind=finding.kind, placement=placement, is_own=True)
