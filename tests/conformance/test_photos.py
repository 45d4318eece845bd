"""Every picture as Pillow and OpenCV show it, but for those that are listed by name."""

from pathlib import Path

import pytest

from tests.conformance.photos import EXCEPTIONS, PAGE, compared_photos


@pytest.mark.filterwarnings("ignore")
def test_r016_r017_pictures_equal_those_of_independent_programs(shared_data: Path) -> None:
    results = compared_photos(shared_data / "images")

    assert [result for result in results if result.verdict == "differs"] == []
    named = {Path(result.name).name for result in results if result.verdict == "named"}
    assert named == set(EXCEPTIONS)
    written = PAGE.read_text(encoding="utf-8")
    for result in results:
        cells = result.row.replace(f"|{result.name}", f"|images/{result.name}", 1)
        assert cells in written, "docs/conformance-photos.md is out of date: make conformance"
