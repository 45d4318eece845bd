"""`viewer jobs`: what is under way; go on with it, or stop it."""

import argparse
import asyncio
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli.analyze import ProgressLines, named_connection
from viewer.foundation.errors import ExitStatus, Forgotten, KnownError, WrongUsage

if TYPE_CHECKING:
    from viewer.domain.job import Job
    from viewer.storage.library import Library
    from viewer.vendors.connection import Connection


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("jobs", help="list, resume or cancel analyses")
    parser.add_argument("action", choices=["list", "resume", "cancel"])
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="only these (default: all)")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.add_argument(
        "--service", type=Path, metavar="JSONFILE", help="the line that `viewer serve` printed"
    )


def run(args: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library
    from viewer.storage.opening import Access
    from viewer.words.language import install_for_command_line

    install_for_command_line()
    named = named_connection(args.service)
    folders = Folders.from_environment()
    only_looks = args.action == "list" and folders.library.exists()
    with open_library(folders, Access.READ if only_looks else Access.WRITE) as library:
        chosen = _chosen(library, args.jobs)
        error: KnownError | None = None
        if args.action == "resume":
            chosen, error = asyncio.run(_resumed(library, chosen, named))
        elif args.action == "cancel":
            chosen = asyncio.run(_cancelled(library, chosen, named))
            error = _not_cancelled(chosen)
        _print(chosen, is_json=args.json)
    if error is not None:
        raise error
    return ExitStatus.DONE


def _chosen(library: "Library", uids: list[str]) -> "tuple[Job, ...]":
    jobs = library.jobs.all()
    known = {job.uid for job in jobs}
    for uid in uids:
        if uid not in known:
            raise WrongUsage(f"there is no job {uid}")
    return tuple(job for job in jobs if not uids or job.uid in uids)


async def _resumed(
    library: "Library", jobs: "tuple[Job, ...]", named: "Connection | None"
) -> "tuple[tuple[Job, ...], KnownError | None]":
    """Go on with what can be gone on with; return those jobs and the first thing that stopped.

    A job of which nobody knows whether it was accepted is told of and never sent again by this.
    """
    from viewer.app.local_service import LocalServices
    from viewer.app.named_service import NamedService
    from viewer.domain.job import RESUMABLE, JobState
    from viewer.jobs.runner import JobRunner

    services = NamedService(LocalServices(library.folders), named)
    runner = JobRunner(library, services)
    runner.progressed.connect(ProgressLines().say)
    left = [job for job in reversed(jobs) if job.state in {*RESUMABLE, JobState.UNCERTAIN}]
    left.sort(key=lambda job: job.state is not JobState.ANSWERED)  # their links live for minutes
    first: KnownError | None = None
    try:
        for job in left:
            try:
                await runner.run_job(job.uid)
            except Forgotten:  # another process found that the same is known already
                continue
            except KnownError as error:
                first = first or error
    finally:
        await runner.aclose()
        await services.close()
    return _again(library, left), first


async def _cancelled(
    library: "Library", jobs: "tuple[Job, ...]", named: "Connection | None"
) -> "tuple[Job, ...]":
    from viewer.app.local_service import LocalServices
    from viewer.app.named_service import NamedService
    from viewer.jobs.runner import JobRunner

    services = NamedService(LocalServices(library.folders), named)
    runner = JobRunner(library, services)
    open_jobs = [job for job in jobs if not job.is_final]
    try:
        for job in open_jobs:
            with suppress(Forgotten):
                await runner.cancel_to_end(job.uid)
    finally:
        await runner.aclose()
        await services.close()
    return _again(library, open_jobs)


def _not_cancelled(jobs: "tuple[Job, ...]") -> KnownError | None:
    """Return what to say of jobs that another process is at: it alone can stop them.

    An answered one is paid for and is finished, not cancelled.
    """
    from PySide6.QtCore import QCoreApplication

    from viewer.domain.job import JobState

    left = [job.uid for job in jobs if not (job.is_final or job.state is JobState.ANSWERED)]
    if not left:
        return None
    said = QCoreApplication.translate(
        "Jobs", "Another window or script runs {0}: cancel it there."
    ).format(", ".join(left))
    return WrongUsage(said)


def _again(library: "Library", jobs: "list[Job]") -> "tuple[Job, ...]":
    return tuple(job for job in map(library.jobs.get, (j.uid for j in jobs)) if job is not None)


def _print(jobs: "tuple[Job, ...]", *, is_json: bool) -> None:
    from viewer.words.jobs import cost_words

    if is_json:
        document = {"version": 1, "jobs": [_document(job) for job in jobs]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for job in jobs:
        cost = cost_words(job.fee, job.service)
        print(f"{job.uid}  {job.state.value:<10}  {job.endpoint}  {job.title}  ({cost})")


def _document(job: "Job") -> dict[str, object]:
    from viewer.vendors.errors import error_of
    from viewer.words.errors import error_words

    error = error_of(job.failure)
    return {
        "job": job.uid,
        "state": job.state.value,
        "endpoint": job.endpoint,
        "title": job.title,
        "series_instance_uid": job.series.series_instance_uid,
        "other_inputs": [
            {"input": other.slot, "series_instance_uid": other.series.series_instance_uid}
            for other in job.others
        ],
        "service": job.service,
        "request_id": job.request_id,
        "created": job.created.isoformat(timespec="seconds"),
        "changed": (job.changed or job.created).isoformat(timespec="seconds"),
        "is_rerun": job.is_rerun,
        "fee": job.fee,
        "failure": error_words(error).line if error else "",
    }
