"""Receipts of what was sent, one a job."""

import json

from viewer.domain.receipt import Receipt, SentFile
from viewer.storage import times
from viewer.storage.database import Database

_VERSION = 1


class Receipts:
    """The table of receipts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt; an upload that was repeated has its own in place of the first."""
        document = {
            "version": _VERSION,
            "host": receipt.host,
            "store": receipt.store,
            "strategy": receipt.strategy,
            "files": [[file.name, file.size, file.sha256] for file in receipt.files],
            "images": receipt.images,
            "removed": receipt.removed,
            "content_hash": receipt.content_hash,
            "begun": times.written(receipt.begun),
        }
        self._database.write(
            "INSERT INTO receipts (job_uid, content, made) VALUES (?, ?, ?)"
            " ON CONFLICT (job_uid) DO UPDATE SET content=excluded.content, made=excluded.made",
            (
                receipt.job_uid,
                json.dumps(document, ensure_ascii=False, sort_keys=True),
                times.written(receipt.uploaded),
            ),
        )

    def get(self, job_uid: str) -> Receipt | None:
        """Return the receipt of a job; None where nothing was sent."""
        rows = self._database.read("SELECT content, made FROM receipts WHERE job_uid=?", (job_uid,))
        if not rows:
            return None
        said = json.loads(str(rows[0][0]))
        return Receipt(
            job_uid=job_uid,
            host=said["host"],
            store=said["store"],
            strategy=said["strategy"],
            files=tuple(SentFile(*file) for file in said["files"]),
            images=said["images"],
            removed=tuple(said["removed"]),
            content_hash=said["content_hash"],
            begun=times.read(said["begun"]),
            uploaded=times.read(rows[0][1]),
        )
