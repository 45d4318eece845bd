"""Which values are normal, for whom."""

import pytest

from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS
from viewer.domain.cephalometry.axes import Direction
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.norms import (
    Evidence,
    Mismatch,
    Norm,
    Person,
    Population,
    Sex,
    mismatches,
)

VALUES = [
    ("peking", "SNB", 80.1, 3.9),
    ("peking", "FMA(Go1-Me)", 31.1, 5.6),
    ("peking", "IMPA(Go1-Me)", 92.6, 7.0),
    ("west-china", "PP-GoGn", 21, 4),
    ("west-china", "S-Go/N-Me(FH)", 66, 4),
    ("west-china", "N-ANS", 53, 3),
    ("west-china", "Z", 71, 5),
    ("west-china", "N'-Sn-Pog'", 167, 4),
    ("shanghai-ninth", "FMA(Go-Me)", 27.3, 6.1),
    ("shanghai-ninth", "Pog-NB", 4, 2),
    ("shanghai-ninth", "L1-MP mm(Go-Me)", 42, 4),
    ("shanghai-ninth", "LL-E", 0.6, 0.9),
    ("steiner-chinese", "GoGn-SN", 32.5, 5.2),
    ("steiner-chinese", "SL", 52.1, 5.4),
    ("steiner-original", "ANB", 2, 2),
    ("steiner-original", "L1-NB", 25, None),
    ("downs-chinese", "L1-OP(full)", 109.0, 5.6),
    ("downs-original", "L1-OP(minus 90)", 14.5, 3.5),
    ("downs-original", "AB-NPog", -4.6, 3.7),
    ("tweed-chinese", "Wits", -1, 2.8),
    ("tweed-chinese", "PFH/AFH", 70, 5),
    ("tweed-original", "FMIA", 65, 3),
    ("ricketts-chinese", "NBa-PtGn", 93.2, 3.4),
    ("ricketts-original", "LFH", 47, 4),
    ("mcnamara-chinese-child", "Co-Gn", 103.4, 5.3),
    ("mcnamara-adult-female", "Co-Gn", 120.2, 5.3),
    ("mcnamara-adult-male", "Co-Gn", 134.3, 6.8),
    ("mcnamara-adult-male", "FMA(Go-Me)", 21.3, 3.9),
    ("jarabak-chinese", "Bjork sum(tangents)", 395.4, 5.7),
    ("jarabak-original", "N-S-Ar", 123, 5),
    ("bjork", "Bjork sum(Go)", 396, None),
    ("wits-male", "Wits", -1, 1.8),
    ("wits-female", "Wits", 0, 1.8),
    ("holdaway-chinese", "H", 15.3, 3.3),
    ("holdaway-original", "H", 10, None),
    ("burstone-chinese", "Sn-Gn'/C-Gn'", 136.6, 31.5),
    ("burstone-original", "Cm-Sn-UL'", 102, 8),
    ("wylie-chinese", "ANS-Ptm", 49.9, 2.1),
    ("shanghai-ninth", "S-Co", 20.2, 2.6),
    ("west-china", "Go-Pog(Go1-Me)", 73, 4),
    ("e-line-original", "UL-E", -4, 2),
    ("kim", "ODI", 74.5, 6.07),
    ("sichuan-male", "SNA", 84.87, None),
    ("sichuan-female", "SNA", 82.98, None),
    ("hong-kong", "GoGn-SN", 34.5, 4.5),
]
SIZES = {
    "peking": 16,
    "west-china": 36,
    "shanghai-ninth": 40,
    "steiner-chinese": 14,
    "downs-chinese": 10,
    "tweed-chinese": 9,
    "ricketts-original": 11,
    "jarabak-chinese": 14,
    "holdaway-chinese": 10,
    "burstone-chinese": 13,
    "wylie-chinese": 10,
    "sichuan-male": 20,
    "sichuan-female": 20,
    "hong-kong": 14,
}


def norm_of(key: str, measure: str) -> Norm:
    return NORM_SETS[key].by_item[MEASURES[measure].item]


@pytest.mark.parametrize(("key", "measure", "mean", "sd"), VALUES)
def test_a_norm_is_as_its_table_has_it(key: str, measure: str, mean: float, sd: float) -> None:
    norm = norm_of(key, measure)

    assert (norm.measure, norm.mean, norm.sd) == (measure, mean, sd)


def test_every_set_is_spot_checked() -> None:
    assert {key for key, *_ in VALUES} == set(NORM_SETS)


@pytest.mark.parametrize("key", SIZES)
def test_a_set_has_all_values_of_its_table(key: str) -> None:
    assert len(NORM_SETS[key].norms) == SIZES[key]


@pytest.mark.parametrize("norm_set", NORM_SETS.values(), ids=lambda norm_set: norm_set.key)
def test_a_set_has_one_norm_for_each_item_and_says_where_it_is_from(norm_set: object) -> None:
    assert len(norm_set.by_item) == len(norm_set.norms)
    assert all(norm.source.citation for norm in norm_set.norms)


