"""What came one after the other in one library does so in the next."""

from dataclasses import replace
from datetime import timedelta

from tests.library_builders import a_job, a_run
from tests.package_builders import NOW, a_home, a_study_in, newcomer
from viewer.domain.job import JobState
from viewer.domain.references import SeriesReference
from viewer.export.study_package_taking import import_study

STACK = SeriesReference("1.2.9", "1.2.9.1")


def test_jobs_and_runs_are_taken_in_by_their_age_and_not_by_their_names(tmp_path) -> None:
    here, there = a_home(tmp_path / "here"), a_home(tmp_path / "there")
    series = a_study_in(here).description
    answer = here.library.blobs.put(b"{}")
    for hours, uid in ((1, "z"), (2, "m"), (3, "a")):
        at = NOW + timedelta(hours=hours)
        job = replace(a_job(series=series.reference), uid=uid, created=at)
        here.library.jobs.add(job, series, uid)
        here.library.jobs.save(replace(job, state=JobState.DONE, answer_hash=answer))
        run = a_run(series=series.reference, answer_hash=answer)
        here.library.runs.add(replace(run, uid=uid, started=at, finished=at))

    import_study(there.library, here.package(), newcomer)

    runs = there.library.runs.for_series(STACK)
    jobs = there.library.jobs.of_study("1.2.9", "lung-nodule")
    for home in (here, there):
        home.library.close()
    assert [run.uid for run in runs][-3:] == ["z", "m", "a"]
    assert [job.uid for job in jobs][-3:] == ["z", "m", "a"]
