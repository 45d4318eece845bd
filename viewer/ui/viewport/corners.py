"""Corner text, letters and scale bar of a viewport: facts of the series and of the view."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.domain.series import SeriesDescription
from viewer.overlay.dental import banner_of, warnings_of
from viewer.overlay.furniture import (
    BannerEntry,
    Furniture,
    ViewFacts,
    corner_text,
    orientation_letters,
    scale_bar,
)
from viewer.overlay.wording import OverlayWording
from viewer.ui.viewport.state import Probe, ViewState

if TYPE_CHECKING:
    from viewer.ui.viewport.scene import Scene


@dataclass(frozen=True, slots=True)
class ViewWords:
    """The window as `grey_text` says it, what is wrong with the slice, and what it is made of."""

    window: str
    warning: str
    captions: tuple[str, ...] = ()


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
        captions=words.captions,
    )
    return Furniture(
        letters=orientation_letters(series, view.slice_index, view.camera),
        scale_bar=scale_bar(series, view.camera, wording),
        corners=corner_text(series, view.slice_index, facts, wording),
    )


def banner_over(scene: "Scene", view: ViewState) -> tuple[BannerEntry, ...]:
    """Return what stands above the image: remarks always, its diseases while there is text."""
    remarks = warnings_of(scene.remarks)
    if not view.has_text:
        return remarks
    here = (f for f in scene.of_whole_images if f.placement.slice_index == view.slice_index)
    return (*remarks, *banner_of(here, view.overlay, scene.decisions, scene.wording))


def probe_text(probe: Probe) -> str:
    """Return value and place under the pointer; mm only where they are known."""
    parts = []
    if probe.value is not None:
        value = "NaN" if math.isnan(probe.value) else f"{probe.value:g}"
        parts.append(f"{value} {probe.unit}".rstrip())
    if probe.patient is not None:
        x, y, z = probe.patient
        parts.append(f"({x:.1f}, {y:.1f}, {z:.1f}) mm")
    else:
        parts.append(f"({probe.pixel.column}, {probe.pixel.row})")
    return "  ".join(parts)
