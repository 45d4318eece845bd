"""The lines of a tracing: which are there, where they pass, and that they follow their points."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ceph_builders import MM, face, film_points
from viewer.domain.cephalometry.face import face_of
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.tracing import TracedLine, traced
from viewer.geometry.points import ImagePoint


def named(lines: tuple[TracedLine, ...], name: str) -> list[TracedLine]:
    return [line for line in lines if line.name == name]


def distance_to(lines: list[TracedLine], point: ImagePoint) -> float:
    """Return how near lines come to a point: along their steps, not only at their corners."""
    return min(
        _to_step(point, start, end)
        for line in lines
        for start, end in zip(line.points, (*line.points[1:], line.points[0]), strict=True)
        if line.is_closed or end is not line.points[0]
    )


def _to_step(point: ImagePoint, start: ImagePoint, end: ImagePoint) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    square = along[0] ** 2 + along[1] ** 2
    if not square:
        return math.dist(point, start)
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / square
    share = min(1.0, max(0.0, share))
    return math.dist(point, (start[0] + share * along[0], start[1] + share * along[1]))


def test_all_landmarks_make_all_lines() -> None:
    names = {line.name for line in traced(face())}

    assert names == {
        *("soft-profile", "cranial-base", "orbit", "maxilla", "palate", "mandible", "symphysis"),
        *("U1", "L1", "U6", "L6"),
        *("SN", "FH", "PP", "OP", "MP", "Y-axis", "facial-plane", "facial-axis", "Ba-N"),
        *("N-perp", "A-Pog", "E-line"),
    }


def test_no_landmark_makes_no_line() -> None:
    assert traced(face_of({})) == ()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("soft-profile", "G N' Prn Cm Sn A' UL' Ls Stms Stmi Li LL' Si Pog' Me' C"),
        ("cranial-base", "S N Ba"),
        ("orbit", "Or"),
        ("maxilla", "PNS ANS A"),
        ("palate", "PNS"),
        ("mandible", "Co Pcd Ar Go2 Go Go1 Me"),
        ("symphysis", "Me Gn Pog B"),
        ("U1", "U1 U1A"),
        ("L1", "L1 L1A"),
        ("U6", "U6 U6m"),
        ("L6", "L6 L6m"),
        ("SN", "S N"),
        ("FH", "Po Or"),
        ("PP", "PNS ANS"),
        ("MP", "Go1 Me"),
        ("E-line", "Prn Pog'"),
    ],
)
def test_a_line_passes_through_each_of_its_landmarks(name: str, codes: str) -> None:
    points = film_points()
    lines = named(traced(face()), name)

    for code in codes.split():
        assert distance_to(lines, points[code]) < 1e-6, code


@pytest.mark.parametrize("missing", sorted(MM))
def test_without_a_landmark_no_line_comes_from_nowhere(missing: str) -> None:
    """What is drawn without a point lies on what is drawn with it, or is broken there."""
    whole, rest = traced(face()), traced(face(missing))

    assert {line.name for line in rest} <= {line.name for line in whole}
    names = ("soft-profile", "mandible")
    for name in names:
        before, after = named(whole, name), named(rest, name)
        count = sum(len(line.points) for line in after)
        assert count <= sum(len(line.points) for line in before)


def test_the_profile_is_broken_where_a_point_is_missing() -> None:
    whole, broken = (named(traced(f), "soft-profile") for f in (face(), face("Sn")))

    assert (len(whole), len(broken)) == (2, 3)
    sn = film_points()["Sn"]
    assert distance_to(broken, sn) > 10


def test_the_mandible_is_whole_without_the_back_of_the_condyle_alone() -> None:
    assert len(named(traced(face("Pcd")), "mandible")) == 1
    assert len(named(traced(face("Go")), "mandible")) == 2


@pytest.mark.parametrize(
    ("tooth", "needs"),
    [
        ("U1", "U1 U1A"),
        ("L1", "L1 L1A"),
        ("U6", "U6 U6m L6 U1 L1 U1A"),
        ("L6", "L6 L6m U6 U1 L1 L1A"),
    ],
)
def test_a_tooth_needs_its_points_and_is_never_made_up(tooth: str, needs: str) -> None:
    for missing in needs.split():
        assert not named(traced(face(missing)), tooth), missing


def test_teeth_stand_with_the_right_side_to_the_lip() -> None:
    """The crown bulges to the lip, and the root of a molar points into its own jaw."""
    lines = traced(face())
    points = film_points()
    for tooth in ("U1", "L1"):
        (outline,) = named(lines, tooth)
        tip, apex = points[tooth], points[f"{tooth}A"]
        edge = min(outline.points, key=lambda p: abs(math.dist(p, tip) - math.dist(tip, apex) / 4))
        assert max(p.column for p in outline.points) >= tip.column - 1
        assert edge in outline.points
    (upper,), (lower,) = named(lines, "U6"), named(lines, "L6")
    assert min(p.row for p in upper.points) < points["U6"].row - 80
    assert max(p.row for p in lower.points) > points["L6"].row + 80
    for outline, contact in ((upper, points["U6m"]), (lower, points["L6m"])):
        assert max(p.column for p in outline.points) < contact.column + 8


def test_lips_meet_in_a_corner() -> None:
    upper, lower = named(traced(face()), "soft-profile")
    points = film_points()

    assert upper.points[-1] == pytest.approx(points["Stms"])
    assert lower.points[0] == pytest.approx(points["Stmi"])


def test_the_mandibular_plane_runs_from_gonion_where_the_tangent_point_is_missing() -> None:
    (plane,) = named(traced(face("Go1")), "MP")

    assert distance_to([plane], film_points()["Go"]) < 1e-6


def test_the_perpendicular_from_nasion_is_at_right_angles_to_frankfort() -> None:
    (line,) = named(traced(face()), "N-perp")
    (top, bottom), points = line.points, film_points()
    frankfort = points["Or"][0] - points["Po"][0], points["Or"][1] - points["Po"][1]

    down = bottom[0] - top[0], bottom[1] - top[1]
    assert top == pytest.approx(points["N"])
    assert frankfort[0] * down[0] + frankfort[1] * down[1] == pytest.approx(0, abs=1e-6)
    assert bottom[1] == pytest.approx(points["Me"][1])


@given(
    st.floats(-180, 180),
    st.booleans(),
    st.tuples(st.floats(0.05, 0.4), st.floats(0.05, 0.4)),
)
def test_a_tracing_turns_mirrors_and_stretches_with_its_film(
    degrees: float, faces_left: bool, pixel: tuple[float, float]
) -> None:
    straight = traced(face_of(film_points(pixel=(0.125, 0.125)), (0.125, 0.125)))
    made = traced(face_of(film_points(degrees, faces_left=faces_left, pixel=pixel), pixel))

    assert [line.name for line in made] == [line.name for line in straight]
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for before, after in zip(straight, made, strict=True):
        for (x, y), found in zip(before.points, after.points, strict=True):
            across = (x * 0.125 - 50.0) * (-1 if faces_left else 1)
            down = y * 0.125 - 60.0
            expected = (
                (across * cosine - down * sine + 50.0) / pixel[0],
                (across * sine + down * cosine + 60.0) / pixel[1],
            )
            assert found == pytest.approx(expected, abs=1e-6)


def test_coinciding_and_wild_points_break_nothing() -> None:
    points = dict.fromkeys(film_points(), ImagePoint(5.0, 5.0))
    assert all(math.isfinite(v) for t in traced(face_of(points)) for p in t.points for v in p)

    toothless = {**film_points(), "U1A": film_points()["U1"]}
    assert not {"U1", "U6"} & {line.name for line in traced(face_of(toothless))}

    wild = {**film_points(), "Or": ImagePoint(math.nan, 4.0)}
    assert "FH" not in {line.name for line in traced(face_of(wild))}


def test_every_line_has_a_layer_that_can_be_drawn() -> None:
    beside = {TracingLayer.NAMES, TracingLayer.POINTS, TracingLayer.CONSTRUCTION}

    assert {line.layer for line in traced(face())} == set(TracingLayer) - beside


def test_a_tracing_is_made_within_a_frame() -> None:
    whole = face()
    traced(whole)
    fastest = math.inf
    for _ in range(5):
        began = time.perf_counter()
        traced(whole)
        fastest = min(fastest, time.perf_counter() - began)

    assert fastest < 0.004  # a quarter of a frame of 16.6 ms, on a busy machine
