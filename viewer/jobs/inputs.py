"""The inputs of a job: which slot each is for, as what it is sent, what its limits see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.job import Job, JobInput
from viewer.domain.series import Container, SeriesDescription
from viewer.geometry.grid import VolumeGeometry
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.stack import ImageStack
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.gateway.endpoint import InputSlot, SentForm, SlotName
from viewer.vendors.limits import InputFacts

ONE_IMAGE: Final = frozenset({SentForm.DICOM, SentForm.PICTURE})
"""Forms that hold one image of a stack."""


@dataclass(frozen=True, slots=True)
class SlotInput:
    """One input that is sent: its slot, the folder of its files (empty for the first), the rest."""

    slot: InputSlot
    folder: str
    given: JobInput


def inputs_of(job: Job) -> tuple[SlotInput, ...]:
    """Return what a job sends, in the order of its submission. Raises WrongUsage."""
    endpoint = endpoint_named(job.endpoint)
    others = (
        SlotInput(endpoint.slot(SlotName(other.slot)), f"{number}-{other.slot}", other)
        for number, other in enumerate(job.others, start=1)
    )
    if not endpoint.slots[0].is_required:  # the stack is only what the question is about
        return tuple(others)
    first = endpoint.slots[0]
    given = JobInput(
        slot=first.name.value,
        series=job.series,
        source_paths=job.source_paths,
        frame=job.frame,
        window=job.window,
    )
    return (SlotInput(first, "", given), *others)


def form_for(stack: ImageStack, slot: InputSlot) -> SentForm:
    """Return as what a stack is sent in a slot; the slot's first form where none would do.

    What cannot go as a DICOM file, frames of one file, goes as a picture where that is taken.
    """
    container = stack.description.container
    wanted = {
        Container.DICOM: (SentForm.SERIES, SentForm.DICOM, SentForm.PICTURE),
        Container.PHOTO: (SentForm.PICTURE,),
        Container.NIFTI: (SentForm.NIFTI,),
    }[container]
    fitting = [form for form in wanted if form in slot.forms]
    if fitting == [SentForm.DICOM, SentForm.PICTURE] and _are_frames(stack.instances):
        return SentForm.PICTURE
    return fitting[0] if fitting else slot.forms[0]


def image_index(stack: ImageStack, frame: int | None) -> int:
    """Return which image of a stack is meant where one is sent."""
    if frame is None:
        return stack.first_shown
    return min(max(frame, 0), len(stack.instances) - 1)


def facts_for(
    stack: ImageStack, slot: InputSlot, frame: int | None, slice_bytes: tuple[int, ...] = ()
) -> InputFacts:
    """Return what a slot's limits are checked on: of a stack, or of the one image of it.

    `slice_bytes` are the sizes as sent, empty before anything is packed.
    """
    form = form_for(stack, slot)
    if form not in ONE_IMAGE:
        return _facts(stack.description, stack.instances, slice_bytes)
    index = image_index(stack, frame)
    description = described_alone(stack.description, index)
    facts = _facts(description, stack.instances[index : index + 1], slice_bytes)
    if form is SentForm.PICTURE:  # a fresh file: its size is known when it is made
        return replace(facts, slice_bytes=slice_bytes, is_multiframe=False)
    return facts


def described_alone(series: SeriesDescription, index: int) -> SeriesDescription:
    """Return the description of one image of a stack: what is odd between images is left out."""
    geometry = series.geometry
    if geometry is not None:
        geometry = VolumeGeometry((geometry.planes[index],), geometry.rows, geometry.columns)
    return replace(
        series,
        instances=series.instances[index : index + 1],
        sides=series.sides[index : index + 1],
        geometry=geometry,
        problems=(),
    )


def _facts(
    series: SeriesDescription, headers: Sequence[InstanceHeader], slice_bytes: tuple[int, ...]
) -> InputFacts:
    identities = {
        (identity.patient_id, identity.patient_name)
        for identity in (header.identity() for header in headers)
    }
    return InputFacts(
        series=series,
        slice_bytes=slice_bytes or tuple(map(_expected_bytes, headers)),
        slices_without_pixels=tuple(
            index for index, header in enumerate(headers) if header.lacks_pixels
        ),
        patients=len(identities),
        is_multiframe=series.container is Container.DICOM and _are_frames(headers),
    )


def _expected_bytes(header: InstanceHeader) -> int:
    """Return about how large a slice will be: its pixels, the header being small."""
    pixels = header.pixels
    length = pixels.length if pixels else 0
    return length if length is not None else header.file_size


def _are_frames(headers: Sequence[InstanceHeader]) -> bool:
    return any(header.frame_count > 1 for header in headers)
