"""`viewer similar`: what it prints and its exit statuses, over a visual search in memory."""

import io
import json
import sys
from functools import partial

import numpy as np
import pytest

from tests.fake_service import FakeClock
from tests.fake_similar import ADD, DELETE, DROP, LIST, SEARCH, FakeSimilar
from tests.image_builders import write_series
from viewer.cli.main import run
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.jobs.similar import cases
from viewer.vendors.errors import Unreachable


@pytest.fixture
def service(monkeypatch):
    fake = FakeSimilar()

    async def close():
        return None

    fake.close = close
    made = partial(cases.SimilarCases, clock=FakeClock(), make_transport=fake.transport)
    monkeypatch.setattr(cases, "SimilarCases", made)
    monkeypatch.setattr("viewer.app.named_service.NamedService", lambda *_: fake)
    return fake


@pytest.fixture
def series(tmp_path):
    write_series(tmp_path / "series", slices=3, rows=140, columns=150)
    return tmp_path / "series"


def similar(*arguments):
    return run(["similar", *map(str, arguments)])


def document(capsys):
    return json.loads(capsys.readouterr().out)


def test_databases_are_made_listed_and_deleted(service, capsys):
    assert similar("db", "create", "knees") == 0
    assert similar("db", "create", "hips_2", "--json") == 0
    made = document(capsys)
    assert similar("db", "list") == 0
    listed = capsys.readouterr().out
    assert similar("db", "delete", "knees", "--json") == 0
    deleted = document(capsys)
    assert similar("db", "list", "--json") == 0

    assert made == {"version": 1, "database": "hips_2", "done": "created"}
    assert listed.splitlines() == ["knees", "hips_2"]
    assert deleted == {"version": 1, "database": "knees", "done": "deleted"}
    assert document(capsys) == {
        "version": 1,
        "databases": [{"name": "hips_2", "images": 0, "limit": 50_000}],
    }


@pytest.mark.parametrize(
    "words",
    [
        ["db", "create", "A"],
        ["db", "create", "x" * 65],
        ["db", "delete", "结节"],
        ["list", "a"],
        ["list", "knees", "--prefix", "A"],
        ["list", "knees", "--limit", "0"],
        ["list", "knees", "--order", "up"],
        ["delete", "knees", "Ä"],
        ["delete", "knees", ""],
        ["add", "knees"],
        ["add", "knees", "{series}", "--entity", "x" * 65],
        ["add", "knees", "{series}", "--extra", "x" * 513],
        ["add", "knees", "{series}", "--frame", "3"],
        ["add", "knees", "{series}", "--region", "0,0,151,140"],
        ["search", "knees", "{series}", "--region", "0,0,0,10"],
        ["search", "knees", "{series}", "--region", "a"],
        ["search", "knees", "{series}", "--window", "40"],
        ["search", "knees", "{series}", "--limit", "0"],
        ["search", "knees", "{series}", "--limit", "1001"],
        ["search", "knees", "{series}", "--service", "no-such-file"],
        ["db"],
        [],
    ],
)
def test_wrong_usage_is_said_in_one_line_before_anything_is_sent(service, series, capsys, words):
    assert similar(*(word.replace("{series}", str(series)) for word in words)) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert service.calls == []


