"""What tests of adding pictures do in the window: ask, wait, add."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.window_bench import Bench
from viewer.app.similar_talk import AddTalk
from viewer.imaging.stack import ImageStack
from viewer.ui.dialogs.similar_add import AddSheet, Source
from viewer.ui.dialogs.similar_progress import ProgressSheet


async def asked(bench: Bench, source: Source | None = None) -> AddSheet:
    """Open the question, take a source, and wait until everything of it is shown."""
    bench.action("similar-add")
    await bench.until(lambda: bench.wired.similar.adding.talk)
    sheet = talk_of(bench).sheet
    if source is not None:
        sheet.sources.setCurrentIndex(sheet.sources.findData(source.value))
    await quiet(bench)
    return sheet


def talk_of(bench: Bench) -> AddTalk:
    talk = bench.wired.similar.adding.talk
    assert talk is not None
    return talk


async def quiet(bench: Bench) -> None:
    """Wait until nothing of the sheet is on its way."""
    talk = talk_of(bench)
    await bench.until(lambda: talk._tasks and all(task.done() for task in talk._tasks.values()))


async def progress_of(bench: Bench) -> ProgressSheet:
    """Wait for the sheet that shows how far a batch is."""
    batches = bench.wired.similar.adding.batches
    await bench.until(lambda: batches.sheets)
    return next(iter(batches.sheets.values()))


async def added(bench: Bench) -> ProgressSheet:
    """Press the button and wait for the end."""
    QTest.mouseClick(talk_of(bench).sheet.go, Qt.MouseButton.LeftButton)
    sheet = await progress_of(bench)
    await bench.until(lambda: not bench.wired.similar.adding.batches._running)
    return sheet


def select(bench: Bench, count: int) -> None:
    findings = bench.window.findings
    findings.select_several(findings.visible_uids[:count])


def shown_stack(bench: Bench) -> ImageStack:
    shown = bench.wired.opening.shown
    assert shown is not None
    return shown.stack
