"""The frame of the command line: statuses and one-line errors."""

import argparse
import subprocess
import sys

import pytest

from viewer.cli import main, parsing
from viewer.foundation.errors import ExitStatus, UnreadableImage


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["info"],
        ["bench", "no-such"],
        ["render", "--out"],
        ["jobs", "x"],
    ],
)
def test_wrong_words_are_status_2_and_one_line(
    arguments, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main.run(arguments)

    captured = capsys.readouterr()
    assert status == ExitStatus.WRONG_USAGE
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.err.startswith("viewer: ")


def test_a_known_error_becomes_one_line_and_its_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Command:
        @staticmethod
        def add_parser(subparsers) -> None:
            subparsers.add_parser("info")

        @staticmethod
        def run(args: argparse.Namespace) -> int:
            raise UnreadableImage("a.dcm", "empty")

    monkeypatch.setattr(parsing.importlib, "import_module", lambda name: Command)

    assert main.run(["info"]) == ExitStatus.INPUT
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert "a.dcm" in lines[0]


def test_help_names_every_command_and_version_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--help"]) == 0
    text = capsys.readouterr().out
    for command in main.COMMANDS:
        assert command in text
    assert main.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("viewer 0.")


@pytest.mark.process
def test_asking_for_the_version_does_not_start_qt_or_read_images() -> None:
    program = (
        "import sys; from viewer.cli.main import run; run(['--version']);"
        "heavy = {'PySide6', 'numpy', 'pydicom', 'httpx', 'cv2'} & set(sys.modules);"
        "print(sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.splitlines()[-1] == "[]"
