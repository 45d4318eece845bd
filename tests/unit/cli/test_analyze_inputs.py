"""`viewer analyze` with several inputs, one image or words; `viewer render` with what it wrote."""

import gzip
import json

import httpx
import numpy as np
import pytest

from tests.image_builders import png_bytes, write_series
from tests.mask_builders import a_mask_file
from tests.vendor_builders import a_body, an_envelope, job_answer
from viewer.cli.main import run
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library

pytestmark = pytest.mark.usefixtures("qapp")
HERE = "http://127.0.0.1:9"
ROWS, COLUMNS, SLICES = 24, 30, 20


@pytest.fixture
def folder(tmp_path):
    for name, uid in (("current", "2.25.1"), ("prior", "2.25.2")):
        write_series(tmp_path / name, slices=SLICES, rows=ROWS, columns=COLUMNS, series_uid=uid)
    return tmp_path


def analyze(folder, name, *words):
    return run(["analyze", name, *map(str, words), "--out", str(folder / "out")])


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def done(data):
    return job_answer("PROCESS_SUCCESS", Result=json.dumps(data))


def answered(data):
    return an_envelope(a_body(Data=data))


def field(service, name):
    return [value for key, value in service.submissions[-1] if key == name]


def registered(service):
    service.poll_script = [done([{"DUrl": f"{HERE}/d", "NUrl": f"{HERE}/n"}])]
    nifti = b"\0" * 344 + b"n+1\0" + bytes(40)
    tar = b"0001.dcm".ljust(257, b"\0") + b"ustar" + bytes(250)
    service.files = {"/d": [gzip.compress(tar)], "/n": [gzip.compress(nifti)]}


def test_a_registration_leaves_both_files_with_plain_names(folder, service, capsys):
    registered(service)

    status = analyze(folder, "ct-registration", folder / "current", "--prior", folder / "prior")

    assert status == 0
    assert set(names(folder / "out")) == {
        "raw.json", "findings.json", "report.pdf", "overlay-001.png",
        "files/index.json", "files/registered.tar.gz", "files/registered.nii.gz",
    }  # fmt: skip
    assert capsys.readouterr().out.count("\n") == 7


@pytest.mark.parametrize(
    "order",
    [
        ["{0}/current", "--prior", "{0}/prior", "--out", "{0}/out"],
        ["--prior", "{0}/prior", "--out", "{0}/out", "{0}/current"],
        ["--out", "{0}/out", "{0}/current", "--prior", "{0}/prior"],
    ],
)
def test_paths_may_stand_anywhere_among_the_options(folder, service, order):
    registered(service)

    assert run(["analyze", "ct-registration", *(word.format(folder) for word in order)]) == 0


def test_an_option_that_does_not_exist_is_said(folder, capsys):
    assert analyze(folder, "medical-qa", "--colour", "red") == 2
    assert "--colour" in capsys.readouterr().err


def test_the_list_of_jobs_names_the_other_series(folder, service, capsys):
    registered(service)
    analyze(folder, "ct-registration", folder / "current", "--prior", folder / "prior")
    capsys.readouterr()

    run(["jobs", "list", "--json"])

    (job,) = json.loads(capsys.readouterr().out)["jobs"]
    assert job["other_inputs"] == [{"input": "floating", "series_instance_uid": "2.25.2"}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ct-registration", "{0}/current"], "--prior"),
        (["lung-nodule", "{0}/current", "--prior", "{0}/prior"], "--prior"),
        (["lung-nodule"], "PATH"),
        (["lung-nodule", "{0}/current", "--series", "1", "--series", "2"], "one series"),
        (["medical-qa", "--param", "QuestionType=mood"], "QuestionType"),
        (["medical-qa", "--param", f"AnswerText={'x' * 501}"], "501"),
    ],
)
def test_what_is_missing_or_too_much_is_one_line(folder, service, capsys, words, said):
    status = analyze(folder, *(word.format(folder) for word in words))

    error = capsys.readouterr().err
    assert (status, error.count("\n")) == (2, 1)
    assert said in error
    assert not service.submissions


@pytest.mark.parametrize(
    ("parameters", "status"),
    [([], 3), (["QuestionType=age", "AnswerText=3"], 3), (["AnswerText=红疹"], 0)],
)
def test_a_question_needs_words_or_pictures_and_later_its_session(
    folder, service, capsys, parameters, status
):
    service.submit_script = [answered({"SessionId": "s", "Question": "?"})]
    words = [word for parameter in parameters for word in ("--param", parameter)]

    assert analyze(folder, "medical-qa", *words) == status
    assert len(service.submissions) == (status == 0)
    assert capsys.readouterr().err.count("\n") == (status != 0)


def test_an_answer_in_words_leaves_no_picture(folder, service):
    service.submit_script = [answered({"SessionId": "s", "Question": "多大了？"})]

    analyze(folder, "medical-qa", "--param", "AnswerText=红疹")

    assert names(folder / "out") == ["findings.json", "raw.json"]
    document = json.loads((folder / "out/findings.json").read_text(encoding="utf-8"))
    assert document["turn"]["question"] == "多大了？"


