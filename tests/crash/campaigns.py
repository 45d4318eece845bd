"""Series of kills on one library, and the reckoning after them."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from tests.crash import children
from tests.crash.aftermath import Acknowledged, age, inspect, jobs_in, settle
from tests.crash.failing_acts import migrate, migrated, prepare_old_library
from tests.crash.figures import CrashFigures
from tests.crash.gateway import CountingGateway, counting_gateway
from tests.crash.victims import KILLED, Home, Victim, moments, program
from tests.image_builders import write_series
from viewer.domain.job import JobState
from viewer.foundation.killpoints import KillPoint

JOB_MOMENTS: Final = {
    KillPoint.BEFORE_INTENT: 1,
    KillPoint.AFTER_INTENT: 1,
    KillPoint.MID_PACK: 7,
    KillPoint.MID_UPLOAD: 1,
    KillPoint.AFTER_UPLOAD: 1,
    KillPoint.BEFORE_SUBMIT: 1,
    KillPoint.AFTER_SUBMIT: 1,
    KillPoint.ANSWER_IN_MEMORY: 1,
    KillPoint.REQUEST_ID_COMMITTED: 1,
    KillPoint.BETWEEN_POLLS: 1,
    KillPoint.SUCCESS_IN_MEMORY: 1,
    KillPoint.BLOB_WRITTEN: 1,
    KillPoint.BLOB_SYNCED: 1,
    KillPoint.ANSWER_COMMITTED: 1,
    KillPoint.HALF_A_LINK: 2,
    KillPoint.PARSED: 1,
    KillPoint.EXPORT_WRITTEN: 2,
    KillPoint.EXPORT_RENAMED: 2,
}
"""The moments that `viewer analyze` passes, and at which pass it is killed."""

MIGRATION_MOMENTS: Final = (
    (KillPoint.BACKUP_HALF, 1),
    (KillPoint.MIGRATION_STEP, 1),
    (KillPoint.MIGRATION_STEP, 2),
    (KillPoint.MIGRATION_STEP, 3),
)
PAIR_MOMENTS: Final = (
    (KillPoint.MID_PACK, 30),
    (KillPoint.AFTER_UPLOAD, 1),
    (KillPoint.HALF_A_LINK, 3),
)
"""Moments of an analysis of two series: in the second of them, before it is submitted, between
its two files.
"""
EVENT_MOMENTS: Final = {KillPoint.BEFORE_EVENT: 9, KillPoint.EVENT_COMMITTED: 9}
UNKNOWN_AFTER: Final = frozenset(
    {KillPoint.BEFORE_SUBMIT, KillPoint.AFTER_SUBMIT, KillPoint.ANSWER_IN_MEMORY}
)
"""Nobody can know then whether the service has it: the person is asked."""

_BROKEN: Final = 1
"""What a process ends with after an exception that nobody expected."""
_LONGEST_ANALYSIS_S: Final = 0.5
_LONGEST_REVIEW_S: Final = 1.2


@dataclass
class Campaign:
    """One library, one service, many victims."""

    home: Home
    gateway: CountingGateway
    series: Path
    known: Acknowledged = field(default_factory=Acknowledged)
    figures: CrashFigures = field(default_factory=CrashFigures)
    faults: list[str] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    """The jobs whose submission has an unknown outcome: how often the service had them then."""

    def hear(self, victim: Victim) -> None:
        """Take in what a victim said, and look at the library."""
        self.known.hear(victim.said, victim.begun)
        self.look()

    def answer_questions(self) -> None:
        """Be the person who is asked about unknown outcomes, and let them rest."""
        for uid in jobs_in(self.home, JobState.UNCERTAIN):
            self.figures.unknown_asked += 1
            Victim.start(children.command, self.home.environment(), ("jobs", "cancel", uid)).end()

    def look(self) -> None:
        """Look at the library as it is now."""
        if not (self.home.library / "library.sqlite").exists():
            return
        found = inspect(self.home, self.known)
        self.figures.integrity_failures += bool(found.broken)
        self.figures.lost += len(found.lost)
        self.faults += [*found.broken, *found.lost]
        for uid in jobs_in(self.home, JobState.SUBMITTING, JobState.UNCERTAIN):
            self.unknown.setdefault(uid, self.gateway.submissions[uid])

    def begin(self) -> None:
        """Have the series analysed once in peace: there is something to judge from the start."""
        victim = Victim.start(children.command, self.home.environment(), self.analyse)
        victim.end()
        self.hear(victim)

    def finish(self) -> CrashFigures:
        """Start once more in peace, which finishes everything, and reckon up."""
        age(self.home.library)
        for child, *more in ((children.command, self.resume), (children.quiet_start,)):
            victim = Victim.start(child, self.home.environment(), *more)
            victim.end()
            self.known.hear(victim.said, victim.begun)
        self.look()
        self.figures.acknowledged = self.known.count
        self.figures.starts_s = self.known.starts_s
        submissions = self.gateway.submissions
        self.figures.unknown_guessed = sum(submissions[u] > n for u, n in self.unknown.items())
        self.faults += self.home.output_lines()
        return self.figures + settle(self.home, self.gateway.submissions)

    @property
    def resume(self) -> tuple[str, ...]:
        """`viewer jobs resume`."""
        return ("jobs", "resume", "--service", str(self.home.service))

    @property
    def analyse(self) -> tuple[str, ...]:
        """`viewer analyze` of the series, anew."""
        out = ("--service", str(self.home.service), "--out", str(self.home.exports))
        return ("analyze", "lung-nodule", str(self.series), "--again", *out)

    def register(self) -> tuple[str, ...]:
        """`viewer analyze` of the series and an earlier one, which is written for it."""
        prior = self.series.with_name("prior")
        write_series(prior, slices=20, rows=64, columns=64, slice_spacing=2.0, values=_speckle)
        out = ("--service", str(self.home.service), "--out", str(self.home.exports))
        return ("analyze", "ct-registration", str(self.series), "--prior", str(prior), *out)


@contextmanager
def campaign(folder: Path, *, delay_s: float = 0.0) -> Iterator[Campaign]:
    """Give a fresh library with its service and a small series."""
    folder.mkdir(parents=True, exist_ok=True)
    series = folder / "series"
    write_series(series, slices=24, rows=64, columns=64, slice_spacing=2.0, values=_speckle)
    with counting_gateway(folder, delay_s) as (gateway, line):
        yield Campaign(Home(folder, line), gateway, series)


def kill_analyses(of: Campaign, kills: int, seed: int) -> None:
    """Kill analyses, and the resuming of them, at random moments."""
    chance = random.Random(seed)
    for number, seconds in enumerate(moments(seed, kills, _LONGEST_ANALYSIS_S)):
        arguments = of.resume if chance.random() < 0.3 else of.analyse
        victim = Victim.start(children.command, of.home.environment(), arguments)
        word = "" if number % 5 == 4 else "job"  # most of them while they have something to lose
        _count_random(of, victim.kill_after(seconds, word))
        of.hear(victim)
        of.answer_questions()


def kill_reviews(of: Campaign, kills: int, seed: int) -> None:
    """Kill windows in which somebody works, most of them while they do."""
    of.begin()
    for number in range(3):
        of.figures.orderly_starts_s.append(_orderly_window(of, seed - number))
    of.figures.orderly_starts_s.pop(0)  # it came after no window at all
    for number, seconds in enumerate(moments(seed, kills, _LONGEST_REVIEW_S)):
        victim = _reviewer(of, seed + number)
        word = "" if number % 5 == 4 else "usable"
        _count_random(of, victim.kill_after(seconds, word))
        of.hear(victim)


def kill_review_at(of: Campaign, point: KillPoint, passes: int, seed: int) -> None:
    """Kill a window as it passes a named moment."""
    victim = _reviewer(of, seed, f"{point}:{passes}")
    _count_named(of, victim.end() == KILLED, point)
    of.hear(victim)


def kill_analysis_at(of: Campaign, point: KillPoint, passes: int) -> None:
    """Kill the program itself, `python -m viewer analyze`, as it passes a named moment."""
    if point is KillPoint.HALF_A_LINK:  # answers about nodules have no links
        kill_forked_analysis_at(of, point, passes)
        return
    done = program(of.home, *of.analyse, kill_at=f"{point}:{passes}")
    _count_named(of, done.returncode == KILLED, point)
    of.look()


def kill_forked_analysis_at(
    of: Campaign, point: KillPoint, passes: int, arguments: tuple[str, ...] = ()
) -> None:
    """Do the same without the second that the program takes to be imported."""
    environment = of.home.environment(f"{point}:{passes}")
    victim = Victim.start(children.command, environment, arguments or of.analyse)
    _count_named(of, victim.end() == KILLED, point)
    of.hear(victim)


def kill_migration_at(of: Campaign, point: KillPoint, passes: int) -> None:
    """Kill the program while it brings an older library up, and look at what is there."""
    of.home.library.mkdir()
    prepare_old_library(of.home.library)
    done = program(of.home, "jobs", "resume", kill_at=f"{point}:{passes}")
    _count_named(of, done.returncode == KILLED, point)
    for _ in ("as it was left", "opened again"):
        state = migrated(of.home.library)
        if state not in {"old", "new"}:
            of.figures.integrity_failures += 1
            of.faults.append(f"{point}: {state}")
        migrate(of.home.library)
    of.figures.lost += migrated(of.home.library) != "new"


def _count_random(of: Campaign, status: int) -> None:
    if status == _BROKEN:
        raise AssertionError("\n".join(of.home.output_lines()))
    of.figures.random_kills += status == KILLED


def _count_named(of: Campaign, was_killed: bool, point: KillPoint) -> None:
    if not was_killed:
        raise AssertionError("\n".join((f"{point} was not passed", *of.home.output_lines())))
    of.figures.named_kills += 1


def _orderly_window(of: Campaign, seed: int) -> float:
    """Open a window and close it as the end of a session does; returns how long it took to open."""
    victim = _reviewer(of, seed)
    seconds = victim.wait_for("usable")
    victim.process.terminate()
    if victim.end() != 0:
        raise AssertionError("\n".join(of.home.output_lines()))
    victim.said = [said for said in victim.said if said[1][0] != "usable"]
    of.hear(victim)
    return seconds


def _reviewer(of: Campaign, seed: int, kill_at: str = "") -> Victim:
    return Victim.start(children.reviewer, of.home.environment(kill_at), str(of.series), seed)


def _speckle(index: int) -> "np.ndarray[tuple[int, int], np.dtype[np.int16]]":
    return np.random.default_rng(index).integers(-900, 200, (64, 64), dtype=np.int16)


Attack = Callable[[Campaign], None]
