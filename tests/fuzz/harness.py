"""Gives damaged files to a child process, and tells crash, hang and waste from a proper answer."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any

STEP_SECONDS = 5.0
"""Processor time that a single step may take: reading a header, one picture."""
WAIT_SECONDS = 40.0
"""After so long without an answer the child hangs, however busy the machine is."""
PEAK_BYTES = 3 * 1024**3
"""Memory for one file: the largest frame (1 GiB), decoded and as a picture."""
_END_SECONDS = 1.0
_WORDS = 4000
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Finding:
    """A damaged file that the program did not take well."""

    name: str
    kind: str
    detail: str


@dataclass
class Tally:
    """What came of all files so far."""

    mutants: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    """Processor seconds of the longest step, and what it was in which file."""
    peak: tuple[int, str] = (0, "")
    """Most memory for one file, bytes, and which it was."""
    lost_workers: int = 0


class Harness:
    """One child after another; a new one where the last one died."""

    def __init__(self, module: str = "tests.fuzz.child") -> None:
        self.tally = Tally()
        self._module = module
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-")
        self._child: _Child | None = None

    def __enter__(self) -> "Harness":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.end()
        self._folder.cleanup()

    def give(self, name: str, content: bytes, beside: tuple[bytes, ...] = ()) -> Finding | None:
        """Have a file opened, or a folder with others; `name` is what a finding is called."""
        path = self._laid_out(content, beside)
        if self._child is None:
            self._child = _Child(self._module, self._folder.name)
        answer = self._child.ask(path)
        if answer is None:
            detail = self._child.end()
            self._child = None
            finding = Finding(name, "hang" if detail is None else "crash", detail or "no answer")
        else:
            finding = self._judged(name, answer)
        self.tally.mutants += 1
        if finding is not None:
            self.tally.findings.append(finding)
        return finding

    def _laid_out(self, content: bytes, beside: tuple[bytes, ...]) -> Path:
        path = Path(self._folder.name) / "mutant"
        if not beside:
            path.write_bytes(content)
            return path
        folder = Path(self._folder.name) / "series"
        folder.mkdir(exist_ok=True)
        for number, piece in enumerate((content, *beside)):
            (folder / f"IM{number}").write_bytes(piece)
        return folder

    def _judged(self, name: str, answer: dict[str, Any]) -> Finding | None:
        tally = self.tally
        tally.peak = max(tally.peak, (answer["peak"], name))
        if self._child is not None:
            tally.lost_workers += self._child.newly_lost(answer["lost_workers"])
        if "fault" in answer:
            return Finding(name, "fault", f"{answer['fault']}\n{answer['trace']}")
        tally.counts.update(answer["counts"])
        tally.slowest = max(tally.slowest, (answer["seconds"], f"{answer['step']} of {name}"))
        if answer["seconds"] > STEP_SECONDS:
            return Finding(name, "slow", f"{answer['step']}: {answer['seconds']:.1f} s")
        if answer["peak"] > PEAK_BYTES:
            return Finding(name, "memory", f"{answer['peak']} bytes")
        return None


class _Child:
    """The process, and a thread that reads its answers so that waiting can end."""

    def __init__(self, module: str, folder: str) -> None:
        environment = {**os.environ, "VIEWER_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        self._errors = (Path(folder) / "stderr").open("w+", encoding="utf-8", errors="replace")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._answers: Queue[str] = Queue()
        self._lost = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def ask(self, path: Path) -> dict[str, Any] | None:
        """Return the answer; None where there is none, because the child died or hangs."""
        try:
            self._stdin.write(f"{path}\n")
            self._stdin.flush()
            line = self._answers.get(timeout=WAIT_SECONDS)
        except (OSError, Empty):
            return None
        return dict(json.loads(line)) if line else None

    def newly_lost(self, total: int) -> int:
        """Return how many decoding workers were lost since the last file."""
        new, self._lost = total - self._lost, total
        return new

    def end(self) -> str | None:
        """End the child; return how it had died and what it said last, None where it lived."""
        code = self._ended_by_itself()
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # a pipe that nobody reads cannot be emptied
                    pipe.close()
        self._errors.seek(0)
        words = self._errors.read()[-_WORDS:]
        self._errors.close()
        return None if code in {None, 0} else f"ended with {code}\n{words}"

    def _ended_by_itself(self) -> int | None:
        """Close its input, at which it ends if it can, and wait a little for that."""
        with suppress(OSError):
            self._stdin.close()
        try:
            return self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return None

    @property
    def _stdin(self) -> Any:
        if self._process.stdin is None:
            raise BrokenPipeError
        return self._process.stdin

    def _read(self) -> None:
        stdout = self._process.stdout
        if stdout is not None:
            for line in stdout:
                self._answers.put(line)
        self._answers.put("")
