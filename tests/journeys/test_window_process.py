"""The program as a process: it shows its window, and ends in order when it is told to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.image_builders import write_series

PATIENCE_S = 60.0


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VIEWER_HOME": str(home), **more}


@pytest.mark.process
def test_the_first_paint_is_told_and_the_window_closes(isolated_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "viewer"],
        env=environment(isolated_home, VIEWER_BENCH_START="1"),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )

    assert float(done.stdout.split()[0]) > 0


@pytest.mark.process
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_the_window_ends_in_order_when_the_session_ends(
    isolated_home: Path, tmp_path: Path
) -> None:
    write_series(tmp_path / "series", slices=20)
    program = subprocess.Popen(
        [sys.executable, "-m", "viewer", str(tmp_path / "series")],
        env=environment(isolated_home),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for_recent_item(isolated_home / "library.sqlite")
        program.send_signal(signal.SIGTERM)
        _out, errors = program.communicate(timeout=PATIENCE_S)
    finally:
        program.kill()

    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    assert (isolated_home / "window.ini").exists()


def _wait_for_recent_item(library: Path) -> None:
    """Wait until the program has opened the series: it then remembers where it was."""
    import sqlite3

    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if library.exists():
            connection = sqlite3.connect(f"file:{library}?mode=ro", uri=True, timeout=5)
            try:
                if connection.execute("SELECT count(*) FROM recent").fetchone()[0]:
                    return
            except sqlite3.OperationalError:
                pass  # being made just now
            finally:
                connection.close()
        time.sleep(0.05)
    pytest.fail("the series was not opened")
