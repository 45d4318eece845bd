"""Databases and adding in the window: their actions, and who does what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.app.similar_batches import SimilarBatches
from viewer.app.similar_databases import SimilarDatabases
from viewer.app.similar_images import SimilarImages
from viewer.ui.dialogs.similar_actions import managing_actions

if TYPE_CHECKING:
    from viewer.app.similar import Similar
    from viewer.app.similar_talk import AddTalk
    from viewer.ui.dialogs.similar_add import Source


class SimilarAdding:
    """Asks what is to be added, and has it added."""

    def __init__(self, similar: Similar) -> None:
        self._similar = similar
        needs, desk = similar.needs, similar.desk
        self._window = needs.window
        self._background = needs.background
        self.images = SimilarImages(
            needs.window, desk, needs.opening, needs.reviewing, needs.background
        )
        self.databases = SimilarDatabases(needs.window, desk, self.images, needs.background)
        self.batches = SimilarBatches(needs.window, desk, needs.background)
        self.talk: AddTalk | None = None
        self._connect()

    def ask(self, database: str = "") -> None:
        """Ask what is to be added of what is on the screen."""
        self._begin(database, None)

    def ask_findings(self) -> None:
        """Ask the same, with the selected findings proposed."""
        from viewer.ui.dialogs.similar_add import Source

        self._begin("", Source.FINDINGS)

    def resume(self) -> None:
        """Offer to go on with what an earlier session did not finish; once it can be kept."""
        self.batches.resume()

    def _connect(self) -> None:
        similar, window = self._similar, self._window
        actions = window.actions_by_name
        actions.add(managing_actions())
        similar.menu.addSeparator()
        for name in ("similar-add", "similar-databases"):
            similar.menu.addAction(actions[name])
        window.menus.finding.addSeparator()
        window.menus.finding.addAction(actions["similar-add-findings"])
        actions.connect_all(
            {
                "similar-add": self.ask,
                "similar-add-findings": self.ask_findings,
                "similar-databases": self.databases.manage,
            }
        )
        similar.on_manage.append(self.databases.manage)
        similar.on_add.append(self.ask)
        self.databases.on_add.append(self.ask)
        self.databases.on_left.append(self.batches.show_left)
        self.databases.left_words = self.batches.left_words
        self.databases.on_changed.append(similar.refresh)
        self.images.on_open.append(similar.opening.open)

    def _begin(self, database: str, source: Source | None) -> None:
        if self.talk is None and not self._window.actions_by_name.why_read_only:
            self._background.start(self._ask_and_add(database, source), "add similar cases")

    async def _ask_and_add(self, database: str, source: Source | None) -> None:
        from viewer.app.similar_looking import Looking
        from viewer.app.similar_talk import AddTalk

        similar = self._similar
        self.talk = AddTalk(
            self._window,
            similar.desk,
            Looking(similar),
            self._background,
            on_created=similar.refresh,
        )
        try:
            order = await self.talk.ask(database, source)
        finally:
            self.talk = None
        if order is not None:
            self.batches.order(order)
