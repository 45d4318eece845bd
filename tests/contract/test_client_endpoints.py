"""Every endpoint from images on disk to a result in the library, against the service over HTTP."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.contract.conftest import StartService
from tests.image_builders import write_series
from tests.server_builders import LocalService
from viewer.app.choosing import choose_inputs
from viewer.domain.evaluation import Scale
from viewer.domain.job import JobState
from viewer.domain.part import FileRole, PartKind, PartState
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.server.phantoms import hip_xray, knee_xray, lumbar_mr, skin_photo
from viewer.storage.library import Library
from viewer.storage.result_files import FileState
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection, connection_from_line
from viewer.vendors.errors import JobFailed, NoMethod

Analyse = Callable[..., AnalysisResult]
SLICES = 24


class _OneService:
    """A directory that knows one service only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def connection(self, service: str) -> Connection:
        """Return it, whatever a job is called after."""
        return self._connection


@pytest.fixture
def library() -> Iterator[Library]:
    with open_library(Folders.from_environment()) as opened:
        yield opened


@pytest.fixture
def analyse(library: Library) -> Analyse:
    """Analyse what lies in a place, as the command line does, and return the kept result."""

    def run(
        service: LocalService, name: str, place: Path | None, prior: Path | None = None, **said: str
    ) -> AnalysisResult:
        endpoint = endpoint_named(name)
        connection = connection_from_line(json.dumps(service.announced))
        stacks, earlier = ((scan([each]).stacks if each else ()) for each in (place, prior))
        chosen = choose_inputs(endpoint, stacks, earlier)
        request = AnalysisRequest(
            endpoint=endpoint,
            stack=chosen.stack,
            others=chosen.others,
            parameters=said,
            service=connection.service,
        )
        runner = JobRunner(library, _OneService(connection))

        async def main() -> str:
            try:
                return (await runner.run_to_end(request)).uid
            finally:
                await runner.aclose()

        return library.runs.result(asyncio.run(main()))

    return run


@pytest.mark.parametrize("ending", ["dcm", "png"])
def test_a_hip_is_graded_as_dicom_and_as_picture(
    service: LocalService, analyse: Analyse, tmp_path: Path, ending: str
) -> None:
    case = next(case for case in hip_xray.CASES if case.name == "garden-3-right")
    path = tmp_path / f"hip.{ending}"
    if ending == "dcm":
        hip_xray.write_hip(path, case, "small")
    else:
        _write_picture(path, hip_xray.picture_of(hip_xray.draw_hip(case, "small"), case.bits))

    result = analyse(service, "hip-fracture", path)

    (finding,) = result.findings
    assert [(e.scale, e.value) for e in finding.evaluations] == [(Scale.GARDEN, "3")]


def test_both_knees_of_a_film_are_graded(
    service: LocalService, analyse: Analyse, tmp_path: Path
) -> None:
    case = next(case for case in knee_xray.CASES if case.name == "worn-pair")
    knee_xray.write_knees(tmp_path / "knees.dcm", case, "small")

    result = analyse(service, "knee-kl", tmp_path / "knees.dcm")

    assert len(result.findings) == 2
    assert {f.evaluations[0].scale for f in result.findings} == {Scale.KELLGREN_LAWRENCE}


def test_up_to_three_series_of_a_spine_are_read_together(
    service: LocalService, analyse: Analyse, library: Library, tmp_path: Path
) -> None:
    lumbar_mr.write_lumbar(tmp_path / "spine", lumbar_mr.CASES[0], "small")

    result = analyse(service, "lumbar-mri", tmp_path / "spine")

    (job,) = library.jobs.all()
    assert len(job.others) == 2
    (part,) = result.parts
    assert (part.kind, part.state) == (PartKind.SPINE, PartState.FOUND)
    assert {level.finding_uid for level in part.levels} <= {f.uid for f in result.findings} | {""}


def test_a_rash_has_seven_probabilities(
    service: LocalService, analyse: Analyse, tmp_path: Path
) -> None:
    case = skin_photo.CASES[0]
    skin_photo.write_skin(tmp_path / "skin.png", case, "small")

    result = analyse(service, "skin", tmp_path / "skin.png")

    (part,) = result.parts
    assert len(part.shares) == 7
    assert result.findings == ()
    assert result.state is RunState.DONE


def test_a_consultation_goes_on_in_its_session(
    service: LocalService, analyse: Analyse, tmp_path: Path
) -> None:
    skin_photo.write_skin(tmp_path / "skin.png", skin_photo.CASES[0], "small")
    first = analyse(service, "medical-qa", tmp_path / "skin.png", QuestionType="images").turn
    assert first is not None

    second = analyse(
        service,
        "medical-qa",
        None,
        QuestionType=first.question_type,
        SessionId=first.session_id,
        AnswerText="发热三天后出疹",
    ).turn

    assert second is not None
    assert second.session_id == first.session_id
    assert (second.question or second.answer) != first.question


