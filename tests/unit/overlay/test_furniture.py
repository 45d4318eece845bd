"""Letters, scale bar and corner text: true, or not there."""

from dataclasses import replace

import pytest

from tests.overlay_builders import AXIAL, CORONAL, SAGITTAL, a_series, without_geometry
from viewer.domain.series import SpacingSource
from viewer.geometry.orientation import Sides
from viewer.overlay.camera import Camera
from viewer.overlay.furniture import (
    EdgeLetters,
    ViewFacts,
    corner_text,
    iso_date,
    iso_time,
    orientation_letters,
    scale_bar,
)

SERIES = a_series()
UPRIGHT = Camera.fit(100, 60, 1.6, 800, 600)


def edges(camera: Camera, axes=AXIAL) -> str:
    """Return the letters left, right, top, bottom."""
    step = {AXIAL: (0.0, 0.0, 2.5), CORONAL: (0.0, 2.5, 0.0), SAGITTAL: (-2.5, 0.0, 0.0)}[axes]
    found = orientation_letters(a_series(axes=axes, step=step), 0, camera)
    return " ".join((found.left, found.right, found.top, found.bottom)) if found else ""


@pytest.mark.parametrize(
    ("axes", "expected"), [(AXIAL, "R L A P"), (CORONAL, "R L H F"), (SAGITTAL, "A P H F")]
)
def test_the_upright_planes_have_their_usual_letters(axes, expected) -> None:
    assert edges(UPRIGHT, axes) == expected


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (AXIAL, ["R L A P", "P A R L", "L R P A", "A P L R"]),
        (CORONAL, ["R L H F", "F H R L", "L R F H", "H F L R"]),
        (SAGITTAL, ["A P H F", "F H A P", "P A F H", "H F P A"]),
    ],
)
def test_letters_turn_with_the_image(axes, expected) -> None:
    assert [edges(UPRIGHT.rotated(turns), axes) for turns in range(4)] == expected


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (AXIAL, ["L R A P", "A P R L", "R L P A", "P A L R"]),
        (CORONAL, ["L R H F", "H F R L", "R L F H", "F H L R"]),
        (SAGITTAL, ["P A H F", "H F A P", "A P F H", "F H P A"]),
    ],
)
def test_letters_are_mirrored_with_the_image(axes, expected) -> None:
    turned = [UPRIGHT.rotated(turns).mirrored_horizontally() for turns in range(4)]

    assert [edges(camera, axes) for camera in turned] == expected


def test_an_oblique_plane_gets_compound_letters() -> None:
    series = a_series(axes=((0.8, 0.6, 0.0), (0.0, 0.0, -1.0)), step=(-1.5, 2.0, 0.0))

    assert orientation_letters(series, 0, UPRIGHT) == EdgeLetters("RA", "LP", "H", "F")


def test_without_orientation_no_letters_are_invented() -> None:
    assert orientation_letters(without_geometry(SERIES), 0, UPRIGHT) is None


@pytest.mark.parametrize(
    ("turns", "expected"), [(0, "L R H F"), (1, "F H L R"), (2, "R L F H"), (3, "H F R L")]
)
def test_projections_have_the_letters_that_their_file_says(turns, expected) -> None:
    film = replace(without_geometry(SERIES), sides=(Sides("R", "F"),))
    found = orientation_letters(film, 0, UPRIGHT.rotated(turns))
    mirrored = orientation_letters(film, 0, UPRIGHT.rotated(turns).mirrored_horizontally())

    assert " ".join((found.left, found.right, found.top, found.bottom)) == expected
    assert (mirrored.left, mirrored.right) == (found.right, found.left)


def test_dates_and_times_of_the_old_standard_read_like_others() -> None:
    assert (iso_date("1994.11.05"), iso_time("11:20:00")) == ("1994-11-05", "11:20")
    assert (iso_date("5.11.94"), iso_time("noon")) == ("5.11.94", "noon")


def test_the_scale_bar_has_a_round_length() -> None:
    bar = scale_bar(SERIES, UPRIGHT)  # 6.25 px per column of 0.5 mm

    assert (bar.length_mm, bar.label) == (10.0, "1 cm")
    assert bar.length_px == pytest.approx(10.0 * 6.25 / 0.5)


def test_the_scale_bar_of_a_microscope_fits_its_view() -> None:
    slide = replace(SERIES, pixel_spacing=(0.0005, 0.0005))
    bar = scale_bar(slide, UPRIGHT)

    assert bar.length_px <= 150  # a quarter of the view
    assert (bar.length_mm, bar.label) == (pytest.approx(0.005), "0.005 mm")


def test_a_short_scale_bar_counts_in_millimetres() -> None:
    bar = scale_bar(SERIES, UPRIGHT.zoomed_at(400, 300, 2.0))

    assert (bar.length_mm, bar.label) == (5.0, "5 mm")


def test_a_long_scale_bar_counts_in_centimetres() -> None:
    bar = scale_bar(SERIES, UPRIGHT.zoomed_at(400, 300, 0.2))

    assert (bar.length_mm, bar.label) == (50.0, "5 cm")


