"""A picture is found again after it was cut, turned, brightened or compressed, of every kind."""

from pathlib import Path

from tests.conformance.similar_pictures import collection
from tests.conformance.similarity import CHANGES, tallied

_OF_EACH_KIND = 10


def test_of_a_thousand_pictures_the_original_comes_first_after_each_change(
    shared_data: Path,
) -> None:
    """In 98 of 100 queries after each change, and in 95 of each kind of picture."""
    pictures = collection(shared_data)
    assert len(pictures) >= 1000

    tally = tallied(pictures, _OF_EACH_KIND, CHANGES)

    table = "\n".join(tally.lines())
    for change in CHANGES:
        assert tally.share(change) >= 0.98, f"{change}\n{table}"
        for kind in tally.kinds:
            assert tally.share(change, kind) >= 0.95, f"{change}, {kind}\n{table}"
