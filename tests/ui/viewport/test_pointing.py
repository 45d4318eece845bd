"""What lies under the pointer is told, and what is pointed at elsewhere stands out."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.shaping_driving import boxed
from tests.viewport_driving import mouse, place_of

NOTHING = Qt.MouseButton.NoButton
FINDINGS = (boxed(1, 15, (10, 10), (40, 40)), boxed(2, 15, (60, 20), (110, 80)))


def point_at(viewport, column, row):
    mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, column, row), NOTHING)


def test_the_finding_under_the_pointer_is_told_when_it_changes(viewport):
    told = []
    viewport.finding_hovered.connect(told.append)
    viewport.set_findings(FINDINGS, None)

    for column, row in ((20, 10), (30, 10), (60, 50), (50, 60)):
        point_at(viewport, column, row)
    point_at(viewport, 20, 10)
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))

    assert told == ["n1", "n2", "", "n1", ""]


def test_what_is_pointed_at_elsewhere_is_drawn_as_if_selected(viewport):
    viewport.set_findings(FINDINGS, None)
    state = viewport.state

    viewport.set_overlay(replace(state.overlay, hovered_uid=FINDINGS[0].uid))

    drawn = {item.finding_uid: item.is_selected for item in viewport.scene.items(viewport.state)}
    assert drawn == {FINDINGS[0].uid: True, FINDINGS[1].uid: False}
    assert viewport.scene.marks(viewport.state.overlay)[0] == viewport.scene.marks(state.overlay)[0]
