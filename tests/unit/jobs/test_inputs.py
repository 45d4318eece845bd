"""Jobs of several inputs, of one image, of a picture, of a volume, of nothing but words."""

import gzip
import io
import json
import shutil
import zipfile

import httpx
import numpy as np
import pydicom
import pytest
from PIL import Image

from tests.image_builders import png_bytes, write_series
from tests.job_builders import a_request, only_job, resumed, run_to_end
from tests.nifti_builders import write_nifti
from tests.unit.jobs.test_resuming import killed_at
from tests.vendor_builders import a_body, an_envelope, job_answer
from viewer.domain.job import JobState
from viewer.domain.part import FileRole
from viewer.domain.result import RunState
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.scan import scan
from viewer.jobs.inputs import form_for
from viewer.jobs.request import OtherInput, nothing_shown
from viewer.storage.result_files import FileState
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.errors import LimitBroken, NoMethod
from viewer.vendors.gateway.endpoint import SentForm, SlotName
from viewer.vendors.limits import LimitKind

HERE = "http://127.0.0.1:9"
STUDY = "2.25.1"


def stack_in(folder, **options):
    write_series(folder, **{"study_uid": STUDY, **options})
    (stack,) = scan([folder]).stacks
    return stack


@pytest.fixture
def current(tmp_path):
    return stack_in(tmp_path / "current", slices=8)


@pytest.fixture
def prior(tmp_path):
    return stack_in(tmp_path / "prior", slices=9, origin=(0.0, 0.0, 50.0))


def a_registration(current, prior, **changes):
    floating = OtherInput(slot=SlotName.FLOATING, stack=prior)
    return a_request(
        current, endpoint=endpoint_named("ct-registration"), others=(floating,), **changes
    )


def said(service, field):
    return [value for name, value in service.submissions[-1] if name == field]


def uploaded(service, address):
    path = httpx.URL(address).path
    return service.uploaded[path.removeprefix("/uploads/")]


def answered(data):
    return an_envelope(a_body(Data=data))


def registered(result="a"):
    links = [{"DUrl": f"{HERE}/{result}.tar.gz", "NUrl": f"{HERE}/{result}.nii.gz"}]
    return job_answer("PROCESS_SUCCESS", Result=json.dumps(links))


def test_two_series_go_each_to_its_own_field(runner, library, current, prior, service):
    service.poll_script = [registered()]
    service.files = {f"/a{end}": [gzip.compress(b"x")] for end in (".tar.gz", ".nii.gz")}

    job = run_to_end(runner, a_registration(current, prior))

    assert job.state is JobState.DONE
    (reference,), (floating,) = said(service, "ReferenceURL"), said(service, "FloatingURL")
    counts = []
    for address in (reference, floating):
        with zipfile.ZipFile(io.BytesIO(uploaded(service, address))) as archive:
            counts.append(len(archive.namelist()))
    assert counts == [8, 9]
    assert said(service, "DataSourceType") == ["HTTP_FILES"]
    assert not service.objects  # both are deleted again
    receipt = library.receipts.get(job.uid)
    assert [file.name for file in receipt.files] == ["series.zip", "1-floating/series.zip"]
    assert receipt.images == 17


def test_both_files_of_a_registration_are_kept_and_named(runner, library, current, prior, service):
    service.poll_script = [registered()]
    volume, slices = gzip.compress(b"volume"), gzip.compress(b"slices")
    service.files = {"/a.nii.gz": [volume], "/a.tar.gz": [slices]}

    job = run_to_end(runner, a_registration(current, prior))

    (part,) = library.runs.result(job.uid).parts
    files = {file.name: file for file in library.result_files.of_job(job.uid)}
    kept = {each.role: library.blobs.get(files[each.name].content_hash) for each in part.files}
    assert kept == {FileRole.REGISTERED_DICOM: slices, FileRole.REGISTERED_NIFTI: volume}
    assert {file.state for file in files.values()} == {FileState.FETCHED}


@pytest.mark.parametrize("state", [JobState.INTENDED, JobState.PREPARED, JobState.UPLOADED])
def test_after_a_restart_both_series_are_found_again(
    runner, library, current, prior, service, clock, tmp_path, state
):
    service.poll_script = [registered()]
    if state is not JobState.INTENDED:
        killed_at(runner, library, None, state, request=a_registration(current, prior))
    else:
        runner.admit(a_registration(current, prior))

    job = resumed(library, service, clock)

    assert job.state is JobState.DONE
    assert len(service.submissions) == 1
    assert len(said(service, "FloatingURL")) == len(said(service, "ReferenceURL")) == 1


