"""The embedded service: started on demand, one per program, never left behind."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.image_builders import write_series
from viewer.app.local_service import LocalServices
from viewer.domain.job import JobState
from viewer.foundation.errors import ServiceUnavailable
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.vendors.connection import Connection
from viewer.vendors.errors import JobFailed
from viewer.vendors.gateway.medical import LUNG_NODULE

pytestmark = pytest.mark.process
_OWNER = """
import asyncio, sys
from viewer.app.local_service import LocalServices
from viewer.foundation.folders import Folders
services = LocalServices(Folders.from_environment())
print(asyncio.run(services.connection("local")).showapi, flush=True)
sys.stdin.read()
"""


def answers(connection: Connection) -> bool:
    try:
        return httpx.get(f"{connection.showapi}/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def visual_search(connection: Connection, call: int, **fields: str) -> dict[str, Any]:
    answer = httpx.post(
        f"{connection.showapi}/2475-{call}",
        params={"appKey": connection.app_key.reveal()},
        data={"ds_id": connection.ds_id.reveal(), **fields},
        trust_env=False,
    )
    body: dict[str, Any] = answer.json()["showapi_res_body"]
    return body


def test_programs_at_the_same_time_have_services_of_their_own() -> None:
    async def main() -> None:
        folders = Folders.from_environment()
        one, other = LocalServices(folders), LocalServices(folders)
        try:
            first, again, second = (
                await one.connection("local"),
                await one.connection("local"),
                await other.connection("local"),
            )
            assert (first.service, second.service) == ("local/0", "local/1")
            assert again == first
            assert answers(first)
            assert answers(second)
            assert visual_search(first, 1, Name="shared")["ret_code"] == 0
            seen = visual_search(second, 2)
            assert seen["Data"] == {"DbList": [{"Name": "shared"}]}, "databases belong to all"
            with pytest.raises(ServiceUnavailable):
                await other.connection("local/0")
            with pytest.raises(ServiceUnavailable):
                await other.connection("vendor.example")
        finally:
            await one.close()
            await other.close()
        assert not answers(first)
        assert not answers(second)

    asyncio.run(main())


def test_a_service_that_does_not_start_is_said() -> None:
    async def main() -> None:
        services = LocalServices(Folders.from_environment(), ["--fault", "no-such-fault"])
        with pytest.raises(ServiceUnavailable):
            await services.connection("local")
        with pytest.raises(ServiceUnavailable):
            await services.connection("local")

    asyncio.run(main())


def test_a_service_killed_during_a_job_is_started_again_and_the_job_goes_on(
    tmp_path: Path,
) -> None:
    write_series(tmp_path / "series", slices=20, rows=64, columns=64)
    stack = scan([tmp_path / "series"]).stacks[0]
    faults = ["--fault", "process-failed", "--fault", "slow-processing=1"]

    async def main() -> None:
        folders = Folders.from_environment()
        services = LocalServices(folders, faults)
        with open_library(folders) as library:
            runner = JobRunner(library, services)

            def kill_when_waiting(job: object) -> None:
                if getattr(job, "state", None) is JobState.WAITING and not killed:
                    killed.append(1)
                    services._running[0].process.kill()

            killed: list[int] = []
            runner.changed.connect(kill_when_waiting)
            try:
                with pytest.raises(JobFailed):  # the service's last word, after its restart
                    await runner.run_to_end(AnalysisRequest(endpoint=LUNG_NODULE, stack=stack))
            finally:
                await runner.aclose()
                await services.close()
            assert killed

    asyncio.run(main())


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_program_leaves_no_service_behind() -> None:
    command = [sys.executable, "-c", _OWNER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        address = owner.stdout.readline().strip()
        assert httpx.get(f"{address}/health", trust_env=False).status_code == 200
        owner.kill()

    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/health", trust_env=False)
        except httpx.HTTPError:
            return
        time.sleep(0.05)
    raise AssertionError("the service outlived its owner")
