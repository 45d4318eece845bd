"""The files of a result beside its answer."""

import gzip
import io
import json
import tarfile
from dataclasses import replace

import pytest

from tests.library_builders import a_job
from tests.nifti_builders import nifti_bytes, numbered
from tests.vendor_builders import a_series
from viewer.app.linked_files import FilesBeside, write_linked_files
from viewer.domain.part import FileRole, PartFile, PartKind, PartState, ResultPart
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.files import content_hash
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.result_files import FileState, ResultFile
from viewer.vendors.errors import Expired, failure_text

RAW = b'{"an": "answer"}'
VOLUME = gzip.compress(nifti_bytes(numbered()))


@pytest.fixture
def library():
    with open_library(Folders.from_environment()) as opened:
        opened.jobs.add(a_job(), a_series(), "intent")
        yield opened


def a_tar():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("0001.dcm"))
    return stream.getvalue()


def kept(library, contents):
    """Keep contents by their paths in the answer; None is one that could not be had."""
    uid, now = a_job().uid, a_job().created
    library.result_files.expect(uid, contents, now)
    for name, content in contents.items():
        file = ResultFile(job_uid=uid, name=name, changed=now)
        if content is None:
            failure = failure_text(Expired("link"))
            library.result_files.save(replace(file, state=FileState.FAILED, failure=failure))
            continue
        library.result_files.save(
            replace(
                file,
                state=FileState.FETCHED,
                content_hash=library.blobs.put(content),
                size=len(content),
                media_type="application/gzip",
            )
        )


def a_result(*files):
    part = ResultPart(kind=PartKind.REGISTRATION, state=PartState.FOUND, files=files)
    return AnalysisResult(
        endpoint="ct-registration",
        state=RunState.DONE,
        parts=(part,),
        raw_hash=content_hash(RAW),
    )


def written(library, folder, *files):
    paths = write_linked_files(library, a_job().uid, a_result(*files), folder)
    (folder / "raw.json").write_bytes(RAW)
    return paths


REGISTERED = (
    PartFile(FileRole.REGISTERED_DICOM, "[0].DUrl"),
    PartFile(FileRole.REGISTERED_NIFTI, "[0].NUrl"),
)


def test_files_get_plain_names_by_what_they_are(library, tmp_path):
    kept(library, {"[0].DUrl": a_tar(), "[0].NUrl": VOLUME})

    paths = written(library, tmp_path, *REGISTERED)

    names = [path.relative_to(tmp_path).as_posix() for path in paths]
    assert names == ["files/registered.tar.gz", "files/registered.nii.gz", "files/index.json"]


def test_a_file_that_no_part_names_is_called_as_in_the_answer(library, tmp_path):
    kept(library, {"a.Mask": VOLUME, "b.Mask": VOLUME + b"x"})

    paths = written(library, tmp_path)

    assert [path.name for path in paths[:2]] == ["mask.nii.gz", "mask-2.nii.gz"]


def test_they_are_found_by_their_paths_in_the_answer(library, tmp_path):
    kept(library, {"[0].DUrl": a_tar(), "[0].NUrl": VOLUME})
    written(library, tmp_path, *REGISTERED)

    beside = FilesBeside.of(tmp_path / "raw.json", RAW)

    assert beside.content("[0].NUrl") == VOLUME
    assert beside.content("[0].Other") is None


def test_a_file_that_could_not_be_had_is_listed_with_the_reason(library, tmp_path):
    kept(library, {"[0].DUrl": None})

    written(library, tmp_path, *REGISTERED)

    (entry,) = json.loads((tmp_path / "files/index.json").read_text())["files"]
    assert (entry["file"], entry["size"]) == ("", 0)
    assert "link had run out" in entry["missing"]
    assert FilesBeside.of(tmp_path / "raw.json", RAW).content("[0].DUrl") is None


def test_the_files_of_another_answer_are_not_taken(library, tmp_path):
    kept(library, {"[0].NUrl": VOLUME})
    written(library, tmp_path, *REGISTERED)

    assert FilesBeside.of(tmp_path / "raw.json", RAW + b" ").content("[0].NUrl") is None


def test_a_file_that_was_changed_is_not_taken(library, tmp_path):
    kept(library, {"[0].NUrl": VOLUME})
    written(library, tmp_path, *REGISTERED)
    (tmp_path / "files/registered.nii.gz").write_bytes(VOLUME[:-1])

    assert FilesBeside.of(tmp_path / "raw.json", RAW).content("[0].NUrl") is None


def test_an_index_cannot_lead_out_of_its_folder(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    entry = {"path": "a", "file": "../secret", "sha256": content_hash(b"x")}
    index = {"version": 1, "answer": content_hash(RAW), "files": [entry]}
    (tmp_path / "files/index.json").write_text(json.dumps(index))

    assert FilesBeside.of(tmp_path / "raw.json", RAW).content("a") is None


@pytest.mark.parametrize("index", ["", "[]", '{"answer": 1}', "no json"])
def test_without_a_readable_index_there_are_no_files(tmp_path, index):
    (tmp_path / "files").mkdir()
    (tmp_path / "files/index.json").write_text(index)

    assert FilesBeside.of(tmp_path / "raw.json", RAW).files == {}


def test_what_an_earlier_run_wrote_there_goes_and_nothing_else(library, tmp_path):
    kept(library, {"[0].NUrl": VOLUME})
    written(library, tmp_path, *REGISTERED)
    (tmp_path / "files/mine.txt").write_text("keep")

    write_linked_files(library, "another run", a_result(), tmp_path)

    assert [path.name for path in (tmp_path / "files").iterdir()] == ["mine.txt"]
