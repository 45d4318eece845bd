"""Hints where teeth and their numbers do not go together; on real films none too many."""

from pathlib import Path

import pytest

from tests.dental_builders import (
    COLUMNS,
    ROWS,
    a_box,
    a_tooth,
    called,
    moved,
    quadrants_called,
    real_teeth,
    round_arch,
    teeth_at,
    upright,
)
from viewer.domain.dental_checks import DentalHint, HintKind, View, hints_of, view_of
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.teeth import ALL_TEETH, PERMANENT_TEETH, Jaw, tooth_of
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen

_FILMS = ("cate1-00002", "cate1-00005", "cate8-00001")
_SIDE = 512


def _film_hints(seen: list[ToothSeen]) -> tuple[DentalHint, ...]:
    return hints_of(seen, DentalImage.PANORAMIC, _SIDE, _SIDE)


def _said(seen: list[ToothSeen]) -> list[tuple[HintKind, tuple[str, ...]]]:
    return [(hint.kind, hint.texts) for hint in _film_hints(seen)]


@pytest.mark.parametrize("name", _FILMS)
def test_a_real_film_raises_no_hint(shared_data: Path, name: str) -> None:
    assert _film_hints(real_teeth(shared_data, name)) == ()


@pytest.mark.parametrize("name", _FILMS)
def test_a_mirrored_film_is_found(shared_data: Path, name: str) -> None:
    seen = moved(real_teeth(shared_data, name), lambda x, y: (_SIDE - x, y))

    (hint,) = _film_hints(seen)

    assert hint.kind is HintKind.MIRRORED
    assert set(hint.uids) == {one.uid for one in seen}


@pytest.mark.parametrize("name", _FILMS)
def test_a_film_on_its_head_is_found(shared_data: Path, name: str) -> None:
    seen = moved(real_teeth(shared_data, name), lambda x, y: (x, _SIDE - y))

    assert [hint.kind for hint in _film_hints(seen)] == [HintKind.UPSIDE_DOWN]


@pytest.mark.parametrize("name", _FILMS)
@pytest.mark.parametrize(
    ("others", "jaw"), [({"1": "2", "2": "1"}, Jaw.UPPER), ({"3": "4", "4": "3"}, Jaw.LOWER)]
)
def test_changed_sides_of_one_jaw_are_found(
    shared_data: Path, name: str, others: dict[str, str], jaw: Jaw
) -> None:
    (hint,) = _film_hints(quadrants_called(real_teeth(shared_data, name), others))

    assert (hint.kind, hint.jaw) == (HintKind.SIDES_SWAPPED, jaw)


@pytest.mark.parametrize("name", _FILMS)
def test_changed_jaws_of_one_side_are_found(shared_data: Path, name: str) -> None:
    seen = quadrants_called(real_teeth(shared_data, name), {"1": "4", "4": "1"})

    (hint,) = _film_hints(seen)

    assert hint.kind is HintKind.JAWS_SWAPPED
    assert set(hint.texts) == {one.text for one in seen if one.text[0] in "14"}


@pytest.mark.parametrize("name", _FILMS)
def test_a_number_given_twice_is_found_with_both_teeth(shared_data: Path, name: str) -> None:
    (hint,) = _film_hints(called(real_teeth(shared_data, name), {"12": "11"}))

    assert hint.kind is HintKind.DOUBLE
    assert set(hint.uids) == {"t11", "t12"}


@pytest.mark.parametrize("name", _FILMS)
def test_the_one_tooth_out_of_order_is_named(shared_data: Path, name: str) -> None:
    seen = [one for one in real_teeth(shared_data, name) if one.text != "24"]

    assert _said(called(seen, {"14": "24"})) == [(HintKind.OUT_OF_ORDER, ("24",))]


@pytest.mark.parametrize("name", _FILMS)
def test_two_neighbours_with_changed_numbers_are_named_together(
    shared_data: Path, name: str
) -> None:
    (hint,) = _film_hints(called(real_teeth(shared_data, name), {"12": "13", "13": "12"}))

    assert hint.kind is HintKind.TANGLED
    assert set(hint.uids) == {"t12", "t13"}


def test_one_tooth_of_the_wrong_jaw_is_named() -> None:
    seen = [one for one in teeth_at(PERMANENT_TEETH, upright) if one.text != "26"]

    hints = hints_of(called(seen, {"36": "26"}), DentalImage.PANORAMIC, COLUMNS, ROWS)

    assert [(hint.kind, hint.uids) for hint in hints] == [(HintKind.JAWS_SWAPPED, ("t36",))]


