"""Parts, grades, places and numbers of results in words."""

from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series
from tests.result_builders import (
    a_chest_result,
    a_disc,
    a_hip,
    a_knee,
    a_lesion,
    a_mask_finding,
    a_rib,
    a_skin_result,
    a_spine_result,
    blob,
    box,
    calcium_part,
    placed,
    pneumonia_part,
)
from viewer.app.finding_rows import finding_row, hint_of
from viewer.domain import codes
from viewer.domain.evaluation import DISC_STATES, VERTEBRA_STATES, Evaluation, Scale
from viewer.domain.finding import FindingKind, Side, Site
from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    PartKind,
    PartState,
    ResultPart,
    calcium_bin,
)
from viewer.domain.result import Notice, NoticeKind
from viewer.domain.review import Review
from viewer.words import evaluations, findings, parts
from viewer.words.lengths import NO_SCALE, length_scale

SERIES = a_series()
SCALE = length_scale(SERIES)
PLACE = placed(SERIES, 5, box(10, 10, 20, 20))
VALUES = {
    Scale.GARDEN: ("1", "2", "3", "4"),
    Scale.KELLGREN_LAWRENCE: ("0", "1", "2", "3", "4"),
    Scale.KNEE_FILM: ("operated", "lateral"),
    Scale.DISC: DISC_STATES,
    Scale.VERTEBRA: VERTEBRA_STATES,
}


@pytest.mark.parametrize("scale", list(VALUES))
def test_every_grade_has_a_word_of_its_own(scale: Scale) -> None:
    said = [evaluations.evaluation_words(Evaluation(scale, value)) for value in VALUES[scale]]

    assert len(set(said)) == len(said)
    assert all(said)
    assert evaluations.scale_words(scale)


@pytest.mark.parametrize("scale", [Scale.GARDEN, Scale.KELLGREN_LAWRENCE, Scale.KNEE_FILM])
def test_a_grade_says_what_it_means(scale: Scale) -> None:
    meanings = [evaluations.meaning_words(Evaluation(scale, value)) for value in VALUES[scale]]

    assert len(set(meanings)) == len(meanings)
    assert all(meanings)


def test_a_grade_that_nobody_knows_is_the_services_own() -> None:
    unknown = Evaluation(Scale.DISC, "v9")

    assert evaluations.evaluation_words(unknown) == "v9"
    assert evaluations.evaluation_sentence(Evaluation(Scale.GARDEN, "7")) == "Garden 7"


@pytest.mark.parametrize(
    ("finding", "title", "place"),
    [
        (
            a_hip(1, "3", box(1, 2, 3, 4), SERIES, site=Site(side=Side.RIGHT)),
            "Femoral neck: Garden III",
            "Right side",
        ),
        (
            a_knee(1, Evaluation(Scale.KNEE_FILM, "lateral"), box(1, 2, 3, 4), SERIES),
            "Knee: lateral view",
            "",
        ),
        (
            a_disc(1, "L4-L5", PLACE, "degeneration", "protrusion"),
            "Disc L4-L5: degeneration, protrusion",
            "image 6",
        ),
        (a_disc(1, "L5", PLACE, "normal"), "Vertebra L5: normal", "image 6"),
        (
            a_rib(1, 7, Side.RIGHT, PLACE, 0.9),
            "Rib fracture: displaced",
            "Right rib 7, image 6",
        ),
        (
            replace(a_rib(1, 7, Side.LEFT, PLACE, 0.9), site=Site(rib=3, words="anterior")),
            "Rib fracture: displaced",
            "Rib 3, anterior, image 6",
        ),
        (a_lesion(1, 112.34, PLACE), "Calcium, score 112.3", "image 6"),
        (a_finding(), "Solid nodule, 8.0 mm", "Right upper lobe, image 6"),
    ],
)
def test_each_kind_is_called_and_placed_as_what_it_is(finding, title: str, place: str) -> None:
    assert findings.title_words(finding, SCALE) == title
    assert findings.place_words(finding) == place


def test_a_mask_says_its_volume_only_with_a_scale() -> None:
    region = blob(SERIES, range(4, 7), (50.0, 30.0), 8.0)
    opacity = a_mask_finding(1, FindingKind.OPACITY, SERIES, region)

    assert findings.title_words(opacity, SCALE) == "Lung opacity, 37.4 mL"
    assert findings.title_words(opacity, NO_SCALE) == "Lung opacity"


def test_no_knee_is_in_a_lung() -> None:
    knee = a_knee(1, Evaluation(Scale.KELLGREN_LAWRENCE, "1"), box(1, 2, 3, 4), SERIES)

    assert "lung" not in findings.place_words(replace(knee, site=a_finding().site)).lower()


