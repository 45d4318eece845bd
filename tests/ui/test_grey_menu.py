"""The menu of grey windows in the real window, its keys, and the memory over a restart."""

from pathlib import Path

import numpy as np
import pytest
from pydicom.sequence import Sequence
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from tests.unit.imaging.test_luts import item, words
from tests.window_bench import Bench, play
from viewer.imaging.grey.choices import AUTOMATIC, FULL_RANGE, GreyChoice, GreySource
from viewer.imaging.grey.window import Window


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """Write a CT whose file has two windows and a table."""

    def edit(data, _):
        data.WindowCenterWidthExplanation = ["STANDARD", "BONE & JOINT"]
        data.VOILUTSequence = Sequence([item((4, 0, 8), words(0, 85, 170, 255), "NORMAL")])

    write_series(tmp_path / "rich", slices=3, windows=((40, 400), (400, 2000)), edit=edit)
    return tmp_path / "rich"


def entries(bench: Bench) -> list[str]:
    return [action.text() for action in bench.window.menus.presets.actions() if action.text()]


async def switch(bench: Bench, folder: Path) -> None:
    """Open another series and wait until it is on the screen."""
    before = bench.wired.opening.shown
    bench.wired.opening.open([str(folder)])
    await bench.until(lambda: bench.wired.opening.shown is not before)
    await bench.until(lambda: bench.wired.opening.shown.volume.is_complete)
    await bench.until(lambda: grey(bench) is not None)


def checked(bench: Bench) -> list[str]:
    actions = bench.window.menus.presets.actions()
    return [action.text() for action in actions if action.isChecked()]


def choose(bench: Bench, words: str) -> None:
    actions = bench.window.menus.presets.actions()
    next(action for action in actions if action.text().startswith(words)).trigger()


def press(bench: Bench, key: Qt.Key) -> None:
    QTest.keyClick(bench.wired.image.viewport, key)


def grey(bench: Bench):
    return bench.wired.image.viewport.state.grey


def test_the_menu_is_grouped_and_one_entry_is_checked(themed: QApplication, rich: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(rich)

        assert entries(bench)[:8] == [
            "From the file",
            "STANDARD  C 40 W 400",
            "BONE && JOINT  C 400 W 2000",
            "Table: NORMAL",
            "Measured on the image",
            "Automatic (1st to 99th percentile)",
            "Full range",
            "Presets for CT",
        ]
        assert checked(bench) == ["STANDARD  C 40 W 400"]
        choose(bench, "Table")
        assert checked(bench) == ["Table: NORMAL"]
        assert grey(bench).table == 0
        choose(bench, "Table")
        assert checked(bench) == ["Table: NORMAL"]
        assert bench.window.preset_button.toolTip().startswith("table of the file: NORMAL\n")

    play(themed, scene)


def test_digits_choose_and_the_button_says_what(themed: QApplication, rich: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(rich)
        button = bench.window.preset_button

        press(bench, Qt.Key.Key_2)
        assert button.text() == "Lung"
        press(bench, Qt.Key.Key_8)
        assert (grey(bench).choice, button.text()) == (AUTOMATIC, "Automatic")
        press(bench, Qt.Key.Key_9)
        assert (grey(bench).choice, button.text()) == (FULL_RANGE, "Full range")
        press(bench, Qt.Key.Key_0)
        assert grey(bench).choice == GreyChoice(GreySource.FILE_WINDOW)

    play(themed, scene)


def test_the_invert_button_shows_that_it_is_inverted(themed: QApplication, rich: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(rich)
        invert = bench.window.actions_by_name["invert"]

        press(bench, Qt.Key.Key_I)
        assert (invert.isChecked(), grey(bench).is_inverted) == (True, True)
        press(bench, Qt.Key.Key_R)
        assert (invert.isChecked(), grey(bench).is_inverted) == (False, False)

    play(themed, scene)


def test_colours_have_no_menu(themed: QApplication, tmp_path: Path) -> None:
    def coloured(data, _):
        data.SamplesPerPixel, data.PhotometricInterpretation = 3, "RGB"
        data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
        data.PlanarConfiguration, data.PixelRepresentation = 0, 0
        data.PixelData = np.zeros((6, 8, 3), np.uint8).tobytes()

    write_series(tmp_path / "rgb", slices=1, windows=(), edit=coloured)

    async def scene(bench: Bench) -> None:
        await bench.open(tmp_path / "rgb")

        assert entries(bench) == []
        assert not bench.window.preset_button.isEnabled()
        assert bench.window.preset_button.text() == "Window"

    play(themed, scene)


def test_a_series_comes_back_as_it_was_looked_at(
    themed: QApplication, rich: Path, series: Path
) -> None:
    async def look(bench: Bench) -> None:
        await bench.open(rich)
        press(bench, Qt.Key.Key_8)
        press(bench, Qt.Key.Key_I)
        first = grey(bench)
        await switch(bench, series)
        assert grey(bench).choice == GreyChoice(GreySource.FILE_WINDOW)
        bench.wired.image.viewport.set_window(Window(12.5, 345.0))
        await switch(bench, rich)
        assert grey(bench) == first

    async def come_back(bench: Bench) -> None:
        await bench.open(rich)
        assert (grey(bench).choice, grey(bench).is_inverted) == (AUTOMATIC, True)
        assert checked(bench) == ["Automatic (1st to 99th percentile)"]
        await switch(bench, series)
        assert grey(bench).window == Window(12.5, 345.0)
        assert bench.window.preset_button.text() == "By hand"

    play(themed, look)
    play(themed, come_back)


def test_reset_forgets_what_was_chosen(themed: QApplication, rich: Path) -> None:
    async def look(bench: Bench) -> None:
        await bench.open(rich)
        press(bench, Qt.Key.Key_2)

    async def reset(bench: Bench) -> None:
        await bench.open(rich)
        assert grey(bench).choice.preset == "lung"
        press(bench, Qt.Key.Key_R)

    async def come_back(bench: Bench) -> None:
        await bench.open(rich)
        assert grey(bench).choice == GreyChoice(GreySource.FILE_WINDOW)

    for scene in (look, reset, come_back):
        play(themed, scene)


def test_a_choice_is_written_while_the_window_goes_on(themed: QApplication, rich: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(rich)
        press(bench, Qt.Key.Key_2)
        reference = bench.wired.opening.shown.stack.description.reference
        kept = bench.wired.library.grey_choices

        bench.wired.grey_memory.save()
        await bench.until(lambda: kept.of_series(reference))

        assert kept.of_series(reference).preset == "lung"

    play(themed, scene)
