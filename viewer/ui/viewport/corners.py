"""Corner text, letters and scale bar of a viewport: facts of the series and of the view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import SeriesDescription
from viewer.imaging.presets import PRESETS
from viewer.imaging.voi import GreyState, window_label
from viewer.imaging.window import Window
from viewer.overlay.furniture import (
    Furniture,
    ViewFacts,
    corner_text,
    orientation_letters,
    scale_bar,
)
from viewer.overlay.wording import OverlayWording
from viewer.ui.viewport.state import Probe, ViewState
from viewer.words.overlay import preset_words


@dataclass(frozen=True, slots=True)
class ViewWords:
    """The window as `window_text` makes it, and what is wrong with the slice."""

    window: str
    warning: str


def furniture_of(
    series: SeriesDescription,
    view: ViewState,
    probe: Probe | None,
    wording: OverlayWording,
    *,
    words: ViewWords,
) -> Furniture:
    """Return all that is written around the image."""
    facts = ViewFacts(
        window=words.window,
        note=words.warning,
        zoom=view.camera.zoom,
        probe="" if probe is None else probe_text(probe),
        hides_identity=view.hides_identity,
    )
    return Furniture(
        letters=orientation_letters(series, view.slice_index, view.camera),
        scale_bar=scale_bar(series, view.camera, wording),
        corners=corner_text(series, view.slice_index, facts, wording),
    )


def probe_text(probe: Probe) -> str:
    """Return value and place under the pointer; mm only where they are known."""
    parts = []
    if probe.value is not None:
        parts.append(f"{probe.value:g} {probe.unit}".rstrip())
    if probe.patient is not None:
        x, y, z = probe.patient
        parts.append(f"({x:.1f}, {y:.1f}, {z:.1f}) mm")
    else:
        parts.append(f"({probe.pixel.column}, {probe.pixel.row})")
    return "  ".join(parts)


def window_text(grey: GreyState, file_windows: Sequence[Window]) -> str:
    """Return the window as corner text, and where it comes from: the file, a preset, the hand."""
    name = grey.window.explanation or preset_name(grey.window)
    if not name and grey.window in file_windows:
        name = QCoreApplication.translate("Viewport", "from the file")
    parts = [window_label(grey.window), name]
    if grey.table is not None:
        parts = [QCoreApplication.translate("Viewport", "Table of the file")]
    if grey.is_inverted:
        parts.append(QCoreApplication.translate("Viewport", "inverted"))
    return "  ".join(part for part in parts if part)


def preset_name(window: Window) -> str:
    """Return the name of a preset for people; empty for any other window."""
    same = (key for key, w in PRESETS if (w.center, w.width) == (window.center, window.width))
    return next((preset_words(key) for key in same), "")
