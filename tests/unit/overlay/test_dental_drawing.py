"""How teeth, their diseases, landmarks and whole pictures are drawn."""

from dataclasses import replace

import pytest

from tests.dental_findings import a_calibration, a_disease, a_landmark, a_tooth, of_image, ring
from tests.overlay_builders import a_series, without_geometry
from viewer.domain.standing import Decision
from viewer.domain.tooth_notation import Notation
from viewer.geometry.regions import PolygonRegion
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.dental import banner_of, warnings_of
from viewer.overlay.dental_choice import DentalChoice
from viewer.overlay.dental_style import (
    CLINIC,
    PALETTES,
    SAFE,
    ColourBy,
    DentalLook,
    DiseaseGroup,
    palette_of,
)
from viewer.overlay.items import Dash, ItemKind, LabelSide
from viewer.overlay.layout import left_out
from viewer.overlay.style import REJECTED

SERIES = without_geometry(a_series(1))
SHOWN = OverlayState()
BY_DISEASE = OverlayState(dental=DentalLook(colour_by=ColourBy.DISEASE))


def drawn(*findings, state=SHOWN, decisions=None):
    return compose(findings, SERIES, 0, state, decisions or {})


@pytest.mark.parametrize(
    ("notation", "label"), [("fdi", "16"), ("universal", "3"), ("palmer", "6┘")]
)
def test_a_tooth_is_labelled_by_its_number_in_the_notation_chosen(notation, label) -> None:
    (item,) = drawn(a_tooth("16"), state=OverlayState(notation=Notation(notation)))

    assert item.label == label


def test_a_number_that_no_tooth_has_stays_as_the_service_said_it() -> None:
    (item,) = drawn(a_tooth("99"), state=OverlayState(notation=Notation.UNIVERSAL))

    assert item.label == "99"


@pytest.mark.parametrize(
    ("status", "dash", "is_thin"),
    [
        ("healthy", Dash.SOLID, True),
        ("suspected", Dash.DOTTED, False),
        ("confirmed", Dash.SOLID, False),
        ("who knows", Dash.SOLID, False),
    ],
)
def test_the_line_of_a_tooth_tells_its_status_without_any_colour(status, dash, is_thin) -> None:
    (item,) = drawn(a_tooth(status=status))

    assert item.stroke.dash is dash
    assert (item.stroke.width < 1.5) is is_thin


def test_a_tooth_without_a_status_is_dotted_where_the_service_is_not_sure() -> None:
    (item,) = drawn(a_tooth(evaluations=(), confidence=0.4))

    assert item.stroke.dash is Dash.DOTTED


def test_colours_are_by_status_or_by_disease() -> None:
    (by_status,) = drawn(a_disease(disease="filling", status="confirmed"))
    (by_disease,) = drawn(a_disease(disease="filling", status="confirmed"), state=BY_DISEASE)

    assert by_status.stroke.color == CLINIC.of_state("confirmed")
    assert by_disease.stroke.color == dict(CLINIC.groups)[DiseaseGroup.WORK]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_each_palette_has_a_colour_for_each_status_and_group(palette) -> None:
    colours = [palette.of_state(s) for s in ("healthy", "suspected", "confirmed")]

    assert len(set(colours)) == 3
    assert {group for group, _ in palette.groups} == set(DiseaseGroup)
    assert palette.of_disease("a disease of tomorrow") == dict(palette.groups)[DiseaseGroup.OTHER]


def test_colours_of_ones_own_go_before_those_of_the_palette() -> None:
    palette = palette_of("safe", "caries=#FF0000, work=#00ff00; confirmed=#0000ff, nonsense, x=red")

    assert palette.of_disease("caries") == "#ff0000"
    assert palette.of_disease("crown") == "#00ff00"
    assert palette.of_state("confirmed") == "#0000ff"
    assert palette.of_state("healthy") == SAFE.of_state("healthy")
    assert len(palette.own) == 3


def test_a_decision_is_in_the_label_whatever_the_colour_says() -> None:
    tooth = a_tooth(status="confirmed")
    accepted, rejected = (
        drawn(tooth, decisions={tooth.uid: decision})[0]
        for decision in (Decision.ACCEPTED, Decision.REJECTED)
    )

    assert (accepted.label, accepted.stroke.color) == ("16 ✓", CLINIC.of_state("confirmed"))
    assert (rejected.label, rejected.stroke.color) == ("16 ✗", REJECTED)


def test_what_a_reader_added_and_edited_is_signed() -> None:
    own, edited = drawn(a_tooth(is_own=True), replace(a_tooth("17"), is_edited=True))

    assert (own.label, edited.label) == ("+16", "17 ✎")


def test_outlines_are_drawn_as_detected_by_request() -> None:
    tooth = a_tooth()

    (display,) = drawn(tooth)
    (raw,) = drawn(tooth, state=OverlayState(shows_raw=True))
    (without_raw,) = drawn(replace(tooth, raw=None), state=OverlayState(shows_raw=True))

    assert display.points == tooth.placement.region.points
    assert raw.points == tooth.raw.points
    assert without_raw.points == tooth.placement.region.points


def test_all_pieces_of_a_tooth_are_drawn() -> None:
    region = PolygonRegion(ring(10, 10), (ring(30, 10), ring(50, 10)))
    tooth = a_tooth()

    (item,) = drawn(replace(tooth, placement=replace(tooth.placement, region=region)))

    assert item.others == region.others


