"""Every study that is opened becomes known to the library: by reference, beside the window."""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.app.background import in_thread
from viewer.domain.references import DOCUMENTS_PART, SeriesReference
from viewer.storage.studies import KnownSeries, KnownStudy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.app.background import Background
    from viewer.app.opening import Opening, Shown
    from viewer.imaging.documents.document import DocumentHeader
    from viewer.imaging.scan import ScanResult, Study
    from viewer.imaging.stack import ImageStack
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_PICTURE_S: Final = 3.0
_AT_ONCE: Final = 50
"""Studies in one transaction: short enough for a decision not to wait for it."""


class LibraryMemory:
    """Records what is opened. `on_recorded` is called when a whole opening is known."""

    def __init__(
        self, window: MainWindow, opening: Opening, library: Library, background: Background
    ) -> None:
        self._window = window
        self._library = library
        self._background = background
        self.on_recorded: list[Callable[[], None]] = []
        self._loaded = asyncio.Event()
        self._recording: set[asyncio.Task[None]] = set()
        opening.on_opened.append(self._opened)
        opening.on_loaded.append(self._is_loaded)

    def _opened(self, result: ScanResult) -> None:
        if not self._window.actions_by_name.why_read_only:
            self._loaded.clear()
            task = self._background.start(self._record(result), "record studies")
            self._recording.add(task)
            task.add_done_callback(self._recording.discard)

    async def settled(self) -> None:
        """Wait until everything that is open is known."""
        self._loaded.set()
        if self._recording:
            await asyncio.wait(self._recording)

    async def _record(self, result: ScanResult) -> None:
        """Keep the studies, in threads, each with a connection of its own.

        The picture that the person waits for has the computer first.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_PICTURE_S):
                await self._loaded.wait()
        for first in range(0, len(result.studies), _AT_ONCE):
            studies = result.studies[first : first + _AT_ONCE]
            await in_thread(recorded, self._library, studies)
        for tell in self.on_recorded:
            tell()

    def _is_loaded(self, _shown: Shown) -> None:
        self._loaded.set()


def recorded(library: Library, studies: Sequence[Study]) -> None:
    """Keep studies with where their files are; blocks. Raises LibraryUnavailable."""
    known = [known_study(study) for study in studies]
    with library.writer() as writing:
        writing.studies.record(known, datetime.now(UTC))


def known_study(study: Study) -> KnownStudy:
    """Return what the library keeps of a study."""
    return KnownStudy(
        study_instance_uid=study.study_instance_uid,
        identity=study.identity,
        text=study.text,
        series=(*map(_known_series, study.stacks), *_known_documents(study)),
    )


def absolute(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths that hold from any folder; links are left as the person named them."""
    here = str(Path.cwd())
    # as texts: a Path for each of 100,000 would hold up the other threads
    return tuple(os.path.join(here, path) for path in paths)  # noqa: PTH118


def _known_series(stack: ImageStack) -> KnownSeries:
    series = stack.description
    return KnownSeries(
        reference=series.reference,
        modality=series.modality,
        number=series.text.series_number,
        description=series.text.series_description,
        body_part=series.body_part,
        instance_count=len(stack.instances),
        first_sop_instance_uid=stack.instances[0].reference.sop_instance_uid,
        paths=absolute(stack.source_paths),
    )


def _known_documents(study: Study) -> Iterator[KnownSeries]:
    """Yield the documents of each series as one."""
    by_series: dict[str, list[DocumentHeader]] = defaultdict(list)
    for document in study.documents:
        by_series[document.series_uid].append(document)
    for series_uid, documents in by_series.items():
        first = documents[0]
        paths = dict.fromkeys(str(document.source.path) for document in documents)
        yield KnownSeries(
            reference=SeriesReference(study.study_instance_uid, series_uid, DOCUMENTS_PART),
            modality=first.modality,
            number=first.text.series_number,
            description=first.title,
            instance_count=len(documents),
            first_sop_instance_uid=first.reference.sop_instance_uid,
            paths=absolute(paths),
        )
