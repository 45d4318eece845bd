"""Sizes, and what a clean-up takes away: never answers, never what somebody works with."""

import os
from dataclasses import replace

import pytest

from tests.library_builders import a_job
from tests.unit.storage.test_studies import NOW, a_study
from tests.vendor_builders import a_series
from viewer.domain.job import JobState
from viewer.foundation.errors import Cancelled
from viewer.foundation.locks import ProcessLock
from viewer.storage.cleaning import clean, compact, found_waste
from viewer.storage.imported import images_folder, import_lock
from viewer.storage.sizes import SizeKind, sizes


def put(path, size=1000):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return path


def kinds(library):
    return [waste.kind for waste in found_waste(library)]


def test_everything_is_measured_by_its_kind(library, folders):
    library.blobs.put(b"answer")
    put(folders.imported / "a" / "1.dcm", 30)
    put(folders.logs / "viewer.log", 7)

    measured = {entry.kind: (entry.size, entry.files) for entry in sizes(folders)}

    assert measured[SizeKind.ANSWERS] == (6, 1)
    assert measured[SizeKind.IMPORTED] == (30, 1)
    assert measured[SizeKind.LOGS] == (7, 1)
    assert measured[SizeKind.DATABASE][0] > 0


def test_uploads_of_ended_jobs_go_and_those_of_others_stay(library, folders):
    library.jobs.add(a_job(), a_series(), "one")
    put(folders.cache / "outgoing" / "job-1" / "series.zip")
    gone = put(folders.cache / "outgoing" / "unknown" / "series.zip", 50)

    freed = clean(library, found_waste(library))

    assert freed == 50
    assert not gone.exists()
    assert (folders.cache / "outgoing" / "job-1" / "series.zip").exists()


def test_uploads_of_a_job_that_somebody_begins_again_stay(library, folders):
    library.jobs.add(a_job(state=JobState.FAILED), a_series(), "one")
    kept = put(folders.cache / "outgoing" / "job-1" / "series.zip")
    waste = found_waste(library)

    with library.job_lock("job-1") as lock:
        assert lock.acquire()
        assert clean(library, waste) == 0

    assert kept.exists()
    assert clean(library, waste) == 1000


def test_the_service_keeps_what_a_job_waits_for(library, folders):
    put(folders.service / "0" / "jobs.sqlite")
    job = a_job(service="local/0")
    library.jobs.add(job, a_series(), "one")
    assert kinds(library) == []

    library.jobs.save(replace(job, state=JobState.CANCELLED))

    assert kinds(library) == [SizeKind.SERVICE]


def test_a_service_that_runs_is_left_alone(library, folders):
    kept = put(folders.service / "0" / "jobs.sqlite")
    waste = found_waste(library)
    with ProcessLock(folders.service / "0.lock") as lock:
        lock.acquire()
        assert clean(library, waste) == 0
    assert kept.exists()


def test_what_came_into_use_since_it_was_found_stays(library, folders):
    kept = put(folders.cache / "outgoing" / "job-1" / "series.zip")
    waste = found_waste(library)
    library.jobs.add(a_job(), a_series(), "one")

    assert clean(library, waste) == 0
    assert kept.exists()


def test_of_backups_the_newest_stays(library, folders):
    put(folders.data / "library.v4.sqlite", 10)
    put(folders.data / "backups" / "library-20260101.sqlite", 20)
    newest = put(folders.data / "backups" / "library-20260102.sqlite", 40)
    for age, name in enumerate(("backups/library-20260101.sqlite", "library.v4.sqlite"), start=1):
        os.utime(folders.data / name, (1000 - age, 1000 - age))

    assert clean(library, found_waste(library)) == 30
    assert newest.exists()


def test_images_of_known_studies_stay_and_those_of_a_broken_import_go(library, folders):
    library.studies.record([a_study()], NOW)
    known = put(images_folder(folders, "1.2.3") / "1.dcm")
    left = put(images_folder(folders, "1.9") / "1.dcm")
    waste = found_waste(library)
    with import_lock(folders) as lock:
        lock.acquire()
        assert clean(library, waste) == 0

    clean(library, waste)

    assert known.exists()
    assert not left.exists()


def test_answers_and_the_present_log_are_no_waste(library, folders):
    library.blobs.put(b"answer")
    put(folders.logs / "viewer.log")
    put(folders.logs / "viewer.log.1")

    assert kinds(library) == [SizeKind.LOGS]


def test_a_clean_up_can_be_stopped_between_two_things(library, folders):
    for number in range(3):
        put(folders.cache / "outgoing" / str(number) / "a")
    waste, seen = found_waste(library), []

    with pytest.raises(Cancelled):
        clean(
            library,
            waste,
            on_progress=lambda done, _all: seen.append(done),
            is_cancelled=lambda: len(seen) == 2,
        )

    assert len(list((folders.cache / "outgoing").iterdir())) == 1


def test_compacting_gives_back_the_room_of_what_was_removed(library):
    studies = [a_study(study_instance_uid=f"1.2.{n}", series=()) for n in range(2000)]
    library.studies.record(studies, NOW)
    library.database.checkpoint()
    library.database.write("DELETE FROM studies")
    library.database.checkpoint()

    assert compact(library.database) > 50_000
    assert library.database.is_sound()
