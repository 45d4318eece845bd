"""Whatever its shape, a finding is drawn where the answer has it, through every camera."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.overlay_builders import a_finding, a_series
from viewer.geometry.mask import MaskVolume
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PolygonRegion,
    Region,
    corners_of,
)
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.layout import DrawnFrame, layout_document

SERIES = a_series()
TOLERANCE_PX = 0.01
points = st.builds(ImagePoint, st.floats(0, 100), st.floats(0, 60))
masks = st.lists(st.lists(st.booleans(), min_size=12, max_size=12), min_size=9, max_size=9).filter(
    lambda rows: any(map(any, rows))
)


@st.composite
def boxes(draw: st.DrawFn) -> BoxRegion:
    one, other = draw(points), draw(points)
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))


def masked(rows: list[list[bool]]) -> MaskRegion:
    return MaskRegion(MaskVolume.of([(5, whole(rows))]))


def whole(rows: list[list[bool]]) -> np.ndarray:
    bits = np.zeros((60, 100), bool)
    bits[20:29, 30:42] = rows
    return bits


regions = st.one_of(
    st.builds(MarkerRegion, points, st.floats(0.1, 50) | st.none()),
    boxes(),
    st.builds(PolygonRegion, st.lists(points, min_size=3, max_size=9).map(tuple)),
    st.builds(LineRegion, st.tuples(points, points)),
    masks.map(masked),
)


factors = st.floats(0.2, 20.0)


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    camera = Camera.fit(100, 60, SERIES.pixel_aspect, draw(st.floats(50, 900)), 400.0)
    camera = camera.zoomed_at(draw(st.floats(0, 50)), draw(st.floats(0, 400)), draw(factors))
    return camera.rotated(draw(st.integers(0, 3)))


@settings(max_examples=120, deadline=None)
@given(regions, cameras())
def test_the_layout_has_the_answered_place_within_a_hundredth_of_a_pixel(
    region: Region, camera: Camera
) -> None:
    finding = a_finding(region=region)
    finding = replace(finding, placement=replace(finding.placement, region=region))

    items = compose((finding,), SERIES, 5, OverlayState(), {})
    (item,) = layout_document(DrawnFrame(5, SERIES.instances[5], camera), items)["items"]

    if not isinstance(region, MaskRegion):
        away = np.subtract(item["image_points"], corners_of(region))
        assert np.abs(away).max() < TOLERANCE_PX
    a, b, c, d, tx, ty = camera.matrix
    for (column, row), (x, y) in zip(item["image_points"], item["output_points"], strict=True):
        assert abs(a * column + b * row + tx - x) < TOLERANCE_PX
        assert abs(c * column + d * row + ty - y) < TOLERANCE_PX


@settings(max_examples=60, deadline=None)
@given(masks)
def test_the_rings_enclose_exactly_the_marked_pixels(rows: list[list[bool]]) -> None:
    finding = a_finding(region=masked(rows))
    items = compose((finding,), SERIES, 5, OverlayState(), {})
    frame = DrawnFrame(5, SERIES.instances[5], Camera.fit(100, 60, 1.0, 100, 60))

    (item,) = layout_document(frame, items)["items"]

    inside = np.zeros((60, 100), int)
    ys, xs = np.mgrid[0:60, 0:100] + 0.5
    for ring in item["rings"]:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if x1 == x2:  # odd-even: how many upright edges lie to the left
                crosses = (ys > min(y1, y2)) & (ys < max(y1, y2)) & (xs > x1)
                inside += crosses
    assert np.array_equal(inside % 2 == 1, whole(rows))
