"""Files made to differ in one attribute are shown as DCMTK shows them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conformance.comparison import Outcome, compare
from tests.conformance.corpus import Sample
from tests.conformance.made_files import made, write


@pytest.mark.process
@pytest.mark.usefixtures("dcmtk")
def test_each_attribute_of_the_pixels_means_the_same_as_in_dcmtk(tmp_path: Path) -> None:
    samples = [
        Sample(name, write(data, tmp_path / f"{number:03d}.dcm"))
        for number, (name, data) in enumerate(made())
    ]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(compare, samples))
    others = [
        (result.name, str(result.outcome), result.words)
        for result in results
        if result.outcome is not Outcome.EQUAL
    ]
    assert others == []
    assert len(results) > 90
