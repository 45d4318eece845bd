"""`viewer info`: the documented JSON, the table for people, the exit status."""

import json

import pytest
from pydicom.sequence import Sequence

from tests.document_builders import a_report, write
from tests.image_builders import write_photo, write_series
from tests.unit.imaging.test_luts import item, words
from viewer.cli.main import run


@pytest.fixture
def described(tmp_path, capsys):
    def describe(*options):
        status = run(["info", str(tmp_path), *options])
        return status, capsys.readouterr()

    return describe


def test_the_json_tells_geometry_windows_problems_and_skipped_files(tmp_path, described):
    write_series(tmp_path / "s", slices=4, tilt_deg=12.0, windows=((40, 400), (-600, 1500)))
    (tmp_path / "notes.txt").write_text("words")

    status, captured = described("--json")

    document = json.loads(captured.out)
    (study,) = document["studies"]
    (series,) = study["series"]
    assert status == 0
    assert document["version"] == 1
    assert study["patient"]["name"] == "Test Chest"
    assert (series["images"], series["rows"], series["columns"]) == (4, 6, 8)
    assert series["pixel_spacing_mm"] == [0.8, 0.6]
    assert series["spacing_source"] == "PixelSpacing"
    assert (series["spacing_detail"], series["pixel_aspect"]) == ("", 1.333333)
    assert (series["has_graphics"], series["has_shutter"]) == (False, False)
    assert series["geometry"]["tilt_deg"] == pytest.approx(12.0, abs=0.01)
    assert series["geometry"]["first_position_mm"] == [-21.5, -32.25, 100.0]
    assert [w["center"] for w in series["windows"]] == [40.0, -600.0]
    assert (series["tables"], series["first_greys"]) == ([], "file-window")
    assert series["problems"] == [{"kind": "gantry-tilt", "values": ["12.0"]}]
    assert [i["frame"] for i in series["instances"]] == [0, 0, 0, 0]
    assert document["skipped"] == [
        {"path": str(tmp_path / "notes.txt"), "reason": "not-an-image-file", "detail": ""}
    ]


def test_tables_of_grey_values_are_listed(tmp_path, described):
    def edit(data, _):
        data.VOILUTSequence = Sequence([item((3, 7, 12), words(0, 9, 4095), "NORMAL")])

    write_series(tmp_path / "s", slices=1, windows=(), edit=edit)

    _, captured = described("--json")

    (series,) = json.loads(captured.out)["studies"][0]["series"]
    assert series["tables"] == [{"first": 7, "entries": 3, "bits": 12, "explanation": "NORMAL"}]
    assert series["first_greys"] == "file-table"


def test_a_photograph_has_no_geometry_and_no_millimetres(tmp_path, described):
    write_photo(tmp_path / "a.jpg")

    _, captured = described("--json")

    (series,) = json.loads(captured.out)["studies"][0]["series"]
    assert series["is_photo"]
    assert series["geometry"] is None
    assert series["pixel_spacing_mm"] is None


def test_people_get_a_table_with_the_problems_in_words(tmp_path, described):
    paths = write_series(tmp_path, slices=6, description="Thorax")
    paths[2].unlink()

    status, captured = described()

    assert status == 0
    assert "Thorax" in captured.out
    assert "8 × 6 × 5" in captured.out
    assert "3.00" in captured.out


def test_nothing_readable_is_status_three_with_one_line(tmp_path, described):
    (tmp_path / "words.dcm").write_text("words")

    status, captured = described("--json")

    assert status == 3
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1


def test_r019_documents_are_listed_with_their_study_and_among_what_was_skipped(tmp_path, described):
    write(tmp_path, "sr.dcm", a_report())

    status, captured = described("--json")

    document = json.loads(captured.out)
    (study,) = document["studies"]
    (listed,) = study["documents"]
    assert (status, study["series"]) == (0, [])
    assert (listed["kind"], listed["title"]) == ("report", "Chest CT report")
    assert listed["sop_class"] == "Comprehensive SR Storage"
    assert listed["file"] == str(tmp_path / "sr.dcm")
    assert [s["reason"] for s in document["skipped"]] == ["no-pixels"]


def test_people_see_a_document_once(tmp_path, described):
    write(tmp_path, "sr.dcm", a_report())

    _, captured = described()

    assert captured.out.count("sr.dcm") == 1
    assert "Structured report" in captured.out
