"""The action table as Qt's actions: their keys, icons, handlers, and when they may be used."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.ui.action_spec import ActionSpec, Scope, When
from viewer.ui.actions import action_table
from viewer.ui.icons import dim_icon, icon
from viewer.ui.labels import plain_tooltip


class ActionSet(QObject):
    """The table as QActions; enabled together from what is there (`allow`)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._specs = {spec.id: spec for group in action_table().values() for spec in group}
        self._actions = {spec.id: self._made(spec) for spec in self._specs.values()}
        self._there = When.ALWAYS
        self._why_read_only = ""
        self._why_locked = ""
        self._only: frozenset[str] | None = None
        self.allow(When.ALWAYS)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def add(self, specs: Iterable[ActionSpec]) -> None:
        """Take further rows in: of what is not there before the first paint."""
        for spec in specs:
            self._specs[spec.id] = spec
            self._actions[spec.id] = self._made(spec)
            self.give_icon(spec.id)
        self._explain()
        self.allow(self._there)

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect handlers by id; the checked state is asked of the action where it matters."""
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(_without_arguments(handler))

    def allow(self, there: When) -> None:
        """Enable what makes sense with what is there, as far as the library takes changes."""
        self._there = there
        if not self._why_read_only:
            there |= When.WRITABLE
        for name, spec in self._specs.items():
            is_open = self._only is None or name in self._only
            self._actions[name].setEnabled(is_open and spec.when & there == spec.when)

    def allow_only(self, names: frozenset[str] | None) -> None:
        """Disable everything but these, whatever is there; None lets all be as usual."""
        self._only = names
        self.allow(self._there)

    def offer(self, names: Iterable[str], *, is_offered: bool) -> None:
        """Have some actions in menus and on keys, or not: what is for other images."""
        for name in names:
            self._actions[name].setVisible(is_offered)

    def refuse_changes(self, reason: str) -> None:
        """Disable what changes the library and say why in its tooltip; "" lets it again."""
        self._why_read_only = reason
        self._explain()
        self.allow(self._there)

    def explain_lock(self, reason: str) -> None:
        """Say in the tooltips of what a signature forbids why it does; "" lets it again."""
        if reason != self._why_locked:
            self._why_locked = reason
            self._explain()

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed, in words; empty where it can."""
        return self._why_read_only

    def _explain(self) -> None:
        """Give each action its tooltip: what it does, or why it cannot be done."""
        for name, spec in self._specs.items():
            is_locked = bool(spec.when & When.UNSIGNED)
            reason = self._why_read_only if spec.when & When.WRITABLE else ""
            reason = reason or (self._why_locked if is_locked else "")
            self._actions[name].setToolTip(plain_tooltip(reason) if reason else _hint(spec))

    def give_image_keys_to(self, image: QWidget) -> None:
        """Let the keys of Scope.IMAGE work while `image`, or something in it, has the focus."""
        for name, spec in self._specs.items():
            if spec.scope is Scope.IMAGE:
                image.addAction(self._actions[name])

    def give_icon(self, name: str) -> None:
        """Draw the icon of one button as it is now; the rest waits for `retheme`."""
        action, drawing = self._actions[name], self._specs[name].icon
        if drawing:
            action.setIcon(icon(drawing) if action.isEnabled() else dim_icon(drawing))

    def retheme(self) -> None:
        """Draw all icons, at first and after a change of theme."""
        for name, spec in self._specs.items():
            if spec.icon:
                self._actions[name].setIcon(icon(spec.icon))

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.is_checkable)
        action.setToolTip(_hint(spec))
        if not spec.is_offered:
            action.setVisible(False)
        if spec.scope is Scope.IMAGE:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        return action


def _hint(spec: ActionSpec) -> str:
    """Return the tooltip of an action: its words, and the key where it has one."""
    if not spec.keys:
        return spec.text.rstrip("…")
    shown = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.text.rstrip('…')}  ({shown})"


def _without_arguments(handler: Callable[[], object]) -> Callable[[bool], None]:
    """Drop the `checked` argument of `triggered`; a plain function keeps no widget alive."""

    def call(_checked: bool = False) -> None:
        handler()

    return call
