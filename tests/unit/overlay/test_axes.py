"""The axes of a nodule are drawn on the slice on which the service measured them."""

from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series
from viewer.domain.finding import Axes
from viewer.geometry.hit import Tolerance
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.hitting import hit_all
from viewer.overlay.items import ItemKind

SERIES = a_series()
LONG = (ImagePoint(36.5, 20.5), ImagePoint(44.5, 23.5))
SHORT = (ImagePoint(40.5, 19.5), ImagePoint(39.5, 24.5))
NODULE = replace(
    a_finding(centre=(40.25, 21.75), diameter_mm=8.0),
    axes=Axes(6, (LineRegion(LONG), LineRegion(SHORT))),
)


def drawn(finding, slice_index, state=None):
    return compose((finding,), SERIES, slice_index, state or OverlayState(), {})


def test_the_axes_are_lines_of_the_finding_without_a_label_of_their_own():
    marker, long, short = drawn(NODULE, 6)

    assert marker.kind is ItemKind.MARKER
    assert [long.points, short.points] == [LONG, SHORT]
    assert {item.finding_uid for item in (long, short)} == {NODULE.uid}
    assert {item.kind for item in (long, short)} == {ItemKind.LINE}
    assert long.label == short.label == ""
    assert long.stroke.color == marker.stroke.color
    assert long.stroke.width < marker.stroke.width


@pytest.mark.parametrize("slice_index", [4, 5])
def test_on_other_slices_there_is_the_circle_alone(slice_index):
    assert [item.kind for item in drawn(NODULE, slice_index)] == [ItemKind.MARKER]


def test_a_corrected_nodule_has_the_services_axes_no_more():
    assert len(drawn(replace(NODULE, is_edited=True), 6)) == 1


def test_axes_are_hidden_and_hit_with_their_finding():
    items = drawn(NODULE, 6)

    assert drawn(NODULE, 6, OverlayState(hidden_uids=frozenset({NODULE.uid}))) == ()
    assert hit_all(items, ImagePoint(40.25, 21.75), Tolerance(2.0, 2.0)) == (NODULE.uid,)
