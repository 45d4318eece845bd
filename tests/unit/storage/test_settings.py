"""Settings are sparse, typed and tolerant."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.foundation.errors import CannotWrite
from viewer.foundation.locks import ProcessLock
from viewer.storage.settings import JOBS_AT_ONCE, LANGUAGE, MINIMUM_CONFIDENCE, THEME, Settings


def test_settings_are_sparse_typed_and_survive(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.set(LANGUAGE, "zh")
    settings.set(MINIMUM_CONFIDENCE, 0.25)
    settings.set(MINIMUM_CONFIDENCE, 0.0)

    assert path.read_text() == '{\n  "language": "zh"\n}\n'
    assert Settings(path).get(LANGUAGE) == "zh"
    assert Settings(path).get(MINIMUM_CONFIDENCE) == 0.0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"language": 7}', '{"language": "fr"}'])
def test_damaged_settings_count_as_not_set(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)

    assert Settings(path).get(LANGUAGE) == "system"


def test_settings_that_nobody_knows_stay(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"from-the-future": [1]}')

    Settings(path).set(LANGUAGE, "en")

    assert "from-the-future" in path.read_text()


def test_a_value_that_is_not_allowed_is_refused(tmp_path):
    with pytest.raises(ValueError, match="language"):
        Settings(tmp_path / "settings.json").set(LANGUAGE, "fr")


def test_what_another_process_set_meanwhile_stays(tmp_path):
    path = tmp_path / "settings.json"
    window, script = Settings(path), Settings(path)

    script.set(MINIMUM_CONFIDENCE, 0.25)
    window.set(LANGUAGE, "zh")
    script.set(LANGUAGE, "en")

    again = Settings(path)
    assert (again.get(LANGUAGE), again.get(MINIMUM_CONFIDENCE)) == ("en", 0.25)
    assert window.get(MINIMUM_CONFIDENCE) == 0.25


def test_many_processes_lose_no_setting_of_each_other(tmp_path):
    path = tmp_path / "settings.json"
    lines = [
        "import sys",
        "from pathlib import Path",
        "from viewer.storage.settings import Setting, Settings",
        "mine = Settings(Path(sys.argv[1]))",
        "for n in range(20): mine.set(Setting(f'{sys.argv[2]}-{n}', 'no'), 'yes')",
    ]
    command = [sys.executable, "-c", "\n".join(lines), str(path)]
    processes = [subprocess.Popen([*command, name]) for name in ("a", "b")]

    assert [process.wait() for process in processes] == [0, 0]
    assert len(json.loads(path.read_text())) == 40


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\x00"])
def test_a_damaged_file_is_put_aside_and_that_is_said_once(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)

    settings = Settings(path)

    assert settings.put_aside.name.startswith("settings.json.damaged-")
    assert settings.put_aside.read_text() == text
    settings.set(LANGUAGE, "en")
    assert Settings(path).put_aside is None
    assert Settings(path).get(LANGUAGE) == "en"


def test_settings_that_cannot_be_read_just_now_are_not_written_over(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "light"}')
    settings = Settings(path)

    def broken(*_args, **_kwargs):
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", broken)
        with pytest.raises(CannotWrite):
            settings.set(LANGUAGE, "zh")

    assert Settings(path).get(THEME) == "light"


def test_a_lock_that_stays_held_does_not_keep_a_person_from_setting(tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.storage.settings._PATIENCE_S", 0.05)
    path = tmp_path / "settings.json"
    with ProcessLock(path.with_suffix(".lock")) as lock:
        assert lock.acquire()
        Settings(path).set(LANGUAGE, "en")

    assert Settings(path).get(LANGUAGE) == "en"


@pytest.mark.parametrize("number", [0, 9, -1])
def test_at_least_one_job_goes_on_at_once_and_at_most_eight(tmp_path, number):
    with pytest.raises(ValueError, match="jobs-at-once"):
        Settings(tmp_path / "settings.json").set(JOBS_AT_ONCE, number)
