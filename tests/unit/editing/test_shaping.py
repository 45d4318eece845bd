"""Single cases of reshaping, with numbers that can be followed by hand."""

import pytest

from viewer.editing.shaping import (
    drawn_box,
    drawn_line,
    drawn_marker,
    moved,
    reshaped,
    without_point,
)
from viewer.geometry.hit import BODY, Grip, GripPart, Tolerance, grip_at, handles_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion, PolygonRegion

SHEET = Raster(100, 60, (0.8, 0.5), 1.6)
BARE = Raster(100, 60, None, 2.0)
NEAR = Tolerance(1.0, 1.0)
BOX = BoxRegion(ImagePoint(20, 10), ImagePoint(50, 30))
SQUARE = PolygonRegion(
    (ImagePoint(10, 10), ImagePoint(30, 10), ImagePoint(30, 30), ImagePoint(10, 30))
)


def handle(index):
    return Grip(GripPart.HANDLE, index)


def test_a_rim_dragged_along_a_row_grows_by_the_columns_spacing():
    marker = MarkerRegion(ImagePoint(40, 20), 8.0)

    after = reshaped(marker, handle(0), ImagePoint(48, 20), ImagePoint(52, 20), SHEET)

    assert after == MarkerRegion(ImagePoint(40, 20), pytest.approx(12.0))


def test_a_rim_dragged_along_a_column_grows_by_the_rows_spacing():
    marker = MarkerRegion(ImagePoint(40, 20), 8.0)

    after = reshaped(marker, handle(1), ImagePoint(40, 25), ImagePoint(40, 30), SHEET)

    assert after == MarkerRegion(ImagePoint(40, 20), pytest.approx(16.0))


def test_a_marker_that_came_without_a_size_gets_one_at_its_rim():
    marker = MarkerRegion(ImagePoint(40, 20))
    rim = handles_of(marker, SHEET)[0]

    after = reshaped(marker, handle(0), rim, ImagePoint(44, 20), SHEET)

    assert rim == ImagePoint(46, 20)
    assert after.diameter_mm == pytest.approx(4.0)


def test_a_drawn_marker_reaches_from_its_centre_to_the_rim():
    assert drawn_marker(ImagePoint(40, 20), ImagePoint(46, 20), SHEET).diameter_mm == 6.0


def test_a_click_draws_a_marker_of_the_usual_size():
    assert drawn_marker(ImagePoint(40, 20), None, SHEET) == MarkerRegion(ImagePoint(40, 20), 6.0)


def test_without_spacing_a_marker_is_in_px_and_says_no_mm():
    marker = drawn_marker(ImagePoint(40, 20), None, BARE)

    assert marker == MarkerRegion(ImagePoint(40, 20), None, 12.0)
    assert BARE.radii_of(marker) == (6.0, 3.0)  # a circle on the screen: rows are twice as tall


@pytest.mark.parametrize(
    ("index", "low", "high"),
    [
        (0, (25, 13), (50, 30)),
        (1, (20, 13), (50, 30)),
        (2, (20, 13), (55, 30)),
        (3, (20, 10), (55, 30)),
        (4, (20, 10), (55, 33)),
        (5, (20, 10), (50, 33)),
        (6, (25, 10), (50, 33)),
        (7, (25, 10), (50, 30)),
    ],
)
def test_each_handle_of_a_box_moves_its_own_edges(index, low, high):
    place = handles_of(BOX, SHEET)[index]

    to = ImagePoint(place.column + 5, place.row + 3)

    expected = BoxRegion(ImagePoint(*low), ImagePoint(*high))
    assert reshaped(BOX, handle(index), place, to, SHEET) == expected


def test_a_corner_dragged_past_the_other_one_leaves_an_ordered_box():
    after = reshaped(BOX, handle(0), BOX.low, ImagePoint(70, 40), SHEET)

    assert after == BoxRegion(ImagePoint(50, 30), ImagePoint(70, 40))


def test_a_side_dragged_onto_the_other_one_leaves_one_px():
    after = reshaped(BOX, handle(7), ImagePoint(20, 20), ImagePoint(50.2, 20), SHEET)

    assert after == BoxRegion(ImagePoint(49, 10), ImagePoint(50, 30))


