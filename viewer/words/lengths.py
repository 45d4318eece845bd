"""How lengths of a series are said: not at all without a scale, else with where it comes from."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import SeriesDescription
from viewer.words.overlay import overlay_wording
from viewer.words.series import spacing_words


@dataclass(frozen=True, slots=True)
class LengthScale:
    """Whether millimetres may be said, and with which words.

    `badge` and `explanation` say where they come from, in few words and in a sentence; empty where
    they are plainly the patient's.
    """

    is_known: bool
    badge: str = ""
    explanation: str = ""

    def with_badge(self, length: str) -> str:
        """Return a length with where its millimetres come from."""
        if not self.badge:
            return length
        return QCoreApplication.translate("Lengths", "{0} ({1})").format(length, self.badge)


PLAIN_SCALE: Final = LengthScale(is_known=True)
NO_SCALE: Final = LengthScale(is_known=False)


def length_scale(series: SeriesDescription) -> LengthScale:
    """Return how the lengths of a series are said, in the present language."""
    if series.pixel_spacing is None:
        return NO_SCALE
    source, detail = series.spacing_source, series.spacing_detail
    badge = overlay_wording().spacing_badge(source, detail)
    return LengthScale(True, badge, spacing_words(source, detail) if badge else "")
