"""What is asked about: an image as it is shown, or a part of it, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.background import in_thread
from viewer.app.similar_where import ImageKey
from viewer.app.study_rows import series_title
from viewer.overlay.furniture import iso_date
from viewer.words.joining import joined
from viewer.words.similar_search import image_words, region_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from viewer.app.opening import Shown
    from viewer.imaging.grey.voi import GreyState
    from viewer.ui.viewport.region_frame import Region
    from viewer.ui.viewport.stack_view import StackView


@dataclass(frozen=True, eq=False)
class Wish:
    """An image of what is on the screen, in the grey window that it has now."""

    shown: Shown
    index: int
    grey: GreyState
    region: Region | None = None

    @staticmethod
    def of(shown: Shown | None, view: StackView, region: Region | None = None) -> Wish | None:
        """Return what is seen; None where nothing is, or its pixels are not read yet."""
        state = view.state
        if shown is None or state is None or state.grey is None:
            return None
        if not shown.volume.is_loaded(state.slice_index):
            return None
        return Wish(shown, state.slice_index, state.grey, region)


@dataclass(frozen=True, eq=False)
class Query:
    """The pixels that are asked about, as small as they are sent, and what they are of.

    `size` are columns and rows before they were made smaller. Nothing of the volume is kept.
    """

    pixels: NDArray[np.uint8]
    size: tuple[int, int]
    image: QImage
    key: ImageKey
    modality: str
    date: str
    series: str
    detail: str

    def title(self, *, hides_identity: bool) -> str:
        """Return what the image is of; the study's date is no part of it while that is hidden."""
        return joined((self.modality, "" if hides_identity else self.date, self.series))


async def made(wish: Wish) -> Query:
    """Return the query of a wish; the picture is made in a thread."""
    pixels, size, image = await in_thread(_pictures, wish)
    stack = wish.shown.stack
    header = stack.instances[wish.index]
    reference = stack.description.reference
    date = iso_date(stack.description.text.study_date)
    return Query(
        pixels=pixels,
        size=size,
        image=image,
        key=ImageKey(
            reference.study_instance_uid,
            reference.series_instance_uid,
            header.sop_instance_uid,
            header.frame,
        ),
        modality=stack.description.modality,
        date=date,
        series=series_title(stack),
        detail=joined(
            (image_words(wish.index + 1, len(stack.instances)), region_words(wish.region))
        ),
    )


def _pictures(wish: Wish) -> tuple[NDArray[np.uint8], tuple[int, int], QImage]:
    from viewer.jobs.pictures import fitted
    from viewer.jobs.similar.picture import view_pixels
    from viewer.paint.image import to_qimage
    from viewer.vendors.similar.rules import SIDE_BELOW

    seen = view_pixels(wish.shown.volume, wish.index, wish.grey, wish.region)
    pixels = fitted(seen, SIDE_BELOW)
    return pixels, (seen.shape[1], seen.shape[0]), to_qimage(pixels)
