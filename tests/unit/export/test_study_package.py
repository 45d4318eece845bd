"""A study with everything leaves one library and comes into another as it was."""

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.image_builders import write_series
from tests.package_builders import (
    NOW,
    a_home,
    a_study_in,
    an_event,
    findings_text,
    judge,
    know,
    newcomer,
)
from viewer.domain.ledger import Action
from viewer.domain.references import SeriesReference
from viewer.domain.standing import Decision, Standing
from viewer.export.study_package import ExportRequest, export_study
from viewer.export.study_package_taking import import_study
from viewer.foundation.errors import Cancelled, CannotWrite, FileTrouble, UnreadableImage
from viewer.imaging.scan import scan
from viewer.storage.ledger_chain import COLUMNS, LedgerRow, chain_breaks
from viewer.storage.overview import known_studies
from viewer.storage.package_rows import SPECS, UID_PAIRS
from viewer.storage.verify import verify

LATER = {"frame", "grey_window"}
STACK = SeriesReference("1.2.9", "1.2.9.1")


@pytest.fixture
def here(tmp_path):
    home = a_home(tmp_path / "here")
    yield home
    home.library.close()


@pytest.fixture
def there(tmp_path):
    home = a_home(tmp_path / "there")
    yield home
    home.library.close()


def brought(package: Path, home):
    return import_study(home.library, package, newcomer)


def test_a_package_of_a_release_that_knew_one_input_only_is_taken(here, there):
    a_study_in(here)

    brought(as_of_release_one(here.package()), there)

    job = there.library.jobs.get("job-1")
    assert (job.frame, job.window, job.others) == (None, "", ())


def as_of_release_one(package: Path) -> Path:
    """Return a package whose jobs lack the columns that came later."""
    target = package.with_name("older.zip")
    with zipfile.ZipFile(package) as archive, zipfile.ZipFile(target, "w") as older:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "study.json":
                document = json.loads(content)
                jobs = document["tables"]["jobs"]
                keep = [n for n, column in enumerate(jobs["columns"]) if column not in LATER]
                jobs["columns"] = [jobs["columns"][n] for n in keep]
                jobs["rows"] = [[row[n] for n in keep] for row in jobs["rows"]]
                content = json.dumps(document, ensure_ascii=False).encode()
            older.writestr(name, content)
    return target


def test_findings_decisions_and_history_are_the_same_after_the_journey(here, there):
    a_study_in(here)

    outcome = brought(here.package(), there)

    assert findings_text(there.library, STACK) == findings_text(here.library, STACK)
    assert there.library.own_texts.get("job-1") == "左肺未见异常。"
    assert there.library.grey_choices.of_series(STACK).preset == "lung"
    assert (outcome.images, outcome.taken.runs, outcome.taken.events) == (4, 1, 2)
    history = there.library.ledger.of_stack(STACK)
    assert [event.user for event in history] == ["Dr. Wang", "Dr. Wang"]


def test_the_images_come_along_byte_for_byte_and_open(here, there):
    stack = a_study_in(here)

    brought(here.package(), there)

    paths = there.library.studies.paths_of(STACK)
    assert [Path(p).read_bytes() for p in paths] == [
        Path(p).read_bytes() for p in stack.source_paths
    ]
    (again,) = scan(paths).stacks
    assert again.description == stack.description
    assert str(there.library.folders.imported) in paths[0]


def test_events_keep_where_they_come_from_and_the_chain_holds(here, there):
    a_study_in(here)

    brought(here.package(), there)

    first = there.library.ledger.of_stack(STACK)[0]
    original = here.library.ledger.of_stack(STACK)[0]
    assert first.detail("origin-library") == here.library.uid
    assert first.detail("origin-sequence") == "1"
    assert first.detail("origin-hash") == original.hash
    rows = there.library.database.read(f"SELECT {COLUMNS} FROM ledger ORDER BY sequence")
    assert list(chain_breaks(LedgerRow(*row) for row in rows)) == []


def test_a_library_with_an_imported_study_is_sound(here, there):
    a_study_in(here)

    brought(here.package(), there)

    checks = verify(there.library).checks
    assert {check.name: check.problems for check in checks if not check.is_sound} == {}


def test_the_page_of_formats_names_every_table():
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")

    assert [s.name for s in (*SPECS, UID_PAIRS) if f"`{s.name}`" not in page] == []


def test_a_package_written_over_another_replaces_it_whole(here):
    a_study_in(here)
    first = here.package()
    size = first.stat().st_size

    assert here.package().stat().st_size == size
    assert [path.name for path in here.folder.glob("*.zip")] == ["study.zip"]


def test_imported_twice_nothing_is_doubled(here, there):
    a_study_in(here)
    package = here.package()
    brought(package, there)
    before = sorted(path for path in there.folder.rglob("*") if path.suffix == ".dcm")

    again = brought(package, there)

    assert (again.images, again.taken.runs, again.taken.events) == (0, 0, 0)
    assert sorted(path for path in there.folder.rglob("*") if path.suffix == ".dcm") == before
    assert len(there.library.ledger.of_stack(STACK)) == 2


