"""The n-th write, sync, rename or creation of a file fails, for n = 1, 2, … until none is left.

Run in a process of its own with `failing_io.c` preloaded: real calls fail, below Python, Qt and
SQLite alike.
"""

import ctypes
import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Hashable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from tests.crash import failing_acts as acts
from tests.crash import failing_packages as packages
from viewer.foundation.errors import KnownError

FAULTS: Final = {"full": (errno.ENOSPC, 1), "broken": (errno.EIO, 0)}
"""A disk that is full from then on; one call that goes wrong."""
_MOST: Final = 400
_MAY_STAY: Final = (".lock", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Scenario:
    """Something that writes. `state` says what is there afterwards.

    After a failure the same act, with the disk mended, must lead to the end.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    state: Callable[[Path], Hashable]


SCENARIOS: Final = {
    "decision": Scenario(acts.prepare_library, acts.decide, acts.events_of),
    "answer": Scenario(acts.prepare_library, acts.keep_answer, acts.answers_of),
    "settings": Scenario(acts.prepare_settings, acts.change_setting, acts.setting_of),
    "export-json": Scenario(acts.prepare_export, acts.export_json, acts.exported),
    "export-png": Scenario(acts.prepare_export, acts.export_png, acts.exported),
    "export-pdf": Scenario(acts.prepare_export, acts.export_pdf, acts.exported),
    "migration": Scenario(acts.prepare_old_library, acts.migrate, acts.migrated),
    "study-export": Scenario(packages.prepare_study, packages.export_package, packages.package_of),
    "study-import": Scenario(packages.prepare_package, packages.import_package, packages.imported),
}
QUICK: Final = ("decision", "answer", "settings", "export-json", "export-png", "export-pdf")
"""Those that are played each time; the others have hundreds of calls."""


@dataclass
class Outcome:
    """What came of one scenario under one fault; each list names the n at which it went wrong."""

    states: int = 0
    old: int = 0
    new: int = 0
    third: list[int] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    falsely_done: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    not_mended: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Tell whether each state was the old or the new one, said, and without litter."""
        wrong = (self.third, self.unsaid, self.falsely_done, self.left, self.not_mended)
        return not any(wrong)


def built(folder: Path) -> Path | None:
    """Return the compiled library; None where there is no compiler, or no such system."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    made = folder / "failing_io.so"
    source = Path(__file__).with_name("failing_io.c")
    command = [compiler, "-shared", "-fPIC", "-O1", str(source), "-o", str(made), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return made


def main(arguments: Sequence[str]) -> int:
    """Run scenarios: FOLDER FAULT NAME…; print a JSON line for each."""
    folder, fault, *names = arguments
    for name in names:
        outcome = _played(SCENARIOS[name], Path(folder) / name, *FAULTS[fault])
        sys.stdout.write(json.dumps({"name": name, "fault": fault, **asdict(outcome)}) + "\n")
    return 0


def _played(scenario: Scenario, folder: Path, number: int, stays: int) -> Outcome:
    calls = ctypes.CDLL(None)
    template, work = folder / "template", folder / "work"
    template.mkdir(parents=True)
    scenario.prepare(template)
    old, files_before = scenario.state(template), _files(template)
    new, files_after = _undisturbed(scenario, template, work)
    outcome = Outcome()
    for at in range(1, _MOST):
        _fresh(template, work)
        calls.fail_at(at, number, stays, str(work).encode())
        said = _attempt(scenario, work)
        passed = calls.calls_passed()
        calls.fail_at(0, 0, 0, b"")
        if passed < at:
            return outcome
        state = scenario.state(work)
        outcome.states += 1
        outcome.old += state == old
        outcome.new += state == new
        if state not in {old, new}:
            outcome.third.append(at)
        if said not in {"", "said"}:
            outcome.unsaid.append(f"{at}: {said}")
        if said == "" and state != new:
            outcome.falsely_done.append(at)
        left = _files(work) - files_before - files_after
        outcome.left += [f"{at}: {name}" for name in sorted(left)]
        if state == old and (_attempt(scenario, work), scenario.state(work)) != ("", new):
            outcome.not_mended.append(str(at))
    raise AssertionError("it never came through")


def _undisturbed(scenario: Scenario, template: Path, work: Path) -> tuple[Hashable, set[str]]:
    _fresh(template, work)
    scenario.act(work)
    return scenario.state(work), _files(work)


def _attempt(scenario: Scenario, work: Path) -> str:
    """Return "" when it was done, "said" when it failed as it should, else what was raised."""
    try:
        scenario.act(work)
    except KnownError:
        return "said"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


def _fresh(template: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work)


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in found if not path.name.endswith(_MAY_STAY)}


def integrity(path: Path) -> str:
    """Return what SQLite says of a file, opened by itself."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