def test_numbers_go_to_the_roots() -> None:
    upper, lower, disease = drawn(a_tooth("16"), a_tooth("46"), a_disease())

    assert (upper.label_side, lower.label_side) == (LabelSide.ABOVE, LabelSide.BELOW)
    assert disease.label_side is LabelSide.ANY


def test_a_disease_is_named_with_its_tooth_only_where_teeth_are_not_drawn() -> None:
    hidden = OverlayState(dental=DentalLook(shows_teeth=False))

    _, beside = drawn(a_tooth(), a_disease())
    (alone,) = drawn(a_tooth(), a_disease(), state=hidden)

    assert (beside.label, alone.label) == ("caries", "16 caries")


def test_a_disease_of_the_services_own_words_keeps_them() -> None:
    (item,) = drawn(a_disease(disease="牙隐裂"))

    assert item.label == "牙隐裂"


def test_words_of_the_service_do_not_cover_the_picture() -> None:
    (item,) = drawn(a_disease(disease="<b>A\nname</b> " + "x" * 5000))
    (entry,) = banner_of((of_image("y" * 5000, "z" * 5000),), SHOWN, {})

    assert item.label.startswith("<b>A name</b> x")
    assert item.label.endswith("x…")
    assert len(item.label) == 24
    assert len(entry.text) < 60


def test_outlines_are_not_filled_unless_that_is_wanted() -> None:
    filled = OverlayState(dental=DentalLook(fill=0.2))
    tooth = a_tooth()

    assert drawn(tooth)[0].tint == 0.0
    assert drawn(tooth, state=filled)[0].tint == 0.2
    assert drawn(tooth, state=filled, decisions={tooth.uid: Decision.REJECTED})[0].tint == 0.0


def test_a_landmark_is_a_cross_with_its_code() -> None:
    (item,) = drawn(a_landmark("Pog'"))

    assert (item.kind, item.label) == (ItemKind.LANDMARK, "Pog'")
    assert 2.0 <= item.stroke.width <= 3.0


def test_names_of_landmarks_can_be_switched_off_but_for_the_selected_one() -> None:
    state = OverlayState(dental=DentalLook(shows_landmark_names=False), selected_uid="point-N")

    labels = [item.label for item in drawn(a_landmark("S"), a_landmark("N"), state=state)]

    assert labels == ["", "N"]


def test_a_calibration_says_its_length() -> None:
    (item,) = drawn(a_calibration(30.0))

    assert (item.kind, item.label) == (ItemKind.LINE, "30 mm")


def test_single_diseases_have_a_least_confidence_of_their_own() -> None:
    sure, unsure = a_disease("16", confidence=0.9), a_disease("17", confidence=0.5)
    filling = a_disease("18", "filling", confidence=0.5)
    state = OverlayState(minimum_by_disease=(("caries", 0.8),))

    items = drawn(sure, unsure, filling, state=state)

    assert {item.finding_uid for item in items} == {"caries-16", "filling-18"}
    (missing,) = left_out((sure, unsure, filling), (), items, state)
    assert (missing.finding_uid, missing.reason) == ("caries-17", "confidence below the filter")


def test_what_an_eye_was_closed_on_and_layers_that_are_off_are_told_in_the_layout() -> None:
    findings = (a_tooth(), a_disease(), of_image())
    state = OverlayState(closed_uids=frozenset({"caries-16"}), dental=DentalLook(shows_teeth=False))

    missing = left_out(findings, (), drawn(*findings, state=state), state)

    assert [m.reason for m in missing] == [
        "kind switched off",
        "hidden",
        "said of the whole image",
    ]


def test_what_is_said_of_the_whole_picture_stands_above_it() -> None:
    calculus, crowding = of_image(), of_image("crowding", "confirmed")
    decisions = {crowding.uid: Decision.REJECTED}

    entries = banner_of((a_tooth(), calculus, crowding), SHOWN, decisions)

    assert [e.text for e in entries] == ["calculus (suspected)", "crowding (confirmed) ✗"]
    assert [e.color for e in entries] == [CLINIC.of_state("suspected"), REJECTED]
    assert banner_of((calculus,), replace(SHOWN, is_visible=False), {}) == ()
    assert banner_of((calculus,), replace(SHOWN, hides_service=True), {}) == ()


def test_a_warning_stands_above_the_picture_whatever_is_hidden() -> None:
    (entry,) = warnings_of(("incomplete",))

    assert (entry.text, entry.is_warning) == ("incomplete", True)


def test_a_choice_keeps_least_confidences_and_colours_as_text() -> None:
    choice = DentalChoice(least="caries=0.5, filling=much, crown=2").with_least("filling", 0.75)

    assert choice.minimum_by_disease == (("caries", 0.5), ("filling", 0.75))
    assert choice.with_least("caries", 0.0).minimum_by_disease == (("filling", 0.75),)
    coloured = choice.with_colour("caries", "#123456").with_colour("caries", "#abcdef")
    assert coloured.look.palette.of_disease("caries") == "#abcdef"


def test_a_choice_leaves_alone_what_is_hidden_and_selected() -> None:
    state = OverlayState(selected_uid="a", closed_uids=frozenset({"b"}), minimum_confidence=0.3)

    applied = DentalChoice(shows_raw=True, notation=Notation.PALMER).applied_to(state)

    assert (applied.selected_uid, applied.closed_uids) == ("a", frozenset({"b"}))
    assert (applied.minimum_confidence, applied.shows_raw) == (0.3, True)
    assert applied.notation is Notation.PALMER
