"""The import rules hold, finer ones than the layers too, and the checker really checks."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "viewer"

# external module -> where it may be imported
ALLOWED = {
    "PySide6.QtWidgets": ("ui", "app", "bench"),
    "sqlite3": ("storage", "bench", "server/visual_database.py"),
    "pydicom": (
        "imaging",
        "privacy",
        "export",
        "bench",
        "server/phantoms",
        "server/methods/registered_files.py",  # writes DICOM; images are read with SimpleITK
    ),
    "uvicorn": ("server/serve.py",),
    "httpx": ("vendors",),
    "obstore": ("vendors",),
    "SimpleITK": ("server", "bench"),
    "scipy": ("server",),
    "skimage": ("server", "bench"),
    "pickle": (),
    "marshal": (),
    "yaml": (),
    "shelve": (),
}
WITHOUT_QT = (
    "foundation", "geometry", "domain", "imaging", "overlay",
    "vendors", "privacy", "storage", "jobs", "server",
)  # fmt: skip


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in the file, with the names taken from it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("library", ALLOWED)
def test_r059_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    places = tuple(str(PACKAGE / place) for place in ALLOWED[library])
    users = [
        path
        for path in modules()
        if any(name == library or name.startswith(f"{library}.") for name in imported(path))
    ]

    assert [str(p.relative_to(ROOT)) for p in users if not str(p).startswith(places)] == []


@pytest.mark.process
def test_a_planted_bad_import_is_caught(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "viewer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "viewer" / "domain" / "planted.py"
    planted.write_text('"""Planted."""\nfrom viewer.ui import theme\n', encoding="utf-8")
    if not (tmp_path / "viewer" / "ui" / "theme.py").exists():
        (tmp_path / "viewer" / "ui" / "theme.py").write_text('"""Planted."""\n', encoding="utf-8")

    checker = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [checker, "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode != 0
    assert "viewer.domain.planted" in done.stdout


@pytest.mark.process
def test_the_middle_of_the_program_runs_without_qt() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in modules()
        if path.relative_to(PACKAGE).parts[0] in WITHOUT_QT and path.name != "__init__.py"
    ]
    program = (
        "import sys, importlib\n"
        "class NoQt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6', 'qasync'):\n"
        "            raise ImportError('Qt is not here: ' + name)\n"
        "sys.meta_path.insert(0, NoQt())\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == 0, done.stderr


def test_a_module_is_one_idea_and_at_most_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert len(body) == 1, path
        assert isinstance(body[0], ast.Expr), path


def test_r059_nothing_from_outside_is_evaluated_or_unpacked_to_its_own_names() -> None:
    forbidden = re.compile(
        r"(?<![\w.])(eval|exec)\(|\.extractall\(|\.extract\(|shell=True|allow_pickle=True"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in modules()
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_modal_loop_and_no_event_pumping_in_the_window() -> None:
    forbidden = re.compile(
        r"\.exec\(\)|processEvents\(|QMessageBox\.(question|warning|information|critical)\("
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((PACKAGE / "ui").rglob("*.py"))
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