@pytest.mark.parametrize("name", ["hip-fracture", "knee-kl"])
def test_an_image_that_the_service_does_not_know_is_not_run(
    service: LocalService, analyse: Analyse, library: Library, tmp_path: Path, name: str
) -> None:
    write_series(tmp_path, slices=1, modality="DX", rows=60, columns=50)

    with pytest.raises(NoMethod):
        analyse(service, name, tmp_path)

    (job,) = library.jobs.all()
    assert (job.state, job.fee) == (JobState.FAILED, 0)
    assert job.object_keys == ()  # what was uploaded for it is deleted


def _chest(shift: float = 0.0) -> Callable[[int], NDArray[np.int16]]:
    """Two lungs of air in a body of water, with a consolidation in the left one."""

    def values(index: int) -> NDArray[np.int16]:
        row, column = np.mgrid[0:48, 0:48]

        def disc(centre: float, across: float, down: float) -> NDArray[np.bool_]:
            inside = np.hypot((column - centre - shift) / across, (row - 24) / down) < 1
            return np.asarray(inside, np.bool_)

        image = np.where(disc(24, 16, 12), 40, -1000)
        image[disc(17, 6, 7) | disc(31, 6, 7)] = -850
        if 9 <= index <= 13:
            image[disc(31, 3, 3)] = -350
        return image.astype(np.int16)

    return values


@pytest.fixture(scope="module")
def chests(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One small patient at two times."""
    folder = tmp_path_factory.mktemp("chests")
    for name, shift in (("prior", 0.0), ("current", 2.0)):
        write_series(
            folder / name,
            slices=SLICES,
            rows=48,
            columns=48,
            spacing=(7.0, 7.0),
            slice_spacing=7.0,
            values=_chest(shift),
        )
    return folder / "current", folder / "prior"


def test_the_mask_of_a_pneumonia_is_fetched_and_lies_on_its_series(
    service: LocalService, analyse: Analyse, library: Library, chests: tuple[Path, Path]
) -> None:
    result = analyse(service, "covid-ct", chests[0])

    (job,) = library.jobs.all()
    (file,) = library.result_files.of_job(job.uid)
    assert file.state is FileState.FETCHED
    assert not [u for u in result.unplaced if u.path.endswith("Mask")]
    (part,) = result.parts
    assert (part.kind, part.files[0].role) == (PartKind.PNEUMONIA, FileRole.LESION_MASK)


@pytest.mark.parametrize(
    "fault",
    ["expired-results", "html-results", pytest.param("cut-results", marks=pytest.mark.slow)],
)
def test_a_file_that_cannot_be_had_is_said_and_the_result_is_shown(
    start_service: StartService,
    analyse: Analyse,
    library: Library,
    chests: tuple[Path, Path],
    fault: str,
) -> None:
    result = analyse(start_service(fault), "covid-ct", chests[0])

    (job,) = library.jobs.all()
    (file,) = library.result_files.of_job(job.uid)
    assert file.state is FileState.FAILED
    assert job.state is JobState.DONE
    assert result.parts[0].shares


def test_a_series_without_a_heart_is_refused_with_the_reason(
    service: LocalService, analyse: Analyse, tmp_path: Path
) -> None:
    write_series(tmp_path, slices=SLICES, rows=32, columns=32, slice_spacing=2.5)

    with pytest.raises(JobFailed):
        analyse(service, "calcium-score", tmp_path)


@pytest.mark.slow
def test_both_files_of_a_registration_are_fetched_within_their_minutes(
    service: LocalService, analyse: Analyse, library: Library, chests: tuple[Path, Path]
) -> None:
    result = analyse(service, "ct-registration", *chests)

    (job,) = library.jobs.all()
    files = {file.name: file for file in library.result_files.of_job(job.uid)}
    (part,) = result.parts
    roles = {each.role: files[each.name].state for each in part.files}
    assert roles == dict.fromkeys(
        (FileRole.REGISTERED_DICOM, FileRole.REGISTERED_NIFTI), FileState.FETCHED
    )


@pytest.mark.slow
def test_a_screening_says_of_each_of_its_four_parts_how_it_ended(
    service: LocalService, analyse: Analyse, chests: tuple[Path, Path]
) -> None:
    result = analyse(service, "chest-ct", chests[0])

    assert [part.kind for part in result.parts] == [
        PartKind.NODULES,
        PartKind.CALCIUM,
        PartKind.PNEUMONIA,
        PartKind.RIB_FRACTURES,
    ]


def _write_picture(path: Path, pixels: NDArray[np.uint8]) -> None:
    from PIL import Image

    Image.fromarray(pixels).save(path)