def test_brought_back_to_where_it_was_made_nothing_changes(here, there):
    a_study_in(here)
    brought(here.package(), there)
    text = findings_text(here.library, STACK)

    outcome = brought(there.package(), here)

    assert (outcome.images, outcome.taken.runs, outcome.taken.events) == (0, 0, 0)
    assert findings_text(here.library, STACK) == text


def test_what_was_judged_elsewhere_meanwhile_comes_back_as_new(here, there):
    a_study_in(here)
    brought(here.package(), there)
    third = there.library.runs.result("job-1").findings[2]
    accepted = Standing(decision=Decision.ACCEPTED)
    there.library.ledger.append([an_event(STACK, Action.ACCEPT, third.uid, accepted)])

    outcome = brought(there.package(), here)

    assert outcome.taken.events == 1
    review = here.library.ledger.reading(STACK).review_of("job-1")
    assert review.decision_on(third.uid) is Decision.ACCEPTED


def test_a_reading_that_is_signed_here_is_opened_by_an_addendum_first(here, there):
    stack = a_study_in(here, decided=False)
    brought(here.package(), there)
    there.library.ledger.append([an_event(STACK, Action.SIGN)])
    judge(here.library, stack)

    outcome = brought(here.package(), there)

    assert outcome.taken.reopened == 1
    reading = there.library.ledger.reading(STACK)
    assert (reading.is_signed, reading.addenda) == (False, 1)


def test_the_list_of_studies_counts_what_was_imported(here, there):
    a_study_in(here)

    brought(here.package(), there)

    (row,) = known_studies(there.library.database)
    assert (row.patient_name, row.runs, row.findings, row.judged) == ("Quxplant Jo", 1, 3, 2)


def test_jobs_under_way_uploads_and_places_stay_where_they_are(here, there):
    a_study_in(here)
    here.library.database.write("UPDATE jobs SET object_keys='[\"key\"]'")

    package = here.package()

    assert str(here.folder).encode() not in zipfile.ZipFile(package).read("study.json")
    brought(package, there)
    (job,) = there.library.jobs.all()
    assert (job.object_keys, job.source_paths) == ((), ())


def test_photographs_keep_their_names(here, there):
    folder = here.folder / "photos"
    folder.mkdir(parents=True)
    Image.new("RGB", (40, 30), (200, 10, 10)).save(folder / "left molar.png")
    (stack,) = scan([folder]).stacks
    know(here.library, stack)
    uid = stack.description.reference.study_instance_uid

    brought(here.package(uid), there)

    (path,) = there.library.studies.get(uid).paths
    assert Path(path).name == "left molar.png"


def test_images_that_are_gone_are_named_and_no_package_is_left(here):
    stack = a_study_in(here)
    for path in stack.source_paths:
        Path(path).unlink()

    with pytest.raises(UnreadableImage) as caught:
        here.package()

    assert caught.value.path == stack.source_paths[0]
    assert list(here.folder.glob("*.zip")) == []


def test_a_disk_that_is_full_is_the_targets_fault_and_leaves_nothing(here, monkeypatch):
    a_study_in(here)

    def full(*_args, **_how):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(CannotWrite) as caught:
        here.package()

    assert caught.value.trouble is FileTrouble.FULL
    assert [path.name for path in here.folder.iterdir() if path.is_file()] == []


def test_a_disk_that_is_full_while_importing_leaves_nothing(here, there, monkeypatch):
    a_study_in(here)
    package = here.package()

    def full(*_args, **_how):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite) as caught:
        brought(package, there)

    assert caught.value.trouble is FileTrouble.FULL
    assert there.library.studies.count() == 0
    assert list(there.folder.rglob("*.dcm")) == []


def test_an_export_can_be_stopped(here):
    a_study_in(here)
    target = here.folder / "study.zip"
    request = ExportRequest(study_instance_uid="1.2.9", target=target, program="1", now=NOW)

    with pytest.raises(Cancelled):
        export_study(here.library, request, is_cancelled=lambda: True)

    assert list(here.folder.glob("*.zip")) == []


def test_a_stopped_import_leaves_nothing_behind(here, there):
    a_study_in(here)
    package, seen = here.package(), []

    with pytest.raises(Cancelled):
        import_study(
            there.library,
            package,
            newcomer,
            on_progress=seen.append,
            is_cancelled=lambda: len(seen) > 2,
        )

    assert list(there.folder.rglob("*.dcm")) == []
    assert there.library.studies.count() == 0
    assert there.library.ledger.head().sequence == 0


def test_images_that_are_known_here_already_are_not_copied(here, there):
    a_study_in(here)
    package = here.package()
    own = known_already(there, slices=4)

    outcome = brought(package, there)

    assert outcome.images == 0
    assert there.library.studies.paths_of(STACK) == own.source_paths


def test_of_a_stack_with_fewer_images_here_all_are_brought(here, there):
    a_study_in(here)
    known_already(there, slices=2)

    outcome = brought(here.package(), there)

    (series,) = there.library.studies.series_of("1.2.9")
    assert (outcome.images, series.instance_count, len(series.paths)) == (4, 4, 4)
    assert all(str(there.library.folders.imported) in path for path in series.paths)


def known_already(home, slices):
    write_series(home.folder / "own", slices=slices, study_uid="1.2.9", series_uid="1.2.9.1")
    (own,) = scan([home.folder / "own"]).stacks
    know(home.library, own)
    return own
