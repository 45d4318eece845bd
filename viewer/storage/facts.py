"""Single facts about the library itself."""

from typing import Final

from viewer.storage.database import Database

LIBRARY_UID: Final = "library-uid"
"""The library's own random name; made with the library, or when it was brought up to version 6."""
LAST_BACKUP: Final = "last-backup"
"""When it was last backed up: UTC, ISO 8601."""

RESTORED: Final = "restored"
"""From which copy it was restored last, and when."""
FINDINGS_LISTED: Final = "findings-listed"
"""Set once the findings of answers that an earlier release kept are in the list of findings."""


class Facts:
    """A table of names and values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """Return a fact; empty when it is not known."""
        rows = self._database.read("SELECT value FROM facts WHERE name=?", (name,))
        return str(rows[0][0]) if rows else ""

    def set(self, name: str, value: str) -> None:
        """Keep a fact."""
        self._database.write(
            "INSERT INTO facts (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value=excluded.value",
            (name, value),
        )
