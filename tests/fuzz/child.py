"""The process that opens damaged files: one path a line in, one line of JSON about it out.

What may go wrong goes wrong here: this process ends, and whoever gave it the file says so.
"""

import faulthandler
import json
import sys
import traceback
from pathlib import Path

from tests.fuzz import subject
from viewer.imaging.decoding import pool
from viewer.paint.application import drawing_application

ADDRESS_BYTES = 12 * 1024**3
"""Limit on address space: above the largest stack that is taken (8 GiB), below the machine."""
_PEAK = "VmHWM:"


def main() -> None:
    """Answer until there are no more lines."""
    faulthandler.enable()
    drawing_application()
    _limit()
    for line in sys.stdin:
        _forget_peak()
        answer = _examined(Path(line.rstrip("\n")))
        answer["peak"] = _peak()
        answer["lost_workers"] = _lost_workers()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _examined(path: Path) -> dict[str, object]:
    try:
        record = subject.examine(path)
    except Exception as error:  # noqa: BLE001 (anything at all is what is looked for)
        return {"fault": f"{type(error).__name__}: {error}"[:200], "trace": traceback.format_exc()}
    return {"counts": record.counts, "seconds": record.seconds, "step": record.step}


def _limit() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, resource.RLIM_INFINITY))


def _forget_peak() -> None:
    """Have the system measure the peak anew (proc(5), clear_refs)."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Return the most memory this process has held since, in bytes; 0 where nobody says."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(_PEAK))


def _lost_workers() -> int:
    """Return how many decoding workers died or stuck so far; their codestreams are remembered."""
    is_started = pool._of_this_program.cache_info().currsize > 0
    return len(pool.pool()._marks) if is_started else 0


if __name__ == "__main__":
    main()
