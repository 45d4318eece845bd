"""What a tooth chart shows of the teeth that were found."""

import pytest

from tests.dental_builders import a_box, a_tooth
from viewer.domain.dental_chart import (
    ChartTooth,
    DentalChart,
    Dentition,
    ToothState,
    chart_of,
)
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import PERMANENT_TEETH
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen


def _chart(*seen: ToothSeen, image: DentalImage = DentalImage.PANORAMIC) -> DentalChart:
    return chart_of(seen, image)


def _of(chart: DentalChart, code: str) -> ChartTooth:
    return next(one for one in chart.teeth if one.tooth.code == code)


@pytest.mark.parametrize(
    ("texts", "dentition", "count"),
    [
        ((), Dentition.PERMANENT, 32),
        (("11", "36"), Dentition.PERMANENT, 32),
        (("51", "85"), Dentition.DECIDUOUS, 20),
        (("51", "36"), Dentition.MIXED, 52),
        (("91",), Dentition.PERMANENT, 32),
    ],
)
def test_the_rows_follow_the_teeth(
    texts: tuple[str, ...], dentition: Dentition, count: int
) -> None:
    chart = _chart(*(a_tooth(text) for text in texts))

    assert (chart.dentition, len(chart.teeth)) == (dentition, count)


def test_a_film_without_a_tooth_shows_it_missing() -> None:
    chart = _chart(*(a_tooth(tooth.code) for tooth in PERMANENT_TEETH if tooth.code != "38"))

    assert _of(chart, "38").states == {ToothState.MISSING}
    assert _of(chart, "37").states == {ToothState.PRESENT}


def test_a_photo_does_not_know_what_is_missing() -> None:
    chart = _chart(a_tooth("11"), image=DentalImage.INTRAORAL)

    assert _of(chart, "38").states == {ToothState.NOT_SEEN}


def test_while_teeth_change_none_is_called_missing() -> None:
    chart = _chart(*(a_tooth(code) for code in ("16", "55", "54", "53", "11")))

    assert _of(chart, "17").states == {ToothState.NOT_SEEN}


def test_a_retained_milk_tooth_keeps_its_successor_from_being_missing() -> None:
    chart = _chart(*(a_tooth(code) for code in ("75", "36", "34")))

    assert _of(chart, "35").states == {ToothState.NOT_SEEN}
    assert _of(chart, "37").states == {ToothState.MISSING}


def test_without_any_tooth_nothing_is_missing() -> None:
    assert {state for one in _chart().teeth for state in one.states} == {ToothState.NOT_SEEN}


def test_a_tooth_may_be_in_several_states() -> None:
    diseases = [DiseaseSeen(key) for key in ("crown", "root-filling", "periapical-lesion", "蛀牙")]

    assert _of(_chart(a_tooth("46", None, *diseases)), "46").states == {
        ToothState.PRESENT,
        ToothState.CROWN,
        ToothState.ROOT_FILLING,
        ToothState.PERIAPICAL,
        ToothState.OTHER,
    }


def test_a_number_given_twice_keeps_both_and_the_graver_status() -> None:
    tooth = _of(
        _chart(a_tooth("11", status="suspected"), a_tooth("11", status="healthy", uid="b")), "11"
    )

    assert ([seen.uid for seen in tooth.seen], tooth.status) == (["t11", "b"], "suspected")


def test_a_status_that_nobody_knows_is_none() -> None:
    assert _of(_chart(a_tooth("11", status="odd")), "11").status == ""


def test_a_supernumerary_tooth_stands_beside_the_chart() -> None:
    chart = _chart(a_tooth("91"), a_tooth("11"))

    assert [one.text for one in chart.beside] == ["91"]


@pytest.mark.parametrize(
    ("code", "lesion", "surfaces"),
    [
        ("46", (100, 100, 110, 115), {Surface.DISTAL}),
        ("46", (132, 100, 140, 115), {Surface.MESIAL}),
        ("36", (100, 100, 110, 115), {Surface.MESIAL}),
        ("36", (132, 100, 140, 115), {Surface.DISTAL}),
        ("36", (115, 100, 127, 115), {Surface.OCCLUSAL}),
        ("36", (115, 160, 127, 175), set()),
        ("26", (115, 160, 127, 175), {Surface.OCCLUSAL}),
        ("36", (101, 100, 139, 150), set()),
    ],
)
def test_where_caries_lie_is_read_from_their_box(
    code: str, lesion: tuple[float, float, float, float], surfaces: set[Surface]
) -> None:
    caries = DiseaseSeen("caries", box=a_box(*lesion))

    tooth = _of(_chart(a_tooth(code, a_box(100, 100, 140, 180), caries)), code)

    assert tooth.surfaces == surfaces


def test_no_surface_is_read_from_a_photo() -> None:
    caries = DiseaseSeen("caries", box=a_box(100, 100, 110, 115))
    seen = a_tooth("46", a_box(100, 100, 140, 180), caries)

    assert _of(_chart(seen, image=DentalImage.INTRAORAL), "46").surfaces == frozenset()
