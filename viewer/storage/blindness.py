"""Runs that their reader is not to see yet, and what came of those that were shown later."""

import json
from collections.abc import Iterable
from typing import Final, cast

from viewer.domain.agreement_table import RevealedRun
from viewer.domain.references import SeriesReference
from viewer.domain.result import RunState
from viewer.storage import times
from viewer.storage.database import Database
from viewer.storage.facts import Facts
from viewer.storage.ledger_text import parts_of
from viewer.storage.runs import Run
from viewer.storage.settings import BLIND_FIRST, Settings

_SWITCHED: Final = "blind-first"
"""The fact that holds the stacks switched by themselves, as JSON: [study, series, part, is_on]."""
_UNSEEN: Final = (
    "SELECT uid, study_instance_uid, series_instance_uid, part FROM runs"
    " WHERE state<>'failed' AND NOT EXISTS (SELECT 1 FROM ledger WHERE"
    " ledger.series_instance_uid=runs.series_instance_uid"
    " AND ledger.study_instance_uid=runs.study_instance_uid AND ledger.part=runs.part"
    " AND ledger.run_uid=runs.uid)"
)
_REVEALED: Final = (
    "SELECT ledger.user, ledger.at, ledger.run_uid, ledger.content, runs.endpoint FROM ledger"
    " JOIN runs ON runs.uid=ledger.run_uid WHERE ledger.action='reveal' ORDER BY ledger.sequence"
)


class Blindness:
    """Tells which stacks are read before anything of a service is shown."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._facts = Facts(database)
        self._settings = settings

    def is_on(self, stack: SeriesReference) -> bool:
        """Tell whether a stack is to be read blind: by its own switch, else by the setting."""
        return self._switched().get(stack, self._settings.get(BLIND_FIRST))

    def switch(self, stack: SeriesReference, *, is_on: bool) -> None:
        """Let one stack be read blind, or not, whatever the setting says."""
        switched = self._switched() | {stack: is_on}
        rows = [
            [s.study_instance_uid, s.series_instance_uid, s.part, on] for s, on in switched.items()
        ]
        self._facts.set(_SWITCHED, json.dumps(rows))

    def conceals(self, run: Run) -> bool:
        """Tell whether a run is not to be shown yet.

        A run that failed has nothing to hide; one of which the ledger speaks has been seen.
        """
        if run.state is RunState.FAILED or not self.is_on(run.series):
            return False
        return not self._speaks(run.series, "run_uid=?", run.uid)

    def has_seen_service(self, stack: SeriesReference) -> bool:
        """Tell whether the reader knows some run's findings: shown to them, or judged.

        A judgement that was taken back was made by somebody who had seen them all the same.
        """
        return self._speaks(stack, "run_uid<>''")

    def concealed_runs(self) -> frozenset[str]:
        """Return the uids of all runs that are not to be shown yet. May take long: for a thread."""
        is_usual, switched = self._settings.get(BLIND_FIRST), self._switched()
        if not is_usual and not any(switched.values()):
            return frozenset()
        return frozenset(
            str(uid)
            for uid, study, series, part in self._database.read(_UNSEEN)
            if switched.get(SeriesReference(str(study), str(series), cast("int", part)), is_usual)
        )

    def revealed_runs(self) -> tuple[RevealedRun, ...]:
        """Return all runs that were shown after a blind reading, and how the two agreed."""
        decisions = self._decisions()
        found = []
        for user, at, run_uid, content, endpoint in self._database.read(_REVEALED):
            details = dict(cast("tuple[tuple[str, str], ...]", parts_of(str(content))["details"]))
            if "both" not in details:
                continue
            unmarked = json.loads(details.get("ai-only-uids", "[]"))
            later = [decisions.get((str(run_uid), uid), "") for uid in unmarked]
            found.append(
                RevealedRun(
                    user=str(user),
                    at=times.read(at),
                    endpoint=str(endpoint),
                    both=int(details["both"]),
                    ai_only=int(details["ai-only"]),
                    me_only=int(details["me-only"]),
                    later_accepted=later.count("accepted"),
                    later_rejected=later.count("rejected"),
                )
            )
        return tuple(found)

    def _speaks(self, stack: SeriesReference, of_what: str, *values: str) -> bool:
        """Tell whether the ledger has such an event on a stack."""
        key = (stack.series_instance_uid, stack.study_instance_uid, stack.part)
        rows = self._database.read(
            "SELECT 1 FROM ledger WHERE series_instance_uid=? AND study_instance_uid=? AND part=?"
            f" AND {of_what} LIMIT 1",
            (*key, *values),
        )
        return bool(rows)

    def _decisions(self) -> dict[tuple[str, str], str]:
        rows = self._database.read(
            "SELECT run_uid, uid, decision FROM findings WHERE decision<>'undecided'"
        )
        return {(str(run), str(uid)): str(decision) for run, uid, decision in rows}

    def _switched(self) -> dict[SeriesReference, bool]:
        text = self._facts.get(_SWITCHED)
        rows = cast("Iterable[tuple[str, str, int, bool]]", json.loads(text) if text else ())
        return {SeriesReference(study, series, part): on for study, series, part, on in rows}
