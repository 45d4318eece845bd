"""What is done while the disk fails: a decision, an answer, a setting, exports, a migration."""

import os
import sqlite3
from collections.abc import Hashable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tests.image_builders import write_series
from tests.library_builders import a_job
from tests.overlay_builders import a_finding
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.standing import UNTOUCHED, Decision, Standing
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.settings import LANGUAGE, Settings

_NOW: Final = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
_ANSWER: Final = b"an answer that was paid for " * 400
_OLD: Final = b"as it was before"
_OLD_VERSION: Final = 3


def prepare_library(folder: Path) -> None:
    """A library with three events."""
    with open_library(_folders(folder)) as library:
        for number in range(3):
            library.ledger.append([an_event_of(number)])


def decide(folder: Path) -> None:
    """Open it and add an event."""
    with open_library(_folders(folder)) as library:
        library.ledger.append([an_event_of(7)])


def events_of(folder: Path) -> Hashable:
    """All events, and that the file is sound."""
    with open_library(_folders(folder)) as library:
        if not library.database.is_sound():
            return "not sound"
        return tuple(row[0] for row in library.database.read("SELECT hash FROM ledger"))


def keep_answer(folder: Path) -> None:
    """Keep the bytes of an answer, as a job does."""
    with open_library(_folders(folder)) as library:
        library.blobs.put(_ANSWER)


def answers_of(folder: Path) -> Hashable:
    """The kept files by name and content."""
    found = (path for path in folder.glob("blobs/*/*") if not path.name.startswith("."))
    return tuple((path.name, path.read_bytes()) for path in found)


def prepare_settings(folder: Path) -> None:
    """Settings with one value."""
    Settings(folder / "settings.json").set(LANGUAGE, "en")


def change_setting(folder: Path) -> None:
    """Change it."""
    Settings(folder / "settings.json").set(LANGUAGE, "zh")


def setting_of(folder: Path) -> Hashable:
    """What is set."""
    return Settings(folder / "settings.json").get(LANGUAGE)


def prepare_export(folder: Path) -> None:
    """Earlier exports, which stay unless they are replaced whole."""
    for name in ("findings.json", "picture.png", "report.pdf"):
        (folder / name).write_bytes(_OLD)


def exported(folder: Path) -> Hashable:
    """Each file: as before, whole, or torn."""
    ends = {"findings.json": b"}\n", "picture.png": b"IEND\xaeB`\x82", "report.pdf": b"%%EOF\n"}
    said = []
    for name, end in ends.items():
        content = (folder / name).read_bytes()
        is_whole = content.endswith(end) or content.rstrip().endswith(end.rstrip())
        said.append("old" if content == _OLD else "new" if is_whole else "torn")
    return tuple(said)


def export_json(folder: Path) -> None:
    """Write findings.json."""
    from viewer.export.findings_json import write_findings

    write_findings(folder / "findings.json", {"version": 1, "findings": ["肺"] * 3000})


def export_png(folder: Path) -> None:
    """Write a picture."""
    from viewer.foundation.files import atomic_write

    atomic_write(folder / "picture.png", _picture())


def export_pdf(folder: Path) -> None:
    """Write a report."""
    from viewer.export.report import write_report

    write_report(folder / "report.pdf", _report())


def prepare_old_library(folder: Path) -> None:
    """A library of an earlier version, with a job, a run and decisions."""
    from viewer.domain.series import SeriesDescription
    from viewer.storage import snapshot

    job = a_job()
    series = snapshot.to_text(SeriesDescription(reference=job.series, modality="CT"))
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as old:
        for number in range(1, _OLD_VERSION + 1):
            old.executescript(_script(number))
        old.execute(f"PRAGMA user_version={_OLD_VERSION}")
        old.execute(
            "INSERT INTO jobs VALUES ('job-1', 'lung-nodule', '1.2', '1.2.3', 0, 'local', ?, NULL,"
            " 'done', 'k', 'h', '[]', '[]', '', 'R', 1, '[]', '', '', ?)",
            (_NOW.isoformat(), series),
        )
        at = _NOW.isoformat()
        old.execute(
            "INSERT INTO runs VALUES ('job-1', 'lung-nodule', '1.2', '1.2.3', 0, 'done', 'local',"
            " ?, ?, 1, '', '[]', '')",
            (at, at),
        )
        for number in range(4):
            old.execute(
                "INSERT INTO decisions VALUES (?, 'job-1', 'f1', ?, 'Dr Li', ?)",
                (number + 1, "accepted" if number % 2 else "rejected", at),
            )


def migrate(folder: Path) -> None:
    """Open it with this version."""
    with open_library(_folders(folder)):
        pass


def migrated(folder: Path) -> Hashable:
    """Whether all is there still, in the old form or in the new one, and a copy is never half."""
    for copy in folder.rglob("*.sqlite"):
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return f"{copy.name} is not sound"
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            table = "decisions" if version <= _OLD_VERSION else "ledger"
            if connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] != 4:
                return f"{copy.name} lost decisions"
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return "old" if version < _newest() else "new"


def _folders(folder: Path) -> Folders:
    return Folders.from_environment({"VIEWER_HOME": str(folder)})


def an_event_of(number: int) -> LedgerEvent:
    """Return an event that says always the same."""
    return LedgerEvent(
        stack=SeriesReference("1.2", "1.2.3"),
        action=Action.ACCEPT,
        user="Dr Li",
        at=_NOW,
        program="1.0",
        run_uid="job-1",
        finding_uid=f"f{number}",
        before=UNTOUCHED,
        after=Standing(decision=Decision.ACCEPTED),
    )


def _script(number: int) -> str:
    return _scripts()[number - 1].read_text(encoding="utf-8")


def _newest() -> int:
    return len(_scripts())


def _scripts() -> list[Any]:
    folder = files("viewer.storage") / "migrations"
    found = (path for path in folder.iterdir() if path.name.endswith(".sql"))
    return sorted(found, key=lambda path: path.name)


@cache
def _volume() -> Any:
    import tempfile

    from viewer.export.slices import volume_with
    from viewer.imaging.scan import scan

    folder = Path(tempfile.mkdtemp(dir=os.environ["CRASH_SCRATCH"]))
    write_series(folder, rows=60, columns=80)
    (stack,) = scan([folder]).stacks
    return volume_with(stack, [2])


@cache
def _report() -> Any:
    from viewer.export.findings_json import RunFacts
    from viewer.export.report import ReportRequest
    from viewer.paint.application import drawing_application

    drawing_application()
    run = RunFacts(
        endpoint="lung-nodule", state=RunState.DONE, service="local", started=_NOW, parameters=()
    )
    finding = a_finding(1)
    placed = replace(finding, placement=replace(finding.placement, slice_index=2))
    result = AnalysisResult("lung-nodule", RunState.DONE, findings=(placed,))
    return ReportRequest(
        volume=_volume(), run=run, result=result, review=Review("run"), created=_NOW
    )


@cache
def _picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.effect_noise((200, 200), 60.0).save(file, "PNG")
    return file.getvalue()
