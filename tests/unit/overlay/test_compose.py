"""Which findings are drawn where, and how."""

import math
from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series, without_geometry
from viewer.domain.finding import FindingNote, NoteKind
from viewer.domain.series import SpacingSource
from viewer.domain.standing import Decision
from viewer.geometry.hit import Tolerance
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import BoxRegion, PolygonRegion
from viewer.overlay.compose import (
    OverlayState,
    compose,
    finding_detail,
    slices_with_findings,
)
from viewer.overlay.hitting import hit, hit_all
from viewer.overlay.items import Dash, ItemKind

SERIES = a_series()  # slices 2.5 mm apart, 0.8 × 0.5 mm pixels
SHOWN = OverlayState()


def drawn(finding, slice_index=5, *, series=SERIES, state=SHOWN, decisions=None):
    return compose((finding,), series, slice_index, state, decisions or {})


def test_a_nodule_is_a_circle_of_its_diameter_at_its_centre() -> None:
    (marker,) = drawn(a_finding(centre=(40.25, 21.75), diameter_mm=8.0))

    assert marker.centre == (40.25, 21.75)
    assert marker.radius_column == pytest.approx(8.0 / 2 / 0.5)
    assert marker.radius_row == pytest.approx(8.0 / 2 / 0.8)
    assert marker.stroke.dash is Dash.SOLID


@pytest.mark.parametrize(("slice_index", "count"), [(3, 0), (4, 1), (5, 1), (6, 1), (7, 0)])
def test_a_nodule_is_drawn_within_half_its_diameter(slice_index, count) -> None:
    assert len(drawn(a_finding(diameter_mm=8.0), slice_index)) == count


def test_off_its_centre_a_nodule_is_dashed_and_named_by_its_number_alone() -> None:
    (marker,) = drawn(a_finding(7), 6)

    assert (marker.stroke.dash, marker.label) == (Dash.DASHED, "7")


def test_a_nodule_smaller_than_the_slice_distance_is_drawn_on_its_slice() -> None:
    finding = a_finding(diameter_mm=0.4)

    assert slices_with_findings((finding,), SERIES, SHOWN) == {5: ("finding-1",)}


def test_the_patient_point_moves_the_reach_between_slices() -> None:
    finding = a_finding(diameter_mm=6.0)
    placement = finding.placement
    nearer_to_next = PatientPoint(0, 0, 40.0 + 5 * 2.5 + 1.2)
    moved = type(placement)(placement.instance, 5, placement.region, nearer_to_next)
    high = type(finding)(finding.uid, 1, finding.kind, moved)

    assert set(slices_with_findings((high,), SERIES, SHOWN)) == {5, 6}


def test_on_sheared_slices_the_circle_follows_the_foot_of_the_perpendicular() -> None:
    tilted = a_series(step=(0.0, 1.0, 2.5))  # each slice lies 1 mm further back

    (marker,) = drawn(a_finding(centre=(40.0, 20.0)), 6, series=tilted)

    assert marker.centre == pytest.approx((40.0, 20.0 - 1.0 / 0.8))


def test_a_doubtful_nodule_is_dotted() -> None:
    (marker,) = drawn(a_finding(confidence=0.5))

    assert marker.stroke.dash is Dash.DOTTED


def test_the_label_tells_number_kind_and_size() -> None:
    (marker,) = drawn(a_finding(3, diameter_mm=15.46))

    assert marker.label == "3  solid 15.5 mm"


@pytest.mark.parametrize(
    ("decision", "label"),
    [(Decision.ACCEPTED, "1 ✓  solid 8.0 mm"), (Decision.REJECTED, "1 ✗")],
)
def test_the_label_tells_the_decision_without_colour(decision, label) -> None:
    (marker,) = drawn(a_finding(), decisions={"finding-1": decision})

    assert marker.label == label


def test_each_decision_has_its_own_colour() -> None:
    colors = {drawn(a_finding(), decisions={"finding-1": d})[0].stroke.color for d in Decision}

    assert len(colors) == len(Decision)


def test_a_contradicted_place_is_flagged_on_the_picture() -> None:
    note = FindingNote(NoteKind.SLICES_DISAGREE, ("13", "21"))

    (marker,) = drawn(a_finding(notes=[note]))

    assert marker.label.endswith(" !")


def test_without_spacing_no_millimetre_is_written_and_no_size_invented() -> None:
    (marker,) = drawn(a_finding(), series=without_geometry(SERIES))

    assert "mm" not in marker.label
    assert (marker.radius_column, marker.radius_row) == (0.0, 0.0)


