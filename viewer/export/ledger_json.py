"""`ledger.json`: all events on one stack, for others to read and check (docs/formats.md)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from viewer.domain.references import SeriesReference
from viewer.foundation.files import atomic_write
from viewer.storage.ledger_chain import LedgerRow

VERSION: Final = 1
_OF_THE_STACK: Final = frozenset({"study_instance_uid", "series_instance_uid", "part"})

Json = dict[str, object]


def ledger_document(stack: SeriesReference, rows: Sequence[LedgerRow]) -> Json:
    """Return the document, ready for JSON; `content` stays the text that was hashed."""
    return {
        "version": VERSION,
        "study_instance_uid": stack.study_instance_uid,
        "series_instance_uid": stack.series_instance_uid,
        "part": stack.part,
        "events": [_event(row) for row in rows],
    }


def write_ledger(path: Path, document: Json) -> None:
    """Write the document as UTF-8, all or nothing. Raises CannotWrite."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    atomic_write(path, f"{text}\n".encode())


def _event(row: LedgerRow) -> Json:
    columns = row._asdict().items()
    return {name: value for name, value in columns if name not in _OF_THE_STACK}
