"""One batch under way: its pictures made, sent a few at a time, and their fate kept."""

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from viewer.domain.references import SeriesReference
from viewer.domain.similar import KeptImage
from viewer.foundation.errors import (
    Cancelled,
    CannotWrite,
    KnownError,
    LibraryUnavailable,
    ServiceUnavailable,
)
from viewer.foundation.killpoints import KillPoint, reached
from viewer.foundation.locks import ProcessLock
from viewer.jobs.queueing import family_of
from viewer.jobs.similar import making, uploads
from viewer.jobs.similar.contents import Contents
from viewer.jobs.similar.lines import Line, Lines
from viewer.jobs.similar.link import link_in
from viewer.jobs.similar.making import Made, Sources
from viewer.jobs.similar.problems import failure_kept
from viewer.jobs.similar.uploads import Leaving, Upload
from viewer.storage.library import Library
from viewer.storage.similar_rows import AddedPicture, ItemStep, KeptBatch, KeptItem, Purpose
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Garbled,
    Interrupted,
    Refused,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    Untrusted,
)
from viewer.vendors.similar.errors import DatabaseFull

_AT_ONCE: Final = 3
_TRIES: Final = 3
_SETTLES_S: Final = 5.0
"""How long a service may be at a picture: its document gives an answer 5 s (x-read-timeout)."""
_LATE: Final = timedelta(minutes=1)
"""What a killed process sent may arrive for so long."""
_TURN_S: Final = 0.2
_OF_ALL: Final = (
    *(Unreachable, Untrusted, TimedOut, Interrupted, Busy, BadCredentials, Garbled),
    *(ServiceUnavailable, LibraryUnavailable, CannotWrite, DatabaseFull),
)
"""What would happen to every other picture as well."""


def turn_of(library: Library, batch: KeptBatch) -> ProcessLock:
    """Return the lock of the batch that adds to a database: two at once would add the same twice.

    It holds for all processes with this library.
    """
    where = f"{family_of(batch.service)}|{batch.database}"
    return library.job_lock(f"similar-{hashlib.sha256(where.encode()).hexdigest()[:32]}")


