"""How what a reader drew or corrected is told apart, and what is in hand is drawn."""

from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series, without_geometry
from viewer.domain.series import SpacingSource
from viewer.domain.standing import Decision
from viewer.geometry.hit import Tolerance
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion, PolygonRegion
from viewer.overlay.active import dragged_layer, ghost_of, held_layer, in_hand
from viewer.overlay.compose import OverlayState, compose, slices_with_findings
from viewer.overlay.hitting import hit
from viewer.overlay.items import Dash, ItemKind
from viewer.overlay.layout import left_out
from viewer.overlay.shapes import size_words
from viewer.overlay.style import OWN, UNDECIDED, color_of, stroke_for

SERIES = a_series()  # 0.8 mm between rows, 0.5 mm between columns
LINE = LineRegion((ImagePoint(10, 10), ImagePoint(16, 10)))
BOX = BoxRegion(ImagePoint(10, 10), ImagePoint(30, 20))
NEAR = Tolerance(1.0, 1.0)


def drawn(finding, decision=Decision.UNDECIDED, **state):
    decisions = {finding.uid: decision}
    return compose((finding,), SERIES, 5, OverlayState(**state), decisions)


@pytest.mark.parametrize("decision", [Decision.UNDECIDED, Decision.ACCEPTED])
def test_an_own_finding_bears_a_plus_and_its_own_colour(decision) -> None:
    (item,) = drawn(replace(a_finding(4), is_own=True), decision)

    assert item.label.startswith("+4  ")
    assert item.stroke.color == OWN


def test_a_corrected_finding_bears_a_pencil_beside_its_decision() -> None:
    (item,) = drawn(replace(a_finding(4), is_edited=True), Decision.ACCEPTED)

    assert item.label.startswith("4 ✎ ✓ ")


def test_a_corrected_finding_says_the_size_that_it_has_now() -> None:
    finding = a_finding(4, diameter_mm=8.0)
    larger = replace(finding.placement, region=MarkerRegion(ImagePoint(40, 20), 11.0))

    (item,) = drawn(replace(finding, placement=larger, is_edited=True))

    assert item.label.endswith("11.0 mm")


def test_a_selected_rejected_finding_is_as_thick_as_any_selected_one() -> None:
    finding = a_finding(1)

    def stroke(decision):
        return stroke_for(finding, decision, is_central=True, is_selected=True)

    assert stroke(Decision.REJECTED).width == stroke(Decision.ACCEPTED).width
    plain = stroke_for(finding, Decision.REJECTED, is_central=True, is_selected=False)
    assert stroke(Decision.REJECTED).color > plain.color  # brighter: all three parts are


def test_an_own_finding_that_was_rejected_looks_rejected() -> None:
    own = replace(a_finding(1), is_own=True)

    assert color_of(own, Decision.REJECTED) == color_of(a_finding(1), Decision.REJECTED)
    assert drawn(own, Decision.REJECTED)[0].label == "+1 ✗"
    assert color_of(a_finding(1), Decision.UNDECIDED) == UNDECIDED


def test_a_length_is_drawn_as_a_line_with_its_length() -> None:
    finding = replace(a_finding(5, region=LINE, diameter_mm=None), is_own=True)

    (item,) = drawn(finding)

    assert (item.kind, item.points) == (ItemKind.LINE, LINE.points)
    assert item.label.endswith("3.0 mm")


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (MarkerRegion(ImagePoint(5, 5), 6.04), "6.0 mm"),
        (BOX, "10.0 × 8.0 mm"),
        (LINE, "3.0 mm"),
        (PolygonRegion((ImagePoint(0, 0), ImagePoint(4, 0), ImagePoint(0, 4))), ""),
        (MarkerRegion(ImagePoint(5, 5)), ""),
    ],
)
def test_sizes_are_said_in_mm(region, words) -> None:
    assert size_words(region, SERIES) == words


def test_the_source_of_the_mm_is_said_where_it_is_not_plain() -> None:
    series = replace(SERIES, spacing_source=SpacingSource.IMAGER)

    assert size_words(LINE, series) == "3.0 mm (at the detector)"


def test_without_spacing_no_mm_is_said_anywhere() -> None:
    bare = without_geometry(SERIES)

    regions = (BOX, LINE, MarkerRegion(ImagePoint(5, 5), None, 12.0))
    assert [size_words(region, bare) for region in regions] == ["20 × 10 px", "6 px", "12 px"]


@pytest.mark.parametrize(
    ("place", "uid"), [((13, 10.5), "finding-1"), ((13, 12), None), ((18, 10), None)]
)
def test_a_line_is_hit_on_the_line_only(place, uid) -> None:
    items = drawn(a_finding(1, region=LINE))

    assert hit(items, ImagePoint(*place), NEAR) == uid


@pytest.mark.parametrize(
    ("place", "uid"), [((13, 13), "finding-1"), ((27, 27), None), ((20.5, 20.5), "finding-1")]
)
def test_a_polygon_is_hit_inside_and_near_its_edge(place, uid) -> None:
    triangle = PolygonRegion((ImagePoint(10, 10), ImagePoint(30, 10), ImagePoint(10, 30)))
    items = drawn(a_finding(1, region=triangle))

    assert hit(items, ImagePoint(*place), NEAR) == uid


def test_before_it_is_revealed_nothing_of_the_service_is_drawn_or_marked() -> None:
    service, own = a_finding(1), replace(a_finding(2), is_own=True)
    blind = OverlayState(hides_service=True)

    items = compose((service, own), SERIES, 5, blind, {})

    assert [item.finding_uid for item in items] == [own.uid]
    marks = slices_with_findings((service, own), SERIES, blind)
    assert {uid for uids in marks.values() for uid in uids} == {own.uid}
    (missing,) = left_out((service, own), (), items, blind)
    assert missing.reason == "not revealed yet"


def test_a_finding_in_hand_has_handles_where_it_is_drawn() -> None:
    held = in_hand(a_finding(1, region=BOX), SERIES, 5, Decision.UNDECIDED)

    layer = held_layer(held, None, SERIES, hot=2)

    assert layer.handles[0] == BOX.low
    assert (len(layer.handles), layer.hot, layer.replaces, layer.items) == (8, 2, None, ())


def test_a_dragged_finding_replaces_itself_and_says_its_size() -> None:
    held = in_hand(a_finding(1, region=LINE), SERIES, 5, Decision.ACCEPTED)
    longer = LineRegion((ImagePoint(10, 10), ImagePoint(20, 10)))

    layer = dragged_layer(held, longer, None, SERIES)

    (item,) = layer.items
    assert item.label == "1 ✓  5.0 mm"
    assert layer.replaces == "finding-1"
    assert layer.handles == longer.points


def test_the_ghost_is_thin_and_dotted_and_only_where_it_differs() -> None:
    answered = a_finding(1)
    elsewhere = MarkerRegion(ImagePoint(60, 40), 8.0)

    ghost = ghost_of(answered, elsewhere, SERIES, 5)

    assert ghost is not None
    assert ghost.centre == answered.placement.region.centre
    assert (ghost.stroke.dash, ghost.stroke.width < 1.25, ghost.label) == (Dash.DOTTED, True, "")
    assert ghost_of(answered, answered.placement.region, SERIES, 5) is None
    assert ghost_of(answered, elsewhere, SERIES, 6) is None
    assert ghost_of(None, elsewhere, SERIES, 5) is None
