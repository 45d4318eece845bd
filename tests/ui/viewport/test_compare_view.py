"""Two volumes in one viewport: what is painted, what is said, what the mouse does."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests import registered_builders as made
from tests.viewport_builders import LUNG, a_nodule
from tests.viewport_driving import LEFT, drag, mouse, place_of
from viewer.imaging.compare import CompareMode, CompareState
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.registered import AlignedVolume, Aligner, stack_in
from viewer.paint.image import to_array
from viewer.ui.viewport.compare_amounts import AMOUNTS, amount_of, stepped, with_amount
from viewer.ui.viewport.compare_hand import CompareHand
from viewer.ui.viewport.compared import Compared
from viewer.ui.viewport.widget import Viewport
from viewer.words.compare import compared_names

COMPOSED = tuple(AMOUNTS)


@pytest.fixture(scope="module")
def volumes(tmp_path_factory):
    """Return the reference and the other one on its slices, read whole."""
    pair = made.write_pair(tmp_path_factory.mktemp("pair"))
    reference = stack_in([pair.reference])
    loader = VolumeLoader(reference)
    loader.run()
    aligner = Aligner(stack_in([pair.archive]), reference)
    aligner.run()
    return loader.volume, aligner.volume


@pytest.fixture
def view(qtbot, volumes):
    reference, other = volumes
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show()
    widget.show_volume(reference, reference.stack.description)
    widget.set_compared(Compared(other, None, compared_names("20260131", "20250117"), "HU"))
    widget.set_compare(CompareState(CompareMode.SWIPE))
    return widget


def show(view, mode, **changes):
    view.set_compare(replace(view.state.compare, mode=mode, **changes))


def screen_of(view):
    return to_array(view.screen().grabWindow(view.winId()).toImage())


def whole(view):
    return to_array(view.grab().toImage())


def captions(view):
    return view.scene.compared.captions(view.state)


@pytest.mark.parametrize("mode", COMPOSED)
def test_what_is_painted_again_leaves_nothing_old_on_the_screen(view, qapp, mode):
    show(view, mode)
    qapp.processEvents()
    for act in (
        lambda: view.go_to_slice(3),
        lambda: view.set_window(LUNG),
        lambda: view.set_compare(stepped(view.state.compare, 3)),
        lambda: view.go_to_slice(9),
        lambda: show(view, CompareMode.REFERENCE),
    ):
        act()
        qapp.processEvents()
        assert np.array_equal(screen_of(view), whole(view))


@pytest.mark.parametrize("mode", COMPOSED)
def test_each_mode_looks_different_from_the_reference(view, qapp, mode):
    show(view, CompareMode.REFERENCE)
    alone = whole(view)
    show(view, mode, tile=4)
    assert not np.array_equal(alone, whole(view))


def test_a_slice_of_the_other_that_is_not_read_shows_the_reference_and_says_so(view, volumes):
    unread = AlignedVolume(volumes[1].stack)
    view.set_compared(Compared(unread, None, compared_names("", ""), "HU"))
    assert captions(view) == ("Reference", "The other series is being read…")
    assert view.scene.compared.composing(view.state) is None


def test_the_captions_follow_a_turned_and_mirrored_picture(view):
    assert captions(view)[1] == "left: Reference 2026-01-31"
    view.flip_horizontally()
    assert captions(view)[2] == "right: Reference 2026-01-31"
    view.rotate(1)
    assert captions(view)[2] == "below: Reference 2026-01-31"


def test_the_upper_left_square_is_named_by_who_is_in_it(view):
    show(view, CompareMode.CHECKERBOARD, tile=8)  # 6 squares across: the last is the other's
    assert captions(view)[1] == "upper left square: Reference 2026-01-31"
    view.flip_horizontally()
    assert captions(view)[1] == "upper left square: Prior, registered 2025-01-17"


def test_a_later_series_is_not_called_a_prior_one():
    assert compared_names("20250101", "20260101").other == "Later one, registered 2026-01-01"
    assert compared_names("", "20260101").other == "Prior, registered 2026-01-01"


@pytest.mark.parametrize("turns", range(4))
def test_the_divider_is_dragged_however_the_picture_is_turned(view, turns):
    hand = CompareHand(view)
    view.rotate(turns)
    start, end = place_of(view, 24.0, 20.0), place_of(view, 12.0, 20.0)
    drag(view, LEFT, start, end - start)
    assert view.state.compare.divider == pytest.approx(0.25, abs=0.01)
    assert hand.parent() is view


def test_the_divider_stays_on_the_picture(view):
    hand = CompareHand(view)
    start = place_of(view, 24.0, 20.0)
    drag(view, LEFT, start, QPointF(-4000.0, 0.0))
    assert view.state.compare.divider == 0.0
    assert hand.parent() is view


def test_the_pointer_tells_where_the_divider_can_be_taken(view):
    hand = CompareHand(view)
    nothing = Qt.MouseButton.NoButton
    mouse(view, QEvent.Type.MouseMove, place_of(view, 24.0, 20.0), nothing)
    assert view.cursor().shape() is Qt.CursorShape.SplitHCursor
    mouse(view, QEvent.Type.MouseMove, place_of(view, 5.0, 20.0), nothing)
    assert view.cursor().shape() is not Qt.CursorShape.SplitHCursor
    assert hand.parent() is view


@pytest.mark.parametrize("mode", COMPOSED)
def test_an_amount_stays_within_its_range(mode):
    state = CompareState(mode)
    amount = AMOUNTS[mode]
    assert amount_of(with_amount(state, -10_000)) == amount.least
    assert amount_of(with_amount(state, 10_000)) == amount.most
    assert amount_of(stepped(state, 1)) == amount_of(state) + amount.step


def test_a_mode_without_an_amount_is_left_as_it_is():
    state = CompareState(CompareMode.SIDE)
    assert stepped(state, 5) == state


def test_in_a_difference_a_finding_can_still_be_clicked(view, qtbot):
    hand = CompareHand(view)
    show(view, CompareMode.DIFFERENCE)
    nodule = a_nodule(1, view.state.slice_index, 20, 20)
    view.set_findings([nodule], None)
    with qtbot.waitSignal(view.finding_clicked) as clicked:
        drag(view, LEFT, place_of(view, 20.5, 20.5), QPointF(0.0, 0.0))
    assert clicked.args == ["n1"]
    assert view.state.compare.reach == 400.0
    assert hand.parent() is view
