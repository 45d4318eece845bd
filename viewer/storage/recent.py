"""What was opened lately."""

from dataclasses import dataclass
from datetime import datetime

from viewer.storage import times
from viewer.storage.database import Database


@dataclass(frozen=True, slots=True)
class RecentItem:
    """A file or folder that was opened; `title` is what the list shows."""

    path: str
    title: str
    opened: datetime


class RecentItems:
    """The latest items, each path once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, item: RecentItem) -> None:
        """Put the item first."""
        self._database.write(
            "INSERT INTO recent (path, title, opened) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET title=excluded.title, opened=excluded.opened",
            (item.path, item.title, times.written(item.opened)),
        )

    def latest(self, limit: int = 20) -> tuple[RecentItem, ...]:
        """Return the items, the latest first."""
        rows = self._database.read(
            "SELECT path, title, opened FROM recent ORDER BY opened DESC LIMIT ?", (limit,)
        )
        return tuple(
            RecentItem(str(path), str(title), times.read(opened)) for path, title, opened in rows
        )

    def remove(self, path: str) -> None:
        """Forget one item."""
        self._database.write("DELETE FROM recent WHERE path=?", (path,))
