"""The undo stack of one review.

In Python alone: commands given to Qt's own stack belong to it and to Python, and a session that
goes away with its stack would be freed twice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from viewer.domain.reading import Reading
from viewer.editing.steps import Step

Apply = Callable[[Reading], None]


@dataclass(frozen=True, slots=True)
class _Made:
    """A step, and the readings that it goes between."""

    step: Step
    before: Reading
    after: Reading


class UndoStack:
    """Steps that can be taken back and made again, without a limit; `apply` only assigns."""

    def __init__(self, apply: Apply) -> None:
        self._apply = apply
        self._made: list[_Made] = []
        self._index = 0
        """So many of them hold; those after it were taken back."""

    @property
    def step_to_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._made[self._index - 1].step if self._index else None

    @property
    def step_to_redo(self) -> Step | None:
        """The step that `redo` would make again."""
        return self._made[self._index].step if self._index < len(self._made) else None

    def push(self, step: Step, before: Reading, after: Reading) -> None:
        """Make `step`; what had been taken back before is forgotten."""
        self._made[self._index :] = [_Made(step, before, after)]
        self._index += 1
        self._apply(after)

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self._index:
            self._index -= 1
            self._apply(self._made[self._index].before)

    def redo(self) -> None:
        """Make the step again that was taken back last, if there is one."""
        if self._index < len(self._made):
            self._index += 1
            self._apply(self._made[self._index - 1].after)

    def clear(self) -> None:
        """Forget all steps: from here on nothing of them can be taken back."""
        self._made, self._index = [], 0