def test_what_is_no_image_is_an_input_that_does_not_fit(service, tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("not an image")

    assert similar("search", "knees", tmp_path) == 3
    assert similar("add", "knees", tmp_path) == 3
    assert capsys.readouterr().err.count("\n") == 2
    assert service.calls == []


def test_what_the_service_refuses_is_said_in_its_words(service, series, capsys):
    assert similar("search", "knees", series) == 4
    assert similar("list", "knees") == 4

    said = capsys.readouterr().err
    assert said.count("no such database") == 2
    assert said.count("\n") == 2


def test_no_connection_is_a_status_of_its_own(service, capsys, monkeypatch):
    async def unreachable(*_):
        raise Unreachable("vendor.example")

    monkeypatch.setattr("viewer.vendors.similar.client.SimilarClient.databases", unreachable)

    assert similar("db", "list") == 5
    assert capsys.readouterr().err.count("\n") == 1


def test_a_search_prints_what_was_found_and_nothing_else(service, series, capsys):
    service.kept["knees"] = []
    assert similar("add", "knees", series, "--json") == 0
    added = document(capsys)
    assert similar("search", "knees", series, "--frame", "1", "--limit", "2") == 0

    found = document(capsys)
    assert added["fee"] >= 3  # here looking is billed as well
    assert list(found) == ["matches"]
    assert [list(match) for match in found["matches"]] == [
        ["entity_id", "data_id", "score", "image_url", "extra_data"]
    ] * 2
    assert found["matches"][0]["score"] == pytest.approx(10)
    assert found["matches"][0]["entity_id"] == added["images"][1]["entity_id"]
    assert service.calls_to(SEARCH)[0]["Limit"] == "2"


def test_an_empty_search_is_an_empty_list(service, series, capsys):
    service.kept["knees"] = []

    assert similar("search", "knees", series) == 0
    assert document(capsys) == {"matches": []}


def test_an_image_is_sought_as_it_is_shown_in_the_window_and_the_region_asked_for(
    service, series, monkeypatch
):
    service.kept["knees"] = []
    sought = []
    real = cases.within_rule
    monkeypatch.setattr(cases, "within_rule", lambda pixels: sought.append(pixels) or real(pixels))
    window = ("--window", "-100,10")

    assert similar("search", "knees", series, "--frame", 0, *window) == 0
    assert similar("search", "knees", series, "--frame", 0, *window, "--region", "9,4,59,44") == 0

    whole, part = sought
    assert whole.shape == (140, 150)
    assert np.array_equal(part, whole[4:44, 9:59])


def test_of_several_series_one_must_be_named_for_a_search(service, tmp_path, capsys):
    for name in ("a", "b"):
        write_series(tmp_path / name, slices=1, series_uid=f"1.2.3.{ord(name)}")
    service.kept["knees"] = []

    assert similar("search", "knees", tmp_path) == 3
    assert "--series" in capsys.readouterr().err
    assert similar("search", "knees", tmp_path, "--series", "1.2.3.98") == 0
    assert similar("search", "knees", tmp_path, "--series", "1.2.3.99") == 3


def test_every_image_is_added_once_and_known_the_next_time(service, series, capsys):
    service.kept["knees"] = []

    assert similar("add", "knees", series) == 0
    first = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert similar("add", "knees", series, "--json") == 0
    second = document(capsys)

    assert [line[0] for line in first] == ["added"] * 3
    assert [line[2].rpartition(" ")[2] for line in first] == ["[0]", "[1]", "[2]"]
    assert (second["added"], second["known"], second["failed"]) == (0, 3, 0)
    assert [image["entity_id"] for image in second["images"]] == [line[1] for line in first]
    assert len(service.calls_to(ADD)) == 3


def test_a_script_may_choose_entity_and_extra_data(service, series, capsys):
    service.kept["knees"] = []
    words = ("--frame", "0", "--entity", "case_7", "--extra", "左膝，术后")

    assert similar("add", "knees", series, *words, "--json") == 0
    (image,) = document(capsys)["images"]
    assert image["entity_id"] == "case_7"
    (kept,) = service.kept["knees"]
    assert (kept.entity_id, kept.extra_data) == ("case_7", "左膝，术后")


def test_nothing_that_is_sent_names_the_patient_or_the_file(service, series):
    service.kept["knees"] = []

    similar("add", "knees", series)

    told = [(call["EntityId"], call["ExtraData"]) for call in service.calls_to(ADD)]
    said = json.dumps([told, sorted(service.uploaded)], ensure_ascii=False)
    for word in ("series", "IM0", "1.2.826", "Test^", "20260131"):
        assert word not in said


def test_an_image_that_cannot_be_read_fails_and_the_others_are_added(
    service, series, tmp_path, capsys
):
    service.kept["knees"] = []
    broken = tmp_path / "broken.dcm"
    broken.write_bytes(b"\0" * 128 + b"DICM" + b"\0\0")

    assert similar("add", "knees", series, broken, "--json") == 3
    captured = capsys.readouterr()
    said = json.loads(captured.out)
    assert (said["added"], said["failed"]) == (3, 1)
    assert said["images"][-1]["path"] == str(broken)
    assert said["images"][-1]["index"] is None
    assert captured.err.count("\n") == 1


def test_a_full_database_stops_the_batch_and_the_status_says_whose_fault_it_is(
    service, series, capsys
):
    service.kept["knees"] = []
    service.counts["knees"] = 50_000

    assert similar("add", "knees", series, "--json") == 4
    said = document(capsys)
    assert (said["added"], said["cancelled"] + said["failed"]) == (0, 3)


def test_a_batch_that_was_broken_off_goes_on_with_the_next_call(service, series, capsys):
    service.kept["knees"] = []
    seen = []

    def interrupt(path):
        seen.append(path)
        if seen.count(ADD) == 2:
            raise KeyboardInterrupt

    service.on_call = interrupt
    assert similar("add", "knees", series) == 130
    service.on_call = lambda _path: None
    assert similar("add", "knees", series) == 0

    assert sorted({kept.entity_id for kept in service.kept["knees"]}) == sorted(
        kept.entity_id for kept in service.kept["knees"]
    )
    assert len(service.kept["knees"]) == 3
    with open_library(Folders.from_environment()) as library:
        assert library.similar.open_batches() == ()


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_list_goes_beyond_the_two_thousand_records_of_an_offset(service, capsys, order):
    for number in range(2300):
        service.put_in("knees", f"e{number:04d}")

    assert similar("list", "knees", "--order", order) == 0

    ids = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    expected = [f"e{number:04d}" for number in range(2300)]
    assert ids == (expected if order == "asc" else expected[::-1])


def test_a_list_may_be_cut_and_narrowed(service, capsys):
    for number in range(9):
        service.put_in("knees", f"s{number % 2}_{number}", extra="a\tb")

    assert similar("list", "knees", "--prefix", "s1_", "--limit", "3", "--json") == 0
    said = document(capsys)
    assert said["total"] == 4
    assert [image["entity_id"] for image in said["images"]] == ["s1_1", "s1_3", "s1_5"]
    assert said["images"][0]["created"].endswith("+00:00")
    assert [call["Limit"] for call in service.calls_to(LIST)] == ["3"]
    assert similar("list", "knees", "--limit", "1") == 0
    assert capsys.readouterr().out.count("\t") == 3


def test_what_a_service_says_does_not_steer_the_terminal(service, capsys):
    service.put_in("knees", "x", extra="\x1b[31mred\u202e 膝")

    assert similar("list", "knees") == 0
    assert capsys.readouterr().out.rstrip("\n").split("\t")[3] == "�[31mred� 膝"


def test_the_pictures_of_an_entity_are_deleted(service, capsys):
    for entity in ("a", "a", "b"):
        service.put_in("knees", entity)

    assert similar("delete", "knees", "a", "--json") == 0
    assert document(capsys) == {
        "version": 1,
        "database": "knees",
        "entity_id": "a",
        "done": "deleted",
    }
    assert [kept.entity_id for kept in service.kept["knees"]] == ["b"]
    assert len(service.calls_to(DELETE)) == 1


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("typed", "more", "status"),
    [("knees\n", [], 0), ("knee\n", [], 2), ("", [], 2), ("", ["--yes"], 0)],
)
def test_at_a_terminal_a_database_is_deleted_by_typing_its_name(
    service, monkeypatch, typed, more, status
):
    service.kept["knees"] = []
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", Terminal())

    assert similar("db", "delete", "knees", *more) == status
    assert len(service.calls_to(DROP)) == (status == 0)


def test_help_says_what_cannot_be_undone(capsys):
    with pytest.raises(SystemExit):
        similar("db", "delete", "--help")

    assert "cannot be undone" in " ".join(capsys.readouterr().out.split())
