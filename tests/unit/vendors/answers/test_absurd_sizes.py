"""Numbers that are numbers and no sizes: nothing infinite comes of them, and nothing is lost."""

import math
from dataclasses import fields, is_dataclass

import pytest

from tests.answer_corpus import read_case
from tests.vendor_builders import a_body, a_nodule, an_envelope, data, uid_of
from viewer.domain.finding import NoteKind
from viewer.domain.result import UnplacedReason
from viewer.vendors.catalogue import endpoint_named

HUGE = 1e308


def read(name, content):
    return read_case(an_envelope(a_body(Data=content)), endpoint_named(name))


def floats_in(value):
    if is_dataclass(value):
        for one in fields(value):
            yield from floats_in(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from floats_in(one)
    elif isinstance(value, float):
        yield value


@pytest.mark.parametrize(
    "changes",
    [
        {"Diameter": HUGE, "Volume": HUGE, "MeanValue": HUGE},
        {"MajorAxis": [-HUGE, 0, HUGE, 0], "MinorAxis": [0, 0, HUGE, HUGE]},
        {"MajorAxis": HUGE, "MinorAxis": "1e300"},
        {"X": HUGE, "Y": -HUGE, "Z": HUGE},
        {"ImageZ": HUGE},
    ],
)
def test_a_nodule_with_an_absurd_number_keeps_its_place(changes):
    result = read("lung-nodule", data(a_nodule(**changes)))

    (finding,) = result.findings
    assert finding.placement.slice_index == 12
    assert all(map(math.isfinite, floats_in(finding)))
    assert set(changes) <= {name.split("[")[0] for name, _ in finding.fields}
    assert all(len(value) < 20 for note in finding.notes for value in note.values)


def test_an_absurd_diameter_is_no_size():
    (finding,) = read("lung-nodule", data(a_nodule(Diameter=HUGE))).findings

    assert finding.placement.region.diameter_mm is None
    assert NoteKind.SIZE_MISSING in [note.kind for note in finding.notes]


def test_an_absurd_volume_of_calcium_gives_no_circle():
    lesion = {"CalciumCenter": [201, 150, 9], "CalciumVolume": HUGE, "CalciumScore": HUGE}

    (finding,) = read("calcium-score", [{"Score": HUGE, "Detections": [lesion]}]).findings

    assert finding.placement.region.diameter_mm is None
    assert all(map(math.isfinite, floats_in(finding)))


@pytest.mark.parametrize("box", [[0, 0, HUGE, HUGE], [-HUGE, 5, HUGE, 9], [3, 4, 9, 1e7]])
def test_a_box_that_no_picture_could_show_is_outside_the_image(box):
    fracture = {"CoordinateImage": [*box[:2], 3, *box[2:], 5], "FracSOPInstanceUID": uid_of(4)}
    results = [
        read("hip-fracture", {"Fractures": [{"Boxes": box}]}),
        read("lumbar-mri", {"Discs": [{"Location": box, "Disease": "v1"}], "Vertebras": []}),
        read("chest-ct", {"DetectRibFracture": {"Detections": [fracture]}}),
    ]

    for result in results:
        assert [one.reason for one in result.unplaced] == [UnplacedReason.OUTSIDE_IMAGE]


def test_the_corners_of_a_fracture_in_the_patient_may_be_absurd_as_well():
    fracture = {"CoordinateImage": [3, 4, 5, 8, 9, 5], "Coordinates": [HUGE] * 6}

    (finding,) = read("chest-ct", {"DetectRibFracture": {"Detections": [fracture]}}).findings

    assert all(map(math.isfinite, floats_in(finding)))