class Batch:
    """Runs what is left of a batch, once. `tell` is called after each picture."""

    def __init__(
        self,
        library: Library,
        lines: Lines,
        kept: KeptBatch,
        sources: Sources,
        tell: Callable[[], None],
    ) -> None:
        self._library = library
        self._lines = lines
        self._kept = kept
        self._sources = sources
        self._tell = tell
        self._waiting: deque[KeptItem] = deque()
        self._one_by_one: dict[str, asyncio.Lock] = {}
        """By entity id, and within that by content: what is equal waits for each other."""
        self._workers: set[asyncio.Task[object]] = set()
        """Those that can be broken off at this moment."""
        self._stop: KnownError | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        """Begin nothing more; what is being sent this moment comes to its end."""
        self.is_cancelled = True
        for worker in self._workers:
            worker.cancel()

    async def run(self) -> None:
        """Work until nothing is left or nothing more can be done. Raises what stopped all."""
        self._waiting.extend(self._library.similar.items(self._kept.uid, open_only=True))
        if not self._waiting:
            return
        with turn_of(self._library, self._kept) as turn:
            while not turn.acquire():
                await self._lines.clock.sleep(_TURN_S)
                if self.is_cancelled:
                    return
            await self._run_in_turn()

    async def _run_in_turn(self) -> None:
        now = self._lines.clock.now()
        if self._library.similar.is_another_sending(self._kept, now - _LATE):
            await self._lines.clock.sleep(_SETTLES_S)  # of a process that died: the turn is ours
        line = await self._lines.to(self._kept.service)
        contents = Contents(line, self._kept.database, self._bill)
        await contents.look()
        async with asyncio.TaskGroup() as group:
            for _ in range(min(_AT_ONCE, len(self._waiting))):
                group.create_task(self._work(line, contents))
        if self._stop is not None and not self.is_cancelled:
            raise self._stop

    async def _work(self, line: Line, contents: Contents) -> None:
        with self._can_be_broken_off():
            try:
                while self._waiting and self._stop is None and not self.is_cancelled:
                    await self._settled(line, contents, self._waiting.popleft())
                    self._tell()
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if not self.is_cancelled or task is None:
                    raise
                task.uncancel()

    async def _settled(self, line: Line, contents: Contents, item: KeptItem) -> None:
        """Bring one picture to its end; what concerns all of them stops them."""
        try:
            async with self._one_by_one.setdefault(item.entity_id, asyncio.Lock()):
                await self._ended(line, contents, item)
        except Cancelled:
            return
        except _OF_ALL as error:
            self._stop = self._stop or error

    async def _ended(self, line: Line, contents: Contents, item: KeptItem) -> None:
        """Bring one picture to its end. Raises what concerns all of them."""
        if item.state is ItemStep.SENDING:  # an earlier process does not know any more
            if await self._has_arrived(line, contents, item):
                return
            item = self._save(replace(item, state=ItemStep.PREPARED))
        try:
            if await self._is_known_by_its_id(line, contents, item):
                return
            made = await self._made(item)
            item = self._save(
                replace(item, state=ItemStep.PREPARED, sha256=made.sha256, thumbnail=made.thumbnail)
            )
            async with self._one_by_one.setdefault(f"#{made.sha256}", asyncio.Lock()):
                await self._added(line, contents, item, made)
        except (Cancelled, *_OF_ALL):
            raise
        except KnownError as error:
            self._bill(getattr(error, "fee", 0))
            self._save(replace(item, state=ItemStep.FAILED, failure=failure_kept(error)))

    async def _made(self, item: KeptItem) -> Made:
        places: tuple[str, ...] = ()
        if not self._sources.has(item.number):
            part = int(item.link.part) if item.link.part.isdecimal() else 0
            series = SeriesReference(item.link.study, item.link.series, part)
            places = self._library.studies.paths_of(series)
        folder = uploads.folder_of(self._library) / item.batch
        make = partial(making.made, item, self._sources, places, folder, self._library.blobs)
        future = asyncio.get_running_loop().run_in_executor(None, make)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])  # it would write a picture where all was put away
            raise

    async def _added(self, line: Line, contents: Contents, item: KeptItem, made: Made) -> None:
        known = await self._known(line, contents, item)
        if known is not None:
            where = replace(item, entity_id=known.entity_id, data_id=known.data_id)
            self._save(replace(where, state=ItemStep.KNOWN))
            if not self._records(line, known.entity_id):
                self._library.similar.keep_added(self._record(line, item, known))
            return
        contents.take_room()
        try:
            await self._sent(line, contents, item, made)
        except BaseException:
            contents.give_room_back()
            raise

    async def _is_known_by_its_id(self, line: Line, contents: Contents, item: KeptItem) -> bool:
        """Keep that an image is there already, where its picture need not be made to tell."""
        if not item.names_image:
            return False
        there = await contents.of(item.entity_id)
        if not there or not self._records(line, item.entity_id):
            return False
        self._save(replace(item, state=ItemStep.KNOWN, data_id=there[0].data_id))
        return True

    async def _known(self, line: Line, contents: Contents, item: KeptItem) -> KeptImage | None:
        """Return the entry of the same picture in the database; None where there is none.

        Under an id that a script chose only what has this id counts: it is wanted there.
        """
        for image in await contents.of(item.entity_id):
            if item.names_image or _is_of_same_image(image, item):
                return image
        similar = self._library.similar
        for record in similar.added_content(line.family, self._kept.database, item.sha256):
            if not item.names_image and record.entity_id != item.entity_id:
                continue
            there = await contents.of(record.entity_id)
            for image in there:
                if record.data_id in {image.data_id, ""}:
                    return image
            if not there:
                similar.drop_entity(line.family, self._kept.database, record.entity_id)
        return None

    async def _sent(self, line: Line, contents: Contents, item: KeptItem, made: Made) -> None:
        """Upload a picture and have it added, once."""
        there = await contents.of(item.entity_id)
        item = replace(item, there_before=sum(1 for image in there if _is_equal(image, item)))
        upload = await self._uploaded(line, made)
        try:
            await self._sent_from(line, contents, item, upload)
        except UnknownOutcome:  # it may be read at this moment: deleted at a later start
            raise
        except Refused:
            await uploads.taken_away(self._library, line, upload.key)
            await contents.look()
            if contents.is_full:
                raise DatabaseFull(self._kept.database) from None
            raise
        await uploads.taken_away(self._library, line, upload.key)

    async def _uploaded(self, line: Line, made: Made) -> Upload:
        """Put a picture where the service fetches it; a store that refuses one refuses all."""
        leaving = Leaving(made.path, self._kept.database, Purpose.ADD)
        try:
            return await uploads.uploaded(self._library, self._lines.clock, line, leaving)
        except Refused as error:
            self._stop = self._stop or error
            raise Cancelled from error

    async def _sent_from(
        self, line: Line, contents: Contents, item: KeptItem, upload: Upload
    ) -> None:
        """Have a picture added; where nobody knows whether it was, the database is asked first."""
        unknown: UnknownOutcome | None = None
        for _ in range(_TRIES):
            try:
                await line.sent(lambda: self._once(line, contents, item, upload))
            except UnknownOutcome as error:
                unknown = error
            else:
                return
            with self._cannot_be_broken_off():
                if await self._has_arrived(line, contents, item):
                    return
        if unknown is not None:
            raise unknown

    async def _once(self, line: Line, contents: Contents, item: KeptItem, upload: Upload) -> None:
        if self.is_cancelled:
            raise Cancelled
        with self._cannot_be_broken_off():
            self._save(replace(item, state=ItemStep.SENDING))
            reached(KillPoint.BEFORE_SUBMIT)
            try:
                said = await line.client.add(
                    self._kept.database, item.entity_id, item.extra_data, upload.address
                )
            except UnknownOutcome:
                raise
            except KnownError:  # nothing was accepted
                self._save(replace(item, state=ItemStep.PREPARED))
                raise
            # nothing may be awaited between the answer and its commit
            reached(KillPoint.ANSWER_IN_MEMORY)
            image = KeptImage(
                entity_id=item.entity_id, data_id=said.value, extra_data=item.extra_data
            )
            self._keep(line, item, image, said.fee)
        (await contents.of(item.entity_id)).append(image)

    async def _has_arrived(self, line: Line, contents: Contents, item: KeptItem) -> bool:
        """Ask the database whether a picture came that may have been sent; keep that it did.

        Asked twice, with a pause: the service may have been at it.
        """
        ids = {record.data_id for record in self._records(line, item.entity_id)}
        for pause in (0.0, _SETTLES_S):
            await self._lines.clock.sleep(pause)
            there = [
                image for image in await contents.now_of(item.entity_id) if _is_equal(image, item)
            ]
            if len(there) > item.there_before:
                new = next((image for image in there if image.data_id not in ids), there[-1])
                self._keep(line, item, new, 0)
                return True
        return False

    def _keep(self, line: Line, item: KeptItem, image: KeptImage, fee: int) -> None:
        """Keep that a picture is in the database."""
        ended = replace(item, state=ItemStep.ADDED, data_id=image.data_id, failure="")
        self._library.similar.end(ended, self._record(line, item, image), fee)

    def _records(self, line: Line, entity_id: str) -> tuple[AddedPicture, ...]:
        return self._library.similar.added(line.family, self._kept.database, (entity_id,))

    def _record(self, line: Line, item: KeptItem, image: KeptImage) -> AddedPicture:
        return AddedPicture(
            service=line.family,
            database=self._kept.database,
            entity_id=image.entity_id,
            sha256=item.sha256,
            data_id=image.data_id,
            extra_data=image.extra_data,
            link=item.link,
            thumbnail=item.thumbnail,
            added=self._lines.clock.now(),
        )

    def _save(self, item: KeptItem) -> KeptItem:
        self._library.similar.save(item)
        return item

    def _bill(self, fee: int) -> None:
        self._library.similar.bill(self._kept.uid, fee)

    @contextmanager
    def _can_be_broken_off(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task is not None:
            self._workers.add(task)
        try:
            yield
        finally:
            self._workers.discard(task)

    @contextmanager
    def _cannot_be_broken_off(self) -> Iterator[None]:
        task = asyncio.current_task()
        self._workers.discard(task)
        try:
            yield
        finally:
            if task is not None:
                self._workers.add(task)


def _is_equal(image: KeptImage, item: KeptItem) -> bool:
    return (image.entity_id, image.extra_data) == (item.entity_id, item.extra_data)


def _is_of_same_image(image: KeptImage, item: KeptItem) -> bool:
    """Tell whether an entry was made of the same image, where its extra data say of which."""
    return _is_equal(image, item) and link_in(item.extra_data) is not None
