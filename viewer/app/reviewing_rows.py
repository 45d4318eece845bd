"""The list of findings and their pictures, kept in step without making it all anew."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from viewer.app.card_words import group_words
from viewer.app.finding_rows import finding_row, hint_of, kinds_of, unplaced_rows
from viewer.domain.part import part_of
from viewer.domain.tooth_notation import Notation
from viewer.domain.tooth_order import by_tooth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import QPixmap

    from viewer.app.opening import Shown
    from viewer.domain.finding import Finding, Placement
    from viewer.editing.session import ReviewSession
    from viewer.ui.panels.findings import FindingsPanel
    from viewer.ui.rows import FindingRow
    from viewer.words.lengths import LengthScale

_AT_A_TIME_S: Final = 0.006
"""So long pictures are drawn before the window may breathe."""
_ALL: Final = 300
"""Of longer lists only the pictures that are looked at are drawn."""


def _is_grouped(session: ReviewSession) -> bool:
    """Tell whether there are findings of several parts, so that each has its heading."""
    return len({part_of(finding.kind) for finding in session.findings} - {None}) > 1


class FindingHints(Mapping[str, str]):
    """What is said of a finding when the pointer rests on it, in words only when it does."""

    def __init__(self, session: ReviewSession, scale: LengthScale, rows: ReviewRows) -> None:
        self._session = session
        self._scale = scale
        self._rows = rows

    def __getitem__(self, uid: str) -> str:
        finding = self._session.finding_of(uid)
        if finding is None:
            raise KeyError(uid)
        return hint_of(finding, self._scale, self._rows.notation)

    def __iter__(self) -> Iterator[str]:
        return (finding.uid for finding in self._session.findings)

    def __len__(self) -> int:
        return len(self._session.findings)


class ReviewRows:
    """Fills the panel for one session: all rows once, and then those that change."""

    def __init__(self, panel: FindingsPanel, agreement_of: Callable[[str], str]) -> None:
        self._panel = panel
        self._agreement_of = agreement_of
        self._session: ReviewSession | None = None
        self._scale: LengthScale | None = None
        self._shown: Shown | None = None
        self._pictures: dict[str, tuple[Placement, QPixmap]] = {}
        """The picture of a finding, and the place that it shows."""
        self._uids: frozenset[str] = frozenset()
        self._is_grouped = False
        self._notation = Notation.FDI
        self._waiting: list[Finding] = []
        self._timer = QTimer(panel)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_some)
        panel.scrolled.connect(self._draw_pictures)

    @property
    def notation(self) -> Notation:
        """How the numbers of teeth are written."""
        return self._notation

    def write_in(self, notation: Notation) -> None:
        """Write the numbers of teeth otherwise."""
        if notation is self._notation:
            return
        self._notation = notation
        if self._session is not None and self._scale is not None:
            self._panel.change_rows(map(self._row, self._session.findings))

    def hints(self) -> Mapping[str, str]:
        """Return what is said of the session's findings when the pointer rests on one."""
        if self._session is None or self._scale is None:
            return {}
        return FindingHints(self._session, self._scale, self)

    def clear(self) -> None:
        """Show no rows."""
        self._timer.stop()
        self._session, self._shown, self._pictures = None, None, {}
        self._uids, self._waiting = frozenset(), []
        self._panel.show_rows(())

    def show(self, session: ReviewSession, scale: LengthScale) -> None:
        """Show all rows of a session."""
        if session is not self._session:
            self._pictures = {}
        self._session, self._scale = session, scale
        self._is_grouped = _is_grouped(session)
        findings = session.findings
        self._uids = frozenset(finding.uid for finding in findings)
        unplaced = unplaced_rows(session.result) if session.result is not None else ()
        rows = tuple(map(self._row, by_tooth(findings)))
        self._panel.show_rows(rows + unplaced, kinds_of(findings))
        self._draw_pictures()

    def forget_pictures(self) -> None:
        """Draw all pictures anew: another run is shown."""
        self._pictures = {}

    def update(self, uids: Iterable[str]) -> None:
        """Show some findings as they are now; all rows anew where some came or went."""
        if self._session is None or self._scale is None:
            return
        there = self._session.finding_of
        touched = {uid: there(uid) for uid in uids if uid}
        if any((finding is not None) != (uid in self._uids) for uid, finding in touched.items()):
            self.show(self._session, self._scale)
            return
        found = [finding for finding in touched.values() if finding is not None]
        self._panel.change_rows(self._row(finding) for finding in found)
        if any(not self._is_drawn(finding) for finding in found):
            self._draw_pictures()

    def pictures_from(self, shown: Shown) -> None:
        """Draw the pictures from this volume, as far as it is read."""
        self._shown = shown
        self._draw_pictures()

    def _row(self, finding: Finding) -> FindingRow:
        session, scale = self._session, self._scale
        if session is None or scale is None:
            raise RuntimeError("a row without a session")
        _, picture = self._pictures.get(finding.uid, (None, None))
        row = finding_row(
            finding,
            session.review,
            scale,
            thumbnail=picture,
            agreement=self._agreement_of(finding.uid),
            notation=self._notation,
        )
        return replace(row, group=group_words(finding)) if self._is_grouped else row

    def _is_drawn(self, finding: Finding) -> bool:
        """Tell whether there is a picture of where the finding is now."""
        place, _ = self._pictures.get(finding.uid, (None, None))
        return place is finding.placement

    def _draw_pictures(self) -> None:
        if self._session is None or self._shown is None:
            return
        findings: Iterable[Finding | None] = self._session.findings
        if len(self._uids) > _ALL:
            findings = map(self._session.finding_of, self._panel.seen_uids())
        wanted = [f for f in findings if f is not None and not self._is_drawn(f)]
        self._waiting = wanted[::-1]
        if self._waiting:
            self._draw_some()

    def _draw_some(self) -> None:
        """Draw as many pictures as can be had without anybody noticing."""
        from viewer.app.crops import finding_crop

        shown, session = self._shown, self._session
        if shown is None or session is None:
            self._timer.stop()
            return
        end = time.monotonic() + _AT_A_TIME_S
        drawn = []
        while self._waiting and time.monotonic() < end:
            finding = self._waiting.pop()
            picture = finding_crop(shown.volume, shown.stack.description, finding)
            if picture is not None:
                self._pictures[finding.uid] = finding.placement, picture
                drawn.append(finding)
        self._panel.change_rows(self._row(finding) for finding in drawn)
        if self._waiting and not self._timer.isActive():
            self._timer.start()
        elif not self._waiting:
            self._timer.stop()
