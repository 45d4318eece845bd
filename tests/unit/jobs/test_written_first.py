"""Every state is on disk before the effect that needs it; every effect before the next state."""

import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from tests.fake_service import Breaking
from tests.job_builders import a_request, only_job, run_to_end, served, until_finished
from tests.vendor_builders import PLANTED_SECRETS, a_nodule, accepted, an_envelope, data, job_answer
from viewer.cli.main import run
from viewer.domain.job import FINAL, TRANSITIONS, JobState
from viewer.vendors import catalogue
from viewer.vendors.errors import UnknownOutcome
from viewer.vendors.gateway.medical import LUNG_NODULE


@pytest.fixture
def happened(library, service, monkeypatch):
    """What happened in which order: commits as states, calls as verbs."""
    events = []
    save, put, keep = library.jobs.save, library.blobs.put, library.receipts.keep
    put_file, save_file = library.blobs.put_file, library.result_files.save
    handle = service._handle

    def saved(job):
        kept = save(job)
        state = library.jobs.get(job.uid).state.value
        if not events or events[-1] != state:
            events.append(state)
        return kept

    async def called(request):
        verb = request.method
        if verb == "POST":
            verb = "poll" if request.url.path.endswith("/2477-2") else "submit"
        if events[-1] != verb:
            events.append(verb)
        return await handle(request)

    def noted(word, function):
        def call(*said):
            result = function(*said)
            events.append(word)
            return result

        return call

    deleted = library.jobs.uploads_deleted
    monkeypatch.setattr(library.jobs, "save", saved)
    monkeypatch.setattr(library.jobs, "uploads_deleted", noted("deletion kept", deleted))
    monkeypatch.setattr(library.blobs, "put", noted("answer kept", put))
    monkeypatch.setattr(library.blobs, "put_file", noted("file kept", put_file))
    monkeypatch.setattr(library.result_files, "save", noted("file row", save_file))
    monkeypatch.setattr(library.receipts, "keep", noted("receipt", keep))
    monkeypatch.setattr(service, "_handle", called)
    return events


def test_r041_each_state_is_written_before_it_is_acted_on(
    runner, stack, service, happened, monkeypatch
):
    endpoint = replace(LUNG_NODULE, link_fields=frozenset({"Mask"}))
    monkeypatch.setattr(catalogue, "ENDPOINTS", (endpoint,))
    result = data(a_nodule(ImageX="3", ImageY="2"), Mask="http://127.0.0.1:9/a")
    service.poll_script = [job_answer("PROCESS_SUCCESS", Result=json.dumps(result))]
    service.files = {"/a": [b"\x1f\x8b"]}

    run_to_end(runner, a_request(stack))

    assert happened == [
        *("prepared", "PUT", "receipt", "uploaded"),
        *("submitting", "submit", "waiting"),
        *("poll", "answer kept", "answered"),
        *("GET", "file kept", "file row"),
        *("done", "DELETE", "deletion kept"),
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.ReadTimeout("x"), ["submitting", "submit", "uncertain"]),
        (b"<html>", ["submitting", "submit", "answer kept", "uncertain"]),
        (
            an_envelope({"ret_code": 3, "remark": "no"}),
            ["submitting", "submit", "answer kept", "failed"],
        ),
    ],
    ids=["no answer", "garbled", "refused"],
)
def test_r041_how_a_submission_ends_badly_is_written_at_once(
    runner, stack, service, happened, answer, expected
):
    service.submit_script = [answer]

    async def act():
        await until_finished(runner, lambda: runner.start(a_request(stack)))

    served(runner, act)

    begin = happened.index("submitting")
    assert happened[begin : begin + len(expected)] == expected


def test_r025_between_two_tries_the_disk_says_that_nothing_is_on_its_way(
    runner, stack, service, happened
):
    service.submit_script = [httpx.Response(503), httpx.ConnectError("x")]

    run_to_end(runner, a_request(stack))

    begin, end = happened.index("submitting"), happened.index("waiting")
    assert happened[begin:end] == [
        *("submitting", "submit", "uploaded"),
        *("submitting", "submit", "uploaded"),
        *("submitting", "submit"),
    ]


