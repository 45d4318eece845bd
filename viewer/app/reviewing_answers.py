"""Reading what a service answered: short answers at once, long ones and files beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import KnownError
from viewer.storage.result_files import FileState

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.domain.result import AnalysisResult
    from viewer.editing.session import ReviewSession
    from viewer.storage.library import Library
    from viewer.storage.runs import Run
    from viewer.words.lengths import LengthScale

    Then = Callable[[Run, AnalysisResult | KnownError], None]

LONG_BYTES: Final = 40_000
"""An answer of about a hundred findings: what is longer takes more than some 15 ms to parse."""


@dataclass(frozen=True)
class OpenRun:
    """The run whose result is on the screen, and the session of its stack."""

    run: Run
    result: AnalysisResult
    session: ReviewSession
    scale: LengthScale
    """How lengths of the series are said."""

    @property
    def reviewed(self) -> AnalysisResult:
        """The result with its findings as corrected, and the reader's own."""
        return self.session.reviewed_result or self.result


class Answers:
    """Gives the results of runs."""

    def __init__(self, library: Library, background: Background) -> None:
        self._library = library
        self._background = background

    def read(self, run: Run, then: Then) -> bool:
        """Hand the result, or why there is none, to `then`; False: it comes later."""
        if self._library.runs.answer_size(run) > LONG_BYTES or self._has_files(run):
            self._background.start(self._read_beside(run, then), "read an answer")
            return False
        then(run, _result_of(self._library, run))
        return True

    def _has_files(self, run: Run) -> bool:
        """Tell whether files are read with the answer: a mask of few bytes has many voxels."""
        files = self._library.result_files.of_job(run.uid)
        return any(file.state is FileState.FETCHED for file in files)

    async def _read_beside(self, run: Run, then: Then) -> None:
        from viewer.app.background import in_thread

        then(run, await in_thread(self._read_again, run))

    def _read_again(self, run: Run) -> AnalysisResult | KnownError:
        """Read it through a connection of this thread's own."""
        try:
            with self._library.reader() as library:
                return _result_of(library, run)
        except KnownError as error:
            return error


def _result_of(library: Library, run: Run) -> AnalysisResult | KnownError:
    try:
        return library.runs.result(run.uid)
    except KnownError as error:
        return error
