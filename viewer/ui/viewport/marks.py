"""Which slices have findings, and in which colour the slider marks them."""

from typing import TYPE_CHECKING, Final

from viewer.domain.standing import Decision
from viewer.overlay.compose import OverlayState
from viewer.overlay.reaches import reaches, slices_of
from viewer.overlay.style import color_of

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.ui.viewport.scene import Scene

_ORDER: Final = {Decision.REJECTED: 0, Decision.ACCEPTED: 2, Decision.UNDECIDED: 4}


def colors_of(scene: "Scene", overlay: OverlayState) -> dict[int, str]:
    """Return the colour of each slice with findings, whichever is selected.

    What is undecided stands out, and of it what the service said.
    """
    strongest: dict[int, tuple[int, Finding]] = {}
    for finding, reach in zip(
        scene.findings, reaches(scene.findings, scene.description), strict=True
    ):
        if not overlay.shows(finding):
            continue
        weight = _ORDER[scene.decision_on(finding.uid)] + (not finding.is_own)
        for index in reach:
            if index not in strongest or weight > strongest[index][0]:
                strongest[index] = weight, finding
    return {
        index: color_of(finding, scene.decision_on(finding.uid))
        for index, (_, finding) in strongest.items()
    }


def emphasised_on(scene: "Scene", overlay: OverlayState) -> frozenset[int]:
    """Return the slices of the selected finding, if it is drawn."""
    finding = scene.finding(overlay.selected_uid)
    if finding is None or not overlay.shows(finding):
        return frozenset()
    return frozenset(slices_of(finding.placement, scene.description))
