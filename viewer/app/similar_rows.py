"""The images of a database in words: what they show and where in this library that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.similar_opening import series_of
from viewer.domain.similar import label_in
from viewer.overlay.furniture import iso_date
from viewer.ui.models.similar_images import ImageRow
from viewer.words import similar_search as words
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from viewer.domain.similar import CaseLink, KeptImage
    from viewer.storage.library import Library
    from viewer.storage.studies import KnownStudy


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What is on the screen, and whether that says who the patient is."""

    study: str = ""
    hides_identity: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An image of a database, the way to its image here, and which one of the open series it is.

    `place` counts from 0; None where that series is not open. `is_withheld`: it would tell what a
    blind reading is not to know.
    """

    image: KeptImage
    link: CaseLink | None
    place: int | None = None
    is_withheld: bool = False


def image_rows(found: Sequence[Found], library: Library, here: Here) -> tuple[ImageRow, ...]:
    """Return the rows of a page; blocks, in a thread of its own. Raises LibraryUnavailable."""
    wanted = {one.link.study for one in found if one.link is not None}
    with library.reader() as reading:
        studies = {uid: reading.studies.get(uid) for uid in wanted}
    return tuple(
        _row(one, studies.get(one.link.study) if one.link else None, here) for one in found
    )


def _row(found: Found, study: KnownStudy | None, here: Here) -> ImageRow:
    image, link = found.image, found.link
    is_here = link is not None and (study is not None or link.study == here.study)
    is_withheld = found.is_withheld
    return ImageRow(
        entity_id=image.entity_id,
        data_id=image.data_id,
        label=words.withheld_words() if is_withheld else label_in(image.extra_data),
        where=words.here_words(None) if is_withheld else _where(found, study, here),
        created=_moment(image.created),
        updated=_moment(image.updated),
        extra_data="" if is_withheld else image.extra_data,
        link=link if is_here and not is_withheld else None,
        is_withheld=is_withheld,
    )


def _where(found: Found, study: KnownStudy | None, here: Here) -> str:
    link = found.link
    if link is None:
        return words.foreign_words()
    if link.study == here.study:
        return words.here_words(None if found.place is None else found.place + 1)
    if study is None:
        return words.gone_words()
    series = series_of(link)
    modality = next((own.modality for own in study.series if own.reference == series), "")
    date = "" if here.hides_identity else iso_date(study.text.study_date)
    return words.kept_words(modality, date)


def _moment(moment: datetime | None) -> str:
    return moment_words(moment) if moment is not None else ""
