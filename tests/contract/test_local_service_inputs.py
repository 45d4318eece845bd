"""The documented limits of every endpoint's images, at both sides of each; over real HTTP."""

from collections.abc import Iterator

import pytest

from tests.endpoint_builders import a_film, a_nifti, a_picture, sent
from tests.server_builders import LocalService, a_multiframe, a_series, a_slice, encoded, zipped
from viewer.server.envelope import RetCode
from viewer.server.limits import MEBIBYTE

pytestmark = pytest.mark.process

UNKNOWN = "本地服务对该影像没有方法(no method for this image in the local service)"
SERIES = (1, 5, 6, 9, 13, 15)


@pytest.fixture(scope="session")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """A service that accepts jobs and works on none of them."""
    data = tmp_path_factory.mktemp("patient") / "data"
    running = LocalService.start(data, "queue-forever")
    yield running
    running.stop()


def modality_of(number: int) -> str:
    return "MR" if number == 5 else "CT"


def code_of(service: LocalService, number: int, files: list[bytes], **changes: object) -> int:
    return int(sent(service, number, service.upload(zipped(files)), **changes)["ret_code"])


def accepted(number: int) -> RetCode:
    """What a small series that keeps all limits is answered: the spine is answered at once."""
    return RetCode.NO_METHOD_FOR_IMAGE if number == 5 else RetCode.SUCCESS


@pytest.mark.parametrize(("number", "fewest"), [(5, 20), (6, 8), (9, 20), (13, 20), (15, 20)])
def test_a_series_has_its_fewest_frames(patient, number, fewest):
    files = a_series(fewest, modality=modality_of(number))

    assert code_of(patient, number, files[1:]) == RetCode.TOO_FEW_SLICES
    assert code_of(patient, number, files) == accepted(number)


@pytest.mark.parametrize(("number", "most"), [(5, 300), (6, 600), (9, 600), (13, 2048), (15, 600)])
def test_a_series_has_at_most_its_frames(patient, number, most):
    too_many = zipped([b""] * (most + 1))

    body = sent(patient, number, patient.upload(too_many))

    assert body["ret_code"] == RetCode.TOO_MANY_SLICES
    assert f"{most}张" in body["remark"]


@pytest.mark.parametrize(("number", "most"), [(5, 300), (13, 2048)])
def test_a_series_may_have_just_its_most_frames(patient, number, most):
    content = a_multiframe([a_slice(n, modality=modality_of(number)) for n in range(1, most + 1)])

    assert sent(patient, number, patient.upload(content))["ret_code"] == accepted(number)


@pytest.mark.parametrize("name", ["FloatingURL", "ReferenceURL"])
def test_each_scan_of_a_registration_keeps_the_limits(patient, name):
    good, bad = (patient.upload(zipped(a_series(count))) for count in (8, 7))

    body = sent(patient, 6, good, **{name: bad})

    assert body["ret_code"] == RetCode.TOO_FEW_SLICES
    assert name in body["remark"]


@pytest.mark.parametrize("name", ["URL1", "URL2", "URL3"])
def test_each_series_of_a_spine_keeps_the_limits(patient, name):
    good, bad = (patient.upload(zipped(a_series(count, modality="MR"))) for count in (20, 19))

    body = sent(patient, 5, good, **{name: bad})

    assert body["ret_code"] == RetCode.TOO_FEW_SLICES
    assert name in body["remark"]


@pytest.mark.parametrize("number", SERIES)
def test_only_the_endpoints_modality_is_accepted(patient, number):
    other = "CT" if number == 5 else "MR"
    expected = RetCode.NOT_MR if number == 5 else RetCode.NOT_CT

    assert code_of(patient, number, a_series(20, modality=other)) == expected


@pytest.mark.parametrize("number", SERIES)
def test_only_one_series_is_accepted(patient, number):
    modality = modality_of(number)
    stray = encoded(a_slice(20, series="2.25.42", modality=modality))

    code = code_of(patient, number, [*a_series(19, modality=modality), stray])

    assert code == RetCode.SEVERAL_SERIES


@pytest.mark.parametrize("number", SERIES)
def test_only_one_study_is_accepted(patient, number):
    modality = modality_of(number)
    stray = a_slice(20, modality=modality)
    stray.StudyInstanceUID = "2.25.99"

    code = code_of(patient, number, [*a_series(19, modality=modality), encoded(stray)])

    assert code == RetCode.SEVERAL_STUDIES


@pytest.mark.parametrize("number", [6, 13])
def test_only_axial_scans_are_accepted_where_the_document_says_so(patient, number):
    def turned(number: int, row: list[float], column: list[float]) -> bytes:
        item = a_slice(number)
        item.ImageOrientationPatient = [*row, *column]
        item.ImagePositionPatient = [-11.0, 7.5 + 2.5 * number, 30.0 - 2.5 * number]
        return encoded(item)

    sagittal = [turned(n, [0, 1, 0], [0, 0, -1]) for n in range(1, 21)]
    steep = [turned(n, [1, 0, 0], [0, 0.5, -0.8660254]) for n in range(1, 21)]
    tilted = [turned(n, [1, 0, 0], [0, 0.8660254, -0.5]) for n in range(1, 21)]

    codes = [code_of(patient, number, files) for files in (sagittal, steep, tilted)]

    assert codes == [RetCode.NOT_AXIAL, RetCode.NOT_AXIAL, RetCode.SUCCESS]


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        (5, 5, RetCode.SUCCESS),
        (4, 5, RetCode.IMAGE_TOO_SMALL),
        (5, 4, RetCode.IMAGE_TOO_SMALL),
        (513, 8, RetCode.SUCCESS),
    ],
)
def test_a_chest_image_is_at_least_5_by_5(patient, rows, columns, expected):
    assert code_of(patient, 15, a_series(20, rows=rows, columns=columns)) == expected


