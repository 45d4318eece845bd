"""Where a reader and the service agree: by place, one to one, the nearest first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.overlay_builders import a_finding, a_series, without_geometry
from viewer.domain.agreement import Agreement, Comparison, compared
from viewer.domain.agreement_table import RevealedRun, agreement_rows
from viewer.domain.finding import FindingKind
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import BoxRegion, LineRegion

SERIES = a_series(spacing=(0.5, 0.5))


def answered(number, column, row=20.0, *, patient=None, slice_index=5, diameter_mm=4.0):
    finding = a_finding(
        number, centre=(column, row), slice_index=slice_index, diameter_mm=diameter_mm
    )
    return replace(finding, placement=replace(finding.placement, patient=patient))


def marked(number, column, row=20.0, **more):
    finding = answered(number, column, row, **more)
    return replace(finding, uid=f"own-{number}", kind=FindingKind.MARK, is_own=True)


def boxed(finding, left, top, right, bottom):
    box = BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))
    return replace(finding, placement=replace(finding.placement, region=box))


@pytest.mark.parametrize(("apart_px", "is_one"), [(0, True), (10, True), (10.5, False)])
def test_small_findings_within_five_millimetres_are_one(apart_px, is_one) -> None:
    result = compared([marked(1, 20.0)], [answered(1, 20.0 + apart_px)], SERIES)

    assert bool(result.pairs) is is_one


def test_the_larger_radius_counts_where_it_is_more() -> None:
    large = answered(1, 20.0, diameter_mm=20.0)

    assert compared([marked(1, 39.0)], [large], SERIES).pairs
    assert not compared([marked(1, 41.0)], [large], SERIES).pairs


def test_centres_in_the_patient_count_across_images_and_without_them_one_image() -> None:
    near = marked(1, 20.0, patient=PatientPoint(0, 0, 0), slice_index=5)
    above = answered(1, 20.0, patient=PatientPoint(0, 0, 2.5), slice_index=6)

    assert compared([near], [above], SERIES).pairs
    assert not compared([marked(1, 20.0)], [answered(1, 20.0, slice_index=6)], SERIES).pairs


def test_without_millimetres_pixels_count() -> None:
    flat = without_geometry(SERIES)

    assert compared([marked(1, 20.0)], [answered(1, 29.0)], flat).pairs
    assert not compared([marked(1, 20.0)], [answered(1, 31.0)], flat).pairs


def test_outlines_that_overlap_by_a_fifth_are_one_however_far_their_centres() -> None:
    mark = boxed(marked(1, 0), 0, 0, 60, 20)
    overlapping = boxed(answered(1, 0), 36, 0, 96, 20)  # 24 of 96 shared
    beside = boxed(answered(1, 0), 75, 0, 99, 20)

    assert compared([mark], [overlapping], SERIES).pairs
    assert not compared([mark], [beside], SERIES).pairs


def test_each_finding_is_in_one_pair_and_the_nearest_go_first() -> None:
    marks = [marked(1, 20.0), marked(2, 24.0)]
    findings = [answered(1, 23.0), answered(2, 60.0)]

    result = compared(marks, findings, SERIES)

    assert result == Comparison((("own-2", "finding-1"),), ("finding-2",), ("own-1",))
    assert result.by_uid() == {
        "own-2": Agreement.BOTH,
        "finding-1": Agreement.BOTH,
        "finding-2": Agreement.AI_ONLY,
        "own-1": Agreement.ME_ONLY,
    }


def test_a_measured_length_is_no_lesion() -> None:
    line = LineRegion((ImagePoint(18, 20), ImagePoint(22, 20)))
    length = marked(1, 20.0)
    length = replace(
        length, kind=FindingKind.LENGTH, placement=replace(length.placement, region=line)
    )

    assert compared([length], [answered(1, 20.0)], SERIES) == Comparison(ai_only=("finding-1",))


PLACES = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 60)), max_size=6)


@given(PLACES, PLACES)
def test_everything_is_counted_once(mine, theirs) -> None:
    marks = [marked(n, *place) for n, place in enumerate(mine)]
    findings = [answered(n, *place) for n, place in enumerate(theirs)]

    result = compared(marks, findings, SERIES)

    assert len(result.pairs) + len(result.me_only) == len(marks)
    assert len(result.pairs) + len(result.ai_only) == len(findings)
    assert len(result.by_uid()) == len(marks) + len(findings)


def test_the_table_sums_by_reader_and_analysis_and_tells_the_months() -> None:
    def run(month, user="Dr Li", **more):
        counts = {"both": 1, "ai_only": 2, "me_only": 3} | more
        at = datetime(2026, month, 5, tzinfo=UTC)
        return RevealedRun(user=user, at=at, endpoint="lung-nodule", **counts)

    rows = agreement_rows(
        [run(3, later_accepted=1), run(4, later_rejected=1), run(3), run(3, user="Dr Wu")]
    )

    assert [(row.key.user, row.key.month, row.readings) for row in rows] == [
        ("Dr Li", "", 3),
        ("Dr Li", "2026-04", 1),
        ("Dr Li", "2026-03", 2),
        ("Dr Wu", "", 1),
        ("Dr Wu", "2026-03", 1),
    ]
    total = rows[0]
    assert (total.both, total.ai_only, total.me_only) == (3, 6, 9)
    assert (total.later_accepted, total.later_rejected, total.later_open) == (1, 1, 4)
