"""Jobs from intention to result, with everything that can come between."""

import asyncio
import io
import json
import shutil
import zipfile

import httpx
import pydicom
import pytest

from tests.fake_service import FakeClock, FakeService
from tests.image_builders import write_series
from tests.vendor_builders import (
    PLANTED_SECRETS,
    a_body,
    a_nodule,
    accepted,
    an_envelope,
    data,
    job_answer,
    success,
)
from viewer.domain.job import Job, JobState
from viewer.domain.result import RunState
from viewer.foundation.errors import Cancelled, CannotWrite, UnreadableImage, WrongUsage
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.progress import Step
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.storage.settings import DELETE_UPLOADS, SERIES_STRATEGY
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Garbled,
    GaveUp,
    Interrupted,
    JobFailed,
    LimitBroken,
    Refused,
    UnknownOutcome,
    Unreachable,
    error_of,
)
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.limits import LimitKind

SLICES = 20


@pytest.fixture
def folder(tmp_path):
    write_series(tmp_path / "series", slices=SLICES, patient_name="Quxplant^Jo")
    return tmp_path / "series"


@pytest.fixture
def stack(folder):
    return scan([folder]).stacks[0]


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def library():
    with open_library(Folders.from_environment()) as opened:
        opened.database.write("PRAGMA synchronous=OFF")  # power cuts are tested elsewhere
        yield opened


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def runner(library, service, clock):
    return JobRunner(library, service, clock, make_transport=service.transport)


def a_request(stack, **changes):
    return AnalysisRequest(**{"endpoint": LUNG_NODULE, "stack": stack, **changes})


def run_to_end(runner, request):
    async def main():
        try:
            return await runner.run_to_end(request)
        finally:
            await runner.aclose()

    return asyncio.run(main())


def resumed(library, service, clock, *, uid=None):
    """Do what a new process does: go on with what the library says."""
    again = JobRunner(library, service, clock, make_transport=service.transport)
    (job,) = library.jobs.all() if uid is None else (library.jobs.get(uid),)

    async def main():
        try:
            return await again.run_job(job.uid)
        finally:
            await again.aclose()

    return asyncio.run(main())


def only_job(library) -> Job:
    (job,) = library.jobs.all()
    return job


def test_a_job_goes_from_intention_to_result(runner, library, stack, service):
    states = []
    runner.changed.connect(lambda job: states.append(job.state))

    job = run_to_end(runner, a_request(stack))

    assert list(dict.fromkeys(states)) == [
        JobState.INTENDED,
        JobState.PREPARED,
        JobState.UPLOADED,
        JobState.SUBMITTING,
        JobState.WAITING,
        JobState.ANSWERED,
        JobState.DONE,
    ]
    assert library.jobs.get(job.uid) == job
    assert job.fee == 1
    assert library.runs.get(job.uid).state is RunState.DONE
    assert len(service.submissions) == 1


def test_the_answer_is_placed_on_the_image_that_was_meant(runner, library, stack, service):
    def answer_with_the_uid_of_slice_seven():
        (content,) = service.uploaded.values()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sent = pydicom.dcmread(io.BytesIO(archive.read("0008.dcm")))
        nodule = a_nodule(SOPInstanceUID=str(sent.SOPInstanceUID), ImageX="3", ImageY="2")
        service.poll_script = [success(nodule)]

    service.on_submit = answer_with_the_uid_of_slice_seven

    job = run_to_end(runner, a_request(stack))

    (finding,) = library.runs.result(job.uid).findings
    assert finding.placement.slice_index == 7
    expected = stack.description.instances[7].sop_instance_uid
    assert finding.placement.instance.sop_instance_uid == expected


def test_the_submission_has_the_documents_fields(runner, stack, service):
    run_to_end(runner, a_request(stack, parameters={"Threshold": "0.5"}))

    form = dict(service.submissions[0])
    assert set(form) == {"DataFormat", "OrgId", "OrgName", "URL", "Threshold", "ds_id"}
    assert (form["DataFormat"], form["Threshold"]) == ("DICOM", "0.50")
    assert form["ds_id"] == "planted-ds-id-0123456789"
    assert form["URL"].startswith("http://127.0.0.1:9/uploads/")
    assert len(form["URL"]) < 600
    assert service.queries[0] == "appKey=planted-app-key-0123456789"
    assert dict(service.polls[0]) == {"JobId": "REQ-00000001", "ds_id": form["ds_id"]}


