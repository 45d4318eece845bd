"""What the corpus does not show: sides, levels, ribs, coordinates, notes, one by one."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.answer_corpus import about
from tests.mask_builders import Files, a_mask_file, nifti
from tests.vendor_builders import Pairs, a_series, uid_of
from viewer.domain.finding import FindingKind, NoteKind, Side
from viewer.domain.part import FigureKind, PartKind, PartState
from viewer.domain.result import NoticeKind, RunState, UnplacedReason
from viewer.domain.series import Container
from viewer.geometry.orientation import Sides
from viewer.geometry.points import ImagePoint
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.levels import disc_name, height_of, vertebra_name
from viewer.vendors.gateway.answers.recist import axis_length_mm
from viewer.vendors.gateway.answers.ribs import site_of
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.reading import read_answer
from viewer.vendors.loose import Node


def read(name, data, given=None):
    raw = json.dumps({"Data": data}).encode()
    return read_answer(raw, endpoint_named(name), given or about(name))


def a_film(laterality="", sides=None):
    series = about("hip-fracture").series
    text = replace(series.text, laterality=laterality)
    return About(series=replace(series, text=text, sides=(sides,) if sides else ()))


RIGHT_HALF, LEFT_HALF, ACROSS = [1600, 10, 1800, 90], [300, 10, 500, 90], [1200, 10, 1300, 90]


@pytest.mark.parametrize(
    ("laterality", "sides", "box", "side"),
    [
        ("R", None, RIGHT_HALF, Side.RIGHT),
        ("l", None, LEFT_HALF, Side.LEFT),
        ("", None, LEFT_HALF, Side.UNKNOWN),
        ("", Sides("L", "F"), LEFT_HALF, Side.UNKNOWN),
        ("B", None, LEFT_HALF, Side.UNKNOWN),
        ("B", Sides("L", "F"), LEFT_HALF, Side.RIGHT),
        ("B", Sides("L", "F"), RIGHT_HALF, Side.LEFT),
        ("B", Sides("R", "F"), LEFT_HALF, Side.LEFT),
        ("B", Sides("L", "F"), ACROSS, Side.UNKNOWN),
        ("U", Sides("L", "F"), LEFT_HALF, Side.UNKNOWN),
    ],
)
def test_a_side_is_the_headers_and_never_guessed_from_the_picture(laterality, sides, box, side):
    result = read("hip-fracture", {"Fractures": [{"Boxes": box}]}, a_film(laterality, sides))

    (finding,) = result.findings
    kind = NoteKind.SIDE_UNKNOWN if side is Side.UNKNOWN else NoteKind.SIDE_FROM_HEADER
    assert finding.site.side is side
    assert kind in [note.kind for note in finding.notes]


def test_two_knees_are_not_both_the_left_one():
    knees = [[300, 400, 1100, 1300, 0.9, 2], [1400, 430, 2190, 1370, 0.8, 3]]

    one = read("knee-kl", {"KLDetections": [{"Detections": knees[:1]}]}, a_film("L"))
    two = read("knee-kl", {"KLDetections": [{"Detections": knees}]}, a_film("L"))
    both = read("knee-kl", {"KLDetections": [{"Detections": knees}]}, a_film("B", Sides("L", "F")))

    assert [finding.site.side for finding in one.findings] == [Side.LEFT]
    assert [finding.site.side for finding in two.findings] == [Side.UNKNOWN, Side.UNKNOWN]
    assert [note.kind for note in two.findings[0].notes] == [NoteKind.SIDE_UNKNOWN]
    assert [finding.site.side for finding in both.findings] == [Side.RIGHT, Side.LEFT]


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ([-50, 10, 90, 80], None),
        ([2400, 2900, 2600, 3100], None),
        ([-50, 10, 0, 80], UnplacedReason.OUTSIDE_IMAGE),
        ([2500, 10, 2600, 80], UnplacedReason.OUTSIDE_IMAGE),
        ([10, 3000, 20, 3010], UnplacedReason.OUTSIDE_IMAGE),
        ([10, 20, 10, 40], UnplacedReason.EMPTY_BOX),
        ([10, 20, 30, 20], UnplacedReason.EMPTY_BOX),
        ([10, 20, 30], UnplacedReason.NOT_A_PLACE),
        ({"x": 1}, UnplacedReason.NOT_A_PLACE),
        ([10, None, 30, 40], UnplacedReason.NOT_A_NUMBER),
        ([], UnplacedReason.NO_POSITION),
    ],
)
def test_a_box_is_drawn_as_answered_or_listed(box, reason):
    result = read("hip-fracture", {"Fractures": [{"Boxes": box}]})

    assert [one.reason for one in result.unplaced] == ([reason] if reason else [])
    for finding in result.findings:
        region = finding.placement.region
        assert [*region.low, *region.high] == [float(value) for value in box]


@pytest.mark.parametrize(
    ("said", "name"),
    [("L5", "L5"), ("l5", "L5"), (" L 5 ", "L5"), ("L05", "L5"), ("S1", "S1"), ("L9", "L9")],
)
def test_vertebrae_are_known_by_any_spelling(said, name):
    assert vertebra_name(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("L5-S1", "L5-S1"),
        ("L5/S1", "L5-S1"),
        ("l5s1", "L5-S1"),
        ("L5_S1", "L5-S1"),
        ("L5 – S", "L5-S1"),
        ("L4-5", "L4-L5"),
        ("T12L1", "T12-L1"),
        ("C7/T1", "C7-T1"),
        ("L4-S1", "L4-S1"),
        ("disc 5", "disc 5"),
        ("L1-L3", "L1-L3"),
    ],
)
def test_discs_are_known_by_any_spelling(said, name):
    assert disc_name(said) == name


def test_the_spine_is_sorted_from_top_to_bottom():
    names = ["S1", "L5-S1", "odd", "L5", "T12", "T12-L1", "C7", "L1"]

    in_order = sorted(names, key=height_of)

    assert in_order == ["C7", "T12", "T12-L1", "L1", "L5", "L5-S1", "S1", "odd"]


@pytest.mark.parametrize(
    ("location", "segment", "side", "rib"),
    [
        ("右侧第6肋", "腋段", Side.RIGHT, 6),
        ("L4", "", Side.LEFT, 4),
        ("r-11", "2", Side.RIGHT, 11),
        ("L?", "3", Side.LEFT, None),
        ("left 3rd rib", "anterior", Side.LEFT, 3),
        ("left rib 3", "anterior", Side.LEFT, 3),
        ("R13", "", Side.RIGHT, None),
        ("5", "", Side.UNKNOWN, None),
        ("左或右第2肋", "", Side.UNKNOWN, 2),
        ("", "", Side.UNKNOWN, None),
    ],
)
def test_side_and_rib_are_read_where_the_words_say_them(location, segment, side, rib):
    site = site_of(location, segment)

    assert (site.side, site.rib) == (side, rib)
    assert segment.isdecimal() or segment in site.words
    assert (location in site.words) == (not location or Side.UNKNOWN is side or rib is None)


def chest(*fractures):
    return {"DetectRibFracture": {"Detections": list(fractures)}}


def test_a_fracture_lies_on_the_slice_of_its_uid_mapped_back():
    given = replace(about("chest-ct"), uid_map=Pairs({"2.25.9": uid_of(21)}))
    fracture = {"CoordinateImage": [96, 210, 15, 118, 231, 17], "FracSOPInstanceUID": "2.25.9"}

    (finding,) = read("chest-ct", chest(fracture), given).findings

    assert finding.placement.slice_index == 21
    assert NoteKind.SLICES_DISAGREE in [note.kind for note in finding.notes]


def test_a_fracture_without_image_coordinates_lies_at_its_position():
    position = [-93.3, 25.75, -270.0]

    (finding,) = read("chest-ct", chest({"Coordinates": position})).findings

    assert finding.placement.slice_index == 16
    assert finding.placement.region.centre == pytest.approx((96.5, 210.5))


@pytest.mark.parametrize(
    ("fracture", "reason"),
    [
        ({}, UnplacedReason.NO_POSITION),
        ({"CoordinateImage": [1, 2, 3, 4, 5]}, UnplacedReason.NOT_A_PLACE),
        ({"CoordinateImage": [96, 210, 99]}, UnplacedReason.OUTSIDE_IMAGE),
        ({"CoordinateImage": [96, 210]}, UnplacedReason.NO_POSITION),
        ({"CoordinateImage": [96, 210, 15, 96, 231, 17]}, UnplacedReason.EMPTY_BOX),
        ({"CoordinateImage": "left"}, UnplacedReason.NOT_A_NUMBER),
        ({"Coordinates": [1, 2]}, UnplacedReason.NOT_A_PLACE),
        ({"Coordinates": [9000, 2, 1]}, UnplacedReason.OUTSIDE_IMAGE),
        (None, UnplacedReason.NOT_AN_OBJECT),
    ],
)
def test_a_fracture_that_lies_nowhere_is_listed(fracture, reason):
    result = read("chest-ct", chest(fracture))

    assert [one.reason for one in result.unplaced] == [reason]
    assert result.parts[3].state is PartState.FOUND


@pytest.mark.parametrize(
    ("axis", "length"),
    [
        (9.5, 9.5),
        ("9.5", 9.5),
        ([9.5], 9.5),
        ([10, 10, 20, 10], 7.0),
        ([[10, 10], [10, 20]], 8.0),
        ([{"X": 10, "Y": 10}, {"X": "20", "Y": 10}], 7.0),
        ([10, 10, 4, 20, 10, 4], 7.0),
        ([1, 2, 3], None),
        ([10, 10, 10, 10], None),
        (["a", 1, 2, 3], None),
        (-4, None),
        (None, None),
        ({}, None),
    ],
)
def test_a_recist_axis_is_a_length_or_two_ends(axis, length):
    assert axis_length_mm(Node(axis), (0.8, 0.7)) == (pytest.approx(length) if length else None)


def test_the_ends_of_an_axis_have_no_millimetres_without_calibration():
    assert axis_length_mm(Node([10, 10, 20, 10]), None) is None


def nodule(**changes):
    element = {"ImageX": 210, "ImageY": 95, "ImageZ": 12, **changes}
    (finding,) = read("lung-nodule", {"Series": [{"Elements": [element]}]}).findings
    return finding


def test_the_ends_of_an_axis_are_drawn_at_the_centres_of_their_voxels():
    axes = nodule(
        MajorAxis=[205, 95, 215, 96],
        MinorAxis=[[210, 92], [210, 98]],
        RecistSOPInstanceUID=uid_of(13),
    ).axes

    assert axes.slice_index == 13
    assert [line.points for line in axes.lines] == [
        ((205.5, 95.5), (215.5, 96.5)),
        ((210.5, 92.5), (210.5, 98.5)),
    ]


def test_axes_without_a_slice_lie_on_that_of_the_centre():
    assert nodule(MajorAxis=[205, 95, 215, 95]).axes.slice_index == 12


@pytest.mark.parametrize(
    "changes",
    [
        {"MajorAxis": 9.5, "MinorAxis": "7"},
        {"MajorAxis": [205, 95, 999, 95]},
        {"MajorAxis": [205, 95, 205, 95]},
        {"MajorAxis": [205, 95, 215, 95], "RecistSOPInstanceUID": "2.25.404"},
        {},
    ],
)
def test_axes_that_lie_nowhere_are_not_drawn(changes):
    assert nodule(**changes).axes is None


def a_nifti_stack():
    """A NIfTI file's stack whose rows run the other way than in the file."""
    series = a_series(slices=5, rows=7, columns=9, modality="NIFTI")
    return replace(series, container=Container.NIFTI)


