"""The few words that are drawn on pictures."""

from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from viewer.domain.evaluation import DENTAL_STATES
from viewer.domain.finding import NoduleCategory, Side
from viewer.domain.series import SpacingSource
from viewer.overlay.wording import OverlayWording
from viewer.words.short_diseases import short_diseases
from viewer.words.teeth import dental_status_words


def overlay_wording() -> OverlayWording:
    """Return the wording in the present language."""
    return OverlayWording(
        categories=MappingProxyType(
            {
                NoduleCategory.GROUND_GLASS: QCoreApplication.translate("Overlay", "GGO"),
                NoduleCategory.PART_SOLID: QCoreApplication.translate("Overlay", "part-solid"),
                NoduleCategory.SOLID: QCoreApplication.translate("Overlay", "solid"),
                NoduleCategory.UNKNOWN: "",
            }
        ),
        spacing_sources=MappingProxyType(
            {
                SpacingSource.PIXEL_SPACING: "",
                SpacingSource.PROJECTION: QCoreApplication.translate("Overlay", "plane unknown"),
                SpacingSource.CALIBRATED: QCoreApplication.translate("Overlay", "calibrated"),
                SpacingSource.IMAGER: QCoreApplication.translate("Overlay", "at the detector"),
                SpacingSource.MAGNIFIED: QCoreApplication.translate("Overlay", "estimated, ÷ {0}"),
                SpacingSource.DISTANCES: QCoreApplication.translate("Overlay", "estimated, ÷ {0}"),
                SpacingSource.NOMINAL: QCoreApplication.translate("Overlay", "on the film"),
                SpacingSource.ULTRASOUND: QCoreApplication.translate(
                    "Overlay", "ultrasound region"
                ),
                SpacingSource.NIFTI: QCoreApplication.translate("Overlay", "NIfTI header"),
                SpacingSource.NONE: QCoreApplication.translate("Overlay", "no scale"),
            }
        ),
        calibrations=MappingProxyType(
            {
                "GEOMETRY": QCoreApplication.translate("Overlay", "calibrated: geometry"),
                "FIDUCIAL": QCoreApplication.translate("Overlay", "calibrated: fiducial"),
            }
        ),
        sides=MappingProxyType(
            {
                Side.LEFT: QCoreApplication.translate("Overlay", "L", "the patient's side"),
                Side.RIGHT: QCoreApplication.translate("Overlay", "R", "the patient's side"),
                Side.UNKNOWN: "",
            }
        ),
        spine_states=MappingProxyType(
            {
                "normal": QCoreApplication.translate("Overlay", "normal"),
                "degeneration": QCoreApplication.translate("Overlay", "degeneration"),
                "circumferential-bulge": QCoreApplication.translate("Overlay", "bulge"),
                "asymmetric-bulge": QCoreApplication.translate("Overlay", "asymmetric bulge"),
                "protrusion": QCoreApplication.translate("Overlay", "protrusion"),
                "extrusion": QCoreApplication.translate("Overlay", "extrusion"),
                "schmorl": QCoreApplication.translate("Overlay", "Schmorl's node"),
                "other": QCoreApplication.translate("Overlay", "other"),
            }
        ),
        knee_films=MappingProxyType(
            {
                "operated": QCoreApplication.translate("Overlay", "operated"),
                "lateral": QCoreApplication.translate("Overlay", "lateral view"),
            }
        ),
        fractures=MappingProxyType(
            {
                "displaced": QCoreApplication.translate("Overlay", "displaced"),
                "non-displaced": QCoreApplication.translate("Overlay", "non-displaced"),
                "old": QCoreApplication.translate("Overlay", "old"),
            }
        ),
        dental_states=MappingProxyType(
            {state: dental_status_words(state) for state in DENTAL_STATES}
        ),
        diseases=MappingProxyType(short_diseases()),
        disease=QCoreApplication.translate("Overlay", "disease"),
        of_state=QCoreApplication.translate("Overlay", "{0} ({1})", "disease and its status"),
        garden=QCoreApplication.translate("Overlay", "Garden {0}"),
        kellgren=QCoreApplication.translate("Overlay", "KL {0}"),
        rib=QCoreApplication.translate("Overlay", "rib {0}"),
        rib_fracture=QCoreApplication.translate("Overlay", "rib fracture"),
        fracture=QCoreApplication.translate("Overlay", "fracture"),
        calcium=QCoreApplication.translate("Overlay", "Ca {0}"),
        calcium_mask=QCoreApplication.translate("Overlay", "Ca, all"),
        opacity=QCoreApplication.translate("Overlay", "opacity"),
        comma=QCoreApplication.translate("Joining", ", ", "between facts in a list"),
        millilitres=QCoreApplication.translate("Overlay", "{0} mL"),
        cubic_millimetres=QCoreApplication.translate("Overlay", "{0} mm³"),
        with_source=QCoreApplication.translate("Lengths", "{0} ({1})"),
        millimetres=QCoreApplication.translate("Overlay", "{0} mm"),
        pixels=QCoreApplication.translate("Overlay", "{0} px"),
        centimetres=QCoreApplication.translate("Overlay", "{0} cm"),
        image=QCoreApplication.translate("Overlay", "Image {0}/{1}"),
        series=QCoreApplication.translate("Overlay", "Series {0}"),
        zoom=QCoreApplication.translate("Overlay", "Zoom {0}"),
        thickness=QCoreApplication.translate("Overlay", "Thickness {0} mm"),
        location=QCoreApplication.translate("Overlay", "Location {0} mm"),
        born=QCoreApplication.translate("Overlay", "born {0}"),
        lossy=QCoreApplication.translate("Overlay", "Lossy compression"),
        lossy_ratio=QCoreApplication.translate("Overlay", "Lossy compression {0}:1"),
        guessed_name=QCoreApplication.translate("Overlay", "{0} (reading of the name uncertain)"),
        graphics_left_out=QCoreApplication.translate(
            "Overlay", "Graphics of the file are left out: they may name the patient"
        ),
        not_for_diagnosis=QCoreApplication.translate("Overlay", "Not for diagnosis"),
    )


def preset_words(key: str) -> str:
    """Return the name of a grey window preset."""
    known = {
        "mediastinum": QCoreApplication.translate("Presets", "Mediastinum"),
        "lung": QCoreApplication.translate("Presets", "Lung"),
        "abdomen": QCoreApplication.translate("Presets", "Abdomen"),
        "liver": QCoreApplication.translate("Presets", "Liver"),
        "bone": QCoreApplication.translate("Presets", "Bone"),
        "brain": QCoreApplication.translate("Presets", "Brain"),
        "angiography": QCoreApplication.translate("Presets", "Vessels"),
    }
    return known.get(key, key)
