"""Labels stay inside the view and off each other."""

import random
from itertools import combinations

from viewer.overlay.labels import Anchor, Rect, place_labels

VIEW = Rect(0, 0, 1000, 800)


def crowd(count: int, spread: float) -> list[Anchor]:
    rng = random.Random(4)
    return [
        Anchor(rng.gauss(500, spread), rng.gauss(400, spread), 9.0, 9.0, 96.0, 18.0)
        for _ in range(count)
    ]


def test_twenty_crowded_labels_do_not_cover_each_other() -> None:
    placed = place_labels(crowd(20, 60.0), VIEW, 3.0)

    assert not any(a.rect.meets(b.rect) for a, b in combinations(placed, 2))


def test_labels_stay_inside_the_view() -> None:
    corners = [Anchor(x, y, 9, 9, 96, 18) for x in (4, 996) for y in (4, 796)]

    placed = place_labels(corners, VIEW, 3.0)

    assert all(label.rect.left >= 0 and label.rect.right <= 1000 for label in placed)
    assert all(label.rect.top >= 0 and label.rect.bottom <= 800 for label in placed)


def test_a_lone_label_is_right_beside_its_finding_without_a_leader() -> None:
    (label,) = place_labels([Anchor(500, 400, 20, 20, 96, 18)], VIEW, 3.0)

    assert label.leader is None
    assert 500 < label.rect.left < 530
    assert label.rect.bottom < 400


def test_a_label_that_had_to_go_far_has_a_leader() -> None:
    placed = place_labels(crowd(20, 18.0), VIEW, 3.0)

    assert any(label.leader is not None for label in placed)


def test_labels_keep_off_what_is_taken() -> None:
    corner = Rect(900, 0, 1000, 120)

    (label,) = place_labels([Anchor(895, 60, 9, 9, 90, 18)], VIEW, 3.0, [corner])

    assert not label.rect.meets(corner)


def test_a_finding_outside_the_view_has_no_label() -> None:
    assert place_labels([Anchor(-300, 400, 9, 9, 96, 18)], VIEW, 3.0) == (None,)


def test_where_everything_is_taken_the_label_is_still_shown() -> None:
    (label,) = place_labels([Anchor(500, 400, 9, 9, 96, 18)], VIEW, 3.0, [VIEW])

    assert label is not None


def test_of_thousands_the_first_are_labelled() -> None:
    placed = place_labels(crowd(2000, 300.0), VIEW, 3.0)

    assert len(placed) == 2000
    assert all(label is None for label in placed[150:])


def test_a_boxs_label_is_beside_its_corner_and_never_over_its_edge() -> None:
    box = Anchor(500, 400, 80, 40, 96, 18, is_round=False)

    (label,) = place_labels([box], VIEW, 3.0)

    assert label.leader is None
    assert not label.rect.meets(Rect(420, 360, 580, 440))
    assert label.rect.left - 580 < 6


def test_a_boxs_leader_begins_at_its_edge() -> None:
    box = Anchor(500, 400, 80, 40, 96, 18, is_round=False)
    around = [Rect(300, 200, 700, 359), Rect(300, 441, 700, 500), Rect(300, 200, 419, 500)]

    (label,) = place_labels([box], VIEW, 3.0, [*around, Rect(581, 200, 600, 500)])

    assert label.leader is None or 420 <= label.leader[0] <= 580
