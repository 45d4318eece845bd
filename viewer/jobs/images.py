"""Finding a job's images again after a restart."""

import asyncio
from collections.abc import Sequence

from viewer.domain.job import Job, JobInput
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.moved import is_stack
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.jobs.inputs import inputs_of
from viewer.storage.library import Library


class JobImages:
    """What each job sends, as long as this process lives; after a restart it is looked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stacks: dict[str, tuple[ImageStack, ...]] = {}

    def keep(self, uid: str, stacks: tuple[ImageStack, ...]) -> None:
        """Keep the images of a job in the order in which they are sent."""
        self._stacks[uid] = stacks

    async def of(self, job: Job) -> tuple[ImageStack, ...]:
        """Return what a job sends. Raises UnreadableImage where it is not there any more."""
        if job.uid not in self._stacks:
            found = []
            for given in (sent.given for sent in inputs_of(job)):
                places = self._library.studies.paths_of(given.series)
                found.append(await asyncio.to_thread(find_stack, given, job.title, places))
            self._stacks[job.uid] = tuple(found)
        return self._stacks[job.uid]


def find_stack(given: JobInput, title: str, places: Sequence[str] = ()) -> ImageStack:
    """Return the stack of a job's input, where it was then or in `places`, where it is now.

    Raises UnreadableImage, with the job's title, when it is not there any more.
    """
    for paths in dict.fromkeys((given.source_paths, tuple(places))):
        for stack in scan(paths).stacks:
            if is_stack(stack, given.series):
                return stack
    raise UnreadableImage(title, "the images of this job are not where they were")
