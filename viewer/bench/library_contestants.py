"""Those who open the studies of a large library: this program, JSON lines, bare SQLite."""

import gc
import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.bench.contestants import Figures, enter
from viewer.bench.library_made import stack_of

if TYPE_CHECKING:
    from viewer.storage.library import Library
    from viewer.ui.rows import FindingRow

_APPENDS: Final = 200
_NARROWINGS: Final = 20
_FEW: Final = 10
_EVENTS: Final = (
    "SELECT * FROM ledger WHERE study_instance_uid=? AND series_instance_uid=? AND part=?"
    " ORDER BY sequence"
)
_RUN: Final = "SELECT * FROM runs WHERE study_instance_uid=? AND series_instance_uid=? AND part=?"


def main(arguments: Sequence[str]) -> int:
    """Be one contestant: NAME FOLDER STUDIES HEAVY."""
    contestants = {"viewer": _viewer, "JSON lines": _json_lines, "sqlite3": _sqlite}
    return enter(contestants, arguments)


def _viewer(folder: str, studies: str, heavy: str) -> Figures:
    from PySide6.QtWidgets import QApplication

    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library

    application = QApplication([])
    folders = Folders.from_environment({"VIEWER_HOME": folder})
    with open_library(folders) as library:
        events: list[float] = []
        figures = _openings(lambda number: _opened(library, number, events), int(studies))
        figures["events_median"] = statistics.median(events) * 1000
        if int(heavy):
            start = time.perf_counter()
            rows = _opened(library, int(studies), events)
            figures["open_heavy"] = (time.perf_counter() - start) * 1000
            figures["narrow_heavy"] = _narrowed(rows)
        figures["narrow"] = _narrowed(_opened(library, 0, events))
        figures |= _searched(library)
        figures |= _appended(library)
    del application
    return figures


def _opened(library: "Library", number: int, events: list[float]) -> "Sequence[FindingRow]":
    """Do what opening a study does, up to the rows of its list."""
    from viewer.app.finding_rows import finding_rows
    from viewer.words.lengths import length_scale

    stack = stack_of(number)
    run = library.runs.for_series(stack)[-1]
    result = library.runs.result(run.uid)
    start = time.perf_counter()
    reading = library.ledger.reading(stack)
    events.append(time.perf_counter() - start)
    scale = length_scale(library.runs.series_of(run.uid))
    reviewed = replace(result, findings=reading.findings_with(run.uid, result.findings))
    return finding_rows(reviewed, reading.review_of(run.uid), {}, scale)


def _narrowed(rows: "Sequence[FindingRow]") -> float:
    """Return the longest time in ms that narrowing a list on the screen takes, painted."""
    from PySide6.QtWidgets import QApplication, QSlider

    from viewer.ui.panels.findings import FindingsPanel

    panel = FindingsPanel()
    panel.resize(400, 800)
    panel.show_rows(rows)
    panel.show()
    QApplication.processEvents()
    slider = panel.findChild(QSlider)
    if slider is None:
        raise NotImplementedError("the list has no slider")
    longest = 0.0
    for step in range(1, _NARROWINGS):
        start = time.perf_counter()
        slider.setValue(slider.maximum() * step // _NARROWINGS)
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - start)
    return longest * 1000


def _searched(library: "Library") -> dict[str, float]:
    """Return how long listing all studies takes, and a search among them, in ms."""
    from viewer.app.library_rows import listed
    from viewer.ui.models.library import LibraryFilter, LibraryModel

    start = time.perf_counter()
    model = LibraryModel()
    model.show_rows(listed(library, hides_identity=False))
    listing = time.perf_counter() - start
    longest = 0.0
    for query in ("王", "p00", "chest 2026", "schmidt", "no such"):
        start = time.perf_counter()
        model.narrow(LibraryFilter(query=query, has_undecided=False))
        longest = max(longest, time.perf_counter() - start)
    return {"list_studies": listing * 1000, "search_studies": longest * 1000}


