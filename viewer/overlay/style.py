"""Decision, confidence and place of a finding to a line: calm, colour-blind safe."""

from typing import Final

from viewer.domain.finding import Finding, FindingKind, NoteKind
from viewer.domain.standing import Decision
from viewer.overlay.items import Dash, Stroke

# Told apart by brightness and by the sign in the label too, never by hue alone.
UNDECIDED: Final = "#ffc44d"
ACCEPTED: Final = "#3ddbc0"
REJECTED: Final = "#a3abb5"
OWN: Final = "#8fc4ff"
"""What the reader put there: it stands accepted by that."""
SELECTED_REJECTED: Final = "#dfe4ea"
GHOST: Final = "#c9ced6"
"""Where the service had a finding that a reader moved."""

DOUBTFUL_BELOW: Final = 0.7
"""Below this confidence lines are dotted, unless the reader wants another limit: the services'
own default threshold."""
TINT: Final = 0.16
"""Opacity of a mask's colour: it is seen, and the picture below it as well."""
_SELECTED_TINT: Final = 0.24
_REJECTED_TINT: Final = 0.0

SIGNS: Final = {Decision.UNDECIDED: "", Decision.ACCEPTED: " ✓", Decision.REJECTED: " ✗"}
"""What a label says of a decision."""
_COLORS: Final = {
    Decision.UNDECIDED: UNDECIDED,
    Decision.ACCEPTED: ACCEPTED,
    Decision.REJECTED: REJECTED,
}
_WIDTHS: Final = {Decision.UNDECIDED: 1.75, Decision.ACCEPTED: 1.75, Decision.REJECTED: 1.25}
_SELECTED_WIDTH: Final = 2.5
_LANDMARK_WIDTH: Final = 2.0
_GHOST_WIDTH: Final = 1.0
_DOUBTED_PLACE: Final = frozenset(
    {
        NoteKind.SLICES_DISAGREE,
        NoteKind.UNKNOWN_INSTANCE,
        NoteKind.INDEX_DISAGREES_WITH_POSITION,
    }
)


def stroke_for(
    finding: Finding,
    decision: Decision,
    *,
    is_central: bool,
    is_selected: bool,
    doubtful_below: float = DOUBTFUL_BELOW,
) -> Stroke:
    """Return the line of a finding on one slice; dotted below that confidence."""
    width = _SELECTED_WIDTH if is_selected else _WIDTHS[decision]
    if finding.kind is FindingKind.LANDMARK:
        width = max(width, _LANDMARK_WIDTH)
    color = color_of(finding, decision)
    if is_selected and decision is Decision.REJECTED:  # it is what is being looked at
        color = SELECTED_REJECTED
    return Stroke(color, width, _dash(finding, is_central, doubtful_below))


def tint_for(decision: Decision, *, is_selected: bool) -> float:
    """Return how strongly a mask is filled, 0 to 1; a rejected one is an outline."""
    if decision is Decision.REJECTED:
        return _REJECTED_TINT
    return _SELECTED_TINT if is_selected else TINT


def color_of(finding: Finding, decision: Decision) -> str:
    """Return the colour that says what was made of a finding, and whose it is, `#rrggbb`."""
    if finding.is_own and decision is not Decision.REJECTED:
        return OWN
    return _COLORS[decision]


def ghost_stroke() -> Stroke:
    """Return the line of the service's own place of a finding that was moved."""
    return Stroke(GHOST, _GHOST_WIDTH, Dash.DOTTED)


def has_doubtful_place(finding: Finding) -> bool:
    """Tell whether the service contradicted itself about where the finding is."""
    return any(note.kind in _DOUBTED_PLACE for note in finding.notes)


def _dash(finding: Finding, is_central: bool, doubtful_below: float) -> Dash:
    if not is_central:
        return Dash.DASHED
    if finding.confidence is not None and finding.confidence < doubtful_below:
        return Dash.DOTTED
    return Dash.SOLID
