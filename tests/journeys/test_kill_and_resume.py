"""A real process is killed between submit and result; the next one fetches what was paid for."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_builders import LocalService
from viewer.domain.job import JobState
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.server.phantoms.chest_ct import write_chest_ct

pytestmark = pytest.mark.process
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty slices of the small phantom: a detection that is quickly done."""
    whole = tmp_path_factory.mktemp("whole")
    write_chest_ct(whole, profile="small")
    folder = tmp_path_factory.mktemp("thirty")
    for path in sorted(whole.glob("*.dcm"))[20:50]:
        path.rename(folder / path.name)
    return folder


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalService]:
    """A service that takes its time: the kill falls into it."""
    running = LocalService.start(tmp_path / "data", "slow-processing=3")
    (tmp_path / "service.json").write_text(json.dumps(running.announced))
    yield running
    running.stop()


def viewer(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def submissions(service: LocalService) -> int:
    query = {"appKey": service.announced["app_key"]}
    address = service.announced["showapi"] + "/_/stats"
    return int(service.client.get(address, params=query).json()["submissions"])


def kill_once_waiting(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process once its RequestId is on disk, as `viewer jobs` sees it."""
    deadline = time.monotonic() + PATIENCE_S
    library = Folders.from_environment()
    while time.monotonic() < deadline:
        if library.library.exists():
            with open_library(library) as opened:
                if any(job.state is JobState.WAITING for job in opened.jobs.all()):
                    break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    assert process.wait(PATIENCE_S) != 0, "it was done before it could be killed"


def start_and_kill(series: Path, out: Path, *options: object) -> None:
    command = [sys.executable, "-m", "viewer", "analyze", "lung-nodule", str(series)]
    process = subprocess.Popen(
        [*command, "--out", str(out), *map(str, options)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    kill_once_waiting(process)


def test_r041_a_killed_analysis_is_finished_without_a_second_submission(
    series: Path, service: LocalService, tmp_path: Path
) -> None:
    options = ("--service", tmp_path / "service.json")
    start_and_kill(series, tmp_path / "out", *options)
    assert submissions(service) == 1
    assert not list((tmp_path / "out").glob("*")), "there is no result yet"

    resumed = viewer("jobs", "resume", "--json", *options)
    again = viewer("analyze", "lung-nodule", series, "--out", tmp_path / "out", *options)

    assert resumed.returncode == 0, resumed.stderr
    (job,) = json.loads(resumed.stdout)["jobs"]
    assert (job["state"], job["failure"]) == ("done", "")
    assert again.returncode == 0, again.stderr
    assert submissions(service) == 1
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"raw.json", "findings.json", "overlay-001.png", "report.pdf"} <= names
    findings = json.loads((tmp_path / "out" / "findings.json").read_text())
    assert findings["run"]["state"] == "done"
    with open_library(Folders.from_environment()) as library:
        assert library.database.is_sound()


def test_r041_the_embedded_service_takes_the_job_up_again_as_well(
    series: Path, tmp_path: Path
) -> None:
    start_and_kill(series, tmp_path / "out")

    again = viewer("analyze", "lung-nodule", series, "--out", tmp_path / "out")

    assert again.returncode == 0, again.stderr
    with open_library(Folders.from_environment()) as library:
        (job,) = library.jobs.all()
    assert (job.state, job.service) == (JobState.DONE, "local/0")
    raw = json.loads((tmp_path / "out" / "raw.json").read_text())
    assert raw["showapi_res_body"]["Data"]["JobId"] == job.request_id