def test_a_series_that_was_moved_meanwhile_is_found_where_the_library_saw_it(
    runner, library, current, prior, service, clock, tmp_path
):
    runner.admit(a_registration(current, prior))
    (tmp_path / "prior").rename(tmp_path / "archive")
    paths = tuple(str(path) for path in (tmp_path / "archive").iterdir())
    library.studies.paths_of = lambda reference: (
        paths if reference == prior.description.reference else ()
    )
    service.poll_script = [registered()]

    assert resumed(library, service, clock).state is JobState.DONE


def test_a_series_that_is_gone_stops_the_job_before_anything_is_sent(
    runner, library, current, prior, service, clock, tmp_path
):
    runner.admit(a_registration(current, prior))
    shutil.rmtree(tmp_path / "prior")

    with pytest.raises(UnreadableImage):
        resumed(library, service, clock)

    assert not service.submissions


def test_the_inputs_of_a_job_are_kept_as_they_were(runner, library, current, prior):
    runner.admit(a_registration(current, prior))

    (other,) = only_job(library).others
    assert other == OtherInput(slot=SlotName.FLOATING, stack=prior).kept()
    (series,) = library.jobs.other_series_of(only_job(library).uid)
    assert series.instances == prior.description.instances


def test_the_same_pair_the_other_way_round_is_another_input(runner, current, prior, service):
    service.poll_script = [registered(), registered()]
    first = run_to_end(runner, a_registration(current, prior))

    second = run_to_end(runner, a_registration(prior, current))

    assert first.uid != second.uid
    assert first.input_hash != second.input_hash


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"patient_id": "OTHER"}, LimitKind.OTHER_PATIENT),
        ({"slices": 7}, LimitKind.TOO_FEW_SLICES),
        ({"modality": "MR"}, LimitKind.WRONG_MODALITY),
    ],
)
def test_the_prior_series_is_held_against_its_own_limits(
    runner, current, tmp_path, service, changes, kind
):
    prior = stack_in(tmp_path / "prior", **{"slices": 9, **changes})

    with pytest.raises(LimitBroken) as caught:
        run_to_end(runner, a_registration(current, prior))

    assert [problem.kind for problem in caught.value.problems] == [kind]
    assert not service.uploaded


def test_a_series_is_not_registered_with_itself(runner, current):
    with pytest.raises(LimitBroken) as caught:
        run_to_end(runner, a_registration(current, current))

    assert caught.value.problems[0].kind is LimitKind.SAME_INPUT_TWICE


def test_without_the_prior_series_nothing_is_sent(runner, current, service):
    with pytest.raises(LimitBroken) as caught:
        run_to_end(runner, a_request(current, endpoint=endpoint_named("ct-registration")))

    assert caught.value.problems[0].kind is LimitKind.INPUT_MISSING
    assert not service.uploaded


@pytest.fixture
def films(tmp_path):
    """Two radiographs in one stack."""

    def edit(data, _index):
        del data.ImagePositionPatient, data.ImageOrientationPatient

    return stack_in(tmp_path / "films", slices=2, modality="DX", edit=edit, patient_name="Qux^Jo")


def test_of_several_radiographs_the_one_that_is_shown_is_sent_and_drawn_on(
    runner, library, films, service
):
    boxes = [{"Boxes": ["1", "1", "5", "4"], "Value": "0.9", "Tag": {"Label": "v2"}}]
    service.submit_script = [answered({"Fractures": boxes})]

    job = run_to_end(runner, a_request(films, endpoint=endpoint_named("hip-fracture"), frame=1))

    (address,) = said(service, "ImageUrl")
    content = uploaded(service, address)
    sent = pydicom.dcmread(io.BytesIO(content))
    assert sent.InstanceNumber == 2
    assert b"Qux" not in content
    assert said(service, "DataFormat") == ["dcm"]
    (tracer,) = said(service, "TracerId")
    assert len(tracer) == 32
    assert tracer not in job.uid
    (finding,) = library.runs.result(job.uid).findings
    assert finding.placement.slice_index == 1
    assert finding.placement.instance == films.description.instances[1]


def test_another_radiograph_of_the_stack_is_another_analysis(runner, films, service):
    service.submit_script = [answered({"Fractures": []})] * 2
    requests = [a_request(films, endpoint=endpoint_named("hip-fracture"), frame=n) for n in (0, 1)]

    jobs = [run_to_end(runner, request) for request in requests]

    assert jobs[0].uid != jobs[1].uid


def test_a_photo_is_sent_as_a_fresh_picture_below_the_limit(runner, library, tmp_path, service):
    (tmp_path / "a.png").write_bytes(png_bytes(np.zeros((40, 1300, 3), np.uint8)))
    (photo,) = scan([tmp_path / "a.png"]).stacks
    service.submit_script = [answered({"Results": {"湿疹": "0.7"}})]

    job = run_to_end(runner, a_request(photo, endpoint=endpoint_named("skin")))

    (address,) = said(service, "Url")
    assert Image.open(io.BytesIO(uploaded(service, address))).size == (1279, 39)
    assert said(service, "DataFormat") == []
    assert library.receipts.get(job.uid).strategy == "picture"


