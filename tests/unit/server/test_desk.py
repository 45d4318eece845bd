"""What the desk says when a worker process gives no answer."""

from pathlib import Path

import pytest

from viewer.server import desk
from viewer.server.catalogue import NODULES, SKIN
from viewer.server.consultation import Sessions
from viewer.server.desk import Desk
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.faults import Faults
from viewer.server.jobs import JobLedger
from viewer.server.submission import Submission
from viewer.server.worker import WorkerDiedError, WorkerTimedOutError


class SilentWorker:
    """Does nothing, for a reason."""

    reason: Exception = WorkerDiedError()

    def call(self, task, timeout_s):
        if task["kind"] == "prepare":
            return {}
        raise self.reason


class OneFile:
    """A store that has the same file for every URL."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(b"image")
        self._path = path

    def open_url(self, url, own_hosts):
        return self._path


@pytest.fixture
def manned(tmp_path, monkeypatch) -> Desk:
    monkeypatch.setattr(desk, "Worker", SilentWorker)
    ledger = JobLedger(tmp_path / "jobs", Faults())
    return Desk(OneFile(tmp_path / "file"), ledger, Sessions(tmp_path / "sessions"))


@pytest.mark.parametrize(
    ("reason", "job_code", "answer_code"),
    [
        (WorkerDiedError(), RetCode.NOT_DICOM, RetCode.NOT_DICOM),
        (WorkerTimedOutError(), RetCode.NOT_DICOM, RetCode.TOO_SLOW),
    ],
)
def test_a_worker_without_an_answer_costs_one_request(
    manned, tmp_path, monkeypatch, reason, job_code, answer_code
):
    monkeypatch.setattr(SilentWorker, "reason", reason)
    for endpoint, take, code in (
        (NODULES, manned.accept, job_code),
        (SKIN, manned.answer, answer_code),
    ):
        urls = {endpoint.url_fields[0]: ("http://x",)}

        with pytest.raises(RefusedError) as refused:
            take(Submission(endpoint, "", urls, 0.7, {}))

        assert refused.value.code == code
    assert list((tmp_path / "jobs").iterdir()) == []


def test_a_full_disk_is_said_to_be_the_services(manned, tmp_path, monkeypatch):
    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk, "link_or_copy", full)

    with pytest.raises(RefusedError) as refused:
        manned.answer(Submission(SKIN, "", {"Url": ("http://x",)}, 0.7, {}))

    assert refused.value.code == RetCode.BUSY
