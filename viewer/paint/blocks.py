"""A line of text at its place."""

from dataclasses import dataclass

from viewer.overlay.labels import Rect
from viewer.paint.text import TextStyle


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A line of text with its place in the view, device px."""

    rect: Rect
    text: str
    style: TextStyle
