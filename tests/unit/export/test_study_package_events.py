"""The events of a package: in their order, each once, of this study alone."""

from pathlib import Path

import pytest

from tests.library_builders import a_job, a_run
from tests.overlay_builders import a_series
from tests.package_builders import a_home, a_study_in, newcomer
from tests.unit.export.test_study_package_refused import refusal, rewritten, with_document
from viewer.domain.references import SeriesReference
from viewer.export.study_package_taking import import_study
from viewer.foundation.errors import PackageRefused, PackageTrouble
from viewer.storage.ledger_chain import LedgerRow

OTHER = SeriesReference("1.2.77", "1.2.77.1")


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    home = a_home(tmp_path_factory.mktemp("here"))
    a_study_in(home)
    yield home.package()
    home.library.close()


@pytest.fixture
def there(tmp_path):
    home = a_home(tmp_path / "there")
    yield home
    home.library.close()


def events_of(document: dict) -> list:
    return document["tables"]["ledger"]["rows"]


def with_event(package: Path, **changes: object) -> Path:
    """Return a package whose last event says something else, with the hash that fits."""

    def change(document: dict) -> None:
        last = LedgerRow(*events_of(document)[-1])._replace(**changes)
        events_of(document)[-1] = [*last[:-1], last.computed_hash()]

    return with_document(package, change)


def test_events_in_another_order_are_refused(package, there):
    error = refusal(with_document(package, lambda said: events_of(said).reverse()), there)

    assert (error.trouble, error.detail) == (PackageTrouble.DAMAGED, "ledger: event 1")


def test_an_event_that_stands_there_twice_is_refused(package, there):
    def change(document: dict) -> None:
        events_of(document).append(events_of(document)[-1])

    assert refusal(with_document(package, change), there).detail == "ledger: event 2"


def test_neighbours_that_are_not_bound_to_each_other_are_refused(package, there):
    assert refusal(with_event(package, previous="0" * 64), there).detail == "ledger: event 2"


@pytest.mark.parametrize("value", ["NaN", "1e999", "9223372036854775808", "true", r'"\ud800"'])
def test_numbers_and_texts_that_no_library_holds_are_refused(package, there, value):
    def change(members: dict[str, bytes]) -> None:
        text = members["study.json"].decode()
        members["study.json"] = text.replace('"Dr. Wang"', value).encode()

    assert refusal(rewritten(package, change), there).trouble is PackageTrouble.DAMAGED


def test_an_image_that_was_changed_is_noticed_where_it_is_known_already(package, there):
    def change(members: dict[str, bytes]) -> None:
        members["images/000002.dcm"] = members["images/000002.dcm"][:-1] + b"?"

    import_study(there.library, package, newcomer)

    for _ in range(2):  # the same file lies there from the first time, and when it is known
        with pytest.raises(PackageRefused) as caught:
            import_study(there.library, rewritten(package, change), newcomer)
        assert caught.value.detail == "images/000002.dcm"
        there.library.studies.forget("1.2.9")


def test_a_stack_that_no_row_describes_is_refused(package, there):
    def change(document: dict) -> None:
        document["stacks"][0][0] = "1.2.9.77"

    assert refusal(with_document(package, change), there).detail == "study.json"


@pytest.mark.parametrize("member", ["version", "size", "part"])
def test_numbers_beyond_all_measure_are_refused(package, there, member):
    def change(document: dict) -> None:
        if member == "version":
            document["version"] = float("inf")
        elif member == "size":
            document["files"][0][1] = float("inf")
        else:
            document["stacks"][0][1] = 10**30

    assert refusal(with_document(package, change), there).trouble is PackageTrouble.DAMAGED


def test_a_word_on_the_finding_of_another_study_is_refused(package, there):
    library = there.library
    library.jobs.add(a_job(uid="foreign", series=OTHER), a_series(), "intent")
    library.runs.add(a_run(uid="foreign", series=OTHER))

    with pytest.raises(PackageRefused) as caught:
        import_study(library, with_event(package, run_uid="foreign"), newcomer)

    assert caught.value.detail == "ledger: finding of another study"
    assert library.ledger.head().sequence == 0
