"""Finding a job's images again after a restart."""

from pathlib import Path

from viewer.domain.job import Job
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack


def find_stack(job: Job) -> ImageStack:
    """Return the stack a job was made for. Raises UnreadableImage when it is not there any more."""
    found = scan([Path(path) for path in job.source_paths])
    for study in found.studies:
        for stack in study.stacks:
            if stack.description.reference == job.series:
                return stack
    raise UnreadableImage(job.title, "the images of this job are not where they were")
