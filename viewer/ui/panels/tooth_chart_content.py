"""What a tooth chart is given to show: everything in words and numbers already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor

from viewer.domain.dental_chart import Dentition, ToothState
from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import Jaw, Tooth, ToothKind
from viewer.domain.tooth_notation import Notation
from viewer.ui.tokens import ThemeName, Tokens

_LIGHT: Final = 0.5
"""The luminance from which on a ground is a light one."""
_CONTRAST: Final = 3.0
"""What lines need to be seen (WCAG 2.2, 1.4.11)."""
_STEP: Final = 108


class ToothFilter(StrEnum):
    """Which teeth a chart lets stand out."""

    ALL = "all"
    PRESENT = "present"
    MISSING = "missing"
    """Those that are not seen, whether they are missing or not in the picture."""
    UPPER = "upper"
    LOWER = "lower"
    FRONT = "front"
    """Incisors and canines."""
    MOLARS = "molars"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToothRow:
    """One tooth. `words` say all of it, for the pointer and for screen readers.

    `badge` is the number of its diseases, works not counted. `is_doubtful`: a hint is about it.
    """

    tooth: Tooth
    states: frozenset[ToothState]
    surfaces: frozenset[Surface] = frozenset()
    status: str = ""
    badge: int = 0
    is_doubtful: bool = False
    words: str = ""

    @property
    def is_seen(self) -> bool:
        """Tell whether the answer lists it."""
        return ToothState.PRESENT in self.states

    def matches(self, wanted: ToothFilter) -> bool:
        """Tell whether a filter lets it stand out."""
        return {
            ToothFilter.ALL: True,
            ToothFilter.PRESENT: self.is_seen,
            ToothFilter.MISSING: not self.is_seen,
            ToothFilter.UPPER: self.tooth.jaw is Jaw.UPPER,
            ToothFilter.LOWER: self.tooth.jaw is Jaw.LOWER,
            ToothFilter.FRONT: self.tooth.kind in {ToothKind.INCISOR, ToothKind.CANINE},
            ToothFilter.MOLARS: self.tooth.kind is ToothKind.MOLAR,
        }[wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRow:
    """A tooth that the chart has no place for; `text` is its number as the service gave it."""

    text: str
    uid: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HintRow:
    """A hint in a sentence, and the findings that it is about."""

    words: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent:
    """All that the chart and what stands around it show.

    `palette` maps "healthy", "suspected", "confirmed", "disease" and "work" to colours
    (#rrggbb); what it does not have is taken from the theme. `banner` are lines about the whole
    picture.
    """

    teeth: tuple[ToothRow, ...] = ()
    dentition: Dentition = Dentition.PERMANENT
    notation: Notation = Notation.FDI
    palette: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    beside: tuple[BesideRow, ...] = ()
    banner: tuple[str, ...] = ()
    counts: str = ""
    differences: tuple[str, ...] = ()
    hints: tuple[HintRow, ...] = ()


def chart_colours(content: ChartContent, tokens: Tokens) -> dict[str, str]:
    """Return the palette with the theme's colours where it has none of its own."""
    work = "#7fb0ff" if tokens.name is ThemeName.DARK else "#1f5fbf"
    usual = {
        "healthy": tokens.good,
        "suspected": tokens.warning,
        "confirmed": tokens.bad,
        "disease": tokens.bad,
        "work": work,
    }
    own = {name: _readable(colour, tokens.panel) for name, colour in content.palette.items()}
    return usual | own


def _readable(colour: str, ground: str) -> str:
    """Return a colour, darker where it is lost on a light ground: palettes are for pictures."""
    made, below = QColor(colour), _luminance(QColor(ground))
    while below > _LIGHT and (below + 0.05) / (_luminance(made) + 0.05) < _CONTRAST:
        made = made.darker(_STEP)
    return made.name()


def _luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
