"""The picture asked about beside each match, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.panels.similar_compare import CompareSheet, Pair

if TYPE_CHECKING:
    import asyncio

    from viewer.app.background import Background
    from viewer.app.similar_search import SimilarSearch
    from viewer.ui.main_window import MainWindow


class SimilarCompare:
    """One sheet of two pictures, and the way from match to match."""

    def __init__(self, search: SimilarSearch, window: MainWindow, background: Background) -> None:
        self._search = search
        self._window = window
        self._background = background
        self._found = search.found
        self._number = 0
        self._loading: asyncio.Task[None] | None = None
        self.sheet: CompareSheet | None = None

    def show(self, number: int) -> None:
        """Open the sheet with one of the matches."""
        if self._found is None:
            return
        sheet = self.sheet = CompareSheet(self._search.query_row(self._found.query), self._window)
        sheet.moved.connect(self._move)
        sheet.open_wanted.connect(self._open)
        sheet.finished.connect(self._closed)
        sheet.open()
        self._go_to(number)

    def _move(self, way: int) -> None:
        self._go_to(self._number + way)

    def _go_to(self, number: int) -> None:
        rows = self._search.panel.grid.matches.rows
        if self.sheet is None or self._search.found is not self._found:
            return
        self._number = number
        self._search.panel.grid.choose(number)
        self.sheet.show_match(Pair(rows[number], len(rows)))
        if self._loading is not None:
            self._loading.cancel()
        if rows[number].is_withheld:
            return
        self._loading = self._background.start(self._load(number), "picture to compare with")

    async def _load(self, number: int) -> None:
        image = await self._search.pictures.full(number)
        if self.sheet is not None and number == self._number:
            self.sheet.show_picture(image)

    def _open(self) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self._search.open(self._number)

    def _closed(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None
