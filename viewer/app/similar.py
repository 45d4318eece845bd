"""Similar cases in the window: the menu, the tab when it is first asked for, and the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from viewer.app.similar_opening import CaseOpening
from viewer.ui.labels import restyle
from viewer.ui.similar_actions import similar_actions
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Shown
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_parts import SimilarNeeds
    from viewer.app.similar_query import Wish
    from viewer.app.similar_search import SimilarSearch
    from viewer.domain.references import SeriesReference
    from viewer.foundation.errors import KnownError
    from viewer.ui.viewport.region_frame import Region, RegionFrame
    from viewer.ui.viewport.region_hand import RegionHand


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """A part of an image that somebody asked about."""

    series: SeriesReference
    index: int
    region: Region


class Similar:
    """Makes the tab when it is first shown. `manage` and `add_to` are what others do for it."""

    def __init__(self, needs: SimilarNeeds, desk: SimilarDesk) -> None:
        self.needs = needs
        self.desk = desk
        self.search: SimilarSearch | None = None
        self.on_manage: list[Callable[[], None]] = []
        self.on_add: list[Callable[[str], None]] = []
        """Called with the database that pictures are to be added to; empty: whichever."""
        self.drawn: DrawnRegion | None = None
        """The region that was asked about last."""
        self._hand: RegionHand | None = None
        self._frame: RegionFrame | None = None
        viewport = needs.image.viewport
        self.opening = CaseOpening(viewport, needs.opening, needs.reviewing)
        window = needs.window
        window.actions_by_name.add(similar_actions())
        self.menu = QMenu(QCoreApplication.translate("Menus", "Similar cases"), window)
        for name in ("similar-cases", "similar-view", "similar-region"):
            self.menu.addAction(window.actions_by_name[name])
        needs.starting.further_menus.append(self.menu)
        window.menus.image.addSeparator()
        window.menus.image.addMenu(self.menu)
        window.actions_by_name.connect_all(
            {
                "similar-cases": self._show_tab,
                "similar-view": self.search_view,
                "similar-region": self.toggle_region,
            }
        )
        needs.opening.on_shown.append(self._stack_shown)
        needs.opening.on_closed.append(self._follow)
        needs.reviewing.on_changed.append(self._follow)
        window.read_only_changed.connect(self._follow)
        window.actions_by_name["hide-identity"].toggled.connect(self._follow)

    def show(self) -> SimilarSearch:
        """Bring the tab to the front; the first time it is made and asks for databases."""
        if self.search is None:
            self.search = self._made()
        self.needs.window.show_tab(self.search.panel)
        return self.search

    def refresh(self) -> None:
        """Look for databases again: some came or went, or the service is another one."""
        if self.search is not None:
            self.search.refresh()

    def manage(self) -> None:
        """Let databases be created, looked into and deleted."""
        for act in self.on_manage:
            act()

    def add_to(self, database: str) -> None:
        """Let pictures be added to a database."""
        for act in self.on_add:
            act(database)

    def search_view(self) -> None:
        """Ask what is like the image on the screen."""
        self._ask(None)

    def search_region(self, region: Region) -> None:
        """Ask what is like a part of the image on the screen."""
        self._ask(region)

    def toggle_region(self) -> None:
        """Let a rectangle be drawn that is asked about; the same again lets it be."""
        hand = self._made_hand()
        if hand.is_on:
            hand.end()
            return
        self.show()
        if hand.begin():
            self._show_hand()
            self.needs.window.toast.say(
                QCoreApplication.translate(
                    "Similar",
                    "Draw a rectangle over what you look for; Esc leaves. "
                    "With keys: Enter, arrows, Shift + arrows, Enter.",
                ),
                action=QCoreApplication.translate("Similar", "Cancel"),
                act=self.toggle_region,
            )

    def hides_identity(self) -> bool:
        """Tell whether nothing is to be seen that says who the patient is."""
        return self.needs.window.actions_by_name["hide-identity"].isChecked()

    def tell(self, error: KnownError) -> None:
        """Say what went wrong beside what is shown."""
        self.needs.window.toast.say(error_words(error).line, tone=Tone.BAD)

    def end(self) -> None:
        """Draw and fetch nothing any more."""
        if self._hand is not None:
            self._hand.end()
        if self.search is not None:
            self.search.end()

    def _show_tab(self) -> None:
        self.show().panel.take_focus()

    def _made(self) -> SimilarSearch:
        from viewer.app.similar_search import SimilarSearch
        from viewer.ui.panels.similar import SimilarPanel

        panel = SimilarPanel()
        search = SimilarSearch(self, panel)
        title = QCoreApplication.translate("MainWindow", "Similar")
        tabs = self.needs.window.tabs
        tabs.setTabToolTip(
            tabs.addTab(panel, title), QCoreApplication.translate("Menus", "Similar cases")
        )
        restyle(tabs.tabBar(), "many", value=True)
        search.refresh()
        return search

    def _ask(self, region: Region | None) -> None:
        from viewer.app.similar_query import Wish

        search = self.show()
        view, shown = self.needs.image.viewport, self.needs.opening.shown
        wish = Wish.of(shown, view, region)
        if wish is None:
            self._say_why_not()
            return
        self._frame_query(wish)
        search.search(wish)

    def _say_why_not(self) -> None:
        """Say why the image on the screen cannot be asked about."""
        shown, state = self.needs.opening.shown, self.needs.image.viewport.state
        is_unreadable = (
            shown is not None
            and state is not None
            and state.slice_index in shown.volume.slice_problems
        )
        words = (
            QCoreApplication.translate("Similar", "The pixels of this image cannot be read.")
            if is_unreadable
            else QCoreApplication.translate("Similar", "This image is not read yet.")
        )
        self.needs.window.toast.say(words, tone=Tone.WARNING)

    def _frame_query(self, wish: Wish) -> None:
        """Frame the region that is asked about, until the next search."""
        if wish.region is None:
            self.drawn = None
            if self._frame is not None:
                self._frame.clear()
            return
        series = wish.shown.stack.description.reference
        self.drawn = DrawnRegion(series, wish.index, wish.region)
        self._made_frame().show_region(wish.index, wish.region)

    def _made_frame(self) -> RegionFrame:
        from viewer.ui.viewport.region_frame import RegionFrame

        if self._frame is None:
            self._frame = RegionFrame(self.needs.image.viewport)
        return self._frame

    def _made_hand(self) -> RegionHand:
        if self._hand is None:
            from viewer.ui.viewport.region_hand import RegionHand

            hand = self._hand = RegionHand(self.needs.image.viewport)
            hand.drawn.connect(self._region_drawn)
            hand.too_small.connect(self._region_too_small)
            hand.ended.connect(self._show_hand)
        return self._hand

    def _region_drawn(self, _index: int, region: Region) -> None:
        self._ask(region)

    def _region_too_small(self) -> None:
        from viewer.ui.viewport.region_hand import LEAST_SIDE

        said = QCoreApplication.translate(
            "Similar", "A region needs at least {0} × {0} pixels of the image."
        )
        self.needs.window.toast.say(said.format(LEAST_SIDE), tone=Tone.WARNING)

    def _show_hand(self) -> None:
        """Let menu and button say whether a region is being drawn."""
        is_on = self._hand is not None and self._hand.is_on
        self.needs.window.actions_by_name["similar-region"].setChecked(is_on)
        if self.search is not None:
            self.search.panel.head.region.setChecked(is_on)
        if not is_on:
            self.needs.window.toast.withdraw(self.toggle_region)

    def _stack_shown(self, _shown: Shown) -> None:
        if self._hand is not None:
            self._hand.end()
        self._follow()

    def _follow(self, *_: object) -> None:
        if self.search is not None:
            self.search.follow()
