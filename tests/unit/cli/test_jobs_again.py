"""`viewer analyze` and `viewer jobs` on jobs that stopped: what is sent again, and what is not."""

import json

import httpx
import pytest

from tests.image_builders import write_series
from tests.vendor_builders import an_envelope
from viewer.cli.main import run
from viewer.domain.job import JobState
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library


@pytest.fixture
def analyze(tmp_path):
    write_series(tmp_path / "series", slices=20)

    def call(*options):
        paths = [str(tmp_path / "series"), "--out", str(tmp_path / "out")]
        return run(["analyze", "lung-nodule", *paths, *options])

    return call


def the_job():
    with open_library(Folders.from_environment()) as library:
        (job,) = library.jobs.all()
        return job


def test_an_uncertain_analysis_is_sent_again_only_when_that_is_said(analyze, service, capsys):
    service.submit_script = [httpx.ReadTimeout("x")]
    assert analyze() == 5

    assert analyze() == 5
    assert "billed" in capsys.readouterr().err
    assert len(service.submissions) == 1

    assert analyze("--again") == 0
    assert len(service.submissions) == 2
    assert the_job().state is JobState.DONE


def test_an_analysis_whose_poll_was_refused_is_asked_for_again(analyze, service):
    service.poll_script = [an_envelope({"ret_code": 5, "remark": "quota"})]
    assert analyze() == 4

    assert analyze() == 0
    assert len(service.submissions) == 1


def test_resume_tells_of_an_uncertain_job_and_leaves_it(analyze, service, capsys):
    service.submit_script = [httpx.ReadTimeout("x")]
    analyze()

    assert run(["jobs", "resume"]) == 5
    assert run(["jobs", "resume", the_job().uid, "--json"]) == 5
    assert capsys.readouterr().err.count("billed") == 3
    assert len(service.submissions) == 1


def test_cancel_lets_an_uncertain_job_be_and_deletes_its_uploads(analyze, service, capsys):
    service.submit_script = [httpx.ReadTimeout("x")]
    analyze()
    assert service.objects

    assert run(["jobs", "cancel", "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)["jobs"]
    assert (said["state"], service.objects) == ("cancelled", {})
    assert run(["jobs", "resume"]) == 0


def test_what_was_let_be_is_not_sent_again_without_a_word(analyze, service, capsys):
    service.submit_script = [httpx.ReadTimeout("x")]
    analyze()
    run(["jobs", "cancel"])
    capsys.readouterr()

    assert analyze() == 5
    assert "billed" in capsys.readouterr().err
    assert (len(service.submissions), the_job().state) == (1, JobState.UNCERTAIN)

    assert analyze("--again") == 0
    assert (len(service.submissions), the_job().state) == (2, JobState.DONE)
