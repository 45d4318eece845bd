"""How fast the window shows its first content: this program beside a bare PySide6 window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Final

from viewer.bench.result import BenchResult

REPEATS: Final = 15
_TIMEOUT_S: Final = 60
_VARIABLE: Final = "VIEWER_BENCH_START"
"""Read by `viewer.app.main`: print the time of the first paint (monotonic, ms) and end."""

_OURS: Final = "viewer"
_PEER: Final = "bare PySide6 window"
_BARE: Final = """
import sys, time
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Content(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic() * 1000)
        QApplication.quit()

application = QApplication(sys.argv)
window = QMainWindow()
content = Content("Drop a study here")
content.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(content)
window.resize(1366, 768)
window.show()
application.exec()
"""
_COMMANDS: Final = {
    _OURS: (sys.executable, "-m", "viewer"),
    _PEER: (sys.executable, "-c", _BARE),
}


def run(repeats: int = REPEATS) -> list[BenchResult]:
    """Start each in turn, so that a slow moment of the machine meets both; medians.

    The bare window holds one line of text, so that both paint content. The time runs from before
    the process is made to the end of the first paint of the window's content. Both run on Qt's
    offscreen platform, warm.
    """
    times: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as home:
        for name in _COMMANDS:
            _seconds(name, home)  # warms the page cache and the compiled modules
        for _ in range(repeats):
            for name in _COMMANDS:
                times[name].append(_seconds(name, home))
    medians = {name: statistics.median(values) for name, values in times.items()}
    peers = {_PEER: medians[_PEER]}
    return [BenchResult("start", "seconds to first painted content", medians[_OURS], peers)]


def _seconds(name: str, home: str) -> float:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "VIEWER_HOME": home,
        _VARIABLE: "1",
    }
    began = time.monotonic()
    done = subprocess.run(
        _COMMANDS[name],
        check=True,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        env=environment,
    )
    painted_ms = float(done.stdout.split()[0])
    return painted_ms / 1000.0 - began
