"""One displayable frame: what its header says now, its pixels later."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from viewer.domain.references import InstanceReference
from viewer.domain.series import Container, Identity, Spacing, StackProblem, StudyText
from viewer.geometry.orientation import Sides, sides_of_axes, sides_of_codes
from viewer.geometry.plane import ImagePlane, Vector
from viewer.geometry.points import PatientPoint
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements, decimal
from viewer.imaging.dicom.walk import DEFLATED, PixelLocation
from viewer.imaging.grey.luts import NO_TABLES, LookupTables
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.imaging.segmentation import Segment
from viewer.imaging.slice_place import SlicePlace
from viewer.imaging.source import FileSource
from viewer.imaging.spacing import SpacingFacts, SpacingFound, find_spacing
from viewer.imaging.ultrasound import UltrasoundRegion

_COLOURED: Final = frozenset({"COLOR", "MIXED"})
_YES: Final = "01"
_UNITS: Final = {
    "BQML": "Bq/ml",
    "GML": "g/ml",
    "CM2ML": "cm²/ml",
    "CNTS": "counts",
    "CPS": "counts/s",
    "PCNT": "%",
    "MGMINML": "mg/min/ml",
    "UMOLMINML": "µmol/min/ml",
    "MLMING": "ml/min/g",
    "MLG": "ml/g",
    "1CM": "1/cm",
}
"""Units (0054,1001) of PET, as they are written."""
_FLOATS: Final = {tags.FLOAT_PIXELS: "f4", tags.DOUBLE_PIXELS: "f8"}
_BYTES: Final = {1: 1, 12: 2}
_USUAL_BITS: Final = (32, 16, 8)


@dataclass(frozen=True, slots=True)
class Rescale:
    """From stored values to the modality's: value = stored · slope + intercept."""

    slope: float = 1.0
    intercept: float = 0.0
    unit: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class InstanceHeader:
    """One frame of one SOP Instance, one page of a photograph, or one slice of a NIfTI volume.

    `reference` names it for good (with a stand-in where the file has no UID). `pixels` says where
    its bytes are; a photograph may have none and is decoded as a whole. `remarks` are oddities of
    the file that hold for every stack made of it. `last_label` is the highest segment number of
    a label map. `exif_orientation` is how a photograph is stored (1 to 8); rows and columns are
    those of the picture upright.
    """

    source: FileSource
    reference: InstanceReference
    study_uid: str
    series_uid: str
    elements: Elements
    syntax: str
    pixels: PixelLocation | None
    frame_count: int = 1
    file_size: int = 0
    has_meta: bool = True
    tables: LookupTables = NO_TABLES
    segment: Segment | None = None
    last_label: int = 0
    container: Container = Container.DICOM
    remarks: tuple[StackProblem, ...] = ()
    place: SlicePlace | None = None
    regions: tuple[UltrasoundRegion, ...] = ()
    exif_orientation: int = 1

    @property
    def is_photo(self) -> bool:
        return self.container is Container.PHOTO

    @property
    def sop_instance_uid(self) -> str:
        return self.reference.sop_instance_uid

    @property
    def frame(self) -> int:
        return self.reference.frame

    @cached_property
    def rows(self) -> int:
        return self.elements.integer(tags.ROWS) or 0

    @cached_property
    def columns(self) -> int:
        return self.elements.integer(tags.COLUMNS) or 0

    @cached_property
    def samples(self) -> int:
        """SamplesPerPixel; without it what the photometric interpretation needs."""
        said = self.elements.integer(tags.SAMPLES)
        return said or (3 if self.photometric.startswith(("RGB", "YBR_")) else 1)

    @cached_property
    def bits_allocated(self) -> int:
        """BitsAllocated; without it what the pixels' length leaves for each."""
        return self.elements.integer(tags.BITS_ALLOCATED) or self._bits_by_length()

    def _bits_by_length(self) -> int:
        values = self.rows * self.columns * self.samples * self.frame_count
        length = None if self.pixels is None else self.pixels.length
        if length is None or not values:
            stored = self.elements.integer(tags.BITS_STORED) or 0
            return 8 if 0 < stored <= 8 else 16 if 8 < stored <= 16 else 0
        return next((bits for bits in _USUAL_BITS if length * 8 >= values * bits), 0)

    @cached_property
    def bits_stored(self) -> int:
        """Bits in use; a value beyond BitsAllocated is not believed."""
        stored = self.elements.integer(tags.BITS_STORED) or self.bits_allocated
        return stored if 0 < stored <= self.bits_allocated else self.bits_allocated

    @cached_property
    def high_bit(self) -> int:
        """The place of a value's highest bit; one that leaves no room for it is not believed."""
        said = self.elements.integer(tags.HIGH_BIT)
        usual = self.bits_stored - 1
        return said if said is not None and usual <= said < self.bits_allocated else usual

    @cached_property
    def is_signed(self) -> bool:
        return self.elements.integer(tags.PIXEL_REPRESENTATION) == 1

    @cached_property
    def stored_dtype(self) -> str:
        """The type of stored values in memory: `u2`, `i2`, `f4`, …; single bits as `u1`.

        Colour is `u1` in a volume, whatever it is stored in.
        """
        if self.pixels is not None and self.pixels.tag in _FLOATS:
            return _FLOATS[self.pixels.tag]
        kind = "i" if self.is_signed else "u"
        return f"{kind}{_BYTES.get(self.bits_allocated, max(1, self.bits_allocated // 8))}"

    @cached_property
    def is_planar(self) -> bool:
        """Colour by plane: all red, then all green, then all blue."""
        return self.samples > 1 and self.elements.integer(tags.PLANAR) == 1

    @cached_property
    def photometric(self) -> str:
        return self.elements.code(tags.PHOTOMETRIC).upper() or "MONOCHROME2"

    @cached_property
    def is_colour(self) -> bool:
        return self.samples > 1 or self.photometric == "PALETTE COLOR"

    @cached_property
    def is_partly_colour(self) -> bool:
        """Whether high stored values are colours of a supplemental palette (PS3.3 C.7.6.19)."""
        presentation = self.elements.code(tags.PIXEL_PRESENTATION).upper()
        is_grey = self.photometric.startswith("MONOCHROME")
        return is_grey and presentation in _COLOURED and self.elements.has(tags.PALETTE_RED)

    @cached_property
    def is_low_white(self) -> bool:
        """Whether low values are white: by PresentationLUTShape, without one by the photometric.

        Where the two disagree, the shape holds, as in DCMTK: it says what the values have become.
        """
        shape = self.elements.code(tags.PRESENTATION_SHAPE).upper()
        if shape in {"IDENTITY", "INVERSE"}:
            return shape == "INVERSE"
        return self.photometric == "MONOCHROME1"

    @cached_property
    def modality(self) -> str:
        return self.elements.code(tags.MODALITY).upper()

    @cached_property
    def image_type(self) -> tuple[str, ...]:
        return self.elements.codes(tags.IMAGE_TYPE)

    @property
    def is_localizer(self) -> bool:
        return "LOCALIZER" in self.image_type

    @cached_property
    def instance_number(self) -> int | None:
        number = self.elements.number(tags.INSTANCE_NUMBER)
        return None if number is None else int(number)

    @cached_property
    def position(self) -> PatientPoint | None:
        """ImagePositionPatient, mm LPS; None when absent or not three numbers."""
        values = self.elements.numbers(tags.POSITION)
        return PatientPoint(*values) if len(values) == 3 else None

    @cached_property
    def orientation(self) -> tuple[Vector, Vector] | None:
        """The directions of increasing column and row; None when absent or not two directions."""
        values = self.elements.numbers(tags.ORIENTATION)
        if len(values) != 6:
            return None
        return (values[0], values[1], values[2]), (values[3], values[4], values[5])

    @property
    def sides(self) -> Sides | None:
        """Which way the image lies, whatever else of its place is known; None when not said."""
        if self.orientation is not None:
            return sides_of_axes(*self.orientation)
        return sides_of_codes(self.elements.codes(tags.PATIENT_ORIENTATION))

    @cached_property
    def spacing_found(self) -> SpacingFound:
        """The size and shape of a pixel, and what of it is not believed."""
        facts = SpacingFacts(
            modality=self.modality,
            is_in_patient=self.orientation is not None,
            container=self.container,
            regions=self.regions,
        )
        return find_spacing(self.elements.values, facts)

    @property
    def spacing(self) -> Spacing | None:
        """The size of a pixel in mm and where it comes from (PS3.3 10.7); None when unknown."""
        return self.spacing_found.spacing

    @cached_property
    def plane(self) -> ImagePlane | None:
        """Where the image lies in the patient; None unless the header says it all."""
        spacing = self.spacing
        if self.position is None or self.orientation is None or spacing is None:
            return None
        try:
            return ImagePlane(self.position, *self.orientation, *spacing.mm)
        except ValueError:
            return None

    @cached_property
    def rescale(self) -> Rescale:
        """Slope 0 is not believed; CT is in HU unless the file says otherwise.

        PET tells its unit apart (PS3.3 C.8.9.1.1.3).
        """
        slope = self.elements.number(tags.RESCALE_SLOPE)
        intercept = self.elements.number(tags.RESCALE_INTERCEPT)
        said = self.elements.code(tags.RESCALE_TYPE).upper()
        is_hounsfield = said == "HU" or (self.modality == "CT" and not said)
        measured = _UNITS.get(self.elements.code(tags.UNITS).upper(), "")
        unit = "HU" if is_hounsfield else measured
        dose = self.elements.number(tags.DOSE_SCALING)
        if dose is not None:
            is_gray = self.elements.code(tags.DOSE_UNITS).upper() == "GY"
            return Rescale(dose or 1.0, 0.0, "Gy" if is_gray else "")
        if slope is None and intercept is None:
            return Rescale(unit=measured)
        return Rescale(slope or 1.0, intercept or 0.0, unit)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The file's own windows, those without a width left out.

        LINEAR is exact for float pixels: its half and whole steps are those of integers, and maps
        from 0 to 1 with a window of width 1 would be all white (PS3.3 C.11.2.1.2.1).
        """
        centers = self.elements.numbers(tags.WINDOW_CENTER)
        widths = self.elements.numbers(tags.WINDOW_WIDTH)
        names = self.elements.text(tags.WINDOW_EXPLANATION).split("\\")
        names += [""] * len(centers)
        said = self.elements.code(tags.VOI_FUNCTION).upper()
        function = WindowFunction(said) if said in set(WindowFunction) else WindowFunction.LINEAR
        if function is WindowFunction.LINEAR and self.stored_dtype in _FLOATS.values():
            function = WindowFunction.LINEAR_EXACT
        windows = (
            Window.of_file(center, width, name.strip(), function)
            for center, width, name in zip(centers, widths, names, strict=False)
        )
        return tuple(window for window in windows if window is not None)

    @cached_property
    def is_lossy(self) -> bool:
        return self.elements.code(tags.LOSSY) == _YES

    @cached_property
    def lossy_ratio(self) -> float | None:
        ratios = self.elements.code(tags.LOSSY_RATIO).split("\\")
        return decimal(ratios[-1])

    @property
    def bytes_per_frame(self) -> int:
        """Bytes of one decoded frame, as long as its colour is not brought down to 8 bits."""
        samples = max(self.samples, 3 if self.is_colour else 1)
        return self.rows * self.columns * samples * int(self.stored_dtype[1:])

    @property
    def value_range(self) -> tuple[float, float] | None:
        """The values from black to white that the object itself defines; None for most.

        Of a segmentation: 0 to 1, to MaximumFractionalValue, or to the last label.
        """
        if not self.elements.has(tags.SEGMENTATION_TYPE):
            return None
        if self.elements.code(tags.SEGMENTATION_TYPE) == "LABELMAP":
            return 0.0, float(self.last_label or 255)
        return 0.0, float(self.elements.integer(tags.MAXIMUM_FRACTION) or 1)

    @property
    def lacks_pixels(self) -> bool:
        """Tell from the header alone that pixels are missing: the file is cut short or empty.

        What is broken within a compressed stream shows only when it is decoded.
        """
        if self.container is not Container.DICOM:
            return self._block_is_cut
        if self.pixels is None:
            return True
        length = self.pixels.length
        if length is None:  # compressed: its length says nothing
            return False
        is_in_file = self.syntax != DEFLATED  # else the offset counts in what was inflated
        there = min(length, self.file_size - self.pixels.offset) if is_in_file else length
        return there < self._frame_end

    @property
    def _block_is_cut(self) -> bool:
        """Tell whether a slice of a volume in one block reaches beyond its file."""
        if self.place is None or self.place.is_packed or self.pixels is None:
            return False
        return self.pixels.offset + (self.pixels.length or 0) > self.file_size

    @property
    def _frame_end(self) -> int:
        """Bytes up to the end of this frame, uncompressed; 4:2:2 stores two of three samples."""
        bits = self.rows * self.columns * self.samples * self.bits_allocated * (self.frame + 1)
        share = 2 / 3 if self.photometric.endswith("_422") else 1
        return int(bits * share) // 8

    def identity(self) -> Identity:
        """Return who the patient is."""
        name = self.elements.name(tags.PATIENT_NAME)
        return Identity(
            patient_name=name.text,
            patient_id=self.elements.text(tags.PATIENT_ID),
            birth_date=self.elements.text(tags.BIRTH_DATE),
            sex=self.elements.text(tags.SEX),
            name_is_guessed=name.is_guessed,
            age=self.elements.text(tags.AGE),
        )

    def study_text(self) -> StudyText:
        """Return dates and descriptions."""
        text = self.elements.text
        return StudyText(
            study_date=text(tags.STUDY_DATE),
            study_time=text(tags.STUDY_TIME),
            study_description=text(tags.STUDY_DESCRIPTION),
            accession_number=text(tags.ACCESSION_NUMBER),
            institution=text(tags.INSTITUTION),
            series_description=text(tags.SERIES_DESCRIPTION),
            series_number=text(tags.SERIES_NUMBER),
            protocol=text(tags.PROTOCOL),
            laterality=text(tags.IMAGE_LATERALITY) or text(tags.LATERALITY),
        )
