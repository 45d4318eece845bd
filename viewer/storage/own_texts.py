"""What the reader wrote about a run, beside the service's report."""

from datetime import UTC, datetime

from viewer.storage import times
from viewer.storage.database import Database


class OwnTexts:
    """One text per run; the latest wins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, run_uid: str) -> str:
        """Return the text; empty when none was written."""
        rows = self._database.read("SELECT text FROM own_texts WHERE run_uid=?", (run_uid,))
        return str(rows[0][0]) if rows else ""

    def set(self, run_uid: str, text: str) -> None:
        """Keep the text; on disk when this returns."""
        self._database.write(
            "INSERT INTO own_texts (run_uid, text, changed) VALUES (?, ?, ?)"
            " ON CONFLICT (run_uid) DO UPDATE SET text=excluded.text, changed=excluded.changed",
            (run_uid, text, times.written(datetime.now(UTC))),
        )
