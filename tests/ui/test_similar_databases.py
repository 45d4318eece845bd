"""Databases of similar cases in the window: named, counted, created, deleted, looked through."""

from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.fake_similar import CREATE, DATABASES, DROP, LIST, FakeSimilar
from tests.ui.similar_scene import DATABASE, a_search, add
from tests.window_bench import Bench, play
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.dialogs.similar_databases import DatabasesSheet
from viewer.ui.dialogs.similar_delete import DeleteDatabaseSheet
from viewer.ui.dialogs.similar_images import ImagesSheet
from viewer.ui.models.similar_images import ImageColumn


async def managing(bench: Bench) -> DatabasesSheet:
    """Open the window of the databases and wait for what the service says."""
    bench.action("similar-databases")
    databases = bench.wired.similar.adding.databases
    sheet = databases.sheet
    assert sheet is not None
    await bench.until(lambda: databases._asking is not None and databases._asking.done())
    return sheet


async def images_of(bench: Bench, name: str) -> ImagesSheet:
    """Open the window of a database's images and wait for the first page."""
    images = bench.wired.similar.adding.images
    images.show(name)
    sheet = images.sheet
    assert sheet is not None
    await settled(bench)
    return sheet


async def settled(bench: Bench) -> None:
    """Wait until nothing is being read or deleted."""
    images = bench.wired.similar.adding.images
    await bench.until(lambda: images._work is None or images._work.done())


async def dialog(bench: Bench, kind: type[QDialog]) -> QDialog:
    """Wait for a dialog of a kind and return it."""

    def found() -> QDialog | None:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
        return next((one for one in shown if one.isVisible()), None)

    await bench.until(found)
    one = found()
    assert one is not None
    return one


def has_picture(sheet: ImagesSheet, row: int) -> bool:
    index = sheet.model.index(row, ImageColumn.PICTURE)
    return index.data(Qt.ItemDataRole.DecorationRole) is not None


def shown_index(bench: Bench) -> int:
    state = bench.wired.image.viewport.state
    return state.slice_index if state is not None else -1


def filled(count: int, database: str = DATABASE) -> FakeSimilar:
    """Return a service with so many pictures in a database."""
    service = a_search(database)
    for number in range(count):
        service.put_in(database, f"s{number % 3}_{number:05d}")
    return service


def test_databases_are_listed_with_how_full_they_are(themed: QApplication) -> None:
    service = filled(3)
    service.kept["knees"] = []
    service.counts["knees"] = 50_000

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        rows = {row.name: row.images_words for row in sheet.model.rows}
        assert rows == {DATABASE: "3 of 50,000", "knees": "50,000 of 50,000: full"}
        assert sheet.add_images.isEnabled()
        sheet.choose("knees")
        assert not sheet.add_images.isEnabled()

    play(themed, scene, service)


def test_a_database_one_short_of_full_takes_another_picture(themed: QApplication) -> None:
    service = a_search()
    service.counts[DATABASE] = 49_999

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        assert sheet.model.rows[0].images_words == "49,999 of 50,000"
        assert sheet.add_images.isEnabled()

    play(themed, scene, service)


def test_a_count_that_fails_is_said_beside_its_database(themed: QApplication) -> None:
    service = a_search("first", "second")
    service.before[LIST] = [b"<html>busy</html>"] * 12

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        assert not sheet.said
        assert any(row.problem for row in sheet.model.rows)

    play(themed, scene, service)


