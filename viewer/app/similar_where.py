"""Matches in words: what each shows, and where in this library its image is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.app.background import in_thread
from viewer.app.similar_opening import series_of
from viewer.domain.references import InstanceReference
from viewer.overlay.furniture import iso_date
from viewer.ui.panels.similar_rows import MatchRow
from viewer.words import similar_search as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.domain.similar import CaseLink, Match
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.similar.cases import SimilarCases
    from viewer.storage.library import Library
    from viewer.storage.studies import KnownStudy

_AT_ONCE: Final = 20
"""So many links are looked up before the window has its turn."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A match, and the image here that it was made of; None: of none."""

    match: Match
    link: CaseLink | None


@dataclass(frozen=True, slots=True)
class ImageKey:
    """Which image was asked about."""

    study: str
    series: str
    image: str
    frame: int

    def is_of(self, link: CaseLink) -> bool:
        """Tell whether a link leads to that image."""
        return self == ImageKey(link.study, link.series, link.image, link.frame)


async def placed(cases: SimilarCases, matches: Sequence[Match]) -> tuple[Placed, ...]:
    """Return matches with their links; the window stays alive meanwhile."""
    found = []
    for number, match in enumerate(matches):
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
        found.append(Placed(match, cases.link(match.extra_data)))
    return tuple(found)


async def known_studies(library: Library, found: Iterable[Placed]) -> Mapping[str, KnownStudy]:
    """Return the studies of the library that matches were made of, by UID."""
    return await in_thread(_known, library, {one.link.study for one in found if one.link})


def _known(library: Library, wanted: Iterable[str]) -> dict[str, KnownStudy]:
    with library.reader() as reading:
        studies = ((uid, reading.studies.get(uid)) for uid in wanted)
        return {uid: study for uid, study in studies if study is not None}


def withholds(reviewing: Reviewing, link: CaseLink, open_study: str) -> bool:
    """Tell whether a picture would say what the answer says, while its study is read blind.

    A cut-out shows where a finding is, and a label what it is; the reader's own are no secret.
    """
    if reviewing.concealed_run is None or link.study != open_study:
        return False
    if not (link.finding or link.label):
        return False
    return not link.finding or reviewing.finding_of(link.finding) is None


class MatchRows:
    """Makes the rows of a search as things are now: other studies open, others read blind.

    `hides_identity` tells whether no date of a study is to be seen.
    """

    def __init__(
        self, opening: Opening, reviewing: Reviewing, hides_identity: Callable[[], bool]
    ) -> None:
        self._opening = opening
        self._reviewing = reviewing
        self._hides_identity = hides_identity
        self._places: dict[str, dict[InstanceReference, int]] = {}
        """Where the images of an open stack are, by its key: looked up a thousand times."""

    @property
    def situation(self) -> tuple[str, bool, int, bool]:
        """What the rows depend on; while it is the same they are."""
        return (
            self.open_study,
            self._reviewing.concealed_run is not None,
            len(self._opening.stacks),
            self._hides_identity(),
        )

    @property
    def open_study(self) -> str:
        """The study on the screen; empty for none."""
        shown = self._opening.shown
        return shown.stack.description.reference.study_instance_uid if shown is not None else ""

    def rows(
        self, found: Sequence[Placed], studies: Mapping[str, KnownStudy], asked: ImageKey
    ) -> tuple[MatchRow, ...]:
        """Return the rows, numbered from 1."""
        self._places = {}
        return tuple(
            self._row(number, one, studies, asked) for number, one in enumerate(found, start=1)
        )

    def _row(
        self, number: int, one: Placed, studies: Mapping[str, KnownStudy], asked: ImageKey
    ) -> MatchRow:
        match, link = one.match, one.link
        hint = words.hint_words(match.entity_id, match.data_id, match.extra_data)
        if link is None:
            where = words.foreign_words()
            return MatchRow(
                number=number,
                score=match.score,
                label=_label_of(match),
                where=where,
                hint=_joined(where, hint),
            )
        if withholds(self._reviewing, link, self.open_study):
            where = words.here_words(None)
            return MatchRow(
                number=number,
                score=match.score,
                label=words.withheld_words(),
                where=where,
                hint=where,
                is_withheld=True,
            )
        where, may_open = self._where(link, studies.get(link.study))
        return MatchRow(
            number=number,
            score=match.score,
            label=link.label,
            where=where,
            hint=_joined(where, hint),
            may_open=may_open,
            is_same=asked.is_of(link),
        )

    def _where(self, link: CaseLink, study: KnownStudy | None) -> tuple[str, bool]:
        series = series_of(link)
        stack = self._opening.stack_for(series.series_instance_uid, series.part)
        if link.study == self.open_study:
            place = self._place(stack, link) if stack is not None else None
            return words.here_words(None if place is None else place + 1), True
        if study is None:
            return words.gone_words(), stack is not None
        modality = next((own.modality for own in study.series if own.reference == series), "")
        date = "" if self._hides_identity() else iso_date(study.text.study_date)
        return words.kept_words(modality, date), True

    def _place(self, stack: ImageStack, link: CaseLink) -> int | None:
        places = self._places.get(stack.key)
        if places is None:
            references = (header.reference for header in stack.instances)
            places = self._places[stack.key] = {own: n for n, own in enumerate(references)}
        return places.get(InstanceReference(link.image, link.frame))


def _label_of(match: Match) -> str:
    """Return what is said of a picture that is not of this library: the label of its link."""
    from viewer.jobs.similar.link import link_in

    link = link_in(match.extra_data)
    return link.label if link is not None else ""


def _joined(*lines: str) -> str:
    return "\n".join(filter(None, lines))
