"""What the visual search takes (API 2475): names, texts, pictures and pages, at their borders."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.vendors.limits import MEGABYTE

MOST_IMAGES: Final = 50_000
"""Pictures in one database (2475-3)."""
SIDE_ABOVE: Final = 128
SIDE_BELOW: Final = 1024
"""Each side of a picture lies between these, neither of them included (2475-3, 2475-5)."""
ADD_MOST_BYTES: Final = 2 * MEGABYTE
SEARCH_MOST_BYTES: Final = 3 * MEGABYTE
NAME_CHARACTERS: Final = range(2, 65)
ENTITY_CHARACTERS: Final = range(1, 65)
MOST_EXTRA: Final = 512
"""Characters of `ExtraData`."""
REACH: Final = 2000
"""`Offset` and `Limit` together reach so many records; what follows is asked for by `Token`."""
MATCHES: Final = range(1, 1001)
"""`Limit` of a search."""
_TAKEN: Final = re.compile(r"[a-z0-9_]")


class TextFault(StrEnum):
    """Why a name, an id or a text is not taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong with a text: the fault, and the number or the characters it is about.

    `detail` is the least or most number of characters, or those characters that are not taken.
    """

    fault: TextFault
    detail: str


def database_name_problem(text: str) -> TextProblem | None:
    """Return what is wrong with a database's name, as far as it is written; None if nothing."""
    return _problem(text, NAME_CHARACTERS)


def entity_id_problem(text: str) -> TextProblem | None:
    """Return what is wrong with an entity's id; None if nothing."""
    return _problem(text, ENTITY_CHARACTERS)


def entity_prefix_problem(text: str) -> TextProblem | None:
    """Return what is wrong with the beginning of an entity's id; empty is fine."""
    return _problem(text, range(ENTITY_CHARACTERS.stop))


def extra_data_problem(text: str) -> TextProblem | None:
    """Return what is wrong with the data beside a picture; None if nothing.

    The document takes letters, digits, punctuation and Chinese characters; control characters
    and halves of surrogate pairs are none of these, spaces of any width stand between them.
    """
    strange = "".join(dict.fromkeys(c for c in text if not _is_taken(c)))
    if strange:
        return TextProblem(TextFault.CHARACTERS, strange)
    if len(text) > MOST_EXTRA:
        return TextProblem(TextFault.TOO_LONG, str(MOST_EXTRA))
    return None


def _is_taken(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _problem(text: str, characters: range) -> TextProblem | None:
    strange = "".join(dict.fromkeys(c for c in text if not _TAKEN.fullmatch(c)))
    if strange:
        return TextProblem(TextFault.CHARACTERS, strange)
    if len(text) < characters.start:
        return TextProblem(TextFault.TOO_SHORT, str(characters.start))
    if len(text) >= characters.stop:
        return TextProblem(TextFault.TOO_LONG, str(characters.stop - 1))
    return None
