"""Similar cases in the demonstration: a database of its pictures, a part of one sought in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app.demo_plan import lies_in
from viewer.app.offscreen import until
from viewer.foundation.errors import KnownError
from viewer.jobs.request import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from viewer.app.demo_study import DemoStudies
    from viewer.app.similar_search import Found, SimilarSearch
    from viewer.app.wiring import Wired
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.similar.adding import BatchProgress, ToAdd
    from viewer.jobs.similar.cases import SimilarCases
    from viewer.jobs.similar.picture import Region

DATABASE: Final = "demo_cases"
SIMILAR: Final = "similar"
"""The folder of what the demonstration writes about it."""
_LOOK_S: Final = 0.5
_BEST: Final = 5
_MOST_OF_A_STACK: Final = 12
_LEFT_OUT: Final = 0.15
"""Share of the sides that the sought picture lacks on the left and above; half of it opposite."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A demo study: where it lies, and what its pictures are said to show."""

    place: Path
    label: str


def shown_in(studies: DemoStudies) -> tuple[Shown, ...]:
    """Return all studies of the demonstration with what they show."""
    return (
        Shown(studies.chest, QCoreApplication.translate("DemoSimilar", "Chest CT")),
        Shown(studies.chest_before, QCoreApplication.translate("DemoSimilar", "Chest CT, earlier")),
        Shown(
            studies.hip,
            QCoreApplication.translate("DemoSimilar", "Pelvis, femoral neck fracture"),
        ),
        Shown(studies.knees, QCoreApplication.translate("DemoSimilar", "Knees")),
        Shown(studies.spine, QCoreApplication.translate("DemoSimilar", "Lumbar spine")),
        Shown(studies.skin, QCoreApplication.translate("DemoSimilar", "Rash, varicella")),
        Shown(studies.mouth, QCoreApplication.translate("DemoSimilar", "Teeth, caries")),
        Shown(studies.jaws, QCoreApplication.translate("DemoSimilar", "Panoramic radiograph")),
        Shown(studies.profile, QCoreApplication.translate("DemoSimilar", "Lateral cephalogram")),
    )


def key_pictures(stacks: Iterable[ImageStack], studies: DemoStudies) -> tuple[ToAdd, ...]:
    """Return what the database holds: single images, and some slices of each series."""
    stacks = tuple(stacks)
    return tuple(
        picture
        for shown in shown_in(studies)
        for stack in stacks
        if lies_in(stack, shown.place)
        for picture in _of(stack, shown.label)
    )


def _of(stack: ImageStack, label: str) -> Iterator[ToAdd]:
    """Return slices at even distances, the one that is shown first among them."""
    from viewer.jobs.similar.adding import ToAdd

    count = len(stack.instances)
    step = -(-count // _MOST_OF_A_STACK)
    for index in range(stack.first_shown % step, count, step):
        yield ToAdd(stack=stack, index=index, label=label)


def sought_part(stack: ImageStack) -> Region:
    """Return the part of an image that is sought: most of it, off its centre."""
    columns, rows = stack.description.columns, stack.description.rows
    across, down = round(columns * _LEFT_OUT), round(rows * _LEFT_OUT)
    return across, down, columns - across // 2, rows - down // 2


async def fill(cases: SimilarCases, wanted: tuple[ToAdd, ...]) -> BatchProgress:
    """Bring the pictures into the database; those that are there already are not sent again.

    Raises KnownError where that cannot be done.
    """
    if DATABASE not in await cases.databases(LOCAL):
        await cases.create(LOCAL, DATABASE)
    batch = await cases.adding.begin_many(LOCAL, DATABASE, wanted)
    try:
        return await cases.adding.run(batch)
    finally:
        cases.adding.cancel(batch)
        cases.adding.forget(batch)


async def show_when_analysed(wired: Wired, studies: DemoStudies, jobs: Sequence[str]) -> None:
    """Once these jobs are at their end, fill the database and search for what is shown.

    What goes wrong is said.
    """
    if wired.library.is_read_only:
        return
    while any(_goes_on(wired, uid) for uid in jobs):  # noqa: ASYNC110 - many would have to tell
        await asyncio.sleep(_LOOK_S)
    try:
        await fill(wired.similar.desk.cases, key_pictures(wired.opening.stacks, studies))
    except KnownError as error:
        wired.similar.similar.tell(error)
        return
    await _with_database(wired)
    wired.similar.similar.search_view()


def _goes_on(wired: Wired, uid: str) -> bool:
    job = wired.library.jobs.get(uid)
    return job is not None and not (job.is_final or job.failure)


async def write_similar(wired: Wired, studies: DemoStudies, folder: Path) -> list[Path]:
    """Fill the database, seek a part of the chest CT in it, and write what is found.

    Raises KnownError where that fails, or a file cannot be written.
    """
    from viewer.app.similar_files import search_json, written
    from viewer.export.similar_sheet import SimilarPicture, draw_matches
    from viewer.foundation.files import atomic_write

    await fill(wired.similar.desk.cases, key_pictures(wired.opening.stacks, studies))
    search, found = await _sought(wired, studies)
    window, said, sheet = (folder / name for name in ("window.png", "search.json", "matches.png"))
    wired.window.grab().save(str(window))
    document = search_json(one.match for one in found.matches)
    atomic_write(said, f"{written(document)}\n".encode())
    best = [
        SimilarPicture(one.match, await search.pictures.full(number))
        for number, one in enumerate(found.matches[:_BEST])
    ]
    draw_matches(found.query.image, best, sheet)
    return [window, said, sheet]


async def _sought(wired: Wired, studies: DemoStudies) -> tuple[SimilarSearch, Found]:
    """Search for a part of the chest CT as it is first shown, and wait for the pictures."""
    from viewer.app.demo import open_stack
    from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable

    stack = next(s for s in wired.opening.stacks if lies_in(s, studies.chest))
    await open_stack(wired, stack)
    wired.image.viewport.go_to_slice(stack.first_shown)
    search = await _with_database(wired)
    wired.similar.similar.search_region(sought_part(stack))
    await until(lambda: not search.is_searching)
    if search.found is None:
        raise ServiceUnavailable(ServiceTrouble.NOT_STARTED)
    await asyncio.sleep(_LOOK_S)  # the grid asks for pictures once it is laid out
    await until(lambda: not search.pictures.under_way)
    return search, search.found


async def show_sought(wired: Wired, studies: DemoStudies) -> None:
    """Fill the database anew, in the window's language, and show what is found in it."""
    cases = wired.similar.desk.cases
    if DATABASE in await cases.databases(LOCAL):
        await cases.drop(LOCAL, DATABASE)
    await fill(cases, key_pictures(wired.opening.stacks, studies))
    await _sought(wired, studies)


async def _with_database(wired: Wired) -> SimilarSearch:
    """Bring the tab to the front with the demonstration's database chosen."""
    wired.similar.desk.remember_database(DATABASE)
    search = wired.similar.similar.show()
    wired.similar.similar.refresh()
    await until(lambda: search.panel.head.database == DATABASE)
    return search
