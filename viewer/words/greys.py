"""Where the grey values on the screen come from, in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.imaging.grey.choices import GreyOffer, GreySource
from viewer.imaging.grey.voi import window_label
from viewer.words.overlay import preset_words

if TYPE_CHECKING:
    from viewer.imaging.grey.voi import GreyState


def grey_name(grey: "GreyState") -> str:
    """Return where the grey values come from, e.g. `from the file: BONE`."""
    choice, explanation = grey.choice, grey.window.explanation
    if choice.source is GreySource.PRESET:
        words = QCoreApplication.translate("Greys", "preset: {0}")
        return words.format(preset_words(choice.preset))
    if choice.source is GreySource.FILE_WINDOW and explanation:
        return QCoreApplication.translate("Greys", "from the file: {0}").format(explanation)
    if choice.source is GreySource.FILE_TABLE and explanation:
        return QCoreApplication.translate("Greys", "table of the file: {0}").format(explanation)
    return {
        GreySource.FILE_WINDOW: QCoreApplication.translate("Greys", "from the file"),
        GreySource.FILE_EACH: QCoreApplication.translate("Greys", "from the file, of each image"),
        GreySource.FILE_TABLE: QCoreApplication.translate("Greys", "table of the file"),
        GreySource.AUTOMATIC: QCoreApplication.translate("Greys", "automatic"),
        GreySource.FULL_RANGE: QCoreApplication.translate("Greys", "full range"),
        GreySource.BY_HAND: QCoreApplication.translate("Greys", "by hand"),
    }[choice.source]


def grey_text(grey: "GreyState", unit: str = "") -> str:
    """Return the corner text: the window, where it comes from, and whether it is inverted.

    A table has no centre and width to be said.
    """
    label = "" if grey.table is not None else window_label(grey.window, unit)
    inverted = QCoreApplication.translate("Viewport", "inverted") if grey.is_inverted else ""
    return "  ".join(part for part in (label, grey_name(grey), inverted) if part)


def offer_words(offer: GreyOffer) -> str:
    """Return a choice as an entry of the menu."""
    choice, window = offer.choice, offer.window
    label = window_label(window) if window is not None else ""
    match choice.source:
        case GreySource.PRESET:
            name = preset_words(choice.preset)
        case GreySource.FILE_TABLE:
            name = QCoreApplication.translate("Greys", "Table: {0}").format(
                offer.explanation or choice.number + 1
            )
        case GreySource.FILE_EACH:
            name = QCoreApplication.translate("Greys", "Of each image its own")
        case GreySource.AUTOMATIC:
            name = QCoreApplication.translate("Greys", "Automatic (1st to 99th percentile)")
        case GreySource.FULL_RANGE:
            name = QCoreApplication.translate("Greys", "Full range")
        case _:
            name = offer.explanation
    return "  ".join(part for part in (name, label) if part)


def group_words(source: GreySource) -> str:
    """Return the heading of the part of the menu that a choice belongs to."""
    if source in {GreySource.FILE_WINDOW, GreySource.FILE_EACH, GreySource.FILE_TABLE}:
        return QCoreApplication.translate("Greys", "From the file")
    if source is GreySource.PRESET:
        return QCoreApplication.translate("Greys", "Presets for CT")
    return QCoreApplication.translate("Greys", "Measured on the image")
