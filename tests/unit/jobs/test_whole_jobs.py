"""A job from intention to result: what is sent, kept, placed and cleaned up."""

import io
import zipfile

import pydicom
import pytest

from tests.image_builders import write_series
from tests.job_builders import SLICES, a_request, only_job, run_to_end
from tests.vendor_builders import (
    PLANTED_SECRETS,
    a_nodule,
    success,
)
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.foundation.errors import WrongUsage
from viewer.imaging.scan import scan
from viewer.jobs.progress import Step
from viewer.storage.settings import DELETE_UPLOADS, SERIES_STRATEGY
from viewer.vendors.errors import (
    LimitBroken,
)
from viewer.vendors.limits import LimitKind


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

    steps = [step for step in Step if step not in {Step.QUEUED, Step.FETCH}]
    assert list(dict.fromkeys(p.step for p in told)) == steps
    last = [p for p in told if p.step is Step.UPLOAD][-1]
    assert (last.fraction, last.bytes_done) == (1.0, last.bytes_total)
    assert [p.detail for p in told if p.step is Step.WAIT] == ["", "QUEUING"]


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


def test_r053_no_secret_and_no_patient_is_in_any_file_that_is_kept(runner, library, stack):
    run_to_end(runner, a_request(stack))

    kept = [path for path in library.folders.data.rglob("*") if path.is_file()]
    content = {path.name: path.read_bytes() for path in kept}
    assert len(content) >= 2
    for secret in PLANTED_SECRETS:
        assert not [name for name, text in content.items() if secret.encode() in text]
    others = {name: text for name, text in content.items() if not name.startswith("library.sqlite")}
    assert not [name for name, text in others.items() if b"Quxplant" in text]
