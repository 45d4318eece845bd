"""Processes that are there to be killed, and what they had said by then."""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from viewer.foundation import killpoints

PATIENCE_S: Final = 60.0
KILLED: Final = -9
_PRELOADED: Final = (
    "httpx",
    "obstore",
    "pydicom",
    "qasync",
    "tests.crash.children",
    "viewer.app.main",
    "viewer.app.session",
    "viewer.app.exporting",
    "viewer.app.result_files",
    "viewer.cli.analyze",
    "viewer.cli.jobs",
    "viewer.cli.main",
    "viewer.imaging.scan",
)


@dataclass(frozen=True)
class Home:
    """A library of its own, and the service that its victims use."""

    root: Path
    service: Path

    @property
    def library(self) -> Path:
        """What `VIEWER_HOME` names."""
        return self.root / "home"

    @property
    def exports(self) -> Path:
        """Where victims export to."""
        return self.root / "exports"

    def output_lines(self) -> list[str]:
        """Return the last that victims wrote to stdout and stderr."""
        path = self.root / "output.txt"
        return path.read_text(errors="replace").splitlines()[-12:] if path.exists() else []

    def environment(self, kill_at: str = "") -> dict[str, str]:
        """What a victim is started with."""
        return {
            "VIEWER_HOME": str(self.library),
            "QT_QPA_PLATFORM": "offscreen",
            "CRASH_SERVICE": self.service.read_text(),
            "CRASH_EXPORTS": str(self.exports),
            "CRASH_OUTPUT": str(self.root / "output.txt"),
            killpoints.VARIABLE: kill_at,
        }


@dataclass
class Victim:
    """One process, forked from one that has imported the program, and its pipe."""

    process: Any
    pipe: Any
    begun: float = field(default_factory=time.monotonic)
    said: list[tuple[float, list[Any]]] = field(default_factory=list)
    _news: threading.Event = field(default_factory=threading.Event)
    _reader: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @classmethod
    def start(
        cls, target: Callable[..., None], environment: Mapping[str, str], *more: Any
    ) -> "Victim":
        """Start one; `target` is a function of `tests.crash.children`."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(_PRELOADED))
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=target, args=(dict(environment), theirs, *more))
        begun = time.monotonic()
        process.start()
        theirs.close()
        return cls(process, ours, begun)

    def kill_after(self, seconds: float, word: str = "") -> int:
        """Kill it so long after its start, or after it said `word`; returns its exit status."""
        if word:
            self.wait_for(word)
        self.process.join(seconds)
        self.process.kill()
        return self.end()

    def end(self) -> int:
        """Wait until it has ended by itself, or was killed; returns its exit status."""
        self.process.join(PATIENCE_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(PATIENCE_S)
            raise AssertionError(f"it did not end in {PATIENCE_S} s; it said {self.said[-3:]}")
        self._reader.join(PATIENCE_S)
        status = int(self.process.exitcode)
        self.process.close()
        self.pipe.close()
        return status

    def wait_for(self, word: str) -> float:
        """Wait until it says that; returns the seconds since its start. It may die instead."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for at, said in tuple(self.said):
                if said[0] == word:
                    return at - self.begun
            if not self._reader.is_alive():
                return time.monotonic() - self.begun
            self._news.wait(0.5)
            self._news.clear()
        raise AssertionError(f"it never said {word}")

    def _read(self) -> None:
        try:
            while True:
                message = self.pipe.recv_bytes()
                self.said.append((time.monotonic(), json.loads(message)))
                self._news.set()
        except (EOFError, OSError):
            self._news.set()


def program(
    home: Home, *arguments: object, kill_at: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run the program itself, `python -m viewer`, to its end or its kill point."""
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        env={**os.environ, **home.environment(kill_at)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def moments(seed: int, count: int, longest_s: float) -> Sequence[float]:
    """Return so many moments between 0 and `longest_s`, the same for the same seed."""
    chance = random.Random(seed)
    return [chance.uniform(0.0, longest_s) for _ in range(count)]
