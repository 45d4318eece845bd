"""What leaves of the pictures that a person wants to add: made as the sending makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt

from viewer.app.study_rows import series_title
from viewer.foundation.errors import UnreadableImage
from viewer.ui.dialogs.similar_leaving import PICTURE, Leaving

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from viewer.jobs.similar.adding import ToAdd

_SHARP: Final = 2
"""Pixels of a small picture for each logical px, for sharp screens."""


def leavings(items: Iterable[ToAdd], key: bytes) -> tuple[Leaving, ...]:
    """Return what is sent beside each picture; `key` replaces the UIDs. Blocks.

    Raises NamesPatient.
    """
    from viewer.jobs.similar.link import entity_id_of, extra_data_of
    from viewer.privacy.uid_map import UidMap

    sent = UidMap(key).sent
    return tuple(
        Leaving(
            title=_title(item),
            label=item.label,
            entity_id=entity_id_of(item.link, sent),
            extra_data=extra_data_of(item.link, sent, item.stack.description),
        )
        for item in items
    )


def sent_picture(item: ToAdd) -> tuple[QImage, str]:
    """Return a picture's very pixels, made small for a list, and its size in words. Blocks.

    Raises KnownError.
    """
    from viewer.jobs.pictures import rendered
    from viewer.jobs.similar.picture import cropped, within_rule
    from viewer.paint.image import to_qimage

    try:
        shown = cropped(rendered(item.stack, item.index, item.window), item.region)
    except ValueError as error:
        raise UnreadableImage("", str(error)) from error
    pixels = within_rule(shown)
    side = PICTURE * _SHARP
    small = to_qimage(pixels).scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    rows, columns = pixels.shape[:2]
    return small, QCoreApplication.translate("Similar", "{0} × {1} px").format(columns, rows)


def _title(item: ToAdd) -> str:
    if len(item.stack.instances) == 1:
        return series_title(item.stack)
    return QCoreApplication.translate("Similar", "Image {0}").format(item.index + 1)
