"""The whole set of kills and failing calls, and their figures: `make reliability`.

Run as `python -m tests.crash.full`; with `--page FILE` the figures are written into that page,
between its two marks.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.crash.campaigns import (
    EVENT_MOMENTS,
    JOB_MOMENTS,
    MIGRATION_MOMENTS,
    Campaign,
    campaign,
    kill_analyses,
    kill_analysis_at,
    kill_migration_at,
    kill_review_at,
    kill_reviews,
)
from tests.crash.failing import FAULTS, SCENARIOS, Outcome, built
from tests.crash.figures import CrashFigures
from viewer.foundation.files import atomic_write

BEGIN: Final = "<!-- figures: written by make reliability -->"
END: Final = "<!-- end of figures -->"
_BATCH: Final = 20
_DELAY_S: Final = 0.02
Attack = Callable[[Campaign], None]


@dataclass(frozen=True)
class Task:
    """One campaign: what is done to it, and how slow its service is."""

    name: str
    attack: Attack
    delay_s: float = 0.0
    is_migration: bool = False


def tasks(kills: int, passes: int) -> list[Task]:
    """Return all campaigns: half of the random kills hit windows, half the command line."""
    made = []
    for number, begun in enumerate(range(0, kills // 2, _BATCH)):
        count = min(_BATCH, kills // 2 - begun)
        made.append(Task(f"reviews-{number}", partial(kill_reviews, kills=count, seed=number)))
        attack = partial(kill_analyses, kills=count * 5 // 4, seed=100 + number)
        made.append(Task(f"analyses-{number}", attack, _DELAY_S))
    for turn in range(passes):
        for point, at in JOB_MOMENTS.items():
            attack = partial(kill_analysis_at, point=point, passes=at)
            made.append(Task(f"{point}-{turn}", attack))
        for point, at in EVENT_MOMENTS.items():
            attack = partial(kill_review_at, point=point, passes=at + turn, seed=turn)
            made.append(Task(f"{point}-{turn}", attack))
        for point, at in MIGRATION_MOMENTS:
            attack = partial(kill_migration_at, point=point, passes=at)
            made.append(Task(f"{point}-{at}-{turn}", attack, is_migration=True))
    return made


def play(folder: Path, task: Task) -> tuple[CrashFigures, list[str]]:
    """Run one campaign to its reckoning."""
    with campaign(folder / task.name, delay_s=task.delay_s) as of:
        task.attack(of)
        figures = of.figures if task.is_migration else of.finish()
        return figures, [] if figures.is_clean else [task.name, *of.faults]


def kill_all(folder: Path, kills: int, passes: int, at_once: int) -> CrashFigures:
    """Run all campaigns, some at the same time; faults go to stderr as they are found."""
    sum_of_all = CrashFigures()
    with ThreadPoolExecutor(at_once) as pool:
        for figures, faults in pool.map(partial(play, folder), tasks(kills, passes)):
            sum_of_all += figures
            if faults:
                sys.stderr.write("\n  ".join(faults) + "\n")
    names = {*JOB_MOMENTS, *EVENT_MOMENTS, *(point for point, _ in MIGRATION_MOMENTS)}
    sum_of_all.moments = len(names) if passes else 0
    return sum_of_all


def fail_all(folder: Path) -> dict[str, Outcome]:
    """Let each call fail in turn; none where that cannot be done on this machine."""
    preloaded = built(folder)
    if preloaded is None:
        return {}
    outcomes = {}
    for fault in FAULTS:
        place = folder / f"failing-{fault}"
        place.mkdir()
        command = [sys.executable, "-m", "tests.crash.failing", str(place), fault, *SCENARIOS]
        more = {"LD_PRELOAD": str(preloaded), "CRASH_SCRATCH": str(place)}
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            said = json.loads(line)
            name = f"{said.pop('name')}, {said.pop('fault')}"
            outcomes[name] = Outcome(**said)
    return outcomes


def failing_table(outcomes: dict[str, Outcome]) -> str:
    """Return what came of failing calls, as a table in Markdown."""
    rows = [
        f"| {name} | {one.states} | {one.old} | {one.new} | {len(one.third)} |"
        f" {len(one.unsaid) + len(one.falsely_done)} | {len(one.left)} | {len(one.not_mended)} |"
        for name, one in outcomes.items()
    ]
    head = "| act, disk | calls failed | old state | new state | a third | not said | litter |"
    return "\n".join((f"{head} not done afterwards |", "|---|---|---|---|---|---|---|---|", *rows))


def put_into(page: Path, text: str) -> None:
    """Replace what stands between the marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    atomic_write(page, f"{before}{BEGIN}\n\n{text}\n\n{END}{after}".encode())


def main(arguments: Sequence[str]) -> int:
    """Run everything; the status says whether all is clean."""
    parser = argparse.ArgumentParser(prog="make reliability", description=__doc__)
    parser.add_argument("--kills", type=int, default=240, help="at random moments")
    parser.add_argument("--passes", type=int, default=5, help="of each named moment")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--page", type=Path)
    args = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="viewer-crash-") as name:
        figures = kill_all(Path(name), args.kills, args.passes, args.at_once)
        outcomes = fail_all(Path(name))
    minutes = (time.monotonic() - begun) / 60
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    text = f"{figures.as_table()}\n\n{failing_table(outcomes)}\n\n{system}, {minutes:.1f} minutes."
    sys.stdout.write(f"{figures.as_line()}\n{text}\n")
    if args.page:
        put_into(args.page, text)
    return 0 if figures.is_clean and all(one.is_clean for one in outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
