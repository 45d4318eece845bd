"""The one owner of background analyses: starts, resumes, cancels and supervises them."""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import Final

from psygnal import EmitLoopError, Signal, SignalInstance

from viewer.domain.job import FINAL, Job, JobState
from viewer.foundation.clock import Clock, SystemClock
from viewer.foundation.errors import (
    BugError,
    Cancelled,
    CannotWrite,
    Forgotten,
    KnownError,
    LibraryUnavailable,
    ViewerError,
)
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import fetching, finishing, tidying
from viewer.jobs.admitting import accepted_before, new_job, renewed, reopened
from viewer.jobs.context import StepContext
from viewer.jobs.driving import Driver
from viewer.jobs.images import JobImages
from viewer.jobs.progress import JobProgress, KnownBefore, Step
from viewer.jobs.queueing import ServiceQueues, limits
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.retrying import Holds
from viewer.jobs.services import ServiceDirectory
from viewer.storage.library import Library
from viewer.vendors.connection import Connection
from viewer.vendors.downloads import Lookup, looked_up
from viewer.vendors.errors import error_of, failure_text
from viewer.vendors.transport import Transport, prepare

_log = logging.getLogger(__name__)
_LOOK_AGAIN_S: Final = 0.5


class JobRunner:
    """Runs jobs on one event loop; all methods are called there.

    `changed` is emitted after each commit, `progressed` in between, `finished` once a job is
    final, paused or uncertain; `same_found` with a KnownBefore where the content that was to be
    sent turned out to be known. Jobs started before `serve` wait for it.
    """

    changed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    same_found = Signal(object)

    def __init__(
        self,
        library: Library,
        services: ServiceDirectory,
        clock: Clock | None = None,
        *,
        make_transport: Callable[[bool], Transport] | None = None,
        lookup: Lookup = looked_up,
    ) -> None:
        self._library = library
        self._images = JobImages(library)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._cancelled: set[str] = set()
        self._pending: list[str] = []
        self._group: asyncio.TaskGroup | None = None
        self._queues = ServiceQueues(limits(library.settings), self._tell_place)
        self._transports: dict[bool, Transport] = {}
        self._make_transport = make_transport or (lambda proxies: Transport(uses_proxies=proxies))
        self._clock = clock or SystemClock()
        self._context = StepContext(
            library=library,
            services=services,
            clock=self._clock,
            chance=random.Random(),
            transport_to=self._transport_to,
            tell=lambda job: self._emit(self.changed, job),
            report=lambda progress: self._emit(self.progressed, progress),
            stacks_of=self._images.of,
            is_cancelled=self._cancelled.__contains__,
            holds=Holds(self._clock),
            lookup=lookup,
        )
        self._driver = Driver(self._context)

    async def serve(self) -> None:
        """Run jobs until cancelled; then every job stops where it is and can be resumed."""
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                group.create_task(tidying.sweep(self._context))
                for uid in self._pending:
                    self._spawn(uid)
                self._pending.clear()
                await asyncio.Event().wait()
        finally:
            self._group = None
            await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        transports, self._transports = list(self._transports.values()), {}
        for transport in transports:
            await transport.aclose()

    def analysed_before(self, request: AnalysisRequest) -> Job | None:
        """Return the latest job that is DONE with this stack, endpoint, service and parameters.

        `changed` is when it ended; its run has its uid. To be asked before `start`: a request with
        `is_rerun` is submitted although this is not None. Raises WrongUsage for a parameter.
        """
        return self._library.jobs.analysed_before(request.intent_key())

    def start(self, request: AnalysisRequest) -> Job:
        """Begin an analysis; where the same one is under way already, return that job.

        Raises WrongUsage for a parameter, LibraryUnavailable.
        """
        job = self.admit(request)
        self._spawn(job.uid)
        return job

    async def run_to_end(self, request: AnalysisRequest) -> Job:
        """Run an analysis here and return its job once it is DONE.

        Where the same input was analysed before, that job is returned and nothing is sent.
        Raises what made it fail.
        """
        while True:
            job = self.admit(request)
            self._images.keep(job.uid, request.stacks)
            with suppress(Forgotten):  # another process found the same: it is found here as well
                return await self.run_job(job.uid)

    async def run_job(self, uid: str) -> Job:
        """Go on with a job until it is DONE and return it. Raises what made it stop, Forgotten."""
        while True:
            with self._lock(uid) as is_ours:
                job = await self._run(uid) if is_ours else self._driver.get(uid)
            if job.state is JobState.DONE:
                return job
            if is_ours or job.state in FINAL or job.state is JobState.UNCERTAIN or job.failure:
                raise error_of(job.failure) or Cancelled(uid)
            await self._clock.sleep(_LOOK_AGAIN_S)  # another process has it

    def cancel(self, uid: str) -> None:
        """Stop a job, at once but for two states.

        What is being submitted this moment is cancelled once its fate is known. What is answered
        is paid for: only the fetching of files is given up; what could not be read ends FAILED.
        """
        job = self._driver.get(uid)
        task = self._tasks.get(uid)
        if task is None:
            with self._lock(uid) as is_ours:
                if is_ours:
                    self._end_without_task(self._driver.get(uid))
            return
        if job.is_final and uid not in self._context.downloads:
            return
        self._cancelled.add(uid)
        if job.state is JobState.ANSWERED or uid in self._context.downloads:
            download = self._context.downloads.get(uid)
            if download is not None:
                download.cancel()
        elif job.state is not JobState.SUBMITTING:
            task.cancel()

    async def cancel_to_end(self, uid: str) -> Job:
        """Stop a job that no task here runs, and take away what it left; returns it.

        What another process is at is left alone: that one alone can stop it.
        """
        with self._lock(uid) as is_ours:
            job = self._driver.get(uid)
            if not is_ours:
                return job
            ended = self._driver.end_cancelled(job)
            if ended is not job:
                ended = await self._driver.tidied(ended)
            self._emit(self.finished, ended)
            return ended

    def retry(self, uid: str) -> Job:
        """Go on with a paused job, or begin a failed, cancelled or uncertain one again.

        A job that was accepted and did not fail there is asked for, not submitted again.
        Beginning an uncertain one again may cost a second fee: the caller has asked the person.
        Where the same intention is under way by now, that job is returned.
        """
        job = self._driver.get(uid)
        task = self._tasks.get(uid)
        has_stopped = job.is_final or job.state is JobState.UNCERTAIN or bool(job.failure)
        if task is not None and has_stopped:  # it is about to end, or still deletes its uploads
            task.add_done_callback(partial(self._retry_after, uid))
            return job
        job = self._again(job)
        self._spawn(job.uid)
        return job

    def fetch_again(self, uid: str) -> None:
        """Ask for fresh links of the files that a finished job could not get, and fetch them.

        `progressed` tells how far, `finished` that it is over, `result_files` what came of it.
        """
        job = self._driver.get(uid)
        if job.state is JobState.DONE and self._group is not None and uid not in self._tasks:
            self._begin(uid, self._fetched_again(job))

    def is_at(self, uid: str) -> bool:
        """Tell whether a job is run here; one that is not may be run by another process."""
        return uid in self._tasks or uid in self._pending

    def resume_all(self) -> tuple[Job, ...]:
        """Go on with everything that an earlier process left; returns those jobs."""
        jobs = self._library.jobs.resumable()
        for job in jobs:
            self._spawn(job.uid)
        return jobs

    def admit(self, request: AnalysisRequest) -> Job:
        """Keep a new job, or return the one under way for the same; it is not begun by this.

        One that the service accepted and that stopped here for another reason goes on: its
        result is asked for, it is not submitted anew unless the request is a rerun. The same holds
        for one of which nobody knows whether it was accepted: a person is asked again.
        """
        key = request.intent_key()
        asked_about = None if request.is_anew else reopened(self._context, key)
        if asked_about is not None:
            return asked_about
        accepted = None if request.is_anew else accepted_before(self._context, key)
        if accepted is not None:
            return (
                self.retry(accepted.uid) if accepted.uid in self._tasks else self._again(accepted)
            )
        job = new_job(self._context, request)
        reached(KillPoint.BEFORE_INTENT)
        others = [other.stack.description for other in request.others]
        kept = self._library.jobs.add(job, request.stack.description, key, others)
        reached(KillPoint.AFTER_INTENT)
        self._images.keep(kept.uid, request.stacks)
        if kept.uid == job.uid:
            self._emit(self.changed, job)
        return kept

    def _again(self, job: Job) -> Job:
        self._cancelled.discard(job.uid)
        return renewed(self._context, job.uid)

    def _retry_after(self, uid: str, ended: "asyncio.Task[None]") -> None:
        if not ended.cancelled() and self._group is not None:
            self.retry(uid)

    def _spawn(self, uid: str) -> None:
        if uid in self._tasks:
            return
        if self._group is None:
            if uid not in self._pending:
                self._pending.append(uid)
            return
        self._begin(uid, self._supervised(uid))

    def _begin(self, uid: str, work: Coroutine[object, object, None]) -> None:
        if self._group is None:
            raise BugError("a job begins only while jobs are served")
        task = self._group.create_task(work, name=f"job {uid}")
        self._tasks[uid] = task
        task.add_done_callback(lambda _task: self._tasks.pop(uid, None))

    async def _supervised(self, uid: str) -> None:
        """Run one job; whatever happens to it does not reach the others."""
        seen = None
        try:
            seen = self._driver.get(uid)
            job = await self._run_or_follow(uid)
            self._cancelled.discard(uid)
            self._emit(self.finished, job)
        except asyncio.CancelledError:
            if uid not in self._cancelled:
                raise
            await self._stop(uid)
        except Forgotten:
            if seen is not None:
                self._emit(self.finished, seen)
        except (LibraryUnavailable, CannotWrite) as error:  # the latter for its lock
            _log.exception("the library failed during job %s", uid)
            with suppress(KnownError):  # said, not kept: the job stands where it was
                job = replace(self._driver.get(uid), failure=failure_text(error))
                self._emit(self.finished, job)
        except Exception:  # noqa: BLE001 - the supervisor: a bug in one job must not end the others
            _log.exception("job %s broke", uid)
            with suppress(ViewerError):
                failed = self._driver.stopped(self._driver.get(uid), KnownError("internal"))
                self._emit(self.finished, failed)

    async def _run_or_follow(self, uid: str) -> Job:
        """Run a job; while another process has it, look on, and take over should that one die."""
        seen: Job | None = None
        while True:
            async with self._turn(self._driver.get(uid)):
                with self._lock(uid) as is_ours:
                    job = await self._run(uid) if is_ours else self._driver.get(uid)
            if is_ours or job.is_final or job.state is JobState.UNCERTAIN or job.failure:
                return job
            if job != seen:
                self._emit(self.changed, job)
            seen = job
            await self._clock.sleep(_LOOK_AGAIN_S)

    def _turn(self, job: Job) -> AbstractAsyncContextManager[None]:
        """Wait for the job's turn at its service; what is answered needs none, its links expire."""
        if job.state is JobState.ANSWERED:
            return nullcontext()
        return self._queues.turn(job.service, job.uid, is_urgent=job.state is JobState.WAITING)

    def _tell_place(self, uid: str, place: int) -> None:
        self._emit(self.progressed, JobProgress(uid, Step.QUEUED, place=place))

    async def _stop(self, uid: str) -> None:
        """End a job as cancelled, unless another process is at it: that one alone can stop it."""
        with self._lock(uid) as is_ours:
            self._cancelled.discard(uid)
            if is_ours:
                job = self._driver.end_cancelled(self._driver.get(uid))
                self._emit(self.finished, job)
                await self._driver.tidied(job)
                return
        await self._supervised(uid)

    def _end_without_task(self, job: Job) -> None:
        ended = self._driver.end_cancelled(job)
        self._emit(self.finished, ended)
        if ended is not job and self._group is not None:
            self._begin(job.uid, self._tidied(ended))

    async def _tidied(self, job: Job) -> None:
        with self._lock(job.uid) as is_ours, suppress(LibraryUnavailable):
            if is_ours:
                await self._driver.tidied(job)

    async def _fetched_again(self, job: Job) -> None:
        with self._lock(job.uid) as is_ours, suppress(LibraryUnavailable, CannotWrite):
            if is_ours:
                await self._ready()
                job = await fetching.fetch_again(self._context, self._driver.get(job.uid))
                await finishing.list_again(self._context, job)
                await tidying.tidy(self._context, job)
        self._cancelled.discard(job.uid)
        self._emit(self.finished, self._driver.get(job.uid))

    async def _run(self, uid: str) -> Job:
        """Run a job to where it stops; where another one has its input, that one is the outcome."""
        await self._ready()
        wanted = self._driver.get(uid)
        job = await self._driver.run(uid)
        if job.uid == uid:
            return job
        self._emit(self.changed, job)
        self._emit(self.same_found, KnownBefore(wanted, job))
        if job.state is JobState.DONE or job.uid in self._tasks:
            return job
        return await self.run_job(job.uid)

    async def _ready(self) -> None:
        if not self._transports:
            await asyncio.to_thread(prepare)

    @contextmanager
    def _lock(self, uid: str) -> Iterator[bool]:
        """Hold the job against other processes; False when one of them has it."""
        lock = self._library.job_lock(uid)
        is_ours = lock.acquire()
        try:
            yield is_ours
        finally:
            lock.release()

    def _emit(self, signal: SignalInstance, value: Job | JobProgress | KnownBefore) -> None:
        try:
            signal.emit(value)
        except EmitLoopError:  # a listener's fault is not the job's
            _log.exception("a listener of jobs broke")

    def _transport_to(self, connection: Connection) -> Transport:
        uses_proxies = not connection.is_local
        if uses_proxies not in self._transports:
            self._transports[uses_proxies] = self._make_transport(uses_proxies)
        return self._transports[uses_proxies]
