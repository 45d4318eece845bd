"""A search for similar cases as words: a match, where it is, what was asked, where that goes."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from viewer.domain.similar import MOST_SCORE
from viewer.words.jobs import service_words
from viewer.words.joining import joined


def score_number(score: float | None) -> str:
    """Return a score with one decimal; only the same picture has a full one."""
    if score is None:
        return "–"
    shown = f"{score:.1f}"
    return "9.9" if score < MOST_SCORE and float(shown) >= MOST_SCORE else shown


def match_words(number: int, score: float | None, facts: Iterable[str], *, is_same: bool) -> str:
    """Return a match in one line, as it is spoken; `facts` are its label and where it is."""
    if score is None:
        said = QCoreApplication.translate("Similar", "Match {0}, without a score").format(number)
    else:
        said = QCoreApplication.translate("Similar", "Match {0}, score {1} of 10").format(
            number, score_number(score)
        )
    return joined((said, same_words() if is_same else "", *facts))


def same_words() -> str:
    """Return that a match is of the image that was asked about."""
    return QCoreApplication.translate("Similar", "this image")


def here_words(place: int | None) -> str:
    """Return that a match is of the open study; `place` counts its image from 1."""
    if place is None:
        return QCoreApplication.translate("Similar", "this study")
    return QCoreApplication.translate("Similar", "this study, image {0}").format(place)


def kept_words(modality: str, date: str) -> str:
    """Return that a match is of a study in the library."""
    what = " ".join(filter(None, (modality, date)))
    if not what:
        return QCoreApplication.translate("Similar", "in the library")
    return QCoreApplication.translate("Similar", "in the library: {0}").format(what)


def foreign_words() -> str:
    """Return that nothing is known here of what a match was made of."""
    return QCoreApplication.translate("Similar", "not in this library")


def gone_words() -> str:
    """Return that a match was made here, of a study that the library has no more."""
    return QCoreApplication.translate("Similar", "its study is not in the library any more")


def withheld_words() -> str:
    """Return what stands in place of a label while the study is read blind."""
    return QCoreApplication.translate("Similar", "hidden while you read blind")


def unlabelled_words() -> str:
    """Return what stands in place of a label that nobody gave."""
    return QCoreApplication.translate("Similar", "without a label")


def hint_words(entity_id: str, data_id: str, extra_data: str) -> str:
    """Return what the service keeps beside a picture, as it says it."""
    lines = (
        (QCoreApplication.translate("Similar", "Entity ID: {0}"), entity_id),
        (QCoreApplication.translate("Similar", "Data ID: {0}"), data_id),
        (QCoreApplication.translate("Similar", "Extra data: {0}"), extra_data),
    )
    return "\n".join(said.format(value) for said, value in lines if value)


def destination_words(service: str, *, is_local: bool) -> str:
    """Return what leaves this computer with a search, and where it goes."""
    if is_local:
        return QCoreApplication.translate("Similar", "Local service: nothing leaves this computer.")
    return QCoreApplication.translate(
        "Similar",
        "Sent to {0}: the picture alone, without name, dates or text. Each search is billed.",
    ).format(service_words(service))


def image_words(place: int, count: int) -> str:
    """Return which image of its series was asked about, counted from 1."""
    return QCoreApplication.translate("Similar", "Image {0} of {1}").format(place, count)


def region_words(region: tuple[int, int, int, int] | None) -> str:
    """Return which part of the image was asked about, px."""
    if region is None:
        return QCoreApplication.translate("Similar", "the whole image")
    left, top, right, bottom = region
    return QCoreApplication.translate("Similar", "region {0} × {1} px").format(
        right - left, bottom - top
    )


def found_words(count: int, database: str) -> str:
    """Return how many pictures were found."""
    if count == 1:
        return QCoreApplication.translate("Similar", "1 picture of {0}").format(database)
    return QCoreApplication.translate(
        "Similar", "{0} pictures of {1}, the most alike first"
    ).format(count, database)
