"""The benchmark of similar pictures: what is sought is found, and the figures find their names."""

import pytest

from viewer.bench import similar, similar_contestants


@pytest.mark.parametrize("name", ["_viewer_searches", "_numpy_searches"])
def test_crops_of_kept_pictures_are_found(name: str) -> None:
    figures = getattr(similar_contestants, name)("64", "4")

    assert figures["first"] == 100.0
    assert figures["median"] > 0
    assert figures["with_traits"] > figures["median"]


def test_pictures_are_added_at_some_rate() -> None:
    assert similar_contestants._viewer_adds("3")["rate"] > 0
    assert similar_contestants._orb_describes("1")["rate"] > 0


def test_each_figure_stands_beside_the_peers_that_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(_: str, arguments: tuple[str, ...]) -> dict[str, float] | None:
        if arguments[1].startswith("OpenCV"):
            return None
        if arguments[0] == "add":
            return {"rate": 300.0 if arguments[1] == "viewer" else 20.0}
        keys = ("median", "p99", "with_traits", "first", "memory")
        figures = dict.fromkeys(keys, 12.0 if arguments[1] == "viewer" else 24.0)
        return figures if arguments[1] == "numpy" else {**figures, "filled": 4.0}

    monkeypatch.setattr(similar, "measured", measured)

    results = similar.run(kept=100, repeats=1)

    by_metric = {result.metric: result for result in results}
    assert by_metric["ms to search by kept traits, median, of 100"].ratio_to_best_peer == 0.5
    assert by_metric["seconds to fill the index from kept traits, of 100"].peers == {}
    assert results[-1].ratio_to_best_peer == 15.0
    assert results[-1].missing == ("OpenCV ORB", "OpenCV SIFT")
