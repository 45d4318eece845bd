"""Workers end with the program, however it ends, and are started with nothing but their task."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests import decoding_worker
from viewer import __main__ as program
from viewer.imaging import limits
from viewer.imaging.decoding import process, worker
from viewer.imaging.problems import SliceProblem

ROOT = Path(__file__).parents[4]
PARENT = """
import sys, time
from viewer.imaging.decoding.pool import DecodePool
from viewer.imaging.decoding.process import Order
import threading
pool = DecodePool(1, "tests.decoding_worker")
pool._start_all()
worker = pool._slots[0].worker
threading.Thread(
    target=worker.ask,
    args=[Order(task="frame", content=sys.argv[1].encode(), facts={}, samples=1)],
    daemon=True,
).start()
while not worker.has_started:
    time.sleep(0.001)
print(worker.pid, flush=True)
sys.stdin.read()
"""


def is_gone(pid: int) -> bool:
    """Tell whether a process ends within ten seconds; nobody may be there to bury it."""
    try:
        other = psutil.Process(pid)
        other.wait(0.1)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return other.status() == psutil.STATUS_ZOMBIE
    return True


def program_with_a_worker(poison: str) -> tuple["subprocess.Popen[str]", int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, poison],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    return parent, int(parent.stdout.readline())


@pytest.mark.parametrize("way", ["killed", "ended"])
def test_r010_an_idle_worker_ends_with_the_program(way):
    parent, pid = program_with_a_worker("nothing")
    with parent:
        parent.kill() if way == "killed" else parent.stdin.close()

    assert any(is_gone(pid) for _ in range(100))


def test_r010_a_worker_that_hangs_ends_itself_when_nobody_watches(monkeypatch):
    monkeypatch.setattr(limits, "DECODER_SECONDS", 0.1)
    monkeypatch.setattr(process, "_GRACE_S", 0.1)
    stuck = process.Worker("tests.decoding_worker")
    order = process.Order(task="frame", content=decoding_worker.HANG, facts={}, samples=1)

    with pytest.raises(process.WorkerLost) as caught:
        stuck.ask(order)

    assert caught.value.problem is SliceProblem.DECODER_DIED


def test_a_worker_learns_nothing_of_the_environment():
    known = process._environment(
        {
            "VIEWER_APP_KEY": "k",
            "HOME": "/home/x",
            "PATH": "/bin",
            "SystemRoot": "C:",
            "_PYI_A": "1",
        }
    )

    assert set(known) - set(process._SET_ENVIRONMENT) == {"SystemRoot", "_PYI_A"}


def test_a_worker_imports_from_where_the_program_does_and_from_nowhere_else(monkeypatch):
    monkeypatch.setattr(sys, "path", ["", "relative", str(ROOT), os.sep + "elsewhere"])

    *start, path = process._command(process.MODULE)

    assert start[:3] == [sys.executable, "-I", "-S"]
    assert path.split(os.pathsep) == [str(ROOT), os.sep + "elsewhere"]


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert process._command(process.MODULE) == [sys.executable, process.FROZEN_ARGUMENT]


def test_the_program_becomes_a_worker_when_told_before_anything_else(monkeypatch):
    class BecameWorker(BaseException):
        pass

    def become() -> None:
        raise BecameWorker

    monkeypatch.setattr(worker, "main", become)
    monkeypatch.setattr(sys, "argv", ["viewer", process.FROZEN_ARGUMENT])

    with pytest.raises(BecameWorker):
        program.main()
