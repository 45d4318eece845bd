"""A job and a run as the library keeps them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.vendor_builders import SERIES_UID
from viewer.domain.job import Job
from viewer.domain.references import SeriesReference
from viewer.domain.result import RunState
from viewer.storage.runs import Run

NOW = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)


def a_job(**changes):
    job = Job(
        uid="job-1",
        endpoint="lung-nodule",
        series=SeriesReference("1.2.826.77", SERIES_UID, 2),
        service="local",
        created=NOW,
        input_hash="",
        source_paths=("/data/张 三/IM1",),
        parameters=(("Threshold", "0.55"),),
        title="Lung · 30",
    )
    return replace(job, **changes)


def a_run(**changes):
    run = Run(
        uid="job-1",
        endpoint="lung-nodule",
        series=a_job().series,
        state=RunState.DONE,
        service="local/0",
        started=NOW,
        finished=NOW + timedelta(seconds=7),
        fee=1,
        parameters=(("Threshold", "0.55"),),
    )
    return replace(run, **changes)
