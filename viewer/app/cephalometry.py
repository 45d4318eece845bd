"""The Analysis tab: there as soon as a cephalogram is, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app.export_subject import Traced

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.ceph_tab import CephTab
    from viewer.app.exporting import Exporting
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

ENDPOINT: Final = "cephalometric"


class Cephalometry:
    """Makes the tab when the first cephalogram is shown, and shows it for cephalograms only."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        viewport: Viewport,
        *,
        opening: Opening,
        reviewing: Reviewing,
        changes: ReviewChanges,
        exporting: Exporting,
        library: Library,
        background: Background,
    ) -> None:
        self._window = window
        self.viewport = viewport
        self.opening = opening
        self.reviewing = reviewing
        self.changes = changes
        self.exporting = exporting
        self.library = library
        self.background = background
        self.tab: CephTab | None = None
        self._seen: object = None
        exporting.tracing_of = self.traced
        reviewing.on_changed.append(self._changed)
        opening.on_closed.append(self._changed)

    @property
    def window(self) -> MainWindow:
        """The window that the tab is in."""
        return self._window

    def traced(self) -> Traced:
        """Return what a cephalogram is drawn and measured with; nothing where none is shown."""
        return Traced() if self.tab is None else self.tab.traced()

    def _is_cephalogram(self) -> bool:
        """Tell whether the run is a cephalogram's, or somebody placed landmarks by hand."""
        session, run = self.reviewing.session, self.reviewing.open_run
        if session is None or self.reviewing.series is None:
            return False
        if run is not None and run.run.endpoint == ENDPOINT:
            return True
        from viewer.domain.finding import FindingKind

        return any(finding.kind is FindingKind.LANDMARK for finding in session.findings)

    def _changed(self) -> None:
        session = self.reviewing.session
        if session is None:
            self._show_tab(is_there=False)
            return
        why = self._window.actions_by_name.why_read_only
        seen = (session, session.reading, session.run_uid, why)
        if self._seen is not None and _same(seen, self._seen):
            if self.tab is not None and self.tab.is_shown:
                self.tab.show_selected()
                self.tab.show_hints()  # whoever shows the same findings again sets their own
            return
        self._seen = seen
        if not self._is_cephalogram():
            self._show_tab(is_there=False)
            return
        if self.tab is None:
            self.tab = self._made()
        self._show_tab(is_there=True)
        self.tab.show()

    def _made(self) -> CephTab:
        from viewer.app.ceph_tab import CephTab

        tab = CephTab(self)
        words = QCoreApplication.translate("MainWindow", "Analysis")
        self._window.tabs.add_following(tab.panel, words, after=self._window.findings)
        return tab

    def _show_tab(self, *, is_there: bool) -> None:
        if not is_there:
            self._seen = None
        if self.tab is None:
            return
        self._window.tabs.offer(self.tab.panel, is_offered=is_there)
        if not is_there:
            self.tab.leave()


def _same(one: object, other: object) -> bool:
    """Tell whether the same things are there, by identity: readings are large."""
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return False
    return all(a is b or (isinstance(a, str) and a == b) for a, b in zip(one, other, strict=True))
