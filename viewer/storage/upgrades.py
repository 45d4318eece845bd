"""What a migration does beyond SQL, by the version that it makes."""

import secrets
import sqlite3
from collections.abc import Callable
from typing import Final

from viewer.storage.ledger_chain import COLUMNS, LedgerRow
from viewer.storage.ledger_text import canonical

_ACTIONS: Final = {"accepted": "accept", "rejected": "reject", "undecided": "clear"}


def _decisions_to_ledger(connection: sqlite3.Connection) -> None:
    """Carry the decisions of the first release into the ledger, in their order.

    Then nobody asked for a reason, and which version it was is not known.
    """
    decisions = connection.execute(
        "SELECT r.study_instance_uid, r.series_instance_uid, r.part, d.run_uid, d.finding_uid,"
        " d.decision, d.user, d.at FROM decisions AS d JOIN runs AS r ON r.uid=d.run_uid"
        " ORDER BY d.sequence"
    ).fetchall()
    previous = ""
    before: dict[tuple[str, str], str] = {}
    for sequence, (study, series, part, run, finding, decision, user, at) in enumerate(
        decisions, start=1
    ):
        earlier = before.get((run, finding), "undecided")
        content = canonical({"before": {"decision": earlier}, "after": {"decision": decision}})
        row = LedgerRow(
            *(sequence, study, series, part, run, finding, _ACTIONS[decision], user, at),
            *("", content, previous, ""),
        )
        row = row._replace(hash=row.computed_hash())
        connection.execute(
            f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(row))})", row
        )
        previous, before[run, finding] = row.hash, decision


def _name_library(connection: sqlite3.Connection) -> None:
    """Give the library a random name of its own: its copies elsewhere are known by it.

    One that has no runs yet has none whose findings are still to be listed.
    """
    connection.execute(
        "INSERT INTO facts (name, value) VALUES ('library-uid', ?) ON CONFLICT DO NOTHING",
        (secrets.token_hex(16),),
    )
    connection.execute(
        "INSERT INTO facts (name, value) SELECT 'findings-listed', 'yes'"
        " WHERE NOT EXISTS (SELECT 1 FROM runs)"
    )


UPGRADES: Final[dict[int, Callable[[sqlite3.Connection], None]]] = {
    4: _decisions_to_ledger,
    6: _name_library,
}
