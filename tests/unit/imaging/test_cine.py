"""How fast frames follow each other, from what a file says."""

import numpy as np
import pytest

from tests.image_builders import write_series
from viewer.imaging.cine import DEFAULT_RATE, RateSource, cine_of
from viewer.imaging.dicom import tags
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack

ENHANCED_US = "1.2.840.10008.5.1.4.1.1.6.2"
MULTIFRAME_US = "1.2.840.10008.5.1.4.1.1.3.1"


def a_cine(folder, frames=6, **attributes) -> ImageStack:
    """Write one multi-frame ultrasound object and return its stack."""

    def edit(data, _index):
        data.SOPClassUID, data.Modality = MULTIFRAME_US, "US"
        for name in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"):
            delattr(data, name)
        data.NumberOfFrames = frames
        data.PixelData = b"".join(np.full((6, 8), n, "<i2").tobytes() for n in range(frames))
        for name, value in attributes.items():
            setattr(data, name, value)

    write_series(folder, slices=1, edit=edit)
    (stack,) = scan([folder]).stacks
    return stack


def played(folder, **attributes):
    return cine_of(a_cine(folder, **attributes).instances)


def test_the_frame_time_is_in_milliseconds(tmp_path):
    cine = played(tmp_path, FrameTime="40", FrameIncrementPointer=tags.FRAME_TIME)

    assert cine.order == (0, 1, 2, 3, 4, 5)
    assert cine.rate == pytest.approx(25.0)
    assert cine.source is RateSource.FRAME_TIME


def test_the_recommended_rate_holds_before_all_others(tmp_path):
    cine = played(tmp_path, RecommendedDisplayFrameRate=12, CineRate=24, FrameTime="40")

    assert (cine.rate, cine.source) == (pytest.approx(12.0), RateSource.RECOMMENDED)


def test_the_cine_rate_holds_before_the_time_of_the_frames(tmp_path):
    cine = played(tmp_path, CineRate=24, FrameTime="40")

    assert (cine.rate, cine.source) == (pytest.approx(24.0), RateSource.CINE_RATE)


def test_each_frame_lasts_until_the_next_begins(tmp_path):
    cine = played(
        tmp_path,
        frames=4,
        FrameTimeVector=["0", "10", "30", "20"],
        FrameIncrementPointer=tags.FRAME_TIMES,
    )

    assert cine.durations_s == pytest.approx((0.010, 0.030, 0.020, 0.020))
    assert cine.source is RateSource.FRAME_TIMES


def test_where_both_are_there_the_pointer_says_which_counts(tmp_path):
    both = {"frames": 3, "FrameTime": "50", "FrameTimeVector": ["0", "10", "10"]}

    pointed = played(tmp_path / "a", FrameIncrementPointer=tags.FRAME_TIMES, **both)
    other = played(tmp_path / "b", FrameIncrementPointer=tags.FRAME_TIME, **both)

    assert pointed.source is RateSource.FRAME_TIMES
    assert other.source is RateSource.FRAME_TIME


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"FrameTime": "0"},
        {"FrameTime": "-40"},
        {"FrameTime": "0.5"},
        {"FrameTime": "60000"},
        {"CineRate": 0},
        {"RecommendedDisplayFrameRate": 5000},
        {"FrameTimeVector": ["0", "10"]},
        {"FrameTimeVector": ["0", "10", "0", "10", "10", "10"]},
    ],
)
def test_what_cannot_be_is_not_believed(tmp_path, attributes):
    cine = played(tmp_path, **attributes)

    assert (cine.rate, cine.source) == (pytest.approx(DEFAULT_RATE), RateSource.DEFAULT)


def test_an_unbelievable_rate_leaves_the_next_one_that_is_said(tmp_path):
    cine = played(tmp_path, RecommendedDisplayFrameRate=0, FrameTime="100")

    assert (cine.rate, cine.source) == (pytest.approx(10.0), RateSource.FRAME_TIME)


def test_a_sweep_goes_back_the_same_way(tmp_path):
    cine = played(tmp_path, frames=4, PreferredPlaybackSequencing=1)

    assert cine.order == (0, 1, 2, 3, 2, 1)


def test_what_the_maker_trimmed_is_left_out(tmp_path):
    assert played(tmp_path / "a", StartTrim=2, StopTrim=4).order == (1, 2, 3)
    assert played(tmp_path / "b", StartTrim=5, StopTrim=99).order == (0, 1, 2, 3, 4, 5)


def test_a_sequence_in_time_is_seen_from_its_first_frame_on(tmp_path):
    assert a_cine(tmp_path).first_shown == 0


def test_frames_that_follow_in_time_need_no_places(tmp_path):
    assert a_cine(tmp_path).description.problems == ()


def test_a_stack_of_slices_is_seen_from_its_centre_on_and_plays_at_the_usual_rate(tmp_path):
    write_series(tmp_path, edit=lambda data, _: setattr(data, "FrameTime", "500"))
    (stack,) = scan([tmp_path]).stacks

    assert stack.first_shown == 2
    assert cine_of(stack.instances).source is RateSource.DEFAULT


def test_moments_of_the_frames_of_an_enhanced_object_give_their_times(tmp_path):
    from pydicom.dataset import Dataset
    from pydicom.sequence import Sequence

    groups = []
    for moment in ("20260131101112.000000", "20260131101112.050000", "20260131101112.150000"):
        content, group = Dataset(), Dataset()
        content.FrameReferenceDateTime = moment
        group.FrameContentSequence = Sequence([content])
        groups.append(group)

    cine = played(
        tmp_path, frames=3, SOPClassUID=ENHANCED_US, PerFrameFunctionalGroupsSequence=groups
    )

    assert cine.durations_s == pytest.approx((0.05, 0.1, 0.075))
    assert cine.source is RateSource.MOMENTS


def test_a_real_ultrasound_plays_as_its_file_says(shared_data):
    name = "conformance/multiframe/IM00001.fragmented_no_bot_jpeg_baseline.50.dcm"
    (stack,) = scan([shared_data / name]).stacks
    cine = cine_of(stack.instances)

    assert len(cine.order) == 8
    assert stack.first_shown == 0
    assert 1 <= cine.rate <= 60
