"""Adding pictures to a database in the window: chosen, shown as sent, counted, taken up again."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.fake_similar import ADD, CREATE, FakeSimilar
from tests.image_builders import png_bytes
from tests.ui.adding_scene import added, asked, quiet, select, shown_stack, talk_of
from tests.ui.similar_scene import DATABASE, a_search
from tests.window_bench import Bench, play
from viewer.app.similar import DrawnRegion
from viewer.storage.settings import SERVICE, VENDOR_URL
from viewer.ui.dialogs.similar_add import Source


def test_this_view_is_added_as_it_is_shown(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        assert sheet.source is Source.VIEW
        assert sheet.database == DATABASE
        assert sheet.go.text() == "Add one image"
        assert sheet.leaving.strip.count() == 1
        assert "129 × 129 px" in sheet.leaving.strip.item(0).text()
        progress = await added(bench)
        assert "1 of 1 added" in progress.line
        assert len(service.kept[DATABASE]) == 1

    play(themed, scene, service)


def test_what_is_sent_beside_a_picture_is_shown_before(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        QTest.keyClicks(sheet.label, "spiculated")
        await quiet(bench)
        QTest.mouseClick(sheet.leaving.unfold, Qt.MouseButton.LeftButton)
        shown = sheet.leaving.texts.toPlainText()
        await added(bench)
        sent = service.calls_to(ADD)[0]
        assert f"EntityId: {sent['EntityId']}" in shown
        assert f"ExtraData: {sent['ExtraData']}" in shown
        assert "spiculated" in shown

        sheet = await asked(bench)
        QTest.mouseClick(sheet.leaving.unfold, Qt.MouseButton.LeftButton)
        await quiet(bench)
        assert sheet.leaving.texts.toPlainText().startswith("EntityId: ")  # no label: no line
        sheet.reject()

    play(themed, scene, service)


def test_a_label_that_names_the_patient_is_not_taken(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        sheet.label.setText("nodule of Quxplant")
        await quiet(bench)
        assert sheet.label_said
        assert not sheet.go.isEnabled()
        sheet.label.setText("nodule")
        await quiet(bench)
        assert not sheet.label_said
        assert sheet.go.isEnabled()

    play(themed, scene, a_search())


def test_the_region_that_was_drawn_is_added_alone(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        stack, view = shown_stack(bench), bench.wired.image.viewport
        index = view.state.slice_index if view.state is not None else 0
        region = (4, 2, 20, 18)
        bench.wired.similar.similar.drawn = DrawnRegion(stack.description.reference, index, region)
        sheet = await asked(bench, Source.REGION)
        assert "16 × 16" in sheet.sources.currentText()
        await added(bench)
        assert json.loads(service.kept[DATABASE][0].extra_data)["r"] == list(region)

    play(themed, scene, service)


def test_a_vendor_and_what_it_costs_are_named_before_anything_is_sent(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        settings = bench.wired.library.settings
        settings.set(SERVICE, "vendor")
        settings.set(VENDOR_URL, "https://gateway.example.org")
        await bench.open(series)
        sheet = await asked(bench)
        said = [label.text() for label in sheet.findChildren(QLabel)]
        assert any("gateway.example.org" in words and "billed" in words for words in said)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        await bench.until(lambda: bench.wired.similar.adding.talk is None)
        assert not service.calls_to(ADD)

    play(themed, scene, service)


def test_selected_findings_are_cut_out_with_their_names(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        select(bench, 1)
        sheet = await asked(bench, Source.FINDINGS)
        assert "cut out: 1" in sheet.sources.currentText()
        await added(bench)
        sent = json.loads(service.kept[DATABASE][0].extra_data)
        assert sent["r"]
        assert sent["d"]
        assert sent["l"]

    play(themed, scene, service)


def test_key_images_are_those_with_findings_and_every_so_many(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench, Source.KEY_IMAGES)
        assert sheet.source_said.startswith("No finding")
        assert sheet.go.text() == "Add one image"
        sheet.step.setValue(5)
        await quiet(bench)
        assert sheet.go.text() == "Add 4 images"
        assert sheet.source_said == "4 of 20 images"
        assert sheet.leaving.strip.count() == 4

    play(themed, scene, a_search())


def test_a_folder_is_looked_through_and_added(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    service = a_search()
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(1)
    for number in range(3):
        pixels = rng.integers(0, 255, (150, 160, 3), np.uint8)
        (folder / f"{number}.png").write_bytes(png_bytes(pixels))

    async def scene(bench: Bench) -> None:
        sheet = await asked(bench, Source.FOLDER)
        assert "folder" in sheet.source_said
        assert not sheet.go.isEnabled()
        await talk_of(bench).read_folder(folder)
        await quiet(bench)
        assert sheet.go.text() == "Add 3 images"
        progress = await added(bench)
        assert "3 of 3 added" in progress.line
        assert len(service.kept[DATABASE]) == 3

    play(themed, scene, service)


def test_without_a_database_one_is_created_in_the_same_place(
    themed: QApplication, series: Path
) -> None:
    service = FakeSimilar()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        assert not sheet.go.isEnabled()
        assert sheet.name_line.isVisible()
        QTest.keyClicks(sheet.name_line.name, "first_one")
        QTest.keyClick(sheet.name_line.name, Qt.Key.Key_Return)
        await bench.until(lambda: sheet.database == "first_one")
        await quiet(bench)
        assert sheet.isVisible()
        assert sheet.go.isEnabled()
        assert len(service.calls_to(CREATE)) == 1

    play(themed, scene, service)


@pytest.mark.parametrize(("there", "is_fit"), [(49_999, True), (50_000, False)])
def test_a_full_database_takes_nothing_more(
    themed: QApplication, series: Path, there: int, is_fit: bool
) -> None:
    service = a_search()
    service.counts[DATABASE] = there

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        assert sheet.go.isEnabled() is is_fit
        assert bool(sheet.said) is not is_fit
        sheet.sources.setCurrentIndex(sheet.sources.findData(Source.KEY_IMAGES.value))
        sheet.step.setValue(10)
        await quiet(bench)
        assert not sheet.go.isEnabled()
        assert sheet.said

    play(themed, scene, service)


def test_a_second_window_adds_nothing(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.window.set_read_only("another window has the library")
        assert not bench.window.actions_by_name["similar-add"].isEnabled()
        bench.wired.similar.adding.ask()
        assert bench.wired.similar.adding.talk is None

    play(themed, scene, a_search())
