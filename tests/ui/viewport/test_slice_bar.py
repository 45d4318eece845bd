"""The slider beside the viewport."""

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.review_builders import a_review
from tests.viewport_builders import a_description, a_nodule, a_volume
from viewer.domain.standing import Decision
from viewer.overlay.compose import OverlayState
from viewer.overlay.style import ACCEPTED, UNDECIDED
from viewer.ui.viewport.panel import ViewportPanel
from viewer.ui.viewport.slice_bar import SliceBar


@pytest.fixture
def panel(qtbot):
    widget = ViewportPanel()
    qtbot.addWidget(widget)
    widget.resize(640, 480)
    widget.show()
    widget.viewport.show_volume(a_volume(), a_description())
    return widget


def press(qtbot, bar, index):
    place = QPoint(bar.width() // 2, round(bar.y_of(index)))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)


def test_the_bar_follows_the_viewport(panel):
    panel.viewport.go_to_slice(4)

    assert (panel.bar.minimum(), panel.bar.maximum(), panel.bar.value()) == (0, 29, 4)


def test_a_press_on_the_bar_goes_to_that_slice(panel, qtbot):
    press(qtbot, panel.bar, 23)

    assert panel.viewport.state.slice_index == 23


def test_arrow_down_on_the_bar_is_the_next_image(panel, qtbot):
    qtbot.keyClick(panel.bar, Qt.Key.Key_Down)

    assert panel.viewport.state.slice_index == 16


def test_following_asks_for_nothing(qtbot):
    bar = SliceBar()
    qtbot.addWidget(bar)
    with qtbot.assertNotEmitted(bar.slice_requested):
        bar.show_stack(50)
        bar.show_slice(20)

    assert bar.value() == 20


def test_a_press_near_a_mark_goes_to_the_marked_slice(qtbot):
    bar = SliceBar()
    qtbot.addWidget(bar)
    bar.resize(22, 120)
    bar.show_stack(600)
    bar.show_marks({301: "#ffffff"}, frozenset())

    with qtbot.waitSignal(bar.slice_requested, timeout=500) as asked:
        press(qtbot, bar, 296)

    assert asked.args == [301]


def test_marks_show_where_findings_are_and_what_was_decided(panel):
    nodules = [a_nodule(1, 5, 40, 30, 1.0), a_nodule(2, 20, 40, 30, 1.0)]

    panel.viewport.set_findings(nodules, a_review({"n2": Decision.ACCEPTED}))
    panel.viewport.set_overlay(OverlayState(selected_uid="n2"))

    marks, emphasised = panel.viewport.scene.marks(panel.viewport.state.overlay)
    assert marks == {5: UNDECIDED, 20: ACCEPTED}
    assert emphasised == {20}


def test_a_single_image_has_no_bar(panel):
    description = a_description(slices=1)

    panel.viewport.show_volume(a_volume(description), description)

    assert not panel.bar.isVisible()


def test_the_bar_says_what_it_is(panel):
    assert panel.bar.accessibleName() == "Slice"
