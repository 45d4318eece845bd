"""`viewer analyze`: send images to an endpoint and write what comes back."""

import argparse
import asyncio
import errno
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.foundation.errors import ExitStatus, Forgotten, KnownError, UnreadableImage, WrongUsage

if TYPE_CHECKING:
    from viewer.app.choosing import ChosenInputs
    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.progress import JobProgress
    from viewer.jobs.request import AnalysisRequest
    from viewer.storage.library import Library
    from viewer.vendors.connection import Connection
    from viewer.vendors.gateway.endpoint import Endpoint


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("analyze", help="have images analysed and write the result")
    parser.add_argument("endpoint", metavar="ENDPOINT", help="e.g. lung-nodule")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, ZIP, DICOMDIR")
    parser.add_argument("--prior", metavar="PATH", help="the earlier study, where one is compared")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument(
        "--series",
        action="append",
        default=[],
        metavar="UID",
        help="which series, if several fit; several in the order of the endpoint's inputs",
    )
    parser.add_argument(
        "--service", type=Path, metavar="JSONFILE", help="the line that `viewer serve` printed"
    )
    parser.add_argument("--again", action="store_true", help="submit anew what was analysed before")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Analyse and write the files; returns the exit status."""
    from viewer.vendors.catalogue import endpoint_named

    endpoint = endpoint_named(args.endpoint)
    parameters = _parameters(args.param)
    endpoint.checked_parameters(parameters)
    named = named_connection(args.service)
    chosen = _chosen(args, endpoint)
    parameters = _with_kind_of_question(endpoint, parameters, has_pictures=bool(chosen.others))

    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library
    from viewer.jobs.request import LOCAL, AnalysisRequest

    request = AnalysisRequest(
        endpoint=endpoint,
        stack=chosen.stack,
        others=chosen.others,
        parameters=parameters,
        service=named.service if named else LOCAL,
        is_rerun=args.again,
    )
    _check(request)
    with open_library(Folders.from_environment()) as library:
        _make_folder(args.out)
        return _analysed(library, request, named, args.out)


def _chosen(args: argparse.Namespace, endpoint: "Endpoint") -> "ChosenInputs":
    """Return the images that the words of the command mean. Raises KnownError."""
    from viewer.app.choosing import check_places, choose_inputs

    check_places(endpoint, has_paths=bool(args.paths), has_prior=args.prior is not None)
    uids = [uid.strip() for said in args.series for uid in said.split(",") if uid.strip()]
    prior = _stacks([args.prior]) if args.prior is not None else ()
    return choose_inputs(endpoint, _stacks(args.paths) if args.paths else (), prior, uids)


def _stacks(paths: Sequence[str]) -> "tuple[ImageStack, ...]":
    """Return the images of some places. Raises UnreadableImage."""
    from viewer.imaging.scan import scan

    found = scan(paths)
    if not found.stacks:
        raise UnreadableImage(", ".join(paths), found.reason or "no files")
    return tuple(found.stacks)


def _with_kind_of_question(
    endpoint: "Endpoint", parameters: dict[str, str], *, has_pictures: bool
) -> dict[str, str]:
    """Return the parameters; pictures without a word are a question about pictures."""
    given = {name.lower() for name in parameters}
    is_silent = not endpoint.slots[0].is_required and not given & {"questiontype", "answertext"}
    return parameters | ({"QuestionType": "images"} if is_silent and has_pictures else {})


def _check(request: "AnalysisRequest") -> None:
    """Hold all inputs against the endpoint's limits, before anything is kept. Raises LimitBroken.

    The job does the same once more, when the sizes as sent are known.
    """
    from viewer.jobs.checking import check_inputs, check_words
    from viewer.vendors.errors import LimitBroken

    problems = (
        *check_inputs(request.endpoint, request.facts()),
        *check_words(request.endpoint, dict(request.checked_parameters()), len(request.others)),
    )
    if problems:
        raise LimitBroken(problems)


def _make_folder(folder: Path) -> None:
    """See that results can be written, before anything that costs is done. Raises CannotWrite."""
    from viewer.foundation.errors import CannotWrite

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise CannotWrite.because(str(folder), error) from error


def named_connection(path: Path | None) -> "Connection | None":
    """Return the connection that a file names. Raises WrongUsage."""
    if path is None:
        return None
    from viewer.vendors.connection import connection_from_line

    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"--service: {path} cannot be read") from error
    return connection_from_line(lines[0] if lines else "", environment=os.environ)


def _parameters(texts: Sequence[str]) -> dict[str, str]:
    parameters = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise WrongUsage(f"--param takes NAME=VALUE, not {text}")
        parameters[name] = value
    return parameters


def _analysed(
    library: "Library", request: "AnalysisRequest", named: "Connection | None", out: Path
) -> int:
    from viewer.app.linked_files import missing_words
    from viewer.app.result_files import write_failed_run, write_result_files
    from viewer.foundation.errors import BugError
    from viewer.paint.application import drawing_application
    from viewer.words.language import install_for_command_line

    drawing_application()
    install_for_command_line()

    try:
        job, is_earlier = asyncio.run(_run_job(library, request, named))
    except _Stopped as stopped:
        run = library.runs.get(stopped.job_uid)
        if run is not None:
            _say_written(write_failed_run(library, run, request.stack, out))
        raise stopped.error from stopped
    run = library.runs.get(job.uid)
    if run is None:
        raise BugError(f"job {job.uid} is done and has no run")
    if is_earlier:
        _say_earlier(job)
    _say_written(write_result_files(library, run, request.stack, out))
    _say_lines(missing_words(library, run.uid))
    return ExitStatus.DONE


def _say_earlier(job: "Job") -> None:
    """Say that nothing was sent: the same was analysed before."""
    from viewer.words.jobs import earlier_words
    from viewer.words.moments import moment_words

    _say_lines([earlier_words(moment_words(job.changed or job.created))])


def _say_lines(lines: Iterable[str]) -> None:
    """Say what does not stop the command."""
    with suppress(BrokenPipeError):
        for line in lines:
            print(line, file=sys.stderr, flush=True)


class _Stopped(Exception):
    """Carries which job stopped together with why."""

    def __init__(self, job_uid: str, error: KnownError) -> None:
        super().__init__(job_uid)
        self.job_uid = job_uid
        self.error = error


async def _run_job(
    library: "Library", request: "AnalysisRequest", named: "Connection | None"
) -> "tuple[Job, bool]":
    """Run it; returns the finished job, and whether an earlier one stands for it."""
    from viewer.app.local_service import LocalServices
    from viewer.app.named_service import NamedService
    from viewer.domain.job import JobState
    from viewer.jobs.runner import JobRunner

    services = NamedService(LocalServices(library.folders), named)
    runner = JobRunner(library, services)
    lines = ProgressLines()
    runner.progressed.connect(lines.say)
    job = runner.admit(request)
    if request.is_rerun and job.state is JobState.UNCERTAIN:
        job = runner.retry(job.uid)  # `--again` is the person's word that it may be paid for twice
    try:
        try:
            done = await runner.run_job(job.uid)
        except Forgotten:  # another process found that the same is known: it is found here as well
            done = await runner.run_to_end(request)
    except KnownError as error:
        raise _Stopped(job.uid, error) from error
    else:
        return done, done.uid != job.uid
    finally:
        await runner.aclose()
        await services.close()


class ProgressLines:
    """Progress for who watches: a line a step, and one each quarter where the end is known.

    A script that reads stderr finds the one line there that says what went wrong.
    """

    def __init__(self) -> None:
        self._last: tuple[str, int, str] | None = None
        self._is_watched = sys.stderr.isatty()

    def say(self, progress: "JobProgress") -> None:
        """Print the progress when it is worth a line."""
        share = -1 if progress.fraction is None else int(progress.fraction * 4)
        said = (progress.step.value, share, progress.detail or str(progress.place or ""))
        if said == self._last or not self._is_watched:
            return
        self._last = said
        percent = "" if share < 0 else f" {share * 25} %"
        facts = ", ".join(_facts(progress))
        detail = f" ({facts})" if facts else ""
        with suppress(BrokenPipeError):
            print(f"{progress.step.value}{percent}{detail}", file=sys.stderr, flush=True)


def _facts(progress: "JobProgress") -> list[str]:
    """Return what is known of the pace: the service's word, the place in the queue, the speed."""
    from viewer.words.jobs import left_words, queued_words, speed_words

    facts = [progress.detail] if progress.detail else []
    if progress.place:
        facts.append(queued_words(progress.place))
    if progress.bytes_per_s > 0:
        facts.append(speed_words(progress.bytes_per_s))
    if progress.seconds_left is not None:
        facts.append(left_words(progress.seconds_left))
    return facts


def _say_written(paths: Sequence[Path]) -> None:
    for path in paths:
        print(path)
