"""Runs one contestant of a benchmark in a process of its own; one that is not there is left out."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

NOT_THERE: Final = 3
"""Exit status of a contestant whose library is not installed, or cannot do this at all."""

_TIMEOUT_S: Final = 600

Figures = Mapping[str, float]


def measured(module: str, arguments: Sequence[str]) -> Figures | None:
    """Run `python -m module arguments` and return the figures it printed; None: not there.

    Qt paints to memory; a home folder of its own keeps the person's library out of it.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        env=environment,
    )
    if done.returncode == NOT_THERE:
        return None
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)}: {done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def in_turn(
    names: Sequence[str], run: Callable[[str], Figures | None], repeats: int
) -> dict[str, Figures]:
    """Return the median figures of each contestant that is there.

    Each is run once uncounted (it warms the page cache and the compiled modules), then they take
    turns, so that a slow moment of the machine does not fall on one of them.
    """
    there = [name for name in names if run(name) is not None]
    runs: dict[str, list[Figures]] = {name: [] for name in there}
    for _ in range(repeats):
        for name in there:
            figures = run(name)
            if figures is not None:
                runs[name].append(figures)
    return {name: median(of_one) for name, of_one in runs.items()}


def median(runs: Sequence[Figures]) -> Figures:
    """Return the median of each figure."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def enter(contestants: Mapping[str, Callable[..., Figures]], arguments: Sequence[str]) -> int:
    """Be one contestant: NAME and what it needs; print its figures as JSON."""
    name, *rest = arguments
    try:
        figures = contestants[name](*rest)
    except (ImportError, NotImplementedError) as error:
        print(error, file=sys.stderr)
        return NOT_THERE
    print(json.dumps(dict(figures)))
    return 0