def test_every_analysis_knows_its_sets_and_begins_with_one_that_covers_it() -> None:
    for analysis in ANALYSES.values():
        first = NORM_SETS[analysis.norm_sets[0]]
        items = {MEASURES[code].item for code in analysis.items}
        assert set(analysis.norm_sets) <= set(NORM_SETS)
        assert len(items & first.by_item.keys()) >= len(items) - 3


def test_hospitals_draw_the_mandibular_plane_each_in_its_own_way() -> None:
    drawn = {
        key: norm_of(key, "FMA(Go-Me)").measure
        for key in ("peking", "west-china", "shanghai-ninth")
    }

    assert drawn == {
        "peking": "FMA(Go1-Me)",
        "west-china": "FMA(Go1-Me)",
        "shanghai-ninth": "FMA(Go-Me)",
    }


def test_american_values_in_the_chinese_table_keep_their_own_source() -> None:
    assert norm_of("tweed-chinese", "Z").source.population is Population.CAUCASIAN
    assert norm_of("tweed-chinese", "FMIA").source.population is Population.CHINESE


def test_values_out_of_line_are_marked() -> None:
    doubtful = {norm.measure for norm in NORM_SETS["sichuan-male"].norms if norm.is_doubtful}

    assert doubtful == {"SND", "MP-SN(Go1-Me)", "NA-APog"}
    assert NORM_SETS["hong-kong"].source.evidence is Evidence.COMPOSITE


@pytest.mark.parametrize(
    ("age", "mean"), [(None, 87.0), (9, 87.0), (12, 87.99), (18, 89.97), (40, 89.97), (8, 86.67)]
)
def test_the_facial_depth_of_ricketts_grows_until_growth_ends(
    age: float | None, mean: float
) -> None:
    assert norm_of("ricketts-original", "FH-NPog").at(age).mean == pytest.approx(mean)


def test_the_lower_facial_height_of_ricketts_does_not_change() -> None:
    assert norm_of("ricketts-original", "LFH").at(15).mean == 47


@pytest.mark.parametrize(
    ("value", "deviation", "direction"),
    [
        (78.0, -2.0, Direction.LOW),
        (80.0, -1.0, Direction.NORMAL),
        (84.0, 1.0, Direction.NORMAL),
        (84.1, 1.05, Direction.HIGH),
    ],
)
def test_one_standard_deviation_is_normal(
    value: float, deviation: float, direction: Direction
) -> None:
    norm = norm_of("steiner-original", "SNA")

    assert norm.deviation(value) == pytest.approx(deviation)
    assert norm.direction(value) is direction


def test_a_mean_alone_tells_no_direction() -> None:
    norm = norm_of("sichuan-male", "SNA")

    assert norm.deviation(95.0) is None
    assert norm.direction(95.0) is None


@pytest.mark.parametrize(
    ("value", "direction"),
    [
        (61.9, Direction.LOW),
        (62.0, Direction.NORMAL),
        (65.0, Direction.NORMAL),
        (66, Direction.HIGH),
    ],
)
def test_a_span_tells_a_direction_and_no_deviation(value: float, direction: Direction) -> None:
    norm = norm_of("jarabak-original", "S-Go/N-Me(straight)")

    assert norm.deviation(value) is None
    assert norm.direction(value) is direction


@pytest.mark.parametrize(
    ("key", "person", "expected"),
    [
        ("mcnamara-adult-female", Person(12, Sex.FEMALE), (Mismatch.YOUNGER,)),
        ("mcnamara-adult-female", Person(25, Sex.FEMALE), ()),
        ("mcnamara-adult-female", Person(25, Sex.MALE), (Mismatch.OTHER_SEX,)),
        ("mcnamara-adult-female", Person(10, Sex.MALE), (Mismatch.YOUNGER, Mismatch.OTHER_SEX)),
        ("mcnamara-adult-male", Person(), (Mismatch.AGE_UNKNOWN, Mismatch.SEX_UNKNOWN)),
        ("mcnamara-chinese-child", Person(30, Sex.MALE), (Mismatch.OLDER,)),
        ("mcnamara-chinese-child", Person(13.9, Sex.MALE), ()),
        ("peking", Person(9, Sex.MALE), (Mismatch.AGES_UNSTATED,)),
        ("peking", Person(30, Sex.MALE), ()),
        ("peking", Person(30), ()),
        ("sichuan-male", Person(17.9, Sex.MALE), (Mismatch.YOUNGER,)),
    ],
)
def test_norms_that_may_not_fit_a_person_are_told(
    key: str, person: Person, expected: tuple[Mismatch, ...]
) -> None:
    assert mismatches(NORM_SETS[key], person) == expected
