"""Similar cases as the window and the command line use them: one library, its services."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from viewer.domain.similar import CaseLink, ImagePage, Match, SearchResult
from viewer.foundation.clock import Clock
from viewer.foundation.errors import CannotWrite, KnownError, LibraryUnavailable
from viewer.foundation.folders import SIMILAR
from viewer.jobs.queueing import family_of
from viewer.jobs.services import ServiceDirectory
from viewer.jobs.similar import foreign, uploads
from viewer.jobs.similar.adding import Adding
from viewer.jobs.similar.contents import Contents
from viewer.jobs.similar.lines import Line, Lines
from viewer.jobs.similar.link import link_in, study_prefix
from viewer.jobs.similar.picture import encoded, extension_of, within_rule
from viewer.jobs.similar.problems import check_database
from viewer.jobs.similar.uploads import Leaving
from viewer.privacy.uid_map import UidMap
from viewer.storage.library import Library
from viewer.storage.similar_rows import AddedPicture, Purpose
from viewer.vendors.downloads import Lookup, looked_up
from viewer.vendors.errors import UnknownOutcome
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.rules import MATCHES, SEARCH_MOST_BYTES
from viewer.vendors.transport import Transport

_AT_ONCE: Final = 4


class SimilarCases:
    """Asks databases of pictures, and changes them; used on one event loop.

    `service` is `local` or a configured host. What a method raises of a service are errors of
    `viewer.vendors.errors` and ServiceUnavailable. `adding` adds pictures in batches.
    """

    def __init__(
        self,
        library: Library,
        services: ServiceDirectory,
        clock: Clock | None = None,
        *,
        make_transport: Callable[[bool], Transport] | None = None,
        lookup: Lookup = looked_up,
    ) -> None:
        self._library = library
        self._lines = Lines(services, clock, make_transport=make_transport, lookup=lookup)
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self.adding = Adding(library, self._lines)

    async def databases(self, service: str) -> tuple[str, ...]:
        """Return the names of the databases there."""
        line = await self._lines.to(service)
        return (await line.asked(line.client.databases)).value

    async def count(self, service: str, database: str) -> int | None:
        """Return how many pictures a database has; None where the service does not say."""
        return (await self.page(service, database, PageWish(limit=1))).total

    async def create(self, service: str, database: str) -> None:
        """Make a database. Raises UnfitText before anything is sent."""
        check_database(database)
        line = await self._lines.to(service)
        await line.changed(lambda: line.client.create(database), lambda: _is_listed(line, database))

    async def drop(self, service: str, database: str) -> None:
        """Delete a database with all that is in it, for good."""
        line = await self._lines.to(service)

        async def is_gone() -> bool:
            return not await _is_listed(line, database)

        await line.changed(lambda: line.client.drop(database), is_gone)
        await self._forgotten(self._library.similar.drop_database(line.family, database))

    async def page(self, service: str, database: str, wish: PageWish) -> ImagePage:
        """Return a part of a database's list."""
        line = await self._lines.to(service)
        return (await line.asked(lambda: line.client.page(database, wish))).value

    async def delete(self, service: str, database: str, entity_id: str) -> None:
        """Delete all pictures of an entity."""
        line = await self._lines.to(service)

        async def is_gone() -> bool:
            return not await Contents(line, database, lambda _fee: None).now_of(entity_id)

        await line.changed(lambda: line.client.delete(database, entity_id), is_gone)
        await self._forgotten(self._library.similar.drop_entity(line.family, database, entity_id))

    async def search(
        self, service: str, database: str, pixels: NDArray[np.uint8], limit: int
    ) -> SearchResult:
        """Return what is like a picture, at most `limit` (1 to 1,000), the most alike first.

        Searched once: raises UnknownOutcome where it may have been billed without an answer.
        """
        check_database(database)
        line = await self._lines.to(service)
        path = await asyncio.to_thread(self._made, pixels)
        try:
            asked = self._lines.clock.now()
            upload = await uploads.uploaded(
                self._library,
                self._lines.clock,
                line,
                Leaving(path, database, Purpose.SEARCH),
            )
            wanted = min(max(limit, MATCHES.start), MATCHES.stop - 1)
            try:
                said = await line.sent(lambda: line.client.search(database, upload.address, wanted))
            except UnknownOutcome:  # it may be read at this moment: deleted at a later start
                raise
            except KnownError:
                await uploads.taken_away(self._library, line, upload.key)
                raise
            await uploads.taken_away(self._library, line, upload.key)
            await self._swept(line)
            found = said.value[:wanted]  # a service may say more than it was asked for
            return SearchResult(database=database, matches=found, asked=asked, fee=said.fee)
        finally:
            path.unlink(missing_ok=True)

    async def picture(self, service: str, match: Match) -> NDArray[np.uint8] | None:
        """Return the picture that the service shows of a match; None: there is none to be had.

        (r, c) grey or (r, c, 3); a few at a time.
        """
        if not match.image_url:
            return None
        async with self._gate:
            try:
                line = await self._lines.to(service)
            except KnownError:
                return None
            folder = self._library.folders.cache / "incoming" / SIMILAR
            return await foreign.fetched(line.downloader, match.image_url, folder)

    def link(self, extra_data: str) -> CaseLink | None:
        """Return which image here a picture was made of; None: it is not of this library.

        Its finding is empty where that is not known here.
        """
        sent = link_in(extra_data)
        original = self._library.uid_maps.original
        link = None if sent is None else sent.with_uids(original)
        if link is None:
            return None
        return replace(link, finding=original(link.finding) or "" if link.finding else "")

    def study_prefix(self, study_instance_uid: str) -> str:
        """Return that with which the ids of a study's entities begin."""
        return study_prefix(study_instance_uid, UidMap(self._library.uid_maps.key()).sent)

    def added(
        self, service: str, database: str, entity_ids: Sequence[str]
    ) -> tuple[AddedPicture, ...]:
        """Return what was added from here under these entity ids."""
        return self._library.similar.added(family_of(service), database, entity_ids)

    async def thumbnail(self, added: AddedPicture) -> NDArray[np.uint8] | None:
        """Return the small picture of what was added; None where it is gone."""
        if not added.thumbnail:
            return None
        try:
            path = await asyncio.to_thread(self._library.blobs.file, added.thumbnail)
        except LibraryUnavailable:
            return None
        return await asyncio.to_thread(foreign.decoded, path)

    async def sweep(self) -> None:
        """Take away what earlier processes left, here and at vendors."""
        folder = self._library.folders.cache / "incoming" / SIMILAR
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        await uploads.sweep_folder(self._library, self._lines.clock)
        await uploads.sweep(self._library, self._lines)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._lines.aclose()

    def _made(self, pixels: NDArray[np.uint8]) -> Path:
        """Write the picture that is looked for. Raises CannotWrite."""
        content = encoded(within_rule(pixels), SEARCH_MOST_BYTES)
        name = f"search-{uuid4().hex}.{extension_of(content)}"
        path = uploads.folder_of(self._library) / name
        uploads.write(path, content)
        return path

    async def _swept(self, line: Line) -> None:
        """Take away what was left at this service: whoever only searches never starts a window."""
        with contextlib.suppress(KnownError):  # tried again after the next search
            await uploads.sweep_folder(self._library, self._lines.clock)
            await uploads.sweep(self._library, self._lines, {line.connection.service})

    async def _forgotten(self, thumbnails: Sequence[str]) -> None:
        for name in thumbnails:
            with contextlib.suppress(CannotWrite):
                await asyncio.to_thread(self._library.blobs.remove, name)


async def _is_listed(line: Line, database: str) -> bool:
    return database in (await line.asked(line.client.databases)).value
