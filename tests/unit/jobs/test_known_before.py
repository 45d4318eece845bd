"""The same input twice: asked about before, said after, and never paid for twice by chance."""

import asyncio
from datetime import timedelta

import pytest

from tests.job_builders import (
    a_request,
    idle,
    only_job,
    resumed,
    run_to_end,
    served,
    until_finished,
)
from tests.vendor_builders import an_envelope, job_answer
from viewer.domain.job import JobState
from viewer.foundation.errors import WrongUsage
from viewer.imaging.scan import scan
from viewer.vendors.errors import JobFailed, Refused


class PowerCut(BaseException):
    """The process ends here."""


def run_all(runner, *requests):
    async def main():
        try:
            return [await runner.run_to_end(request) for request in requests]
        finally:
            await runner.aclose()

    return asyncio.run(main())


def test_what_was_analysed_before_is_told_with_its_time(runner, stack, clock):
    assert runner.analysed_before(a_request(stack)) is None

    job = run_to_end(runner, a_request(stack))
    clock.seconds += 3600
    known = runner.analysed_before(a_request(stack))

    assert known.uid == job.uid
    assert clock.now() - known.changed >= timedelta(hours=1)
    assert runner.analysed_before(a_request(stack, parameters={"Threshold": "0.3"})) is None
    assert runner.analysed_before(a_request(stack, service="api.example.com")) is None


def test_asking_what_was_analysed_before_checks_parameters(runner, stack):
    with pytest.raises(WrongUsage):
        runner.analysed_before(a_request(stack, parameters={"Threshold": "7"}))


def test_a_copy_of_a_series_is_known_by_its_content_and_that_is_said(
    runner, library, stack, folder, service, tmp_path
):
    """The same images in other files: another intention, but the same input."""
    said = []
    runner.same_found.connect(said.append)
    changed = stack.description.reference
    first = run_to_end(runner, a_request(stack))
    library.database.write("UPDATE jobs SET intent_key='another'")

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    second = served(runner, act)

    assert second.uid == first.uid
    assert [(each.earlier.uid, each.wanted.series) for each in said] == [(first.uid, changed)]
    assert len(service.submissions) == 1
    assert only_job(library).uid == first.uid


def test_a_rerun_that_was_killed_early_is_still_a_rerun(
    runner, library, stack, service, clock, folder
):
    run_to_end(runner, a_request(stack))
    again = runner.admit(a_request(stack, is_rerun=True))

    assert library.jobs.get(again.uid).is_rerun
    done = resumed(library, service, clock, uid=again.uid)

    assert (done.uid, done.state) == (again.uid, JobState.DONE)
    assert len(service.submissions) == 2


def test_a_job_whose_poll_was_refused_is_asked_for_and_not_submitted_anew(
    runner, library, stack, service
):
    service.poll_script = [an_envelope({"ret_code": 5, "remark": "quota"})]
    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))
    failed = only_job(library)
    assert (failed.state, failed.request_id) == (JobState.FAILED, "REQ-00000001")

    (done,) = run_all(runner, a_request(stack))

    assert (done.uid, done.state) == (failed.uid, JobState.DONE)
    assert len(service.submissions) == 1


def test_a_cancelled_job_that_was_accepted_goes_on_when_it_is_wanted_again(
    runner, library, stack, service
):
    service.poll_script = [job_answer("PROCESSING")] * 50
    service.on_poll = lambda: runner.cancel(only_job(library).uid)

    async def act():
        await until_finished(runner, lambda: runner.start(a_request(stack)))
        service.on_poll, service.poll_script = (lambda: None), []
        runner.start(a_request(stack))  # while its uploads are being deleted
        await idle(runner)
        await asyncio.sleep(0)
        await idle(runner)

    served(runner, act)

    assert only_job(library).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_job_that_failed_at_the_service_is_submitted_anew(runner, library, stack, service):
    service.poll_script = [job_answer("PROCESS_FAILED", ErrorCode="E1", ErrorMessage="no")]
    with pytest.raises(JobFailed):
        run_to_end(runner, a_request(stack))

    (done,) = run_all(runner, a_request(stack))

    assert done.state is JobState.DONE
    assert len(service.submissions) == 2


def test_a_rerun_is_submitted_although_another_one_could_be_asked_for(
    runner, library, stack, service
):
    service.poll_script = [an_envelope({"ret_code": 5, "remark": "quota"})]
    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))

    (done,) = run_all(runner, a_request(stack, is_rerun=True))

    assert done.state is JobState.DONE
    assert len(service.submissions) == 2


def test_fees_are_summed_by_service(runner, library, stack):
    run_all(
        runner,
        a_request(stack, parameters={"Threshold": "0.1"}),
        a_request(stack, parameters={"Threshold": "0.2"}),
    )
    library.database.write(
        "UPDATE jobs SET service='api.example.com', fee=5 WHERE rowid=(SELECT max(rowid) FROM jobs)"
    )

    assert [(f.service, f.jobs, f.fee) for f in library.jobs.fees()] == [
        ("api.example.com", 1, 5),
        ("local", 1, 1),
    ]
    assert library.jobs.total_fee() == 6


def test_a_receipt_says_what_was_sent_and_what_was_not(runner, library, stack, service):
    job = run_to_end(runner, a_request(stack))
    receipt = library.receipts.get(job.uid)

    (content,) = service.uploaded.values()
    (file,) = receipt.files
    assert (receipt.host, receipt.store, receipt.strategy) == ("127.0.0.1:9",) * 2 + ("archive",)
    assert (file.name, file.size, receipt.size) == ("series.zip", len(content), len(content))
    assert (receipt.images, receipt.removed) == (20, ("person", "circumstances", "times-and-uids"))
    assert receipt.begun <= receipt.uploaded
    assert library.receipts.get("another") is None


def test_a_receipts_checksums_are_those_of_what_arrived(runner, library, stack, service):
    import hashlib

    from viewer.storage.settings import SERIES_STRATEGY

    library.settings.set(SERIES_STRATEGY, "manifest")
    job = run_to_end(runner, a_request(stack))

    arrived = {key.split("/")[-1]: content for key, content in service.uploaded.items()}
    said = {file.name: file.sha256 for file in library.receipts.get(job.uid).files}
    assert said == {name: hashlib.sha256(c).hexdigest() for name, c in arrived.items()}
    assert len(said) == 21


def test_the_same_series_scanned_anew_is_the_same_intention(runner, stack, folder):
    run_to_end(runner, a_request(stack))

    assert runner.analysed_before(a_request(scan([folder]).stacks[0])) is not None