def test_indices_of_a_nifti_file_are_placed_by_the_masks_own_axes():
    series = a_nifti_stack()
    labels = np.zeros((9, 7, 5), np.uint8)
    labels[2, 1, 3] = 1
    mask = a_mask_file(labels, series, flips=(True, True, False))
    lesion = {"CalciumId": 1, "CalciumCenter": [9 - 1 - 2, 7 - 1 - 1, 3]}
    data = [{"Score": 4, "Detections": [lesion], "ResultUrl": "https://r.invalid/m"}]

    result = read("calcium-score", data, About(series=series, files=Files(ResultUrl=mask)))

    marker, whole = result.findings
    assert marker.placement.region.centre == pytest.approx((2.5, 1.5), abs=1e-4)
    assert marker.placement.slice_index == whole.placement.slice_index == 3


def test_indices_of_a_nifti_file_without_a_mask_are_listed():
    data = [{"Score": 4, "Detections": [{"CalciumCenter": [1, 1, 1]}]}]

    result = read("calcium-score", data, About(series=a_nifti_stack()))

    assert [one.reason for one in result.unplaced] == [UnplacedReason.NO_POSITION]
    assert result.parts[0].state is PartState.FOUND


def test_a_mask_that_could_not_be_fetched_is_listed_and_keeps_the_numbers():
    data = {"NewProbability": 0.2, "LesionRatio": 0.01, "Mask": "https://r.invalid/m"}

    result = read("covid-ct", data, About(series=a_series()))

    assert [one.reason for one in result.unplaced] == [UnplacedReason.FILE_MISSING]
    assert result.unplaced[0].path == "Data.Mask"
    (part,) = result.parts
    assert part.state is PartState.FOUND
    assert part.figure(FigureKind.LESION_RATIO).value == 0.01


