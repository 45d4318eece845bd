"""Every documented limit of 2477-1, one below, at and one above it; over real HTTP."""

import pytest

from tests.server_builders import LocalService, a_multiframe, a_series, a_slice, encoded, zipped
from viewer.server.envelope import RetCode
from viewer.server.limits import SLICE_BYTES

pytestmark = pytest.mark.process


def code_of(service: LocalService, files: list[bytes]) -> int:
    return int(service.submit(service.upload(zipped(files)))["ret_code"])


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (19, RetCode.TOO_FEW_SLICES),
        (20, RetCode.SUCCESS),
        (21, RetCode.SUCCESS),
        (600, RetCode.SUCCESS),
        (601, RetCode.TOO_MANY_SLICES),
    ],
)
def test_a_series_has_20_to_600_slices(service, count, expected):
    assert code_of(service, a_series(count)) == expected


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        (512, 8, RetCode.SUCCESS),
        (513, 8, RetCode.IMAGE_TOO_LARGE),
        (6, 512, RetCode.SUCCESS),
        (6, 513, RetCode.IMAGE_TOO_LARGE),
    ],
)
def test_an_image_is_at_most_512_by_512(service, rows, columns, expected):
    assert code_of(service, a_series(20, rows=rows, columns=columns)) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (SLICE_BYTES - 2, RetCode.SUCCESS),
        (SLICE_BYTES, RetCode.SUCCESS),
        (SLICE_BYTES + 2, RetCode.FILE_TOO_LARGE),
    ],
)
def test_a_file_is_at_most_one_mebibyte(service, size, expected):
    files = [*a_series(19), encoded(a_slice(20), size=size)]

    assert code_of(service, files) == expected


def test_slices_of_one_url_each_are_held_to_the_same_size(service):
    files = [*a_series(19), encoded(a_slice(20), size=SLICE_BYTES + 2)]

    body = service.submit([service.upload(content) for content in files])

    assert body["ret_code"] == RetCode.FILE_TOO_LARGE


def test_only_one_series_is_accepted(service):
    files = [*a_series(19), encoded(a_slice(20, series="2.25.42"))]

    assert code_of(service, files) == RetCode.SEVERAL_SERIES


def test_only_ct_is_accepted(service):
    assert code_of(service, a_series(20, modality="MR")) == RetCode.NOT_CT


def test_every_file_must_be_readable_dicom(service):
    assert code_of(service, [*a_series(19), b"DICM" * 400]) == RetCode.NOT_DICOM


def test_a_truncated_archive_is_refused(service):
    url = service.upload(zipped(a_series(20))[:-30])

    assert service.submit(url)["ret_code"] == RetCode.BAD_ARCHIVE


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        ("0", RetCode.BAD_THRESHOLD),
        ("0.00", RetCode.BAD_THRESHOLD),
        ("0.009", RetCode.BAD_THRESHOLD),
        ("0.01", RetCode.SUCCESS),
        ("0.705", RetCode.SUCCESS),
        ("1", RetCode.SUCCESS),
        ("1.00", RetCode.SUCCESS),
        ("1.001", RetCode.BAD_THRESHOLD),
        ("1.01", RetCode.BAD_THRESHOLD),
        ("-0.5", RetCode.BAD_THRESHOLD),
        ("nan", RetCode.BAD_THRESHOLD),
        ("高", RetCode.BAD_THRESHOLD),
        (None, RetCode.SUCCESS),
    ],
)
def test_the_threshold_lies_above_0_and_up_to_1(service, tiny_url, threshold, expected):
    assert service.submit(tiny_url, Threshold=threshold)["ret_code"] == expected


@pytest.fixture(scope="session")
def tiny_url(service: LocalService) -> str:
    return service.upload(zipped(a_series(20)))


@pytest.mark.parametrize("name", ["DataFormat", "OrgId", "OrgName", "URL", "ds_id"])
def test_a_missing_field_is_named(service, tiny_url, name):
    body = service.submit(tiny_url, **{name: None})

    assert body["ret_code"] == RetCode.FIELD_MISSING
    assert name in body["remark"]


@pytest.mark.parametrize("data_format", ["dicom", "DCM", "NIFTI"])
def test_the_data_format_is_dicom(service, tiny_url, data_format):
    body = service.submit(tiny_url, DataFormat=data_format)

    assert body["ret_code"] == RetCode.BAD_DATA_FORMAT


@pytest.mark.parametrize(
    ("length", "expected"), [(599, RetCode.URL_NOT_READABLE), (600, RetCode.BAD_URL)]
)
def test_a_url_is_shorter_than_600_characters(service, length, expected):
    url = "http://127.0.0.1:9/".ljust(length, "x")

    assert service.submit(url)["ret_code"] == expected


def test_a_url_holds_no_chinese(service):
    body = service.submit(service.announced["store"] + "/viewer-uploads/胸部.zip")

    assert body["ret_code"] == RetCode.BAD_URL


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.zip",
        "file:///etc/passwd",
        "http://127.0.0.1:9/viewer-uploads/a",
        "http://[::1",
    ],
)
def test_the_service_fetches_nothing_from_the_network(service, url):
    assert service.submit(url)["ret_code"] == RetCode.URL_NOT_READABLE


def test_a_multiframe_file_keeps_to_the_limits_by_frame(service):
    slices = [a_slice(number) for number in range(1, 20)]

    body = service.submit(service.upload(a_multiframe(slices)))

    assert body["ret_code"] == RetCode.TOO_FEW_SLICES