def _appended(library: "Library") -> dict[str, float]:
    """Return how long one more event takes until it is on disk."""
    last = library.ledger.of_stack(stack_of(0))[-1]
    event = replace(last, stack=stack_of(99_999), run_uid="")
    return _each_of(_APPENDS, lambda: library.ledger.append([event]))


def _json_lines(folder: str, studies: str, heavy: str) -> Figures:
    place = Path(folder) / "lines"
    if not place.exists():
        _write_lines(Path(folder), place, int(studies) + bool(int(heavy)))

    def opened(number: int) -> object:
        answer = json.loads((place / f"{number}.answer").read_bytes())
        standings = {}
        for line in (place / f"{number}.jsonl").read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            standings[event["run_uid"], event["finding_uid"]] = json.loads(event["content"])
        return answer, standings

    figures = _openings(opened, int(studies))
    figures["open_heavy"] = _timed(lambda: opened(int(studies)))
    with (place / "appended.jsonl").open("ab") as file:
        line = (place / "0.jsonl").read_bytes().splitlines(keepends=True)[-1]

        def append() -> None:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

        return figures | _each_of(_APPENDS, append)


def _sqlite(folder: str, studies: str, heavy: str) -> Figures:
    root = Path(folder)
    with closing(sqlite3.connect(root / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")

        def opened(number: int) -> object:
            key = tuple(_key(number))
            (run,) = connection.execute(_RUN, key).fetchall()
            rows = connection.execute(_EVENTS, key).fetchall()
            return json.loads(_blob(root, run[10])), rows

        figures = _openings(opened, int(studies))
        if int(heavy):
            figures["open_heavy"] = _timed(lambda: opened(int(studies)))
        row = connection.execute("SELECT * FROM ledger LIMIT 1").fetchone()
    with closing(sqlite3.connect(root / "bare.sqlite", isolation_level=None)) as bare:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
            bare.execute(f"PRAGMA {pragma}")
        columns = ", ".join(f"c{i}" for i in range(len(row)))
        bare.execute(f"CREATE TABLE IF NOT EXISTS events ({columns})")
        insert = f"INSERT INTO events VALUES ({', '.join('?' * len(row))})"
        return figures | _each_of(_APPENDS, lambda: bare.execute(insert, row))


def _write_lines(root: Path, place: Path, studies: int) -> None:
    """Write each study's events as lines of JSON, and its answer beside them."""
    place.mkdir()
    with closing(sqlite3.connect(root / "library.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        for number in range(studies):
            key = tuple(_key(number))
            (run,) = connection.execute(_RUN, key).fetchall()
            rows = connection.execute(_EVENTS, key).fetchall()
            lines = (json.dumps(dict(row), ensure_ascii=False) for row in rows)
            (place / f"{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            (place / f"{number}.answer").write_bytes(_blob(root, run["answer_hash"]))


def _key(number: int) -> tuple[str, str, int]:
    stack = stack_of(number)
    return stack.study_instance_uid, stack.series_instance_uid, stack.part


def _blob(root: Path, name: str) -> bytes:
    return (root / "blobs" / name[:2] / name).read_bytes()


def _openings(open_one: Callable[[int], object], studies: int) -> dict[str, float]:
    """Open every study one by one; memory in MB after the first few and after all."""
    import psutil

    process = psutil.Process()
    seconds = []
    few = 0.0
    gc.disable()  # the window collects garbage while nothing is going on
    for number in range(studies):
        seconds.append(_timed(lambda number=number: open_one(number)))  # type: ignore[misc]
        gc.collect()
        if number == min(_FEW, studies) - 1:
            few = process.memory_info().rss / 1e6
    return {
        "open_median": statistics.median(seconds),
        "open_worst": max(seconds),
        "memory_ten": few,
        "memory_all": process.memory_info().rss / 1e6,
    }


def _each_of(count: int, act: Callable[[], object]) -> dict[str, float]:
    times = sorted(_timed(act) for _ in range(count))
    return {
        "append_median": statistics.median(times),
        "append_p99": times[int(0.99 * (count - 1))],
    }


def _timed(act: Callable[[], object]) -> float:
    """Return how many ms it takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
