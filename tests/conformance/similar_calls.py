"""The second table of docs/endpoints.md: the seven calls of the visual search (API 2475).

Borders come from `vendors/similar/rules.py`, codes from the local service as far as its tests
show them, the answers of the search from the corpus.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from viewer.server.envelope import RetCode
from viewer.vendors.limits import MEGABYTE
from viewer.vendors.similar import client, rules
from viewer.vendors.similar.endpoint import SEARCH_PATH, SIMILAR_IMAGES

COLUMNS = ("call", "checked before sending", "refusals shown", "command line", "window")
INTRODUCTION = """\

## Similar images

The visual search (2475), by its calls. Looking and deleting are repeated where a connection \
breaks; a search is billed and an added picture would stand twice, so after either may have left \
it is said that the outcome is unknown, or the database is looked into. As an endpoint \
(`viewer analyze similar-images`) its matches are a part of the result and never findings: they \
stand in the card, in *Report* and *Details*. Shapes of its answer that are read: {shapes}.
"""


@dataclass(frozen=True)
class CallOfSearch:
    """One call: its path, what is checked, which codes it can be refused with, where it is."""

    path: str
    name: str
    checks: tuple[str, ...]
    codes: tuple[RetCode, ...]
    command: str
    window: str


def _characters(counts: range) -> str:
    return f"{counts[0]}–{counts[-1]} of a–z, 0–9, _"


_NAME = f"`DbName` {_characters(rules.NAME_CHARACTERS)}"
_ENTITY = f"`EntityId` {_characters(rules.ENTITY_CHARACTERS)}"
_SIZE = f"each side resampled below {rules.SIDE_BELOW} px, padded above {rules.SIDE_ABOVE} px"
_NAME_CODES = (RetCode.FIELD_MISSING, RetCode.BAD_DATABASE_NAME, RetCode.UNKNOWN_DATABASE)
_PICTURE_CODES = (
    RetCode.BAD_URL,
    RetCode.URL_NOT_READABLE,
    RetCode.WRONG_FILE_KIND,
    RetCode.FILE_TOO_LARGE,
    RetCode.IMAGE_TOO_SMALL,
    RetCode.IMAGE_TOO_LARGE,
)
_MANAGE = "*Analyse ▸ Similar cases ▸ Databases of similar cases…*"

CALLS = (
    CallOfSearch(
        client.CREATE_PATH,
        "create a database",
        (_NAME.replace("DbName", "Name"), "not there already"),
        (RetCode.FIELD_MISSING, RetCode.BAD_DATABASE_NAME, RetCode.DATABASE_EXISTS),
        "`viewer similar db create NAME`",
        _MANAGE,
    ),
    CallOfSearch(
        client.DATABASES_PATH,
        "list databases",
        ("nothing",),
        (RetCode.BAD_DS_ID,),
        "`viewer similar db list`",
        f"{_MANAGE}; *Similar* tab",
    ),
    CallOfSearch(
        client.ADD_PATH,
        "add an image",
        (
            _NAME,
            _ENTITY,
            f"`ExtraData` ≤ {rules.MOST_EXTRA} characters, printable, without identity",
            _SIZE,
            f"≤ {rules.ADD_MOST_BYTES // MEGABYTE} MB",
            f"≤ {rules.MOST_IMAGES:,} images",
            "not there already",
        ),
        (
            *_NAME_CODES,
            RetCode.BAD_ENTITY_ID,
            RetCode.BAD_EXTRA_DATA,
            *_PICTURE_CODES,
            RetCode.DATABASE_FULL,
        ),
        "`viewer similar add DB IMAGE…`",
        "*Analyse ▸ Similar cases ▸ Add to a database…*; findings: right click",
    ),
    CallOfSearch(
        client.LIST_PATH,
        "list images",
        (
            _NAME,
            f"by `Offset` up to {rules.REACH:,} records, by `Token` beyond",
            "`EntityIdPrefix` ≤ 64 of a–z, 0–9, _",
        ),
        (
            *_NAME_CODES,
            RetCode.BAD_NUMBER,
            RetCode.BEYOND_REACH,
            RetCode.BAD_TOKEN,
            RetCode.BAD_ORDER,
        ),
        "`viewer similar list DB`",
        f"{_MANAGE} ▸ *Show images…*",
    ),
    CallOfSearch(
        SEARCH_PATH,
        "search",
        (
            _NAME,
            _SIZE,
            f"≤ {rules.SEARCH_MOST_BYTES // MEGABYTE} MB",
            f"`Limit` {rules.MATCHES[0]}–{rules.MATCHES[-1]:,}",
        ),
        (*_NAME_CODES, *_PICTURE_CODES, RetCode.BAD_NUMBER),
        f"`viewer similar search DB IMAGE`; `viewer analyze {SIMILAR_IMAGES.name} PATH… "
        "--param DbName=… --param Limit=… --out DIR`; "
        f"`viewer render PATH --answer RAW.json --endpoint {SIMILAR_IMAGES.name}`",
        "*Similar* tab: the image shown, or a region of it",
    ),
    CallOfSearch(
        client.DROP_PATH,
        "delete a database",
        (_NAME.replace("DbName", "Name"), "its name typed once more"),
        _NAME_CODES,
        "`viewer similar db delete NAME`",
        _MANAGE,
    ),
    CallOfSearch(
        client.DELETE_PATH,
        "delete the images of an entity",
        (_NAME, _ENTITY, "asked before"),
        (*_NAME_CODES, RetCode.BAD_ENTITY_ID, RetCode.UNKNOWN_ENTITY),
        "`viewer similar delete DB ENTITY`",
        f"{_MANAGE} ▸ *Show images…*",
    ),
)


def rows_of_calls(
    tested: Callable[[Iterable[RetCode]], list[RetCode]], said: Callable[[RetCode], str]
) -> list[tuple[str, ...]]:
    """Return the cells of each row; `tested` leaves the codes that a test shows."""
    return [
        (
            f"{call.name} {call.path.removeprefix('/')}",
            "; ".join(call.checks),
            ", ".join(map(said, tested(call.codes))),
            call.command,
            call.window,
        )
        for call in CALLS
    ]