def test_all_52_at_their_places_raise_no_hint_but_for_erupted_successors() -> None:
    milk = [tooth for tooth in ALL_TEETH if tooth.is_deciduous]
    others = [tooth for tooth in ALL_TEETH if tooth.position > 5 and not tooth.is_deciduous]

    for teeth in (PERMANENT_TEETH, milk, milk + others):
        seen = teeth_at(teeth, upright)
        assert hints_of(seen, DentalImage.PANORAMIC, COLUMNS, ROWS) == ()


def test_a_milk_tooth_beside_its_successor_is_a_clash() -> None:
    seen = [a_tooth("75", a_box(100, 100, 140, 180)), a_tooth("35", a_box(142, 100, 180, 200))]

    assert _said(seen) == [(HintKind.CLASH, ("75", "35"))]


def test_a_germ_below_its_milk_tooth_is_none() -> None:
    seen = [a_tooth("75", a_box(100, 100, 140, 180)), a_tooth("35", a_box(104, 165, 138, 230))]

    assert _said(seen) == []


def test_a_milk_tooth_and_its_successor_in_one_box_are_a_clash() -> None:
    seen = [a_tooth("53", a_box(100, 100, 140, 180)), a_tooth("13", a_box(102, 95, 140, 170))]

    assert _said(seen) == [(HintKind.CLASH, ("53", "13"))]


def test_an_impacted_tooth_may_lie_across_the_order() -> None:
    seen = [one for one in teeth_at(PERMANENT_TEETH, upright) if one.text != "13"]
    box = upright(PERMANENT_TEETH[0])
    across = moved([a_tooth("13", box, DiseaseSeen("impacted-tooth"))], lambda x, y: (x, y - 60))

    assert hints_of([*seen, *across], DentalImage.PANORAMIC, COLUMNS, ROWS) == ()


def test_a_number_that_no_tooth_has_is_told_once() -> None:
    assert _said([a_tooth("91", a_box(1, 1, 5, 5)), a_tooth("11", a_box(9, 1, 15, 5))]) == [
        (HintKind.NO_SUCH_TOOTH, ("91",))
    ]


@pytest.mark.parametrize(
    ("box", "is_outside"),
    [
        ((-0.5, 0, 20, 20), False),
        ((-2, 0, 20, 20), True),
        ((0, -2, 20, 20), True),
        ((500, 0, 513, 20), False),
        ((500, 0, 514, 20), True),
        ((0, 500, 20, 514), True),
    ],
)
def test_a_box_outside_the_picture_is_found(
    box: tuple[float, float, float, float], *, is_outside: bool
) -> None:
    expected = [(HintKind.OUTSIDE, ("11",))] if is_outside else []

    assert _said([a_tooth("11", a_box(*box))]) == expected


def test_teeth_without_a_place_are_left_alone() -> None:
    assert _said([a_tooth(tooth.code) for tooth in PERMANENT_TEETH]) == []
    assert _said([]) == []


def test_an_arch_from_below_has_no_right_and_left() -> None:
    upper = [tooth for tooth in PERMANENT_TEETH if tooth.jaw is Jaw.UPPER]
    seen = teeth_at(upper, round_arch)
    mirror = moved(seen, lambda x, y: (COLUMNS - x, y))

    assert view_of(seen, DentalImage.INTRAORAL) is View.OCCLUSAL
    assert hints_of(seen, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()
    assert hints_of(mirror, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()


def test_a_side_in_a_mirror_is_no_mirrored_film() -> None:
    codes = ["16", "15", "14", "13", "12", "11", "21", "46", "45", "44", "43", "42", "41"]
    seen = teeth_at([tooth for code in codes if (tooth := tooth_of(code))], upright)
    mirror = moved(seen, lambda x, y: (COLUMNS - x, y))

    assert view_of(seen, DentalImage.INTRAORAL) is View.LATERAL
    assert hints_of(seen, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()
    assert hints_of(mirror, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()


def test_a_frontal_photo_that_is_mirrored_is_found() -> None:
    front = [tooth for tooth in PERMANENT_TEETH if tooth.position <= 5]
    seen = teeth_at(front, upright)
    mirror = moved(seen, lambda x, y: (COLUMNS - x, y))

    assert view_of(seen, DentalImage.INTRAORAL) is View.FRONTAL
    assert hints_of(seen, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()
    kinds = [hint.kind for hint in hints_of(mirror, DentalImage.INTRAORAL, COLUMNS, ROWS)]
    assert kinds == [HintKind.MIRRORED]
