"""The one owner of background analyses: starts, resumes, cancels and supervises them."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import uuid4

from psygnal import EmitLoopError, Signal, SignalInstance

from viewer.domain.job import FINAL, TRANSITIONS, Job, JobState
from viewer.domain.result import RunState
from viewer.foundation.clock import Clock, SystemClock
from viewer.foundation.errors import (
    BugError,
    Cancelled,
    ExitStatus,
    KnownError,
    LibraryUnavailable,
    ViewerError,
)
from viewer.foundation.killpoints import KillPoint, reached
from viewer.imaging.stack import ImageStack
from viewer.jobs import steps, tidying
from viewer.jobs.images import find_stack
from viewer.jobs.progress import JobProgress
from viewer.jobs.request import AnalysisRequest, title_of
from viewer.jobs.services import ServiceDirectory, has_lost_its_service
from viewer.jobs.steps import Paused, SameInput, StepContext
from viewer.storage.library import Library
from viewer.vendors.connection import Connection
from viewer.vendors.errors import (
    Expired,
    JobFailed,
    UnknownOutcome,
    VendorError,
    error_of,
    failure_text,
)
from viewer.vendors.transport import Transport, prepare

_log = logging.getLogger(__name__)
_AT_ONCE: Final = 3
_LOOK_AGAIN_S: Final = 0.5

StepFunction = Callable[[StepContext, Job], Awaitable[Job]]
_STEPS: Final[dict[JobState, StepFunction]] = {
    JobState.INTENDED: steps.prepare,
    JobState.PREPARED: steps.upload,
    JobState.UPLOADED: steps.submit,
    JobState.WAITING: steps.wait,
    JobState.ANSWERED: steps.finish,
}
_RESET: Final[dict[str, object]] = {
    "request_id": "",
    "object_keys": (),
    "input_hash": "",
    "answer_hash": "",
    "failure": "",
}


class JobRunner:
    """Runs jobs on one event loop; all methods are called there.

    `changed` is emitted after each commit, `progressed` in between, `finished` once a job is
    final, paused or uncertain. Jobs started before `serve` wait for it.
    """

    changed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        library: Library,
        services: ServiceDirectory,
        clock: Clock | None = None,
        *,
        make_transport: Callable[[bool], Transport] | None = None,
    ) -> None:
        self._library = library
        self._stacks: dict[str, ImageStack] = {}
        self._reruns: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._cancelled: set[str] = set()
        self._pending: list[str] = []
        self._group: asyncio.TaskGroup | None = None
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._transports: dict[bool, Transport] = {}
        self._make_transport = make_transport or (lambda proxies: Transport(uses_proxies=proxies))
        self._clock = clock or SystemClock()
        self._context = StepContext(
            library=library,
            services=services,
            clock=self._clock,
            chance=random.Random(),
            transport_to=self._transport_to,
            commit=self._commit,
            report=lambda progress: self._emit(self.progressed, progress),
            stack_of=self._stack_of,
            is_rerun=self._reruns.__contains__,
        )

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
        job = self.admit(request)
        self._stacks[job.uid] = request.stack
        return await self.run_job(job.uid)

    async def run_job(self, uid: str) -> Job:
        """Go on with a job until it is DONE and return it. Raises what made it stop."""
        while True:
            with self._lock(uid) as is_ours:
                job = await self._run(uid) if is_ours else self._get(uid)
            if job.state is JobState.DONE:
                return job
            if is_ours or job.state in FINAL or job.state is JobState.UNCERTAIN or job.failure:
                raise error_of(job.failure) or Cancelled(uid)
            await self._clock.sleep(_LOOK_AGAIN_S)  # another process has it

    def cancel(self, uid: str) -> None:
        """Stop a job. What is being submitted this moment is cancelled once its fate is known."""
        job = self._get(uid)
        self._cancelled.add(uid)
        task = self._tasks.get(uid)
        if task is None:
            with self._lock(uid) as is_ours:
                if is_ours:
                    self._end_cancelled(job)
            self._cancelled.discard(uid)
        elif job.state is not JobState.SUBMITTING:
            task.cancel()

    def retry(self, uid: str) -> Job:
        """Go on with a paused job, or begin a failed, cancelled or uncertain one again.

        A job that was accepted and did not fail there is asked for, not submitted again.
        Beginning an uncertain one again may cost a second fee: the caller has asked the person.
        """
        job = self._get(uid)
        task = self._tasks.get(uid)
        if task is not None and job.is_final:  # it still deletes its uploads
            task.add_done_callback(partial(self._retry_after, uid))
            return job
        self._cancelled.discard(uid)
        is_over = isinstance(error_of(job.failure), JobFailed | Expired)
        if job.is_final and job.request_id and not is_over:
            job = self._moved(job, JobState.WAITING, failure="")
        elif job.state in {JobState.FAILED, JobState.CANCELLED, JobState.UNCERTAIN}:
            job = self._moved(job, JobState.INTENDED, **_RESET)
        self._spawn(uid)
        return job

    def _retry_after(self, uid: str, ended: "asyncio.Task[None]") -> None:
        if not ended.cancelled() and self._group is not None:
            self.retry(uid)

    def resume_all(self) -> tuple[Job, ...]:
        """Go on with everything that an earlier process left; returns those jobs."""
        jobs = self._library.jobs.resumable()
        for job in jobs:
            self._spawn(job.uid)
        return jobs

    def admit(self, request: AnalysisRequest) -> Job:
        """Keep a new job, or return the one under way for the same; it is not begun by this."""
        series = request.stack.description
        job = Job(
            uid=uuid4().hex,
            endpoint=request.endpoint.name,
            series=series.reference,
            service=request.service,
            created=self._clock.now(),
            input_hash="",
            source_paths=request.stack.source_paths,
            parameters=request.checked_parameters(),
            title=title_of(series),
        )
        reached(KillPoint.BEFORE_INTENT)
        kept = self._library.jobs.add(job, series, request.intent_key())
        reached(KillPoint.AFTER_INTENT)
        self._stacks[kept.uid] = request.stack
        if request.is_rerun and kept.uid == job.uid:
            self._reruns.add(job.uid)
        if kept.uid == job.uid:
            self._emit(self.changed, job)
        return kept

    def _spawn(self, uid: str) -> None:
        if uid in self._tasks:
            return
        if self._group is None:
            if uid not in self._pending:
                self._pending.append(uid)
            return
        task = self._group.create_task(self._supervised(uid), name=f"job {uid}")
        self._tasks[uid] = task
        task.add_done_callback(lambda _task: self._tasks.pop(uid, None))

    async def _supervised(self, uid: str) -> None:
        """Run one job; whatever happens to it does not reach the others."""
        try:
            job = await self._run_or_follow(uid)
            self._cancelled.discard(uid)
            self._emit(self.finished, job)
        except asyncio.CancelledError:
            if uid not in self._cancelled:
                raise
            await self._stop(uid)
        except LibraryUnavailable as error:
            _log.exception("the library failed during job %s", uid)
            with suppress(KnownError):  # said, not kept: the job stands where it was
                job = replace(self._get(uid), failure=failure_text(error))
                self._emit(self.finished, job)
        except Exception:  # noqa: BLE001 - the supervisor: a bug in one job must not end the others
            _log.exception("job %s broke", uid)
            with suppress(ViewerError):
                self._emit(self.finished, self._fail(self._get(uid), KnownError("internal")))

    async def _run_or_follow(self, uid: str) -> Job:
        """Run a job; while another process has it, look on, and take over should that one die."""
        seen: Job | None = None
        while True:
            async with self._gate:
                with self._lock(uid) as is_ours:
                    job = await self._run(uid) if is_ours else self._get(uid)
            if is_ours or job.is_final or job.state is JobState.UNCERTAIN or job.failure:
                return job
            if job != seen:
                self._emit(self.changed, job)
            seen = job
            await self._clock.sleep(_LOOK_AGAIN_S)

    async def _stop(self, uid: str) -> None:
        """End a job as cancelled, unless another process is at it: that one alone can stop it."""
        with self._lock(uid) as is_ours:
            if is_ours:
                await tidying.tidy(self._context, self._end_cancelled(self._get(uid)))
                return
        self._cancelled.discard(uid)
        await self._supervised(uid)

    async def _run(self, uid: str) -> Job:
        """Run a job; where the embedded service went away, once more with a new one."""
        if not self._transports:
            await asyncio.to_thread(prepare)
        job = await self._run_steps(uid)
        if has_lost_its_service(job):
            job = await self._run_steps(uid)
        if job.uid != uid or not job.is_final:
            return job
        await tidying.tidy(self._context, job)
        return self._get(uid)

    async def _run_steps(self, uid: str) -> Job:
        """Do step after step; returns the job as it stands when nothing can be done any more."""
        job = self._get(uid)
        if job.state is JobState.SUBMITTING:  # an earlier process died between two commits
            failure = failure_text(UnknownOutcome(job.service))
            return self._moved(job, JobState.UNCERTAIN, failure=failure)
        try:
            while job.state in _STEPS:
                if uid in self._cancelled and job.state is JobState.WAITING:
                    job = self._end_cancelled(job)
                    break
                job = await _STEPS[job.state](self._context, job)
        except SameInput as same:
            return await self._end_as_same(self._get(uid), same.job)
        except Paused as paused:
            return self._commit(replace(self._get(uid), failure=failure_text(paused.cause)))
        except UnknownOutcome:
            return self._get(uid)
        except (KnownError, OSError) as error:
            return self._stopped(self._get(uid), error)
        return job

    def _stopped(self, job: Job, error: KnownError | OSError) -> Job:
        """Keep why a job stopped. What the service did or does is not thrown away for our sake."""
        known = error if isinstance(error, KnownError) else KnownError(type(error).__name__)
        if _is_paid_for(job) and not isinstance(known, VendorError):
            return self._commit(replace(job, failure=failure_text(known)))
        return self._fail(job, known)

    async def _end_as_same(self, job: Job, same: Job) -> Job:
        """Forget a job whose input another one has; that one is the outcome."""
        await tidying.tidy(self._context, job)
        self._library.jobs.forget(job.uid)
        self._emit(self.changed, same)
        if same.state is JobState.DONE or same.uid in self._tasks:
            return same
        return await self.run_job(same.uid)

    def _fail(self, job: Job, error: KnownError) -> Job:
        """Keep the failure; where the service failed it is a run of its own."""
        failure = failure_text(error)
        if JobState.FAILED not in _next(job):
            return job
        if job.state is JobState.SUBMITTING and not isinstance(error, VendorError):
            failure = failure_text(UnknownOutcome(job.service))  # our fault: it may have arrived
            return self._moved(job, JobState.UNCERTAIN, failure=failure)
        if isinstance(error, VendorError) and error.exit_status is ExitStatus.SERVICE:
            job = steps.with_answer(self._context, job, error)
            return steps.keep_run(self._context, job, JobState.FAILED, RunState.FAILED, failure)
        return self._moved(job, JobState.FAILED, failure=failure)

    def _end_cancelled(self, job: Job) -> Job:
        self._cancelled.discard(job.uid)
        if JobState.CANCELLED in _next(job):
            job = self._moved(job, JobState.CANCELLED)
        self._emit(self.finished, job)
        return job

    @contextmanager
    def _lock(self, uid: str) -> Iterator[bool]:
        """Hold the job against other processes; False when one of them has it."""
        lock = self._library.job_lock(uid)
        is_ours = lock.acquire()
        try:
            yield is_ours
        finally:
            lock.release()

    def _get(self, uid: str) -> Job:
        job = self._library.jobs.get(uid)
        if job is None:
            raise BugError(f"no job {uid}")
        return job

    def _moved(self, job: Job, state: JobState, **changes: object) -> Job:
        return self._commit(job.moved_to(state, at=self._clock.now(), **changes))

    def _commit(self, job: Job) -> Job:
        self._library.jobs.save(job)
        self._emit(self.changed, job)
        return job

    def _emit(self, signal: SignalInstance, value: Job | JobProgress) -> None:
        try:
            signal.emit(value)
        except EmitLoopError:  # a listener's fault is not the job's
            _log.exception("a listener of jobs broke")

    def _transport_to(self, connection: Connection) -> Transport:
        uses_proxies = not connection.is_local
        if uses_proxies not in self._transports:
            self._transports[uses_proxies] = self._make_transport(uses_proxies)
        return self._transports[uses_proxies]

    async def _stack_of(self, job: Job) -> ImageStack:
        if job.uid not in self._stacks:
            self._stacks[job.uid] = await asyncio.to_thread(find_stack, job)
        return self._stacks[job.uid]


def _next(job: Job) -> frozenset[JobState]:
    return TRANSITIONS[job.state]


def _is_paid_for(job: Job) -> bool:
    """Tell whether the service has done or is doing the work: nothing here may throw that away."""
    return job.state in {JobState.WAITING, JobState.ANSWERED}
