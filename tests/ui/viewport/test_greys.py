"""The grey values of a viewport: chosen, remembered, following the slices, said in the corner."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPointF

from tests.viewport_builders import LUNG, StoredVolume, a_description, a_volume
from tests.viewport_driving import LEFT, drag, place_of
from viewer.imaging.grey.choices import AUTOMATIC, BY_HAND, EACH, FULL_RANGE, GreyChoice, GreySource
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.ui.viewport.widget import Viewport
from viewer.words.greys import grey_name, grey_text

BRAIN = GreyChoice(GreySource.PRESET, preset="brain")
FILE = GreyChoice(GreySource.FILE_WINDOW)


@dataclass
class OwnWindows(StoredVolume):
    """Each slice has a window of its own; its centre is the slice's index."""

    @property
    def stack(self):
        stack = super().stack
        headers = [
            SimpleNamespace(**{**vars(header), "windows": (Window(float(index), 100.0),)})
            for index, header in enumerate(stack.instances)
        ]
        return SimpleNamespace(**{**vars(stack), "instances": tuple(headers)})


def test_a_choice_is_shown_and_keeps_the_inversion(viewport, qtbot):
    viewport.invert()

    with qtbot.waitSignal(viewport.window_changed, timeout=500):
        viewport.choose_grey(BRAIN)

    assert viewport.state.grey == GreyState(Window(40, 80), is_inverted=True, choice=BRAIN)


def test_what_the_stack_does_not_have_changes_nothing(viewport, qtbot):
    with qtbot.assertNotEmitted(viewport.window_changed):
        viewport.choose_grey(GreyChoice(GreySource.FILE_TABLE, 3))


def test_automatic_is_measured_on_the_slice_that_is_shown_and_stays(viewport):
    viewport.go_to_slice(3)
    viewport.choose_grey(AUTOMATIC)
    measured = viewport.state.grey
    viewport.go_to_slice(20)
    assert viewport.state.grey == measured

    viewport.choose_grey(AUTOMATIC)

    assert viewport.state.grey.window.center == pytest.approx(measured.window.center + 170)


def test_the_window_of_each_image_follows_the_slice(qtbot):
    description = a_description()
    volume = OwnWindows(a_volume(description).stored, description)
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.show_volume(volume, description)
    widget.choose_grey(EACH)

    with qtbot.waitSignal(widget.window_changed, timeout=500):
        widget.go_to_slice(7)

    assert widget.state.grey.window.center == 7.0


def test_dragging_is_by_hand_until_the_view_is_reset(viewport):
    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(30, 20))
    assert viewport.state.grey.choice == BY_HAND

    viewport.reset()

    assert viewport.state.grey.choice == FILE


def test_a_narrow_window_is_dragged_as_evenly_as_a_wide_one(viewport):
    narrow = Window(0.5, 0.25, function=WindowFunction.LINEAR_EXACT)
    viewport.set_window(narrow)

    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(-40, 0))

    assert 0.2 < viewport.state.grey.window.width < 0.25


def test_what_is_recalled_is_measured_anew_when_its_pixels_come(qtbot):
    description = a_description()
    volume = a_volume(description, missing=set(range(30)))
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.show_volume(volume, description)

    widget.recall_grey(GreyState(LUNG, is_inverted=True, choice=FULL_RANGE))
    volume.missing.discard(15)
    widget.slice_loaded(15)

    grey = widget.state.grey
    assert grey.choice == FULL_RANGE
    assert grey.is_inverted
    assert grey.window != LUNG


def test_what_is_recalled_and_not_there_any_more_is_as_at_first(viewport):
    viewport.recall_grey(GreyState(LUNG, choice=GreyChoice(GreySource.FILE_TABLE, 2)))

    assert viewport.state.grey.choice == FILE


@pytest.mark.parametrize(
    ("choice", "explanation", "words"),
    [
        (FILE, "", "from the file"),
        (FILE, "BONE", "from the file: BONE"),
        (GreyChoice(GreySource.FILE_TABLE), "NORMAL", "table of the file: NORMAL"),
        (EACH, "", "from the file, of each image"),
        (AUTOMATIC, "", "automatic"),
        (FULL_RANGE, "", "full range"),
        (BRAIN, "", "preset: Brain"),
        (BY_HAND, "", "by hand"),
    ],
)
def test_the_name_says_where_the_grey_values_come_from(choice, explanation, words):
    assert grey_name(GreyState(Window(1, 2, explanation), choice=choice)) == words


def test_the_corner_says_window_name_and_inversion():
    grey = GreyState(Window(40, 80), is_inverted=True, choice=BRAIN)

    assert grey_text(grey) == "C 40 W 80  preset: Brain  inverted"


def test_the_corner_claims_no_window_for_a_table():
    table = GreyState(Window(40, 80), table=0, choice=GreyChoice(GreySource.FILE_TABLE))

    assert grey_text(table) == "table of the file"
    assert grey_text(replace(table, table=None, choice=BY_HAND)) == "C 40 W 80  by hand"