def test_r050_what_is_uploaded_names_no_patient(runner, stack, service):
    run_to_end(runner, a_request(stack))

    (content,) = service.uploaded.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [archive.read(name) for name in archive.namelist()]
    assert len(files) == SLICES
    assert not any(b"Quxplant" in file for file in files)
    assert b"series" not in b"".join(name.encode() for name in archive.namelist())


def test_slices_are_sent_in_stack_order(runner, stack, service):
    run_to_end(runner, a_request(stack))

    (content,) = service.uploaded.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        heights = [
            float(pydicom.dcmread(io.BytesIO(archive.read(name))).ImagePositionPatient[2])
            for name in archive.namelist()
        ]
    assert heights == sorted(heights)


def test_the_request_id_is_on_disk_before_the_first_poll(runner, library, stack, service):
    seen = []
    service.on_poll = lambda: seen.append(only_job(library))

    run_to_end(runner, a_request(stack))

    assert (seen[0].state, seen[0].request_id) == (JobState.WAITING, "REQ-00000001")


def test_submitting_is_on_disk_before_anything_is_submitted(runner, library, stack, service):
    seen = []
    service.on_submit = lambda: seen.append(only_job(library).state)

    run_to_end(runner, a_request(stack))

    assert seen == [JobState.SUBMITTING]


def test_uploads_and_prepared_files_are_gone_when_the_result_is_in(runner, library, stack, service):
    job = run_to_end(runner, a_request(stack))

    assert service.uploaded
    assert service.objects == {}
    assert job.object_keys == ()
    assert not list((library.folders.cache / "outgoing").iterdir())


def test_uploads_stay_where_that_is_wished(runner, library, stack, service):
    library.settings.set(DELETE_UPLOADS, False)

    run_to_end(runner, a_request(stack))

    assert len(service.objects) == 1


def test_progress_is_told_step_by_step(runner, stack):
    told = []
    runner.progressed.connect(told.append)

    run_to_end(runner, a_request(stack))

    assert list(dict.fromkeys(p.step for p in told)) == list(Step)
    assert max(p.fraction for p in told if p.step is Step.UPLOAD) == 1.0
    assert [p.detail for p in told if p.step is Step.WAIT] == ["QUEUING"]


# what may be repeated, and what must not


def test_r021_nothing_was_sent_so_it_is_tried_again(runner, stack, service):
    service.submit_script = [httpx.ConnectError("x"), httpx.ConnectTimeout("x")]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE


def test_r021_a_host_that_stays_away_is_said_and_may_be_retried(runner, library, stack, service):
    service.submit_script = [httpx.ConnectError("x")] * 9

    with pytest.raises(Unreachable) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.host == "127.0.0.1:9"
    assert only_job(library).state is JobState.FAILED
    assert type(error_of(only_job(library).failure)) is Unreachable
    assert library.runs.get(only_job(library).uid) is None


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ReadTimeout("x"),
        httpx.ReadError("x"),
        httpx.RemoteProtocolError("x"),
        httpx.WriteError("x"),
        httpx.Response(502, content=b"<html>bad gateway</html>"),
        httpx.Response(504),
        httpx.Response(500),
        b"",
        b"<html>",
        an_envelope(a_body(RequestId="")),
    ],
    ids=str,
)
def test_r022_after_that_the_outcome_is_unknown_and_nothing_is_repeated(
    runner, library, stack, service, fault
):
    service.submit_script = [fault]

    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    assert len(service.submissions) == 1
    assert only_job(library).state is JobState.UNCERTAIN
    assert service.objects, "the service may still be reading them"


def test_r022_an_uncertain_job_is_not_resumed_by_itself(runner, library, stack, service, clock):
    service.submit_script = [httpx.ReadTimeout("x")]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    assert library.jobs.resumable() == ()
    with pytest.raises(UnknownOutcome):
        resumed(library, service, clock)
    assert len(service.submissions) == 1


def test_an_uncertain_job_is_submitted_again_when_a_person_says_so(
    runner, library, stack, service, clock
):
    service.submit_script = [httpx.ReadTimeout("x")]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 2


