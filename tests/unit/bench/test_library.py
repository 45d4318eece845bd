"""The benchmark of the large library: what it makes is a library like any other."""

from pathlib import Path

import pytest

from viewer.bench.library import _results
from viewer.bench.library_made import EVENTS_EACH, Plan, made, stack_of
from viewer.bench.result import BenchResult
from viewer.domain.standing import Decision
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.ledger_chain import COLUMNS, LedgerRow, chain_breaks

SMALL = Plan(studies=3, findings=4, heavy=9)


def test_the_made_library_is_sound_and_holds_what_the_plan_says(tmp_path: Path) -> None:
    made(tmp_path, SMALL)

    with open_library(Folders.from_environment({"VIEWER_HOME": str(tmp_path)})) as library:
        rows = library.database.read(f"SELECT {COLUMNS} FROM ledger ORDER BY sequence")
        events = [LedgerRow(*row) for row in rows]  # type: ignore[arg-type]
        run = library.runs.for_series(stack_of(3))[-1]
        result = library.runs.result(run.uid)
        reading = library.ledger.reading(stack_of(3))
        assert library.database.is_sound()

    assert len(events) == EVENTS_EACH * (3 * 4 + 9)
    assert not list(chain_breaks(events))
    assert len(result.findings) == 9
    assert not result.unplaced
    assert all(not finding.notes for finding in result.findings)
    decisions = {standing.decision for standing in reading.standings.values()}
    assert decisions <= {Decision.ACCEPTED, Decision.REJECTED}
    assert len(reading.standings) == 9


@pytest.mark.parametrize("peers", [("JSON lines", "sqlite3"), ("sqlite3",)])
def test_each_figure_stands_beside_the_peers_that_are_there(peers: tuple[str, ...]) -> None:
    keys = ("open_median", "open_worst", "open_heavy", "append_median", "append_p99")
    ours = dict.fromkeys((*keys, "events_median", "narrow", "narrow_heavy"), 2.0)
    ours |= {"list_studies": 1.0, "search_studies": 1.0, "memory_ten": 80.0, "memory_all": 81.5}
    figures = {"viewer": ours} | {peer: dict.fromkeys(keys, 4.0) for peer in peers}

    results = _results(SMALL, figures)

    beside: dict[str, BenchResult] = {result.metric: result for result in results}
    opened = beside["ms to open a study of 4 findings, median"]
    assert set(opened.peers) == set(peers)
    assert opened.ratio_to_best_peer == pytest.approx(0.5)
    assert beside["MB more after all of them"].ours == pytest.approx(1.5)
