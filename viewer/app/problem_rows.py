"""What was odd when opening, as rows: where, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import QCoreApplication

from viewer.words.series import skip_reason_words, slice_problem_words, stack_problem_words

if TYPE_CHECKING:
    from viewer.app.opening import Shown
    from viewer.imaging.problems import Skipped


class ProblemRows(Sequence[tuple[str, str]]):
    """The files that were not read and the oddities of the open series.

    Files become words one by one when somebody looks at them: of 100,000 that took 1.7 s.
    """

    def __init__(self, skipped: Sequence[Skipped], shown: Shown | None) -> None:
        self._skipped = skipped
        self._others = _oddities(shown) if shown is not None else []

    def __len__(self) -> int:
        return len(self._skipped) + len(self._others)

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index = range(len(self))[index]
        if index >= len(self._skipped):
            return self._others[index - len(self._skipped)]
        skipped = self._skipped[index]
        return skipped.path, skip_reason_words(skipped.reason, skipped.detail)


def _oddities(shown: Shown) -> list[tuple[str, str]]:
    where = QCoreApplication.translate("WindowActions", "the open series")
    rows = [(where, stack_problem_words(p)) for p in shown.stack.description.problems]
    image = QCoreApplication.translate("WindowActions", "image {0}")
    rows += [
        (image.format(index + 1), slice_problem_words(problem))
        for index, problem in sorted(shown.volume.slice_problems.items())
    ]
    return rows
