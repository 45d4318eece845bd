"""The layout document: what was drawn, where, and what was not, and why."""

import json
from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series
from viewer.domain.result import Unplaced, UnplacedReason
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.layout import DrawnFrame, layout_document, left_out

SERIES = a_series()
CAMERA = Camera.fit(100, 60, 1.0, 200, 120)
FRAME = DrawnFrame(5, SERIES.instances[5], CAMERA)


def document(*findings, state=None, unplaced=()):
    state = state or OverlayState()
    items = compose(findings, SERIES, 5, state, {})
    made = layout_document(FRAME, items, left_out(findings, unplaced, items, state))
    return json.loads(json.dumps(made))


def test_the_document_has_the_agreed_form() -> None:
    assert document(a_finding()) == {
        "version": 1,
        "image": {"width": 100, "height": 60},
        "output": {"width": 200, "height": 120},
        "frame": {"index": 5, "sop_instance_uid": "1.2.3.4.5"},
        "items": [
            {
                "finding": "finding-1",
                "kind": "marker",
                "label": "1  solid 8.0 mm",
                "color": "#ffc44d",
                "image_points": [[40.25, 21.75]],
                "output_points": [[80.5, 43.5]],
                "radius": 8.0,
                "radius_rows": 5.0,
            }
        ],
        "tracing": [],
        "not_drawn": [],
    }


def test_square_pixels_have_one_radius() -> None:
    square = a_series(spacing=(0.5, 0.5))
    items = compose((a_finding(),), square, 5, OverlayState(), {})

    (item,) = layout_document(FRAME, items)["items"]

    assert item["radius"] == 8.0
    assert "radius_rows" not in item


def test_a_finding_of_another_frame_is_listed_as_not_drawn() -> None:
    assert document(a_finding(slice_index=0))["not_drawn"] == [
        {"finding": "finding-1", "reason": "other frame"}
    ]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (OverlayState(is_visible=False), "overlay off"),
        (OverlayState(hidden_uids=frozenset({"finding-1"})), "hidden"),
        (OverlayState(kinds=frozenset()), "kind switched off"),
        (OverlayState(minimum_confidence=0.95), "confidence below the filter"),
    ],
)
def test_a_filtered_finding_is_listed_with_the_filter(state, reason) -> None:
    assert document(a_finding(), state=state)["not_drawn"] == [
        {"finding": "finding-1", "reason": reason}
    ]


def test_what_could_not_be_placed_is_listed_with_its_reason() -> None:
    nowhere = Unplaced("u1", "Data.Series[0].Elements[0]", UnplacedReason.OUTSIDE_IMAGE)

    assert document(unplaced=[nowhere])["not_drawn"] == [
        {"finding": "u1", "reason": "outside image"}
    ]


def test_a_photograph_has_a_frame_without_instance() -> None:
    frame = replace(FRAME, instance=None)

    assert layout_document(frame, ())["frame"] == {"index": 5, "sop_instance_uid": None}
