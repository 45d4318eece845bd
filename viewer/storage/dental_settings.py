"""How dental pictures are looked at: what is kept of it in the settings."""

from collections.abc import Callable
from typing import Final

from viewer.storage.settings import Setting

_LONGEST: Final = 1200


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


TOOTH_NOTATION: Final = Setting("tooth-notation", "fdi", _one_of("fdi", "universal", "palmer"))
DENTAL_COLOUR_BY: Final = Setting("dental-colour-by", "status", _one_of("status", "disease"))
DENTAL_PALETTE: Final = Setting("dental-palette", "clinic", _one_of("clinic", "vivid", "safe"))
DENTAL_COLOURS: Final = Setting[str]("dental-colours", "", lambda text: len(text) <= _LONGEST)
"""Colours of the reader's own: `caries=#ff0000, confirmed=#00aa00`."""
DENTAL_FILL: Final = Setting[float]("dental-fill", 0.0, lambda share: 0 <= share <= 1)
"""Opacity of the colour within outlines."""
DENTAL_LEAST: Final = Setting[str]("dental-least", "", lambda text: len(text) <= _LONGEST)
"""The least confidence of single diseases: `caries=0.5, filling=0.8`."""
SHOW_TEETH: Final = Setting("dental-teeth", True)
SHOW_TOOTH_DISEASES: Final = Setting("dental-diseases", True)
RAW_OUTLINES: Final = Setting("dental-raw-outlines", False)
"""Outlines as detected, not as made for display."""