@pytest.mark.parametrize("kind", list(PartKind))
@pytest.mark.parametrize("state", list(PartState))
def test_every_part_and_state_has_words(kind: PartKind, state: PartState) -> None:
    part = ResultPart(kind=kind, state=state)

    assert parts.part_words(kind)
    assert parts.state_words(part)
    assert parts.outcome_words(part, 0)
    assert bool(parts.state_sentence(part)) is (state is not PartState.FOUND)


def test_missing_is_not_said_as_none() -> None:
    said = {
        parts.state_words(ResultPart(kind=PartKind.CALCIUM, state=state)) for state in PartState
    }

    assert len(said) == len(PartState)


@pytest.mark.parametrize("role", list(FileRole))
def test_every_file_has_a_name(role: FileRole) -> None:
    assert parts.role_words(role)


@pytest.mark.parametrize("kind", list(FigureKind))
def test_every_number_says_what_it_is(kind: FigureKind) -> None:
    assert parts.figure_words(Figure(kind, 3.0, codes.NO_UNIT))


def test_what_the_viewer_measured_is_named_as_such() -> None:
    own = Figure(FigureKind.MASK_VOLUME, 3.0, codes.MILLILITRE, is_own=True)

    assert "here" in parts.figure_words(own)
    assert parts.value_words(own) == "3.0 mL"


@pytest.mark.parametrize(
    ("score", "number", "words"),
    [
        (0.0, 0, "no calcified plaque"),
        (0.4, 1, "minimal"),
        (10.0, 1, "minimal"),
        (10.1, 2, "mild"),
        (100.0, 2, "mild"),
        (100.1, 3, "moderate"),
        (400.0, 3, "moderate"),
        (400.1, 4, "extensive"),
    ],
)
def test_a_score_lies_in_one_of_five_bins(score: float, number: int, words: str) -> None:
    assert calcium_bin(score) == number
    assert parts.bin_words(score) == words
    assert len(parts.bin_ranges()) == 5


def test_a_part_tells_all_that_it_says() -> None:
    calcium, pneumonia = parts.part_lines(calcium_part()), parts.part_lines(pneumonia_part())

    assert list(calcium) == [
        "Coronary calcium: found",
        "Agatston score: 131.4 (101–400, moderate)",
        "Volume score: 105.1 mm³",
    ]
    assert "Ordinary pneumonia (NormalProbability): 30.0 %" in list(pneumonia)


def test_the_spine_is_counted_by_what_is_changed() -> None:
    (part,) = a_spine_result(SERIES).parts

    assert parts.outcome_words(part, 10) == "6 of 11 changed"
    assert next(iter(parts.level_words(level) for level in part.levels)) == ("L1", "normal")


def test_the_skin_has_a_likeliest_disease_and_no_place() -> None:
    (part,) = a_skin_result().parts

    assert parts.outcome_words(part, 0) == "Atopic dermatitis (eczema)"
    assert "no place" in list(parts.part_lines(part))[-1]
    assert parts.share_words("麻疹") == "麻疹"


def test_what_was_not_found_is_told_apart_from_what_is_not_there() -> None:
    nothing = ResultPart(kind=PartKind.RIB_FRACTURES, state=PartState.NONE)
    missing = ResultPart(kind=PartKind.CALCIUM, state=PartState.MISSING)
    broken = ResultPart(kind=PartKind.PNEUMONIA, state=PartState.UNREADABLE)

    lines = parts.unfound_lines((nothing, missing, broken))

    assert lines == (
        "None found: Rib fractures",
        "Not in the answer: Coronary calcium",
        "Unreadable: Pneumonia",
    )
    assert parts.unfound_lines((nothing,)) == ()
    assert parts.unfound_lines(a_chest_result(SERIES).parts) == (
        "Not in the answer: Rib fractures",
    )


@pytest.mark.parametrize(
    ("name", "title"), [("score", "Agatston score"), ("major-axis", "Long axis")]
)
def test_measurements_of_every_kind_have_names(name: str, title: str) -> None:
    measured = replace(a_finding().measurements[0], name=name, unit=codes.NO_UNIT, value=4.5)

    assert findings.measurement_words(measured, NO_SCALE) == (title, "4.5")


def test_a_row_and_a_hint_say_what_a_grade_means() -> None:
    hip = a_hip(1, "3", box(1, 2, 3, 4), SERIES, site=Site(side=Side.RIGHT))

    row = finding_row(hip, Review("run"), SCALE)

    assert row.place.startswith("Right side, partly displaced")
    assert "partly displaced" in hint_of(hip, SCALE)


def test_indices_are_not_passed_off_as_probabilities() -> None:
    result = a_chest_result(SERIES)
    indices = replace(result, notices=(Notice(NoticeKind.PATTERN_INDEX),))
    nodules, _, pneumonia, _ = result.parts

    assert "no diagnostic probabilities" in parts.caveat_words(pneumonia, indices)
    assert parts.caveat_words(nodules, indices) == ""
    assert parts.caveat_words(pneumonia, result) == ""
