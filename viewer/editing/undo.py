"""The undo stack of one review: the only file here that knows Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand, QUndoStack

from viewer.domain.review import Decision


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """One undoable step: the judgement of a finding before and after."""

    finding_uid: str
    before: Decision
    after: Decision


Apply = Callable[[str, Decision], None]


class _StepCommand(QUndoCommand):
    """Applies a step and its reverse; `apply` only assigns, so neither can fail."""

    def __init__(self, step: DecisionStep, apply: Apply) -> None:
        super().__init__()
        self.step = step
        self._apply = apply

    def redo(self) -> None:
        self._apply(self.step.finding_uid, self.step.after)

    def undo(self) -> None:
        self._apply(self.step.finding_uid, self.step.before)


class UndoStack:
    """Steps that can be taken back and made again."""

    def __init__(self, apply: Apply) -> None:
        self._stack = QUndoStack()
        self._apply = apply

    @property
    def step_to_undo(self) -> DecisionStep | None:
        """The step that `undo` would take back."""
        return self._step_at(self._stack.index() - 1)

    @property
    def step_to_redo(self) -> DecisionStep | None:
        """The step that `redo` would make again."""
        return self._step_at(self._stack.index())

    def push(self, step: DecisionStep) -> None:
        """Make `step`; what had been taken back before is forgotten."""
        self._stack.push(_StepCommand(step, self._apply))

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._stack.undo()

    def redo(self) -> None:
        """Make the step again that was taken back last, if there is one."""
        self._stack.redo()

    def _step_at(self, index: int) -> DecisionStep | None:
        command = self._stack.command(index) if 0 <= index < self._stack.count() else None
        return command.step if isinstance(command, _StepCommand) else None
