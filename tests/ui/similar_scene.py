"""A window with a database of similar cases, for tests of its tab."""

from pathlib import Path

import numpy as np

from tests.fake_similar import FakeSimilar
from tests.image_builders import write_series
from tests.window_bench import Bench
from viewer.app.similar_search import SimilarSearch
from viewer.jobs.similar.adding import ToAdd
from viewer.ui.panels.similar_rows import MatchRow, PageKind

DATABASE = "chest_cases"


def write_cases(folder: Path, **facts: object) -> Path:
    """Write a series of 20 images of which none is like another one."""

    def values(index: int) -> np.ndarray:
        return np.random.default_rng(index).integers(-100, 200, (24, 32)).astype(np.int16)

    write_series(folder, slices=20, rows=24, columns=32, values=values, **facts)  # type: ignore[arg-type]
    return folder


def a_search(*databases: str) -> FakeSimilar:
    """Return a service with these databases, or with one that is empty."""
    return FakeSimilar(kept={name: [] for name in databases or (DATABASE,)})


async def add(bench: Bench, *indexes: int, database: str = DATABASE, **facts: object) -> None:
    """Add images of the open stack to a database."""
    stack = bench.wired.opening.shown.stack
    adding = bench.wired.similar.desk.cases.adding
    wanted = [ToAdd(stack=stack, index=index, **facts) for index in indexes]  # type: ignore[arg-type]
    await adding.run(adding.begin("local", database, wanted))


async def shown_tab(bench: Bench) -> SimilarSearch:
    """Show the tab and wait until the databases are listed."""
    bench.action("similar-cases")
    search = bench.wired.similar.similar.search
    assert search is not None
    await bench.until(lambda: search._listing is None)
    return search


async def searched(bench: Bench) -> SimilarSearch:
    """Search with the view and wait for what comes of it."""
    search = await shown_tab(bench)
    search.panel.head.view.click()
    await bench.until(lambda: not search.is_searching)
    return search


def rows(bench: Bench) -> tuple[MatchRow, ...]:
    """Return the matches that the grid shows."""
    search = bench.wired.similar.similar.search
    assert search is not None
    return search.panel.grid.matches.rows


def kind(search: SimilarSearch) -> PageKind:
    """Return which page stands in place of results."""
    page = search.panel.page.page
    assert not search.panel.shows_results
    assert page is not None
    return page.kind
