"""How teeth, their diseases and landmarks are drawn: palettes as values, and the line of each.

A status is told by the line as well as by its colour: healthy thin, suspected dotted, confirmed
solid; a decision by the sign in the label.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.standing import Decision
from viewer.overlay.items import Dash, Stroke
from viewer.overlay.style import OWN, REJECTED, SELECTED_REJECTED

DENTAL_KINDS: Final = frozenset(
    {
        FindingKind.TOOTH,
        FindingKind.TOOTH_DISEASE,
        FindingKind.IMAGE_DISEASE,
        FindingKind.LANDMARK,
        FindingKind.CALIBRATION,
    }
)
OF_TEETH: Final = frozenset(
    {FindingKind.TOOTH, FindingKind.TOOTH_DISEASE, FindingKind.IMAGE_DISEASE}
)
"""What a photo or a panoramic film has; a cephalogram has the others."""

HEALTHY, SUSPECTED, CONFIRMED = "healthy", "suspected", "confirmed"
_THIN: Final = 1.0
_USUAL: Final = 1.75
_SELECTED: Final = 2.5
_REJECTED: Final = 1.25
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


class ColourBy(StrEnum):
    """What a colour says."""

    STATUS = "status"
    DISEASE = "disease"


class DiseaseGroup(StrEnum):
    """Diseases that look alike on a chart and share a colour."""

    DECAY = "decay"
    WEAR = "wear"
    GUM = "gum"
    """Of gum and bone around the teeth."""
    APICAL = "apical"
    BONE = "bone"
    POSITION = "position"
    WORK = "work"
    """What a dentist made: crowns, fillings."""
    CALCULUS = "calculus"
    SHADE = "shade"
    """Of the colour of teeth."""
    OTHER = "other"


_GROUPS: Final[Mapping[str, DiseaseGroup]] = MappingProxyType(
    {
        "caries": DiseaseGroup.DECAY,
        "residual-crown": DiseaseGroup.DECAY,
        "residual-root": DiseaseGroup.DECAY,
        "tooth-wear": DiseaseGroup.WEAR,
        "wedge-defect": DiseaseGroup.WEAR,
        "gingival-recession": DiseaseGroup.GUM,
        "gingival-abnormality": DiseaseGroup.GUM,
        "bone-resorption": DiseaseGroup.GUM,
        "periapical-lesion": DiseaseGroup.APICAL,
        "high-density-bone": DiseaseGroup.BONE,
        "low-density-bone": DiseaseGroup.BONE,
        "impacted-tooth": DiseaseGroup.POSITION,
        "embedded-tooth": DiseaseGroup.POSITION,
        "retained-primary-tooth": DiseaseGroup.POSITION,
        "elongation": DiseaseGroup.POSITION,
        "supernumerary-tooth": DiseaseGroup.POSITION,
        "microdontia": DiseaseGroup.POSITION,
        "limited-eruption-space": DiseaseGroup.POSITION,
        "crowding": DiseaseGroup.POSITION,
        "crown": DiseaseGroup.WORK,
        "filling": DiseaseGroup.WORK,
        "implant": DiseaseGroup.WORK,
        "bridge": DiseaseGroup.WORK,
        "root-filling": DiseaseGroup.WORK,
        "calculus": DiseaseGroup.CALCULUS,
        "tooth-colour": DiseaseGroup.SHADE,
        "fluorosis": DiseaseGroup.SHADE,
    }
)
"""By the keys of `viewer.domain.dental_diseases`."""


@dataclass(frozen=True, slots=True)
class DentalPalette:
    """Colours (`#rrggbb`) by status, by group of diseases, and of single diseases by their key.

    `tooth` is that of an outline where colours are by disease.
    """

    name: str
    states: tuple[tuple[str, str], ...]
    groups: tuple[tuple[DiseaseGroup, str], ...]
    tooth: str = "#a9bac7"
    own: tuple[tuple[str, str], ...] = ()

    def of_state(self, state: str) -> str:
        """Return the colour of a status; of one that nobody knows, that of a tooth."""
        return dict((*self.states, *self.own)).get(state, self.tooth)

    def of_disease(self, key: str) -> str:
        """Return the colour of a disease: its own, else that of its group."""
        group = _GROUPS.get(key, DiseaseGroup.OTHER)
        own = dict(self.own)
        return own.get(key) or own.get(group.value) or dict(self.groups)[group]


def _groups(**colours: str) -> tuple[tuple[DiseaseGroup, str], ...]:
    return tuple((DiseaseGroup(name), colour) for name, colour in colours.items())


CLINIC: Final = DentalPalette(
    "clinic",
    ((HEALTHY, "#7fc7a6"), (SUSPECTED, "#ffc44d"), (CONFIRMED, "#ff6f61")),
    _groups(
        decay="#ff6f61",
        wear="#ff9f5a",
        gum="#ff8fb3",
        apical="#ff5d8f",
        bone="#d9a6ff",
        position="#ffc44d",
        work="#6cb4ff",
        calculus="#63d471",
        shade="#e0cf8a",
        other="#ff9f5a",
    ),
)
"""As charts have it: red is disease, blue what was made, green calculus."""
VIVID: Final = DentalPalette(
    "vivid",
    ((HEALTHY, "#5fd0c5"), (SUSPECTED, "#ffe14a"), (CONFIRMED, "#ff4f9a")),
    _groups(
        decay="#ffe14a",
        wear="#ff9f43",
        gum="#c77dff",
        apical="#4aa3ff",
        bone="#8fd3ff",
        position="#ff4f9a",
        work="#b0bccb",
        calculus="#4fe36b",
        shade="#f4d6a0",
        other="#ff4f9a",
    ),
)
"""One hue for each kind: green calculus, yellow caries, blue at the root's tip, purple margins."""
SAFE: Final = DentalPalette(
    "safe",
    ((HEALTHY, "#7cc4f2"), (SUSPECTED, "#f5e94e"), (CONFIRMED, "#ff7a1a")),
    _groups(
        decay="#ff7a1a",
        wear="#e8b13a",
        gum="#e79cc4",
        apical="#d55e00",
        bone="#cfd6dd",
        position="#f5e94e",
        work="#56b4e9",
        calculus="#2fc79a",
        shade="#d9cf9c",
        other="#e8b13a",
    ),
)
"""Told apart without red and green, after Okabe and Ito (Color Universal Design, 2008)."""
PALETTES: Final[Mapping[str, DentalPalette]] = MappingProxyType(
    {palette.name: palette for palette in (CLINIC, VIVID, SAFE)}
)


