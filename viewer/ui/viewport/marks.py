"""Which slices have findings, and in which colour the slider marks them."""

from typing import TYPE_CHECKING, Final

from viewer.domain.standing import Decision
from viewer.overlay.compose import OverlayState, slices_with_findings
from viewer.overlay.style import color_of

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.ui.viewport.scene import Scene

_ORDER: Final = (Decision.REJECTED, Decision.ACCEPTED, Decision.UNDECIDED)  # the last one wins


def marks_of(scene: "Scene", overlay: OverlayState) -> tuple[dict[int, str], frozenset[int]]:
    """Return the colour of each slice with findings, and the slices of the selected one.

    What is undecided stands out, and of it what the service said.
    """

    def weight(finding: "Finding") -> tuple[int, bool]:
        return _ORDER.index(scene.decision_on(finding.uid)), not finding.is_own

    by_uid = {finding.uid: finding for finding in scene.findings}
    marks = {}
    emphasised = set()
    slices = slices_with_findings(scene.findings, scene.description, overlay)
    for index, uids in slices.items():
        strongest = max((by_uid[uid] for uid in uids), key=weight)
        marks[index] = color_of(strongest, scene.decision_on(strongest.uid))
        if overlay.selected_uid in uids:
            emphasised.add(index)
    return marks, frozenset(emphasised)
