"""A crash report tells where, never what of whom."""

import logging
import sys
from pathlib import Path

import pytest

from viewer.app import crash
from viewer.foundation.redact import Secret


def break_over(patient: str, message: str) -> None:
    raise RuntimeError(f"{message} {patient}")


def raised(message: str) -> Exception:
    try:
        break_over("Quxplant^Jo", message)
    except RuntimeError as error:
        return error
    raise AssertionError("it did not break")


def test_a_report_names_places_and_classes_but_no_values() -> None:
    report = crash.report_of(raised("could not read"))

    assert "builtins.RuntimeError" in report
    assert "test_crash.py" in report
    assert "in break_over" in report
    assert "Quxplant" not in report
    assert "could not read" not in report


def test_r053_a_report_holds_no_folder_of_a_person() -> None:
    report = crash.report_of(raised("x"))

    assert str(Path(__file__).parent) not in report


def test_what_nobody_caught_is_shown_as_a_report() -> None:
    shown: list[str] = []
    crash.install(shown.append)
    try:
        error = raised("secret-value")
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        crash.uninstall()

    assert len(shown) == 1
    assert "secret-value" not in shown[0]


def test_r053_the_log_file_holds_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", logging.WARNING)
    secret = Secret("planted-app-key")
    crash.log_to(tmp_path / "logs")
    logging.getLogger("viewer.test").info("calling with %s", secret.reveal())
    for handler in root.handlers:
        handler.close()

    text = (tmp_path / "logs" / "viewer.log").read_text(encoding="utf-8")
    assert "calling with" in text
    assert "planted-app-key" not in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_costs_lines_of_the_log_and_nothing_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", logging.WARNING)
    log = tmp_path / "viewer.log"
    log.symlink_to("/dev/full")
    crash.log_to(tmp_path)
    for _ in range(3):
        logging.getLogger("viewer.test").info("while it is full")
    log.unlink()
    logging.getLogger("viewer.test").info("there is room again")
    for handler in root.handlers:
        handler.close()

    assert capsys.readouterr().err == ""
    assert "there is room again" in log.read_text(encoding="utf-8")
