"""ledger.json as docs/formats.md has it: others can check its hashes."""

import hashlib
import json

from tests.review_builders import STACK, an_event
from viewer.domain.ledger import Action
from viewer.export.ledger_json import ledger_document, write_ledger
from viewer.storage.database import Database
from viewer.storage.ledger import Ledger

_HASHED = (
    *("sequence", "study_instance_uid", "series_instance_uid", "part", "run_uid", "finding_uid"),
    *("action", "user", "at", "program", "content", "previous"),
)


def test_the_hashes_can_be_computed_from_the_file_alone(tmp_path) -> None:
    database = Database(tmp_path / "library.sqlite")
    ledger = Ledger(database)
    ledger.append([an_event(Action.ACCEPT, "f1", user="李 医生"), an_event(Action.SIGN)])
    path = tmp_path / "ledger.json"

    write_ledger(path, ledger_document(STACK, ledger.rows_of(STACK)))
    database.close()

    said = json.loads(path.read_text(encoding="utf-8"))
    assert [event["action"] for event in said["events"]] == ["accept", "sign"]
    previous = ""
    for event in said["events"]:
        row = [{**said, **event}[name] for name in _HASHED]
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        assert event["hash"] == hashlib.sha256(text.encode()).hexdigest()
        assert event["previous"] == previous
        previous = event["hash"]
