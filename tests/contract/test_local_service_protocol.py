"""The gateway as the vendor's document describes it, spoken by the local service over real HTTP."""

import json
import re

import httpx
import pytest

from tests.server_builders import LocalService, a_multiframe, a_series, a_slice, zipped
from viewer.server.envelope import GatewayCode, RetCode
from viewer.server.phantoms.chest_ct import chest_truth

pytestmark = pytest.mark.process

ELEMENT_FIELDS = {
    "Category",
    "Confidence",
    "Diameter",
    "ImageX",
    "ImageY",
    "ImageZ",
    "Lobe",
    "Lung",
    "MeanValue",
    "SOPInstanceUID",
    "Volume",
    "X",
    "Y",
    "Z",
}


@pytest.fixture(scope="session")
def phantom_series(service: LocalService, phantom_files: list[bytes]) -> dict:
    body = service.submit(service.upload(zipped(phantom_files)))
    data = service.wait_for(body["RequestId"])
    return json.loads(data["Result"])["Series"][0]


def test_an_accepted_submission_answers_with_a_request_id_and_no_data(service):
    url = service.upload(zipped(a_series(20)))
    fields = {
        "DataFormat": "DICOM",
        "OrgId": "1",
        "OrgName": "医院",
        "URL": url,
        "ds_id": service.announced["ds_id"],
    }

    envelope = service.post("/2477-1", fields).json()

    assert envelope["showapi_res_code"] == 0
    assert envelope["showapi_fee_num"] == 1
    assert envelope["showapi_res_body"]["ret_code"] == 0
    assert "Data" not in envelope["showapi_res_body"]
    assert re.fullmatch(r"[0-9A-F-]{36}", envelope["showapi_res_body"]["RequestId"])


def test_the_phantoms_nodules_are_answered_in_the_documents_fields(phantom_series):
    assert set(phantom_series) == {
        "Report",
        "SeriesInstanceUid",
        "Spacing",
        "Origin",
        "Elements",
    }
    assert len(phantom_series["Elements"]) == len(chest_truth("small").nodules)
    assert all(set(element) == ELEMENT_FIELDS for element in phantom_series["Elements"])
    assert all(
        isinstance(value, str)
        for element in phantom_series["Elements"]
        for value in element.values()
    )


def test_index_and_place_of_a_nodule_agree(phantom_series):
    spacing = json.loads(phantom_series["Spacing"])
    origin = json.loads(phantom_series["Origin"])

    for element in phantom_series["Elements"]:
        index = [float(element[name]) for name in ("ImageX", "ImageY", "ImageZ")]
        place = [float(element[name]) for name in ("X", "Y", "Z")]
        again = [o + s * i for o, s, i in zip(origin, spacing, index, strict=True)]
        assert again[:2] == pytest.approx(place[:2], abs=0.01)
        assert again[2] == pytest.approx(place[2], abs=spacing[2] / 2 + 1e-3)


def test_the_report_says_that_it_is_not_for_diagnosis(phantom_series):
    assert "经典参考方法" in phantom_series["Report"]
    assert "不用于诊断" in phantom_series["Report"]


def test_a_poll_names_the_job_and_costs_nothing(service):
    body = service.submit(service.upload(zipped(a_series(20))))
    fields = {"JobId": body["RequestId"], "ds_id": service.announced["ds_id"]}

    envelope = service.post("/2477-2", fields).json()

    assert envelope["showapi_fee_num"] == 0
    assert envelope["showapi_res_body"]["Data"]["JobId"] == body["RequestId"]
    assert envelope["showapi_res_body"]["Data"]["Status"] in {
        "QUEUING",
        "PROCESSING",
        "PROCESS_FAILED",
    }


def test_a_series_without_lungs_fails_with_the_reason(service):
    body = service.submit(service.upload(zipped(a_series(20))))

    data = service.wait_for(body["RequestId"])

    assert data["Status"] == "PROCESS_FAILED"
    assert data["ErrorCode"] == "NoLungFound"
    assert "肺" in data["ErrorMessage"]


def test_a_series_with_a_gap_fails_with_the_reason(service):
    files = a_series(30)
    del files[11]

    data = service.wait_for(service.submit(service.upload(zipped(files)))["RequestId"])

    assert data["ErrorCode"] == "UnevenSpacing"


@pytest.mark.parametrize("way", ["archive", "multiframe", "repeat", "manifest"])
def test_a_series_may_come_in_each_of_four_ways(service, way):
    slices = [a_slice(number) for number in range(1, 21)]
    files = a_series(20)
    urls = [service.upload(content) for content in files] if way in ("repeat", "manifest") else []
    url = {
        "archive": lambda: service.upload(zipped(files)),
        "multiframe": lambda: service.upload(a_multiframe(slices)),
        "repeat": lambda: urls,
        "manifest": lambda: service.upload("\n".join(urls).encode()),
    }[way]()

    body = service.submit(url)

    assert body["ret_code"] == RetCode.SUCCESS
    assert service.wait_for(body["RequestId"])["ErrorCode"] == "NoLungFound"


