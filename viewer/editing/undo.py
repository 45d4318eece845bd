"""The undo stack of one review: the only file here that knows Qt."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from viewer.domain.reading import Reading
from viewer.editing.steps import Step

Apply = Callable[[Reading], None]


class _StepCommand(QUndoCommand):
    """Goes between two readings; `apply` only assigns, so neither way can fail."""

    def __init__(self, step: Step, before: Reading, after: Reading, apply: Apply) -> None:
        super().__init__()
        self.step = step
        self.before = before
        self.after = after
        self._apply = apply

    def redo(self) -> None:
        self._apply(self.after)

    def undo(self) -> None:
        self._apply(self.before)


class UndoStack:
    """Steps that can be taken back and made again, without a limit."""

    def __init__(self, apply: Apply) -> None:
        self._stack = QUndoStack()
        self._apply = apply

    @property
    def step_to_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._step_at(self._stack.index() - 1)

    @property
    def step_to_redo(self) -> Step | None:
        """The step that `redo` would make again."""
        return self._step_at(self._stack.index())

    def push(self, step: Step, before: Reading, after: Reading) -> None:
        """Make `step`; what had been taken back before is forgotten."""
        self._stack.push(_StepCommand(step, before, after, self._apply))

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._stack.undo()

    def redo(self) -> None:
        """Make the step again that was taken back last, if there is one."""
        self._stack.redo()

    def clear(self) -> None:
        """Forget all steps: from here on nothing of them can be taken back."""
        self._stack.clear()

    def _step_at(self, index: int) -> Step | None:
        command = self._stack.command(index) if 0 <= index < self._stack.count() else None
        return command.step if isinstance(command, _StepCommand) else None
