"""Job records of other versions of the service."""

import json
from pathlib import Path

import pytest

from viewer.server.faults import Faults
from viewer.server.jobs import JobLedger, JobStatus

RECORD = {
    "request_id": "A",
    "threshold": 0.7,
    "submitted": 1.0,
    "status": "PROCESS_SUCCESS",
    "result": "{}",
    "error_code": None,
    "error_message": None,
}


def ledger_with(folder: Path, record: dict) -> JobLedger:
    (folder / "A").mkdir()
    (folder / "A" / "job.json").write_text(json.dumps(record))
    return JobLedger(folder, Faults())


def test_a_record_from_the_time_of_one_endpoint_is_a_nodule_job(tmp_path):
    job = ledger_with(tmp_path, RECORD).find("A")

    assert job is not None
    assert (job.endpoint, job.data_format, job.status) == (1, "DICOM", JobStatus.PROCESS_SUCCESS)


@pytest.mark.parametrize("change", [{"endpoint": 4}, {"status": "DONE"}, {"colour": "red"}])
def test_a_record_of_another_kind_is_left_alone(tmp_path, change):
    ledger = ledger_with(tmp_path, {**RECORD, **change})

    assert ledger.find("A") is None
    assert (tmp_path / "A" / "job.json").is_file()
