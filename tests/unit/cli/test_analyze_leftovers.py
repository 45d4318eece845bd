"""What `viewer analyze` leaves in its folder where an answer is refused, cut short or endless."""

import json

import httpx
import pytest

from tests.image_builders import write_series
from tests.vendor_builders import a_body, a_nodule, an_envelope, job_answer, success
from viewer.cli.main import run

pytestmark = pytest.mark.usefixtures("qapp")
HERE = "http://127.0.0.1:9"


@pytest.fixture
def folder(tmp_path):
    write_series(tmp_path / "scan", slices=20, rows=24, columns=30, series_uid="2.25.1")
    return tmp_path


def analyze(folder, name, *words):
    place = [str(folder / "scan"), "--out", str(folder / "out")]
    return run(["analyze", name, *place, *words])


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def scored(service):
    data = [{"Score": "12", "ResultUrl": f"{HERE}/mask"}]
    service.poll_script = [job_answer("PROCESS_SUCCESS", Result=json.dumps(data))]
    service.files = {"/mask": [b"no mask"]}


def test_a_run_that_fails_leaves_nothing_of_an_earlier_one_in_its_folder(folder, service):
    scored(service)
    assert analyze(folder, "calcium-score") == 0
    assert {"report.pdf", "overlay-001.png", "files/index.json"} <= set(names(folder / "out"))
    service.submit_script = [an_envelope({"ret_code": 7, "remark": "no"})]

    assert analyze(folder, "calcium-score", "--again") == 4

    assert names(folder / "out") == ["findings.json", "raw.json"]


def test_a_file_that_was_not_fetched_is_said_in_one_line(folder, service, capsys):
    scored(service)
    service.files = {"/mask": [httpx.Response(403)]}

    assert analyze(folder, "calcium-score") == 0

    error = capsys.readouterr().err
    assert error.startswith("[0].ResultUrl: ")
    assert error.count("\n") == 1


def test_no_more_pictures_are_drawn_than_anybody_looks_at(folder, service, monkeypatch):
    monkeypatch.setattr("viewer.app.result_files._MOST_PICTURES", 2)
    nodules = [a_nodule(ImageX=str(column), ImageY="2", ImageZ="3") for column in range(5)]
    service.final = success(*nodules)

    assert analyze(folder, "lung-nodule") == 0

    pictures = [name for name in names(folder / "out") if name.startswith("overlay")]
    assert pictures == ["overlay-001.png", "overlay-002.png"]
    document = json.loads((folder / "out/findings.json").read_text(encoding="utf-8"))
    assert len(document["findings"]) == 5


def test_a_series_that_is_not_there_is_named_and_those_that_are(folder, service, capsys):
    assert analyze(folder, "covid-ct", "--series", "1.2.3") == 3

    error = capsys.readouterr().err
    assert "No series has the UID 1.2.3." in error
    assert "2.25.1" in error


def test_the_refusal_within_a_result_is_said(folder, service, capsys):
    result = json.dumps({"ret_code": 5, "remark": "图像无法读取"})
    service.poll_script = [
        an_envelope(a_body(Data={"Status": "PROCESS_SUCCESS", "Result": result}))
    ]

    assert analyze(folder, "covid-ct") == 4
    assert "图像无法读取" in capsys.readouterr().err
    assert b"ret_code" in (folder / "out/raw.json").read_bytes()


def test_absurd_sizes_are_written_and_drawn(folder, service):
    nodule = a_nodule(ImageX="3", ImageY="2", ImageZ="3", Diameter="1e308", Volume="1e300")
    service.final = success(nodule, nodule)

    assert analyze(folder, "lung-nodule") == 0
    assert {"findings.json", "overlay-002.png", "report.pdf"} <= set(names(folder / "out"))
