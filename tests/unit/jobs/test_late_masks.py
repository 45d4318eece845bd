"""A mask that could not be had at first is drawn and listed once it is there."""

import json

import httpx
import numpy as np
import pytest

from tests.image_builders import write_series
from tests.job_builders import a_request, only_job, run_to_end, served, until_finished
from tests.mask_builders import a_mask_file
from tests.vendor_builders import job_answer
from viewer.domain.finding import FindingKind
from viewer.domain.result import UnplacedReason
from viewer.geometry.regions import MaskRegion
from viewer.imaging.scan import scan
from viewer.storage.result_files import FileState
from viewer.storage.verify import verify
from viewer.vendors.catalogue import endpoint_named

ROWS, COLUMNS, SLICES = 24, 30, 20


@pytest.fixture
def heart(tmp_path):
    write_series(tmp_path / "heart", slices=SLICES, rows=ROWS, columns=COLUMNS)
    (stack,) = scan([tmp_path / "heart"]).stacks
    return stack


@pytest.fixture
def mask(heart):
    labels = np.zeros((COLUMNS, ROWS, SLICES), np.uint8)
    labels[10:14, 5:8, 3] = 1
    return a_mask_file(labels, heart.description)


def answer(path):
    data = [{"Score": "12", "ResultUrl": f"http://127.0.0.1:9{path}"}]
    return job_answer("PROCESS_SUCCESS", Result=json.dumps(data))


def a_score(heart):
    return a_request(heart, endpoint=endpoint_named("calcium-score"))


def masks(result):
    return [f for f in result.findings if isinstance(f.placement.region, MaskRegion)]


def listed(library):
    return [kind for (kind,) in library.database.read("SELECT kind FROM findings")]


def test_a_mask_is_drawn_from_the_file_that_was_fetched(runner, library, heart, mask, service):
    service.poll_script, service.files = [answer("/mask")], {"/mask": [mask]}

    job = run_to_end(runner, a_score(heart))

    (found,) = masks(library.runs.result(job.uid))
    assert (found.kind, found.placement.slice_index) == (FindingKind.CALCIFICATION, 3)
    assert listed(library) == ["calcification"]


def test_without_its_file_a_mask_is_listed_as_not_placed(runner, library, heart, service):
    service.poll_script = [answer("/gone"), answer("/gone")]
    service.files = {"/gone": [httpx.Response(404)]}

    job = run_to_end(runner, a_score(heart))

    result = library.runs.result(job.uid)
    assert masks(result) == []
    assert UnplacedReason.FILE_MISSING in {each.reason for each in result.unplaced}
    assert listed(library) == []


def test_a_mask_that_comes_later_is_drawn_and_listed(runner, library, heart, mask, service):
    service.poll_script = [answer("/gone"), answer("/gone"), answer("/mask")]
    service.files = {"/gone": [httpx.Response(404)], "/mask": [mask]}
    run_to_end(runner, a_score(heart))
    job = only_job(library)

    async def act():
        await until_finished(runner, lambda: runner.fetch_again(job.uid))

    served(runner, act)

    (file,) = library.result_files.of_job(job.uid)
    assert file.state is FileState.FETCHED
    assert len(masks(library.runs.result(job.uid))) == 1
    assert listed(library) == ["calcification"]
    assert verify(library).is_sound


def test_how_long_an_answer_takes_to_read_counts_its_files(runner, library, heart, mask, service):
    service.poll_script, service.files = [answer("/mask")], {"/mask": [mask]}
    job = run_to_end(runner, a_score(heart))
    run = library.runs.get(job.uid)

    assert library.runs.answer_size(run) == len(answer("/mask")) + len(mask)
