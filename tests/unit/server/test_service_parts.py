"""Faults, credentials, results as shown, reports, and the worker process."""

import json
import os
import signal
import stat
import sys
import threading
import time

import numpy as np
import pytest

from tests.server_builders import a_series
from viewer.foundation.errors import CannotWrite, FileTrouble, WrongUsage
from viewer.foundation.files import atomic_write
from viewer.server.answer import report_text, series_answer
from viewer.server.credentials import ServiceCredentials
from viewer.server.faults import FAULT_NAMES, Faults
from viewer.server.jobs import JobLedger
from viewer.server.methods.nodules import Nodule
from viewer.server.methods.scan import Scan
from viewer.server.presentation import presented
from viewer.server.submission import manifest_urls
from viewer.server.worker import Worker, WorkerDiedError, WorkerTimedOutError

RESULT = json.dumps(
    {
        "Series": [
            {
                "Report": "两个结节",
                "Spacing": "[0.7,0.7,2]",
                "Elements": [{"Diameter": "7.50", "SOPInstanceUID": "1.2", "Lobe": "up"}],
            }
        ]
    }
)


def a_nodule(**changes) -> Nodule:
    fields = {
        "centre": np.array([4.0, -6.0, 21.0]),
        "index": np.array([3.25, 4.5, 5.6]),
        "diameter_mm": 7.5,
        "volume_mm3": 220.9,
        "mean_hu": -33.0,
        "category": "solid",
        "lung": "right",
        "lobe": "middle",
        "confidence": 0.83,
    }
    return Nodule(**{**fields, **changes})


def a_scan() -> Scan:
    return Scan(
        voxels=np.zeros((9, 8, 7), np.int16),
        origin=np.array([1.5, -9.25, 10.0]),
        axes=np.array([[0.75, 0.0, 0.0], [0.0, 0.8, -0.4], [0.0, 0.0, 2.0]]),
        sop_instance_uids=tuple(f"1.2.{k}" for k in range(9)),
        series_instance_uid="1.2",
    )


def test_each_fault_of_the_table_is_documented_and_accepted():
    from viewer.server import dental_faults, faults, visual_faults

    tables = f"{faults.__doc__}{dental_faults.__doc__}{visual_faults.__doc__}"

    for name in FAULT_NAMES:
        plain = name.removesuffix("=NUMBER")
        assert f"`{plain}" in tables
        Faults.parse([name.replace("NUMBER", "1.5")])


@pytest.mark.parametrize(
    "name", ["nonsense", "process-failed=1", "poll-503", "submit-delay=x", "poll-503=-1", "=1"]
)
def test_a_misspelt_fault_is_wrong_usage(name):
    with pytest.raises(WrongUsage):
        Faults.parse([name])


def test_credentials_are_kept_for_their_folder_and_for_nobody_else(tmp_path):
    first = ServiceCredentials.of_folder(tmp_path)

    assert ServiceCredentials.of_folder(tmp_path) == first
    assert ServiceCredentials.of_folder(tmp_path / "other") != first
    assert first.app_key not in repr(first)
    if os.name == "posix":
        mode = (tmp_path / "credentials.json").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("numbers-as-numbers", {"Diameter": 7.5, "SOPInstanceUID": "1.2", "Lobe": "up"}),
        ("lowercase-keys", {"diameter": "7.50", "sOPInstanceUID": "1.2", "lobe": "up"}),
        ("drop-uids", {"Diameter": "7.50", "Lobe": "up"}),
    ],
)
def test_a_fault_bends_the_elements(fault, expected):
    shown = json.loads(presented(RESULT, Faults.parse([fault])))

    series = (shown.get("Series") or shown.get("series"))[0]
    assert (series.get("Elements") or series.get("elements"))[0] == expected


def test_a_wrapped_result_holds_data_once_more():
    assert json.loads(presented(RESULT, Faults(wrapped_result=True))) == {
        "Data": json.loads(RESULT)
    }


