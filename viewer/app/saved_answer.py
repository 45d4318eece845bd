"""A saved answer of a service on the images it is about, with its files as far as they are there.

The files are looked for beside the answer, where `viewer analyze` wrote them, then in the library
that fetched them.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.app.fitting import misfits
from viewer.app.linked_files import FilesBeside
from viewer.domain.job import Job
from viewer.domain.result import AnalysisResult, NoticeKind, RunState
from viewer.foundation.errors import UnreadableImage
from viewer.foundation.files import content_hash
from viewer.foundation.folders import Folders
from viewer.imaging.moved import is_stack
from viewer.imaging.stack import ImageStack
from viewer.jobs.inputs import ONE_IMAGE, image_index
from viewer.jobs.reading import read_kept
from viewer.storage.blobs import Blobs
from viewer.storage.database import Database
from viewer.storage.jobs import Jobs
from viewer.storage.opening import Access
from viewer.storage.result_files import FetchedFiles, ResultFiles
from viewer.storage.runs import KeptAnswer
from viewer.storage.uid_maps import UidMaps
from viewer.vendors.catalogue import failure_of
from viewer.vendors.errors import OtherPicture, VendorError, refusal
from viewer.vendors.gateway.endpoint import Endpoint, UidLookup, Wire

_FIRST_WORD: Final = "T2"
_FOREIGN: Final = frozenset({NoticeKind.WRONG_SERIES, NoticeKind.SIZE_MAPPED})
"""What an answer says that is better read on another stack, if there is one."""


@dataclass(frozen=True)
class AnsweredStack:
    """A stack and what an answer says about it; `index` is the one image that was sent, if one."""

    stack: ImageStack
    result: AnalysisResult
    index: int | None


@dataclass(frozen=True)
class _Known:
    """What is known of a saved answer beside its bytes."""

    raw: bytes
    endpoint: Endpoint
    uids: UidLookup | None
    job: Job | None
    frame: int | None
    file: Callable[[str], bytes | None]
    has_file: Callable[[str], bool]


def read_saved(
    path: Path, endpoint: Endpoint, stacks: Sequence[ImageStack], frame: int | None = None
) -> AnsweredStack:
    """Return the stack that an answer is about, with what it says. `stacks` is not empty.

    `frame` is the image of a stack that is meant where an endpoint takes one and the library does
    not know which it was. Raises UnreadableImage for the answer's file, Garbled, Refused,
    OtherPicture and the like: drawing nothing would look like "nothing found".
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableImage(str(path), error.strerror or "cannot be read") from error
    beside = FilesBeside.of(path, raw)
    folders = Folders.from_environment()
    if not folders.library.exists():
        known = _Known(raw, endpoint, None, None, frame, beside.content, beside.has)
        return _nearest(known, stacks)
    with closing(Database(folders.library, Access.READ)) as database:
        job = Jobs(database).of_answer(content_hash(raw))
        files = ResultFiles(database).of_job(job.uid) if job is not None else ()
        fetched = FetchedFiles(Blobs(folders.blobs), files)

        def file(name: str) -> bytes | None:
            content = beside.content(name)
            return fetched.content(name) if content is None else content

        def has_file(name: str) -> bool:
            return beside.has(name) or fetched.has(name)

        known = _Known(raw, endpoint, UidMaps(database), job, frame, file, has_file)
        return _nearest(known, stacks)


def _nearest(known: _Known, stacks: Sequence[ImageStack]) -> AnsweredStack:
    """Return the first stack that the answer is not foreign to, else the likeliest."""
    likeliest: AnsweredStack | OtherPicture | None = None
    for stack in sorted(stacks, key=lambda stack: _rank(known, stack)):
        try:
            answered = _answered(known, stack)
        except OtherPicture as error:
            likeliest = likeliest or error
            continue
        if answered.result.state is RunState.FAILED:
            raise _refusal(known, answered.result)
        if not _is_foreign(answered.result):
            return answered
        likeliest = likeliest or answered
    if likeliest is None:
        raise UnreadableImage("", "no files")
    if isinstance(likeliest, OtherPicture):
        raise likeliest
    return likeliest


def _refusal(known: _Known, result: AnalysisResult) -> VendorError:
    if known.endpoint.wire is Wire.DENTAL:
        return failure_of(known.raw, known.endpoint)
    return refusal("", result.failure)


def _answered(known: _Known, stack: ImageStack) -> AnsweredStack:
    """Read the answer for a stack."""
    index = _sent_index(known, stack)
    answer = KeptAnswer(
        raw=known.raw,
        endpoint=known.endpoint.name,
        series=stack.description,
        frame=index,
        file=known.file,
        has_file=known.has_file,
    )
    return AnsweredStack(stack, read_kept(answer, known.uids), index)


def _rank(known: _Known, stack: ImageStack) -> tuple[bool, int, bool, int]:
    """Order stacks: what the library says was sent, what fits, T2 of a spine, the largest."""
    text = stack.description.text
    is_sent = known.job is not None and is_stack(stack, known.job.series)
    is_first = _FIRST_WORD in f"{text.series_description} {text.protocol}".upper()
    problems = misfits(known.endpoint, stack, image_index(stack, known.frame))
    return not is_sent, len(problems), not is_first, -len(stack.instances)


def _sent_index(known: _Known, stack: ImageStack) -> int | None:
    """Return the one image of several that was sent; None where all were, or there is one."""
    is_one = frozenset(known.endpoint.slots[0].forms) <= ONE_IMAGE
    if not is_one or not known.endpoint.slots[0].is_required or len(stack.instances) < 2:
        return None
    said = known.job.frame if known.job is not None else None
    return image_index(stack, known.frame if said is None else said)


def _is_foreign(result: AnalysisResult) -> bool:
    return any(notice.kind in _FOREIGN for notice in result.notices)
