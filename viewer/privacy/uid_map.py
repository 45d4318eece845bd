"""Original UIDs and the ones sent in their place."""

import hashlib
import hmac
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

_UUID_BYTES: Final = 16
_VERSION_8: Final = 0x80


class UidMap:
    """A keyed one-way map that remembers its pairs.

    The same original gives the same replacement with one library's key, so all files of a series
    agree; without the key nobody can tell which original a replacement stands for, which a plain
    hash of the UID would allow.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < _UUID_BYTES:
            raise ValueError("the key of a UID map is too short")
        self._key = key
        self._originals: dict[str, str] = {}

    def sent(self, original: str) -> str:
        """Return the replacement of a UID, as `2.25.` and a UUID (PS3.5 B.2); empty for empty."""
        if not original:
            return ""
        digest = bytearray(hmac.digest(self._key, original.encode(), hashlib.sha256)[:_UUID_BYTES])
        digest[6] = digest[6] & 0x0F | _VERSION_8  # RFC 9562, 5.8: a UUID of one's own making
        digest[8] = digest[8] & 0x3F | 0x80
        replacement = f"2.25.{UUID(bytes=bytes(digest)).int}"
        self._originals[replacement] = original
        return replacement

    def original(self, sent: str) -> str | None:
        """Return the UID that was replaced by `sent` here; None when it was not."""
        return self._originals.get(sent)

    def pseudonym(self, identity: str) -> str:
        """Return a short name for a patient: the same within one library, meaningless outside."""
        digest = hmac.digest(self._key, b"patient\0" + identity.encode(), hashlib.sha256)
        return f"P{digest[:6].hex().upper()}"

    @property
    def pairs(self) -> Mapping[str, str]:
        """The originals by what was sent for them."""
        return MappingProxyType(self._originals)
