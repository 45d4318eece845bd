"""Each fault of the dental service bends what its name says, and nothing else."""

import pytest

from tests.unit.server.dental_builders import PNG_HEAD, answered, posted
from viewer.server.dental_faults import DentalFaults


def plain(document):
    """The document without what differs from request to request."""
    return {key: document[key] for key in document if key not in ("request_id", "elapsed_ms")}


def changed(fault, image_type="intraoral"):
    before, after = plain(answered("", image_type)), plain(answered(fault, image_type))
    return {key for key in before if before[key] != after[key]}


@pytest.mark.parametrize(("fault", "status"), [("413", 413), ("502", 502), ("503", 503)])
def test_a_proxy_answers_with_a_page(fault, status):
    answer = posted(DentalFaults(**{f"dental_html_{fault}": True}))

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<html>")
    assert ("retry-after" in answer.headers) == (status == 503)


def test_a_document_may_be_cut_in_the_middle():
    answer = posted(DentalFaults(dental_garbled_json=True))

    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()


def test_wrong_types_keep_the_names():
    document = answered("dental_wrong_types")

    assert isinstance(document["teeth"], dict)
    assert document["image"] == "100x80"


@pytest.mark.parametrize(
    ("fault", "code", "status"),
    [
        ("dental_file_not_found", "FILE_NOT_FOUND", 400),
        ("dental_detection_error", "DETECTION_ERROR", 500),
    ],
)
def test_a_failure_of_the_service_has_its_code(fault, code, status):
    answer = posted(DentalFaults(**{fault: True}))

    assert (answer.status_code, answer.json()["error_code"]) == (status, code)
    assert "no method" not in answer.json()["error"]


def test_an_inference_may_be_partial():
    assert answered("dental_partial")["inference_status"] == "partial"
    assert changed("dental_partial") == {"inference_status"}


def test_a_swapped_size_leaves_everything_else():
    assert answered("dental_size_swapped")["image"] == {"width": 80, "height": 100}
    assert changed("dental_size_swapped") == {"image"}


def test_a_size_may_be_off_by_one():
    assert answered("dental_size_off_by_one")["image"] == {"width": 101, "height": 81}


@pytest.mark.parametrize(("fault", "factor"), [("scaled", 0.5), ("doubled", 2.0)])
def test_a_scaled_picture_has_scaled_coordinates(fault, factor):
    document = answered(f"dental_size_{fault}")

    tooth = document["teeth"][0]
    assert document["image"] == {"width": 100 * factor, "height": 80 * factor}
    assert tooth["tooth_bbox"] == [value * factor for value in (10, 20, 30, 60)]
    assert tooth["segmentation"]["polygons"][0][2] == [20 * factor, 60 * factor]
    assert tooth["diseases"][0]["geometry"]["bbox"][0] == 12 * factor
    assert tooth["diseases"][0]["confidence"] == 0.4
    landmark = answered(f"dental_size_{fault}", "cephalometric")["landmarks"][1]
    assert (landmark["x"], landmark["y"]) == (4 * factor, 8 * factor)


def test_another_origin_is_said_and_done():
    document = answered("dental_other_coordinates")

    assert document["coordinate_system"]["origin"] == "bottom_left"
    assert document["coordinate_system"]["y_axis"] == "up"
    assert document["teeth"][0]["tooth_bbox"] == [10, 20, 30, 60]
    assert document["teeth"][0]["diseases"][0]["bbox"] == [12, 52, 18, 58]


def test_normalized_coordinates_are_said_and_done():
    document = answered("dental_normalized")

    assert document["coordinate_system"]["unit"] == "normalized"
    assert document["teeth"][0]["tooth_bbox"] == [0.1, 0.25, 0.3, 0.75]


def test_an_answer_may_be_of_another_type():
    assert answered("dental_other_type")["image_type"] == "panoramic"


def test_polygons_may_be_null():
    segmentation = answered("dental_null_polygons")["teeth"][0]["segmentation"]

    assert segmentation["polygons"] is None
    assert segmentation["bbox"] == [10, 20, 30, 60]


def test_teeth_may_have_odd_numbers():
    assert answered("dental_odd_teeth")["teeth"][0]["fdi"] == "19"


def test_a_summary_may_be_wrong():
    assert answered("dental_wrong_counts")["summary"] == {
        "total_teeth_detected": 2,
        "diseased_teeth_count": 2,
        "disease_counts": {"龋齿": 2},
    }


def test_names_may_be_hostile():
    name = answered("dental_hostile_names")["teeth"][0]["diseases"][0]["name"]

    assert "<img" in name
    assert len(name) > 4000


def test_landmarks_may_be_too_few_or_too_many_or_twice():
    def landmarks(fault):
        return answered(fault, "cephalometric")["landmarks"]

    assert len(landmarks("dental_landmarks_45")) == 2
    assert len(landmarks("dental_landmarks_47")) == 4
    assert [item["index"] for item in landmarks("dental_landmark_twice")] == [0, 0, 2]
    first, second, _ = landmarks("dental_invalid_with_place")
    assert (first["valid"], first["x"]) == (False, 12.5)
    assert (second["valid"], second["x"]) == (True, None)


def test_faults_of_landmarks_leave_teeth_alone():
    for fault in ("landmarks_45", "landmarks_47", "landmark_twice", "invalid_with_place"):
        assert changed(f"dental_{fault}") == set()


def test_a_late_answer_is_the_same():
    answer = posted(
        DentalFaults(dental_delay=0.01),
        data={"image_type": "intraoral"},
        files={"file": PNG_HEAD},
    )

    assert answer.status_code == 200
