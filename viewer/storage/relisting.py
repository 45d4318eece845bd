"""Findings of answers that an earlier release kept, put into the list of findings."""

from viewer.domain.result import RunState
from viewer.foundation.errors import KnownError
from viewer.storage.facts import FINDINGS_LISTED
from viewer.storage.finding_index import FindingIndex
from viewer.storage.library import Library


def list_older_findings(library: Library) -> int:
    """List what is not listed, once in a library's life; returns how many runs that were.

    Blocks while it parses: for a thread. An answer that cannot be read is left out; `viewer
    verify` names it. Raises LibraryUnavailable.
    """
    if library.facts.get(FINDINGS_LISTED):
        return 0
    rows = library.database.read(
        "SELECT uid FROM runs WHERE state=? AND uid NOT IN (SELECT run_uid FROM findings)",
        (RunState.DONE.value,),
    )
    listed = sum(_list(library, str(uid)) for (uid,) in rows)
    library.facts.set(FINDINGS_LISTED, "yes")
    return listed


def _list(library: Library, uid: str) -> bool:
    run = library.runs.get(uid)
    if run is None:
        return False
    try:
        findings = library.runs.result(uid).findings
    except KnownError:
        return False
    index = FindingIndex(library.database)
    with library.database.transaction():
        index.add_run(uid, run.series, findings)
        index.follow(event for event in library.ledger.of_stack(run.series) if event.run_uid == uid)
    return True
