"""What every endpoint of the local service demands of a form, over real HTTP."""

import json

import pytest

from tests.endpoint_builders import FORMS, a_form, sent
from tests.server_builders import LocalService, a_series, zipped
from viewer.server.catalogue import ENDPOINTS, RESULT_PATH
from viewer.server.envelope import RetCode

pytestmark = pytest.mark.process

NUMBERS = tuple(FORMS)
REQUIRED = [
    (number, name)
    for number, form in FORMS.items()
    for name in ("OrgId", "OrgName", "ds_id", *form)
]
NOWHERE = "http://127.0.0.1:9/x"


def test_the_catalogue_requires_what_the_vendors_document_requires(seeds):
    document = json.loads((seeds / "000_1abc612bdabb98b8.txt").read_text("utf-8"))
    common = {"ds_id", "OrgId", "OrgName"}

    for endpoint in ENDPOINTS:
        post = document["paths"][endpoint.path]["post"]
        (content,) = post["requestBody"]["content"].values()
        own = {*endpoint.required, *(["DataFormat"] if endpoint.formats else [])}
        own |= {"DataSourceType"} if endpoint.sources else set()
        assert own | common == set(content["schema"]["required"])
        assert set(endpoint.url_fields) <= set(content["schema"]["properties"])
    assert {item.path for item in ENDPOINTS} | {RESULT_PATH} == set(document["paths"])


@pytest.mark.parametrize(("number", "name"), REQUIRED)
@pytest.mark.parametrize("value", [None, " "])
def test_a_missing_or_empty_field_is_named(service: LocalService, number, name, value):
    body = sent(service, number, NOWHERE, **{name: value})

    assert body["ret_code"] == RetCode.FIELD_MISSING
    assert name in body["remark"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_repeated_field_is_refused(service, number):
    body = sent(service, number, NOWHERE, OrgName=["医院", "诊所"])

    assert body["ret_code"] == RetCode.BAD_REQUEST
    assert "OrgName" in body["remark"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_refusal_costs_nothing(service, number):
    envelope = service.post(f"/2477-{number}", a_form(service, number, NOWHERE)).json()

    assert envelope["showapi_res_body"]["ret_code"] == RetCode.URL_NOT_READABLE
    assert envelope["showapi_fee_num"] == 0
    assert "Data" not in envelope["showapi_res_body"]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        *((number, "NIFTI") for number in (1, 3, 5, 6, 13, 15)),
        *((number, "jpeg") for number in (1, 3, 5, 6, 9, 13, 15)),
        *((7, wrong) for wrong in ("DICOM", "JPG", "bmp")),
        (9, "nii"),
    ],
)
def test_a_data_format_that_an_endpoint_does_not_take_is_refused(service, number, wrong):
    body = sent(service, number, NOWHERE, DataFormat=wrong)

    assert body["ret_code"] == RetCode.BAD_DATA_FORMAT
    assert "DataFormat" in body["remark"]


@pytest.mark.parametrize("data_format", ["jpeg", "jpg", "png", "dcm"])
def test_a_hip_may_come_in_four_formats(service, data_format):
    body = sent(service, 7, NOWHERE, DataFormat=data_format)

    assert body["ret_code"] == RetCode.URL_NOT_READABLE


@pytest.mark.parametrize(
    ("number", "data_format", "source", "expected"),
    [
        (9, "DICOM", "HTTP_FILES", RetCode.URL_NOT_READABLE),
        (9, "NIFTI", "HTTP_NII", RetCode.URL_NOT_READABLE),
        (9, "DICOM", "HTTP_NII", RetCode.BAD_DATA_SOURCE),
        (9, "NIFTI", "HTTP_FILES", RetCode.BAD_DATA_SOURCE),
        (9, "DICOM", "http_files", RetCode.BAD_DATA_SOURCE),
        (6, "DICOM", "HTTP_FILES", RetCode.URL_NOT_READABLE),
        (6, "DICOM", "HTTP_NII", RetCode.BAD_DATA_SOURCE),
    ],
)
def test_the_data_source_type_belongs_to_the_format(service, number, data_format, source, expected):
    body = sent(service, number, NOWHERE, DataFormat=data_format, DataSourceType=source)

    assert body["ret_code"] == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_every_url_is_shorter_than_600_characters(service, number):
    codes = [sent(service, number, NOWHERE.ljust(length, "x"))["ret_code"] for length in (599, 600)]

    assert codes == [RetCode.URL_NOT_READABLE, RetCode.BAD_URL]


@pytest.mark.parametrize("number", NUMBERS)
def test_no_url_holds_chinese(service, number):
    assert sent(service, number, "http://127.0.0.1:9/影像")["ret_code"] == RetCode.BAD_URL


@pytest.mark.parametrize("name", ["URL2", "URL3"])
def test_a_further_series_may_be_left_out_but_not_be_unreadable(service, name):
    url = service.upload(zipped(a_series(20, modality="MR")))

    body = sent(service, 5, url, **{name: NOWHERE})

    assert body["ret_code"] == RetCode.URL_NOT_READABLE
    assert name in body["remark"]
    assert sent(service, 5, url, **{name: ""})["ret_code"] != RetCode.URL_NOT_READABLE


@pytest.mark.parametrize("number", [3, 7, 12])
def test_a_single_image_has_one_url(service, number):
    name = next(name for name, text in FORMS[number].items() if "{url}" in text)

    body = sent(service, number, NOWHERE, **{name: [NOWHERE, NOWHERE]})

    assert body["ret_code"] == RetCode.NOT_SINGLE_IMAGE


@pytest.mark.parametrize("number", NUMBERS)
def test_an_unknown_grant_is_refused(service, number):
    assert sent(service, number, NOWHERE, ds_id="x")["ret_code"] == RetCode.BAD_DS_ID
