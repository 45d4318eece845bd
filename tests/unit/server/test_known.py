"""The service knows its own phantoms by their pixels, and nothing else."""

import hashlib

import numpy as np
import pytest

from viewer.server.phantoms import hip_xray, knee_xray, lumbar_mr, skin_photo
from viewer.server.phantoms.known import PROFILES, digest, truth_of

HIP, INVERTED_HIP = hip_xray.CASES[5], hip_xray.CASES[7]
KNEE = knee_xray.CASES[0]
SPINE = lumbar_mr.CASES[1]
PHOTO = skin_photo.CASES[3]


@pytest.fixture(scope="module")
def spine():
    return lumbar_mr.draw_lumbar(SPINE, "small")


def changed(image):
    other = image.copy()
    other[other.shape[0] // 2, other.shape[1] // 2] ^= 1
    return other


def test_a_hip_is_known_and_after_one_changed_pixel_is_not():
    pixels = hip_xray.stored_hip(HIP, "small")

    assert truth_of("2477-7", [pixels]) == hip_xray.hip_data(HIP, "small")
    assert truth_of("2477-7", [changed(pixels)]) is None


@pytest.mark.parametrize("dtype", [np.uint16, np.int16, np.int32, np.int64])
def test_a_readers_type_and_axes_do_not_matter(dtype):
    pixels = hip_xray.stored_hip(HIP, "small").astype(dtype)

    assert truth_of("2477-7", [pixels[np.newaxis]]) is not None


def test_a_monochrome1_radiograph_is_known_either_way_round():
    stored = hip_xray.stored_hip(INVERTED_HIP, "small")
    turned = 2**INVERTED_HIP.bits - 1 - stored.astype(np.int32)

    assert truth_of("2477-7", [stored]) == truth_of("2477-7", [turned])
    assert truth_of("2477-7", [stored]) == hip_xray.hip_data(INVERTED_HIP, "small")


def test_a_hips_picture_is_known_in_grey_and_in_colour():
    picture = hip_xray.picture_of(hip_xray.draw_hip(HIP, "small"), HIP.bits)

    assert truth_of("2477-7", [picture]) == hip_xray.hip_data(HIP, "small")
    assert truth_of("2477-7", [np.dstack([picture] * 3)]) == hip_xray.hip_data(HIP, "small")


def test_a_knee_is_known_to_its_own_endpoint_only():
    pixels = knee_xray.stored_knees(KNEE, "small")

    assert truth_of("2477-3", [pixels]) == knee_xray.knee_data(KNEE, "small")
    assert truth_of("2477-7", [pixels]) is None
    assert truth_of("2477-1", [pixels]) is None


def test_a_series_is_known_in_any_order(spine):
    series = list(spine[1])

    assert truth_of("2477-5", series[::-1]) == lumbar_mr.lumbar_data(SPINE, "small")


def test_all_series_of_a_patient_together_are_known(spine):
    together = [*spine[2], *spine[0]]

    assert truth_of("2477-5", together) == lumbar_mr.lumbar_data(SPINE, "small")


def test_a_series_with_a_slice_missing_twice_or_changed_is_not_known(spine):
    series = list(spine[0])

    assert truth_of("2477-5", series[:-1]) is None
    assert truth_of("2477-5", [*series, series[4]]) is None
    assert truth_of("2477-5", [*series[:-1], changed(series[-1])]) is None
    assert truth_of("2477-5", [*series, spine[1][0]]) is None


@pytest.mark.parametrize("endpoint", ["2477-12", "2477-8"])
def test_a_photograph_is_known_and_after_one_changed_pixel_is_not(endpoint):
    pixels = skin_photo.draw_skin(PHOTO, "small")

    assert truth_of(endpoint, [pixels]) == skin_photo.skin_data(PHOTO)
    assert truth_of(endpoint, [changed(pixels)]) is None


@pytest.mark.parametrize(
    "pixels",
    [
        [],
        [np.zeros((1, 1), np.int32)],
        [np.zeros((350, 420), np.float32)],
        [np.zeros((350, 420, 4), np.uint8)],
        [np.zeros((350, 420), np.uint16)],
    ],
    ids=["none", "tiny", "floats", "four channels", "black"],
)
def test_what_is_no_phantom_is_not_known(pixels):
    assert truth_of("2477-7", pixels) is None


def test_no_two_phantoms_of_a_kind_have_the_same_size():
    films = [
        [hip_xray.film_of(case, profile) for profile in PROFILES for case in hip_xray.CASES],
        [knee_xray.film_of(case, profile) for profile in PROFILES for case in knee_xray.CASES],
        [lumbar_mr.film_of(case, profile) for profile in PROFILES for case in lumbar_mr.CASES],
        [skin_photo.view_of(case, profile) for profile in PROFILES for case in skin_photo.CASES],
    ]

    sizes = [[(film.rows, film.columns) for film in kind] for kind in films]

    assert [len(set(kind)) for kind in sizes] == [len(kind) for kind in sizes]


def test_a_digest_depends_on_shape_and_values_alone():
    values = np.arange(6, dtype=np.uint16).reshape(2, 3)

    expected = hashlib.sha256(b"(2, 3)" + values.astype("<i4").tobytes()).hexdigest()
    assert digest(values) == digest(values.astype(np.int64)) == expected
    assert digest(values.T) != digest(values)
