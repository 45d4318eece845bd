"""Jobs of the dental service: one call with the picture in it, and never two by themselves."""

import json
import logging

import httpx
import pytest
from PIL import Image

from tests.fake_dental import PLACE, TOKEN, FakeDental, an_answer
from tests.fake_service import Breaking
from tests.job_builders import (
    a_request,
    idle,
    only_job,
    resumed,
    run_to_end,
    served,
    until_finished,
)
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.foundation import killpoints
from viewer.foundation.errors import ServiceUnavailable
from viewer.foundation.killpoints import KillPoint
from viewer.imaging.scan import scan
from viewer.jobs.progress import Step
from viewer.jobs.runner import JobRunner
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.dental.endpoints import CEPHALOMETRIC, MOST_SIDE
from viewer.vendors.errors import DentalRefused, OtherPicture, UnknownOutcome, error_of

SECRET_NAME = "Quxplant-Jo-ceph"


@pytest.fixture
def service():
    return FakeDental()


@pytest.fixture
def folder(tmp_path):
    """A photograph that lies on its side: 60 × 90 px as stored, 90 × 60 upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = SECRET_NAME
    (tmp_path / "photos").mkdir()
    picture = Image.effect_noise((60, 90), 60).convert("RGB")
    picture.save(tmp_path / "photos" / f"{SECRET_NAME}.jpg", exif=exif)
    return tmp_path / "photos"


def wanted(stack, **changes):
    return a_request(stack, endpoint=CEPHALOMETRIC, **changes)


def refusal(code, words, status):
    document = {"success": False, "error": words, "error_code": code, "request_id": "r-1"}
    return httpx.Response(status, content=json.dumps(document).encode())


def test_a_picture_is_sent_in_the_call_that_answers_and_what_was_found_is_kept(
    runner, library, stack, service
):
    states = []
    runner.changed.connect(lambda job: states.append(job.state))

    job = run_to_end(runner, wanted(stack))

    (finding,) = library.runs.result(job.uid).findings
    assert tuple(finding.placement.region.point) == PLACE
    assert library.runs.raw_answer(job.uid) == an_answer()
    assert states == [
        JobState.INTENDED,
        JobState.PREPARED,
        JobState.UPLOADED,
        JobState.SUBMITTING,
        JobState.ANSWERED,
        JobState.DONE,
    ]


def test_what_is_sent_is_upright_and_says_nothing_of_the_file(
    runner, library, stack, service, caplog
):
    caplog.set_level(logging.DEBUG)
    job = run_to_end(runner, wanted(stack))

    (body,) = service.bodies
    assert SECRET_NAME.encode() not in body
    assert b"\x00\x00\x00\x5a\x00\x00\x00\x3c" in body  # IHDR: 90 × 60
    receipt = library.receipts.get(job.uid)
    (file,) = receipt.files
    assert (receipt.host, receipt.store, receipt.strategy) == ("127.0.0.1:9", "", "picture")
    assert file.name == "image.png"
    assert file.size < len(body)
    assert job.object_keys == ()
    assert TOKEN not in caplog.text
    assert SECRET_NAME not in caplog.text


@pytest.fixture
def large(tmp_path):
    """A picture that goes in many pieces."""
    path = tmp_path / "large.png"
    Image.effect_noise((900, 700), 90).save(path)
    (stack,) = scan([path]).stacks
    return stack


def test_how_much_of_the_picture_has_left_is_shown_and_then_that_it_is_worked_on(
    runner, service, large
):
    service.script = [an_answer(900, 700)]
    told = []
    runner.progressed.connect(told.append)

    run_to_end(runner, wanted(large))

    submitting = [one for one in told if one.step is Step.SUBMIT]
    fractions = [one.fraction for one in submitting]
    assert (fractions[0], fractions[-1]) == (None, None)
    assert len(fractions) > 5
    assert fractions[1:-1] == sorted(fractions[1:-1])
    assert all(one.is_of(JobState.SUBMITTING) for one in submitting)
    assert submitting[1].bytes_total > 100_000


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ConnectError("x"),
        httpx.WriteError("x"),
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(503, content=b"<h1>503</h1>"),
    ],
    ids=str,
)
def test_r021_what_was_not_accepted_is_tried_again(runner, stack, service, fault):
    service.script = [fault]

    assert run_to_end(runner, wanted(stack)).state is JobState.DONE
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    "fault",
    [Breaking(b'{"succ'), httpx.Response(502, content=b"<h1>502</h1>"), an_answer()[:90]],
    ids=str,
)
def test_r022_what_may_have_been_accepted_is_never_sent_twice(
    runner, library, stack, service, fault
):
    service.script = [fault]

    with pytest.raises(UnknownOutcome):
        run_to_end(runner, wanted(stack))

    assert only_job(library).state is JobState.UNCERTAIN
    assert len(service.requests) == 1


def test_r039_a_refusal_is_a_run_that_failed_with_its_answer(runner, library, stack, service):
    service.script = [refusal("INVALID_IMAGE", "影像无法解码", 400)]

    with pytest.raises(DentalRefused):
        run_to_end(runner, wanted(stack))

    job = only_job(library)
    assert library.runs.get(job.uid).state is RunState.FAILED
    assert b"r-1" in library.runs.raw_answer(job.uid)
    assert error_of(job.failure).status == "INVALID_IMAGE"


def test_r039_an_answer_about_another_picture_is_kept_and_not_drawn(
    runner, library, stack, service
):
    service.script = [an_answer(60, 90), an_answer(400, 90)]
    turned = run_to_end(runner, wanted(stack))  # the pixels as stored: it can be turned
    assert library.runs.result(turned.uid).findings[0].placement.region.point != PLACE

    with pytest.raises(OtherPicture):
        run_to_end(runner, wanted(stack, is_rerun=True))

    failed = next(job for job in library.jobs.all() if job.uid != turned.uid)
    assert failed.state is JobState.FAILED
    assert library.runs.raw_answer(failed.uid) == an_answer(400, 90)


def test_a_kill_while_it_was_sent_leaves_the_question_to_a_person(
    runner, library, stack, service, clock
):
    job = runner.admit(wanted(stack))
    run_to_end(runner, wanted(stack))
    library.database.write("UPDATE jobs SET state='submitting' WHERE uid=?", (job.uid,))

    with pytest.raises(UnknownOutcome):
        resumed(library, service, clock, uid=job.uid)

    assert len(service.requests) == 1


def test_cancelling_while_the_picture_goes_ends_it_before_it_is_there(library, service, large):
    runner = JobRunner(library, service, make_transport=service.transport)

    async def act():
        def cancel():
            service.on_piece = lambda: None
            runner.cancel(only_job(library).uid)

        service.on_piece = cancel
        job = await until_finished(runner, lambda: runner.start(wanted(large)))
        await idle(runner)
        return job

    assert served(runner, act).state is JobState.CANCELLED
    assert service.bodies == []


def test_a_service_that_is_not_set_up_is_said(runner, library, folder, service):
    (stack,) = scan([folder]).stacks

    with pytest.raises(ServiceUnavailable):
        run_to_end(runner, a_request(stack, endpoint=endpoint_named("skin")))

    assert service.requests == []


def test_a_picture_that_is_larger_than_is_sent_has_its_places_where_they_are(
    runner, library, service, tmp_path
):
    path = tmp_path / "wide.png"
    Image.new("L", (MOST_SIDE * 2, 64), 90).save(path)
    (stack,) = scan([path]).stacks
    service.script = [an_answer(MOST_SIDE, 32)]

    job = run_to_end(runner, wanted(stack))

    (finding,) = library.runs.result(job.uid).findings
    assert tuple(finding.placement.region.point) == (PLACE[0] * 2, PLACE[1] * 2)
    assert library.runs.result(job.uid).notices == ()


class Killed(BaseException):
    """The process ends here."""


class KillsAt:
    """Ends the process at a moment, once."""

    def __init__(self, point):
        self.point = point

    def passed(self, point):
        if point is self.point:
            self.point = None
            raise Killed


SENT = (
    KillPoint.BEFORE_SUBMIT,
    KillPoint.MID_UPLOAD,
    KillPoint.AFTER_SUBMIT,
    KillPoint.ANSWER_IN_MEMORY,
)
"""Moments between saying that it is sent and knowing that it was answered."""


@pytest.mark.parametrize(
    "point",
    [
        KillPoint.AFTER_INTENT,
        KillPoint.MID_PACK,
        KillPoint.AFTER_UPLOAD,
        *SENT,
        KillPoint.REQUEST_ID_COMMITTED,
        KillPoint.PARSED,
    ],
)
def test_r041_a_dental_job_that_was_killed_is_finished_or_asked_about_and_sent_at_most_once(
    runner, library, stack, service, clock, monkeypatch, point
):
    monkeypatch.setattr(killpoints, "_FUSE", KillsAt(point))
    with pytest.raises(Killed):
        run_to_end(runner, wanted(stack))

    if point in SENT:
        with pytest.raises(UnknownOutcome):
            resumed(library, service, clock)
        assert only_job(library).state is JobState.UNCERTAIN
    else:
        job = resumed(library, service, clock)
        assert job.state is JobState.DONE
        assert tuple(library.runs.result(job.uid).findings[0].placement.region.point) == PLACE
    assert len(service.requests) <= 1
