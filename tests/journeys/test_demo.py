"""The demonstration makes the whole journey, also where nobody can see a window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.app.demo import has_display

_PROGRAM = """
import sys
from pathlib import Path
from viewer.app.demo import run_headless
from viewer.server.phantoms.chest_ct import write_chest_ct
study = Path(sys.argv[1])
write_chest_ct(study, profile="small")
for path in run_headless(study, Path(sys.argv[2])):
    print(path)
"""


@pytest.mark.process
@pytest.mark.slow
def test_without_a_display_it_writes_pictures_findings_and_a_report(tmp_path: Path) -> None:
    out = tmp_path / "demo-output"

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "study"), str(out)],
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.is_file() and path.stat().st_size > 1000 for path in written)
    assert {"window.png", "raw.json", "findings.json", "report.pdf"} <= {p.name for p in written}
    document = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert document["run"]["state"] == "done"
    pictures = [path for path in written if path.name.startswith("overlay-")]
    assert len(pictures) == len(document["findings"]) >= 9


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"DISPLAY": ""}, "linux", False),
    ],
)
def test_a_display_is_recognised(environment, platform: str, expected: bool) -> None:
    assert has_display(environment, platform) is expected