def test_an_empty_mask_is_no_pneumonia():
    series = a_series()
    mask = a_mask_file(np.zeros((480, 400, 30), np.uint8), series)
    data = {"NewProbability": 0.2, "Mask": "https://r.invalid/m"}

    result = read("covid-ct", data, About(series=series, files=Files(Mask=mask)))

    assert result.state is RunState.NONE
    assert result.parts[0].state is PartState.NONE


def test_a_mask_elsewhere_is_listed():
    data = {"LesionRatio": 0.1, "Mask": "https://r.invalid/m"}
    mask = nifti(np.ones((3, 3, 3), np.uint8), np.eye(4))

    result = read("covid-ct", data, About(series=a_series(), files=Files(Mask=mask)))

    assert [one.reason for one in result.unplaced] == [UnplacedReason.OTHER_GRID]


@pytest.mark.parametrize(
    "said",
    [
        {"ProbabilityMethod": "pattern-index"},
        {"Report": "三项概率为影像表现模式指数，并非诊断概率。"},
    ],
)
def test_probabilities_that_are_none_are_said_to_be_none(said):
    result = read("covid-ct", {"NewProbability": 0.2, **said})

    assert [notice.kind for notice in result.notices] == [NoticeKind.PATTERN_INDEX]


def test_a_score_without_lesions_is_found_and_one_of_zero_is_none():
    assert read("calcium-score", [{"Score": "12"}]).parts[0].state is PartState.FOUND
    assert read("calcium-score", [{"Score": "0"}]).state is RunState.NONE
    assert read("calcium-score", [{"Score": "many"}]).parts[0].state is PartState.UNREADABLE


