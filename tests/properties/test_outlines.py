"""What holds of outlines however somebody draws them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.editing.outlines import (
    bent,
    evenly,
    is_outline,
    knots_of,
    perimeter,
    rounded,
    signed_area,
    simplified,
    smooth_region,
    smoothed,
    traced,
)
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, PolygonRegion

RASTER = Raster(400, 300)


@st.composite
def rings(draw: st.DrawFn) -> tuple[ImagePoint, ...]:
    """An outline around (200, 150) as a shaky hand draws it: 5 to 80 points, no crossings."""
    count = draw(st.integers(5, 80))
    radii = draw(st.lists(st.floats(20, 60), min_size=count, max_size=count))
    turn = draw(st.floats(0, 6))
    return tuple(
        ImagePoint(
            200 + radius * math.cos(turn + 2 * math.pi * i / count),
            150 + radius * math.sin(turn + 2 * math.pi * i / count),
        )
        for i, radius in enumerate(radii)
    )


def off(point: ImagePoint, ring: tuple[ImagePoint, ...]) -> float:
    """Return how far a point lies off a ring."""
    best = math.inf
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        dx, dy = b.column - a.column, b.row - a.row
        square = dx * dx + dy * dy
        along = ((point.column - a.column) * dx + (point.row - a.row) * dy) / square
        along = min(max(along, 0), 1)
        best = min(best, point.distance_to(ImagePoint(a.column + along * dx, a.row + along * dy)))
    return best


def wrinkles(ring: tuple[ImagePoint, ...]) -> float:
    """Return how much a ring turns in all, in turns: 1 for what is convex."""
    turns = 0.0
    for i, at in enumerate(ring):
        before, after = ring[i - 1], ring[(i + 1) % len(ring)]
        one = math.atan2(at.row - before.row, at.column - before.column)
        other = math.atan2(after.row - at.row, after.column - at.column)
        turns += abs((other - one + math.pi) % (2 * math.pi) - math.pi)
    return turns / (2 * math.pi)


@given(rings(), st.floats(0.1, 15))
def test_a_simplified_ring_stays_near_every_point_and_has_no_new_ones(ring, far):
    simple = simplified(ring, far)

    assert 3 <= len(simple) <= len(ring)
    assert set(simple) <= set(ring)
    if len(simple) > 3:
        assert max(off(point, simple) for point in ring) <= far + 1e-6


@given(rings(), st.integers(3, 100))
def test_even_places_lie_on_the_ring_as_far_apart_as_one_another(ring, count):
    even = evenly(ring, count)

    assert len(even) == count
    assert even[0] == ring[0]
    assert max(off(point, ring) for point in even) < 1e-6
    assert perimeter(even) <= perimeter(ring) + 1e-6


@given(rings(), st.integers(1, 5))
def test_rounding_keeps_the_middle_and_leaves_the_hull_to_nobody(ring, passes):
    made = rounded(ring, passes)

    for axis in (0, 1):
        before, after = [p[axis] for p in ring], [p[axis] for p in made]
        assert sum(after) / len(after) == pytest.approx(sum(before) / len(before), abs=1e-6)
        assert min(before) - 1e-9 <= min(after) <= max(after) <= max(before) + 1e-9
    assert perimeter(made) <= perimeter(ring) + 1e-6


@given(rings())
def test_smoothing_keeps_the_area_and_the_direction_and_takes_wrinkles_away(ring):
    made = smoothed(ring, RASTER)

    assert signed_area(made) == pytest.approx(signed_area(ring), rel=0.04)
    assert wrinkles(made) <= wrinkles(ring) + 0.35
    assert all(RASTER.holds(point) for point in made)


@given(rings(), st.floats(-190, 190), st.floats(-140, 140))
def test_smoothing_stays_on_the_image(ring, across, down):
    shifted = tuple(RASTER.clipped(ImagePoint(p.column + across, p.row + down)) for p in ring)

    assert all(RASTER.holds(point) for point in smoothed(shifted, RASTER))


@given(st.lists(st.builds(ImagePoint, st.floats(-50, 450), st.floats(-50, 350)), max_size=60))
def test_any_path_of_a_hand_is_an_outline_on_the_image_or_none(path):
    made = traced(path, RASTER)

    assert all(RASTER.holds(point) for point in made)
    if is_outline(tuple(RASTER.clipped(p) for p in path)):
        assert len(made) >= 3


@given(rings(), st.floats(0.5, 120), st.floats(0.5, 2))
def test_handles_are_apart_unless_only_three_are_left(ring, apart, aspect):
    knots = knots_of(ring, apart, aspect)

    assert 3 <= len(knots) <= len(ring)
    assert sorted(set(knots)) == list(knots)
    if len(knots) > 3:
        for one, other in zip(knots, (*knots[1:], knots[0]), strict=True):
            across = ring[one].column - ring[other].column
            down = (ring[one].row - ring[other].row) * aspect
            assert math.hypot(across, down) >= apart - 1e-9


@given(rings(), st.data())
def test_bending_moves_one_point_all_the_way_and_none_beyond_its_span(ring, data):
    count = len(ring)
    index = data.draw(st.integers(0, count - 1))
    before = data.draw(st.integers(1, (count - 1) // 2))
    after = data.draw(st.integers(1, (count - 1) // 2))
    made = bent(ring, index, (before, after), 7.0, -3.0)

    going = [(p.column - q.column) / 7 for p, q in zip(made, ring, strict=True)]
    assert going[index] == pytest.approx(1, abs=1e-9)
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in going)
    inside = {(index + step) % count for step in range(1 - before, after)}
    assert all(made[i] == ring[i] for i in range(count) if i not in inside)


@settings(max_examples=20)
@given(rings())
def test_only_the_first_outline_of_a_polygon_is_smoothed(ring):
    other = (ImagePoint(1, 1), ImagePoint(5, 1), ImagePoint(5, 6))
    made = smooth_region(PolygonRegion(ring, (other,)), RASTER)

    assert made.others == (other,)
    box = BoxRegion(ImagePoint(1, 2), ImagePoint(3, 4))
    assert smooth_region(box, RASTER) is box
