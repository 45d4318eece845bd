"""`similar-images` as an analysis: from an image on disk to a result, against the real service."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.contract.conftest import StartService
from tests.image_builders import write_series
from tests.server_builders import LocalService
from tests.visual_builders import Visual, a_picture
from viewer.domain.part import PartState
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.vendors.connection import Connection, connection_from_line
from viewer.vendors.errors import Refused, UnknownOutcome
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES

pytestmark = pytest.mark.process


class OneService:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def connection(self, service: str) -> Connection:
        return self._connection


def analysed(service: LocalService, place: Path, database: str, **more: str) -> AnalysisResult:
    connection = connection_from_line(json.dumps(service.announced))
    request = AnalysisRequest(
        endpoint=SIMILAR_IMAGES,
        stack=scan([place]).stacks[0],
        parameters={"DbName": database, **more},
        service=connection.service,
    )
    with open_library(Folders.from_environment()) as library:
        runner = JobRunner(library, OneService(connection))

        async def main() -> str:
            try:
                return (await runner.run_to_end(request)).uid
            finally:
                await runner.aclose()

        return library.runs.result(asyncio.run(main()))


@pytest.fixture
def filled(service: LocalService, tmp_path: Path) -> tuple[Visual, Path]:
    """A database of three pictures, and the file of the second."""
    visual = Visual(service)
    for seed in range(3):
        visual.add(_named(visual, tmp_path), a_picture(seed), f"e{seed}", f"picture {seed}")
    path = tmp_path / "picture.png"
    path.write_bytes(a_picture(1))
    return visual, path


def _named(visual: Visual, folder: Path) -> str:
    name = f"analysed_{abs(hash(str(folder))) % 10**9}"
    return name if name in visual.names() else visual.create(name)


def test_what_is_like_an_image_is_a_part_of_the_result(filled, tmp_path):
    visual, path = filled

    result = analysed(visual.service, path, _named(visual, tmp_path), Limit="2")

    (part,) = result.parts
    assert (result.state, result.findings, part.state) == (RunState.DONE, (), PartState.FOUND)
    assert part.matches[0].entity_id == "e1"
    assert (part.matches[0].score, part.matches[0].label) == (10.0, "picture 1")
    assert len(part.matches) == 2


def test_a_stack_is_sought_by_the_image_that_is_shown_first(filled, tmp_path):
    visual, _ = filled
    write_series(tmp_path / "series", slices=3, rows=60, columns=90)

    result = analysed(visual.service, tmp_path / "series", _named(visual, tmp_path))

    assert len(result.parts[0].matches) == 3


def test_a_database_without_a_picture_is_none_found(service, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(a_picture(1))
    name = _named(Visual(service), tmp_path)

    result = analysed(service, path, name)

    assert (result.state, result.parts[0].state) == (RunState.NONE, PartState.NONE)


def test_a_database_that_is_not_there_is_refused_in_the_services_words(service, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(a_picture(1))

    with pytest.raises(Refused, match="1503"):
        analysed(service, path, "not_there")


def test_bent_answers_are_read_and_a_page_leaves_the_outcome_unknown(
    start_service: StartService, tmp_path
):
    path = tmp_path / "picture.png"
    path.write_bytes(a_picture(4))
    bent = start_service("similar-number-texts")
    visual = Visual(bent)
    visual.add(visual.create("bent_1"), a_picture(4), "e4")

    assert analysed(bent, path, "bent_1").parts[0].matches[0].score == 10.0

    page = start_service("html-502")
    with pytest.raises(UnknownOutcome):
        analysed(page, path, "bent_1")
