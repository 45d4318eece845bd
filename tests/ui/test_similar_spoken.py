"""What a screen reader says of the sheets of similar cases, and what keys do there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.adding_scene import added, asked, quiet
from tests.ui.names import nameless
from tests.ui.similar_scene import DATABASE, a_search, add
from tests.ui.test_similar_databases import images_of, managing, settled
from tests.window_bench import Bench, play
from viewer.ui.dialogs.similar_add import Source


def test_everything_that_takes_the_keys_has_a_name(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 2)
        databases = await managing(bench)
        assert nameless(databases) == []
        databases.reject()
        images = await images_of(bench, DATABASE)
        assert nameless(images) == []
        images.reject()
        sheet = await asked(bench, Source.KEY_IMAGES)
        sheet.leaving.unfold.click()
        sheet.new.click()
        assert nameless(sheet) == []
        progress = await added(bench)
        assert nameless(progress) == []

    play(themed, scene, a_search())


def test_rows_are_spoken_whole(themed: QApplication, series: Path) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 2, label="Nodule")
        databases = await managing(bench)
        assert databases.model.index(0, 0).data(role) == f"{DATABASE}, 1 of 50,000"
        databases.reject()
        images = await images_of(bench, DATABASE)
        assert images.model.index(0, 0).data(role).startswith("Nodule, this study, image 3, ")
        images.reject()
        sheet = await asked(bench)
        said = sheet.leaving.strip.item(0).data(role)
        assert said.startswith("Image ")
        assert said.endswith("129 × 129 px")

    play(themed, scene, a_search())


def test_a_database_is_looked_into_with_enter(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        databases = await managing(bench)
        databases.activateWindow()
        databases.table.setFocus()
        QTest.keyClick(databases.table, Qt.Key.Key_Return)
        assert bench.wired.similar.adding.images.sheet is not None
        bench.wired.similar.adding.images.sheet.reject()

    play(themed, scene, a_search())


def test_enter_in_the_search_opens_nothing(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 2)
        images = await images_of(bench, DATABASE)
        assert images.open_button.isEnabled()
        images.search.setFocus()
        QTest.keyClick(images.search, Qt.Key.Key_Return)
        assert images.isVisible()
        await settled(bench)
        images.table.setFocus()
        QTest.keyClick(images.table, Qt.Key.Key_Return)
        assert bench.wired.similar.adding.images.sheet is not images

    play(themed, scene, a_search())


def test_enter_in_the_label_adds(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        QTest.keyClicks(sheet.label, "cyst")
        await quiet(bench)
        QTest.keyClick(sheet.label, Qt.Key.Key_Return)
        await bench.until(lambda: service.kept[DATABASE])

    play(themed, scene, service)


def test_enter_in_a_new_name_creates_and_does_not_add(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        sheet.new.click()
        QTest.keyClicks(sheet.name_line.name, "another")
        QTest.keyClick(sheet.name_line.name, Qt.Key.Key_Return)
        await bench.until(lambda: sheet.database == "another")
        assert sheet.isVisible()
        assert not any(service.kept.values())

    play(themed, scene, service)
