"""The benchmarks: their format, and a small run of each; the figures are hardly judged."""

import importlib
import json

import numpy as np
import pytest

from viewer.bench import first_image, load, load_compressed, memory, open_many, window
from viewer.bench.result import BenchResult, document
from viewer.bench.series import KINDS, Plan, phantom, write
from viewer.cli.bench import BENCHMARKS
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def test_the_document_is_as_the_product_says():
    result = BenchResult("load", "seconds to volume", 0.2, {"A": 1.6, "B": 0.8}, "s")

    body = json.loads(document([result]))

    assert body == {
        "version": 1,
        "results": [
            {
                "name": "load",
                "metric": "seconds to volume",
                "ours": 0.2,
                "peers": {"A": 1.6, "B": 0.8},
                "ratio_to_best_peer": 0.25,
                "unit": "s",
            }
        ],
    }


def test_a_missing_peer_is_named_and_more_may_be_better():
    result = BenchResult(
        "x", "cores", 1.8, {"A": 0.9, "B": 0.6}, "cores", missing=("C",), is_larger_better=True
    )

    assert result.ratio_to_best_peer == 2.0
    assert result.as_json()["not_there"] == ["C"]
    assert result.as_line().endswith("(not there: C)")


def test_every_benchmark_of_the_command_line_has_its_module():
    for module, _ in BENCHMARKS.values():
        assert callable(importlib.import_module(f"viewer.bench.{module}").run)


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_a_written_series_is_read_back_right_to_the_last_value(kind, tmp_path):
    write(tmp_path, Plan(slices=2, side=64, kind=kind))

    (stack,) = scan([tmp_path]).stacks
    loader = VolumeLoader(stack)
    loader.run()

    assert loader.volume.slice_problems == {}
    assert np.array_equal(loader.volume.stored[1], phantom(64, seed=1))


@pytest.mark.process
@pytest.mark.slow
def test_loading_is_quicker_and_leaner_than_the_peers():
    results = {result.metric: result for result in load.run(slices=60, repeats=1)}
    lean = {result.metric: result for result in memory.run(slices=60)}

    assert results["seconds to volume"].ratio_to_best_peer < 0.9
    assert results["seconds to first image"].ratio_to_best_peer < 0.9
    assert lean["peak memory above the start, per volume"].ours < 1.5


@pytest.mark.process
@pytest.mark.slow
def test_a_compressed_series_is_timed_warm_and_cold():
    results = load_compressed.run("rle", slices=6, repeats=1)

    assert [result.name for result in results] == ["load-rle"] * 4
    assert all(result.ours > 0 for result in results)
    assert "pydicom, 2 threads" in results[0].peers


@pytest.mark.process
@pytest.mark.slow
def test_the_window_tells_its_stalls_and_its_clicks():
    results = {result.metric: result for result in open_many.run(series=3, slices=4, repeats=1)}
    clicks = first_image.run(slices=3, repeats=1)

    assert 0 < results["longest stall of the window"].ours < 5000
    assert results["seconds for all headers"].peers["pydicom"] > 0
    assert len(clicks) == 1 + len(KINDS)
    assert all(0 < result.ours < 5000 for result in clicks)


@pytest.mark.process
@pytest.mark.slow
def test_a_drag_is_timed_beside_what_is_installed():
    results = window.run(side=256, repeats=1)

    assert [result.unit for result in results] == ["ms", "ms"]
    assert "SimpleITK" in results[0].peers
    assert 0 < results[1].ours <= results[0].ours
