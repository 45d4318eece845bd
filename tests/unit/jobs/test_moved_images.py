"""A job goes on although its images were moved since it was made."""

import pytest

from tests.image_builders import write_series
from viewer.domain.job import JobInput
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.scan import scan
from viewer.jobs.images import find_stack


@pytest.fixture
def moved(tmp_path):
    """The input of a job, and where its images are now."""
    write_series(tmp_path / "was", slices=3)
    (stack,) = scan([tmp_path / "was"]).stacks
    given = JobInput(
        slot="images", series=stack.description.reference, source_paths=stack.source_paths
    )
    (tmp_path / "was").rename(tmp_path / "is")
    return given, tuple(str(path) for path in sorted((tmp_path / "is").iterdir()))


def test_it_is_found_where_the_library_saw_it_last(moved):
    given, now = moved

    stack = find_stack(given, "Lung", now)

    assert stack.description.reference == given.series
    assert set(stack.source_paths) == set(now)


def test_without_that_it_is_said_that_the_images_are_gone(moved):
    with pytest.raises(UnreadableImage):
        find_stack(moved[0], "Lung")