def test_a_move_stops_at_the_edge_of_the_image():
    assert moved(BOX, 80, -80, SHEET) == BoxRegion(ImagePoint(70, 0), ImagePoint(100, 20))


def test_a_drawn_box_is_ordered_and_clipped():
    box = drawn_box(ImagePoint(50, 30), ImagePoint(-10, 20), SHEET)

    assert box == BoxRegion(ImagePoint(0, 20), ImagePoint(50, 30))


def test_a_lines_end_turns_it_about_the_other_one():
    line = drawn_line(ImagePoint(10, 10), ImagePoint(20, 10), SHEET)

    after = reshaped(line, handle(1), ImagePoint(20, 10), ImagePoint(10, 20), SHEET)

    assert after == LineRegion((ImagePoint(10, 10), ImagePoint(10, 20)))
    assert (SHEET.length_of(line), SHEET.length_of(after)) == (5.0, 8.0)


def test_a_polygons_edge_gets_a_new_point_where_it_is_dragged():
    after = reshaped(SQUARE, Grip(GripPart.EDGE, 0), ImagePoint(20, 10), ImagePoint(20, 5), SHEET)

    assert after.points == (SQUARE.points[0], ImagePoint(20, 5), *SQUARE.points[1:])


def test_a_polygons_closing_edge_gets_its_point_at_the_end():
    after = reshaped(SQUARE, Grip(GripPart.EDGE, 3), ImagePoint(10, 20), ImagePoint(5, 20), SHEET)

    assert after.points == (*SQUARE.points, ImagePoint(5, 20))


def test_a_polygon_keeps_three_points():
    triangle = without_point(SQUARE, 1)

    assert triangle.points == (SQUARE.points[0], SQUARE.points[2], SQUARE.points[3])
    assert without_point(triangle, 0) == triangle


@pytest.mark.parametrize(
    ("place", "grip"),
    [
        ((35, 20), BODY),
        ((20.4, 10.4), handle(0)),
        ((24, 10.5), handle(1)),
        ((50.5, 13), handle(3)),
        ((23, 13), BODY),
        ((10, 20), None),
    ],
)
def test_a_box_is_taken_by_corner_side_or_body(place, grip):
    assert grip_at(BOX, SHEET, ImagePoint(*place), NEAR) == grip


@pytest.mark.parametrize(
    ("place", "grip"),
    [
        ((40, 20), BODY),
        ((48.3, 20.3), handle(0)),
        ((40, 24.9), handle(1)),
        ((45.6, 23.5), Grip(GripPart.EDGE)),
        ((45, 20), BODY),
        ((52, 20), None),
    ],
)
def test_a_marker_is_taken_by_rim_or_body(place, grip):
    marker = MarkerRegion(ImagePoint(40, 20), 8.0)  # 8 px across, 5 px down

    assert grip_at(marker, SHEET, ImagePoint(*place), NEAR) == grip


@pytest.mark.parametrize(
    ("place", "grip"),
    [
        ((10.5, 10.5), handle(0)),
        ((20, 10.5), Grip(GripPart.EDGE, 0)),
        ((10.5, 20), Grip(GripPart.EDGE, 3)),
        ((20, 20), BODY),
        ((40, 20), None),
    ],
)
def test_a_polygon_is_taken_by_point_edge_or_body(place, grip):
    assert grip_at(SQUARE, SHEET, ImagePoint(*place), NEAR) == grip


def test_a_line_is_taken_by_an_end_or_as_a_whole_however_short_it_is():
    line = LineRegion((ImagePoint(10, 10), ImagePoint(14, 10)))
    wide = Tolerance(5, 5)

    assert grip_at(line, SHEET, ImagePoint(9, 10), wide) == handle(0)
    assert grip_at(line, SHEET, ImagePoint(15, 10), wide) == handle(1)
    assert grip_at(line, SHEET, ImagePoint(12, 10), wide) == BODY
    assert grip_at(line, SHEET, ImagePoint(12, 20), wide) is None