def test_a_request_id_in_a_broken_answer_is_taken(runner, stack, service):
    service.submit_script = [accepted("REQ-00000001")[:-1]]

    assert run_to_end(runner, a_request(stack)).request_id == "REQ-00000001"
    assert len(service.submissions) == 1


def test_r025_a_busy_service_is_waited_for_as_long_as_it_asks(runner, stack, service, clock):
    service.submit_script = [httpx.Response(503, headers={"Retry-After": "17"})]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert 17.0 in clock.slept


def test_r025_an_absurd_wait_is_cut(runner, stack, service, clock):
    service.submit_script = [httpx.Response(429, headers={"Retry-After": "86400"})]

    run_to_end(runner, a_request(stack))

    assert max(clock.slept) == 120.0


def test_r025_a_service_that_stays_busy_is_said(runner, stack, service):
    service.submit_script = [httpx.Response(429)] * 9

    with pytest.raises(Busy):
        run_to_end(runner, a_request(stack))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (an_envelope({"ret_code": "7", "remark": "切片太少"}), Refused),
        (an_envelope({}, code=-1, error="余额不足"), Refused),
        (an_envelope({}, code=-1002, error="appKey错误"), BadCredentials),
        (httpx.Response(403, content=b"no"), BadCredentials),
        (httpx.Response(413, content=b"<html><b>too large</b>"), Refused),
        (httpx.Response(302, headers={"Location": "http://login.example"}), Refused),
    ],
)
def test_r028_a_refusal_is_final_and_in_the_services_words(
    runner, library, stack, service, answer, error
):
    service.submit_script = [answer]

    with pytest.raises(error):
        run_to_end(runner, a_request(stack))

    job = only_job(library)
    assert job.state is JobState.FAILED
    assert library.runs.get(job.uid).state is RunState.FAILED
    assert len(service.submissions) == 1
    assert service.objects == {}


def test_r026_a_page_of_html_is_shown_as_text(runner, stack, service):
    service.submit_script = [httpx.Response(413, content=b"<html><b>too</b> large</html>")]

    with pytest.raises(Refused) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.remark == "too large"


def test_r053_a_service_that_repeats_our_keys_does_not_make_us_keep_them(
    runner, library, stack, service
):
    service.submit_script = [an_envelope({}, code=-1, error=f"bad appKey {PLANTED_SECRETS[0]}")]

    with pytest.raises(BadCredentials) as caught:
        run_to_end(runner, a_request(stack))

    assert PLANTED_SECRETS[0] not in str(caught.value)
    assert PLANTED_SECRETS[0] not in only_job(library).failure


def test_an_answer_at_once_needs_no_poll(runner, stack, service):
    service.submit_script = [an_envelope(a_body(Data=data(a_nodule(ImageX="3", ImageY="2"))))]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert service.polls == []


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        httpx.RemoteProtocolError("x"),
        httpx.Response(502),
        httpx.Response(503),
        b"<html>",
    ],
    ids=str,
)
def test_r023_a_poll_is_repeated(runner, stack, service, fault):
    service.poll_script = [fault, job_answer("PROCESSING"), fault]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (httpx.ConnectError("x"), Unreachable),
        (httpx.Response(502), Interrupted),
        (httpx.Response(401), BadCredentials),
        (an_envelope({}, code=-1, error="ds_id 无效"), BadCredentials),
    ],
    ids=str,
)
def test_r034_a_job_that_cannot_be_asked_for_is_kept_until_it_can(
    runner, library, stack, service, clock, fault, error
):
    service.poll_script = [fault] * 30
    with pytest.raises(error):
        run_to_end(runner, a_request(stack))
    paused = only_job(library)
    assert (paused.state, paused.request_id) == (JobState.WAITING, "REQ-00000001")
    assert type(error_of(paused.failure)) is error

    service.poll_script = []
    done = resumed(library, service, clock)

    assert (done.state, done.failure) == (JobState.DONE, "")
    assert len(service.submissions) == 1


def test_r042_a_full_disk_at_the_answer_does_not_lose_it(
    runner, library, stack, service, clock, monkeypatch
):
    def full(content):
        raise CannotWrite("answer", "no space")

    with monkeypatch.context() as patched:
        patched.setattr(library.blobs, "put", full)
        with pytest.raises(CannotWrite):
            run_to_end(runner, a_request(stack))
    assert only_job(library).state is JobState.WAITING

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_job_that_was_accepted_is_asked_for_again_not_submitted_again(
    runner, library, stack, service, clock
):
    service.poll_script = [an_envelope({"ret_code": 9, "remark": "访问过于频繁"})]
    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_job_that_the_service_could_not_do_is_submitted_again_when_asked(
    runner, library, stack, service, clock
):
    service.poll_script = [job_answer("PROCESS_FAILED")]
    with pytest.raises(JobFailed):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 2


