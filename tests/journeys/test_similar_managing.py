"""A database from its name to its deletion, in the window, against the embedded service."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.adding_scene import asked, progress_of, quiet
from tests.ui.similar_scene import DATABASE, write_cases
from tests.window_bench import Bench, play
from viewer.jobs.similar.cases import SimilarCases
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.dialogs.similar_add import Source
from viewer.ui.dialogs.similar_databases import DatabasesSheet
from viewer.ui.dialogs.similar_delete import DeleteDatabaseSheet
from viewer.ui.dialogs.similar_images import ImagesSheet
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName

pytestmark = pytest.mark.process


async def created(bench: Bench) -> None:
    """Create a database by its name in the line under the empty list."""
    sheet = await managed(bench)
    await bench.until(lambda: "no database yet" in sheet.said)
    QTest.keyClicks(sheet.name_line.name, DATABASE)
    QTest.keyClick(sheet.name_line.name, Qt.Key.Key_Return)
    await bench.until(lambda: sheet.current_name == DATABASE)
    sheet.reject()


async def managed(bench: Bench) -> DatabasesSheet:
    """Open the window of the databases."""
    await bench.until(lambda: bench.wired.similar.adding.databases.sheet is None)
    bench.action("similar-databases")
    sheet = bench.wired.similar.adding.databases.sheet
    assert sheet is not None
    return sheet


async def filled(bench: Bench) -> None:
    """Add every fifth image of the series."""
    sheet = await asked(bench, Source.KEY_IMAGES)
    sheet.step.setValue(5)
    sheet.label.setText("Nodule")
    await quiet(bench)
    assert sheet.go.text() == "Add 4 images"
    sheet.go.click()
    progress = await progress_of(bench)
    await bench.until(lambda: "4 of 4 added" in progress.line)
    progress.accept()


async def looked_through(bench: Bench, sheet: ImagesSheet) -> None:
    """See the images with their labels and small pictures, of the open study; delete one."""
    await bench.until(lambda: sheet.model.rowCount() == 4)
    assert {row.label for row in sheet.model.rows} == {"Nodule"}
    assert all(row.where.startswith("this study, image") for row in sheet.model.rows)
    await bench.until(lambda: all(sheet.model._pictures.values()) and sheet.model._pictures)
    sheet.of_study.click()
    await bench.until(lambda: sheet.prefix and sheet.count_words.startswith("4 of 4"))
    sheet.table.selectRow(0)
    sheet.delete_button.click()
    question = await shown(bench, QuestionSheet)
    question.accept()
    await bench.until(lambda: sheet.count_words.startswith("3 of 3"))


async def shown(
    bench: Bench, kind: type[QuestionSheet] | type[DeleteDatabaseSheet]
) -> QuestionSheet | DeleteDatabaseSheet:
    """Wait for a question and return it."""

    def found() -> list[QuestionSheet | DeleteDatabaseSheet]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.isVisible()
        ]

    await bench.until(found)
    return found()[0]


def test_a_database_is_made_filled_looked_through_and_deleted_over_real_http(
    qapp: QApplication, tmp_path: Path
) -> None:
    apply_theme(qapp, ThemeName.DARK)
    series = write_cases(tmp_path / "series", patient_name="Quxplant^Jo")

    async def scene(bench: Bench) -> None:
        services = bench.wired.window_actions.services
        bench.wired.similar.desk._cases = SimilarCases(bench.wired.library, services)
        await created(bench)
        await bench.open(series)
        await filled(bench)
        databases = await managed(bench)
        await bench.until(lambda: "4 of 50,000" in [r.images_words for r in databases.model.rows])
        databases.images.click()
        images = bench.wired.similar.adding.images.sheet
        assert images is not None
        await looked_through(bench, images)
        images.reject()
        databases.delete_button.click()
        question = await shown(bench, DeleteDatabaseSheet)
        assert isinstance(question, DeleteDatabaseSheet)
        QTest.keyClicks(question.typed, DATABASE)
        question.delete_button.click()
        await bench.until(lambda: "no database yet" in databases.said)

    play(qapp, scene)
