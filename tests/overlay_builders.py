"""Findings and series in memory for tests of overlays, pictures and reports."""

from collections.abc import Sequence
from dataclasses import replace

from viewer.domain import codes
from viewer.domain.finding import (
    Finding,
    FindingKind,
    FindingNote,
    Lobe,
    Lung,
    NoduleCategory,
    Placement,
    Site,
)
from viewer.domain.measurement import Measurement
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import Identity, SeriesDescription, SpacingSource, StudyText
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane, Vector
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import MarkerRegion, Region

AXIAL: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
CORONAL: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
SAGITTAL: tuple[Vector, Vector] = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0))


def a_series(
    slices: int = 11,
    *,
    axes: tuple[Vector, Vector] = AXIAL,
    step: Vector = (0.0, 0.0, 2.5),
    spacing: tuple[float, float] = (0.8, 0.5),
) -> SeriesDescription:
    """Return a CT series of 60 rows × 100 columns; `spacing` is (row, column) in mm."""
    planes = tuple(
        ImagePlane(
            PatientPoint(-31.0 + i * step[0], -17.0 + i * step[1], 40.0 + i * step[2]),
            *axes,
            *spacing,
        )
        for i in range(slices)
    )
    return described(VolumeGeometry(planes, rows=60, columns=100), spacing)


def described(geometry: VolumeGeometry, spacing: tuple[float, float]) -> SeriesDescription:
    """Return a series with that geometry."""
    return SeriesDescription(
        reference=SeriesReference("1.2.3", "1.2.3.4"),
        modality="CT",
        identity=Identity("张 三", "P-0042", "19610203", "M"),
        text=StudyText(
            study_date="20260304",
            study_time="091500",
            study_description="CT chest without contrast, thin",
            accession_number="A-77",
            institution="Riverside Hospital",
            series_number="3",
            series_description="Lung 1.25 mm",
            laterality="R",
        ),
        instances=tuple(InstanceReference(f"1.2.3.4.{i}") for i in range(len(geometry.planes))),
        rows=geometry.rows,
        columns=geometry.columns,
        geometry=geometry,
        spacing_source=SpacingSource.PIXEL_SPACING,
        pixel_spacing=spacing,
        slice_thickness=1.25,
    )


def without_geometry(series: SeriesDescription) -> SeriesDescription:
    """Return the series as if its files had neither positions nor spacing."""
    return replace(series, geometry=None, pixel_spacing=None, spacing_source=SpacingSource.NONE)


def a_finding(
    number: int = 1,
    *,
    slice_index: int = 5,
    centre: tuple[float, float] = (40.25, 21.75),
    diameter_mm: float | None = 8.0,
    confidence: float | None = 0.9,
    notes: Sequence[FindingNote] = (),
    region: Region | None = None,
) -> Finding:
    """Return a solid nodule in the right upper lobe."""
    region = region or MarkerRegion(ImagePoint(*centre), diameter_mm)
    return Finding(
        uid=f"finding-{number}",
        number=number,
        kind=FindingKind.NODULE,
        placement=Placement(InstanceReference(f"1.2.3.4.{slice_index}"), slice_index, region),
        confidence=confidence,
        category=NoduleCategory.SOLID,
        site=Site(Lung.RIGHT, Lobe.UPPER),
        measurements=_measurements(diameter_mm),
        notes=tuple(notes),
        fields=(("Confidence", str(confidence)), ("Extra", "kept")),
    )


def _measurements(diameter_mm: float | None) -> tuple[Measurement, ...]:
    if diameter_mm is None:
        return ()
    return (
        Measurement("diameter", codes.DIAMETER, diameter_mm, codes.MILLIMETRE),
        Measurement("volume", codes.VOLUME, 268.1, codes.CUBIC_MILLIMETRE),
        Measurement("mean", codes.MEAN_ATTENUATION, -35.0, codes.HOUNSFIELD),
    )