def test_an_embedded_service_that_went_away_is_started_again(runner, stack, service):
    service.poll_script = [httpx.ConnectError("x")] * 6

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1


def test_r032_a_job_that_queues_for_ever_is_given_up_and_kept(runner, library, stack, service):
    service.poll_script = [job_answer("QUEUING")] * 100_000

    with pytest.raises(GaveUp):
        run_to_end(runner, a_request(stack))

    assert only_job(library).request_id == "REQ-00000001"
    assert only_job(library).state is JobState.WAITING
    assert len(service.polls) < 2000


@pytest.mark.parametrize("status", ["PROCESS_FAILED", "TIMEOUT_FAILED", "LIMIT_RETRY_FAILED"])
def test_r032_a_final_failure_is_a_failed_run(runner, library, stack, service, status):
    service.poll_script = [job_answer(status, ErrorCode="E5", ErrorMessage="no lung")]

    with pytest.raises(JobFailed) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.facts == (status, "E5", "no lung")
    run = library.runs.get(only_job(library).uid)
    assert run.state is RunState.FAILED
    assert library.runs.result(run.uid).failure == f"{status} · E5 · no lung"


@pytest.mark.parametrize(
    "answer",
    [
        job_answer("PROCESS_SUCCESS", Result="not json"),
        job_answer("WONDERING"),
        success(a_nodule(), job_id="REQ-ANOTHER"),
    ],
    ids=["no JSON", "unknown status", "another job"],
)
def test_r032_nonsense_is_asked_for_again_and_then_said(runner, library, stack, service, answer):
    service.poll_script = [answer] * 3

    with pytest.raises(Garbled):
        run_to_end(runner, a_request(stack))

    assert len(service.polls) == 3
    assert only_job(library).state is JobState.FAILED


def test_r027_an_answer_that_is_not_understood_is_kept(runner, library, stack, service):
    answer = job_answer("PROCESS_SUCCESS", Result=json.dumps({"Series": []}))
    service.poll_script = [answer]

    with pytest.raises(Garbled):
        run_to_end(runner, a_request(stack))

    uid = only_job(library).uid
    assert library.runs.get(uid).state is RunState.FAILED
    assert library.runs.raw_answer(uid) == answer


def test_r037_an_interrupted_upload_is_repeated_from_its_beginning(runner, stack, service):
    service.put_script = [httpx.ReadError("x"), httpx.Response(503), httpx.Response(500)]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE


def test_r037_a_bucket_that_refuses_is_said_and_nothing_is_submitted(runner, stack, service):
    body = b"<Error><Code>QuotaExceeded</Code></Error>"
    service.put_script = [httpx.Response(507, content=body)]

    with pytest.raises(Refused) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.remark == "QuotaExceeded"
    assert service.submissions == []


# the same input


def test_r040_the_same_input_is_analysed_once(runner, library, stack, service):
    async def main():
        first = await runner.run_to_end(a_request(stack))
        second = await runner.run_to_end(a_request(stack))
        await runner.aclose()
        return first, second

    first, second = asyncio.run(main())

    assert first.uid == second.uid
    assert len(service.submissions) == 1
    assert only_job(library) == first


def test_r040_two_clicks_are_one_submission(runner, stack, service):
    async def main():
        serving = asyncio.get_running_loop().create_task(runner.serve())
        await asyncio.sleep(0)
        jobs = {runner.start(a_request(stack)).uid for _ in range(2)}
        finished = asyncio.get_running_loop().create_future()
        runner.finished.connect(lambda job: finished.done() or finished.set_result(job))
        await finished
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return jobs

    assert len(asyncio.run(main())) == 1
    assert len(service.submissions) == 1


def test_another_threshold_is_another_input(runner, library, stack, service):
    async def main():
        await runner.run_to_end(a_request(stack))
        await runner.run_to_end(a_request(stack, parameters={"Threshold": "0.3"}))
        await runner.aclose()

    asyncio.run(main())

    assert len(service.submissions) == 2


