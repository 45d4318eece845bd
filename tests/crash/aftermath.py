"""What must hold of a library after its process was killed."""

import json
import os
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.crash.figures import CrashFigures
from tests.crash.victims import Home
from viewer.domain.job import FINAL, RESUMABLE, JobState
from viewer.foundation.errors import KnownError
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_for_checking, open_library
from viewer.storage.library import Library
from viewer.storage.result_files import FileState
from viewer.storage.verify import verify

_RANKS: Final = {
    JobState.SUBMITTING: 1,
    JobState.WAITING: 2,
    JobState.UNCERTAIN: 2,
    JobState.ANSWERED: 3,
    JobState.DONE: 4,
    JobState.FAILED: 4,
    JobState.CANCELLED: 4,
}
"""Before a submission a job may go back: what was packed may be gone. After it never."""
_UNSENT: Final = frozenset({JobState.INTENDED, JobState.PREPARED, JobState.UPLOADED})


@dataclass
class Acknowledged:
    """What victims on one library said they had kept."""

    events: dict[int, str] = field(default_factory=dict)
    jobs: dict[str, tuple[JobState, str, str]] = field(default_factory=dict)
    files: set[Path] = field(default_factory=set)
    count: int = 0
    starts_s: list[float] = field(default_factory=list)

    def hear(self, said: list[tuple[float, list[Any]]], begun: float) -> None:
        """Take in what one victim said."""
        for at, (word, *rest) in said:
            if word == "usable":
                self.starts_s.append(at - begun)
                continue
            self.count += 1
            if word == "event":
                self.events[rest[0]] = rest[1]
            elif word == "job":
                self.jobs[rest[0]] = (JobState(rest[1]), rest[2], rest[3])
            elif word == "forgotten":
                self._forget(rest[0])
            else:
                self.files.add(Path(rest[0]))

    def _forget(self, uid: str) -> None:
        """Expect a job no more of which nothing was sent; any other must be there for ever."""
        state = self.jobs[uid][0] if uid in self.jobs else JobState.INTENDED
        if state in _UNSENT:
            self.jobs.pop(uid, None)


@dataclass(frozen=True)
class Aftermath:
    """What was found, each fault in words."""

    broken: list[str]
    lost: list[str]


def inspect(home: Home, known: Acknowledged) -> Aftermath:
    """Open the library as any program would and look whether all is there."""
    folders = Folders.from_environment({"VIEWER_HOME": str(home.library)})
    try:
        with open_library(folders) as library:
            pass  # as any program does that may write
        with closing(open_for_checking(home.library)) as library:
            broken = _faults(library)
            lost = [*_lost_events(library, known), *_lost_jobs(library, known)]
    except KnownError as error:
        return Aftermath([f"{type(error).__name__}: {error}"], [])
    return Aftermath(broken, [*lost, *_torn_files(known)])


def settle(home: Home, submissions: Counter[str]) -> CrashFigures:
    """Count what the jobs came to once nothing is under way any more."""
    folders = Folders.from_environment({"VIEWER_HOME": str(home.library)})
    with open_library(folders) as library:
        jobs = library.jobs.all()
    figures = CrashFigures(submitted=submissions.total())
    known = {job.uid for job in jobs}
    figures.lost = len(set(submissions) - known)  # submitted without an intent on disk
    figures.double_submissions = sum(count - 1 for count in submissions.values())
    for job in jobs:
        figures.unknown_asked += job.state is JobState.UNCERTAIN
        figures.unfinished += job.state in RESUMABLE
        figures.resumed += job.state in FINAL
    figures.leftovers = len(leftovers(home))
    return figures


def jobs_in(home: Home, *states: JobState) -> list[str]:
    """Return the jobs that stand there."""
    if not (home.library / "library.sqlite").exists():
        return []
    with open_library(Folders.from_environment({"VIEWER_HOME": str(home.library)})) as library:
        return [job.uid for job in library.jobs.all() if job.state in states]


def leftovers(home: Home) -> list[Path]:
    """Return temporary files, and packed uploads, that nobody needs any more."""
    folders = Folders.from_environment({"VIEWER_HOME": str(home.library)})
    with open_library(folders) as library:
        needed = {job.uid for job in library.jobs.all() if job.state not in FINAL}
    packed = [path for path in (folders.cache / "outgoing").glob("*") if path.name not in needed]
    return [*packed, *temporary_files(home.library)]


def temporary_files(folder: Path) -> list[Path]:
    """Return what an interrupted atomic write leaves."""
    return [path for path in folder.rglob(".*") if path.is_file() and len(path.stem) == 17]


def age(folder: Path, seconds: float = 3600.0) -> None:
    """Let an hour pass for the files an interrupted write left."""
    then = time.time() - seconds
    for path in temporary_files(folder):
        os.utime(path, (then, then))


def _faults(library: Library) -> list[str]:
    """Return what `viewer verify` finds, and results whose files were forgotten."""
    found = (problem for check in verify(library).checks for problem in check.problems)
    faults = [f"{problem.kind}: {' '.join(problem.values)}" for problem in found]
    for job in library.jobs.all():
        files = library.result_files.of_job(job.uid)
        if job.state is JobState.DONE and any(file.state is FileState.PENDING for file in files):
            faults.append(f"job {job.uid} is done, a file of its answer is not fetched")
    return faults


def _lost_events(library: Library, known: Acknowledged) -> list[str]:
    rows = library.database.read("SELECT sequence, hash FROM ledger")
    there = {int(str(sequence)): str(name) for sequence, name in rows}
    return [f"event {at}" for at, name in known.events.items() if there.get(at) != name]


def _lost_jobs(library: Library, known: Acknowledged) -> list[str]:
    lost = []
    for uid, (state, request_id, answer) in known.jobs.items():
        job = library.jobs.get(uid)
        if job is None:
            lost.append(f"job {uid} ({state})")
        elif _RANKS.get(job.state, 0) < _RANKS.get(state, 0):
            lost.append(f"job {uid}: {state} is {job.state} now")
        elif request_id not in {"", job.request_id} or answer not in {"", job.answer_hash}:
            lost.append(f"job {uid}: what the service gave it")
    return lost


def _torn_files(known: Acknowledged) -> list[str]:
    torn = []
    for path in known.files:
        try:
            if path.suffix == ".json":
                json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            torn.append(f"{path.name}: {error}")
    return torn
