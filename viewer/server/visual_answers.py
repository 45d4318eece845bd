"""What the visual search says, in the document's words, and as a chosen fault bends it.

Times are Unix seconds, as the vendor's own SDK has them; the document names no unit.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from viewer.server.envelope import Json
from viewer.server.faults import Faults
from viewer.server.presentation import bent as bent_as_others
from viewer.server.visual_store import Kept, Page

if TYPE_CHECKING:
    from viewer.server.similarity.search import Scored

_NUMBERS: Final = frozenset(("TotalCount", "CreatedAt", "UpdatedAt", "Score"))
_SCORE_STEPS: Final = 10_000


def listed(page: Page, token: str) -> dict[str, Json]:
    """Return `Data` of 2475-4; the token is empty where nothing follows."""
    images: list[Json] = [
        {
            "EntityId": image.entity_id,
            "DataId": image.data_id,
            "ExtraData": image.extra_data,
            "CreatedAt": image.created,
            "UpdatedAt": image.updated,
        }
        for image in page.images
    ]
    return {"TotalCount": page.total, "ImageList": images, "Token": token}


def matched(
    scored: "Iterable[Scored]", kept: Mapping[int, Kept], link: Callable[[Kept], str]
) -> dict[str, Json]:
    """Return `Data` of 2475-5; what was deleted since the search is left out."""
    matches: list[Json] = [
        {
            "DataId": kept[one.key].data_id,
            "EntityId": kept[one.key].entity_id,
            "ExtraData": kept[one.key].extra_data,
            "ImageUrl": link(kept[one.key]),
            "Score": _score(one.score),
        }
        for one in scored
        if one.key in kept
    ]
    return {"MatchList": matches}


def bent(data: dict[str, Json], faults: Faults) -> Json:
    """Return an answer's data as the chosen faults bend it."""
    if faults.similar_no_token:
        data = {key: value for key, value in data.items() if key != "Token"}
    if faults.none_found and "MatchList" in data:
        data = {"MatchList": []}
    document = _with_texts(data) if faults.similar_number_texts else data
    return bent_as_others(document, faults)


def _score(score: float) -> float:
    """Return a score with four decimals, cut off: only the same picture has 10."""
    return int(score * _SCORE_STEPS) / _SCORE_STEPS


def _with_texts(value: Json) -> Json:
    if isinstance(value, list):
        return [_with_texts(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: str(item) if key in _NUMBERS else _with_texts(item) for key, item in value.items()}