def test_running_again_is_a_submission_of_its_own(runner, library, stack, service):
    async def main():
        await runner.run_to_end(a_request(stack))
        again = await runner.run_to_end(a_request(stack, is_rerun=True))
        await runner.aclose()
        return again

    again = asyncio.run(main())

    assert len(service.submissions) == 2
    assert len(library.runs.for_series(again.series)) == 2


def test_changed_pixels_are_another_input(runner, stack, service, folder):
    async def main():
        await runner.run_to_end(a_request(stack))
        for path in folder.iterdir():
            content = path.read_bytes()
            path.write_bytes(content[:-2] + b"\x01\x7f")
        await runner.run_to_end(a_request(scan([folder]).stacks[0]))
        await runner.aclose()

    asyncio.run(main())

    assert len(service.submissions) == 2


# after a restart


class PowerCut(BaseException):
    """The process ends here."""


def killed_at(runner, library, stack, state):
    """Run until that state is on disk, then stop as a killed process does."""
    save = library.jobs.save

    def dying(job):
        save(job)
        if job.state is state:
            raise PowerCut
        return job

    library.jobs.save = dying
    try:
        with pytest.raises(PowerCut):
            run_to_end(runner, a_request(stack))
    finally:
        library.jobs.save = save


@pytest.mark.parametrize(
    "state", [JobState.PREPARED, JobState.UPLOADED, JobState.WAITING, JobState.ANSWERED]
)
def test_r041_a_killed_job_goes_on_where_it_was(runner, library, stack, service, clock, state):
    killed_at(runner, library, stack, state)
    assert only_job(library).state is state

    done = resumed(library, service, clock)

    assert done.state is JobState.DONE
    assert len(service.submissions) == 1
    assert len(library.runs.result(done.uid).findings) == 1


def test_r041_killed_while_submitting_is_uncertain(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.SUBMITTING)

    with pytest.raises(UnknownOutcome):
        resumed(library, service, clock)

    assert service.submissions == []
    assert only_job(library).state is JobState.UNCERTAIN


def test_prepared_files_that_are_gone_are_made_again(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.PREPARED)
    shutil.rmtree(library.folders.cache)

    assert resumed(library, service, clock).state is JobState.DONE


def test_images_that_are_gone_are_said(runner, library, stack, service, clock, folder):
    job = runner.admit(a_request(stack))
    shutil.rmtree(folder)

    with pytest.raises(UnreadableImage):
        resumed(library, service, clock, uid=job.uid)

    assert only_job(library).state is JobState.FAILED


def test_images_are_found_again_where_they_were(runner, library, stack, service, clock):
    job = runner.admit(a_request(stack))

    assert resumed(library, service, clock, uid=job.uid).state is JobState.DONE


def test_everything_left_is_resumed_at_once(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.WAITING)
    again = JobRunner(library, service, clock, make_transport=service.transport)

    async def main():
        finished = asyncio.get_running_loop().create_future()
        again.finished.connect(finished.set_result)
        assert [job.state for job in again.resume_all()] == [JobState.WAITING]
        serving = asyncio.get_running_loop().create_task(again.serve())
        job = await finished
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return job

    assert asyncio.run(main()).state is JobState.DONE


def test_r044_a_job_that_another_process_runs_is_left_to_it(runner, library, stack, service):
    job = runner.admit(a_request(stack))
    other = library.job_lock(job.uid)
    other.acquire()

    async def main():
        waiting = asyncio.get_running_loop().create_task(runner.run_job(job.uid))
        for _ in range(20):
            await asyncio.sleep(0)
        assert service.submissions == []
        other.release()
        done = await waiting
        await runner.aclose()
        return done

    assert asyncio.run(main()).state is JobState.DONE
    assert len(service.submissions) == 1


# cancelling


def served(runner, act):
    """Serve while `act` goes on."""

    async def main():
        serving = asyncio.get_running_loop().create_task(runner.serve())
        await asyncio.sleep(0)
        try:
            return await act()
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    return asyncio.run(main())


async def until_finished(runner, act):
    finished = asyncio.get_running_loop().create_future()
    runner.finished.connect(lambda job: finished.done() or finished.set_result(job))
    act()
    return await finished


