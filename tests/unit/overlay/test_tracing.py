"""A tracing as drawing instructions: layers, the construction of a value, pictures and layout."""

import math

import pytest

from tests.ceph_builders import face, film_points
from viewer.domain.cephalometry.face import face_of
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.overlay.items import Dash
from viewer.overlay.layout import DrawnFrame, layout_document
from viewer.overlay.tracing import (
    DRAWN_LAYERS,
    TracingLook,
    compose_tracing,
    construction_curves,
    second_curves,
)


def test_each_layer_can_be_left_out() -> None:
    for layer in DRAWN_LAYERS[:-1]:
        layers = {c.layer for c in compose_tracing(face(), TracingLook().toggled(layer))}
        assert layers == set(DRAWN_LAYERS[:-1]) - {layer}


def test_a_layer_that_is_toggled_twice_is_as_before() -> None:
    look = TracingLook()

    assert look.toggled(TracingLayer.TEETH).toggled(TracingLayer.TEETH) == look


def test_the_construction_lies_over_the_tracing_and_can_be_left_out() -> None:
    look = TracingLook(measure="SNA", value="83.0°")
    curves = compose_tracing(face(), look)

    assert [c.layer for c in curves[-3:]] == [TracingLayer.CONSTRUCTION] * 3
    assert {c.layer for c in curves[:-3]} == set(DRAWN_LAYERS[:-1])
    without = compose_tracing(face(), look.toggled(TracingLayer.CONSTRUCTION))
    assert without == compose_tracing(face())


@pytest.mark.parametrize("code", ["SNA", "SNB", "ANB", "U1-L1", "FMIA", "Cm-Sn-UL'", "U1-SN"])
def test_the_arc_spans_the_angle_that_is_told(code: str) -> None:
    (arc,) = [c for c in construction_curves(face(), code) if len(c.points) > 2]
    value = measured(face(), code)
    assert value is not None

    turn = sum(
        abs(math.remainder(_bearing(b, c) - _bearing(a, b), math.tau))
        for a, b, c in zip(arc.points, arc.points[1:], arc.points[2:], strict=False)
    )
    spanned = math.degrees(turn) * (len(arc.points) - 1) / (len(arc.points) - 2)
    assert spanned == pytest.approx(abs(value.value), abs=0.05)


def _bearing(start: ImagePoint, end: ImagePoint) -> float:
    return math.atan2(end.row - start.row, end.column - start.column)


def test_an_angle_stands_where_its_lines_meet() -> None:
    *lines, arc = construction_curves(face(), "SNA", "83.0°")
    nasion = film_points()["N"]

    assert len(lines) == 2
    radius = math.dist(arc.points[0], nasion)
    assert [math.dist(point, nasion) for point in arc.points] == pytest.approx([radius] * 25)
    assert (arc.label, arc.label_at) == ("83.0°", arc.points[12])


def test_a_distance_shows_its_foot_and_is_dotted() -> None:
    *lines, drop = construction_curves(face(), "U1-NA mm", "5.8 mm")
    start, foot = drop.points

    assert drop.stroke.dash is Dash.DOTTED
    assert start == pytest.approx(film_points()["U1"])
    assert math.dist(start, foot) * 0.125 == pytest.approx(5.82, abs=0.01)
    assert drop.label == "5.8 mm"
    (line,) = lines  # drawn on down to the foot, which lies below A
    assert line.points[1] == pytest.approx(foot)


def test_a_length_is_labelled_in_its_middle() -> None:
    (line,) = construction_curves(face(), "Co-A", "83.2 mm")

    assert line.label_at is not None
    assert math.dist(line.label_at, line.points[0]) == pytest.approx(
        math.dist(line.label_at, line.points[1])
    )


@pytest.mark.parametrize("code", sorted(MEASURES))
def test_every_measure_can_be_shown(code: str) -> None:
    whole = face()
    curves = construction_curves(whole, code, "1")
    if not all(map(whole.has, MEASURES[code].construction.codes)):  # PM, FA: on no film of ours
        assert curves == ()
        return

    assert curves
    assert sum(bool(curve.label) for curve in curves) == 1
    assert all(math.isfinite(v) for curve in curves for point in curve.points for v in point)
    limit = 3 * 1600  # nothing runs off to where nobody looks
    assert all(abs(v) < limit for curve in curves for point in curve.points for v in point)


def test_a_measure_without_its_points_shows_nothing() -> None:
    assert construction_curves(face("A"), "SNA") == ()
    assert construction_curves(face(), "no such measure") == ()


def test_a_construction_turns_with_its_film() -> None:
    turned = face_of(film_points(90, faces_left=True), (0.125, 0.125))
    for code in ("SNA", "Wits", "FMA(Go1-Me)"):
        one, other = (construction_curves(f, code) for f in (face(), turned))
        for before, after in zip(one, other, strict=True):
            for p, q in zip(before.points, after.points, strict=True):
                across, down = -(p.column * 0.125 - 50), p.row * 0.125 - 60
                assert q == pytest.approx(((-down + 50) / 0.125, (across + 60) / 0.125), abs=1e-6)


def test_a_second_film_is_dashed_and_without_planes() -> None:
    curves = second_curves(face())

    assert {curve.stroke.dash for curve in curves} == {Dash.DASHED}
    assert len({curve.stroke.color for curve in curves}) == 1
    assert TracingLayer.PLANES not in {curve.layer for curve in curves}


def test_the_layout_tells_the_tracing_apart_from_findings() -> None:
    camera = Camera.fit(1600, 1600, 1.0, 800, 800)
    curves = compose_tracing(face())
    document = layout_document(DrawnFrame(0, None, camera), (), curves=curves)

    assert document["items"] == []
    lines = document["tracing"]
    assert isinstance(lines, list)
    assert [line["name"] for line in lines] == [curve.name for curve in curves]
    u1 = next(line for line in lines if line["name"] == "U1")
    assert (u1["layer"], u1["is_closed"]) == ("teeth", True)
    assert u1["output_points"][0] == [v / 2 for v in u1["image_points"][0]]
