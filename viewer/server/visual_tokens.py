"""The tokens of the list of pictures (2475-4): where a page ended, for nobody else to make.

A token names the last picture of a page, so that what is added or deleted meanwhile makes nothing
come twice or be left out. It holds for the same database, order and prefix only.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from typing import Final

from viewer.server.envelope import RefusedError, RetCode

_PLACE: Final = struct.Struct(">BQB8sQ")
_VERSION: Final = 1
_MAC_BYTES: Final = 16
_PURPOSE: Final = b"token of a list\n"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: a database (its number), the way round, and how entity ids begin."""

    database: int
    is_descending: bool = False
    prefix: str = ""


class PageTokens:
    """Makes and reads tokens under one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, listing: Listing, last: int) -> str:
        """Return the token for what follows the picture numbered `last`."""
        place = _PLACE.pack(*_bound(listing), last)
        return base64.urlsafe_b64encode(place + self._mac(place)).decode().rstrip("=")

    def last_of(self, token: str, listing: Listing) -> int:
        """Return after which picture a token goes on. Raises RefusedError."""
        raw = _decoded(token)
        place, mac = raw[: _PLACE.size], raw[_PLACE.size :]
        if len(place) != _PLACE.size or not hmac.compare_digest(mac, self._mac(place)):
            raise RefusedError(RetCode.BAD_TOKEN, "Token无效")
        *bound, last = _PLACE.unpack(place)
        if tuple(bound) != _bound(listing):
            words = "Token只能用于同一DbName、Order和EntityIdPrefix的下一页"
            raise RefusedError(RetCode.BAD_TOKEN, words)
        return int(last)

    def _mac(self, place: bytes) -> bytes:
        return hmac.new(self._key, _PURPOSE + place, hashlib.sha256).digest()[:_MAC_BYTES]


def _bound(listing: Listing) -> tuple[int, int, int, bytes]:
    prefix = hashlib.sha256(listing.prefix.encode()).digest()[:8]
    return _VERSION, listing.database, int(listing.is_descending), prefix


def _decoded(token: str) -> bytes:
    """Return a token's bytes, nothing for a text that is none.

    Only the one spelling of the bytes counts: the last character's unused bits are looked at, too.
    """
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.urlsafe_b64encode(raw).decode().rstrip("=") == token else b""
