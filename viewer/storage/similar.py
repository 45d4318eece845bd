"""Pictures for databases of similar cases: batches on their way, what was added, what left."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, cast

from viewer.storage import times
from viewer.storage.database import Database
from viewer.storage.similar_rows import (
    AddedPicture,
    ItemStep,
    KeptBatch,
    KeptItem,
    SentPicture,
    added_of,
    batch_of,
    item_of,
    item_row,
    link_text,
    sent_of,
)

_ITEM: Final = (
    "batch, number, state, title, source, entity_id, extra_data, link, sha256, thumbnail,"
    " there_before, data_id, failure"
)
_ADDED: Final = "service, database, entity_id, sha256, data_id, extra_data, link, thumbnail, added"
_SENT: Final = "object_key, service, host, store, database, purpose, size, sha256, sent, is_there"
_OPEN: Final = "('wanted', 'prepared', 'sending')"


class Similar:
    """The tables of similar cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, batch: KeptBatch, items: Iterable[KeptItem]) -> None:
        """Keep a batch with its pictures, together."""
        with self._database.transaction():
            self._database.write(
                "INSERT INTO similar_batches (uid, service, database, created) VALUES (?, ?, ?, ?)",
                (batch.uid, batch.service, batch.database, times.written(batch.created)),
            )
            self._database.write_many(
                f"INSERT INTO similar_items ({_ITEM}) VALUES ({', '.join('?' * 13)})",
                [item_row(item) for item in items],
            )

    def save(self, item: KeptItem) -> None:
        """Keep how one picture stands."""
        self._database.write(
            "UPDATE similar_items SET state=?, entity_id=?, sha256=?, thumbnail=?, there_before=?,"
            " data_id=?, failure=? WHERE batch=? AND number=?",
            (
                *(item.state.value, item.entity_id, item.sha256, item.thumbnail),
                *(item.there_before, item.data_id, item.failure, item.batch, item.number),
            ),
        )

    def end(self, item: KeptItem, added: AddedPicture, fee: int) -> None:
        """Keep that a picture is in the database, and what that cost, together."""
        with self._database.transaction():
            self.save(item)
            self.keep_added(added)
            self.bill(item.batch, fee)

    def bill(self, batch: str, fee: int) -> None:
        """Add calls that were billed."""
        if fee:
            self._database.write("UPDATE similar_batches SET fee=fee+? WHERE uid=?", (fee, batch))

    def stopped(self, batch: str, failure: str) -> None:
        """Keep why a batch stands still; empty: it goes on."""
        self._database.write("UPDATE similar_batches SET failure=? WHERE uid=?", (failure, batch))

    def cancel(self, batch: str, unknown: str) -> None:
        """Give up what is still to be done; what may be on its way gets the failure `unknown`."""
        with self._database.transaction():
            self._database.write(
                "UPDATE similar_items SET state='failed', failure=?"
                " WHERE batch=? AND state='sending'",
                (unknown, batch),
            )
            self._database.write(
                f"UPDATE similar_items SET state='cancelled' WHERE batch=? AND state IN {_OPEN}",
                (batch,),
            )

    def batch(self, uid: str) -> KeptBatch | None:
        """Return a batch with its counts; None where it is not known."""
        found = self._batches("WHERE uid=?", (uid,))
        return found[0] if found else None

    def open_batches(self) -> tuple[KeptBatch, ...]:
        """Return the batches that have something left to do, the oldest first."""
        where = f"WHERE uid IN (SELECT batch FROM similar_items WHERE state IN {_OPEN})"
        return self._batches(f"{where} ORDER BY created, uid", ())

    def is_another_sending(self, batch: KeptBatch, since: datetime) -> bool:
        """Tell whether another batch left a picture on its way to the same database since then."""
        rows = self._database.read(
            "SELECT 1 FROM similar_items JOIN similar_batches ON uid=batch"
            " WHERE state='sending' AND uid<>? AND database=? AND EXISTS (SELECT 1 FROM"
            " similar_sent AS s WHERE s.purpose='add' AND s.database=? AND s.sent>=?) LIMIT 1",
            (batch.uid, batch.database, batch.database, times.written(since)),
        )
        return bool(rows)

    def finished_batches(self, before: datetime) -> tuple[str, ...]:
        """Return the batches begun before a time that have nothing left to do."""
        rows = self._database.read(
            "SELECT uid FROM similar_batches WHERE created<? AND uid NOT IN"
            f" (SELECT batch FROM similar_items WHERE state IN {_OPEN}) ORDER BY created, uid",
            (times.written(before),),
        )
        return tuple(str(row[0]) for row in rows)

    def items(self, batch: str, *, open_only: bool = False) -> tuple[KeptItem, ...]:
        """Return the pictures of a batch by number."""
        rest = f" AND state IN {_OPEN}" if open_only else ""
        rows = self._database.read(
            f"SELECT {_ITEM} FROM similar_items WHERE batch=?{rest} ORDER BY number", (batch,)
        )
        return tuple(map(item_of, rows))

    def forget(self, batch: str) -> tuple[str, ...]:
        """Remove a batch and its pictures; returns the thumbnails that nobody needs now.

        What was added stays known.
        """
        with self._database.transaction():
            rows = self._database.read(
                "SELECT DISTINCT thumbnail FROM similar_items WHERE batch=?", (batch,)
            )
            self._database.write("DELETE FROM similar_batches WHERE uid=?", (batch,))
            return self._unneeded({str(row[0]) for row in rows if row[0]})

    def keep_added(self, added: AddedPicture) -> None:
        """Keep what was added; the same picture of the same entity again is that one."""
        self._database.write(
            f"INSERT INTO similar_added ({_ADDED}) VALUES ({', '.join('?' * 9)})"
            " ON CONFLICT (service, database, entity_id, sha256) DO UPDATE SET"
            " data_id=excluded.data_id, extra_data=excluded.extra_data, link=excluded.link,"
            " thumbnail=excluded.thumbnail, added=excluded.added",
            (
                *(added.service, added.database, added.entity_id, added.sha256, added.data_id),
                *(added.extra_data, link_text(added.link), added.thumbnail),
                times.written(added.added),
            ),
        )

    def added(
        self, service: str, database: str, entity_ids: Sequence[str]
    ) -> tuple[AddedPicture, ...]:
        """Return what was added from here under these entity ids."""
        rows = self._database.read(
            f"SELECT {_ADDED} FROM similar_added WHERE service=? AND database=?"
            " AND entity_id IN (SELECT value FROM json_each(?)) ORDER BY added, entity_id",
            (service, database, json.dumps(list(entity_ids))),
        )
        return tuple(map(added_of, rows))

    def added_content(self, service: str, database: str, sha256: str) -> tuple[AddedPicture, ...]:
        """Return where exactly this picture was added from here."""
        rows = self._database.read(
            f"SELECT {_ADDED} FROM similar_added WHERE service=? AND database=? AND sha256=?"
            " ORDER BY added, entity_id",
            (service, database, sha256),
        )
        return tuple(map(added_of, rows))

    def drop_entity(self, service: str, database: str, entity_id: str) -> tuple[str, ...]:
        """Forget pictures that are deleted there; returns the thumbnails nobody needs now."""
        return self._dropped(
            "service=? AND database=? AND entity_id=?", (service, database, entity_id)
        )

    def drop_database(self, service: str, database: str) -> tuple[str, ...]:
        """Forget all pictures of a database; returns the thumbnails nobody needs now."""
        return self._dropped("service=? AND database=?", (service, database))

    def keep_sent(self, sent: SentPicture) -> None:
        """Keep that a picture leaves; before it does."""
        self._database.write(
            f"INSERT INTO similar_sent ({_SENT}) VALUES ({', '.join('?' * 10)})"
            " ON CONFLICT (object_key) DO UPDATE SET service=excluded.service,"
            " sent=excluded.sent, is_there=1",
            (
                *(sent.object_key, sent.service, sent.host, sent.store, sent.database),
                *(sent.purpose.value, sent.size, sent.sha256, times.written(sent.sent)),
                int(sent.is_there),
            ),
        )

    def upload_deleted(self, object_key: str) -> None:
        """Keep that an upload is gone."""
        self._database.write("UPDATE similar_sent SET is_there=0 WHERE object_key=?", (object_key,))

    def uploads_left(self, now: datetime, *, older: timedelta) -> tuple[SentPicture, ...]:
        """Return uploads that are not deleted and older than that."""
        rows = self._database.read(
            f"SELECT {_SENT} FROM similar_sent WHERE is_there=1 AND sent<? ORDER BY sent",
            (times.written(now - older),),
        )
        return tuple(map(sent_of, rows))

    def sent(self, limit: int = 1000) -> tuple[SentPicture, ...]:
        """Return the receipts of what left, the latest first."""
        rows = self._database.read(
            f"SELECT {_SENT} FROM similar_sent ORDER BY sent DESC, object_key LIMIT ?", (limit,)
        )
        return tuple(map(sent_of, rows))

    def _batches(self, where: str, values: tuple[object, ...]) -> tuple[KeptBatch, ...]:
        rows = self._database.read(
            f"SELECT uid, service, database, created, fee, failure FROM similar_batches {where}",
            values,
        )
        return tuple(replace(batch_of(row), counts=self._counts(str(row[0]))) for row in rows)

    def _counts(self, batch: str) -> tuple[tuple[ItemStep, int], ...]:
        rows = self._database.read(
            "SELECT state, COUNT(*) FROM similar_items WHERE batch=? GROUP BY state", (batch,)
        )
        return tuple((ItemStep(str(state)), cast("int", count)) for state, count in rows)

    def _dropped(self, where: str, values: tuple[object, ...]) -> tuple[str, ...]:
        with self._database.transaction():
            rows = self._database.read(
                f"SELECT DISTINCT thumbnail FROM similar_added WHERE {where}", values
            )
            self._database.write(f"DELETE FROM similar_added WHERE {where}", values)
            return self._unneeded({str(row[0]) for row in rows if row[0]})

    def _unneeded(self, names: set[str]) -> tuple[str, ...]:
        """Return which kept files no row names any more."""
        wanted = json.dumps(sorted(names))
        tables = ("similar_added", "similar_items")
        used: set[str] = set()
        for table in tables:
            rows = self._database.read(
                f"SELECT thumbnail FROM {table} WHERE thumbnail IN"
                " (SELECT value FROM json_each(?))",
                (wanted,),
            )
            used |= {str(row[0]) for row in rows}
        return tuple(sorted(names - used))