def test_every_state_leads_to_an_end():
    for state in JobState:
        reachable, waiting = set(), [state]
        while waiting:
            for after in TRANSITIONS[waiting.pop()] - reachable:
                reachable.add(after)
                waiting.append(after)
        assert state is JobState.DONE or reachable & FINAL


HALF = accepted("REQ-00000001")[:-2]


@pytest.mark.parametrize(
    "answer",
    [
        HALF,
        Breaking(HALF),
        Breaking(HALF, httpx.ReadTimeout("x")),
        Breaking(HALF, httpx.RemoteProtocolError("x")),
    ],
    ids=["cut", "reset", "silence", "less than said"],
)
def test_f067_a_request_id_in_half_a_body_is_taken_and_the_body_kept(
    runner, library, stack, service, answer
):
    service.submit_script = [answer]

    job = run_to_end(runner, a_request(stack))

    assert (job.state, job.request_id) == (JobState.DONE, "REQ-00000001")
    assert library.blobs.get(job.evidence_hash) == HALF
    assert len(service.submissions) == 1


def test_f067_a_request_id_that_is_cut_itself_is_not_guessed(runner, library, stack, service):
    whole = accepted("REQ-00000001")
    half = whole[: whole.index(b"00000001") + 4]
    service.submit_script = [half]

    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    job = only_job(library)
    assert (job.state, job.request_id) == (JobState.UNCERTAIN, "")
    assert library.blobs.get(job.evidence_hash) == half


def test_r053_keys_that_an_answer_repeats_are_dots_wherever_it_is_kept(
    runner, library, stack, service
):
    secrets = " ".join(PLANTED_SECRETS)
    service.submit_script = [f"<html>bad request {secrets}</html>".encode()]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))
    evidence = library.blobs.get(only_job(library).evidence_hash)
    service.poll_script = [job_answer("PROCESS_FAILED", ErrorMessage=f"no {secrets}")]

    async def act():
        uid = only_job(library).uid
        return await until_finished(runner, lambda: runner.retry(uid))

    failed = served(runner, act)

    assert failed.state is JobState.FAILED
    answer = library.blobs.get(failed.answer_hash)
    for secret in PLANTED_SECRETS:
        assert secret.encode() not in evidence + answer
        assert secret not in failed.failure
    assert evidence.count(b"....") == answer.count(b"....") == len(PLANTED_SECRETS)


def test_jobs_resume_tells_of_an_uncertain_job_and_does_not_send_it_again(
    runner, library, stack, service, capsys
):
    service.submit_script = [httpx.ReadTimeout("x")]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    status = run(["jobs", "resume"])

    said = capsys.readouterr()
    assert status == 5
    assert "127.0.0.1:9" in said.err
    assert "billed" in said.err
    assert "uncertain" in said.out
    assert only_job(library).state is JobState.UNCERTAIN
    assert len(service.submissions) == 1


def test_what_a_finished_run_found_is_listed_over_the_library(runner, library, stack):
    job = run_to_end(runner, a_request(stack))

    rows = library.database.read("SELECT run_uid, kind, decision FROM findings")
    assert [row[0] for row in rows] == [job.uid]


def test_the_loop_goes_on_while_an_answer_is_read(runner, library, stack, monkeypatch):
    """Reading an answer takes long here; the loop goes on meanwhile."""
    import time

    from viewer.jobs import finishing

    read = finishing.read_kept

    def slow(*said):
        time.sleep(0.3)
        return read(*said)

    monkeypatch.setattr(finishing, "read_kept", slow)
    late = []

    async def act():
        async def beat():
            while True:
                begun = time.monotonic()
                await asyncio.sleep(0.01)
                late.append(time.monotonic() - begun)

        beating = asyncio.get_running_loop().create_task(beat())
        await until_finished(runner, lambda: runner.start(a_request(stack)))
        beating.cancel()

    served(runner, act)

    assert max(late) < 0.2