def test_the_rule_of_names_is_said_while_one_types(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        line = sheet.name_line
        assert "2 to 64" in line.said
        for text, is_fit in {
            "a": False,
            "ab": True,
            "a" * 64: True,
            "a" * 65: False,
            "Knee": False,
            "knee 1": False,
            "膝": False,
            "knee_1": True,
        }.items():
            line.name.clear()
            QTest.keyClicks(line.name, text) if text.isascii() else line.name.setText(text)
            assert line.button.isEnabled() is is_fit, text
            assert line.name.accessibleDescription() == line.said
        line.name.setText(DATABASE)
        assert not line.button.isEnabled()
        assert "of that name" in line.said

    play(themed, scene, a_search())


def test_enter_creates_a_database_and_chooses_it(themed: QApplication) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        QTest.keyClicks(sheet.name_line.name, "knees_2026")
        QTest.keyClick(sheet.name_line.name, Qt.Key.Key_Return)
        await bench.until(lambda: sheet.current_name == "knees_2026")
        assert sheet.isVisible()
        assert sheet.name_line.name.text() == ""
        assert "knees_2026" in service.kept

    play(themed, scene, service)


def test_a_name_that_the_service_refuses_is_said_under_the_line(themed: QApplication) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        service.kept["taken_meanwhile"] = []
        sheet.name_line.name.setText("taken_meanwhile")
        QTest.mouseClick(sheet.name_line.button, Qt.MouseButton.LeftButton)
        await bench.until(lambda: "exists" in sheet.name_line.said)
        assert sheet.name_line.button.isEnabled()
        assert len(service.calls_to(CREATE)) == 1

    play(themed, scene, service)


def test_no_database_yet_is_said_and_one_can_be_created(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        assert "no database yet" in sheet.said
        assert not sheet.delete_button.isEnabled()
        assert sheet.name_line.name.isEnabled()

    play(themed, scene, FakeSimilar())


def test_no_connection_is_said_and_tried_again(themed: QApplication) -> None:
    service = a_search()
    service.before[DATABASES] = [httpx.ConnectError("no route")] * 4

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        assert sheet.said
        assert sheet.retry.isVisible()
        QTest.mouseClick(sheet.retry, Qt.MouseButton.LeftButton)
        await bench.until(lambda: sheet.current_name == DATABASE)
        assert not sheet.said

    play(themed, scene, service)


def test_a_database_goes_only_when_its_name_is_typed(themed: QApplication) -> None:
    service = filled(2)

    async def scene(bench: Bench) -> None:
        sheet = await managing(bench)
        sheet.activateWindow()
        sheet.table.setFocus()
        QTest.keyClick(sheet.table, Qt.Key.Key_Delete)
        question = await dialog(bench, DeleteDatabaseSheet)
        assert isinstance(question, DeleteDatabaseSheet)
        QTest.keyClicks(question.typed, DATABASE[:-1])
        assert not question.delete_button.isEnabled()
        QTest.keyClick(question.typed, Qt.Key.Key_Return)
        assert not service.calls_to(DROP)
        QTest.keyClicks(question.typed, DATABASE[-1])
        assert question.delete_button.isEnabled()
        QTest.keyClick(question.typed, Qt.Key.Key_Return)
        await bench.until(lambda: "no database yet" in sheet.said)
        assert service.kept == {}

    play(themed, scene, service)


def test_the_images_of_a_database_come_with_their_place(themed: QApplication, series: Path) -> None:
    service = filled(2)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 4, label="Nodule")
        sheet = await images_of(bench, DATABASE)
        rows = sheet.model.rows
        assert [row.label for row in rows] == ["", "", "Nodule"]
        assert rows[0].where == "not in this library"
        assert rows[2].where == "this study, image 5"
        assert sheet.count_words == "3 of 3 images shown"
        await bench.until(lambda: has_picture(sheet, 2))
        assert not has_picture(sheet, 0)
        sheet.table.selectRow(0)
        assert not sheet.open_button.isEnabled()
        sheet.table.selectRow(2)
        sheet.open_button.click()
        await bench.until(lambda: shown_index(bench) == 4)
        assert bench.wired.similar.adding.images.sheet is None

    play(themed, scene, service)


def test_two_thousand_and_one_images_are_listed_to_the_last(themed: QApplication) -> None:
    service = filled(2001)

    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        assert sheet.model.rowCount() < 2001
        assert sheet.count_words.endswith("of 2,001 images shown")
        QTest.mouseClick(sheet.rest, Qt.MouseButton.LeftButton)
        await bench.until(lambda: not sheet.model.has_more)
        assert len({row.data_id for row in sheet.model.rows}) == 2001
        asked = service.calls_to(LIST)
        assert all(
            int(wish["Offset"]) + int(wish["Limit"]) <= 2000 for wish in asked if "Offset" in wish
        )
        assert sum("Token" in wish for wish in asked) == 1

    play(themed, scene, service)


def test_two_thousand_images_need_no_token(themed: QApplication) -> None:
    service = filled(2000)

    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        sheet.rest.click()
        await bench.until(lambda: not sheet.model.has_more)
        assert sheet.model.rowCount() == 2000
        assert not any("Token" in wish for wish in service.calls_to(LIST))

    play(themed, scene, service)


def test_further_images_come_as_one_scrolls(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        before = sheet.model.rowCount()
        sheet.table.scrollToBottom()
        await bench.until(lambda: sheet.model.rowCount() > before)

    play(themed, scene, filled(250))


def test_the_list_is_narrowed_by_how_ids_begin_and_turned_round(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        QTest.keyClicks(sheet.search, "s1_")
        QTest.keyClick(sheet.search, Qt.Key.Key_Return)
        await settled(bench)
        assert {row.entity_id[:3] for row in sheet.model.rows} == {"s1_"}
        first = sheet.model.rows[0].entity_id
        sheet.order.setCurrentIndex(1)
        await settled(bench)
        assert sheet.model.rows[-1].entity_id == first
        sheet.search.setText("S")
        assert sheet.problem_words
        sheet.search.setText("none")
        QTest.keyClick(sheet.search, Qt.Key.Key_Return)
        await settled(bench)
        assert "begins with that" in sheet.said

    play(themed, scene, filled(9))


def test_selected_images_are_deleted_after_they_are_named(themed: QApplication) -> None:
    service = filled(3)

    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        sheet.table.selectAll()
        assert not sheet.open_button.isEnabled()
        sheet.delete_button.click()
        question = await dialog(bench, QuestionSheet)
        question.accept()
        await bench.until(lambda: "no image in this database" in sheet.said)
        assert service.kept[DATABASE] == []

    play(themed, scene, service)


def test_databases_are_reached_without_an_image(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        menu = bench.window.menus.analyse
        assert menu.isEnabled()
        assert menu.actions() == [bench.wired.similar.similar.menu.menuAction()]
        assert not bench.window.analyse_button.isEnabled()
        assert bench.window.actions_by_name["similar-databases"].isEnabled()

    play(themed, scene, a_search())


def test_a_second_window_only_looks(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        bench.window.set_read_only("another window has the library")
        assert bench.window.menus.analyse.isEnabled()
        sheet = await managing(bench)
        assert not sheet.delete_button.isEnabled()
        assert not sheet.name_line.name.isEnabled()
        assert not sheet.add_images.isEnabled()
        assert sheet.images.isEnabled()
        images = await images_of(bench, DATABASE)
        images.table.selectAll()
        assert not images.delete_button.isEnabled()

    play(themed, scene, filled(1))


def test_after_a_deletion_no_image_is_left_out_of_the_list(themed: QApplication) -> None:
    service = filled(130)

    async def scene(bench: Bench) -> None:
        sheet = await images_of(bench, DATABASE)
        for row in range(3):
            index = sheet.model.index(row, 0)
            flags = sheet.table.selectionModel().SelectionFlag
            sheet.table.selectionModel().select(index, flags.Select | flags.Rows)
        sheet.delete_button.click()
        question = await dialog(bench, QuestionSheet)
        question.accept()
        await bench.until(lambda: len(service.kept[DATABASE]) == 127)
        await settled(bench)
        sheet.rest.click()
        await bench.until(lambda: not sheet.model.has_more)
        shown = [row.data_id for row in sheet.model.rows]
        assert sorted(shown) == sorted(kept.data_id for kept in service.kept[DATABASE])

    play(themed, scene, service)
