"""Where the volumes of a comparison come from: files of the result, and the series before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.domain.part import FileRole, PartKind, PartState
from viewer.foundation.errors import KnownError
from viewer.imaging.problems import Misfit, NotComparable
from viewer.privacy.uid_map import UidMap
from viewer.storage.result_files import FileState
from viewer.vendors.gateway.endpoint import SlotName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.app.opening import Opening
    from viewer.domain.job import JobInput
    from viewer.domain.part import ResultPart
    from viewer.domain.result import AnalysisResult
    from viewer.domain.series import Identity
    from viewer.imaging.registered import Fit
    from viewer.imaging.stack import ImageStack
    from viewer.storage.blobs import Blobs
    from viewer.storage.library import Library

_ROLES = (FileRole.REGISTERED_DICOM, FileRole.REGISTERED_NIFTI)
"""In the order in which they are tried: DICOM says more of itself."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a registration in the library."""

    role: FileRole
    content_hash: str


@dataclass(frozen=True, eq=False)
class Found:
    """A stack to be brought onto the reference, and how it lies there.

    `passed_over`: why the file that comes first in order was not used; None where it was.
    """

    stack: ImageStack
    fit: Fit
    role: FileRole | None = None
    passed_over: KnownError | None = None


def registration_of(result: AnalysisResult) -> ResultPart | None:
    """Return the registration of a result; None where there is none."""
    parts = (part for part in result.parts if part.kind is PartKind.REGISTRATION)
    return next((part for part in parts if part.state is PartState.FOUND), None)


def kept_files(library: Library, run_uid: str, part: ResultPart) -> tuple[KeptFile, ...]:
    """Return the files of a registration that were fetched, the one to be read first in front."""
    fetched = {
        file.name: file.content_hash
        for file in library.result_files.of_job(run_uid)
        if file.state is FileState.FETCHED
    }
    return tuple(
        KeptFile(role, fetched[file.name])
        for role in _ROLES
        for file in part.files
        if file.role is role and file.name in fetched
    )


def sent_patients(
    library: Library, reference: ImageStack, floating: JobInput | None, opening: Opening | None
) -> frozenset[str]:
    """Return the patient IDs that may stand in what comes back: those sent, and the real ones.

    Empty where it is not known whose series was moved: then any may.
    """
    moved = None if floating is None else _identity(library, floating, opening)
    if moved is None:
        return frozenset()
    names = UidMap(library.uid_maps.key())
    real = {who.patient_id or who.patient_name for who in (reference.description.identity, moved)}
    return frozenset(real | {names.pseudonym(name) for name in real})


def _identity(library: Library, floating: JobInput, opening: Opening | None) -> Identity | None:
    series = floating.series
    if opening is not None:
        stack = opening.stack_for(series.series_instance_uid, series.part)
        if stack is not None:
            return stack.description.identity
    known = library.studies.get(series.study_instance_uid)
    return None if known is None else known.identity


def registered_source(
    blobs: Blobs,
    files: Sequence[KeptFile],
    reference: ImageStack,
    is_cancelled: Callable[[], bool],
    patients: frozenset[str] = frozenset(),
) -> Found:
    """Return the first file that lies on the reference's own grid, else the first of any use.

    One that bears an ID which is not among `patients` is passed over; without any, none is.
    Blocks: for a thread. Raises NotComparable, LibraryUnavailable, Cancelled.
    """
    best: Found | None = None
    problem: KnownError | None = None
    for file in files:
        try:
            found = _found(blobs.file(file.content_hash), file.role, reference, is_cancelled)
            _check_patient(found.stack, patients)
        except NotComparable as error:
            problem = problem or error
            continue
        if found.fit.is_same_grid:
            return Found(found.stack, found.fit, found.role, problem)
        best = best or Found(found.stack, found.fit, found.role, problem)
    if best is None:
        raise problem or NotComparable(Misfit.FILE_MISSING)
    return best


def _check_patient(stack: ImageStack, patients: frozenset[str]) -> None:
    """Raise NotComparable where a file is somebody else's; NIfTI names nobody."""
    named = stack.description.identity.patient_id
    if patients and named and named not in patients:
        raise NotComparable(Misfit.OTHER_PATIENT)


def _found(
    path: Path, role: FileRole, reference: ImageStack, is_cancelled: Callable[[], bool]
) -> Found:
    from viewer.imaging.registered import fit_of, stack_in

    stack = stack_in([path], is_cancelled)
    return Found(stack, fit_of(stack, reference), role)


def floating_input(library: Library, run_uid: str) -> JobInput | None:
    """Return the series that was moved, as the job names it; None where it does not."""
    job = library.jobs.get(run_uid)
    others = () if job is None else job.others
    return next((other for other in others if other.slot == SlotName.FLOATING), None)


def floating_date(library: Library, run_uid: str, floating: JobInput | None) -> str:
    """Return the study date of the series that was moved, YYYYMMDD; empty where not known.

    As it was when it was sent, else as its study was when it was opened last.
    """
    if floating is None:
        return ""
    sent = library.jobs.other_series_of(run_uid)
    dates = [series.text.study_date for series in sent if series.reference == floating.series]
    known = library.studies.get(floating.series.study_instance_uid)
    return next(filter(None, dates), known.text.study_date if known is not None else "")


def floating_source(
    stack: ImageStack | None,
    floating: JobInput,
    paths: Sequence[str],
    reference: ImageStack,
    is_cancelled: Callable[[], bool],
) -> Found:
    """Return the series before its registration: as it is open, else looked for where it lay.

    Blocks: for a thread. Raises NotComparable, Cancelled.
    """
    from viewer.imaging.registered import fit_of
    from viewer.imaging.scan import scan

    if stack is None:
        found = scan(paths, is_cancelled=is_cancelled).stacks
        stack = next((s for s in found if s.description.reference == floating.series), None)
    if stack is None:
        raise NotComparable(Misfit.PRIOR_MISSING)
    return Found(stack, fit_of(stack, reference))