def palette_of(name: str, own: str = "") -> DentalPalette:
    """Return a palette by name (else the clinic's) with colours of the reader's own.

    `own` is text such as `caries=#ff0000, confirmed=#00aa00`: a status, a group or a disease, and
    its colour. What is no such pair is passed over.
    """
    pairs = (part.partition("=") for part in own.replace(";", ",").split(","))
    colours = tuple(
        (key.strip(), colour.strip().lower())
        for key, _, colour in pairs
        if key.strip() and _COLOUR.fullmatch(colour.strip())
    )
    return replace(PALETTES.get(name, CLINIC), own=colours)


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalLook:
    """How dental findings are drawn, and which layers are. `fill` is an opacity, 0 to 1."""

    colour_by: ColourBy = ColourBy.STATUS
    palette: DentalPalette = field(default=CLINIC)
    fill: float = 0.0
    shows_teeth: bool = True
    shows_diseases: bool = True
    shows_landmarks: bool = True
    shows_landmark_names: bool = True

    def shows(self, finding: Finding) -> bool:
        """Tell whether the layer of a finding is on."""
        if finding.kind is FindingKind.TOOTH:
            return self.shows_teeth
        if finding.kind is FindingKind.LANDMARK:
            return self.shows_landmarks
        return self.shows_diseases or finding.kind is not FindingKind.TOOTH_DISEASE


DEFAULT_LOOK: Final = DentalLook()


def said_on(finding: Finding, scale: Scale) -> str:
    """Return what was said of a finding on one scale first; empty for nothing."""
    return next((said.value for said in finding.evaluations if said.scale is scale), "")


def disease_in(finding: Finding) -> str:
    """Return the key of a finding's disease, or the service's own text; empty for none."""
    return said_on(finding, Scale.TOOTH_DISEASE) or said_on(finding, Scale.IMAGE_DISEASE)


def dental_color(finding: Finding, decision: Decision, look: DentalLook) -> str:
    """Return the colour of a dental finding, `#rrggbb`; of a rejected one that of its decision."""
    if decision is Decision.REJECTED:
        return REJECTED
    if finding.kind is FindingKind.CALIBRATION:
        return OWN
    if look.colour_by is ColourBy.STATUS:
        return look.palette.of_state(said_on(finding, Scale.DENTAL_STATUS))
    disease = disease_in(finding)
    return look.palette.of_disease(disease) if disease else look.palette.tooth


def dental_stroke(
    finding: Finding,
    decision: Decision,
    look: DentalLook,
    *,
    is_selected: bool,
    doubtful_below: float,
) -> Stroke:
    """Return the line of a tooth, of a disease or of a calibration."""
    color = dental_color(finding, decision, look)
    if is_selected and decision is Decision.REJECTED:  # it is what is being looked at
        color = SELECTED_REJECTED
    return Stroke(color, _width(finding, decision, is_selected), _dash(finding, doubtful_below))


def _width(finding: Finding, decision: Decision, is_selected: bool) -> float:
    if is_selected:
        return _SELECTED
    if decision is Decision.REJECTED:
        return _REJECTED
    is_calm = said_on(finding, Scale.DENTAL_STATUS) == HEALTHY
    return _THIN if is_calm and finding.kind is FindingKind.TOOTH else _USUAL


def _dash(finding: Finding, doubtful_below: float) -> Dash:
    """Return a dotted line for what is suspected; without any status, for what is not sure."""
    state = said_on(finding, Scale.DENTAL_STATUS)
    if state in {HEALTHY, CONFIRMED}:
        return Dash.SOLID
    is_unsure = finding.confidence is not None and finding.confidence < doubtful_below
    return Dash.DOTTED if state == SUSPECTED or is_unsure else Dash.SOLID
