"""The menu of grey windows: what the file says, what is measured, the presets; one is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.stack import ImageStack
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

_FIRST_KEY: Final = "0"
_MEASURED_KEYS: Final = {"automatic": "8", "full-range": "9"}
_AROUND_TEXT: Final = 44
_LEAST_DIGITS: Final = 12
_MOST_DIGITS: Final = 20
"""Room on the button: what is beside it stays where it is for all but long names."""


class GreyMenu:
    """Fills the menu for each stack, and says on its button and by its check what is chosen.

    Keys: 0 is how the file wants it, 1 to 7 are the presets, 8 is automatic, 9 the full range.
    """

    def __init__(self, window: MainWindow, viewport: Viewport) -> None:
        self._window = window
        self._menu = window.menus.presets
        self._viewport = viewport
        self._group = QActionGroup(self._menu)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._idle_text = window.preset_button.text()
        self._idle_tip = window.preset_button.toolTip()
        self._menu.triggered.connect(self._chosen)
        viewport.window_changed.connect(self.show_state)

    def show_stack(self, stack: ImageStack | None) -> None:
        """Offer what there is for a stack; nothing without one, and nothing for colours."""
        self._menu.clear()
        if stack is not None:
            self._fill(stack)
        for part in (self._menu, self._window.preset_button):
            part.setEnabled(not self._menu.isEmpty())
        state = self._viewport.state
        self.show_state(None if state is None else state.grey)

    def show_state(self, grey: GreyState | None) -> None:
        """Check what is chosen, and name it on the button."""
        scene = self._viewport.scene
        if grey is None or scene is None or scene.is_coloured:
            self._window.preset_button.setText(self._idle_text)
            self._window.preset_button.setToolTip(self._idle_tip)
        else:
            from viewer.words.greys import grey_name, grey_text
            from viewer.words.overlay import preset_words

            preset = grey.choice.preset
            name = preset_words(preset) if preset else grey_name(grey)
            self._window.preset_button.setText(self._fitting(name))
            tip = f"{grey_text(grey)}\n{self._idle_tip}"
            self._window.preset_button.setToolTip(tip)
        for action in self._group.actions():
            action.setChecked(grey is not None and action.data() == grey.choice)
        self._window.actions_by_name["invert"].setChecked(grey is not None and grey.is_inverted)

    def _fill(self, stack: ImageStack) -> None:
        from viewer.imaging.grey.choices import first_choice, offers
        from viewer.words.greys import group_words, offer_words

        first = first_choice(stack)
        heading, preset = "", 0
        for offer in offers(stack):
            source = offer.choice.source
            if group_words(source) != heading:
                heading = group_words(source)
                self._add_heading(heading)
            preset += bool(offer.choice.preset)
            keys = [str(preset)] if offer.choice.preset else []
            keys += [_MEASURED_KEYS[source]] if source in _MEASURED_KEYS else []
            keys += [_FIRST_KEY] if offer.choice == first else []
            action = self._menu.addAction(_plain(offer_words(offer)))
            action.setShortcuts([QKeySequence(key) for key in reversed(keys)])
            action.setData(offer.choice)
            action.setCheckable(True)
            self._group.addAction(action)

    def _add_heading(self, words: str) -> None:
        if self._menu.actions():
            self._menu.addSeparator()
        heading = self._menu.addAction(words)
        heading.setEnabled(False)

    def _fitting(self, name: str) -> str:
        """Return a name as the button has room for it; short ones leave it as it is."""
        button = self._window.preset_button
        metrics = button.fontMetrics()
        least, most = (metrics.horizontalAdvance("0" * n) for n in (_LEAST_DIGITS, _MOST_DIGITS))
        button.setMinimumWidth(least + button.iconSize().width() + _AROUND_TEXT)
        title = name[:1].upper() + name[1:]
        return _plain(metrics.elidedText(title, Qt.TextElideMode.ElideRight, most))

    def _chosen(self, action: QAction) -> None:
        self._viewport.choose_grey(action.data())
        state = self._viewport.state
        self.show_state(None if state is None else state.grey)


def _plain(words: str) -> str:
    """Keep an ampersand of a file's own words from marking a key."""
    return words.replace("&", "&&")
