"""Names of landmarks, measures, analyses and norms."""

import re

import pytest

from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, Band, custom
from viewer.domain.cephalometry.axes import Direction
from viewer.domain.cephalometry.landmarks import KINDS
from viewer.domain.cephalometry.measure import Group
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.norms import Evidence, Mismatch, Population
from viewer.words.cephalometry import (
    analysis_words,
    band_words,
    direction_words,
    doubt_words,
    evidence_words,
    group_words,
    landmark_words,
    measure_label,
    measure_name,
    mismatch_words,
    norm_set_words,
    population_words,
    source_words,
)


def test_every_landmark_has_a_name_and_a_definition_of_its_own() -> None:
    names, definitions = zip(*(landmark_words(code) for code in KINDS), strict=True)

    assert len(set(names)) == len(KINDS)
    assert all(definitions)


def test_porion_is_of_the_ear_and_pogonion_of_the_chin() -> None:
    assert landmark_words("Po") == ("Porion", "Top of the bony ear canal")
    assert landmark_words("Pog") == ("Pogonion", "Most anterior point of the bony chin")
    assert landmark_words("Me")[1] == "Lowest point of the symphysis"


def test_an_unknown_landmark_is_called_by_its_code() -> None:
    assert landmark_words("R9") == ("R9", "")


def test_every_measure_has_a_name_of_its_own() -> None:
    names = [measure_name(measure) for measure in MEASURES.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "label", "name"),
    [
        ("U1-NA mm", "U1–NA", "Upper incisor ahead of NA"),
        ("U1-NA", "U1–NA", "Inclination of the upper incisor to NA"),
        ("FMA(Go1-Me)", "FMA", "Mandibular plane to FH (Go1–Me)"),
        ("Bjork sum(Go)", "Björk sum", "Sum of saddle, articular and gonial angle (Go)"),
        (
            "IMPA(Go1-Me minus 90)",
            "IMPA",
            "Lower incisor to the mandibular plane (Go1–Me, minus 90°)",
        ),
        ("FH-NPog", "FH–NPog", "Facial angle"),
        ("NA-APog", "NA–APog", "Angle of convexity"),
    ],
)
def test_a_measure_is_written_as_in_papers(code: str, label: str, name: str) -> None:
    assert measure_label(MEASURES[code]) == label
    assert measure_name(MEASURES[code]) == name


def test_every_analysis_and_every_norm_set_has_a_name_of_its_own() -> None:
    assert len({analysis_words(analysis) for analysis in ANALYSES.values()}) == len(ANALYSES)
    assert len({norm_set_words(norm_set) for norm_set in NORM_SETS.values()}) == len(NORM_SETS)


def test_a_custom_set_is_called_as_its_reader_called_it() -> None:
    assert analysis_words(custom("mine", "Ausgangslage", ["SNA"])) == "Ausgangslage"


@pytest.mark.parametrize("norm_set", NORM_SETS.values(), ids=lambda norm_set: norm_set.key)
def test_a_source_names_the_paper_and_the_sample(norm_set: object) -> None:
    words = source_words(norm_set.source)

    assert words.startswith(norm_set.source.citation)
    assert population_words(norm_set.source.population) in words
    assert re.search(r"years|ages not stated", words)


def test_a_source_says_sex_and_age() -> None:
    assert source_words(NORM_SETS["mcnamara-adult-male"].source) == (
        "McNamara, Am J Orthod 1984;86:449, Caucasian, male, from 18 years, "
        "as textbooks have it, not checked in the paper"
    )


def test_a_mismatch_says_what_the_sample_was() -> None:
    said = mismatch_words(Mismatch.OTHER_SEX, NORM_SETS["wits-male"])
    older = mismatch_words(Mismatch.OLDER, NORM_SETS["mcnamara-chinese-child"])

    assert said == "These norms are of the other sex (male)."
    assert older.endswith("(11 to 13 years).")


def test_everything_that_can_be_said_has_words() -> None:
    words = [
        *(mismatch_words(mismatch, NORM_SETS["wits-male"]) for mismatch in Mismatch),
        *map(band_words, Band),
        *map(direction_words, Direction),
        *map(group_words, Group),
        *map(population_words, Population),
        *(evidence_words(evidence) for evidence in Evidence if evidence is not Evidence.TABLE),
    ]

    assert all(words)
    assert len(set(words)) == len(words)


def test_only_a_doubtful_norm_is_warned_of() -> None:
    sichuan = NORM_SETS["sichuan-male"].by_item

    assert "misprint" in doubt_words(sichuan["SND"])
    assert doubt_words(sichuan["SNA"]) == ""
