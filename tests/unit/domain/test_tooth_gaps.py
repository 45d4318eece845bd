"""Which number is offered for an outline that was drawn beside listed teeth."""

import pytest

from tests.dental_builders import a_tooth, real_teeth, round_arch, teeth_at, upright
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.teeth import DECIDUOUS_TEETH, PERMANENT_TEETH, Tooth, tooth_of
from viewer.domain.tooth_gaps import likeliest_tooth
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion

FILM, PHOTO = DentalImage.PANORAMIC, DentalImage.INTRAORAL


def middle(box: BoxRegion) -> ImagePoint:
    return ImagePoint((box.low.column + box.high.column) / 2, (box.low.row + box.high.row) / 2)


@pytest.mark.parametrize("tooth", PERMANENT_TEETH, ids=lambda tooth: tooth.code)
def test_a_gap_is_offered_the_tooth_that_is_missing_there(tooth: Tooth) -> None:
    seen = teeth_at((t for t in PERMANENT_TEETH if t is not tooth), upright)

    assert likeliest_tooth(middle(upright(tooth)), seen, FILM) == tooth


@pytest.mark.parametrize("tooth", DECIDUOUS_TEETH, ids=lambda tooth: tooth.code)
def test_among_milk_teeth_a_milk_tooth_is_offered(tooth: Tooth) -> None:
    seen = teeth_at((t for t in DECIDUOUS_TEETH if t is not tooth), upright)

    assert likeliest_tooth(middle(upright(tooth)), seen, FILM) == tooth


def test_a_mirrored_occlusal_photo_goes_by_the_neighbours() -> None:
    upper = [tooth for tooth in PERMANENT_TEETH if tooth.code[0] in "12"]
    at = {tooth: round_arch(tooth) for tooth in upper}
    flipped = {
        tooth: BoxRegion(
            ImagePoint(1000 - box.high.column, box.low.row),
            ImagePoint(1000 - box.low.column, box.high.row),
        )
        for tooth, box in at.items()
    }
    seen = [a_tooth(t.code, flipped[t]) for t in upper if t.code not in {"14", "26"}]

    for code in ("14", "26"):
        tooth = tooth_of(code)
        assert likeliest_tooth(middle(flipped[tooth]), seen, PHOTO) == tooth


def test_nothing_is_offered_where_nothing_tells() -> None:
    place = ImagePoint(100, 100)
    assert likeliest_tooth(place, [], FILM) is None
    assert likeliest_tooth(place, [a_tooth("11")], FILM) is None, "no place"
    assert likeliest_tooth(place, [a_tooth("x1", upright(Tooth(1, 1)))], FILM) is None
    every = teeth_at(PERMANENT_TEETH, upright)
    assert likeliest_tooth(middle(upright(Tooth(1, 1))), every, FILM) is None, "no tooth is absent"
    assert likeliest_tooth(ImagePoint(2, 2), every[:4], FILM) is None, "far away"


def test_one_tooth_of_an_upright_film_tells_its_direction() -> None:
    seen = teeth_at([Tooth(1, 1)], upright)
    box = upright(Tooth(2, 1))

    assert likeliest_tooth(middle(box), seen, FILM) == Tooth(2, 1)


def test_each_tooth_of_a_real_film_is_offered_its_own_number_mostly(shared_data) -> None:
    seen = [one for one in real_teeth(shared_data, "cate1-00002") if one.tooth is not None]
    offers = [
        likeliest_tooth(middle(one.box), [s for s in seen if s is not one], FILM) == one.tooth
        for one in seen
    ]

    assert sum(offers) >= 0.9 * len(offers)
