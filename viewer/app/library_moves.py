"""Photographs and NIfTI volumes that moved as a whole keep the study as which they are known.

Their study is the folder in which they lie: elsewhere they would be another one, without what was
found and decided there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.app.library_memory import absolute
from viewer.domain.series import Container
from viewer.imaging.moved import are_there
from viewer.imaging.scan import ScanResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.imaging.scan import Study
    from viewer.imaging.stack import ImageStack
    from viewer.storage.library import Library
    from viewer.storage.studies import KnownStudy, Studies


def with_known_studies(library: Library, result: ScanResult) -> ScanResult:
    """Return what was found under the studies that the library knows it as; blocks.

    Only where all of a folder was known as one study, and is no longer where it was: the same
    photograph in two folders stays of two studies, perhaps of two patients. Raises
    LibraryUnavailable.
    """
    if all(_is_dicom(study) for study in result.studies):
        return result
    with library.reader() as reading:
        studies = [_as_known(study, reading.studies) for study in result.studies]
    return ScanResult(_together(studies), result.skipped)


def _together(studies: Iterable[Study]) -> tuple[Study, ...]:
    """Return each study once: in a package each photograph has a folder of its own."""
    known: dict[str, Study] = {}
    for study in studies:
        uid = study.study_instance_uid
        known[uid] = known[uid].joined(study) if uid in known else study
    return tuple(known.values())


def _is_dicom(study: Study) -> bool:
    return any(stack.description.container is Container.DICOM for stack in study.stacks)


def _as_known(study: Study, studies: Studies) -> Study:
    if _is_dicom(study) or not study.stacks or studies.get(study.study_instance_uid):
        return study
    uids = {
        studies.study_of_series(stack.description.reference.series_instance_uid)
        for stack in study.stacks
    }
    known = studies.get(uids.pop()) if len(uids) == 1 else None
    if known is None or not all(_has_moved(stack, known) for stack in study.stacks):
        return study
    uid = known.study_instance_uid
    stacks = tuple(_in_study(stack, uid) for stack in study.stacks)
    return replace(study, study_instance_uid=uid, stacks=stacks)


def _has_moved(stack: ImageStack, known: KnownStudy) -> bool:
    """Tell whether the known stack is here now: at its kept place, or that place is empty."""
    wanted = stack.description.reference
    places = [
        series.paths
        for series in known.series
        if series.reference.series_instance_uid == wanted.series_instance_uid
        and series.reference.part == wanted.part
    ]
    here = absolute(stack.source_paths)
    return any(paths == here or not are_there(paths) for paths in places)


def _in_study(stack: ImageStack, uid: str) -> ImageStack:
    reference = replace(stack.description.reference, study_instance_uid=uid)
    return replace(stack, description=replace(stack.description, reference=reference))
