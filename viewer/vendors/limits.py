"""What an endpoint takes, as a record, and the check of a real input against it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from viewer.domain.consultation import QuestionType
from viewer.domain.series import Container, SeriesDescription, SplitReason, StackProblemKind

MEGABYTE: Final = 1_000_000
"""The documents say "1M" without saying which; the smaller reading is never refused."""
MOST_TEXT: Final = 500
"""Characters of an answer in a consultation (2477-8)."""
_FIRST_TURNS: Final = frozenset({QuestionType.CHIEF_COMPLAINT, QuestionType.IMAGES})
PLANE_DEG: Final = 20.0
"""How far the slices' normal (PS3.3 C.7.6.2.1.1) may lean from the patient's axis.

The documents say "横断面" without a figure. Patients lie askew by some degrees and a spine's
slices follow its curve; reformatted planes are 90° away, oblique ones some 45°.
"""
_THICKNESS_DIGITS: Final = 2
"""Headers have 2.9999 or 3.00001 for 3 mm."""


class LimitKind(StrEnum):
    """What does not fit; `LimitProblem.values` fill the sentence."""

    WRONG_MODALITY = "wrong-modality"
    """Values: the modality, the modality wanted."""
    TOO_FEW_SLICES = "too-few-slices"
    """Values: the number of slices, the least number."""
    TOO_MANY_SLICES = "too-many-slices"
    """Values: the number of slices, the greatest number."""
    IMAGE_TOO_LARGE = "image-too-large"
    """Values: columns × rows, the greatest columns × rows."""
    SLICE_TOO_BIG = "slice-too-big"
    """Values: slice number from 1, its bytes as sent, the most bytes."""
    PIXELS_MISSING = "pixels-missing"
    """Values: slice numbers from 1, comma separated."""
    SEVERAL_PATIENTS = "several-patients"
    """Values: how many patients."""
    NOT_DICOM = "not-dicom"
    MULTIFRAME_SOURCE = "multiframe-source"
    """The images are frames of one file: sending those comes later."""
    NO_POSITIONS = "no-positions"
    UNEVEN_SLICES = "uneven-slices"
    IMAGE_TOO_SMALL = "image-too-small"
    """Values: columns × rows, the least columns × rows."""
    NOT_AXIAL = "not-axial"
    NOT_SAGITTAL = "not-sagittal"
    THICKNESS_UNFIT = "thickness-unfit"
    """Values: the thickness in mm, the least, the most."""
    THICKNESS_UNKNOWN = "thickness-unknown"
    """Values: the least, the most, mm."""
    NOT_ONE_VOLUME = "not-one-volume"
    """A NIfTI file of several time points."""
    NOT_A_PICTURE = "not-a-picture"
    """The service takes photographs."""
    FILE_TOO_BIG = "file-too-big"
    """Values: bytes as sent, the most bytes."""
    INPUT_MISSING = "input-missing"
    """Values: the slot that is empty."""
    SAME_INPUT_TWICE = "same-input-twice"
    OTHER_PATIENT = "other-patient"
    """Two inputs name different patients."""
    TOO_MANY_PICTURES = "too-many-pictures"
    """Values: how many, the most."""
    TEXT_MISSING = "text-missing"
    TEXT_TOO_LONG = "text-too-long"
    """Values: characters, the most."""
    SESSION_MISSING = "session-missing"
    ADDRESS_TOO_LONG = "address-too-long"
    """Values: characters of the signed address, the most characters."""
    ADDRESS_NOT_ASCII = "address-not-ascii"
    STRATEGY_UNAVAILABLE = "strategy-unavailable"
    """Values: the way of sending a series, why it cannot be used for this one."""


@dataclass(frozen=True, slots=True)
class LimitProblem:
    """One reason why an input cannot be sent; made into a sentence by `viewer.words`.

    `slot` names the input where an endpoint takes several, in the catalogue's word.
    """

    kind: LimitKind
    values: tuple[str, ...] = ()
    slot: str = ""


Misfit = LimitProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The documented limits of one input; what is in `slices` is allowed.

    Empty sets and None mean: no limit. `resampled_below` is the number of pixels below which
    the viewer brings each side of a picture by itself: too large a photo is no reason to refuse.
    `padded_above` is the number above which it brings each side by a border.
    """

    modalities: frozenset[str] = frozenset()
    containers: frozenset[Container] = frozenset({Container.DICOM})
    slices: range
    least_columns: int = 1
    least_rows: int = 1
    most_columns: int | None = None
    most_rows: int | None = None
    most_bytes_per_slice: int | None = None
    thickness_mm: tuple[float, float] | None = None
    most_address_characters: int = 599
    resampled_below: int | None = None
    padded_above: int | None = None
    needs_even_slices: bool = False
    needs_axial: bool = False
    needs_sagittal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFacts:
    """What the limits are checked on.

    `slice_bytes` are the sizes as sent, in stack order (empty: not known yet);
    `slices_without_pixels` count from 0.
    """

    series: SeriesDescription
    slice_bytes: tuple[int, ...] = ()
    slices_without_pixels: tuple[int, ...] = ()
    patients: int = 1
    is_multiframe: bool = False


