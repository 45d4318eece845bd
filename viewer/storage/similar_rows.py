"""What the tables of similar cases hold, and how it is written into their rows."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, cast

from viewer.domain.similar import CaseLink
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage import times
from viewer.storage.database import Row


class ItemStep(StrEnum):
    """How far a picture is; each is on disk before the next begins."""

    WANTED = "wanted"
    PREPARED = "prepared"
    """Its bytes are known by their hash."""
    SENDING = "sending"
    """It may be on its way at this moment."""
    ADDED = "added"
    KNOWN = "known"
    """It was in the database already; nothing was sent."""
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STATES: Final = (ItemStep.WANTED, ItemStep.PREPARED, ItemStep.SENDING)
"""States in which something is still to be done."""


class Purpose(StrEnum):
    """What a picture left for."""

    SEARCH = "search"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSource:
    """Where an item's picture is made from: the file, the image in it, the grey window."""

    paths: tuple[str, ...]
    sop_instance_uid: str
    frame: int
    window: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptItem:
    """One picture of a batch. UIDs of `link` are those of the image here; `title` names nobody.

    `names_image` tells that the entity id stands for this very image, and no script chose it.
    `there_before` counts equal entries at the service before it was sent.
    """

    batch: str
    number: int
    title: str
    source: ItemSource
    entity_id: str
    extra_data: str
    link: CaseLink
    names_image: bool = True
    state: ItemStep = ItemStep.WANTED
    sha256: str = ""
    thumbnail: str = ""
    there_before: int = 0
    data_id: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBatch:
    """One order to add pictures; `service` is the word it was ordered with."""

    uid: str
    service: str
    database: str
    created: datetime
    fee: int = 0
    failure: str = ""
    counts: tuple[tuple[ItemStep, int], ...] = ()

    def count(self, *states: ItemStep) -> int:
        """Return how many of its pictures are in one of these states."""
        return sum(number for state, number in self.counts if state in states)

    @property
    def total(self) -> int:
        """How many pictures it has."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPicture:
    """A picture that was added from here; `thumbnail` names a kept file, `sha256` what was sent."""

    service: str
    database: str
    entity_id: str
    sha256: str
    data_id: str
    extra_data: str
    link: CaseLink
    thumbnail: str
    added: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPicture:
    """A picture that left: the receipt of it. `is_there`: its upload is not deleted yet."""

    object_key: str
    service: str
    host: str
    store: str
    database: str
    purpose: Purpose
    size: int
    sha256: str
    sent: datetime
    is_there: bool = True


def item_row(item: KeptItem) -> tuple[object, ...]:
    source = item.source
    where = {
        "paths": source.paths,
        "image": source.sop_instance_uid,
        "frame": source.frame,
        "window": source.window,
        "names_image": item.names_image,
    }
    return (
        *(item.batch, item.number, item.state.value, item.title),
        *(json.dumps(where, ensure_ascii=True), item.entity_id, item.extra_data),
        *(link_text(item.link), item.sha256, item.thumbnail, item.there_before),
        *(item.data_id, item.failure),
    )


def item_of(row: Row) -> KeptItem:
    text = [str(value) for value in row]
    where = _loaded(text[4])
    paths = where.get("paths")
    return KeptItem(
        batch=text[0],
        number=cast("int", row[1]),
        state=ItemStep(text[2]),
        title=text[3],
        source=ItemSource(
            paths=tuple(map(str, paths)) if isinstance(paths, list) else (),
            sop_instance_uid=str(where.get("image", "")),
            frame=int(str(where.get("frame", 0))),
            window=str(where.get("window", "")),
        ),
        entity_id=text[5],
        extra_data=text[6],
        link=_link(text[7]),
        names_image=bool(where.get("names_image", True)),
        sha256=text[8],
        thumbnail=text[9],
        there_before=cast("int", row[10]),
        data_id=text[11],
        failure=text[12],
    )


def batch_of(row: Row) -> KeptBatch:
    return KeptBatch(
        uid=str(row[0]),
        service=str(row[1]),
        database=str(row[2]),
        created=times.read(row[3]),
        fee=cast("int", row[4]),
        failure=str(row[5]),
    )


def added_of(row: Row) -> AddedPicture:
    text = [str(value) for value in row]
    return AddedPicture(
        service=text[0],
        database=text[1],
        entity_id=text[2],
        sha256=text[3],
        data_id=text[4],
        extra_data=text[5],
        link=_link(text[6]),
        thumbnail=text[7],
        added=times.read(text[8]),
    )


def sent_of(row: Row) -> SentPicture:
    text = [str(value) for value in row]
    return SentPicture(
        object_key=text[0],
        service=text[1],
        host=text[2],
        store=text[3],
        database=text[4],
        purpose=Purpose(text[5]),
        size=cast("int", row[6]),
        sha256=text[7],
        sent=times.read(text[8]),
        is_there=bool(row[9]),
    )


def link_text(link: CaseLink) -> str:
    return json.dumps(
        {
            "study": link.study,
            "series": link.series,
            "image": link.image,
            "frame": link.frame,
            "part": link.part,
            "region": link.region,
            "finding": link.finding,
            "label": link.label,
        },
        ensure_ascii=True,
    )


def _link(text: str) -> CaseLink:
    said = _loaded(text)
    region = said.get("region")
    return CaseLink(
        study=str(said.get("study", "")),
        series=str(said.get("series", "")),
        image=str(said.get("image", "")),
        frame=int(str(said.get("frame", 0))),
        part=str(said.get("part", "")),
        region=_region(region) if isinstance(region, list) else None,
        finding=str(said.get("finding", "")),
        label=str(said.get("label", "")),
    )


def _region(said: list[object]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(str(each)) for each in said)
    return left, top, right, bottom


def _loaded(text: str) -> dict[str, object]:
    """Return a kept object. Raises LibraryUnavailable where it is none."""
    try:
        said = json.loads(text)
    except ValueError as error:
        raise LibraryUnavailable("similar", LibraryTrouble.DAMAGED, "kept text") from error
    if not isinstance(said, dict):
        raise LibraryUnavailable("similar", LibraryTrouble.DAMAGED, "kept text")
    return said