@pytest.mark.parametrize(("excess", "expected"), [(0, "SUCCESS"), (2, "FILE_TOO_LARGE")])
def test_a_chest_image_is_at_most_three_mebibytes(patient, excess, expected):
    files = [*a_series(19), encoded(a_slice(20), size=3 * MEBIBYTE + excess)]

    assert code_of(patient, 15, files) == RetCode[expected]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (0.9, RetCode.BAD_THICKNESS),
        (1.0, RetCode.SUCCESS),
        (3.0, RetCode.SUCCESS),
        (3.1, RetCode.BAD_THICKNESS),
    ],
)
@pytest.mark.parametrize("is_written", [True, False])
def test_calcium_is_scored_on_slices_of_1_to_3_mm(patient, step, expected, is_written):
    slices = [a_slice(number, step=step) for number in range(1, 21)]
    for item in slices:
        if not is_written:
            del item.SliceThickness

    assert code_of(patient, 9, [encoded(item) for item in slices]) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (a_nifti(), RetCode.SUCCESS),
        (a_nifti(is_compressed=False), RetCode.SUCCESS),
        (a_nifti((8, 6, 20, 1)), RetCode.SUCCESS),
        (a_nifti((8, 6, 20, 2)), RetCode.NOT_ONE_VOLUME),
        (a_nifti((8, 6)), RetCode.NOT_ONE_VOLUME),
        (a_nifti(thickness=0.9), RetCode.BAD_THICKNESS),
        (a_nifti(thickness=3.1), RetCode.BAD_THICKNESS),
        (a_nifti()[:40], RetCode.WRONG_FILE_KIND),
        (a_slice(1).PixelData, RetCode.WRONG_FILE_KIND),
    ],
    ids=range(9),
)
def test_a_nifti_file_holds_one_volume(patient, content, expected):
    url = patient.upload(content)

    body = sent(patient, 9, url, DataFormat="NIFTI", DataSourceType="HTTP_NII")

    assert body["ret_code"] == expected


def test_two_nifti_files_are_refused(patient):
    urls = [patient.upload(a_nifti()) for _ in range(2)]
    changes = {"DataFormat": "NIFTI", "DataSourceType": "HTTP_NII", "URL": urls}

    assert sent(patient, 9, "", **changes)["ret_code"] == RetCode.NOT_ONE_VOLUME


@pytest.mark.parametrize("number", [3, 5, 7, 8, 12])
def test_an_image_that_is_no_phantom_of_its_own_is_refused_in_plain_words(patient, number):
    content = {
        3: a_film,
        5: lambda: zipped(a_series(20, modality="MR")),
        7: a_picture,
        8: a_picture,
        12: a_picture,
    }[number]()

    body = sent(patient, number, patient.upload(content))

    assert (body["ret_code"], body["remark"]) == (1302, UNKNOWN)


@pytest.mark.parametrize(
    ("number", "content", "expected"),
    [
        (3, a_film(modality="CR"), RetCode.NO_METHOD_FOR_IMAGE),
        (3, a_film(modality="CT"), RetCode.NOT_XRAY),
        (3, a_film(frames=2), RetCode.NOT_SINGLE_IMAGE),
        (3, a_picture(), RetCode.WRONG_FILE_KIND),
        (3, a_film()[:300], RetCode.NOT_DICOM),
        (12, a_picture(1279, 1279), RetCode.NO_METHOD_FOR_IMAGE),
        (12, a_picture(1280, 8), RetCode.IMAGE_TOO_LARGE),
        (12, a_picture(8, 1280), RetCode.IMAGE_TOO_LARGE),
        (12, a_picture(kind="JPEG"), RetCode.NO_METHOD_FOR_IMAGE),
        (12, a_picture(kind="BMP"), RetCode.WRONG_FILE_KIND),
        (12, a_picture()[:60], RetCode.WRONG_FILE_KIND),
        (8, a_picture(kind="GIF"), RetCode.WRONG_FILE_KIND),
    ],
    ids=range(12),
)
def test_a_single_image_is_of_its_kind_and_size(patient, number, content, expected):
    assert sent(patient, number, patient.upload(content))["ret_code"] == expected


@pytest.mark.parametrize(
    ("data_format", "content"),
    [
        ("dcm", a_film()),
        ("jpeg", a_picture(kind="JPEG")),
        ("jpg", a_picture(kind="JPEG")),
        ("png", a_picture()),
    ],
    ids=["dcm", "jpeg", "jpg", "png"],
)
def test_a_hips_file_is_what_its_format_says(patient, data_format, content):
    url = patient.upload(content)

    codes = {
        said: sent(patient, 7, url, DataFormat=said)["ret_code"]
        for said in ("jpeg", "jpg", "png", "dcm")
    }

    same = {"jpeg", "jpg"} if data_format in ("jpeg", "jpg") else {data_format}
    assert {said for said, code in codes.items() if code == 1302} == same
    assert set(codes.values()) == {1302, RetCode.WRONG_FILE_KIND}
