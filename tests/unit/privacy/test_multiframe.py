"""A series as one multi-frame file, read with a library that shares no code with the writer."""

import io

import numpy as np
import pydicom
import pytest

from tests.image_builders import write_series
from viewer.privacy.deidentify import NotSendable, deidentified
from viewer.privacy.multiframe import multiframe
from viewer.privacy.uid_map import UidMap


def clean_series(folder, **options):
    uid_map = UidMap(bytes(range(32)))
    paths = write_series(folder, slices=4, **options)
    return [deidentified(path.read_bytes(), uid_map).content for path in paths]


@pytest.mark.parametrize("compressed", [None, "j2k", "rle"])
def test_every_frame_has_its_pixels_and_its_place(tmp_path, compressed):
    slices = clean_series(tmp_path, compressed=compressed, tilt_deg=9, intercept=-1024)
    singles = [pydicom.dcmread(io.BytesIO(content)) for content in slices]

    whole = pydicom.dcmread(io.BytesIO(multiframe(slices, "2.25.5")))

    assert np.array_equal(whole.pixel_array, [single.pixel_array for single in singles])
    groups = whole.PerFrameFunctionalGroupsSequence
    for group, single in zip(groups, singles, strict=True):
        place = group.PlanePositionSequence[0].ImagePositionPatient
        assert list(place) == list(single.ImagePositionPatient)
        values = group.PixelValueTransformationSequence[0]
        assert values.RescaleIntercept == single.RescaleIntercept


def test_the_frames_have_the_slices_spacing_and_orientation(tmp_path):
    slices = clean_series(tmp_path, tilt_deg=9)
    single = pydicom.dcmread(io.BytesIO(slices[0]))

    shared = pydicom.dcmread(
        io.BytesIO(multiframe(slices, "2.25.5"))
    ).SharedFunctionalGroupsSequence[0]

    orientation = shared.PlaneOrientationSequence[0].ImageOrientationPatient
    assert list(orientation) == list(single.ImageOrientationPatient)
    assert list(shared.PixelMeasuresSequence[0].PixelSpacing) == list(single.PixelSpacing)


def test_slices_of_different_spacing_are_not_one_file(tmp_path):
    slices = clean_series(tmp_path / "a") + clean_series(tmp_path / "b", spacing=(0.9, 0.6))

    with pytest.raises(NotSendable):
        multiframe(slices, "2.25.5")
