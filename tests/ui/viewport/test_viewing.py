"""What a viewport shows, and what it says of itself, when it is told to."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.review_builders import a_review
from tests.viewport_builders import LUNG, a_description, a_nodule, a_volume
from tests.viewport_driving import LEFT, NONE, drag, turn_wheel
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint
from viewer.imaging.problems import SliceProblem
from viewer.overlay.compose import OverlayState
from viewer.ui.viewport.widget import Viewport


def test_show_finding_selects_goes_there_and_centres(viewport):
    viewport.set_findings([a_nodule(7, 22, 100, 20)], None)

    viewport.show_finding(a_nodule(7, 22, 100, 20), is_close=True)

    assert viewport.state.slice_index == 22
    assert viewport.state.overlay.selected_uid == "n7"
    assert viewport.state.camera.centre == pytest.approx((100.5, 20.5), abs=0.5)
    assert not viewport.state.camera.is_fitted


def test_reset_returns_to_the_first_look_but_stays_on_the_slice(viewport):
    first = viewport.state
    viewport.go_to_slice(3)
    viewport.rotate(1)
    viewport.flip_horizontally()
    viewport.zoom_in()
    viewport.invert()

    viewport.reset()

    assert viewport.state.camera == first.camera
    assert viewport.state.grey == first.grey
    assert viewport.state.slice_index == 3


def test_turning_four_times_and_flipping_twice_is_nothing(viewport):
    before = tuple(viewport.state.camera.matrix)

    for _ in range(4):
        viewport.rotate(1)
    viewport.flip_vertically()
    viewport.flip_vertically()

    assert tuple(viewport.state.camera.matrix) == pytest.approx(before)


def test_one_to_one_lies_on_whole_device_pixels(viewport):
    viewport.one_to_one()

    camera = viewport.state.camera
    x, y = camera.to_device(ImagePoint(0, 0))
    assert camera.zoom == 1.0
    assert (x, y) == (round(x), round(y))


def test_a_resized_view_stays_fitted(viewport):
    viewport.resize(501, 403)

    assert viewport.state.camera.is_fitted
    assert viewport.state.camera.view_width == 501


def test_another_look_is_kept_when_nothing_changed(viewport, qtbot):
    with (
        qtbot.assertNotEmitted(viewport.camera_changed),
        qtbot.assertNotEmitted(viewport.window_changed),
    ):
        viewport.fit()
        viewport.set_window(LUNG)


def test_dropped_files_are_told_by_their_paths(viewport, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x")])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)

    with qtbot.waitSignal(viewport.files_dropped, timeout=500) as told:
        viewport.dropEvent(event)

    assert told.args == [[str(tmp_path)]]


def test_colours_have_no_window_so_a_left_drag_pans(qtbot):
    description = a_description(slices=1, has_geometry=False, modality="XC")
    volume = a_volume(description, windows=())
    volume.stored = volume.stored[..., None].repeat(3, axis=3).astype("uint8")
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.resize(300, 300)
    widget.show_volume(volume, description)
    before = widget.state

    drag(widget, LEFT, QPointF(150, 150), QPointF(20, 10))

    assert widget.state.grey == before.grey
    assert widget.state.camera != before.camera


def test_a_stack_without_window_waits_for_its_first_pixels(qtbot):
    description = a_description(modality="MR")
    volume = a_volume(description, windows=(), missing=set(range(30)))
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.show_volume(volume, description)
    before = widget.state.grey

    volume.missing.discard(15)
    widget.slice_loaded(15)

    assert before is None
    assert widget.state.grey is not None


def test_loading_is_told_as_a_share(viewport, qtbot):
    viewport.volume.missing = set(range(15))

    with qtbot.waitSignal(viewport.load_changed, timeout=500) as told:
        viewport.slice_loaded(20)

    assert told.args == [0.5]


def test_each_state_names_itself_to_a_screen_reader(viewport):
    viewport.go_to_slice(4)
    with_image = viewport.accessibleName()
    viewport.show_error("Nothing was found", "Choose another folder.")

    assert with_image == "Image 5 of 30"
    assert viewport.accessibleName() == "Nothing was found"
    assert viewport.state is None


def test_a_view_without_a_stack_ignores_commands(qtbot):
    widget = Viewport()
    qtbot.addWidget(widget)

    widget.step(1)
    widget.fit()
    widget.invert()
    widget.set_overlay(OverlayState(is_visible=False))
    turn_wheel(widget, QPointF(5, 5), angle=-120)
    drag(widget, LEFT, QPointF(5, 5), QPointF(30, 30))

    assert widget.state is None


@pytest.mark.parametrize("problem", [SliceProblem.DAMAGED, SliceProblem.CUT_SHORT])
def test_every_slice_can_be_painted_whatever_its_state(viewport, problem):
    viewport.volume.missing = {3}
    viewport.volume.slice_problems = {4: problem}
    viewport.set_findings([a_nodule(1, 4, 40, 30)], a_review({"n1": Decision.ACCEPTED}))

    pictures = []
    for index in (3, 4, 5):
        viewport.go_to_slice(index)
        pictures.append(viewport.grab().toImage())

    assert pictures[0] != pictures[1] != pictures[2]


def test_another_screen_keeps_the_size_of_what_is_seen(viewport, monkeypatch):
    viewport.zoom_by(2.2)
    zoom = viewport.state.camera.zoom
    monkeypatch.setattr(viewport, "devicePixelRatioF", lambda: 2.0)

    viewport.resize(650, 480)

    assert viewport.state.camera.zoom == pytest.approx(2 * zoom)
    assert viewport.state.camera.view_width == 1300
