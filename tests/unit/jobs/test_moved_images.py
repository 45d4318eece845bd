"""A job goes on although its images were moved since it was made."""

from dataclasses import replace

import pytest

from tests.image_builders import write_series
from tests.library_builders import a_job
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.scan import scan
from viewer.jobs.images import find_stack


@pytest.fixture
def moved(tmp_path):
    """A job, and where its images are now."""
    write_series(tmp_path / "was", slices=3)
    (stack,) = scan([tmp_path / "was"]).stacks
    job = replace(a_job(), series=stack.description.reference, source_paths=stack.source_paths)
    (tmp_path / "was").rename(tmp_path / "is")
    return job, tuple(str(path) for path in sorted((tmp_path / "is").iterdir()))


def test_it_is_found_where_the_library_saw_it_last(moved):
    job, now = moved

    stack = find_stack(job, now)

    assert stack.description.reference == job.series
    assert set(stack.source_paths) == set(now)


def test_without_that_it_is_said_that_the_images_are_gone(moved):
    with pytest.raises(UnreadableImage):
        find_stack(moved[0])