def test_a_waiting_job_is_cancelled_and_can_be_fetched_later(
    runner, library, stack, service, clock
):
    service.poll_script = [job_answer("PROCESSING")] * 50
    service.on_poll = lambda: runner.cancel(only_job(library).uid)

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    assert served(runner, act).state is JobState.CANCELLED
    service.on_poll, service.poll_script = (lambda: None), []
    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_what_is_being_submitted_is_cancelled_once_its_fate_is_known(
    runner, library, stack, service
):
    service.on_submit = lambda: runner.cancel(only_job(library).uid)

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    job = served(runner, act)

    assert (job.state, job.request_id) == (JobState.CANCELLED, "REQ-00000001")
    assert service.polls == []


def test_a_job_that_has_not_begun_is_cancelled_at_once(runner, library, stack, service):
    job = runner.start(a_request(stack))

    runner.cancel(job.uid)

    assert only_job(library).state is JobState.CANCELLED
    with pytest.raises(Cancelled):
        asyncio.run(runner.run_job(job.uid))


def test_closing_leaves_a_job_where_it_is(runner, library, stack, service, clock):
    polled = asyncio.Event()
    service.poll_script = [job_answer("PROCESSING")] * 10_000
    service.on_poll = polled.set

    async def act():
        runner.start(a_request(stack))
        await polled.wait()

    served(runner, act)

    assert only_job(library).state is JobState.WAITING
    service.poll_script = []
    assert resumed(library, service, clock).state is JobState.DONE


def test_a_bug_in_one_job_does_not_end_the_others(runner, library, stack, service, caplog):
    calls = []

    def break_once():
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError

    service.on_submit = break_once

    async def act():
        first = await until_finished(runner, lambda: runner.start(a_request(stack)))
        other = a_request(stack, parameters={"Threshold": "0.2"})
        second = await until_finished(runner, lambda: runner.start(other))
        return first.state, second.state

    states = served(runner, act)

    assert states == (JobState.FAILED, JobState.DONE)
    assert "broke" in caplog.text


# pre-flight and the four ways


def test_limits_are_checked_before_anything_is_sent(runner, library, tmp_path, service):
    write_series(tmp_path / "short", slices=19)

    with pytest.raises(LimitBroken) as caught:
        run_to_end(runner, a_request(scan([tmp_path / "short"]).stacks[0]))

    assert [p.kind for p in caught.value.problems] == [LimitKind.TOO_FEW_SLICES]
    assert service.uploaded == {}
    assert library.runs.get(only_job(library).uid) is None


def test_a_slice_cut_in_its_pixels_is_not_sent(runner, stack, folder, service):
    path = sorted(folder.iterdir())[4]
    path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(LimitBroken) as caught:
        run_to_end(runner, a_request(scan([folder]).stacks[0]))

    assert caught.value.problems[0].kind is LimitKind.PIXELS_MISSING
    assert service.uploaded == {}


def test_a_wrong_parameter_makes_no_job(runner, library, stack):
    with pytest.raises(WrongUsage):
        runner.start(a_request(stack, parameters={"Threshold": "7"}))

    assert library.jobs.all() == ()


def test_repeat_gives_the_field_once_a_slice(runner, library, stack, service):
    library.settings.set(SERIES_STRATEGY, "repeat")

    run_to_end(runner, a_request(stack))

    addresses = [value for name, value in service.submissions[0] if name == "URL"]
    assert len(addresses) == len(service.uploaded) == SLICES
    assert [a.split("?")[0][-8:] for a in addresses[:2]] == ["0001.dcm", "0002.dcm"]


def test_manifest_gives_the_address_of_a_list_of_addresses(runner, library, stack, service):
    library.settings.set(SERIES_STRATEGY, "manifest")

    run_to_end(runner, a_request(stack))

    (address,) = [value for name, value in service.submissions[0] if name == "URL"]
    key = address.split("?")[0].split("/uploads/")[1]
    lines = service.uploaded[key].decode("ascii").splitlines()
    assert len(lines) == SLICES
    assert all(line.split("?")[0].split("/uploads/")[1] in service.uploaded for line in lines)


def test_multiframe_gives_one_file(runner, library, stack, service):
    library.settings.set(SERIES_STRATEGY, "multiframe")

    run_to_end(runner, a_request(stack))

    (content,) = service.uploaded.values()
    assert pydicom.dcmread(io.BytesIO(content)).NumberOfFrames == SLICES
