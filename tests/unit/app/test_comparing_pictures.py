"""Without a window a registration leaves a picture for each way of comparing."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests import registered_builders as made
from viewer.app.result_files import write_result_files
from viewer.foundation.folders import Folders
from viewer.imaging.registered import stack_in
from viewer.jobs.library import open_library
from viewer.paint.image import to_array


def written(
    folder: Path, pair: made.Pair, files: dict[str, bytes] | None = None
) -> dict[str, np.ndarray]:
    """Return the pictures of a run by the names of their files."""
    with open_library(Folders.from_environment()) as library:
        made.keep_run(library, pair, files)
        run = library.runs.get(made.RUN)
        assert run is not None
        paths = write_result_files(library, run, stack_in([pair.reference]), folder)
    return {
        path.name: to_array(QImage(str(path))) for path in paths if path.name.startswith("compare-")
    }


@pytest.fixture
def pair(tmp_path: Path) -> made.Pair:
    return made.write_pair(tmp_path / "pair")


def test_each_mode_has_its_picture_and_the_difference_one_from_before(
    tmp_path: Path, pair: made.Pair
) -> None:
    pictures = written(tmp_path / "out", pair)
    assert sorted(pictures) == [
        "compare-blend.png",
        "compare-checkerboard.png",
        "compare-difference-before.png",
        "compare-difference.png",
        "compare-side.png",
        "compare-swipe.png",
    ]
    assert pictures["compare-side.png"].shape[1] == 2 * made.COLUMNS + 2
    before, after = pictures["compare-difference-before.png"], pictures["compare-difference.png"]
    assert np.ptp(before, axis=2).mean() > np.ptp(after, axis=2).mean()


def test_without_a_file_there_is_no_picture_of_it(tmp_path: Path, pair: made.Pair) -> None:
    assert written(tmp_path / "out", pair, {}) == {}
