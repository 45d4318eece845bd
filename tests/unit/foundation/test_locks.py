"""Locks that die with their holder."""

import subprocess
import sys

from viewer.foundation.locks import ProcessLock


def test_a_lock_is_held_by_one(tmp_path):
    first, second = ProcessLock(tmp_path / "a" / "job.lock"), ProcessLock(tmp_path / "a/job.lock")

    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_leaving_the_block_releases(tmp_path):
    with ProcessLock(tmp_path / "job.lock") as lock:
        lock.acquire()

    assert not lock.is_held
    assert ProcessLock(tmp_path / "job.lock").acquire()


def test_r044_a_killed_holder_leaves_no_stale_lock(tmp_path):
    path = tmp_path / "job.lock"
    script = (
        "import sys; from pathlib import Path; from viewer.foundation.locks import ProcessLock;"
        "lock = ProcessLock(Path(sys.argv[1])); print(lock.acquire(), flush=True);"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline().strip() == "True"
        assert not ProcessLock(path).acquire()
        holder.kill()
        holder.wait()

    with ProcessLock(path) as lock:
        assert lock.acquire()
