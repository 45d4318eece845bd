"""What the library keeps, and that it is there after a restart."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.library_builders import NOW, a_job, a_run
from tests.vendor_builders import SERIES_UID, a_nodule, a_series, success
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.domain.series import (
    Identity,
    SpacingSource,
    StackProblem,
    StackProblemKind,
    StudyText,
)
from viewer.foundation.errors import LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage import snapshot
from viewer.storage.recent import RecentItem


def test_a_job_is_there_after_a_restart(folders):
    waiting = a_job(
        state=JobState.WAITING,
        changed=NOW,
        request_id="REQ-7",
        fee=2,
        object_keys=("a/b", "c"),
        input_hash="h",
        service="local/3",
        failure='["busy"]',
    )
    with open_library(folders) as library:
        library.jobs.add(a_job(), a_series(), "intent")
        library.jobs.save(waiting)

    with open_library(folders) as library:
        assert library.jobs.get("job-1") == waiting
        assert library.jobs.series_of("job-1") == a_series()
        assert library.jobs.get("job-2") is None


def test_r040_an_intention_is_under_way_once(library):
    library.jobs.add(a_job(), a_series(), "intent")

    second = library.jobs.add(a_job(uid="job-2"), a_series(), "intent")

    assert second.uid == "job-1"
    assert len(library.jobs.all()) == 1


def test_an_intention_may_be_had_again_once_it_has_ended(library):
    library.jobs.add(a_job(), a_series(), "intent")
    library.jobs.save(a_job(state=JobState.DONE))

    assert library.jobs.add(a_job(uid="job-2"), a_series(), "intent").uid == "job-2"
    assert [job.uid for job in library.jobs.all()] == ["job-2", "job-1"]


def test_a_uid_that_is_taken_is_no_silent_success(library):
    library.jobs.add(a_job(), a_series(), "intent")

    with pytest.raises(sqlite3.IntegrityError):
        library.jobs.add(a_job(), a_series(), "another intent")


@pytest.mark.parametrize(
    ("state", "is_left"),
    [
        (JobState.INTENDED, True),
        (JobState.SUBMITTING, True),
        (JobState.WAITING, True),
        (JobState.ANSWERED, True),
        (JobState.UNCERTAIN, False),
        (JobState.DONE, False),
        (JobState.FAILED, False),
        (JobState.CANCELLED, False),
    ],
)
def test_what_was_left_unfinished_is_resumable(library, state, is_left):
    library.jobs.add(a_job(state=state), a_series(), "intent")

    assert bool(library.jobs.resumable()) is is_left


@pytest.mark.parametrize(
    ("state", "is_same"),
    [
        (JobState.WAITING, True),
        (JobState.DONE, True),
        (JobState.UNCERTAIN, True),
        (JobState.FAILED, False),
        (JobState.CANCELLED, False),
    ],
)
def test_the_same_input_is_recognised(library, state, is_same):
    library.jobs.add(a_job(state=state, input_hash="h"), a_series(), "intent")

    found = library.jobs.of_same_input("h", other_than="job-9")

    assert (found is not None) is is_same
    assert library.jobs.of_same_input("h", other_than="job-1") is None


def test_the_window_asks_only_for_the_jobs_that_it_shows(library):
    for number, state in enumerate((JobState.WAITING, JobState.DONE, JobState.FAILED)):
        library.jobs.add(a_job(uid=f"job-{number}", state=state), a_series(), f"intent-{number}")
    other = replace(a_job().series, series_instance_uid="1.2.3.4")

    assert [job.uid for job in library.jobs.latest(2)] == ["job-2", "job-1"]
    assert [job.uid for job in library.jobs.unfinished()] == ["job-0"]
    assert library.jobs.latest_on(a_job().series).uid == "job-2"
    assert library.jobs.latest_on(other) is None


def test_only_a_job_of_which_nothing_was_sent_is_forgotten(library):
    library.jobs.add(a_job(), a_series(), "one")
    library.jobs.add(a_job(uid="job-2", request_id="REQ"), a_series(), "two")

    library.jobs.forget("job-1")
    library.jobs.forget("job-2")

    assert [job.uid for job in library.jobs.all()] == ["job-2"]


def test_a_result_is_parsed_from_the_kept_bytes(with_run):
    result = with_run.runs.result("job-1")

    assert result.endpoint == "lung-nodule"
    assert result.findings[0].placement.slice_index == 12
    assert with_run.runs.raw_answer("job-1") == success(a_nodule())
    assert result.raw_hash == with_run.runs.get("job-1").answer_hash


def test_runs_are_found_by_their_stack(with_run):
    assert [run.uid for run in with_run.runs.for_series(a_job().series)] == ["job-1"]
    assert with_run.runs.for_series(replace(a_job().series, part=0)) == ()


def test_a_failed_run_without_an_answer_is_a_failed_result(library):
    library.jobs.add(a_job(), a_series(), "intent")
    library.runs.add(a_run(state=RunState.FAILED, failure='["refused","7","no"]'))

    assert library.runs.result("job-1").state is RunState.FAILED
    assert library.runs.raw_answer("job-1") == b""


def test_a_failed_run_with_a_garbled_answer_keeps_it(library):
    library.jobs.add(a_job(), a_series(), "intent")
    library.runs.add(a_run(state=RunState.FAILED, answer_hash=library.blobs.put(b"<html>")))

    assert library.runs.result("job-1").state is RunState.FAILED
    assert library.runs.raw_answer("job-1") == b"<html>"


def test_an_unknown_run_is_said(library):
    with pytest.raises(LibraryUnavailable):
        library.runs.result("job-9")


def test_the_answer_is_mapped_back_by_the_kept_pairs(with_run):
    sent = success(a_nodule(SOPInstanceUID="2.25.9"))
    with_run.uid_maps.keep({"2.25.9": f"{SERIES_UID}.121", "2.25.8": "1.2"})
    with_run.runs.add(a_run(answer_hash=with_run.blobs.put(sent)))

    assert with_run.runs.result("job-1").findings[0].placement.slice_index == 21


def test_the_library_has_one_key_of_its_own(folders, tmp_path):
    with open_library(folders) as library:
        key = library.uid_maps.key()
    with open_library(folders) as library:
        assert library.uid_maps.key() == key
    with open_library(Folders.from_environment({"VIEWER_HOME": str(tmp_path / "b")})) as other:
        assert other.uid_maps.key() != key
    assert len(key) == 32


def test_recent_items_come_latest_first_and_once(library):
    library.recent.add(RecentItem("/a", "A", NOW))
    library.recent.add(RecentItem("/b", "B", NOW + timedelta(seconds=1)))
    library.recent.add(RecentItem("/a", "A again", NOW + timedelta(seconds=2)))

    assert [item.title for item in library.recent.latest()] == ["A again", "B"]
    library.recent.remove("/a")
    assert [item.path for item in library.recent.latest(1)] == ["/b"]


def test_a_blob_comes_back_byte_for_byte(library):
    content = bytes(range(256)) * 3

    assert library.blobs.get(library.blobs.put(content)) == content
    assert library.blobs.put(content) == library.blobs.put(content)


def test_a_damaged_or_missing_blob_is_said(library, folders):
    name = library.blobs.put(b"answer")
    (folders.blobs / name[:2] / name).write_bytes(b"another")

    for each in (name, "0" * 64, "../library.sqlite"):
        with pytest.raises(LibraryUnavailable):
            library.blobs.get(each)


@pytest.mark.parametrize("damage", [b"", b"anothe"])
def test_a_damaged_blob_is_whole_again_once_its_content_comes_again(
    library, folders, tmp_path, damage
):
    """Running the analysis again is what `viewer verify` advises."""
    name = library.blobs.put(b"answer")
    file = tmp_path / "answer"
    file.write_bytes(b"answer")

    for put_again in (lambda: library.blobs.put(b"answer"), lambda: library.blobs.put_file(file)):
        (folders.blobs / name[:2] / name).write_bytes(damage)
        assert put_again() == name
        assert library.blobs.get(name) == b"answer"


def test_a_series_comes_back_from_its_snapshot():
    series = replace(
        a_series(tilt_deg=17),
        identity=Identity("张 三", "P-1", "19700101", "F", name_is_guessed=True),
        text=StudyText(series_description="肺 1mm", laterality="L"),
        spacing_source=SpacingSource.CALIBRATED,
        spacing_detail="FIDUCIAL: 25 mm ball",
        aspect_ratio=0.75,
        image_type=("ORIGINAL", "PRIMARY"),
        is_lossy=True,
        lossy_ratio=12.5,
        problems=(StackProblem(StackProblemKind.GAPS, ("2", "5.0")),),
    )

    assert snapshot.from_text(snapshot.to_text(series)) == series


def test_a_series_without_geometry_comes_back_too():
    series = replace(a_series(), geometry=None, pixel_spacing=None, slice_thickness=None)

    assert snapshot.from_text(snapshot.to_text(series)) == series
