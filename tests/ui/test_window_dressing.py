"""The file's own graphics and shutter in the real window, by key and menu."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.dressed_builders import add_plane
from tests.image_builders import write_series
from tests.window_bench import Bench, play
from viewer.geometry.points import ImagePoint
from viewer.paint.image import to_array

ROWS, COLUMNS = 64, 64
LINE, COVERED = ImagePoint(32.5, 40.5), ImagePoint(58.0, 32.5)


def a_dressed_series(folder: Path) -> Path:
    """Write two black images with a white line and a grey shutter."""
    line = np.zeros((ROWS, COLUMNS), bool)
    line[38:43, 10:45] = True

    def edit(data, _):
        data.ShutterShape, data.ShutterPresentationValue = "RECTANGULAR", 0x8000
        data.ShutterLeftVerticalEdge, data.ShutterRightVerticalEdge = 1, 52
        data.ShutterUpperHorizontalEdge, data.ShutterLowerHorizontalEdge = 1, 64
        add_plane(data, line)

    black = np.zeros((ROWS, COLUMNS), np.int16)
    size = {"rows": ROWS, "columns": COLUMNS}
    write_series(folder, slices=2, values=lambda _: black, windows=((100, 200),), edit=edit, **size)
    return folder


def grey_at(bench: Bench, point: ImagePoint) -> int:
    viewport = bench.wired.image.viewport
    x, y = viewport.state.camera.to_device(point)
    return int(to_array(viewport.grab().toImage())[int(y), int(x), 0])


def test_keys_and_menu_switch_what_the_file_wants_over_the_pixels(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(a_dressed_series(tmp_path / "in"))
        viewport, actions = bench.wired.image.viewport, bench.window.actions_by_name
        assert actions["graphics"].isChecked()
        assert actions["shutter"].isChecked()
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (255, 128)

        viewport.setFocus()
        QTest.keyClick(viewport, Qt.Key.Key_G)
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (0, 128)

        bench.action("shutter")
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (0, 0)

        viewport.step(1)
        bench.action("graphics")
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (255, 0)
        viewport.invert()
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (255, 255)

    play(themed, scene)


def test_the_picture_to_be_exported_is_dressed_as_on_the_screen(
    themed: QApplication, tmp_path: Path
) -> None:
    from viewer.app.exporting import _figure_request

    async def scene(bench: Bench) -> None:
        await bench.open(a_dressed_series(tmp_path / "in"))
        bench.action("graphics")

        request = _figure_request(bench.wired.exporting._subject(hides_identity=True))

        assert (request.dress.shutter, request.dress.graphics) == (True, False)

    play(themed, scene)


def test_graphics_are_left_out_while_the_identity_is_hidden(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(a_dressed_series(tmp_path / "in"))
        viewport = bench.wired.image.viewport
        viewport.set_identity_hidden(True)
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (0, 128)
        viewport.set_identity_hidden(False)
        assert (grey_at(bench, LINE), grey_at(bench, COVERED)) == (255, 128)

    play(themed, scene)