def test_identical_submissions_are_two_jobs(service):
    url = service.upload(zipped(a_series(20)))

    first, second = service.submit(url), service.submit(url)

    assert first["RequestId"] != second["RequestId"]


def test_a_job_no_longer_needs_the_uploaded_object(start_service):
    service = start_service("slow-processing=0.5")
    url = service.upload(zipped(a_series(20)))
    body = service.submit(url)

    service.client.delete(service.signed("DELETE", "t/1"))

    assert service.wait_for(body["RequestId"])["ErrorCode"] == "NoLungFound"


@pytest.mark.parametrize(
    ("app_key", "code"),
    [("", GatewayCode.APP_KEY_MISSING), ("0" * 32, GatewayCode.APP_KEY_UNKNOWN)],
)
def test_the_gateway_refuses_an_unknown_application(service, app_key, code):
    answer = service.post("/2477-1", {"OrgId": "1"}, app_key=app_key)

    assert answer.status_code == 200
    assert answer.json()["showapi_res_code"] == code
    assert answer.json()["showapi_res_error"]


def test_an_unknown_data_source_grant_is_refused(service):
    body = service.submit("http://127.0.0.1/x", ds_id="wrong")

    assert body["ret_code"] == RetCode.BAD_DS_ID


@pytest.mark.parametrize("job_id", ["", "../../credentials", "0" * 36, "无"])
def test_an_unknown_job_is_refused(service, job_id):
    fields = {"JobId": job_id, "ds_id": service.announced["ds_id"]}

    body = service.post("/2477-2", fields).json()["showapi_res_body"]

    assert body["ret_code"] in {RetCode.UNKNOWN_JOB, RetCode.FIELD_MISSING}
    assert "Data" not in body


def test_every_path_of_the_document_is_known(service, seeds):
    document = json.loads((seeds / "000_1abc612bdabb98b8.txt").read_text("utf-8"))

    statuses = {path: service.post(path, {}).status_code for path in document["paths"]}

    assert set(statuses.values()) == {200}


def test_an_unknown_path_is_404_and_a_wrong_method_405(service):
    assert service.post("/2477-4", {}).status_code == 404
    assert service.client.get(service.announced["showapi"] + "/2477-1").status_code == 405


def test_a_json_body_is_refused_in_the_envelope(service):
    answer = service.client.post(
        service.announced["showapi"] + "/2477-1",
        params={"appKey": service.announced["app_key"]},
        json={"URL": "x"},
    )

    assert answer.json()["showapi_res_body"]["ret_code"] == RetCode.BAD_REQUEST


def test_an_oversized_form_is_refused(service):
    body = service.submit("http://127.0.0.1/", OrgName="x" * 1_100_000)

    assert body["ret_code"] == RetCode.BAD_REQUEST


def test_another_host_name_is_refused(service):
    answer = service.client.get(
        service.announced["showapi"] + "/health", headers={"Host": "evil.example"}
    )

    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_health_is_ok(service):
    for base in ("showapi", "dental"):
        answer = service.client.get(service.announced[base] + "/health")
        assert answer.json() == {"status": "ok"}


def test_the_dental_routes_answer_in_their_own_error_form(service):
    url = service.announced["dental"] + "/api/v1/detect"
    token = {"Authorization": f"Bearer {service.announced['token']}"}

    without, with_token = service.client.post(url), service.client.post(url, headers=token)

    assert (without.status_code, without.json()["error_code"]) == (401, "UNAUTHORIZED")
    assert (with_token.status_code, with_token.json()["error_code"]) == (400, "NO_FILE")


def test_stats_count_submissions_for_those_who_know_the_key(start_service):
    service = start_service()
    url = service.announced["showapi"] + "/_/stats"
    service.submit("http://example.org/x")
    service.submit(service.upload(zipped(a_series(20))))

    stats = service.client.get(url, params={"appKey": service.announced["app_key"]}).json()

    by_endpoint = stats.pop("endpoints")
    assert stats == {"submissions": 2, "accepted": 1, "polls": 0}
    assert by_endpoint["2477-1"] == 2
    assert sum(by_endpoint.values()) == 2
    assert service.client.get(url, params={"appKey": "guess"}).status_code == 403


def test_the_log_has_one_line_a_request_and_no_secret(start_service, tmp_path):
    service = start_service()
    body = service.submit(service.upload(zipped(a_series(20))))
    service.wait_for(body["RequestId"])
    secrets = [service.announced[name] for name in ("app_key", "ds_id", "token")]
    secrets += [service.announced[name] for name in ("store_access_key", "store_secret_key")]
    service.stop()

    log = (tmp_path / "data.log").read_text()

    lines = [json.loads(line) for line in log.splitlines()]
    assert {"method": "POST", "path": "/2477-1", "status": 200, "ret_code": 0} in lines
    assert all(set(line) == {"method", "path", "status", "ret_code"} for line in lines)
    assert not any(secret in log for secret in secrets)
    assert "X-Amz" not in log


def test_it_listens_on_the_loopback_address_only(service):
    assert httpx.URL(service.announced["showapi"]).host == "127.0.0.1"
