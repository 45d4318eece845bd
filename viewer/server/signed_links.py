"""Links that open one path of the service for a while: `?expires=<Unix time>&signature=<HMAC>`."""

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass

from viewer.server.store import StoreRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLinks:
    """Makes and checks links; `clock` gives Unix time in seconds.

    `purpose` keeps apart what is signed with the same key for something else.
    """

    key: Callable[[], bytes]
    life_s: int
    purpose: bytes = b""
    clock: Callable[[], float] = time.time

    def link(self, base: str, path: str) -> str:
        """Return a URL that opens a path from now until its life is over."""
        expires = str(int(self.clock()) + self.life_s)
        return f"{base}{path}?expires={expires}&signature={self._signature(path, expires)}"

    def refusal(self, path: str, expires: str, signature: str) -> StoreRefusal | None:
        """Return why a link does not open its path, or None when it does."""
        expected = self._signature(path, expires)
        if not hmac.compare_digest(expected.encode(), signature.encode()):
            return StoreRefusal(403, "SignatureDoesNotMatch")
        if self.clock() >= int(expires):
            return StoreRefusal(403, "AccessDenied")
        return None

    def _signature(self, path: str, expires: str) -> str:
        content = self.purpose + f"{path}\n{expires}".encode()
        return hmac.new(self.key(), content, hashlib.sha256).hexdigest()
