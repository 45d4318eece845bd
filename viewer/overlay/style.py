"""Decision, confidence and place of a finding to a line: calm, colour-blind safe."""

from typing import Final

from viewer.domain.finding import Finding, NoteKind
from viewer.domain.standing import Decision
from viewer.overlay.items import Dash, Stroke

# Told apart by brightness and by the sign in the label too, never by hue alone.
UNDECIDED: Final = "#ffc44d"
ACCEPTED: Final = "#3ddbc0"
REJECTED: Final = "#a3abb5"

DOUBTFUL_BELOW: Final = 0.7  # the services' own default threshold

_COLORS: Final = {
    Decision.UNDECIDED: UNDECIDED,
    Decision.ACCEPTED: ACCEPTED,
    Decision.REJECTED: REJECTED,
}
_WIDTHS: Final = {Decision.UNDECIDED: 1.75, Decision.ACCEPTED: 1.75, Decision.REJECTED: 1.25}
_SELECTED_EXTRA: Final = 0.75
_DOUBTED_PLACE: Final = frozenset(
    {
        NoteKind.SLICES_DISAGREE,
        NoteKind.UNKNOWN_INSTANCE,
        NoteKind.INDEX_DISAGREES_WITH_POSITION,
    }
)


def stroke_for(
    finding: Finding, decision: Decision, *, is_central: bool, is_selected: bool
) -> Stroke:
    """Return the line of a finding on one slice."""
    extra = _SELECTED_EXTRA if is_selected else 0.0
    return Stroke(_COLORS[decision], _WIDTHS[decision] + extra, _dash(finding, is_central))


def has_doubtful_place(finding: Finding) -> bool:
    """Tell whether the service contradicted itself about where the finding is."""
    return any(note.kind in _DOUBTED_PLACE for note in finding.notes)


def _dash(finding: Finding, is_central: bool) -> Dash:
    if not is_central:
        return Dash.DASHED
    if finding.confidence is not None and finding.confidence < DOUBTFUL_BELOW:
        return Dash.DOTTED
    return Dash.SOLID
