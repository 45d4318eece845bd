"""What a reader chose for cephalograms: kept with the other settings."""

import json
from typing import Final, NamedTuple

from viewer.storage.settings import Setting

_LONGEST: Final = 20_000
_MOST_SETS: Final = 40
_MOST_ITEMS: Final = 200
_LONGEST_NAME: Final = 60

CEPH_ANALYSIS: Final = Setting[str]("ceph-analysis", "steiner", lambda key: 0 < len(key) <= 64)
CEPH_NORMS: Final = Setting[str]("ceph-norms", "", lambda key: len(key) <= 64)
"""The norm set chosen last; empty: the one that an analysis begins with."""
CEPH_BESIDE: Final = Setting[str]("ceph-beside", "", lambda key: len(key) <= 64)
"""The norm set beside it; empty for none."""
CEPH_HIDDEN: Final = Setting[str]("ceph-hidden-layers", "", lambda text: len(text) <= 300)
"""Layers of the tracing that are not drawn, by name, with a comma between two."""
CEPH_ERRORS: Final = Setting[str]("ceph-landmark-errors", "", lambda text: len(text) <= 4000)
"""The reader's own errors of landmarks, as `landmark_errors.errors_as_text` writes them."""
CEPH_SETS: Final = Setting[str]("ceph-own-sets", "", lambda text: len(text) <= _LONGEST)
"""The reader's own sets of measures, as `sets_text` writes them."""


class OwnSet(NamedTuple):
    """A reader's own set: its key, its name, the codes of its measures."""

    key: str
    name: str
    codes: tuple[str, ...]


def sets_text(sets: tuple[OwnSet, ...]) -> str:
    """Return own sets as they are kept. Raises ValueError for more than a settings file holds."""
    text = json.dumps([list(one) for one in sets], ensure_ascii=False)
    if len(text) > _LONGEST:
        raise ValueError("too many own sets")
    return text


def sets_of(text: str) -> tuple[OwnSet, ...]:
    """Return the own sets that are kept; what is damaged is left out."""
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    made = [_set(each) for each in found[:_MOST_SETS]] if isinstance(found, list) else []
    return tuple({one.key: one for one in made if one is not None}.values())


def _set(said: object) -> OwnSet | None:
    if not isinstance(said, list) or len(said) != 3:
        return None
    key, name, codes = said
    if not (isinstance(key, str) and isinstance(name, str) and isinstance(codes, list)):
        return None
    texts = tuple(code for code in codes[:_MOST_ITEMS] if isinstance(code, str))
    return OwnSet(key, name[:_LONGEST_NAME], texts) if key and name.strip() and texts else None
