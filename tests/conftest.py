"""Fixtures that every test shares: isolation, and the real images."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile("night", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

_TOGETHER = {
    "tests/crash/test_failing_io.py",
    "tests/crash/test_jobs.py",
    "tests/crash/test_reviews.py",
    "tests/fuzz/test_mutants.py",
    "tests/journeys/test_demo.py",
}
"""Files whose tests share something costly: one process runs each of them."""
_WITH_WIDGETS = {"themed", "qtbot"}
_SHARED = Path(os.environ.get("VIEWER_SHARED", Path(__file__).parent.parent.parent / "shared"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out single tests, and some files as a whole.

    The group marks of pytest-xdist 3.8 do nothing with pytest 9.2, whose node ids are values.
    """

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file in _TOGETHER else nodeid

    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Collect garbage between tests, in this thread only, as the program does.

    A cycle with widgets in it that a worker thread of a later test collects ends the process.
    What is there after a file (modules, what the session shares) is not searched again.
    """
    gc.disable()
    result = yield
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()
    elif _WITH_WIDGETS & set(getattr(item, "fixturenames", ())):
        gc.collect(1)
    return result


@pytest.fixture(scope="session", autouse=True)
def application_first(qapp: object) -> object:
    """Make the one application before any test does: a lesser one would stay for the process.

    The command line contents itself with a QCoreApplication, with which no window test can live.
    """
    return qapp


@pytest.fixture(autouse=True)
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a library, settings and service data of its own."""
    home = tmp_path / "viewer-home"
    monkeypatch.setenv("VIEWER_HOME", str(home))
    for name in ("VIEWER_APP_KEY", "VIEWER_DS_ID", "VIEWER_DENTAL_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public images; absent on a user's machine, required in CI."""
    return _shared_folder("data", "the public test images")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the vendors' documents; absent on a user's machine, required in CI."""
    return _shared_folder("seeds", "the vendors' documents")


def _shared_folder(name: str, what: str) -> Path:
    folder = _SHARED / name
    if folder.is_dir():
        return folder
    reason = f"{what} are not on this machine (see CONTRIBUTING.md)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
