"""Secrets that print as dots, and the log filter behind them."""

import logging
import re
import weakref
from collections.abc import Iterable
from typing import Final

DOTS: Final = "••••"
_PLAIN_DOTS: Final = "...."  # within bytes of an encoding that nobody knows
_SHORTEST_KEY: Final = 8
_KNOWN: "weakref.WeakSet[Secret]" = weakref.WeakSet()
_SIGNED = re.compile(
    r"(?i)\b(appKey|ds_id|token|X-Amz-Signature|X-Amz-Credential|Signature|OSSAccessKeyId)=[^&\s\"']+"
)
_BEARER = re.compile(r"(?i)\b(bearer)\s+\S+")


class Secret:
    """A credential. Printing, formatting or pickling it shows dots; only `reveal()` tells."""

    __slots__ = ("__weakref__", "_value")

    def __init__(self, value: str) -> None:
        self._value = value
        _KNOWN.add(self)

    def reveal(self) -> str:
        """Return the secret itself: for the transport and the key store only."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(("Secret", self._value))

    def __repr__(self) -> str:
        return f"Secret({DOTS})"

    def __str__(self) -> str:
        return DOTS

    def __reduce__(self) -> "str | tuple[type[Secret], tuple[str]]":
        return (Secret, (DOTS,))


def redacted(text: str) -> str:
    """Return `text` without any secret alive in this process and without signed query values."""
    for secret in tuple(_KNOWN):
        value = secret.reveal()
        if len(value) >= 4:
            text = text.replace(value, DOTS)
    return _BEARER.sub(rf"\1 {DOTS}", _SIGNED.sub(rf"\1={DOTS}", text))


def without_secrets(raw: bytes, secrets: Iterable[Secret]) -> bytes:
    """Return bytes from outside with these secrets as dots; otherwise byte for byte the same.

    Found in UTF-8, the same in any encoding that holds ASCII as it is, and in UTF-16. Secrets
    of fewer than eight characters are words of the language rather than keys, and stay.
    """
    for secret in secrets:
        value = secret.reveal()
        if len(value) < _SHORTEST_KEY:
            continue
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = raw.replace(value.encode(encoding), _PLAIN_DOTS.encode(encoding))
    return raw


class RedactingFilter(logging.Filter):
    """The second net: the first is that secrets are `Secret`, not `str`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redacted(record.getMessage())
        record.args = None
        return True