def test_without_positions_a_nodule_is_on_its_own_slice_only() -> None:
    assert drawn(a_finding(), 6, series=without_geometry(SERIES)) == ()


@pytest.mark.parametrize(
    "state",
    [
        OverlayState(is_visible=False),
        OverlayState(minimum_confidence=0.95),
        OverlayState(hidden_uids=frozenset({"finding-1"})),
        OverlayState(kinds=frozenset()),
    ],
)
def test_what_is_switched_off_is_neither_drawn_nor_marked(state) -> None:
    assert drawn(a_finding(confidence=0.9), state=state) == ()
    assert slices_with_findings((a_finding(confidence=0.9),), SERIES, state) == {}


def test_a_finding_without_confidence_passes_the_filter() -> None:
    state = OverlayState(minimum_confidence=0.99)

    assert len(drawn(a_finding(confidence=None), state=state)) == 1


def test_the_selected_finding_is_drawn_last_and_wider() -> None:
    findings = (a_finding(1), a_finding(2), a_finding(3))

    items = compose(findings, SERIES, 5, OverlayState(selected_uid="finding-1"), {})

    assert [item.finding_uid for item in items] == ["finding-2", "finding-3", "finding-1"]
    assert items[-1].stroke.width > items[0].stroke.width


def test_a_box_becomes_an_outline_of_its_corners() -> None:
    region = BoxRegion(ImagePoint(2, 3), ImagePoint(12, 9))

    (outline,) = drawn(a_finding(region=region))

    assert outline.kind is ItemKind.BOX
    assert outline.points == ((2, 3), (12, 3), (12, 9), (2, 9))
    assert outline.area == 60


def test_a_polygon_is_drawn_as_it_is() -> None:
    triangle = (ImagePoint(0, 0), ImagePoint(10, 0), ImagePoint(0, 10))

    (outline,) = drawn(a_finding(region=PolygonRegion(triangle)))

    assert (outline.kind, outline.points, outline.area) == (ItemKind.POLYGON, triangle, 50)


def near(px: float) -> Tolerance:
    return Tolerance(px, px)


def test_a_click_finds_the_smallest_of_those_under_it() -> None:
    items = compose(
        (a_finding(1, diameter_mm=12.0), a_finding(2, diameter_mm=5.0)), SERIES, 5, SHOWN, {}
    )

    assert hit_all(items, ImagePoint(40.25, 21.75), near(1.0)) == ("finding-2", "finding-1")


def test_clicking_again_goes_through_all_under_the_pointer() -> None:
    items = compose(
        (a_finding(1, diameter_mm=12.0), a_finding(2, diameter_mm=5.0)), SERIES, 5, SHOWN, {}
    )
    place = ImagePoint(40.25, 21.75)

    assert hit(items, place, near(1.0)) == "finding-2"
    assert hit(items, place, near(1.0), current="finding-2") == "finding-1"
    assert hit(items, place, near(1.0), current="finding-1") == "finding-2"


def test_a_click_beside_all_finds_none() -> None:
    assert hit(drawn(a_finding()), ImagePoint(90, 50), near(2.0)) is None


def test_a_place_without_size_can_be_clicked() -> None:
    items = drawn(a_finding(diameter_mm=None))

    assert hit(items, ImagePoint(41.0, 22.0), near(3.0)) == "finding-1"
    assert hit(items, ImagePoint(48.0, 22.0), near(3.0)) is None


def test_a_click_is_as_near_in_both_directions_where_pixels_are_not_square() -> None:
    items = drawn(a_finding(diameter_mm=None))
    tall = Tolerance(columns=4.0, rows=1.0)  # rows are four times as far apart

    assert hit(items, ImagePoint(43.5, 21.75), tall) == "finding-1"
    assert hit(items, ImagePoint(40.25, 25.25), tall) is None


def test_thousands_of_findings_are_each_on_their_slices() -> None:
    findings = [
        a_finding(n, slice_index=n % 11, centre=(math.fmod(n * 7.3, 100), math.fmod(n * 3.1, 60)))
        for n in range(2000)
    ]

    items = compose(findings, SERIES, 5, SHOWN, {})

    assert len(items) == sum(abs(finding.placement.slice_index - 5) <= 1 for finding in findings)


def test_a_length_says_where_its_millimetres_come_from_unless_it_is_plain() -> None:
    detector = replace(SERIES, spacing_source=SpacingSource.IMAGER)

    assert finding_detail(a_finding(), SERIES).endswith(" mm")
    assert finding_detail(a_finding(), detector).endswith(" mm (at the detector)")
