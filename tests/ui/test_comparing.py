"""A registered series is compared with its reference, by mouse and by key."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests import registered_builders as made
from tests.ui.names import nameless
from tests.viewport_driving import LEFT, MIDDLE, NONE, drag, mouse, place_of, turn_wheel
from tests.window_bench import Bench, play
from viewer.app.comparing_furniture import CompareFurniture
from viewer.imaging.compare import CompareMode
from viewer.paint.image import to_array
from viewer.ui.panels.result_cards import ResultCards
from viewer.ui.viewport.compare_link import ComparedView
from viewer.ui.viewport.pointer_mark import PointerMark
from viewer.ui.viewport.widget import Viewport

NO_BUTTON = Qt.MouseButton.NoButton
RUN = made.RUN
Act = Callable[[Bench], Awaitable[None]]


@pytest.fixture
def pair(tmp_path: Path) -> made.Pair:
    return made.write_pair(tmp_path / "pair")


def compared(application: QApplication, pair: made.Pair, act: Act, **kept: object) -> None:
    """Open the reference with its registration, then do something."""

    async def scene(bench: Bench) -> None:
        made.keep_run(bench.wired.library, pair, **kept)  # type: ignore[arg-type]
        await bench.open(pair.reference)
        await act(bench)

    play(application, scene)


def furniture(bench: Bench) -> CompareFurniture:
    shown = bench.wired.comparing.furniture
    assert shown is not None
    return shown


def second(bench: Bench) -> ComparedView:
    return furniture(bench).second


async def press(
    bench: Bench,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.AltModifier,
) -> None:
    viewport = bench.wired.image.viewport
    bench.window.activateWindow()
    viewport.setFocus()
    await bench.until(viewport.hasFocus)
    QTest.keyClick(viewport, key, modifier)


async def in_mode(bench: Bench, mode: CompareMode) -> None:
    """Choose a mode and wait until all of the other volume is there."""
    furniture(bench).modes[mode].trigger()
    viewport = bench.wired.image.viewport

    def is_there() -> bool:
        scene, state = viewport.scene, viewport.state
        other = scene.compared.volume(state.compare) if scene.compared else None
        return other is not None and other.is_complete

    await bench.until(is_there)
    await asyncio.sleep(0.02)


def words_on(view: Viewport) -> tuple[str, ...]:
    """Return what stands on a picture of two volumes."""
    return view.scene.compared.captions(view.state)


def pixels(bench: Bench) -> np.ndarray:
    """Return what is composed for the present slice."""
    viewport = bench.wired.image.viewport
    view = viewport.state
    state = viewport.scene.compared.composing(view)
    assert state is not None
    return viewport.scene.compared.picture(viewport.volume, view.slice_index, view.grey, state)


def test_a_registration_brings_the_bar_and_nothing_is_read_before_it_is_wanted(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        assert furniture(bench).bar.isVisible()
        assert bench.wired.image.viewport.state.compare.mode is CompareMode.REFERENCE
        assert bench.wired.image.viewport.scene.compared.registered is None

    compared(themed, pair, act)


def test_each_mode_has_a_key_and_a_button_that_agree(themed: QApplication, pair: made.Pair) -> None:
    async def act(bench: Bench) -> None:
        viewport = bench.wired.image.viewport
        for number, mode in enumerate(CompareMode):
            await press(bench, Qt.Key(Qt.Key.Key_0 + number))
            assert viewport.state.compare.mode is mode
            assert furniture(bench).bar.buttons[mode].isChecked()
        for mode, button in furniture(bench).bar.buttons.items():
            QTest.mouseClick(button, LEFT)
            assert viewport.state.compare.mode is mode
            assert second(bench).isVisible() == (mode is CompareMode.SIDE)

    compared(themed, pair, act)


def test_side_by_side_both_go_through_the_images_together(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SIDE)
        first, other = bench.wired.image.viewport, second(bench)
        assert (other.volume.stored[6] == made.before(6)).all()
        turn_wheel(first, QPointF(50, 50), angle=-240)
        assert other.state.slice_index == first.state.slice_index == 8
        turn_wheel(other, QPointF(50, 50), angle=360)
        assert other.state.slice_index == first.state.slice_index == 5
        await press(bench, Qt.Key.Key_End, NONE)
        assert other.state.slice_index == made.SLICES - 1

    compared(themed, pair, act)


def test_side_by_side_zoom_place_and_window_are_those_of_the_other(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SIDE)
        first, other = bench.wired.image.viewport, second(bench)
        turn_wheel(other, QPointF(80, 60), angle=240, modifiers=Qt.KeyboardModifier.ControlModifier)
        drag(first, MIDDLE, QPointF(80, 80), QPointF(30, 10))
        assert first.state.camera.zoom == other.state.camera.zoom
        assert first.state.camera.centre.distance_to(other.state.camera.centre) < 0.1
        drag(other, LEFT, QPointF(60, 60), QPointF(40, 0))
        assert first.state.grey.window == other.state.grey.window
        assert first.state.grey.window.width > 400
        first.invert()
        assert other.state.grey.is_inverted

    compared(themed, pair, act)


def test_side_by_side_each_view_says_which_it_is_and_what_is_under_the_pointer(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SIDE)
        first, other = bench.wired.image.viewport, second(bench)
        mouse(first, QEvent.Type.MouseMove, place_of(first, 30.5, 27.5), NO_BUTTON)
        assert first._probe.value == 190.0
        assert other._probe.value == 40.0
        cross = other.findChild(PointerMark)
        middle = QPointF(cross.geometry().center())
        assert (middle - place_of(other, 30.5, 27.5)).manhattanLength() < 2
        assert words_on(first)[0] == "Reference 2026-01-31"
        assert words_on(other)[0] == "Prior, registered 2025-01-17"
        QTest.mouseMove(bench.window.statusBar())
        QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
        assert cross.isHidden()
        assert other.accessibleName() == "Prior, registered 2025-01-17, Image 7 of 12"

    compared(themed, pair, act)


def test_a_swipe_is_dragged_with_the_mouse_and_moved_with_the_arrows(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SWIPE)
        viewport = bench.wired.image.viewport
        window, index = viewport.state.grey.window, viewport.state.slice_index
        start, end = place_of(viewport, 24.0, 10.0), place_of(viewport, 36.0, 10.0)
        drag(viewport, LEFT, start, end - start)
        assert viewport.state.compare.divider == pytest.approx(0.75, abs=0.01)
        assert viewport.state.grey.window == window
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
            await press(bench, key, NONE)
        assert viewport.state.compare.divider == pytest.approx(0.73, abs=0.01)
        assert viewport.state.slice_index == index
        drag(viewport, LEFT, place_of(viewport, 5.0, 10.0), QPointF(30, 0))
        assert viewport.state.grey.window != window

    compared(themed, pair, act)


def test_a_swipe_shows_the_reference_on_one_side_and_the_other_beyond(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SWIPE)
        viewport = bench.wired.image.viewport
        picture = pixels(bench)
        scene, view = viewport.scene, viewport.state
        furniture(bench).bar.slider.setValue(0)
        assert view.compare.divider == 0.5
        assert viewport.state.compare.divider == 0.0
        other = pixels(bench)
        furniture(bench).bar.slider.setValue(100)
        reference = pixels(bench)
        assert (picture[:, :24] == reference[:, :24]).all()
        assert (picture[:, 24:] == other[:, 24:]).all()
        assert (reference != other).any()
        assert scene is viewport.scene

    compared(themed, pair, act)


def test_the_range_of_a_difference_is_set_by_slider_key_and_drag(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.DIFFERENCE)
        viewport = bench.wired.image.viewport
        furniture(bench).bar.slider.setValue(150)
        assert pixels(bench)[27, 30].tolist() == [255, 226, 168]
        await press(bench, Qt.Key.Key_Right)
        assert viewport.state.compare.reach == 175.0
        window = viewport.state.grey.window
        drag(viewport, LEFT, QPointF(60, 60), QPointF(60, 0))
        assert viewport.state.compare.reach > 200.0
        assert viewport.state.grey.window == window
        assert f"{viewport.state.compare.reach:g} HU" in furniture(bench).bar.amount.text()

    compared(themed, pair, act)


def test_before_registration_the_body_lies_elsewhere(themed: QApplication, pair: made.Pair) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.BLEND)
        furniture(bench).bar.slider.setValue(100)
        registered = pixels(bench)
        furniture(bench).before.trigger()
        await in_mode(bench, CompareMode.BLEND)
        before = pixels(bench)
        assert (before[:, made.WAY :] == registered[:, : -made.WAY]).all()
        assert (before != registered).any()
        assert words_on(bench.wired.image.viewport)[2] == "Prior, not registered 2025-01-17"
        await press(bench, Qt.Key.Key_R)
        assert (pixels(bench) == registered).all()

    compared(themed, pair, act)


def test_of_a_damaged_archive_the_other_file_is_shown_and_that_is_said(
    themed: QApplication, pair: made.Pair
) -> None:
    files = {"DUrl": pair.archive.read_bytes()[:400], "NUrl": pair.nifti.read_bytes()}

    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.BLEND)
        furniture(bench).bar.slider.setValue(100)
        said = furniture(bench).bar.remark.text()
        assert said == "The registered series cannot be read. · the NIfTI is shown"
        assert (second(bench).isVisible(), pixels(bench).max() > 0) == (False, True)

    compared(themed, pair, act, files=files)


def test_r054_what_bears_another_patients_id_is_said_and_not_shown(
    themed: QApplication, pair: made.Pair, tmp_path: Path
) -> None:
    foreign = made.of_another_patient(tmp_path)

    async def act(bench: Bench) -> None:
        await bench.open(pair.floating)  # now it is known whose it is
        await bench.until(lambda: bench.wired.reviewing.open_run is None)
        await bench.open(pair.reference)
        await bench.until(lambda: bench.wired.reviewing.open_run)
        furniture(bench).modes[CompareMode.SIDE].trigger()
        await bench.until(lambda: "another patient" in bench.window.toast.text)
        assert not second(bench).isVisible()
        for file in bench.wired.library.result_files.of_job(RUN):
            made.keep_file(bench.wired.library, f"{file.name[:-4]}NUrl", pair.nifti.read_bytes())
        await in_mode(bench, CompareMode.SIDE)
        assert "another patient" in furniture(bench).bar.remark.text()

    compared(themed, pair, act, files={"DUrl": foreign})


@pytest.mark.parametrize("files", [{}, {"DUrl": b"<html>expired</html>"}])
def test_without_a_readable_file_the_reference_stays_and_the_reason_is_said(
    themed: QApplication, pair: made.Pair, files: dict[str, bytes]
) -> None:
    async def act(bench: Bench) -> None:
        furniture(bench).modes[CompareMode.SIDE].trigger()
        viewport = bench.wired.image.viewport
        await bench.until(bench.window.toast.isVisible)
        assert viewport.state.compare.mode is CompareMode.REFERENCE
        assert not second(bench).isVisible()

    compared(themed, pair, act, files=files)


def test_opening_a_registration_shows_it_side_by_side(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        bench.wired.comparing.open_registered(RUN)
        await bench.until(lambda: second(bench).volume and second(bench).volume.is_complete)
        assert bench.wired.image.viewport.state.compare.mode is CompareMode.SIDE

    compared(themed, pair, act)


def test_the_card_of_a_registration_has_a_button_for_it(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        card = bench.window.findings.findChild(ResultCards)
        compare, alone, *_ = (button for button in card.findChildren(QPushButton) if button.text())
        assert (compare.text(), alone.text()) == ("Compare side by side", "Open by itself")
        QTest.mouseClick(compare, LEFT)
        await bench.until(lambda: second(bench).volume and second(bench).volume.is_complete)

    compared(themed, pair, act)


def test_a_registered_series_opens_as_one_of_its_own(themed: QApplication, pair: made.Pair) -> None:
    async def act(bench: Bench) -> None:
        before = len(bench.wired.opening.stacks)
        bench.wired.comparing.open_as_series(RUN)
        await bench.until(lambda: len(bench.wired.opening.stacks) > before)
        assert len(bench.wired.opening.stacks[-1].instances) == made.SLICES

    compared(themed, pair, act)


def test_another_series_on_the_screen_takes_the_bar_away(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.SIDE)
        await bench.open(pair.floating)
        await bench.until(lambda: not furniture(bench).bar.isVisible())
        assert not second(bench).isVisible()
        assert second(bench).volume is None
        assert not furniture(bench).modes[CompareMode.BLEND].isEnabled()
        assert bench.wired.image.viewport.state.compare is None

    compared(themed, pair, act)


def test_everything_on_the_bar_has_a_name_and_is_reached_by_tab(
    themed: QApplication, pair: made.Pair
) -> None:
    async def act(bench: Bench) -> None:
        await in_mode(bench, CompareMode.BLEND)
        bar = furniture(bench).bar
        assert nameless(bar) == []
        assert bar.slider.accessibleName() == "Share of the second series"
        for widget in (*bar.buttons.values(), bar.before, bar.slider):
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus

    compared(themed, pair, act)


@pytest.mark.parametrize(
    "mode", [mode for mode in CompareMode if mode is not CompareMode.REFERENCE]
)
def test_a_copied_picture_is_the_one_that_is_seen(
    themed: QApplication, pair: made.Pair, mode: CompareMode
) -> None:
    async def act(bench: Bench) -> None:
        bench.action("copy")
        alone = to_array(QApplication.clipboard().image())
        await in_mode(bench, mode)
        bench.action("copy")
        picture = to_array(QApplication.clipboard().image())
        wide = 2 * made.COLUMNS + 2 if mode is CompareMode.SIDE else made.COLUMNS
        assert picture.shape[1] == wide
        assert (picture[:, : made.COLUMNS] != alone).any()

    compared(themed, pair, act)
