"""Masks over images: where they are drawn, how they look, what is under the pointer."""

import json

import numpy as np
import pytest

from tests.overlay_builders import a_finding, a_series
from tests.result_builders import blob, of_every_region
from viewer.domain.standing import Decision
from viewer.geometry.hit import Tolerance, grip_at, handles_of
from viewer.geometry.mask import MaskVolume
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MaskRegion
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose, slices_with_findings
from viewer.overlay.hitting import hit
from viewer.overlay.items import Area, Dash, ItemKind
from viewer.overlay.layout import DrawnFrame, layout_document
from viewer.overlay.reaches import slices_of
from viewer.overlay.shapes import extent_of, raster_of, shape_of, shifted

SERIES = a_series()
NEAR = Tolerance(1.0, 1.0)


def framed(*slices: int) -> MaskRegion:
    """Return a frame of pixels around a hole, 8 × 6 from (10, 5), on some slices."""
    bits = np.zeros((60, 100), bool)
    bits[5:11, 10:18] = True
    bits[7:9, 13:15] = False
    return MaskRegion(MaskVolume.of((index, bits) for index in slices))


def drawn(region: MaskRegion, slice_index: int, **state):
    finding = a_finding(slice_index=region.mask.largest.index, region=region)
    decisions = state.pop("decisions", {})
    return compose((finding,), SERIES, slice_index, OverlayState(**state), decisions)


def test_a_mask_reaches_exactly_the_slices_where_it_marks_pixels() -> None:
    region = framed(2, 3, 6)
    finding = a_finding(slice_index=2, region=region)

    assert tuple(slices_of(finding.placement, SERIES)) == (2, 3, 6)
    assert set(slices_with_findings((finding,), SERIES, OverlayState())) == {2, 3, 6}
    assert [index for index in range(11) if drawn(region, index)] == [2, 3, 6]


def test_slices_without_gaps_are_a_range() -> None:
    placement = a_finding(slice_index=4, region=framed(4, 5, 6)).placement

    assert slices_of(placement, SERIES) == range(4, 7)


def test_its_line_is_solid_on_every_slice_and_its_label_whole_on_the_largest() -> None:
    region = framed(4, 5)

    (own,) = drawn(region, 4)
    (other,) = drawn(region, 5)

    assert isinstance(own, Area)
    assert (own.stroke.dash, other.stroke.dash) == (Dash.SOLID, Dash.SOLID)
    assert own.label.startswith("1  ")
    assert other.label == "1"


@pytest.mark.parametrize(
    ("state", "tint"),
    [
        ({}, 0.16),
        ({"selected_uid": "finding-1"}, 0.24),
        ({"decisions": {"finding-1": Decision.REJECTED}}, 0.0),
    ],
)
def test_the_tint_lets_the_picture_through(state: dict, tint: float) -> None:
    (item,) = drawn(framed(4), 4, **state)

    assert item.tint == tint <= 0.25


@pytest.mark.parametrize(
    ("place", "is_hit"),
    [
        ((10.5, 5.5), True),
        ((17.9, 10.9), True),
        ((18.8, 8.0), True),
        ((20.0, 8.0), False),
        ((14.0, 8.0), True),
        ((9.1, 4.2), True),
    ],
)
def test_a_mask_is_hit_in_a_marked_pixel_or_near_its_edge(
    place: tuple[float, float], is_hit: bool
) -> None:
    assert (hit(drawn(framed(4), 4), ImagePoint(*place), NEAR) is not None) is is_hit


def test_the_middle_of_a_hole_is_not_the_mask() -> None:
    fine = Tolerance(0.2, 0.2)

    assert hit(drawn(framed(4), 4), ImagePoint(14.0, 8.0), fine) is None
    assert hit(drawn(framed(4), 4), ImagePoint(13.1, 8.0), fine) == "finding-1"


def test_a_mask_cannot_be_taken_hold_of() -> None:
    region, raster = framed(4), raster_of(SERIES)

    assert handles_of(region, raster) == ()
    assert grip_at(region, raster, ImagePoint(11.5, 6.5), NEAR) is None
    assert shifted(region, (3.0, 4.0)) is region


def test_what_is_small_on_a_mask_is_hit_first() -> None:
    marker = a_finding(2, slice_index=4, centre=(11.0, 6.0), diameter_mm=1.0)
    mask = a_finding(1, slice_index=4, region=framed(4))
    items = compose((mask, marker), SERIES, 4, OverlayState(), {})

    assert hit(items, ImagePoint(11.0, 6.0), NEAR) == "finding-2"
    assert hit(items, ImagePoint(11.0, 6.0), NEAR, current="finding-2") == "finding-1"


def test_filters_hide_a_mask_as_anything_else() -> None:
    for state in ({"is_visible": False}, {"hidden_uids": frozenset({"finding-1"})}):
        assert drawn(framed(4), 4, **state) == ()


def test_it_is_looked_at_where_its_largest_slice_lies() -> None:
    centre, radius = extent_of(framed(4), SERIES)

    assert centre == (14.0, 8.0)
    assert radius == max(8 / 2, 6 / 2 * SERIES.pixel_aspect)


def test_a_mask_without_any_pixel_draws_nothing() -> None:
    nothing = MaskRegion(MaskVolume(()))

    assert tuple(slices_of(a_finding(region=nothing).placement, SERIES)) == ()
    assert shape_of("f", nothing, raster_of(SERIES), drawn(framed(4), 4)[0].stroke).rings == ()


def test_the_layout_has_all_rings_and_the_farthest_one_as_points() -> None:
    camera = Camera.fit(100, 60, 1.0, 200, 120)
    items = drawn(framed(4), 4)

    frame = DrawnFrame(4, SERIES.instances[4], camera)
    (item,) = json.loads(json.dumps(layout_document(frame, items)))["items"]

    outer = [[10.0, 5.0], [18.0, 5.0], [18.0, 11.0], [10.0, 11.0]]
    assert item["kind"] == ItemKind.MASK.value
    assert item["image_points"] == outer
    assert item["output_points"] == [[2 * x, 2 * y] for x, y in outer]
    assert item["rings"][0] == outer
    assert sorted(item["rings"][1]) == [[13.0, 7.0], [13.0, 9.0], [15.0, 7.0], [15.0, 9.0]]


def test_every_kind_of_region_is_composed_together() -> None:
    findings = of_every_region(SERIES)

    kinds = {item.kind for item in compose(findings, SERIES, 5, OverlayState(), {})}

    assert kinds == {ItemKind.MARKER, ItemKind.MASK, ItemKind.BOX}


def test_a_ball_of_pixels_is_largest_in_its_middle() -> None:
    region = blob(SERIES, range(2, 9), (50.0, 30.0), 12.0)

    assert region.mask.largest.index == 5
