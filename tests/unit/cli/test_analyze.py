"""`viewer analyze` and `viewer jobs`: words, choices and exit statuses, before anything is sent."""

import json
import sys
from datetime import UTC, datetime

import pytest

from tests.image_builders import write_series
from tests.vendor_builders import a_series
from viewer.cli.analyze import ProgressLines, _say_earlier
from viewer.cli.main import run
from viewer.domain.job import Job, JobState
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.jobs.progress import JobProgress, Step
from viewer.vendors.errors import Busy, failure_text


@pytest.fixture
def series(tmp_path):
    write_series(tmp_path / "series", slices=20)
    return tmp_path / "series"


def analyze(*arguments):
    return run(["analyze", *map(str, arguments)])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--param", "Threshold=2"], "Threshold"),
        (["--param", "Threshold=0.123"], "decimals"),
        (["--param", "Threshold"], "NAME=VALUE"),
        (["--param", "Speed=1"], "Speed"),
        (["--prior", "x"], "--prior"),
        (["--service", "no-such-file"], "--service"),
    ],
)
def test_wrong_usage_is_said_in_one_line(series, tmp_path, capsys, options, said):
    status = analyze("lung-nodule", series, "--out", tmp_path / "out", *options)

    error = capsys.readouterr().err
    assert status == 2
    assert said in error
    assert error.count("\n") == 1


def test_an_unknown_endpoint_is_said_with_those_that_exist(series, tmp_path, capsys):
    assert analyze("lung-nodules", series, "--out", tmp_path) == 2
    assert "lung-nodule" in capsys.readouterr().err


def test_what_is_no_image_is_said(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("not an image")

    assert analyze("lung-nodule", tmp_path, "--out", tmp_path / "out") == 3


def test_a_series_that_does_not_fit_is_said_with_the_numbers(tmp_path, capsys):
    write_series(tmp_path / "series", slices=19)

    assert analyze("lung-nodule", tmp_path / "series", "--out", tmp_path / "out") == 3
    error = capsys.readouterr().err
    assert "19" in error
    assert "20" in error


def test_of_several_series_that_fit_one_must_be_named(tmp_path, capsys):
    for name in ("a", "b"):
        write_series(tmp_path / name, slices=20, series_uid=f"1.2.3.{ord(name)}")

    assert analyze("lung-nodule", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "o") == 3
    error = capsys.readouterr().err
    assert "1.2.3.97" in error
    assert "1.2.3.98" in error
    assert "--series" in error


def test_r048_a_result_that_could_not_be_written_is_not_paid_for(series, tmp_path, capsys):
    (tmp_path / "out").write_text("a file, not a folder")

    assert analyze("lung-nodule", series, "--out", tmp_path / "out") == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "out" in error
    with open_library(Folders.from_environment()) as library:
        assert library.jobs.all() == ()


@pytest.mark.parametrize(("is_watched", "lines"), [(True, 2), (False, 0)])
def test_progress_is_said_to_who_watches_and_not_to_a_script(
    capsys, monkeypatch, is_watched, lines
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_watched)
    progress = ProgressLines()

    progress.say(JobProgress("1", Step.SUBMIT))
    progress.say(JobProgress("1", Step.WAIT, None, "QUEUING"))

    assert capsys.readouterr().err.count("\n") == lines


def test_a_series_that_is_not_there_is_said(series, tmp_path, capsys):
    status = analyze("lung-nodule", series, "--series", "1.9", "--out", tmp_path / "out")

    assert status == 3
    assert "No series has the UID 1.9" in capsys.readouterr().err


def test_r012_two_patients_are_not_sent(tmp_path, capsys):
    def other_patient(data, index):
        if index > 10:
            data.PatientID = "T-2"

    write_series(tmp_path / "series", slices=40, edit=other_patient)

    assert analyze("lung-nodule", tmp_path / "series", "--out", tmp_path / "out") == 3


@pytest.fixture
def left_jobs():
    """One job under way and one done."""
    base = Job(
        uid="job-1",
        endpoint="lung-nodule",
        series=a_series().reference,
        service="127.0.0.1:9",
        created=datetime(2026, 3, 4, tzinfo=UTC),
        input_hash="",
        title="Lung · 30",
        state=JobState.WAITING,
        request_id="REQ-1",
        failure=failure_text(Busy("127.0.0.1:9")),
    )
    with open_library(Folders.from_environment()) as library:
        library.jobs.add(base, a_series(), "one")
        done = Job(
            uid="job-2",
            endpoint="lung-nodule",
            series=base.series,
            service="local/0",
            created=base.created,
            input_hash="",
            state=JobState.DONE,
        )
        library.jobs.add(done, a_series(), "two")


def test_jobs_are_listed_for_people_and_for_scripts(left_jobs, capsys):
    assert run(["jobs", "list"]) == 0
    assert "waiting" in capsys.readouterr().out

    assert run(["jobs", "list", "--json"]) == 0
    jobs = {job["job"]: job for job in json.loads(capsys.readouterr().out)["jobs"]}
    assert jobs["job-1"]["state"] == "waiting"
    assert "127.0.0.1:9" in jobs["job-1"]["failure"]
    assert jobs["job-2"]["failure"] == ""


def test_cancel_ends_what_is_under_way(left_jobs, capsys):
    assert run(["jobs", "cancel", "--json"]) == 0

    (job,) = json.loads(capsys.readouterr().out)["jobs"]
    assert (job["job"], job["state"]) == ("job-1", "cancelled")


def test_cancel_says_what_another_process_is_at(left_jobs, capsys):
    with open_library(Folders.from_environment()) as library:
        lock = library.job_lock("job-1")
        assert lock.acquire()
        try:
            status = run(["jobs", "cancel"])
        finally:
            lock.release()

    assert status == 2
    assert "Another window or script runs job-1" in capsys.readouterr().err


def test_the_list_says_what_each_job_cost(left_jobs, capsys):
    assert run(["jobs", "list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("job-1") and line.endswith("(0 billed)") for line in lines)
    assert any(line.startswith("job-2") and line.endswith("(free)") for line in lines)


def test_an_earlier_result_is_called_one(capsys):
    job = Job(
        uid="job-1",
        endpoint="lung-nodule",
        series=a_series().reference,
        service="local/0",
        created=datetime(2026, 3, 4, tzinfo=UTC),
        input_hash="",
        state=JobState.DONE,
    )
    _say_earlier(job)

    said = capsys.readouterr().err
    assert said.startswith("Analysed on 2026-03-0")
    assert "--again" in said


def test_who_watches_sees_the_place_and_the_speed(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = ProgressLines()
    progress.say(JobProgress("1", Step.QUEUED, place=3))
    progress.say(JobProgress("1", Step.UPLOAD, 0.5, bytes_per_s=3.2e6, seconds_left=12.0))

    assert capsys.readouterr().err.splitlines() == [
        "queued (no. 3 in the queue)",
        "upload 50 % (3.2 MB/s, 12 s left)",
    ]


def test_resume_says_which_service_is_missing(left_jobs, capsys):
    status = run(["jobs", "resume"])

    assert status == 4
    assert "--service" in capsys.readouterr().err
    with open_library(Folders.from_environment()) as library:
        assert library.jobs.get("job-1").request_id == "REQ-1"
        assert library.jobs.get("job-1").state is JobState.WAITING


def test_a_job_that_is_not_there_is_wrong_usage(capsys):
    assert run(["jobs", "cancel", "job-9"]) == 2
