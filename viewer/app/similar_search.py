"""The tab of similar cases: databases offered, searches made, matches shown and opened."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from viewer.app import similar_states as states
from viewer.app.similar_pictures import MatchPictures
from viewer.app.similar_query import Query, Wish, made
from viewer.app.similar_where import MatchRows, Placed, known_studies, placed
from viewer.foundation.errors import KnownError
from viewer.ui.panels.similar_delegate import PICTURE
from viewer.ui.panels.similar_rows import Locks, Page, PageKind, QueryRow
from viewer.words.jobs import cost_words, is_local
from viewer.words.joining import joined
from viewer.words.similar_search import destination_words, found_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage

    from viewer.app.similar import Similar
    from viewer.app.similar_compare import SimilarCompare
    from viewer.domain.similar import CaseLink
    from viewer.storage.studies import KnownStudy
    from viewer.ui.panels.similar import SimilarPanel
    from viewer.ui.panels.similar_rows import MatchRow


@dataclass(frozen=True, eq=False)
class Found:
    """What a search gave, and what it was about."""

    query: Query
    database: str
    matches: tuple[Placed, ...]
    studies: Mapping[str, KnownStudy]
    fee: int = 0


class SimilarSearch:
    """Fills the panel. Results stay until the next search, whatever comes on the screen.

    They hold no identity but dates, which go where identity is hidden; where another study is on
    the screen than the one that was asked about, that is said beside the query.
    """

    def __init__(self, similar: Similar, panel: SimilarPanel) -> None:
        self._similar = similar
        self._needs = similar.needs
        self._desk = similar.desk
        self.panel = panel
        self.found: Found | None = None
        self._earlier: Found | None = None
        """What was found before the search that is being made."""
        self._query: Query | None = None
        self._wish: Wish | None = None
        """What is to be asked about, until its picture is made."""
        self._said: tuple[Query, bool, bool] | None = None
        """The query that is shown, whether its study is on the screen, whether dates are hidden."""
        self._task: asyncio.Task[None] | None = None
        self._listing: asyncio.Task[None] | None = None
        self._service = ""
        self.comparing: SimilarCompare | None = None
        self._rows = MatchRows(
            self._needs.opening, self._needs.reviewing, self._similar.hides_identity
        )
        self._situation = self._rows.situation
        self.pictures = MatchPictures(
            self._desk, self._needs.background, PICTURE, self._show_picture
        )
        self._connect()
        panel.head.show_wanted(self._desk.wanted)
        self.follow()

    def _connect(self) -> None:
        panel, head = self.panel, self.panel.head
        head.database_chosen.connect(self._database_chosen)
        head.manage_wanted.connect(self._similar.manage)
        head.wanted_changed.connect(self._wanted_changed)
        head.view_wanted.connect(self._similar.search_view)
        head.region_wanted.connect(self._similar.toggle_region)
        panel.page.action_wanted.connect(self._page_action)
        panel.page.cancel_wanted.connect(self.cancel)
        panel.open_wanted.connect(self.open)
        panel.compare_wanted.connect(self._compare)
        panel.grid.pictures_wanted.connect(self._pictures_wanted)

    @property
    def is_searching(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._task is not None

    def refresh(self) -> None:
        """List the databases anew; what another service gave, or was asked, goes."""
        if self._listing is not None:
            self._listing.cancel()
        if self._desk.service != self._service:
            self._service = self._desk.service
            self.panel.head.offer((), "")
            self._forget()
            self.panel.show_page(states.loading_page())
            self.follow()
        self.panel.head.show_destination(
            destination_words(self._service, is_local=self._desk.is_local)
        )
        if not self.panel.shows_results and not self.is_searching:
            self.panel.show_page(states.loading_page())
        self._listing = self._needs.background.start(self._list(), "databases of similar cases")

    def search(self, wish: Wish) -> None:
        """Ask what is like an image; a search that goes on is given up."""
        self._stop()
        self._earlier = self.found or self._earlier
        self._wish, self._query, self.found = wish, None, None
        if self._listing is None and self.panel.head.database:
            self.panel.show_page(states.searching_page(self.panel.head.database))
        self._task = self._needs.background.start(self._search_for(wish), "similar cases")

    def cancel(self) -> None:
        """Wait no longer for what is awaited."""
        if self._task is not None:
            self._stop()
            self._give_up(states.cancelled_page(is_local=self._desk.is_local))
        elif self._listing is not None:
            self._listing.cancel()
            self._listing = None
            self._show_idle()

    def open(self, number: int) -> None:
        """Show the image that a match was made of; where it is not known here that is said."""
        link = self._link(number)
        if self._is_withheld(number):
            self._needs.window.toast.say(
                QCoreApplication.translate(
                    "Similar", "You read this study blind: what the answer says is not shown yet."
                )
            )
        elif link is not None and self.panel.grid.matches.rows[number].may_open:
            self._similar.opening.open(link)
        elif self.found is not None and number >= 0:
            self._needs.window.toast.say(
                QCoreApplication.translate(
                    "Similar",
                    "This picture is not of a study in this library. Compare works with the "
                    "picture alone.",
                ),
                action=QCoreApplication.translate("Similar", "Compare side by side"),
                act=lambda: self._compare(number),
            )

    def follow(self) -> None:
        """Say anew what depends on what is open, and what can be done now."""
        self.panel.head.lock(self._locks())
        situation = self._rows.situation
        if situation != self._situation:
            self._situation = situation
            if self.found is not None and self.panel.shows_results:
                self.panel.change_results(self._made_rows(self.found))
        query = self._query
        is_here = query is not None and self._rows.open_study in {"", query.key.study}
        if query is None:
            return
        said = (query, is_here, self._similar.hides_identity())
        if self._said != said:  # the picture is scaled anew
            self._said = said
            self.panel.show_query(self.query_row(query))

    def query_row(self, query: Query) -> QueryRow:
        """Return what was asked about, as the tab shows it."""
        is_other = self._rows.open_study not in {"", query.key.study}
        note = QCoreApplication.translate("Similar", "Not the study on the screen")
        return QueryRow(
            picture=query.image,
            title=query.title(hides_identity=self._similar.hides_identity()),
            detail=query.detail,
            note=note if is_other else "",
        )

    def end(self) -> None:
        """Ask for nothing any more: the window closes."""
        self._stop()
        self.panel.grid.pictures_wanted.disconnect(self._pictures_wanted)

    def _locks(self) -> Locks:
        reason = self._needs.window.actions_by_name.why_read_only
        if not reason and not self.panel.head.database:
            reason = QCoreApplication.translate("Similar", "Choose or create a database first.")
        if not reason and self._needs.opening.shown is None:
            reason = QCoreApplication.translate("Similar", "Open images first.")
        return Locks(view=reason, region=reason)

    async def _list(self) -> None:
        service = self._service
        try:
            names = await self._desk.cases.databases(service)
        except KnownError as error:
            self._listing = None
            self._list_failed(error)
            return
        self._listing = None
        self.panel.head.offer(names, self._desk.last_database)
        if self._earlier is not None and self._earlier.database not in names:
            self._earlier = None
        if self.found is not None and self.found.database not in names:
            self._forget()
            self._show_idle()
        self.follow()
        if not self.panel.shows_results and not self.is_searching:
            self._show_idle()

    def _list_failed(self, error: KnownError) -> None:
        page = self.panel.page.page
        is_asked = page is not None and page.kind is PageKind.SEARCHING
        if self.panel.shows_results or is_asked:
            self._similar.tell(error)
        else:
            self.panel.show_page(states.unlisted_page(error))

    def _show_idle(self) -> None:
        database = self.panel.head.database
        may_create = not self._needs.window.actions_by_name.why_read_only
        self.panel.show_page(
            states.ready_page(database)
            if database
            else states.no_database_page(may_create=may_create)
        )

    async def _search_for(self, wish: Wish) -> None:
        while self._listing is not None and not self._listing.done():
            await asyncio.wait({self._listing})  # the tab was made for this search
        database, limit = self.panel.head.database, self.panel.head.wanted.value()
        if not database:
            self._done()
            if self.panel.page.page is None or self.panel.page.page.kind is not PageKind.UNLISTED:
                self._show_idle()
            return
        self.panel.show_page(states.searching_page(database))
        try:
            query = await made(wish)
        except KnownError as error:
            self._failed(error)
            return
        await self._ask(query, database, limit)

    async def _ask(self, query: Query, database: str, limit: int) -> None:
        """Ask where that is due, search once, and show what comes."""
        from viewer.app.similar_preflight import may_send

        self._earlier = self.found or self._earlier
        self._wish, self._query, self.found = None, query, None
        self.pictures.stop()
        self.follow()
        try:
            if not await may_send(self._desk, database, query, self._needs.window):
                self._done()
                self._back(database)
                return
            self._desk.remember_database(database)
            service, cases = self._service, self._desk.cases
            result = await cases.search(service, database, query.pixels, limit)
            matches = await placed(cases, result.matches)
            studies = await known_studies(self._desk.library, matches)
            page = None if matches else await self._nothing(service, database)
        except KnownError as error:
            self._failed(error)
            return
        self._done()
        if page is not None:
            self.panel.show_page(page)
            return
        self._show_found(Found(query, database, matches, studies, result.fee), service)

    def _back(self, database: str) -> None:
        """Show what stood there before a search that was not made: it may have been paid for."""
        earlier = self._earlier
        if earlier is None:
            self.panel.show_page(states.ready_page(database))
            return
        self._query = earlier.query
        self.follow()
        self._show_found(earlier, self._service)

    def _failed(self, error: KnownError) -> None:
        self._done()
        self._give_up(states.failed_page(error, is_local=is_local(self._service)))

    def _give_up(self, page: Page) -> None:
        """Say why nothing was found; where nothing was asked yet, nothing stands as asked."""
        if self._query is None:
            self.panel.show_query(None)
        self.panel.show_page(page)

    async def _nothing(self, service: str, database: str) -> Page:
        """Return why nothing was found: nothing is like it, or there is nothing."""
        try:
            count = await self._desk.cases.count(service, database)
        except KnownError:  # the search itself was answered
            count = None
        may_add = not self._needs.window.actions_by_name.why_read_only
        return states.empty_page(may_add=may_add) if count == 0 else states.nothing_page()

    def _show_found(self, found: Found, service: str) -> None:
        self.found, self._earlier = found, None
        self._situation = self._rows.situation
        self.pictures.ratio = self.panel.devicePixelRatioF()
        self.pictures.begin(service, [one.match for one in found.matches])
        rows = self._made_rows(found)
        cost = "" if is_local(service) else cost_words(found.fee, service)
        said = joined((found_words(len(rows), found.database), cost))
        self.panel.show_results(rows, said)

    def _made_rows(self, found: Found) -> tuple[MatchRow, ...]:
        return self._rows.rows(found.matches, found.studies, found.query.key)

    def _done(self) -> None:
        self._task = None
        self.follow()

    def _forget(self) -> None:
        """Let go of what was asked and found: the service or the database is there no more."""
        self._stop()
        self._wish = self._query = self.found = self._earlier = self._said = None
        self.panel.show_query(None)

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.pictures.stop()

    def _page_action(self) -> None:
        """Do what leads on from what is said."""
        page = self.panel.page.page
        if page is None:
            return
        if page.kind is PageKind.NO_DATABASE:
            self._similar.manage()
        elif page.kind is PageKind.EMPTY:
            self._similar.add_to(self.panel.head.database)
        elif self._query is not None and page.kind in {PageKind.FAILED, PageKind.CANCELLED}:
            self._again(self._query)
        elif self._wish is not None and page.kind in {PageKind.FAILED, PageKind.CANCELLED}:
            self.search(self._wish)
        else:
            self.refresh()

    def _again(self, query: Query) -> None:
        """Search again with the very picture that was asked about."""
        database, limit = self.panel.head.database, self.panel.head.wanted.value()
        if not database:
            self.refresh()
            return
        self._stop()
        self.panel.show_page(states.searching_page(database))
        work = self._ask(query, database, limit)
        self._task = self._needs.background.start(work, "similar cases")

    def _database_chosen(self, name: str) -> None:
        self._desk.remember_database(name)
        self.follow()
        if not self.panel.shows_results and not self.is_searching:
            self._show_idle()

    def _wanted_changed(self, count: int) -> None:
        self._desk.wanted = count

    def _pictures_wanted(self, numbers: list[int]) -> None:
        self.pictures.want(numbers)

    def _show_picture(self, number: int, image: QImage | None) -> None:
        picture = None
        if image is not None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.pictures.ratio)
        self.panel.grid.show_picture(number, picture)

    def _is_withheld(self, number: int) -> bool:
        rows = self.panel.grid.matches.rows
        return 0 <= number < len(rows) and rows[number].is_withheld

    def _link(self, number: int) -> CaseLink | None:
        if self.found is None or not 0 <= number < len(self.found.matches):
            return None
        return self.found.matches[number].link

    def _compare(self, number: int) -> None:
        from viewer.app.similar_compare import SimilarCompare

        if self.found is not None and 0 <= number < len(self.found.matches):
            self.comparing = SimilarCompare(self, self._needs.window, self._needs.background)
            self.comparing.show(number)
