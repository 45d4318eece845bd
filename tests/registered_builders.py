"""A small reference, the series before, and what a registration would hand back of it."""

import io
import json
import tarfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.image_builders import write_series
from tests.library_builders import a_job, a_run
from tests.nifti_builders import write_nifti
from viewer.domain.job import JobInput, JobState
from viewer.domain.result import RunState
from viewer.imaging.scan import scan
from viewer.storage.library import Library
from viewer.storage.result_files import FileState, ResultFile

SLICES, ROWS, COLUMNS = 12, 40, 48
SPACING, STEP = (0.8, 0.8), 2.0
ORIGIN = (-20.0, -16.0, 100.0)
WAY = 3  # columns by which the earlier one is shifted
RUN, ENDPOINT = "registration-1", "ct-registration"
NOW = datetime(2026, 2, 1, tzinfo=UTC)
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


@dataclass(frozen=True)
class Pair:
    """Folders and files: `registered` are the earlier values on the reference's grid."""

    reference: Path
    floating: Path
    archive: Path
    nifti: Path


def body(index: int, *, shift: int = 0, extra: int = 0) -> NDArray[np.int16]:
    """Return a slice in HU: a soft body in air, a dense disc in it; `extra` HU in one corner."""
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    column = column - shift
    values = np.full((ROWS, COLUMNS), -1000, np.int16)
    values[(row - 20) ** 2 / 225 + (column - 24) ** 2 / 324 < 1] = 40
    values[(row - 18) ** 2 + (column - 20) ** 2 < 9 + index] = 400
    values[(row > 24) & (row < 30) & (column > 26) & (column < 34)] += extra
    return values


def before(index: int) -> NDArray[np.int16]:
    """Return a slice of the earlier series, as registered."""
    return body(index)


def now(index: int) -> NDArray[np.int16]:
    """Return a slice of the reference: something has become denser."""
    return body(index, extra=150)


def write_pair(folder: Path) -> Pair:
    """Write reference and floating series, and both files of a registration."""
    common = {"slices": SLICES, "rows": ROWS, "columns": COLUMNS, "spacing": SPACING}
    common |= {"slice_spacing": STEP, "origin": ORIGIN}
    write_series(folder / "reference", values=now, **common)  # type: ignore[arg-type]
    write_series(
        folder / "floating",
        values=lambda index: body(index, shift=WAY),
        edit=_dated_before,
        **common,  # type: ignore[arg-type]
    )
    write_series(folder / "registered", values=before, **common)  # type: ignore[arg-type]
    archive = pack(folder / "registered", folder / "registered.tar.gz")
    nifti = write_registered_nifti(folder / "registered.nii.gz")
    return Pair(folder / "reference", folder / "floating", archive, nifti)


def _dated_before(data: object, _index: int) -> None:
    data.StudyDate = "20250117"  # type: ignore[attr-defined]


def of_another_patient(folder: Path) -> bytes:
    """Return the archive of a registration of somebody else."""
    common = {"slices": SLICES, "rows": ROWS, "columns": COLUMNS, "spacing": SPACING}
    common |= {"slice_spacing": STEP, "origin": ORIGIN, "patient_id": "SOMEBODY-ELSE"}
    write_series(folder / "another", values=before, **common)  # type: ignore[arg-type]
    return pack(folder / "another", folder / "another.tar.gz").read_bytes()


def pack(folder: Path, path: Path) -> Path:
    """Pack a folder's files as a service does."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for file in sorted(folder.iterdir()):
            archive.add(file, arcname=f"registered/{file.name}")
    path.write_bytes(stream.getvalue())
    return path


def write_registered_nifti(path: Path) -> Path:
    """Write the registered values as NIfTI on the reference's grid: axes (column, row, slice)."""
    values = np.stack([before(index) for index in range(SLICES)]).transpose(2, 1, 0)
    lps = np.diag([SPACING[1], SPACING[0], STEP, 1.0])
    lps[:3, 3] = ORIGIN
    return write_nifti(path, np.asfortranarray(values), sform=LPS_TO_RAS @ lps)


def keep_run(library: Library, pair: Pair, files: dict[str, bytes] | None = None) -> None:
    """Put a finished registration into the library, as the jobs leave it."""
    reference = scan([pair.reference]).stacks[0].description
    floating = scan([pair.floating]).stacks[0].description
    paths = (str(pair.floating),)
    moved = JobInput(slot="floating", series=floating.reference, source_paths=paths)
    links = {name: f"https://files.example/{name}" for name in ("DUrl", "NUrl")}
    answer = library.blobs.put(json.dumps({"Code": "0", "Data": [links]}).encode())
    common = {"uid": RUN, "endpoint": ENDPOINT, "series": reference.reference}
    common |= {"answer_hash": answer, "parameters": ()}
    job = a_job(**common, state=JobState.DONE, others=(moved,))
    library.jobs.add(job, reference, intent_key="wanted", others=(floating,))
    if files is None:
        files = {"DUrl": pair.archive.read_bytes(), "NUrl": pair.nifti.read_bytes()}
    for file in library.runs.parsed(RUN, ENDPOINT, answer).parts[0].files:
        content = files.get(file.name.rpartition(".")[2])
        if content is not None:
            keep_file(library, file.name, content)
    library.runs.add(a_run(**common, state=RunState.DONE))


def keep_file(library: Library, name: str, content: bytes) -> None:
    """Put a file of the answer into the library, as it was fetched."""
    library.result_files.expect(RUN, [name], NOW)
    fetched = ResultFile(
        job_uid=RUN,
        name=name,
        changed=NOW,
        state=FileState.FETCHED,
        content_hash=library.blobs.put(content),
        size=len(content),
    )
    library.result_files.save(fetched)
