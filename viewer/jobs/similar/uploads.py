"""Pictures where the service fetches them: put there, remembered before, taken away afterwards."""

import asyncio
import contextlib
import hashlib
import logging
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from viewer.foundation.clock import Clock
from viewer.foundation.errors import CannotWrite, KnownError
from viewer.foundation.folders import SIMILAR
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs.queueing import family_of
from viewer.jobs.request import LOCAL
from viewer.jobs.similar.lines import Line, Lines
from viewer.jobs.similar.picture import extension_of
from viewer.storage.library import Library
from viewer.storage.settings import DELETE_UPLOADS
from viewer.storage.similar_rows import OPEN_STATES, Purpose, SentPicture
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway import one_url
from viewer.vendors.limits import LimitKind, LimitProblem

_log = logging.getLogger(__name__)
_TRIES: Final = 4
_IN_USE: Final = timedelta(minutes=10)
"""A service, or another process of ours, may still be about to use what is younger."""
_LONGEST: Final = timedelta(days=7)
_REMEMBERED: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Upload:
    """An object that the service can fetch at `address`."""

    key: str
    address: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """A picture that is to leave: its file, for which database, what for."""

    path: Path
    database: str
    purpose: Purpose


def folder_of(library: Library) -> Path:
    """Return where pictures are made ready: each batch has a folder of its own in it."""
    return library.folders.cache / "outgoing" / SIMILAR


async def uploaded(library: Library, clock: Clock, line: Line, leaving: Leaving) -> Upload:
    """Put a file where the service fetches it; that is remembered first.

    Raises Unreachable, TimedOut, Interrupted, Busy, Refused, LimitBroken, LibraryUnavailable.
    """
    content = await asyncio.to_thread(leaving.path.read_bytes)
    key = one_url.object_key(uuid4().hex, f"picture.{extension_of(content)}")
    address = await asyncio.to_thread(line.store.address, key)
    if not address.isascii():
        raise LimitBroken((LimitProblem(LimitKind.ADDRESS_NOT_ASCII),))
    connection = line.connection
    library.similar.keep_sent(
        SentPicture(
            object_key=key,
            service=connection.service,
            host=connection.host,
            store=urlsplit(connection.store.endpoint).netloc,
            database=leaving.database,
            purpose=leaving.purpose,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            sent=clock.now(),
        )
    )
    await line.retrying(
        lambda: line.store.put(key, leaving.path, lambda _size: reached(KillPoint.MID_UPLOAD)),
        _TRIES,
    )
    reached(KillPoint.AFTER_UPLOAD)
    return Upload(key, address)


async def taken_away(library: Library, line: Line, key: str) -> None:
    """Delete an upload; what cannot be deleted now is tried again at the next start."""
    if not library.settings.get(DELETE_UPLOADS):
        return
    try:
        await line.store.delete(key)
        library.similar.upload_deleted(key)
    except KnownError as error:
        _log.info("an upload stays for now: %s", type(error).__name__)


async def sweep(library: Library, lines: Lines, services: Iterable[str] | None = None) -> None:
    """Delete uploads that earlier processes left, of these services; None: of all vendors.

    The local service is not started for this. After a week nothing is tried any more.
    """
    if library.is_read_only or not library.settings.get(DELETE_UPLOADS):
        return
    now = lines.clock.now()
    left: dict[str, list[SentPicture]] = {}
    for sent in library.similar.uploads_left(now, older=_IN_USE):
        is_meant = (
            family_of(sent.service) != LOCAL if services is None else sent.service in services
        )
        if is_meant and now - sent.sent < _LONGEST:
            left.setdefault(sent.service, []).append(sent)
    for service, uploads in left.items():
        try:
            line = await lines.to(service)
        except KnownError as error:
            _log.info("uploads are not deleted: %s", type(error).__name__)
            continue
        for sent in uploads:
            await taken_away(library, line, sent.object_key)


async def sweep_folder(library: Library, clock: Clock) -> None:
    """Delete the pictures of batches that are over, and what killed searches left.

    Batches that were over a month ago are forgotten; what they added stays known.
    """
    if not library.is_read_only:
        for uid in library.similar.finished_batches(clock.now() - _REMEMBERED):
            for name in library.similar.forget(uid):
                with contextlib.suppress(CannotWrite):
                    await asyncio.to_thread(library.blobs.remove, name)
    oldest = (clock.now() - _IN_USE).timestamp()
    for path in await asyncio.to_thread(_untouched, folder_of(library), oldest):
        with library.job_lock(path.name) as lock:
            batch = library.similar.batch(path.name)
            is_over = batch is None or not batch.count(*OPEN_STATES)
            if is_over and lock.acquire():
                await asyncio.to_thread(_removed, path)


def _untouched(folder: Path, oldest: float) -> list[Path]:
    """Return what lies in a folder and was not changed since (Unix, s)."""
    try:
        return [path for path in folder.iterdir() if path.stat().st_mtime < oldest]
    except OSError:
        return []


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a picture that is to leave; blocks. Raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite.because(str(path), error) from error
