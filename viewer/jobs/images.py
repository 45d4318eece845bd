"""Finding a job's images again after a restart."""

from collections.abc import Sequence

from viewer.domain.job import Job
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.moved import is_stack
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack


def find_stack(job: Job, places: Sequence[str] = ()) -> ImageStack:
    """Return the stack a job was made for, where it was then or in `places`, where it is now.

    Raises UnreadableImage when it is not there any more.
    """
    for paths in dict.fromkeys((job.source_paths, tuple(places))):
        for stack in scan(paths).stacks:
            if is_stack(stack, job.series):
                return stack
    raise UnreadableImage(job.title, "the images of this job are not where they were")
