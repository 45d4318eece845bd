"""How fast a large library is: opening a study, narrowing the lists, adding an event, memory.

A library of 200 studies with 500 findings each and one with 10,000, three events for each
finding: 110,000 findings, 330,000 events, made once for the run.
"""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from viewer.bench.contestants import Figures, in_turn, measured
from viewer.bench.library_made import Plan, made
from viewer.bench.result import BenchResult

REPEATS: Final = 2
MODULE: Final = "viewer.bench.library_contestants"
_OURS: Final = "viewer"
_PEERS: Final = ("JSON lines", "sqlite3")
_SPEEDS: Final = (
    ("open_median", "ms to open a study of {findings} findings, median"),
    ("open_worst", "ms to open a study of {findings} findings, longest"),
    ("open_heavy", "ms to open a study of {heavy} findings"),
    ("append_median", "ms to add an event, on disk, median"),
    ("append_p99", "ms to add an event, on disk, p99"),
)
_OUR_SPEEDS: Final = (
    ("events_median", "ms of these for {findings} findings' events alone"),
    ("narrow", "ms to narrow a list of {findings} findings"),
    ("narrow_heavy", "ms to narrow a list of {heavy} findings"),
    ("list_studies", "ms to list all {studies} studies"),
    ("search_studies", "ms to search all {studies} studies"),
)


def run(plan: Plan | None = None, repeats: int = REPEATS) -> list[BenchResult]:
    """Make the library, then let each contestant open every study.

    Ours reads the run, its answer, and the events, and makes the rows of the list. JSON lines
    replays the same events from a file beside the answer; sqlite3 selects the same rows and
    leaves them at that. Both parse the answer as JSON and make nothing of it.
    """
    plan = plan or Plan()
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        made(Path(name), plan)
        arguments = (name, str(plan.studies), str(plan.heavy))
        figures = in_turn(
            (_OURS, *_PEERS), lambda who: measured(MODULE, (who, *arguments)), repeats
        )
    return list(_results(plan, figures))


def _results(plan: Plan, figures: Mapping[str, Figures]) -> Sequence[BenchResult]:
    ours = figures[_OURS]
    sizes = {"studies": plan.studies, "findings": plan.findings, "heavy": plan.heavy}
    results = [
        BenchResult(
            "library",
            words.format(**sizes),
            ours[key],
            {peer: figures[peer][key] for peer in _PEERS if peer in figures},
            "ms",
        )
        for key, words in _SPEEDS
    ]
    results += [
        BenchResult("library", words.format(**sizes), ours[key], {}, "ms")
        for key, words in _OUR_SPEEDS
    ]
    grown = ours["memory_all"] - ours["memory_ten"]
    return [
        *results,
        BenchResult("library", "MB of memory after ten studies", ours["memory_ten"], {}, "MB"),
        BenchResult("library", "MB more after all of them", grown, {}, "MB"),
    ]


if __name__ == "__main__":
    for result in run():
        sys.stdout.write(f"{result.as_line()}\n")
