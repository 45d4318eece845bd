"""A study leaves and comes in while the disk fails."""

import zipfile
from collections.abc import Hashable
from contextlib import closing
from pathlib import Path

from tests.package_builders import a_home, a_study_in, newcomer
from viewer.export.study_package_taking import import_study

_OLD = b"as it was before"


def prepare_study(folder: Path) -> None:
    """A library with a study, and an earlier export of it."""
    home = a_home(folder)
    with closing(home.library):
        a_study_in(home)
    (folder / "study.zip").write_bytes(_OLD)


def export_package(folder: Path) -> None:
    """Export the study with everything."""
    home = a_home(folder)
    with closing(home.library):
        home.package()


def package_of(folder: Path) -> Hashable:
    """The export: as before, whole, or torn."""
    path = folder / "study.zip"
    if path.read_bytes() == _OLD:
        return "old"
    with zipfile.ZipFile(path) as archive:
        return "torn" if archive.testzip() else "new"


def prepare_package(folder: Path) -> None:
    """A package from elsewhere, and a library that does not know the study."""
    there = a_home(folder / "elsewhere")
    with closing(there.library):
        a_study_in(there)
        there.package().rename(folder / "study.zip")
    with closing(a_home(folder / "here").library) as library:
        library.uid_maps.key()


def import_package(folder: Path) -> None:
    """Take the package in."""
    with closing(a_home(folder / "here").library) as library:
        import_study(library, folder / "study.zip", newcomer)


def imported(folder: Path) -> Hashable:
    """How much of the study is there: in each table, and of its images."""
    with closing(a_home(folder / "here").library) as library:
        if not library.database.is_sound():
            return "not sound"
        tables = ("studies", "series", "jobs", "runs", "ledger", "findings", "uid_pairs")
        counts = [library.database.read(f"SELECT COUNT(*) FROM {name}")[0][0] for name in tables]
        images = [path for path in library.folders.imported.rglob("*.dcm") if path.is_file()]
        return (*counts, len(images))