def test_the_scale_bar_is_as_long_when_the_image_is_turned() -> None:
    camera = UPRIGHT.zoomed_at(400, 300, 0.5)

    assert scale_bar(SERIES, camera.rotated(1)) == scale_bar(SERIES, camera)


def test_where_pixels_are_shown_square_the_upright_bar_counts_rows() -> None:
    squeezed = Camera.fit(100, 60, 1.0, 800, 600)

    bar = scale_bar(SERIES, squeezed)

    assert bar.length_px == pytest.approx(bar.length_mm * 8 / 0.8)


@pytest.mark.parametrize("turns", range(4))
def test_without_spacing_there_is_no_scale_bar(turns) -> None:
    assert scale_bar(without_geometry(SERIES), UPRIGHT.rotated(turns)) is None


def test_the_scale_bar_says_when_its_millimetres_are_those_of_the_detector() -> None:
    imager = replace(SERIES, spacing_source=SpacingSource.IMAGER)

    assert scale_bar(imager, UPRIGHT).note == "at the detector"
    assert scale_bar(SERIES, UPRIGHT).note == ""


def test_the_corners_hold_what_readers_expect_where_they_expect_it() -> None:
    corners = corner_text(SERIES, 5, ViewFacts(window="C -600 W 1500", zoom=1.5, probe="-35 HU"))

    assert corners.top_left == ("张 三", "P-0042", "born 1961-02-03  M")
    assert corners.top_right == (
        "Riverside Hospital",
        "CT chest without contrast",
        "A-77",
        "2026-03-04  09:15",
    )
    assert corners.bottom_left == ("-35 HU", "Image 6/11", "C -600 W 1500", "Zoom 150%")
    assert corners.bottom_right == (
        "Series 3  R",
        "Lung 1.25 mm",
        "Thickness 1.25 mm",
        "Location 52.5 mm",
    )
    assert corners.warnings == ()


def test_hiding_the_identity_leaves_nothing_that_names_the_patient() -> None:
    corners = corner_text(SERIES, 5, ViewFacts(hides_identity=True))

    text = " ".join((*corners.top_left, *corners.top_right))

    assert not any(word in text for word in ("张", "P-0042", "1961", "A-77", "Riverside"))


@pytest.mark.parametrize("description", ["CT for 张小东", "CHEST zhang^xiaodong", "P-0042 CT"])
def test_hiding_the_identity_hides_descriptions_that_name_the_patient(description: str) -> None:
    identity = replace(SERIES.identity, patient_name="张小东 (Zhang XiaoDong)")
    text = replace(SERIES.text, study_description=description, series_description=description)
    series = replace(SERIES, identity=identity, text=text)

    hidden = corner_text(series, 5, ViewFacts(hides_identity=True))
    shown = corner_text(series, 5, ViewFacts())

    assert description not in (*hidden.top_right, *hidden.bottom_right)
    assert description in shown.top_right
    assert description in shown.bottom_right


def test_a_description_that_names_nobody_stays() -> None:
    series = replace(SERIES, text=replace(SERIES.text, study_description="Zhangjiakou protocol"))

    assert (
        "Zhangjiakou protocol" in corner_text(series, 5, ViewFacts(hides_identity=True)).top_right
    )


def test_without_spacing_the_corners_speak_of_no_millimetres() -> None:
    series = replace(without_geometry(SERIES), text=replace(SERIES.text, series_description="Lung"))

    corners = corner_text(series, 5, ViewFacts())

    assert "mm" not in " ".join((*corners.bottom_left, *corners.bottom_right))
    assert corners.warnings == ("no scale",)


@pytest.mark.parametrize(
    ("ratio", "expected"), [(12.5, "Lossy compression 12.5:1"), (None, "Lossy compression")]
)
def test_lossy_compression_is_a_warning_with_its_ratio(ratio, expected) -> None:
    series = replace(SERIES, is_lossy=True, lossy_ratio=ratio)

    assert corner_text(series, 5, ViewFacts()).warnings == (expected,)


def test_a_guessed_name_says_so() -> None:
    series = replace(SERIES, identity=replace(SERIES.identity, name_is_guessed=True))

    assert "uncertain" in corner_text(series, 5, ViewFacts()).top_left[0]


def test_dates_that_are_none_are_shown_as_they_are() -> None:
    series = replace(SERIES, text=replace(SERIES.text, study_date="1901", study_time="x"))

    assert corner_text(series, 5, ViewFacts()).top_right[-1] == "1901  x"


@pytest.mark.parametrize(
    ("source", "detail", "note"),
    [
        (SpacingSource.PIXEL_SPACING, "", ""),
        (SpacingSource.CALIBRATED, "", "calibrated"),
        (SpacingSource.CALIBRATED, "FIDUCIAL: 25 mm ball", "calibrated: fiducial"),
        (SpacingSource.CALIBRATED, "GEOMETRY", "calibrated: geometry"),
        (SpacingSource.MAGNIFIED, "1.5", "estimated, ÷ 1.5"),
        (SpacingSource.IMAGER, "", "at the detector"),
    ],
)
def test_the_scale_bar_says_where_its_millimetres_come_from(source, detail, note) -> None:
    series = replace(SERIES, spacing_source=source, spacing_detail=detail)

    assert scale_bar(series, UPRIGHT).note == note
