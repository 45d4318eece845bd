"""Errors of landmarks carried into values, against chance itself."""

import math
import random
import statistics

import pytest

from tests.ceph_builders import MM, face, film_points
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, Row, analysed
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.landmark_errors import (
    CITATIONS,
    ERRORS,
    ErrorSource,
    errors_as_text,
    errors_from_text,
    overridden,
)
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.domain.cephalometry.norms import Person
from viewer.domain.cephalometry.uncertainty import (
    Errors,
    ErrorScale,
    chance_of_change,
    check_first,
)
from viewer.geometry.points import ImagePoint

DRAWS = 2000


def steiner(of: Face) -> tuple[Row, ...]:
    return analysed(of, ANALYSES["steiner"], NORM_SETS["steiner-chinese"], Person())


def by_chance(of: Face, code: str, seed: int) -> float:
    """Return the standard deviation of a value when its landmarks are put beside their places.

    FH lies level on this film, so that along it is along the columns.
    """
    chance = random.Random(seed)
    values = []
    for _ in range(DRAWS):
        moved = {}
        for name in MEASURES[code].needs:
            point, error = of.points[name], ERRORS[name]
            moved[name] = ImagePoint(
                point.column + chance.gauss(0, error.along) / 0.125,
                point.row + chance.gauss(0, error.across) / 0.125,
            )
        found = measured(face_of({**of.points, **moved}, of.mm_per_pixel), code)
        assert found is not None
        values.append(found.value)
    return statistics.stdev(values)


@pytest.mark.parametrize("code", ["SNA", "ANB", "FMA(Go1-Me)", "Wits", "U1-L1", "Pog-NB", "UL-E"])
def test_an_error_is_what_chance_makes_it(code: str) -> None:
    whole = face()
    found = Errors(whole).of(MEASURES[code])

    assert found is not None
    assert found.sd == pytest.approx(by_chance(whole, code, len(code)), rel=0.08)


def test_the_error_of_sna_by_hand() -> None:
    """Only A is uncertain: a step across NA, at the length of NA, is an angle."""
    whole = face()
    sure = dict.fromkeys(MM, (0.0, 0.0))
    found = Errors(whole, overridden({**sure, "A": (1.0, 0.0)})).of(MEASURES["SNA"])

    assert found is not None
    assert found.sd == pytest.approx(math.degrees(math.atan(1.0 / 55.0)), rel=1e-3)  # A below N
    assert found.parts[0] == ("A", found.sd)


def test_parts_make_up_the_whole_and_the_largest_comes_first() -> None:
    found = Errors(face()).of(MEASURES["ANB"])

    assert found is not None
    assert {code for code, _ in found.parts} == {"S", "N", "A", "B"}
    assert math.hypot(*(sd for _, sd in found.parts)) == pytest.approx(found.sd)
    assert [sd for _, sd in found.parts] == sorted((sd for _, sd in found.parts), reverse=True)
    assert dict(found.parts)["S"] == pytest.approx(0, abs=1e-9)  # it cancels out of ANB


def test_a_film_that_lies_turned_has_the_same_errors() -> None:
    turned = face_of(film_points(37, faces_left=True), (0.125, 0.125))
    for code in ("SNA", "FMA(Go1-Me)", "Co-Gn"):
        one, other = Errors(face()).of(MEASURES[code]), Errors(turned).of(MEASURES[code])
        assert one is not None
        assert other is not None
        assert one.sd == pytest.approx(other.sd, rel=1e-6)


def test_without_calibration_the_scale_is_that_of_a_mean_face() -> None:
    plain = face(is_calibrated=False)
    errors = Errors(plain)
    found, true = errors.of(MEASURES["SNA"]), Errors(face()).of(MEASURES["SNA"])

    assert errors.scale is ErrorScale.MEAN_SN
    assert found is not None
    assert true is not None
    length = math.dist(MM["S"], MM["N"])
    assert found.sd == pytest.approx(true.sd * length / 71.0, rel=0.01)


def test_without_calibration_and_sn_nobody_knows_how_large_an_error_is() -> None:
    errors = Errors(face("S", is_calibrated=False))

    assert errors.scale is None
    assert errors.of(MEASURES["FMIA"]) is None


def test_a_value_that_does_not_exist_has_no_error() -> None:
    assert Errors(face("A")).of(MEASURES["SNA"]) is None


def test_every_landmark_has_an_error_and_every_error_a_source() -> None:
    assert set(ERRORS) == set(MM)
    sources = {error.source for error in ERRORS.values()}
    assert ErrorSource.OVERRIDDEN not in sources
    assert set(CITATIONS) <= sources


def test_a_readers_own_errors_hold_and_survive_the_settings() -> None:
    own = overridden({"Go": (0.5, 2.5), "N": (-1.0, 1.0), "S": (math.nan, 1.0), "A": (99.0, 1.0)})

    assert (own["Go"].along, own["Go"].across) == (0.5, 2.5)
    assert own["Go"].source is ErrorSource.OVERRIDDEN
    assert (own["N"], own["S"], own["A"]) == (ERRORS["N"], ERRORS["S"], ERRORS["A"])
    assert errors_from_text(errors_as_text(own)) == own
    assert errors_from_text("Go; Or 1; N one two; ;;") == dict(ERRORS)


def test_a_value_at_the_edge_of_a_class_changes_it_every_other_time() -> None:
    rows = {row.measure.code: row for row in steiner(face())}
    row = rows["SNA"]
    assert row.norm is not None
    edge = row.norm.mean + (row.norm.sd or 0)
    at_edge, sure = _valued(row, edge - 1e-9), _valued(row, row.norm.mean)

    assert chance_of_change(at_edge, 0.1) == pytest.approx(0.5, abs=1e-3)
    assert chance_of_change(sure, 0.1) == pytest.approx(0.0, abs=1e-9)
    assert chance_of_change(sure, row.norm.sd or 0) == pytest.approx(0.3173, abs=1e-3)
    assert chance_of_change(sure, 0.0) == 0.0


def _valued(row: Row, value: float) -> Row:
    return Row(
        measure=row.measure,
        value=value,
        missing=(),
        awaits_calibration=False,
        norm=row.norm,
        deviation_sd=None,
        band=row.band,
        direction=row.direction,
    )


def test_what_to_check_first_is_what_changes_most_rows() -> None:
    whole = face()
    listed = check_first(steiner(whole), Errors(whole))

    effects = [one.expected_changes for one in listed]
    assert effects == sorted(effects, reverse=True)
    assert listed[0].expected_changes > 0.3
    assert all(row in dict(one.rows) for one in listed[:3] for row in dict(one.rows))
    assert not {one.landmark for one in listed} & {"Ba", "C", "Prn"}  # Steiner does not use them


def test_what_was_checked_is_no_longer_listed() -> None:
    whole = face()
    (first, *rest) = check_first(steiner(whole), Errors(whole))

    assert list(check_first(steiner(whole), Errors(whole), {first.landmark})) == rest


def test_a_landmark_is_worth_a_look_only_where_its_error_can_change_a_row() -> None:
    """SND lies next to its mean: it takes a wild D to change what it says."""
    whole, wild = face(), overridden({"D": (15.0, 15.0)})
    before, after = (
        {one.landmark: dict(one.rows) for one in check_first(steiner(whole), Errors(whole, table))}
        for table in (ERRORS, wild)
    )

    assert "D" not in before
    assert after["D"]["SND"] > 0.4
