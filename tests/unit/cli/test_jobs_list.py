"""`viewer jobs list` only looks."""

import json

from tests.library_builders import a_job
from tests.vendor_builders import a_series
from viewer.cli.main import run
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library


def test_jobs_of_a_library_that_takes_no_changes_are_listed(capsys, monkeypatch):
    with open_library(Folders.from_environment()) as library:
        library.jobs.add(a_job(), a_series(), "intent")

    def refused(path, *_args, **_options):
        raise LibraryUnavailable(str(path), LibraryTrouble.WRITE_PROTECTED)

    monkeypatch.setattr("viewer.storage.database.open_for_writing", refused)

    assert run(["jobs", "list", "--json"]) == 0
    (job,) = json.loads(capsys.readouterr().out)["jobs"]
    assert job["job"] == "job-1"


def test_without_a_library_there_are_no_jobs(capsys):
    assert run(["jobs", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["jobs"] == []
