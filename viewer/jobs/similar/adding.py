"""Pictures into databases, in batches that survive whatever stops them.

Per picture WANTED → PREPARED → SENDING → ADDED, or KNOWN, FAILED, CANCELLED; each step is on disk
before the next begins. What is found SENDING may have arrived: the database is asked.
"""

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread
from uuid import uuid4

from psygnal import EmitLoopError, Signal

from viewer.domain.similar import CaseLink
from viewer.foundation.errors import CannotWrite, Forgotten, KnownError
from viewer.imaging.stack import ImageStack
from viewer.jobs.queueing import family_of
from viewer.jobs.similar import uploads
from viewer.jobs.similar.batch import Batch
from viewer.jobs.similar.lines import Lines
from viewer.jobs.similar.link import (
    entity_id_of,
    extra_data_of,
    is_named_in,
    link_in,
    names_patient,
)
from viewer.jobs.similar.making import Sources
from viewer.jobs.similar.picture import Region
from viewer.jobs.similar.problems import (
    check_database,
    check_entity,
    check_extra,
    failure_in,
    failure_kept,
)
from viewer.privacy.uid_map import UidMap
from viewer.storage.library import Library
from viewer.storage.similar_rows import ItemSource, ItemStep, KeptBatch, KeptItem
from viewer.vendors.errors import UnknownOutcome
from viewer.vendors.similar.errors import NamesPatient

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ToAdd:
    """An image, or a region of it, that is to be added.

    `window` is "center,width"; empty: as the image is first shown. `finding` is the UID of the
    finding it was cut around, `label` what is seen. `entity_id` and `extra_data` are given where a
    script chose them.
    """

    stack: ImageStack
    index: int
    region: Region | None = None
    window: str = ""
    finding: str = ""
    label: str = ""
    entity_id: str = ""
    extra_data: str | None = None

    @property
    def link(self) -> CaseLink:
        """The way back to this image, with the UIDs it has here."""
        reference = self.stack.description.reference
        instance = self.stack.description.instances[self.index]
        return CaseLink(
            study=reference.study_instance_uid,
            series=reference.series_instance_uid,
            image=instance.sop_instance_uid,
            frame=instance.frame,
            part=str(reference.part),
            region=self.region,
            finding=self.finding,
            label=self.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchProgress:
    """How far a batch is. `failure` is why it stands still, None while it does not.

    `fee` are the calls billed so far.
    """

    batch: str
    service: str
    database: str
    total: int
    added: int = 0
    known: int = 0
    failed: int = 0
    cancelled: int = 0
    fee: int = 0
    failure: KnownError | None = None

    @property
    def done(self) -> int:
        """How many pictures are at their end."""
        return self.added + self.known + self.failed + self.cancelled

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """How one picture of a batch stands. UIDs of `link` are those of the image here."""

    number: int
    step: ItemStep
    title: str
    entity_id: str
    extra_data: str
    link: CaseLink
    data_id: str = ""
    sha256: str = ""
    thumbnail: str = ""
    failure: KnownError | None = None


class Adding:
    """Begins batches, goes on with them, cancels them; used on one event loop.

    `progressed` is emitted with a BatchProgress after each picture.
    """

    progressed = Signal(object)

    def __init__(self, library: Library, lines: Lines) -> None:
        self._library = library
        self._lines = lines
        self._running: dict[str, Batch] = {}
        self._begun: dict[str, dict[int, tuple[ImageStack, int]]] = {}
        """Where the images of batches of this process are."""

    def begin(self, service: str, database: str, wanted: Sequence[ToAdd]) -> str:
        """Keep what is to be added and return the batch's uid; nothing is sent by this.

        Raises UnfitText and NamesPatient, with nothing kept.
        """
        batch = self._new(service, database)
        _keep(self._library, batch, wanted)
        return self._remember(batch, wanted)

    async def begin_many(self, service: str, database: str, wanted: Sequence[ToAdd]) -> str:
        """Do the same in a thread: thousands of pictures would hold the window up."""
        batch = self._new(service, database)

        def keep() -> None:
            with self._library.writer() as writing:
                _keep(writing, batch, wanted)

        await asyncio.to_thread(keep)
        return self._remember(batch, wanted)

    async def run(self, batch: str) -> BatchProgress:
        """Go on with a batch where it stands, and return how it stands then.

        One that is run already, here or by another process, is left to it. Raises what keeps all
        of it from going on: no connection, wrong keys, DatabaseFull, …; a picture that fails alone
        does not stop the others. Raises Forgotten.
        """
        with self._library.job_lock(batch) as lock:
            if batch in self._running or not lock.acquire():
                return self.progress(batch)
            kept = self._kept(batch)
            running = self._batch(kept)
            self._running[batch] = running
            try:
                self._library.similar.stopped(batch, "")
                await running.run()
            except KnownError as error:
                self._stopped(batch, error)
                raise
            finally:
                del self._running[batch]
                if running.is_cancelled:
                    self._end(kept)
            await self._tidied(batch)
            return self.progress(batch)

    def cancel(self, batch: str) -> None:
        """Add no more of a batch; what is added stays. Raises Forgotten.

        A picture that is on its way this moment comes to its end first.
        """
        running = self._running.get(batch)
        if running is not None:
            running.cancel()
            return
        with self._library.job_lock(batch) as lock:
            if lock.acquire():
                self._end(self._kept(batch))

    def forget(self, batch: str) -> None:
        """Drop a batch from the records; what was added stays. One that runs is cancelled."""
        running = self._running.get(batch)
        if running is not None:
            running.cancel()
        for name in self._library.similar.forget(batch):
            with contextlib.suppress(CannotWrite):
                self._library.blobs.remove(name)
        self._put_away(batch)

    def open_batches(self) -> tuple[BatchProgress, ...]:
        """Return the batches that have something left to do, the oldest first."""
        return tuple(map(_progress, self._library.similar.open_batches()))

    def progress(self, batch: str) -> BatchProgress:
        """Return how a batch stands. Raises Forgotten."""
        return _progress(self._kept(batch))

    def items(self, batch: str) -> tuple[ItemState, ...]:
        """Return how the pictures of a batch stand, in their order."""
        return tuple(map(_state, self._library.similar.items(batch)))

    def is_running(self, batch: str) -> bool:
        """Tell whether a batch is run here at this moment."""
        return batch in self._running

    def _new(self, service: str, database: str) -> KeptBatch:
        """Return a batch that nothing is kept of yet. Raises UnfitText."""
        check_database(database)
        now = self._lines.clock.now()
        return KeptBatch(uid=uuid4().hex, service=service, database=database, created=now)

    def _remember(self, batch: KeptBatch, wanted: Sequence[ToAdd]) -> str:
        self._begun[batch.uid] = {
            number: (each.stack, each.index) for number, each in enumerate(wanted, start=1)
        }
        return batch.uid

    def _batch(self, kept: KeptBatch) -> Batch:
        sources = Sources(self._begun.get(kept.uid))
        return Batch(self._library, self._lines, kept, sources, lambda: self._tell(kept.uid))

    def _kept(self, batch: str) -> KeptBatch:
        kept = self._library.similar.batch(batch)
        if kept is None:
            raise Forgotten(batch)
        return kept

    def _stopped(self, batch: str, error: KnownError) -> None:
        with contextlib.suppress(KnownError):  # said anyway
            self._library.similar.stopped(batch, failure_kept(error))
            self._tell(batch)

    def _end(self, kept: KeptBatch) -> None:
        unknown = failure_kept(UnknownOutcome(family_of(kept.service)))
        self._library.similar.cancel(kept.uid, unknown)
        self._put_away(kept.uid)
        self._tell(kept.uid)

    def _put_away(self, batch: str) -> None:
        """Delete the pictures of a batch, in a thread: there may be many."""
        self._begun.pop(batch, None)
        folder = uploads.folder_of(self._library) / batch
        if folder.exists():
            name = f"similar {batch}"
            # a process that ends waits for it: these are pictures of patients
            Thread(target=shutil.rmtree, args=(folder, True), name=name).start()

    async def _tidied(self, batch: str) -> None:
        kept = self._library.similar.batch(batch)
        if kept is None or _progress(kept).is_finished:
            self._begun.pop(batch, None)
            folder = uploads.folder_of(self._library) / batch
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        if kept is not None:
            with contextlib.suppress(KnownError):  # tried again after the next batch
                await uploads.sweep_folder(self._library, self._lines.clock)
                line = await self._lines.to(kept.service)
                await uploads.sweep(self._library, self._lines, {line.connection.service})

    def _tell(self, batch: str) -> None:
        kept = self._library.similar.batch(batch)
        if kept is None:
            return
        try:
            self.progressed.emit(_progress(kept))
        except EmitLoopError:  # a listener's fault is not the batch's
            _log.exception("a listener of a batch broke")


def _keep(library: Library, batch: KeptBatch, wanted: Sequence[ToAdd]) -> None:
    """Keep an order, with the UIDs it is sent under. Raises UnfitText, NamesPatient."""
    uid_map = UidMap(library.uid_maps.key())
    items = [_item(batch.uid, number, each, uid_map) for number, each in enumerate(wanted, start=1)]
    with library.database.transaction():
        library.uid_maps.keep(uid_map.pairs)
        library.similar.begin(batch, items)


def _item(batch: str, number: int, wanted: ToAdd, uid_map: UidMap) -> KeptItem:
    series = wanted.stack.description
    if any(names_patient(text, series) for text in (wanted.label, wanted.entity_id)):
        raise NamesPatient
    extra = wanted.extra_data or ""
    # the UIDs of a link may hold the digits of any date
    names = is_named_in if link_in(extra) is not None else names_patient
    if names(extra, series):
        raise NamesPatient
    if wanted.entity_id:
        check_entity(wanted.entity_id)
    if wanted.extra_data is not None:
        check_extra(wanted.extra_data)
    link = wanted.link
    header = wanted.stack.instances[wanted.index]
    said = wanted.extra_data
    return KeptItem(
        batch=batch,
        number=number,
        title=_title(wanted),
        source=ItemSource(
            paths=(str(header.source.path),),
            sop_instance_uid=link.image,
            frame=link.frame,
            window=wanted.window,
        ),
        entity_id=wanted.entity_id or entity_id_of(link, uid_map.sent),
        extra_data=extra_data_of(link, uid_map.sent) if said is None else said,
        link=link,
        names_image=not wanted.entity_id,
    )


def _title(wanted: ToAdd) -> str:
    """Return what the list of a batch shows: series and image, never the patient."""
    series = wanted.stack.description
    text = series.text.series_description or series.text.protocol or series.modality
    if series.identity.is_named_in(text):
        text = series.modality
    return f"{text} #{wanted.index + 1}"[:120].strip()


def _progress(kept: KeptBatch) -> BatchProgress:
    return BatchProgress(
        batch=kept.uid,
        service=kept.service,
        database=kept.database,
        total=kept.total,
        added=kept.count(ItemStep.ADDED),
        known=kept.count(ItemStep.KNOWN),
        failed=kept.count(ItemStep.FAILED),
        cancelled=kept.count(ItemStep.CANCELLED),
        fee=kept.fee,
        failure=failure_in(kept.failure),
    )


def _state(item: KeptItem) -> ItemState:
    return ItemState(
        number=item.number,
        step=item.state,
        title=item.title,
        entity_id=item.entity_id,
        extra_data=item.extra_data,
        link=item.link,
        data_id=item.data_id,
        sha256=item.sha256,
        thumbnail=item.thumbnail,
        failure=failure_in(item.failure),
    )
