"""What labels say of each kind of finding."""

from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding, a_series, without_geometry
from tests.result_builders import (
    a_disc,
    a_hip,
    a_knee,
    a_lesion,
    a_mask_finding,
    a_rib,
    blob,
    box,
    placed,
)
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Side, Site
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.details import finding_detail
from viewer.overlay.items import Dash

SERIES = a_series()
PLACE = placed(SERIES, 5, box(10, 10, 20, 20))
BLOB = blob(SERIES, range(4, 7), (50.0, 30.0), 8.0)


def knee(scale: Scale, value: str) -> Finding:
    return a_knee(1, Evaluation(scale, value), box(1, 2, 30, 40), SERIES)


@pytest.mark.parametrize(
    ("finding", "label"),
    [
        (a_hip(1, "3", box(1, 2, 3, 4), SERIES, confidence=0.92), "Garden III 0.92"),
        (a_hip(1, "9", box(1, 2, 3, 4), SERIES), "Garden 9"),
        (replace(a_hip(1, "3", box(1, 2, 3, 4), SERIES), evaluations=()), "fracture"),
        (knee(Scale.KELLGREN_LAWRENCE, "3"), "KL 3"),
        (knee(Scale.KNEE_FILM, "operated"), "operated"),
        (knee(Scale.KNEE_FILM, "lateral"), "lateral view"),
        (
            a_disc(1, "L4-L5", PLACE, "circumferential-bulge", "protrusion"),
            "L4-L5 bulge, protrusion",
        ),
        (a_disc(1, "L1-L2", PLACE, "normal"), "L1-L2"),
        (a_disc(1, "L5", PLACE, "degeneration"), "L5 degeneration"),
        (a_disc(1, "L5-S1", PLACE, "v9"), "L5-S1 v9"),
        (a_rib(1, 7, Side.RIGHT, PLACE, 0.8), "R rib 7 displaced"),
        (replace(a_rib(1, 7, Side.LEFT, PLACE, 0.8), site=Site()), "rib fracture displaced"),
        (a_lesion(1, 112.3, PLACE), "Ca 112"),
        (a_mask_finding(1, FindingKind.CALCIFICATION, SERIES, BLOB), "Ca, all"),
        (a_mask_finding(1, FindingKind.OPACITY, SERIES, BLOB), "opacity 37.4 mL"),
        (a_finding(), "solid 8.0 mm"),
    ],
)
def test_each_kind_says_what_matters(finding: Finding, label: str) -> None:
    assert finding_detail(finding, SERIES) == label


def test_without_spacing_a_grade_is_said_all_the_same() -> None:
    bare = without_geometry(SERIES)

    assert finding_detail(knee(Scale.KELLGREN_LAWRENCE, "0"), bare) == "KL 0"


@pytest.mark.parametrize(
    ("limit", "dash"), [(0.7, Dash.SOLID), (0.9, Dash.SOLID), (0.91, Dash.DOTTED)]
)
def test_lines_are_dotted_below_the_readers_own_limit(limit: float, dash: Dash) -> None:
    (item,) = compose((a_finding(),), SERIES, 5, OverlayState(doubtful_below=limit), {})

    assert item.stroke.dash is dash


def test_what_has_no_confidence_is_not_in_doubt() -> None:
    finding = a_disc(1, "L5", PLACE, "degeneration")

    (item,) = compose((finding,), SERIES, 5, OverlayState(doubtful_below=1.0), {})

    assert item.stroke.dash is Dash.SOLID
