"""What is locked, hidden or not revealed cannot be touched."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.shaping_driving import Told, boxed
from tests.viewport_builders import a_nodule
from tests.viewport_driving import LEFT, MIDDLE, RIGHT, SHIFT, mouse, place_of
from viewer.ui.viewport.panel import ViewportPanel

NOTHING = Qt.MouseButton.NoButton
FINDINGS = (
    a_nodule(1, 15, 40, 30, 21.0),
    boxed(2, 15, (20, 20), (110, 80)),
    replace(a_nodule(3, 15, 90, 60), is_own=True),
)
MEASURES = {
    "locked": {"is_locked": True},
    "hidden": {"hidden_uids": frozenset({"n1", "n2", "n3"})},
    "overlay off": {"is_visible": False},
}


def random_drag(viewport, chance):
    """Press, move and let go somewhere, with any button, at times with Shift or as a double."""
    button = chance.choice((LEFT, LEFT, LEFT, MIDDLE, RIGHT))
    modifiers = chance.choice((Qt.KeyboardModifier.NoModifier, SHIFT))
    press = chance.choice((QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick))
    start = QPointF(chance.uniform(0, viewport.width()), chance.uniform(0, viewport.height()))
    way = chance.choice((QPointF(0, 0), QPointF(chance.gauss(0, 60), chance.gauss(0, 60))))
    mouse(viewport, QEvent.Type.MouseMove, start, NOTHING)
    mouse(viewport, press, start, button, modifiers=modifiers)
    mouse(viewport, QEvent.Type.MouseMove, start + way, NOTHING, held=button, modifiers=modifiers)
    mouse(viewport, QEvent.Type.MouseButtonRelease, start + way, button, modifiers=modifiers)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_thousand_drags_and_clicks_change_nothing(viewport, measure):
    told = Told(viewport)
    viewport.set_findings(FINDINGS, None)
    overlay = replace(viewport.state.overlay, selected_uid="n1", **measure)
    viewport.set_overlay(overlay)
    viewport.set_editing(is_on=True)
    camera, chance = viewport.state.camera, random.Random(41)

    for _ in range(1000):
        random_drag(viewport, chance)
        viewport.set_camera(camera)

    assert (told.edited, told.drawn, told.clicked) == ([], [], [])
    assert viewport.state.overlay == overlay
    assert viewport.scene.findings == FINDINGS


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_nothing_is_said_of_it_under_the_pointer(viewport, measure):
    viewport.set_findings(FINDINGS, None)
    viewport.set_hints({"n1": "A nodule"})
    viewport.set_overlay(replace(viewport.state.overlay, **measure))

    mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, 41, 31), NOTHING)

    assert viewport.toolTip() == ""
    assert viewport.cursor().shape() is Qt.CursorShape.CrossCursor


def test_what_is_unlocked_again_can_be_touched_again(viewport):
    told = Told(viewport)
    viewport.set_findings(FINDINGS, None)
    overlay = replace(viewport.state.overlay, selected_uid="n1")
    viewport.set_overlay(replace(overlay, is_locked=True))
    viewport.set_editing(is_on=True)
    assert viewport.active is None

    viewport.set_overlay(overlay)

    assert viewport.active.handles
    mouse(viewport, QEvent.Type.MouseButtonPress, place_of(viewport, 41, 31), LEFT)
    mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, 60, 31), NOTHING, held=LEFT)
    mouse(viewport, QEvent.Type.MouseButtonRelease, place_of(viewport, 60, 31), LEFT)
    assert len(told.edited) == 1


def test_locking_during_a_drag_ends_it(viewport):
    told = Told(viewport)
    viewport.set_findings(FINDINGS, None)
    viewport.set_overlay(replace(viewport.state.overlay, selected_uid="n1"))
    viewport.set_editing(is_on=True)
    mouse(viewport, QEvent.Type.MouseButtonPress, place_of(viewport, 41, 31), LEFT)
    mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, 60, 31), NOTHING, held=LEFT)

    viewport.set_overlay(replace(viewport.state.overlay, is_locked=True))
    mouse(viewport, QEvent.Type.MouseButtonRelease, place_of(viewport, 60, 31), LEFT)

    assert told.edited == []


def test_before_the_service_is_revealed_only_own_findings_are_there(viewport):
    viewport.set_findings(FINDINGS, None)
    viewport.set_overlay(replace(viewport.state.overlay, hides_service=True))

    items = viewport.scene.items(viewport.state)

    assert [item.finding_uid for item in items] == ["n3"]
    assert items[0].label.startswith("+3")
    at = place_of(viewport, 41, 31)
    assert viewport.finding_at(at.x(), at.y()) is None


def test_the_slice_bar_marks_nothing_of_the_service_before_it_is_revealed(qtbot, viewport):
    panel = ViewportPanel()
    qtbot.addWidget(panel)
    panel.viewport.show_volume(viewport.volume, viewport.description)
    panel.viewport.set_findings(FINDINGS[:2], None)
    assert panel.bar._marks

    panel.viewport.set_overlay(replace(panel.viewport.state.overlay, hides_service=True))

    assert panel.bar._marks == {}