class Limited(Protocol):
    """Whatever has documented limits: an endpoint of any wire style."""

    @property
    def limits(self) -> Limits:
        """The limits."""
        ...


def fits(endpoint: Limited, series: SeriesDescription) -> tuple[Misfit, ...]:
    """Return why a series does not fit; cheap, without looking at a file."""
    return tuple(_about_series(endpoint.limits, series))


def check(endpoint: Limited, facts: InputFacts) -> tuple[LimitProblem, ...]:
    """Return everything that keeps this input from being sent."""
    return (*fits(endpoint, facts.series), *_about_files(endpoint.limits, facts))


def check_question(
    kind: str, session_id: str, text: str, pictures: int
) -> tuple[LimitProblem, ...]:
    """Return what keeps a turn of a consultation from being sent; `kind`: its QuestionType.

    The document lets a consultation begin with the complaint or with images; any other turn needs
    the session of the first. It says that a question is not empty: pictures count as one.
    """
    problems = []
    if not text.strip() and not pictures:
        problems.append(LimitProblem(LimitKind.TEXT_MISSING))
    count = len(text.strip())
    if count > MOST_TEXT:
        problems.append(LimitProblem(LimitKind.TEXT_TOO_LONG, (str(count), str(MOST_TEXT))))
    if kind not in _FIRST_TURNS and not session_id.strip():
        problems.append(LimitProblem(LimitKind.SESSION_MISSING))
    return tuple(problems)


def check_address(endpoint: Limited, address: str) -> tuple[LimitProblem, ...]:
    """Return what is wrong with the address that the service shall fetch."""
    limits = endpoint.limits
    problems = []
    if len(address) > limits.most_address_characters:
        values = (str(len(address)), str(limits.most_address_characters))
        problems.append(LimitProblem(LimitKind.ADDRESS_TOO_LONG, values))
    if not address.isascii():
        problems.append(LimitProblem(LimitKind.ADDRESS_NOT_ASCII))
    return tuple(problems)


def _about_series(limits: Limits, series: SeriesDescription) -> Iterator[LimitProblem]:
    if series.container not in limits.containers:
        is_for_pictures = limits.containers == {Container.PHOTO}
        yield LimitProblem(LimitKind.NOT_A_PICTURE if is_for_pictures else LimitKind.NOT_DICOM)
        return
    is_known = series.modality in limits.modalities or not limits.modalities
    if series.container is Container.DICOM and not is_known:
        wanted = ", ".join(sorted(limits.modalities))
        yield LimitProblem(LimitKind.WRONG_MODALITY, (series.modality, wanted))
    if series.container is Container.NIFTI:
        yield from _about_volume(series)
    else:
        yield from _about_count(limits, len(series.instances))
    yield from _about_size(limits, series)
    yield from _about_geometry(limits, series)
    yield from _about_thickness(limits, series)
    yield from _about_patients(series)


def _about_volume(series: SeriesDescription) -> Iterator[LimitProblem]:
    """A NIfTI file counts as one thing sent: only how many volumes it has is limited."""
    for problem in series.problems:
        is_in_times = problem.kind is StackProblemKind.SPLIT and SplitReason.PHASE in problem.values
        if is_in_times or problem.kind is StackProblemKind.TIMES_LEFT_OUT:
            yield LimitProblem(LimitKind.NOT_ONE_VOLUME)
            return


