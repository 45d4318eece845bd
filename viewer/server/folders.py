"""Where a job keeps what it was sent and what it found, known to the service and to its worker.

The first input lies in the job's folder itself, each further one in a folder of its own beside it;
an input has `input`, as it was sent, and `slices`, unpacked.
"""

from pathlib import Path
from typing import Final

INPUT: Final = "input"
SLICES: Final = "slices"
RESULTS: Final = "results"


def input_folder(folder: Path, number: int) -> Path:
    """Return the folder of a job's input `number`, counted from 0."""
    return folder if number == 0 else folder / f"{INPUT}-{number + 1}"


def inputs_of(folder: Path) -> list[Path]:
    """Return all that a job keeps of its inputs: what is removed when it has come to its end."""
    return [path for path in folder.iterdir() if path.name.startswith((INPUT, SLICES))]
