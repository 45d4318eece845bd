"""Gestures as values: on sheared stacks, turned and mirrored images."""

import pytest

from tests.overlay_builders import a_finding, a_series
from viewer.domain.standing import Decision
from viewer.editing.shaping import placed
from viewer.geometry.hit import BODY, Grip, GripPart
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion
from viewer.overlay.active import in_hand
from viewer.overlay.camera import Camera
from viewer.overlay.shapes import raster_of
from viewer.ui.viewport.hand_gestures import Reshaping, nudge_of

TILTED = a_series(step=(0.0, 1.0, 2.5))
"""Each slice is 1 mm, 1.25 rows, farther down than the one before."""
RASTER = raster_of(TILTED)


def held_on(slice_index, grip=BODY):
    held = in_hand(a_finding(1), TILTED, slice_index, Decision.UNDECIDED)
    start = held.region.centre
    return Reshaping.begun(held, grip, start, slice_index)


def test_on_a_sheared_stack_the_finding_in_hand_is_where_it_is_drawn() -> None:
    gesture = held_on(7)

    assert gesture.region.centre != pytest.approx(ImagePoint(40.25, 21.75))
    assert gesture.region.centre == pytest.approx(ImagePoint(40.25, 21.75 - 2 * 1.25))


def test_moved_on_another_slice_it_moves_as_far_on_its_own() -> None:
    gesture = held_on(7)
    start = gesture.start

    moved = gesture.dragged_to(ImagePoint(start.column + 5, start.row + 3), RASTER)

    edited = moved.result(7, 11, RASTER)
    assert edited.slice_index == 5
    assert edited.region.centre == pytest.approx(ImagePoint(45.25, 24.75))


def test_carried_to_another_slice_it_is_under_the_pointer_there() -> None:
    gesture = held_on(5)

    edited = gesture.result(8, 11, RASTER)

    assert edited.slice_index == 8
    assert edited.region.centre == pytest.approx(ImagePoint(40.25, 21.75))


def test_it_is_not_carried_beyond_the_stack() -> None:
    assert held_on(7).result(10, 11, RASTER).slice_index == 8
    assert held_on(5).result(10, 9, RASTER).slice_index == 8


def test_what_ends_where_it_began_is_no_edit() -> None:
    gesture = held_on(5)
    there = gesture.dragged_to(ImagePoint(60, 40), RASTER)

    assert there.dragged_to(gesture.start, RASTER).result(5, 11, RASTER) is None


def test_a_rim_stays_on_its_slice_whatever_the_stack_does() -> None:
    grip = Grip(GripPart.HANDLE, 0)
    gesture = held_on(5, grip)
    wider = gesture.dragged_to(ImagePoint(70, 21.75), RASTER)

    assert wider.result(9, 11, RASTER).slice_index == 5


def test_an_edited_finding_has_its_image_and_its_middle_in_the_patient() -> None:
    box = BoxRegion(ImagePoint(10, 10), ImagePoint(20, 30))

    place = placed(box, 4, TILTED)

    assert (place.instance, place.slice_index, place.region) == (TILTED.instances[4], 4, box)
    assert place.patient == TILTED.geometry.planes[4].to_patient(ImagePoint(15, 20))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_an_arrow_nudges_along_the_screen(turns, is_mirrored) -> None:
    camera = Camera.fit(100, 60, 1.6, 400, 300).rotated(turns)
    camera = camera.mirrored_horizontally() if is_mirrored else camera
    start = camera.to_device(ImagePoint(50, 30))

    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        columns, rows = nudge_of(dx, dy, camera, RASTER, is_fine=False)
        assert sorted((abs(columns), abs(rows))) == [0.0, 1.0]
        x, y = camera.to_device(ImagePoint(50 + columns, 30 + rows))
        assert (x - start[0]) * dx + (y - start[1]) * dy > 0
        assert (x - start[0]) * dy == pytest.approx((y - start[1]) * dx)


def test_a_fine_nudge_is_a_tenth_of_a_millimetre_in_both_directions() -> None:
    camera = Camera.fit(100, 60, 1.6, 400, 300)

    columns, _ = nudge_of(1, 0, camera, RASTER, is_fine=True)
    _, rows = nudge_of(0, 1, camera, RASTER, is_fine=True)

    assert (columns * 0.5, rows * 0.8) == pytest.approx((0.1, 0.1))
