"""Whether a picture of teeth is on the screen, and of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.domain.dental_diseases import DentalImage

if TYPE_CHECKING:
    from viewer.app.opening import Shown
    from viewer.app.reviewing_answers import OpenRun

_OF_TEETH: Final = {image.value: image for image in (DentalImage.INTRAORAL, DentalImage.PANORAMIC)}


def teeth_picture(shown: Shown | None, run: OpenRun | None) -> DentalImage | None:
    """Return the kind of picture by what was analysed in it, else by what it is likeliest of.

    None for a cephalogram and for everything that is no dental picture. What
    came as a picture and was not analysed may be of teeth whatever it looks like.
    """
    if shown is None:
        return None
    if run is not None:
        return _OF_TEETH.get(run.run.endpoint)
    from viewer.app.fitting_pictures import likely

    names = likely(shown.stack, shown.stack.first_shown)
    found = next((_OF_TEETH[name] for name in names if name in _OF_TEETH), None)
    is_photo = shown.stack.description.is_photo
    return found or (DentalImage.INTRAORAL if is_photo else None)
