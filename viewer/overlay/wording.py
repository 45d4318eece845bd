"""The few words on a picture; English by default, others are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from viewer.domain.finding import NoduleCategory, Side
from viewer.domain.series import SpacingSource


def _categories() -> Mapping[NoduleCategory, str]:
    return MappingProxyType(
        {
            NoduleCategory.GROUND_GLASS: "GGO",
            NoduleCategory.PART_SOLID: "part-solid",
            NoduleCategory.SOLID: "solid",
            NoduleCategory.UNKNOWN: "",
        }
    )


def _spacing_sources() -> Mapping[SpacingSource, str]:
    return MappingProxyType(
        {
            SpacingSource.PIXEL_SPACING: "",
            SpacingSource.PROJECTION: "plane unknown",
            SpacingSource.CALIBRATED: "calibrated",
            SpacingSource.IMAGER: "at the detector",
            SpacingSource.MAGNIFIED: "estimated, ÷ {0}",
            SpacingSource.DISTANCES: "estimated, ÷ {0}",
            SpacingSource.NOMINAL: "on the film",
            SpacingSource.ULTRASOUND: "ultrasound region",
            SpacingSource.NIFTI: "NIfTI header",
            SpacingSource.NONE: "no scale",
        }
    )


def _calibrations() -> Mapping[str, str]:
    return MappingProxyType(
        {"GEOMETRY": "calibrated: geometry", "FIDUCIAL": "calibrated: fiducial"}
    )


def _sides() -> Mapping[Side, str]:
    return MappingProxyType({Side.LEFT: "L", Side.RIGHT: "R", Side.UNKNOWN: ""})


def _spine_states() -> Mapping[str, str]:
    return MappingProxyType(
        {
            "normal": "normal",
            "degeneration": "degeneration",
            "circumferential-bulge": "bulge",
            "asymmetric-bulge": "asymmetric bulge",
            "protrusion": "protrusion",
            "extrusion": "extrusion",
            "schmorl": "Schmorl's node",
            "other": "other",
        }
    )


def _knee_films() -> Mapping[str, str]:
    return MappingProxyType({"operated": "operated", "lateral": "lateral view"})


def _fractures() -> Mapping[str, str]:
    return MappingProxyType(
        {"displaced": "displaced", "non-displaced": "non-displaced", "old": "old"}
    )


def _dental_states() -> Mapping[str, str]:
    return MappingProxyType(
        {"healthy": "healthy", "suspected": "suspected", "confirmed": "confirmed"}
    )


def _diseases() -> Mapping[str, str]:
    return MappingProxyType(
        {
            "caries": "caries",
            "tooth-wear": "tooth wear",
            "wedge-defect": "wedge defect",
            "residual-crown": "residual crown",
            "gingival-recession": "gum recession",
            "impacted-tooth": "impacted",
            "crown": "crown",
            "periapical-lesion": "periapical lesion",
            "filling": "filling",
            "retained-primary-tooth": "retained primary",
            "embedded-tooth": "embedded",
            "bone-resorption": "bone resorption",
            "residual-root": "residual root",
            "elongation": "elongated",
            "implant": "implant",
            "bridge": "bridge",
            "root-filling": "root filling",
            "microdontia": "microdontia",
            "high-density-bone": "dense bone",
            "supernumerary-tooth": "supernumerary",
            "limited-eruption-space": "no room to erupt",
            "low-density-bone": "thin bone",
            "crowding": "crowding",
            "calculus": "calculus",
            "gingival-abnormality": "gum changes",
            "tooth-colour": "discolouration",
            "fluorosis": "fluorosis",
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayWording:
    """Words and patterns of labels, corner text and stamps. `{0}`, `{1}` are filled in."""

    categories: Mapping[NoduleCategory, str] = field(default_factory=_categories)
    spacing_sources: Mapping[SpacingSource, str] = field(default_factory=_spacing_sources)
    """What is said beside the scale bar; empty for true PixelSpacing. `{0}`: the detail."""
    calibrations: Mapping[str, str] = field(default_factory=_calibrations)
    """The same by PixelSpacingCalibrationType."""
    sides: Mapping[Side, str] = field(default_factory=_sides)
    """The patient's side as one letter."""
    spine_states: Mapping[str, str] = field(default_factory=_spine_states)
    """States of discs and vertebrae, by the domain's own keys."""
    knee_films: Mapping[str, str] = field(default_factory=_knee_films)
    fractures: Mapping[str, str] = field(default_factory=_fractures)
    """Kinds of rib fractures that are known by name; others stay the service's words."""
    dental_states: Mapping[str, str] = field(default_factory=_dental_states)
    diseases: Mapping[str, str] = field(default_factory=_diseases)
    """Short names of dental diseases and works, by the domain's own keys."""
    disease: str = "disease"
    """Of a disease that the service did not name."""
    of_state: str = "{0} ({1})"
    """A disease with its status."""
    garden: str = "Garden {0}"
    kellgren: str = "KL {0}"
    rib: str = "rib {0}"
    rib_fracture: str = "rib fracture"
    fracture: str = "fracture"
    calcium: str = "Ca {0}"
    calcium_mask: str = "Ca, all"
    opacity: str = "opacity"
    comma: str = ", "
    """Between facts of a list."""
    millilitres: str = "{0} mL"
    cubic_millimetres: str = "{0} mm³"
    millimetres: str = "{0} mm"
    pixels: str = "{0} px"
    with_source: str = "{0} ({1})"
    """A length, and in few words where its millimetres come from."""
    centimetres: str = "{0} cm"
    image: str = "Image {0}/{1}"
    series: str = "Series {0}"
    zoom: str = "Zoom {0}"
    thickness: str = "Thickness {0} mm"
    location: str = "Location {0} mm"
    born: str = "born {0}"
    lossy: str = "Lossy compression"
    lossy_ratio: str = "Lossy compression {0}:1"
    guessed_name: str = "{0} (reading of the name uncertain)"
    graphics_left_out: str = "Graphics of the file are left out: they may name the patient"
    not_for_diagnosis: str = "Not for diagnosis"

    def spacing_badge(self, source: SpacingSource, detail: str = "") -> str:
        """Return in few words where the millimetres come from; empty for true PixelSpacing."""
        if source is SpacingSource.CALIBRATED:
            kind = detail.partition(":")[0]
            return self.calibrations.get(kind) or self.spacing_sources.get(source, "")
        return self.spacing_sources.get(source, source.value).format(detail or "–")


ENGLISH: Final = OverlayWording()
