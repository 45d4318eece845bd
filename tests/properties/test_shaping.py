"""Reshaping by hand: what goes there and back is as before, and nothing leaves the image."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.editing.shaping import (
    LEAST_SIZE_PX,
    drawn_box,
    drawn_line,
    drawn_marker,
    moved,
    reshaped,
)
from viewer.geometry.hit import BODY, Grip, GripPart, Tolerance, grip_at, handles_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    PolygonRegion,
    Region,
    corners_of,
)

_EXACT = 1e-6
_FAR = st.floats(-3000, 3000)
_SPACINGS = st.none() | st.tuples(st.floats(0.05, 5), st.floats(0.05, 5))


@st.composite
def rasters(draw: st.DrawFn) -> Raster:
    """Draw an image, with or without millimetres, its pixels square or not."""
    return Raster(
        draw(st.integers(8, 900)),
        draw(st.integers(8, 900)),
        draw(_SPACINGS),
        draw(st.floats(0.3, 3)),
    )


@st.composite
def points_on(draw: st.DrawFn, raster: Raster) -> ImagePoint:
    """Draw a point of the image."""
    return ImagePoint(draw(st.floats(0, raster.columns)), draw(st.floats(0, raster.rows)))


@st.composite
def regions_on(draw: st.DrawFn, raster: Raster) -> Region:
    """Draw a region of any kind that lies on the image."""
    start, end = draw(points_on(raster)), draw(points_on(raster))
    kind = draw(st.sampled_from(("marker", "unsized", "box", "line", "polygon")))
    match kind:
        case "marker":
            return drawn_marker(start, end, raster)
        case "unsized":
            return MarkerRegion(start)
        case "box":
            return drawn_box(start, end, raster)
        case "line":
            return drawn_line(start, end, raster)
    return PolygonRegion(tuple(draw(st.lists(points_on(raster), min_size=3, max_size=9))))


def grips_of(region: Region, raster: Raster) -> list[Grip]:
    handles = [Grip(GripPart.HANDLE, index) for index in range(len(handles_of(region, raster)))]
    edges = []
    if isinstance(region, PolygonRegion):
        edges = [Grip(GripPart.EDGE, index) for index in range(len(region.points))]
    return [BODY, *handles, *edges]


@st.composite
def gripped(draw: st.DrawFn) -> tuple[Raster, Region, Grip]:
    """Draw a region on an image with a part of it that is taken hold of."""
    raster = draw(rasters())
    region = draw(regions_on(raster))
    return raster, region, draw(st.sampled_from(grips_of(region, raster)))


def assert_is_on_the_image(region: Region, raster: Raster) -> None:
    assert all(raster.holds(point) for point in corners_of(region))


def assert_has_a_size(region: Region) -> None:
    if isinstance(region, BoxRegion):
        assert region.high.column - region.low.column >= LEAST_SIZE_PX * (1 - 2e-7)
        assert region.high.row - region.low.row >= LEAST_SIZE_PX * (1 - 2e-7)
    if isinstance(region, LineRegion):
        assert region.points[0].distance_to(region.points[1]) >= LEAST_SIZE_PX * (1 - 2e-7)
    if isinstance(region, MarkerRegion):
        size = region.diameter_mm or region.diameter_px
        assert size is None or size > 0


@given(gripped(), st.tuples(_FAR, _FAR), st.tuples(_FAR, _FAR))
def test_no_drag_leaves_the_image_or_turns_a_region_inside_out(taken, start, to):
    raster, region, grip = taken

    after = reshaped(region, grip, ImagePoint(*start), ImagePoint(*to), raster)

    assert type(after) is type(region)
    assert_is_on_the_image(after, raster)
    assert_has_a_size(after)


@given(rasters(), st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_a_step_from_outside_the_image_leads_back_onto_it(raster, columns, rows):
    beyond = BoxRegion(
        ImagePoint(raster.columns - 3.0 + abs(columns), -5.0 - abs(rows)),
        ImagePoint(raster.columns + 4.0 + abs(columns), 2.0 - abs(rows)),
    )

    after = reshaped(beyond, BODY, ImagePoint(0, 0), ImagePoint(columns, rows), raster)

    assert_is_on_the_image(after, raster)


@given(gripped(), st.data())
def test_a_drag_there_and_back_is_no_change(taken, data):
    raster, region, grip = taken
    if grip.part is GripPart.EDGE:
        grip = BODY
    start = middle_grip(region, grip, raster)
    to = data.draw(points_on(raster))

    there = reshaped(region, grip, start, to, raster)
    assume_same_kind_of_corner(region, there, grip, raster, start, to)
    back = reshaped(there, grip, to, start, raster)

    for one, other in zip(corners_of(region), corners_of(back), strict=True):
        assert one.distance_to(other) < _EXACT
    if isinstance(region, MarkerRegion) and grip is BODY:
        assert back.diameter_mm == region.diameter_mm


def middle_grip(region: Region, grip: Grip, raster: Raster) -> ImagePoint:
    if grip is BODY:
        return corners_of(region)[0]
    return handles_of(region, raster)[grip.index]


def assume_same_kind_of_corner(region, there, grip, raster, start, to) -> None:
    """Leave out drags that an edge of the image or the least size stopped, and crossed boxes."""
    if grip is BODY:
        first, now = corners_of(region)[0], corners_of(there)[0]
        assume(abs(now.column - first.column - to.column + start.column) < 1e-9)
        assume(abs(now.row - first.row - to.row + start.row) < 1e-9)
    elif isinstance(region, BoxRegion):
        before, after = (
            handles_of(region, raster)[grip.index],
            handles_of(there, raster)[grip.index],
        )
        wanted_column = before.column + to.column - start.column
        wanted_row = before.row + to.row - start.row
        moves_column, moves_row = grip.index not in {1, 5}, grip.index not in {3, 7}
        assume(not moves_column or abs(after.column - wanted_column) < 1e-9)
        assume(not moves_row or abs(after.row - wanted_row) < 1e-9)
    elif isinstance(region, LineRegion):
        assume(there.points[grip.index].distance_to(to) < 1e-9)


@given(rasters(), st.data())
def test_every_handle_can_be_taken_hold_of_where_it_is_drawn(raster, data):
    region = data.draw(regions_on(raster))
    tolerance = Tolerance(0.01, 0.01)

    for index, place in enumerate(handles_of(region, raster)):
        grip = grip_at(region, raster, place, tolerance)
        assert grip is not None
        if grip.part is GripPart.HANDLE:
            taken = handles_of(region, raster)[grip.index]
            nearest = min(h.distance_to(place) for h in handles_of(region, raster))
            assert taken.distance_to(place) == pytest.approx(nearest, abs=1e-9), index


@given(rasters(), st.data())
def test_the_middle_of_a_marker_or_a_box_always_moves_it(raster, data):
    region = data.draw(regions_on(raster).filter(lambda r: isinstance(r, MarkerRegion | BoxRegion)))
    corners = corners_of(region)
    middle = ImagePoint(
        sum(point.column for point in corners) / len(corners),
        sum(point.row for point in corners) / len(corners),
    )

    assert grip_at(region, raster, middle, Tolerance(50, 50)) == BODY


@given(rasters(), st.data(), _FAR, _FAR)
def test_a_move_keeps_shape_and_size(raster, data, columns, rows):
    region = data.draw(regions_on(raster))

    after = moved(region, columns, rows, raster)

    pairs = list(zip(corners_of(region), corners_of(after), strict=True))
    shifts = [(b.column - a.column, b.row - a.row) for a, b in pairs]
    for across, down in shifts:
        assert across == pytest.approx(shifts[0][0], abs=_EXACT)
        assert down == pytest.approx(shifts[0][1], abs=_EXACT)