def _about_size(limits: Limits, series: SeriesDescription) -> Iterator[LimitProblem]:
    size = f"{series.columns}×{series.rows}"
    if series.columns < limits.least_columns or series.rows < limits.least_rows:
        least = f"{limits.least_columns}×{limits.least_rows}"
        yield LimitProblem(LimitKind.IMAGE_TOO_SMALL, (size, least))
    if limits.most_columns is None or limits.most_rows is None:
        return
    if series.columns > limits.most_columns or series.rows > limits.most_rows:
        most = f"{limits.most_columns}×{limits.most_rows}"
        yield LimitProblem(LimitKind.IMAGE_TOO_LARGE, (size, most))


def _about_thickness(limits: Limits, series: SeriesDescription) -> Iterator[LimitProblem]:
    """SliceThickness counts; where it is not said, the distance of the slices."""
    if limits.thickness_mm is None:
        return
    least, most = limits.thickness_mm
    thickness = series.slice_thickness
    if thickness is None and series.geometry is not None:
        thickness = series.geometry.slice_spacing_mm
    if thickness is None:
        yield LimitProblem(LimitKind.THICKNESS_UNKNOWN, (f"{least:g}", f"{most:g}"))
    elif not least <= round(thickness, _THICKNESS_DIGITS) <= most:
        values = (f"{thickness:.2f}", f"{least:g}", f"{most:g}")
        yield LimitProblem(LimitKind.THICKNESS_UNFIT, values)


def _about_patients(series: SeriesDescription) -> Iterator[LimitProblem]:
    """A series whose files name several patients is not sent, not even one patient's part."""
    for problem in series.problems:
        if problem.kind is StackProblemKind.SPLIT and "patient" in problem.values[2:]:
            is_only_reason = len(problem.values) == 3
            count = problem.values[1] if is_only_reason else "≥ 2"
            yield LimitProblem(LimitKind.SEVERAL_PATIENTS, (count,))


def _about_count(limits: Limits, count: int) -> Iterator[LimitProblem]:
    least, most = limits.slices[0], limits.slices[-1]
    if count < least:
        yield LimitProblem(LimitKind.TOO_FEW_SLICES, (str(count), str(least)))
    if count > most:
        yield LimitProblem(LimitKind.TOO_MANY_SLICES, (str(count), str(most)))


_UNEVEN: Final = frozenset(
    {
        StackProblemKind.GAPS,
        StackProblemKind.UNEVEN_SPACING,
        StackProblemKind.DUPLICATE_POSITIONS,
        StackProblemKind.MIXED_ORIENTATION,
    }
)


def _about_geometry(limits: Limits, series: SeriesDescription) -> Iterator[LimitProblem]:
    if not (limits.needs_even_slices or limits.needs_axial or limits.needs_sagittal):
        return
    kinds = {problem.kind for problem in series.problems}
    if series.geometry is None or StackProblemKind.MISSING_POSITION in kinds:
        yield LimitProblem(LimitKind.NO_POSITIONS)
        return
    if limits.needs_even_slices and kinds & _UNEVEN:
        yield LimitProblem(LimitKind.UNEVEN_SLICES)
    across, _, along = (abs(part) for part in series.geometry.planes[0].normal)
    least = math.cos(math.radians(PLANE_DEG))
    if limits.needs_axial and along < least:
        yield LimitProblem(LimitKind.NOT_AXIAL)
    if limits.needs_sagittal and across < least:
        yield LimitProblem(LimitKind.NOT_SAGITTAL)


def _about_files(limits: Limits, facts: InputFacts) -> Iterator[LimitProblem]:
    if facts.patients != 1:
        yield LimitProblem(LimitKind.SEVERAL_PATIENTS, (str(facts.patients),))
    if facts.is_multiframe:
        yield LimitProblem(LimitKind.MULTIFRAME_SOURCE)
    if facts.slices_without_pixels:
        numbers = ", ".join(str(index + 1) for index in facts.slices_without_pixels)
        yield LimitProblem(LimitKind.PIXELS_MISSING, (numbers,))
    if limits.most_bytes_per_slice is None:
        return
    for index, size in enumerate(facts.slice_bytes):
        if size > limits.most_bytes_per_slice:
            values = (str(index + 1), str(size), str(limits.most_bytes_per_slice))
            if limits.slices[-1] == 1:
                yield LimitProblem(LimitKind.FILE_TOO_BIG, values[1:])
            else:
                yield LimitProblem(LimitKind.SLICE_TOO_BIG, values)
            return
