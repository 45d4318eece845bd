"""The benchmarks of the window run and report what they promise; the figures are not judged."""

import gc

import pytest

from viewer.bench.scroll import OURS, PEERS
from viewer.bench.scroll_contestants import pressed_together, scrolled, twenty_markers
from viewer.bench.series import write_series
from viewer.bench.start import run as run_start
from viewer.imaging.scan import scan
from viewer.overlay.compose import OverlayState, compose


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    write_series(folder, 3)
    return folder


@pytest.mark.parametrize("contestant", [OURS, *PEERS])
def test_each_contestant_paints_every_slice(qapp, series, contestant):
    scrolling = scrolled(contestant, series, (640, 480))

    assert scrolling.missed == 0
    assert len(scrolling.times_ms) == 2
    assert min(scrolling.times_ms) > 0.05  # a frame that was not painted takes no time


def test_all_twenty_markers_lie_on_every_slice(series):
    description = pressed_together(scan([series]).studies[0].stacks[0].description)
    findings = twenty_markers(description)

    counts = [len(compose(findings, description, index, OverlayState(), {})) for index in range(3)]

    assert counts == [20, 20, 20]


@pytest.mark.process
def test_the_start_is_timed_beside_a_bare_window(monkeypatch):
    monkeypatch.delenv("VIEWER_HOME", raising=False)

    (result,) = run_start(repeats=1)

    assert 0.05 < result.ours < 30
    assert 0.05 < result.peers["bare PySide6 window"] < 30