def test_a_nifti_volume_says_that_it_is_one(runner, tmp_path, service):
    values = np.zeros((6, 5, 20), "i2")
    path = write_nifti(tmp_path / "a.nii.gz", values, sform=np.diag([-1.0, -1.0, 2.0, 1.0]))
    (stack,) = scan([path]).stacks
    service.submit_script = [answered([{"Score": "0"}])]

    run_to_end(runner, a_request(stack, endpoint=endpoint_named("calcium-score")))

    assert said(service, "DataFormat") == ["NIFTI"]
    assert said(service, "DataSourceType") == ["HTTP_NII"]
    (address,) = said(service, "URL")
    assert httpx.URL(address).path.endswith("/volume.nii.gz")
    assert len(gzip.decompress(uploaded(service, address))) == 352 + values.nbytes


def a_question(shown, *pictures, **parameters):
    others = tuple(OtherInput(slot=SlotName.QUESTION, stack=each) for each in pictures)
    return a_request(
        shown, endpoint=endpoint_named("medical-qa"), others=others, parameters=parameters
    )


TURN = {"SessionId": "s-1", "QuestionType": "isSymptomMatch", "Question": "?", "AnswerType": "x"}


def test_a_question_of_words_alone_sends_no_file(runner, library, service):
    service.submit_script = [answered(TURN)]

    job = run_to_end(runner, a_question(nothing_shown(), AnswerText="红疹三天"))

    assert said(service, "AnswerText") == ["红疹三天"]
    assert said(service, "AnswerImageURL") == []
    assert not service.uploaded
    assert library.runs.result(job.uid).turn.session_id == "s-1"


def test_the_shown_series_is_not_sent_with_a_question_but_its_pictures_are(
    runner, current, tmp_path, service
):
    photos = []
    for number in range(2):
        (tmp_path / f"{number}.png").write_bytes(png_bytes(np.full((5, 6, 3), number, np.uint8)))
        photos += scan([tmp_path / f"{number}.png"]).stacks
    service.submit_script = [answered(TURN)]

    run_to_end(runner, a_question(current, *photos, AnswerText="?"))

    addresses = said(service, "AnswerImageURL")
    sent = [
        np.asarray(Image.open(io.BytesIO(uploaded(service, each))))[0, 0, 0] for each in addresses
    ]
    assert sent == [0, 1]
    assert len(service.uploaded) == 2


def test_the_same_words_in_a_conversation_are_said_again(runner, service):
    service.submit_script = [answered(TURN)] * 2

    jobs = [run_to_end(runner, a_question(nothing_shown(), AnswerText="是")) for _ in range(2)]

    assert len({job.uid for job in jobs}) == len(service.submissions) == 2


def test_an_image_for_which_there_is_no_method_is_not_run(runner, library, films, service):
    remark = "本地服务对该影像没有方法(no method for this image in the local service)"
    service.submit_script = [an_envelope({"ret_code": 1302, "remark": remark}, fee=0)]

    with pytest.raises(NoMethod):
        run_to_end(runner, a_request(films, endpoint=endpoint_named("knee-kl")))

    run = library.runs.get(only_job(library).uid)
    assert run.state is RunState.FAILED
    assert run.fee == 0


@pytest.mark.parametrize(
    ("name", "file", "form"),
    [
        ("lung-nodule", "ct", SentForm.SERIES),
        ("hip-fracture", "ct", SentForm.DICOM),
        ("hip-fracture", "photo", SentForm.PICTURE),
        ("hip-fracture", "frames", SentForm.PICTURE),
        ("knee-kl", "frames", SentForm.DICOM),
        ("medical-qa", "ct", SentForm.PICTURE),
        ("calcium-score", "nifti", SentForm.NIFTI),
        ("calcium-score", "ct", SentForm.SERIES),
    ],
)
def test_each_kind_of_file_has_its_form(tmp_path, current, name, file, form):
    def frames(data, _index):
        data.NumberOfFrames = 2
        data.PixelData *= 2

    makers = {
        "ct": lambda: current,
        "photo": lambda: photo_in(tmp_path),
        "nifti": lambda: scan([write_nifti(tmp_path / "a.nii", np.zeros((3, 3, 3), "i2"))]).stacks[
            0
        ],
        "frames": lambda: stack_in(tmp_path / "frames", slices=1, edit=frames),
    }

    assert form_for(makers[file](), endpoint_named(name).slots[0]) is form


def photo_in(folder):
    (folder / "a.png").write_bytes(png_bytes(np.zeros((5, 6, 3), np.uint8)))
    (stack,) = scan([folder / "a.png"]).stacks
    return stack
