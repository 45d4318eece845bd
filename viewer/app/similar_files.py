"""What the visual search says, as files and lines for scripts (docs/formats.md)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from viewer.domain.similar import KeptImage, Match
from viewer.export.parts_json import match_json
from viewer.vendors.similar.rules import MOST_IMAGES

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedImage:
    """What became of an image that was to be added.

    `index` is its place in its series in stack order, None for a file that is no image; `state`
    is `added`, `known`, `failed` (`reason` says why) or `cancelled`: not tried any more.
    """

    path: str
    state: str
    index: int | None = None
    entity_id: str = ""
    data_id: str = ""
    reason: str = ""


def search_json(matches: Iterable[Match]) -> Json:
    """Return what a search found, the most alike first; the form is a contract."""
    return {"matches": [match_json(match) for match in matches]}


def databases_json(counts: Sequence[tuple[str, int | None]]) -> Json:
    """Return the databases of a service, each with how many pictures it has and may have."""
    databases = [{"name": name, "images": count, "limit": MOST_IMAGES} for name, count in counts]
    return {"version": 1, "databases": databases}


def done_json(database: str, done: str, **more: object) -> Json:
    """Return that something was done in or with a database."""
    return {"version": 1, "database": database, **more, "done": done}


def list_json(database: str, total: int | None, images: Iterable[KeptImage]) -> Json:
    """Return the images of a database; `total` counts all, null where the service says nothing."""
    return {
        "version": 1,
        "database": database,
        "total": total,
        "images": [image_json(image) for image in images],
    }


def added_json(database: str, images: Sequence[AddedImage], fee: int) -> Json:
    """Return what became of each image that was to be added; `fee` counts the calls billed."""
    counts = {
        state: sum(image.state == state for image in images)
        for state in ("added", "known", "failed", "cancelled")
    }
    return {
        "version": 1,
        "database": database,
        **counts,
        "fee": fee,
        "images": [
            {
                "path": image.path,
                "index": image.index,
                "state": image.state,
                "entity_id": image.entity_id,
                "data_id": image.data_id,
                "reason": image.reason,
            }
            for image in images
        ],
    }


def image_json(image: KeptImage) -> Json:
    """Return one image of a database; times are UTC, null where the service said none."""
    return {
        "entity_id": image.entity_id,
        "data_id": image.data_id,
        "extra_data": image.extra_data,
        "created": _time(image.created),
        "updated": _time(image.updated),
    }


def written(document: Json) -> str:
    """Return a document as text, one line of it for each value."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
