"""Faults bend the answers of every endpoint."""

import json

import pytest

from viewer.server.faults import Faults
from viewer.server.presentation import bent

CHEST = {
    "LungNodule": {"Series": [{"Elements": [{"Diameter": "7.5"}], "Report": "一"}]},
    "CACS": {"Score": "12.5", "VolumeScore": "10", "Detections": [{"CalciumScore": 12.5}]},
    "Covid": {"LesionRatio": "0.02", "NewProbability": "0.1"},
    "DetectRibFracture": {
        "Detections": [{"FractureConfidence": "0.9", "FracSOPInstanceUID": "1.2"}],
        "Spacing": "[0.7,0.7,2]",
    },
}


def test_none_found_empties_every_kind_of_answer():
    shown = bent(CHEST, Faults(none_found=True))

    assert shown["LungNodule"]["Series"][0]["Elements"] == []
    assert shown["CACS"]["Detections"] == shown["DetectRibFracture"]["Detections"] == []
    assert (shown["CACS"]["Score"], shown["Covid"]["LesionRatio"]) == ("0", "0")


@pytest.mark.parametrize(
    "answer",
    [
        {"Fractures": [{"Value": 0.9}]},
        {"KLDetections": [{"Detections": [1, 2, 3, 4, 0.9, 2]}]},
        {"Discs": [{"Disease": "v1"}]},
        {"Vertebras": [{"Disease": "v1"}]},
        {"Results": {"湿疹": 0.9}},
    ],
)
def test_none_found_empties_an_answer_at_once(answer):
    (value,) = bent(answer, Faults(none_found=True)).values()

    assert len(value) == 0


def test_numbers_may_come_as_numbers_everywhere():
    shown = bent(CHEST, Faults(numbers_as_numbers=True))

    assert shown["CACS"]["Score"] == 12.5
    assert shown["Covid"] == {"LesionRatio": 0.02, "NewProbability": 0.1}
    assert shown["DetectRibFracture"]["Spacing"] == [0.7, 0.7, 2]


def test_uids_are_dropped_from_fractures_too():
    shown = bent(CHEST, Faults(drop_uids=True))

    assert "FracSOPInstanceUID" not in json.dumps(shown)


def test_a_list_is_an_answer_too():
    assert bent([{"Score": "1"}], Faults(none_found=True)) == [{"Score": "0"}]
    assert bent([{"Score": "1"}], Faults(wrapped_result=True)) == {"Data": [{"Score": "1"}]}
