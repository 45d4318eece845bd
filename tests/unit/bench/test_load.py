"""The load benchmark: its format, and a small run beside the peers."""

import json

import pytest

from viewer.bench.load import run
from viewer.bench.result import BenchResult, document


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


@pytest.mark.process
@pytest.mark.slow
def test_loading_is_quicker_and_leaner_than_the_peers():
    results = {result.metric: result for result in run(slices=120, repeats=1)}

    assert results["seconds to volume"].ratio_to_best_peer < 0.8
    assert results["seconds to first image"].ratio_to_best_peer < 0.6
    assert results["peak memory above the start, per volume"].ours < 1.5
