"""Reads the answers of the visual search: tolerantly, and nothing that it did not say."""

import json
from datetime import UTC, datetime
from typing import Final

from viewer.domain.similar import MOST_SCORE, ImagePage, KeptImage, Match
from viewer.vendors.errors import Garbled
from viewer.vendors.loose import Node

_MILLISECONDS_FROM: Final = 1e11
"""Above this a time is in milliseconds: as seconds it would lie beyond the year 5000."""
_LAST_SECOND: Final = 253_402_300_799.0
_MOST_ELEMENTS: Final = 100_000


def databases(data: Node) -> tuple[str, ...]:
    """Return the names of `Data.DbList` (2475-2). Raises Garbled."""
    found = []
    for element in _elements(data, "DbList"):
        name = element.child("Name").text() or element.text()
        if name and name not in found:
            found.append(name)
    return tuple(found)


def data_id(data: Node) -> str:
    """Return `Data.DataId` of a picture that was added (2475-3); empty where it is not said."""
    return data.child("DataId").text()


def page(data: Node) -> ImagePage:
    """Return a page of a database's list (2475-4). Raises Garbled."""
    images = tuple(
        KeptImage(
            entity_id=element.child("EntityId").text(),
            data_id=element.child("DataId").text(),
            extra_data=_text(element.child("ExtraData")),
            created=_moment(element.child("CreatedAt")),
            updated=_moment(element.child("UpdatedAt")),
        )
        for element in _elements(data, "ImageList")
    )
    total = data.child("TotalCount").number()
    counted = int(total) if total is not None and total >= 0 and total.is_integer() else None
    return ImagePage(images=images, total=counted, token=data.child("Token").text())


def matches(data: Node) -> tuple[Match, ...]:
    """Return what is like the picture (2475-5), the most alike first. Raises Garbled.

    Elements without a number for a score come last, in the service's order.
    """
    found = [match(element) for element in _elements(data, "MatchList")]
    return tuple(sorted(found, key=lambda one: 1.0 if one.score is None else -one.score))


def match(element: Node) -> Match:
    """Return one element of `MatchList`; a score outside 0 to 10 is none."""
    score = element.child("Score").number()
    return Match(
        entity_id=element.child("EntityId").text(),
        data_id=element.child("DataId").text(),
        score=score if score is not None and 0 <= score <= MOST_SCORE else None,
        image_url=element.child("ImageUrl").text(),
        extra_data=_text(element.child("ExtraData")),
    )


def _elements(data: Node, name: str) -> list[Node]:
    """Return a list's elements; null is an empty list. Raises Garbled."""
    listed = data.child(name)
    if isinstance(data.value, list):
        listed = data
    elif listed.is_missing:
        raise Garbled(listed.path, "missing")
    if listed.value is None:
        return []
    if not isinstance(listed.value, list | dict):
        raise Garbled(listed.path, "not a list")
    elements = listed.items()
    if len(elements) > _MOST_ELEMENTS:
        raise Garbled(listed.path, f"more than {_MOST_ELEMENTS} elements")
    return elements


def _text(node: Node) -> str:
    """Return a text as it is; where JSON came in place of a text, that JSON."""
    if isinstance(node.value, dict | list):
        return json.dumps(node.value, ensure_ascii=False, separators=(",", ":"))
    return node.text()


def _moment(node: Node) -> datetime | None:
    """Return a time of seconds or milliseconds since 1970."""
    value = node.number()
    if value is None or value <= 0:
        return None
    seconds = value / 1000 if value > _MILLISECONDS_FROM else value
    return datetime.fromtimestamp(seconds, UTC) if seconds <= _LAST_SECOND else None
