"""The project's own files keep their promises."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked_text() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    suffixes = {".py", ".md", ".toml", ".sh", ".json", ".ts", ".yaml", ".yml", ".lock", ".sql", ""}
    return [ROOT / n for n in done.stdout.split("\0") if n and Path(n).suffix in suffixes]


def test_the_lock_pins_each_package_with_hashes_and_names_no_index() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements = [line for line in text.splitlines() if line and line[0] not in " #"]

    assert len(requirements) > 30
    assert all(re.match(r"[A-Za-z0-9._-]+==[^ ]+ .*\\$", line) for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!;\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    locked = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }

    assert names <= locked


def test_pyside_6_12_is_kept_off_python_3_11() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert "PySide6-Essentials>=6.8,<6.12; python_version < '3.12'" in project["dependencies"]


# version floors with their reason: fixes that a viewer of foreign files must have
FLOORS = {
    "pydicom": ((3, 0, 2), "CVE-2026-32711: a DICOMDIR could name files outside its folder"),
    "pillow": ((12, 0), "decoder fixes"),
    "httpx": ((0, 28, 1), "the isolated HTTP client"),
}


@pytest.mark.parametrize("name", FLOORS)
def test_r060_locked_versions_are_not_below_their_floors(name: str) -> None:
    floor, reason = FLOORS[name]
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    match = re.search(rf"^{name}==([0-9.]+)", text, re.MULTILINE | re.IGNORECASE)

    assert match is not None
    assert tuple(int(part) for part in match.group(1).split(".")) >= floor, reason


def test_no_gpl_decoder_is_locked() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()

    assert not re.search(r"^(pylibjpeg-libjpeg|python-gdcm|keyrings-alt)==", text, re.MULTILINE)


def test_no_file_names_a_package_index() -> None:
    forbidden = re.compile(
        r"py[p]i\.org|python[h]osted|deb\.[d]ebian\.org|registry\.[n]pmjs|index[-]url\s*="
    )
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_text()
        if path.exists() and forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []
