"""A stack in memory for tests of the viewport: no files, pixels that are easy to recognise."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

from viewer.domain.finding import Finding, FindingKind, Placement
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import Identity, SeriesDescription, SpacingSource, StudyText
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import MarkerRegion
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.grey.luts import NO_TABLES
from viewer.imaging.grey.window import Window
from viewer.imaging.instance import Rescale
from viewer.imaging.problems import SliceProblem

ROW_SPACING, COLUMN_SPACING, STEP = 0.7, 0.7, 1.25
FIRST = PatientPoint(-180.0, -170.0, -300.0)
LUNG = Window(-600.0, 1500.0)
RESCALE = Rescale(1.0, -1024.0, "HU")


def a_description(slices=30, rows=96, columns=128, *, has_geometry=True, **changes):
    """Return an axial CT series."""
    planes = tuple(
        ImagePlane(
            PatientPoint(FIRST.x, FIRST.y, FIRST.z + STEP * index),
            (1.0, 0.0, 0.0),
            (0.0, 1.0, 0.0),
            ROW_SPACING,
            COLUMN_SPACING,
        )
        for index in range(slices)
    )
    values = {
        "reference": SeriesReference("1.2.3", "1.2.3.4"),
        "modality": "CT",
        "identity": Identity("张 三", "P-0042", "19610203", "M"),
        "text": StudyText(
            study_date="20260304",
            study_time="091500",
            study_description="CT chest without contrast",
            institution="Riverside Hospital",
            series_number="3",
            series_description="Lung 1.25 mm",
        ),
        "instances": tuple(InstanceReference(f"1.2.3.4.{index}") for index in range(slices)),
        "rows": rows,
        "columns": columns,
        "geometry": VolumeGeometry(planes, rows, columns) if has_geometry else None,
        "spacing_source": SpacingSource.PIXEL_SPACING if has_geometry else SpacingSource.NONE,
        "pixel_spacing": (ROW_SPACING, COLUMN_SPACING) if has_geometry else None,
        "slice_thickness": STEP,
    }
    return SeriesDescription(**{**values, **changes})


@dataclass
class StoredVolume:
    """Has the attributes of `viewer.imaging.volume.Volume` that a viewport looks at."""

    stored: np.ndarray
    description: SeriesDescription
    windows: tuple[Window, ...] = (LUNG,)
    missing: set[int] = field(default_factory=set)
    slice_problems: dict[int, SliceProblem] = field(default_factory=dict)

    @property
    def stack(self):
        header = SimpleNamespace(
            tables=NO_TABLES,
            is_low_white=False,
            windows=self.windows,
            elements=Elements({}),
            sop_instance_uid="1.2.3",
            frame_count=1,
            frame=0,
            position=None,
            is_colour=self.is_colour,
            is_partly_colour=False,
            value_range=None,
            is_signed=True,
            stored_dtype="i2",
            bits_allocated=16,
            modality=self.description.modality,
            rescale=RESCALE,
        )
        return SimpleNamespace(
            description=self.description,
            instances=(header,) * len(self.stored),
            file_windows=self.windows,
            centre=len(self.stored) // 2,
            first_shown=len(self.stored) // 2,
        )

    @property
    def is_colour(self):
        return self.stored.ndim == 4

    @property
    def loaded_count(self):
        return len(self.stored) - len(self.missing)

    def is_loaded(self, index):
        return index not in self.missing

    def nearest_loaded(self, index):
        loaded = [i for i in range(len(self.stored)) if i not in self.missing]
        return min(loaded, key=lambda i: abs(i - index), default=None)

    def rescale(self, _index):
        return RESCALE

    def value_at(self, index, pixel):
        return float(self.stored[index, pixel.row, pixel.column]) - 1024.0


def a_volume(description=None, **changes):
    """Return a stack whose value at (slice, row, column) is 10 slice + 3 row + column - 1024 HU."""
    description = description or a_description()
    count = len(description.instances)
    slices, rows, columns = np.ogrid[0:count, 0 : description.rows, 0 : description.columns]
    stored = (10 * slices + 3 * rows + columns).astype(np.int16)
    return StoredVolume(stored, description, **changes)


def a_nodule(number, slice_index, column, row, diameter_mm=9.0, *, confidence=0.9):
    """Return a nodule whose centre is at a voxel index."""
    centre = ImagePoint.at_centre_of(column, row)
    patient = PatientPoint(
        FIRST.x + COLUMN_SPACING * column, FIRST.y + ROW_SPACING * row, FIRST.z + STEP * slice_index
    )
    placement = Placement(
        InstanceReference(f"1.2.3.4.{slice_index}"),
        slice_index,
        MarkerRegion(centre, diameter_mm),
        patient,
    )
    return Finding(f"n{number}", number, FindingKind.NODULE, placement, confidence=confidence)
