"""Headers of many files to stacks: by series, without duplicates, in parts, in order."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import (
    Container,
    SeriesDescription,
    SpacingSource,
    SplitReason,
    StackProblem,
    StackProblemKind,
    StudyText,
)
from viewer.imaging.dicom import tags
from viewer.imaging.dressed import shutter_of, shutter_problems
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.ordering import Ordered, ordered
from viewer.imaging.parts import Part, parts_of
from viewer.imaging.problems import NotReadable, Skipped, SkipReason
from viewer.imaging.source import read_at
from viewer.imaging.stack import ImageStack

_NUMBER: Final = re.compile(r"[0-9]+")
_DIGITS: Final = 12
_LOSSY_SYNTAXES: Final = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 53, 55, 81))


@dataclass(frozen=True, slots=True)
class Grouped:
    """All stacks, and the duplicates that were left out."""

    stacks: tuple[ImageStack, ...]
    skipped: tuple[Skipped, ...]


def grouped(headers: Iterable[InstanceHeader]) -> Grouped:
    """Make stacks of headers; the result does not depend on the order they come in."""
    by_series: dict[tuple[str, str], list[InstanceHeader]] = {}
    for header in headers:
        by_series.setdefault((header.study_uid, header.series_uid), []).append(header)
    stacks: list[ImageStack] = []
    skipped: list[Skipped] = []
    for members in by_series.values():
        copies, duplicates = _without_duplicates(members)
        skipped += duplicates
        parts = [part for copy in copies for part in parts_of(copy)]
        if len(copies) > 1:
            parts = [Part(p.headers, p.reasons | {SplitReason.COPY}) for p in parts]
        stacks += _stacks(parts, len(duplicates))
    return Grouped(tuple(sorted(stacks, key=reading_order)), tuple(skipped))


def _without_duplicates(
    headers: Sequence[InstanceHeader],
) -> tuple[list[list[InstanceHeader]], list[Skipped]]:
    """Drop second files of the same image; the same UID with other pixels goes to a copy apart."""
    seen: dict[InstanceReference, list[InstanceHeader]] = {}
    for header in headers:
        seen.setdefault(header.reference, []).append(header)
    if len(seen) == len(headers):
        return [list(headers)], []
    copies: list[list[InstanceHeader]] = []
    skipped: list[Skipped] = []
    for same in seen.values():
        different: dict[bytes, InstanceHeader] = {}
        for header in sorted(same, key=lambda h: h.source.label) if len(same) > 1 else same:
            digest = _pixel_digest(header) if len(same) > 1 else b""
            if digest in different:
                skipped.append(Skipped(header.source.label, SkipReason.DUPLICATE))
            else:
                different[digest] = header
        for k, header in enumerate(different.values()):
            if k == len(copies):
                copies.append([])
            copies[k].append(header)
    return copies, list(dict.fromkeys(skipped))


def _pixel_digest(header: InstanceHeader) -> bytes:
    """Return what tells pixels apart; a file that cannot be read now counts as its own."""
    if header.pixels is None:
        return header.source.label.encode("utf-8", "replace")
    try:
        with header.source.opened() as stream:
            content = read_at(stream, header.pixels.offset, header.file_size)
    except (OSError, NotReadable):
        return header.source.label.encode("utf-8", "replace")
    return hashlib.sha256(content).digest()


def _stacks(parts: Sequence[Part], duplicates: int) -> list[ImageStack]:
    is_mixed = any(SplitReason.ORIENTATION in part.reasons for part in parts)
    stacks = []
    for number, part in enumerate(parts):
        in_order = ordered(part.headers)
        problems = [*in_order.problems, *part.headers[0].remarks]
        centre = in_order.headers[len(in_order.headers) // 2]
        problems += centre.spacing_found.problems
        problems += shutter_problems(shutter_of(centre).illegal)
        if len(parts) > 1:
            values = (str(number + 1), str(len(parts)), *sorted(map(str, part.reasons)))
            problems.append(StackProblem(StackProblemKind.SPLIT, values))
        cut_short = sum(header.lacks_pixels for header in part.headers)
        if cut_short:
            values = (str(cut_short),)
            problems.append(StackProblem(StackProblemKind.INCOMPLETE_PIXELS, values))
        if is_mixed:
            problems.append(StackProblem(StackProblemKind.MIXED_ORIENTATION))
        if duplicates and number == 0:
            values = (str(duplicates),)
            problems.append(StackProblem(StackProblemKind.DUPLICATE_INSTANCE, values))
        stacks.append(_stack(replace(in_order, problems=tuple(problems)), number))
    return stacks


def _stack(content: Ordered, part: int) -> ImageStack:
    centre = content.headers[len(content.headers) // 2]
    spacing = centre.spacing
    description = SeriesDescription(
        reference=SeriesReference(centre.study_uid, centre.series_uid, part),
        modality=centre.modality,
        identity=centre.identity(),
        text=_text(centre),
        instances=tuple(header.reference for header in content.headers),
        rows=centre.rows,
        columns=centre.columns,
        geometry=content.geometry,
        sides=() if content.geometry else tuple(header.sides for header in content.headers),
        spacing_source=SpacingSource.NONE if spacing is None else spacing.source,
        pixel_spacing=None if spacing is None else spacing.mm,
        spacing_detail="" if spacing is None else spacing.detail,
        aspect_ratio=centre.spacing_found.aspect_ratio,
        slice_thickness=centre.elements.number(tags.SLICE_THICKNESS),
        body_part=centre.elements.code(tags.BODY_PART).upper(),
        image_type=centre.image_type,
        frame_of_reference_uid=_common_frame_of_reference(content.headers),
        is_lossy=any(h.is_lossy or h.syntax in _LOSSY_SYNTAXES for h in content.headers),
        lossy_ratio=centre.lossy_ratio,
        container=centre.container,
        exif_orientation=centre.exif_orientation,
        problems=content.problems,
    )
    return ImageStack(description=description, instances=content.headers)


def _text(header: InstanceHeader) -> StudyText:
    """Return the texts of the file; the segment's name comes before the series description."""
    text = header.study_text()
    if header.segment is None:
        return text
    parts = filter(None, (header.segment.words, text.series_description))
    return replace(text, series_description=" · ".join(parts))


def _common_frame_of_reference(headers: Sequence[InstanceHeader]) -> str:
    """Return the frame of reference of all images; empty where they name several.

    Some de-identified files name another one per slice (LIDC-IDRI does), so it cannot part a
    series; it only cannot be used to relate the stack to others either.
    """
    uids = {header.elements.raw(tags.FRAME_OF_REFERENCE) for header in headers}
    return headers[0].elements.code(tags.FRAME_OF_REFERENCE) if len(uids) == 1 else ""


def _counted(name: str) -> str:
    """Return a name to sort by, in which 2 comes before 10."""
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), name)


def reading_order(stack: ImageStack) -> tuple[str, float, str, str, int]:
    """Return what stacks are sorted by: their study, then the number of their series."""
    description = stack.description
    number = stack.instances[0].elements.number(tags.SERIES_NUMBER)
    reference = description.reference
    rank = number if number is not None else float("inf")
    is_dicom = description.container is Container.DICOM  # other files go by their names
    name = "" if is_dicom else _counted(description.text.series_description.casefold())
    series_uid = reference.series_instance_uid
    return (reference.study_instance_uid, rank, name, series_uid, reference.part)
