"""The index: what is found, in which order, how it is scored."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from viewer.server.similarity.search import BEST_SCORE, Scored, SimilarityIndex
from viewer.server.similarity.traits import SIDE, Traits, traits_of

Pixels = NDArray[np.uint8]


def picture(seed: int, rows: int = 240, columns: int = 320) -> Pixels:
    """A smooth random picture: coarse forms and finer ones upon them."""
    rng = np.random.default_rng(seed)
    forms = np.full((rows, columns), 110.0, np.float32)
    for cells, strength in ((5, 45.0), (14, 20.0), (30, 8.0)):
        noise = Image.fromarray(rng.normal(0.0, strength, (cells, cells)).astype(np.float32))
        forms += np.asarray(noise.resize((columns, rows), Image.Resampling.BICUBIC))
    return np.clip(forms, 0, 255).astype(np.uint8)


def index_of(count: int) -> SimilarityIndex:
    index = SimilarityIndex()
    index.add_all((seed, traits_of(picture(seed))) for seed in range(count))
    return index


_TRAITS = [traits_of(picture(seed, 140, 150)) for seed in range(13)]


def score_of(kept: Pixels, sought: Pixels) -> float:
    index = SimilarityIndex()
    index.add(1, traits_of(kept))
    (found,) = index.search(traits_of(sought), 5)
    return found.score


def test_an_empty_index_finds_nothing():
    assert SimilarityIndex().search(traits_of(picture(1)), 10) == []


def test_the_same_picture_is_found_first_with_the_best_score():
    found = index_of(50).search(traits_of(picture(7)), 3)

    assert found[0] == Scored(7, BEST_SCORE)
    assert len(found) == 3
    assert found[1].score < 9.0


def test_no_more_is_found_than_asked_for_and_than_there_is():
    index = index_of(40)

    assert len(index.search(traits_of(picture(1)), 7)) == 7
    assert len(index.search(traits_of(picture(1)), 1000)) == 40
    assert index.search(traits_of(picture(1)), 0) == []


def test_scores_fall_and_are_between_0_and_10():
    found = index_of(60).search(traits_of(picture(99)), 60)

    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 10.0 for score in scores)
    assert sorted(each.key for each in found) == list(range(60))


def test_of_equal_pictures_the_lower_key_comes_first():
    index = SimilarityIndex()
    for key in (30, 10, 20):
        index.add(key, traits_of(picture(1)))

    found = index.search(traits_of(picture(1)), 3)

    assert [each.key for each in found] == [10, 20, 30]
    assert {each.score for each in found} == {BEST_SCORE}


def test_all_copies_of_a_picture_have_the_best_score():
    index = index_of(30)
    index.add_all((key, traits_of(picture(3))) for key in range(100, 300))

    found = index.search(traits_of(picture(3)), 250)

    assert [each.key for each in found[:201]] == [3, *range(100, 300)]
    assert {each.score for each in found[:201]} == {BEST_SCORE}
    assert found[201].score < 9.0


def test_a_few_asked_for_are_the_first_of_many():
    index = index_of(80)
    sought = traits_of(picture(3)[10:, 15:])

    many, few = index.search(sought, 80)[:4], index.search(sought, 4)

    assert [each.key for each in many] == [each.key for each in few]
    assert [each.score for each in many] == pytest.approx([each.score for each in few], abs=1e-3)


def test_a_removed_picture_is_not_found_again():
    index = index_of(40)

    index.remove(7)
    index.remove(39)

    assert len(index) == 38
    found = index.search(traits_of(picture(7)), 100)
    assert sorted(each.key for each in found) == sorted(set(range(40)) - {7, 39})
    assert found[0].score < 9.0


def test_what_is_not_there_cannot_be_removed():
    with pytest.raises(KeyError):
        index_of(2).remove(2)


def test_an_added_key_replaces_what_was_under_it():
    index = index_of(3)

    index.add(1, traits_of(picture(77)))

    assert len(index) == 3
    assert index.search(traits_of(picture(77)), 1) == [Scored(1, BEST_SCORE)]


def test_a_key_given_twice_at_once_is_one_picture():
    index = SimilarityIndex()

    index.add_all([(5, traits_of(picture(1))), (5, traits_of(picture(2)))])

    assert len(index) == 1
    assert index.search(traits_of(picture(2)), 1) == [Scored(5, BEST_SCORE)]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=30))
def test_an_index_is_what_was_added_and_not_removed(steps: list[tuple[bool, int]]):
    index, there = SimilarityIndex(), set[int]()
    for is_added, key in steps:
        if is_added:
            index.add(key, _TRAITS[key])
            there.add(key)
        elif key in there:
            index.remove(key)
            there.remove(key)

    assert len(index) == len(there)
    for key in there:
        assert index.search(_TRAITS[key], 1) == [Scored(key, BEST_SCORE)]


def test_one_by_one_and_at_once_are_the_same():
    single = SimilarityIndex()
    for seed in range(40):
        single.add(seed, traits_of(picture(seed)))
    sought = traits_of(picture(5)[5:])

    alone, together = single.search(sought, 40), index_of(40).search(sought, 40)

    assert [each.key for each in alone] == [each.key for each in together]
    assert [each.score for each in alone] == pytest.approx(
        [each.score for each in together], abs=1e-3
    )


@pytest.mark.parametrize("quality", [75, 90, 95])
def test_what_a_good_codec_changes_is_the_same_picture(quality: int):
    stream = io.BytesIO()
    Image.fromarray(picture(1)).save(stream, "JPEG", quality=quality)

    with Image.open(stream) as coded:
        assert score_of(picture(1), np.asarray(coded)) == BEST_SCORE


def test_a_brighter_a_turned_and_a_cut_picture_are_not_the_same_but_nearly():
    kept = picture(1)

    for changed in (
        (kept * 0.8).astype(np.uint8),
        kept[12:-12, 16:-16],
        np.ascontiguousarray(kept[:-24, :-32]),
    ):
        assert 9.0 < score_of(kept, changed) < BEST_SCORE


def test_a_small_change_within_a_picture_is_seen():
    changed = picture(1).copy()
    changed[100:112, 150:162] += 40

    assert 9.0 < score_of(picture(1), changed) < BEST_SCORE


def test_the_more_a_picture_is_changed_the_less_it_scores():
    kept, other = picture(1).astype(np.float32), picture(2).astype(np.float32)

    scores = [
        score_of(picture(1), (kept * (1 - part) + other * part).astype(np.uint8))
        for part in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    ]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] == BEST_SCORE
    assert scores[-1] < 5.0


def test_a_picture_is_little_like_an_unlike_one():
    assert score_of(picture(1), picture(2)) < 4.0


def test_a_narrower_picture_of_the_same_forms_is_not_the_same():
    narrow = np.asarray(Image.fromarray(picture(1)).resize((160, 240)))

    assert score_of(picture(1), narrow) < BEST_SCORE


def test_even_pictures_are_told_apart_by_their_brightness():
    index = SimilarityIndex()
    for key, grey in enumerate(range(0, 250, 5)):
        index.add(key, traits_of(np.full((200, 200), grey, np.uint8)))

    found = index.search(traits_of(np.full((200, 200), 225, np.uint8)), 2)

    assert found[0] == Scored(45, BEST_SCORE)
    assert found[1].key in (44, 46)


def test_colour_tells_pictures_of_one_form_apart():
    form = picture(1)
    index = SimilarityIndex()
    for key, weights in enumerate([(1.0, 0.7, 0.6), (0.6, 0.9, 0.7), (0.7, 0.7, 1.0)]):
        index.add(key, traits_of(np.dstack([form * each for each in weights]).astype(np.uint8)))
    sought = np.dstack([form * each for each in (0.62, 0.88, 0.7)]).astype(np.uint8)

    assert index.search(traits_of(sought[8:]), 1)[0].key == 1


def test_a_grey_copy_of_a_photograph_is_less_than_nearly_the_same():
    form = picture(1)
    photo = np.dstack([form, form * 0.7, form * 0.6]).astype(np.uint8)
    grey = np.asarray(Image.fromarray(photo).convert("L"))

    assert 6.0 < score_of(photo, grey) < 9.0
    assert score_of(photo, photo) == BEST_SCORE


def test_any_traits_can_be_sought():
    """Noise, one bright pixel, black: no division by nothing, no number that is none."""
    index = index_of(5)
    rng = np.random.default_rng(1)
    point = np.zeros((SIDE, SIDE), np.uint8)
    point[20, 30] = 255
    colour = np.zeros((2, 8, 8), np.int8)
    for grey in (point, np.zeros_like(point), rng.integers(0, 256, point.shape, np.uint8)):
        index.add(100, Traits(grey, colour, 1.0))

        for sought in (Traits(grey, colour, 1.0), Traits(grey, colour, 9000.0)):
            found = index.search(sought, 10)
            assert all(0.0 <= each.score <= 10.0 for each in found)
            assert found[0].key == 100
