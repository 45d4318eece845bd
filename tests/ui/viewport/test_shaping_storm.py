"""Hands that do anything at any time: nothing breaks, and every region told is a sound one."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.shaping_driving import Told, boxed
from tests.viewport_builders import a_nodule
from tests.viewport_driving import (
    CONTROL,
    LEFT,
    MIDDLE,
    NONE,
    RIGHT,
    SHIFT,
    mouse,
    place_of,
    turn_wheel,
)
from viewer.editing.shaping import placed
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, LineRegion, PolygonRegion, corners_of
from viewer.overlay.shapes import raster_of
from viewer.ui.viewport.gestures import Tool

KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Z)
NOTHING = Qt.MouseButton.NoButton


class Hands:
    """A person, and a session that keeps what is told."""

    def __init__(self, viewport, qtbot, seed):
        self.viewport, self.qtbot, self.chance = viewport, qtbot, random.Random(seed)
        self.told, self.button = Told(viewport), LEFT
        box = boxed(2, 15, (20, 20), (110, 80))
        line = LineRegion((ImagePoint(10, 10), ImagePoint(60, 50)))
        outline = PolygonRegion(tuple(ImagePoint(*at) for at in ((70, 10), (100, 20), (80, 40))))
        self.findings = {
            "n1": a_nodule(1, 15, 40, 30, 21.0),
            "n2": box,
            "n3": replace(box, uid="n3", placement=replace(box.placement, region=line)),
            "n4": replace(box, uid="n4", placement=replace(box.placement, region=outline)),
        }
        self._show()
        viewport.region_edited.connect(self._keep)

    def _keep(self, uid, slice_index, region):
        place = placed(region, slice_index, self.viewport.description)
        self.findings[uid] = replace(self.findings[uid], placement=place, is_edited=True)
        self._show()

    def _show(self):
        self.viewport.set_findings(list(self.findings.values()), None)

    def do_something(self):
        chance, viewport = self.chance, self.viewport
        place = QPointF(chance.uniform(-20, 720), chance.uniform(-20, 500))
        if chance.random() < 0.5:
            finding = self.findings[viewport.state.overlay.selected_uid or "n1"]
            corner = chance.choice(corners_of(finding.placement.region))
            place = place_of(viewport, *corner) + QPointF(chance.gauss(0, 3), chance.gauss(0, 3))
        modifier = chance.choice((NONE, NONE, SHIFT, CONTROL))
        match chance.choice("pppmmmmmrrrrwkss"):
            case "p":
                kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
                self.button = chance.choice((LEFT, LEFT, LEFT, LEFT, MIDDLE, RIGHT))
                mouse(viewport, chance.choice(kinds), place, self.button, modifiers=modifier)
            case "m":
                mouse(viewport, QEvent.Type.MouseMove, place, NOTHING, held=self.button)
            case "r":
                for button in (LEFT, MIDDLE, RIGHT):
                    release = QEvent.Type.MouseButtonRelease
                    mouse(viewport, release, place, button, modifiers=modifier)
            case "w":
                turn_wheel(viewport, place, angle=chance.choice((-120, 120)), modifiers=modifier)
            case "k":
                press = chance.choice((self.qtbot.keyPress, self.qtbot.keyRelease))
                press(viewport, chance.choice(KEYS), modifier)
            case _:
                self._switch()

    def _switch(self):
        chance, viewport = self.chance, self.viewport
        match chance.randrange(6):
            case 0:
                viewport.set_tool(chance.choice(tuple(Tool)))
            case 1 | 2 | 3:
                viewport.set_editing(is_on=True)
                viewport.fit()
                viewport.go_to_slice(15)
                selected = chance.choice(tuple(self.findings))
                overlay = replace(viewport.state.overlay, selected_uid=selected)
                viewport.set_overlay(replace(overlay, is_locked=chance.random() < 0.1))
            case 4:
                viewport.rotate(1)
            case _:
                self._show()


@pytest.mark.parametrize("seed", range(4))
def test_every_region_told_lies_on_the_image(viewport, qtbot, seed):
    hands = Hands(viewport, qtbot, seed)
    raster = raster_of(viewport.description)

    for _ in range(1500):
        hands.do_something()

    told = [*hands.told.edited, *hands.told.drawn]
    assert len(told) > 5
    for _, slice_index, region in told:
        assert 0 <= slice_index < viewport.slice_count
        assert all(raster.holds(point) for point in corners_of(region))
        if isinstance(region, BoxRegion):
            assert region.low.column < region.high.column
            assert region.low.row < region.high.row
    viewport.grab()