def test_pictures_without_a_word_are_a_question_about_pictures(folder, service):
    (folder / "a.png").write_bytes(png_bytes(np.zeros((5, 6, 3), np.uint8)))
    service.submit_script = [answered({"SessionId": "s", "Question": "?"})]

    assert analyze(folder, "medical-qa", folder / "a.png") == 0
    assert field(service, "QuestionType") == ["images"]
    assert len(field(service, "AnswerImageURL")) == 1


@pytest.fixture
def scored(folder, service):
    """A calcium score with its mask, as `viewer analyze` wrote it; returns the answer's place."""
    (stack,) = scan([folder / "current"]).stacks
    labels = np.zeros((COLUMNS, ROWS, SLICES), np.uint8)
    labels[10:14, 5:8, 3] = 1
    service.poll_script = [done([{"Score": "12", "ResultUrl": f"{HERE}/mask"}])]
    service.files = {"/mask": [a_mask_file(labels, stack.description)]}
    assert analyze(folder, "calcium-score", folder / "current") == 0
    return folder / "out/raw.json"


def drawn(folder, answer):
    """Return the kinds of items drawn, and the reasons of those that are not."""
    layout = folder / "layout.json"
    words = ["--answer", str(answer), "--endpoint", "calcium-score", "--layout", str(layout)]
    out = ["--out", str(folder / "x.png")]
    assert run(["render", str(folder / "current"), *words, "--frame", "3", *out]) == 0
    document = json.loads(layout.read_text(encoding="utf-8"))
    reasons = [left["reason"] for left in document["not_drawn"]]
    return [item["kind"] for item in document["items"]], reasons


def test_a_mask_is_found_beside_its_answer(folder, scored, monkeypatch):
    monkeypatch.setenv("VIEWER_HOME", str(folder / "another"))

    assert drawn(folder, scored) == (["mask"], [])


def test_a_mask_is_found_in_the_library_by_its_answer(folder, scored):
    alone = folder / "alone.json"
    alone.write_bytes(scored.read_bytes())

    assert drawn(folder, alone) == (["mask"], [])


def test_a_mask_that_is_nowhere_is_listed_with_the_reason(folder, scored, monkeypatch):
    monkeypatch.setenv("VIEWER_HOME", str(folder / "another"))
    alone = folder / "alone.json"
    alone.write_bytes(scored.read_bytes())

    assert drawn(folder, alone) == ([], ["file missing"])


def test_a_second_run_into_the_same_folder_leaves_no_file_of_the_first(folder, scored, service):
    service.poll_script = [done([{"Score": "0"}])]

    assert analyze(folder, "calcium-score", folder / "current", "--again") == 0

    assert not [name for name in names(folder / "out") if name.startswith("files/")]


def test_a_file_that_cannot_be_had_does_not_cost_the_result(folder, service):
    service.poll_script = [done([{"Score": "12", "ResultUrl": f"{HERE}/gone"}])] * 2
    service.files = {"/gone": [httpx.Response(404)]}

    assert analyze(folder, "calcium-score", folder / "current") == 0
    (entry,) = json.loads((folder / "out/files/index.json").read_text())["files"]
    assert entry["missing"]


def test_a_radiograph_among_several_is_drawn_where_it_was_sent(folder, service):
    def edit(data, _index):
        del data.ImagePositionPatient, data.ImageOrientationPatient

    write_series(folder / "films", slices=2, modality="DX", rows=40, columns=50, edit=edit)
    box = {"Boxes": ["5", "6", "20", "22"], "Value": "0.9", "Tag": {"Label": "v1"}}
    (folder / "raw.json").write_bytes(answered({"Fractures": [box]}))
    layout = folder / "layout.json"

    status = run(
        ["render", str(folder / "films"), "--answer", str(folder / "raw.json"),
         "--endpoint", "hip-fracture", "--frame", "1", "--out", str(folder / "x.png"),
         "--layout", str(layout)]
    )  # fmt: skip

    document = json.loads(layout.read_text(encoding="utf-8"))
    assert status == 0
    assert document["frame"]["index"] == 1
    (item,) = document["items"]
    assert [5, 6] in item["image_points"]


def test_what_the_library_knows_was_sent_is_what_an_answer_is_drawn_on(folder, service):
    registered(service)
    analyze(folder, "ct-registration", folder / "current", "--prior", folder / "prior")
    layout = folder / "layout.json"

    run(
        ["render", str(folder), "--answer", str(folder / "out/raw.json"),
         "--endpoint", "ct-registration", "--out", str(folder / "x.png"), "--layout", str(layout)]
    )  # fmt: skip

    with open_library(Folders.from_environment()) as library:
        (job,) = library.jobs.all()
        known = {i.sop_instance_uid for i in library.jobs.series_of(job.uid).instances}
    assert json.loads(layout.read_text())["frame"]["sop_instance_uid"] in known
