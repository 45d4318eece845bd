"""Whatever part of an arch is seen, and however it jitters, right numbers raise no hint."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.dental_builders import COLUMNS, ROWS, moved, round_arch, teeth_at, upright
from viewer.domain.dental_checks import HintKind, hints_of
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.teeth import ALL_TEETH, PERMANENT_TEETH, Jaw, Tooth, tooth_of
from viewer.domain.teeth_seen import ToothSeen
from viewer.domain.tooth_notation import Notation, read_tooth, written

_PERMANENT = st.sets(st.sampled_from(PERMANENT_TEETH), max_size=32)
_JITTER = st.lists(st.tuples(st.floats(-7, 7), st.floats(-12, 12)), min_size=32, max_size=32)


@given(st.sampled_from(ALL_TEETH), st.sampled_from(Notation))
def test_a_tooth_comes_back_from_every_notation(tooth: Tooth, notation: Notation) -> None:
    assert read_tooth(written(tooth, notation), notation) == tooth
    assert tooth_of(tooth.code) == tooth


def _shifted(one: ToothSeen, by: tuple[float, float]) -> ToothSeen:
    return moved([one], lambda x, y: (x + by[0], y + by[1]))[0]


@given(_PERMANENT, _JITTER)
def test_part_of_a_film_with_crowded_teeth_raises_no_hint(
    teeth: set[Tooth], jitter: list[tuple[float, float]]
) -> None:
    upright_teeth = teeth_at(sorted(teeth), upright)
    seen = [_shifted(one, by) for one, by in zip(upright_teeth, jitter, strict=False)]

    assert hints_of(seen, DentalImage.PANORAMIC, COLUMNS, ROWS) == ()


@given(st.sets(st.sampled_from(PERMANENT_TEETH), min_size=20))
def test_a_mirrored_film_is_found_whichever_teeth_are_missing(teeth: set[Tooth]) -> None:
    seen = moved(teeth_at(sorted(teeth), upright), lambda x, y: (COLUMNS - x, y))

    kinds = [hint.kind for hint in hints_of(seen, DentalImage.PANORAMIC, COLUMNS, ROWS)]

    assert kinds == [HintKind.MIRRORED]


@given(
    st.sampled_from(Jaw), st.integers(3, 8), st.floats(0, math.tau), st.sampled_from((1.0, -1.0))
)
def test_an_arch_from_above_may_be_turned_and_mirrored(
    jaw: Jaw, last: int, angle: float, mirror: float
) -> None:
    def turned(x: float, y: float) -> tuple[float, float]:
        x, y = (x - 500) * mirror, y - 260
        cosine, sine = math.cos(angle), math.sin(angle)
        return 500 + x * cosine - y * sine, 260 + x * sine + y * cosine

    teeth = [t for t in PERMANENT_TEETH if t.jaw is jaw and t.position <= last]
    seen = moved(teeth_at(teeth, round_arch), turned)

    assert hints_of(seen, DentalImage.INTRAORAL, COLUMNS, ROWS) == ()