def test_a_calcium_lesion_without_a_volume_has_no_size():
    data = [{"Score": 3, "Detections": [{"CalciumScore": 3, "CalciumCenter": [20, 30, 4]}]}]

    (finding,) = read("calcium-score", data, About(series=a_series())).findings

    assert finding.kind is FindingKind.CALCIFICATION
    assert finding.placement.region.centre == ImagePoint(20.5, 30.5)
    assert finding.placement.region.diameter_mm is None
    assert NoteKind.SIZE_MISSING in [note.kind for note in finding.notes]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("chest-ct", {"CACS": "x", "Covid": 4}),
        ("chest-ct", {"Advice": "x"}),
        ("covid-ct", {"Advice": "x"}),
        ("calcium-score", [{"Advice": "x"}]),
        ("hip-fracture", {"OrgId": "1"}),
        ("hip-fracture", {"Fractures": "none"}),
        ("knee-kl", {"Detections": []}),
        ("lumbar-mri", {"Discs": 4, "Vertebras": "x"}),
        ("skin", {"Result": 4}),
        ("medical-qa", {"Advice": "x"}),
    ],
)
def test_an_answer_that_says_nothing_of_what_was_asked_is_not_understood(name, data):
    with pytest.raises(Garbled):
        read(name, data)


def test_equal_nodules_in_both_shapes_are_read_once():
    nodules = {"Series": [{"Elements": [{"ImageX": 1, "ImageY": 2, "ImageZ": 3}]}]}

    result = read("chest-ct", {**nodules, "LungNodule": nodules})

    assert len(result.findings) == 1
    assert result.parts[0].kind is PartKind.NODULES


def test_what_differs_in_both_shapes_is_read_twice():
    one = {"Series": [{"Elements": [{"ImageX": 1, "ImageY": 2, "ImageZ": 3}]}]}
    other = {"Series": [{"Elements": [{"ImageX": 9, "ImageY": 2, "ImageZ": 3}]}]}

    result = read("chest-ct", {**one, "LungNodule": other})

    assert len(result.findings) == 2