def test_a_cut_result_is_not_json():
    with pytest.raises(json.JSONDecodeError):
        json.loads(presented(RESULT, Faults(result_not_json=True)))


def test_none_found_leaves_a_series_without_elements():
    assert json.loads(presented(RESULT, Faults(none_found=True)))["Series"][0]["Elements"] == []


def test_only_nodules_at_or_above_the_threshold_are_answered():
    nodules = [a_nodule(confidence=score) for score in (0.91, 0.70, 0.69)]

    answer = series_answer(a_scan(), nodules, 0.70)

    assert len(answer["Series"][0]["Elements"]) == 2


def test_an_element_names_the_slice_that_holds_the_centre():
    element = series_answer(a_scan(), [a_nodule()], 0.5)["Series"][0]["Elements"][0]

    assert (element["ImageX"], element["ImageY"], element["ImageZ"]) == ("3.25", "4.50", "6")
    assert element["SOPInstanceUID"] == "1.2.6"
    assert (element["X"], element["Y"], element["Z"]) == ("4.000", "-6.000", "21.000")
    assert (element["Category"], element["Lung"], element["Lobe"]) == ("2-solid", "right", "middle")


def test_spacing_is_that_of_the_planes_and_origin_the_first_voxels_centre():
    series = series_answer(a_scan(), [], 0.5)["Series"][0]

    assert series["Spacing"] == "[0.75,0.8,2]"
    assert series["Origin"] == "[1.5,-9.25,10]"


def test_the_report_tells_none_found_from_not_looked():
    text = report_text([], 30, 0.7)

    assert "未检出" in text
    assert "30层" in text
    assert text.endswith("不用于诊断。")


def test_a_manifest_is_told_from_other_files(tmp_path):
    path = tmp_path / "m"
    path.write_text("http://a/1\nhttp://a/2\n")
    assert manifest_urls(path) == ["http://a/1", "http://a/2"]

    path.write_bytes(a_series(1)[0])
    assert manifest_urls(path) is None


@pytest.mark.process
def test_a_worker_that_takes_too_long_is_replaced(tmp_path):
    worker = Worker()
    (tmp_path / "input").mkdir()
    task = {"kind": "inspect", "folder": str(tmp_path)}
    try:
        with pytest.raises(WorkerTimedOutError):
            worker.call({**task, "folder": str(tmp_path / "nowhere")}, 0.0)

        assert worker.call(task, 30.0)["refused"] == 1101
    finally:
        worker.close()


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="stops a process with a POSIX signal")
def test_a_worker_that_dies_costs_one_task(tmp_path):
    worker = Worker()
    (tmp_path / "input").mkdir()
    task = {"kind": "inspect", "folder": str(tmp_path)}
    worker.warm_up()
    process = worker._process
    assert process is not None
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    killer = threading.Timer(0.3, process.kill)
    killer.start()
    try:
        begun = time.monotonic()
        with pytest.raises(WorkerDiedError):
            worker.call(task, 30.0)
        assert time.monotonic() - begun < 10

        assert worker.call(task, 30.0)["refused"] == 1101
    finally:
        killer.join()
        worker.close()


def test_a_full_disk_costs_one_job_and_not_all_that_follow(tmp_path, monkeypatch):
    from viewer.server import jobs

    def full(path, content, **options):
        if b'"PROCESSING"' in content and path.parent.name == "FIRST":
            raise CannotWrite(str(path), FileTrouble.FULL)
        atomic_write(path, content, **options)

    monkeypatch.setattr(jobs, "atomic_write", full)
    ledger = JobLedger(tmp_path, Faults(process_failed=True))
    ledger.start()
    for name in ("FIRST", "SECOND"):
        ledger.staging(name)
        ledger.accept(name, 0.7)
    ledger._waiting.put(None)
    ledger._thread.join(10.0)
    ledger.stop()

    assert [ledger.find(name).error_code for name in ("FIRST", "SECOND")] == [
        "StorageFailed",
        "InjectedFault",
    ]
