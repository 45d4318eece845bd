"""Which UID was sent for which: the way back from an answer to the images here."""

import secrets
from collections.abc import Mapping

from viewer.foundation.errors import BugError
from viewer.storage.database import Database


class UidMaps:
    """The library's own random key and the kept pairs; neither ever leaves this machine."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def key(self) -> bytes:
        """Return the library's key; made at first use."""
        rows = self._database.read("SELECT value FROM library_key")
        if not rows:
            self._database.write(
                "INSERT INTO library_key (id, value) VALUES (1, ?) ON CONFLICT DO NOTHING",
                (secrets.token_bytes(32),),
            )
            rows = self._database.read("SELECT value FROM library_key")
        value = rows[0][0]
        if not isinstance(value, bytes):
            raise BugError("the library key is not bytes")
        return value

    def keep(self, originals_by_sent: Mapping[str, str]) -> None:
        """Keep pairs; those known already stay."""
        self._database.write_many(
            "INSERT INTO uid_pairs (sent, original) VALUES (?, ?) ON CONFLICT DO NOTHING",
            list(originals_by_sent.items()),
        )

    def original(self, sent: str) -> str | None:
        """Return the UID that was replaced by `sent`."""
        rows = self._database.read("SELECT original FROM uid_pairs WHERE sent=?", (sent,))
        return str(rows[0][0]) if rows else None
