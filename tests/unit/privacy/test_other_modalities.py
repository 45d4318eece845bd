"""Radiographs and magnetic resonance keep their technical attributes, words only from lists."""

import io

import numpy as np
import pydicom
import pytest

from tests.image_builders import write_series
from viewer.privacy.deidentify import NotSendable, deidentified
from viewer.privacy.uid_map import UidMap

PLANT = "QUXPLANT"
RADIOGRAPH = {
    "Modality": "DX",
    "BodyPartExamined": "HIP",
    "ImageLaterality": "L",
    "ViewPosition": "AP",
    "PatientOrientation": ["L", "F"],
    "ImagerPixelSpacing": [0.14, 0.14],
    "DistanceSourceToDetector": "1150",
    "DistanceSourceToPatient": "1000",
    "PixelSpacingCalibrationType": "GEOMETRY",
    "PixelIntensityRelationship": "LOG",
    "PixelIntensityRelationshipSign": -1,
    "PresentationIntentType": "FOR PRESENTATION",
    "PresentationLUTShape": "IDENTITY",
    "VOILUTFunction": "SIGMOID",
}
RESONANCE = {
    "Modality": "MR",
    "BodyPartExamined": "LSPINE",
    "ScanningSequence": ["SE", "IR"],
    "SequenceVariant": "SK",
    "MRAcquisitionType": "2D",
    "RepetitionTime": "3500",
    "EchoTime": "105",
    "MagneticFieldStrength": "1.5",
    "FlipAngle": "150",
}


def sent(folder, values):
    def fill(data, _index):
        for keyword, value in values.items():
            setattr(data, keyword, value)

    content = write_series(folder, slices=1, edit=fill)[0].read_bytes()
    clean = deidentified(content, UidMap(bytes(range(32)))).content
    return pydicom.dcmread(io.BytesIO(content)), pydicom.dcmread(io.BytesIO(clean))


@pytest.mark.parametrize("values", [RADIOGRAPH, RESONANCE], ids=["DX", "MR"])
def test_technical_attributes_are_kept(tmp_path, values):
    original, clean = sent(tmp_path, values)

    for keyword in values:
        assert clean[keyword].value == original[keyword].value, keyword


@pytest.mark.parametrize(
    "keyword",
    [name for name in (*RADIOGRAPH, *RESONANCE) if pydicom.datadict.dictionary_VR(name) == "CS"],
)
def test_a_word_that_is_on_no_list_is_not_sent(tmp_path, keyword):
    _, clean = sent(tmp_path, {keyword: PLANT})

    assert keyword not in clean


def test_directions_are_sent_both_or_not_at_all(tmp_path):
    _, clean = sent(tmp_path, {"PatientOrientation": ["L", PLANT]})

    assert "PatientOrientation" not in clean


def test_colours_that_stand_in_a_table_are_not_sent_without_it(tmp_path):
    with pytest.raises(NotSendable):
        sent(tmp_path, {"PhotometricInterpretation": "PALETTE COLOR"})


def test_colour_with_half_of_its_chroma_is_as_long_as_it_has_to_be(tmp_path):
    def values(_index):
        return np.arange(48).reshape(6, 8)

    def halve(data, _index):
        data.PhotometricInterpretation, data.SamplesPerPixel = "YBR_FULL_422", 3
        data.BitsAllocated = data.BitsStored = 8
        data.HighBit, data.PlanarConfiguration = 7, 0

    content = write_series(tmp_path, slices=1, values=values, edit=halve)[0].read_bytes()

    clean = pydicom.dcmread(io.BytesIO(deidentified(content, UidMap(bytes(range(32)))).content))

    assert len(clean.PixelData) == 6 * 8 * 2
