"""What is said of a landmark when the pointer rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from viewer.domain.finding import FindingKind
from viewer.words.both_languages import landmark_in_both

if TYPE_CHECKING:
    from viewer.editing.session import ReviewSession


class LandmarkHints(Mapping[str, str]):
    """Code, names and definition in both languages of landmarks; others as they are said."""

    def __init__(self, others: Mapping[str, str], session: ReviewSession) -> None:
        self._others = others
        self._session = session

    def __getitem__(self, uid: str) -> str:
        finding = self._session.finding_of(uid)
        if finding is None or finding.kind is not FindingKind.LANDMARK:
            return self._others[uid]
        named = landmark_in_both(finding.site.landmark)
        _title, *rest = self._others.get(uid, "").splitlines() or [""]
        return "\n".join((*named, *(line for line in rest if line not in named)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._others)

    def __len__(self) -> int:
        return len(self._others)
