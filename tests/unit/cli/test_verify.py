"""`viewer verify`: lines for people, a document for programs, a status for scripts."""

import json

import pytest

from viewer.cli.main import run
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.checks import CheckName, Problem, ProblemKind
from viewer.storage.opening import Access
from viewer.words.verify import check_words, problem_words


@pytest.fixture
def folders():
    folders = Folders.from_environment()
    open_library(folders).close()
    return folders


def damage(folders):
    with open_library(folders) as library:
        library.database.write("PRAGMA foreign_keys=OFF")
        library.database.write("INSERT INTO own_texts VALUES ('run', 'text', 'now')")


def test_a_sound_library_is_said_line_by_line(folders, capsys):
    assert run(["verify"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert str(folders.library) in lines[0]
    assert len(lines) == 9
    assert all("✗" not in line for line in lines)


@pytest.mark.parametrize("place", ["data", "library"])
def test_a_fault_is_said_with_what_to_do_and_a_status(folders, capsys, place):
    damage(folders)

    assert run(["verify", str(getattr(folders, place)), "--json"]) == 3

    said = capsys.readouterr()
    document = json.loads(said.out)
    faulty = [check["name"] for check in document["checks"] if not check["sound"]]
    assert (document["version"], document["sound"], faulty) == (1, False, ["references"])
    assert document["checks"][1]["problems"][0]["kind"] == "reference-broken"
    (line,) = said.err.splitlines()
    assert "backups" in line
    assert run(["verify"]) == 3
    assert capsys.readouterr().err.splitlines() == [line]


def test_what_cannot_be_opened_is_a_result_too(tmp_path, capsys):
    (tmp_path / "library.sqlite").write_bytes(b"something else" * 100)

    assert run(["verify", str(tmp_path), "--json"]) == 3

    document = json.loads(capsys.readouterr().out)
    assert document["checks"][0]["problems"] == [
        {"kind": "cannot-open", "values": ["not-a-library"]}
    ]
    assert [path.name for path in tmp_path.glob("library*")] == ["library.sqlite"]


def test_a_window_may_have_the_library_meanwhile(folders, capsys):
    with open_library(folders), open_library(folders, Access.READ):
        assert run(["verify"]) == 0


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_has_words(qapp, kind):
    values = ("damaged",) if kind is ProblemKind.CANNOT_OPEN else ("1", "2", "3")

    assert problem_words(Problem(kind, values), "/library")


@pytest.mark.parametrize("name", list(CheckName))
def test_every_check_has_words(qapp, name):
    assert check_words(name).format("7")
