"""Packages that are damaged, foreign or meant ill: refused with what is wrong, nothing kept."""

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library_builders import a_job
from tests.package_builders import Home, a_home, a_study_in, newcomer
from tests.vendor_builders import a_series
from viewer.export import study_package_reading
from viewer.export.study_package_taking import import_study
from viewer.foundation.errors import PackageRefused, PackageTrouble
from viewer.imaging.archive import Allowance
from viewer.words.errors import error_words, has_own_words

T = PackageTrouble
Members = dict[str, bytes]


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


def rewritten(package: Path, change: Callable[[Members], None]) -> Path:
    """Return a package with other members."""
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = package.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def with_document(package: Path, change: Callable[[dict], None]) -> Path:
    """Return a package with another study.json."""

    def edit(members: Members) -> None:
        document = json.loads(members["study.json"])
        change(document)
        members["study.json"] = json.dumps(document, ensure_ascii=False).encode()

    return rewritten(package, edit)


def refusal(path: Path, there: Home) -> PackageRefused:
    """Import and return why that was refused; nothing may be kept."""
    with pytest.raises(PackageRefused) as caught:
        import_study(there.library, path, newcomer)
    assert there.library.studies.count() == 0
    assert there.library.jobs.all() == ()
    assert there.library.ledger.head().sequence == 0
    assert list(there.folder.rglob("*.dcm")) == []
    return caught.value


def set_value(table: str, column: str, value: object) -> Callable[[dict], None]:
    def change(document: dict) -> None:
        said = document["tables"][table]
        said["rows"][0][said["columns"].index(column)] = value

    return change


def test_an_image_that_was_changed_is_named(package, there):
    def change(members: Members) -> None:
        content = bytearray(members["images/000002.dcm"])
        content[-1] ^= 1
        members["images/000002.dcm"] = bytes(content)

    error = refusal(rewritten(package, change), there)

    assert (error.trouble, error.detail) == (T.DAMAGED, "images/000002.dcm")


def test_an_answer_that_was_changed_is_named(package, there):
    def change(members: Members) -> None:
        name = next(name for name in members if name.startswith("blobs/"))
        members[name] = members[name].replace(b"0.87", b"0.99")

    error = refusal(rewritten(package, change), there)

    assert error.trouble is T.DAMAGED
    assert error.detail.startswith("blobs/")


def test_an_event_that_was_changed_is_named(package, there):
    changed = with_document(package, set_value("ledger", "user", "Somebody Else"))

    error = refusal(changed, there)

    assert (error.trouble, error.detail) == (T.DAMAGED, "ledger: event 1")


def test_a_missing_image_is_named(package, there):
    error = refusal(rewritten(package, lambda m: m.pop("images/000003.dcm")), there)

    assert (error.trouble, error.detail) == (T.DAMAGED, "images/000003.dcm")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("jobs", "state", "waiting"),
        ("jobs", "study_instance_uid", "1.2.77"),
        ("runs", "uid", "another job"),
        ("receipts", "job_uid", 5),
        ("uid_pairs", "original", "1.2.840.77"),
        ("series", "part", "x"),
        ("jobs", "snapshot", "{}"),
        ("jobs", "fee", 1 << 70),
        ("runs", "started", "yesterday"),
        ("runs", "state", "wonderful"),
        ("own_texts", "text", None),
        ("studies", "patient_name", ["a"]),
        ("studies", "last_opened", "now"),
        ("ledger", "content", "{"),
        ("grey_choices", "series_uid", "1.2.77"),
    ],
)
def test_rows_that_no_export_writes_are_refused(package, there, table, column, value):
    def change(document: dict) -> None:
        said = document["tables"][table]
        if said["rows"]:
            set_value(table, column, value)(document)
        else:
            said["rows"].append([value] * len(said["columns"]))

    assert refusal(with_document(package, change), there).trouble is T.DAMAGED


@pytest.mark.parametrize(
    "name",
    [
        "../evil.dcm",
        "/etc/evil",
        "images/../../evil",
        "images/000009/..",
        "images/000009/a\\b",
        "images/000009/con",
        "C:/evil.dcm",
        "images/000009/sub/deeper.dcm",
        "evil.exe",
    ],
)
def test_r054_names_that_lead_elsewhere_are_refused(package, there, name):
    def change(members: Members) -> None:
        members[name] = b"x"

    assert refusal(rewritten(package, change), there).trouble is T.UNSAFE


def test_r054_names_that_differ_in_case_only_are_refused(package, there):
    def change(members: Members) -> None:
        members["images/000001.DCM"] = b"x"

    assert refusal(rewritten(package, change), there).trouble is T.UNSAFE


def test_r054_a_link_is_refused(package, there):
    target = package.with_name("link.zip")
    target.write_bytes(package.read_bytes())
    info = zipfile.ZipInfo("images/000009.dcm")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(info, "/etc/passwd")

    assert refusal(target, there).trouble is T.UNSAFE


def test_r054_two_members_of_one_name_are_refused(package, there):
    target = package.with_name("twice.zip")
    target.write_bytes(package.read_bytes())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("images/000001.dcm", b"x")

    assert refusal(target, there).trouble is T.UNSAFE


def test_r054_a_member_that_is_not_listed_is_refused(package, there):
    def change(members: Members) -> None:
        members["images/000009.dcm"] = b"x"

    assert refusal(rewritten(package, change), there).trouble is T.UNSAFE


def test_r006_an_archive_that_unpacks_to_too_much_is_refused(package, there, monkeypatch):
    monkeypatch.setattr(study_package_reading, "_ALLOWED", Allowance(100, 1 << 20, 500))

    assert refusal(package, there).trouble is T.TOO_LARGE


def test_r020_an_archive_of_too_many_members_is_refused(package, there, monkeypatch):
    monkeypatch.setattr(study_package_reading, "_ALLOWED", Allowance(3, 1 << 20, 1 << 30))

    assert refusal(package, there).trouble is T.TOO_LARGE


def test_a_stack_cannot_be_made_of_what_is_no_image(package, there):
    def change(document: dict) -> None:
        document["stacks"][0][2] = [document["files"][-1][0]]

    assert refusal(with_document(package, change), there).trouble is T.DAMAGED


def test_a_job_of_another_study_here_is_not_taken_over(package, there):
    there.library.jobs.add(a_job(), a_series(), "mine")

    with pytest.raises(PackageRefused) as caught:
        import_study(there.library, package, newcomer)

    assert caught.value.detail == "jobs: of another study here"
    assert there.library.runs.get("job-1") is None


def test_a_newer_package_asks_for_a_newer_program(package, there):
    newer = with_document(package, lambda document: document.update(version=2))

    assert refusal(newer, there).trouble is T.NEWER


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_called_so(tmp_path, there, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    assert refusal(path, there).trouble is T.NOT_ONE


def test_a_cut_package_is_refused(package, there):
    content = package.read_bytes()
    cut = package.with_name("cut.zip")
    cut.write_bytes(content[: len(content) // 2])

    assert refusal(cut, there).trouble in {T.NOT_ONE, T.DAMAGED}


def test_a_file_that_is_not_there_is_said(tmp_path, there):
    assert refusal(tmp_path / "none.zip", there).trouble is T.UNREADABLE


def test_each_refusal_says_what_to_do():
    assert has_own_words(PackageRefused)
    for trouble in T:
        words = error_words(PackageRefused("study.zip", trouble, "images/1"))
        assert "study.zip" in words.title
        assert "images/1" in words.title
        assert words.advice
