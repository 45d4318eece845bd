"""Runs the real program on a folder and returns what it measured of itself."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from viewer.bench.contestants import Figures

_TIMEOUT_S: Final = 300
_VARIABLE: Final = "VIEWER_BENCH_OPEN"
"""Read by `viewer.app.session`."""


def opened(folder: Path) -> Figures:
    """Open a folder in a window on Qt's offscreen platform, with a fresh library.

    `first_picture_s`, `opened_s` (all read, thumbnails drawn), `stall_ms` (the longest time that
    the event loop stood still meanwhile), and for each series `click_NUMBER_ms`, from a click in
    the browser to its painted picture.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": "1",
            "VIEWER_HOME": home,
            _VARIABLE: "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", "viewer", str(folder)],
            check=True,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            env=environment,
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures
