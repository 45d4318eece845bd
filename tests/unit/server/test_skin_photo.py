"""The photographs are colour pictures of a size that the gateway takes, each with its rash."""

import numpy as np
import pytest
from PIL import Image

from viewer.server.phantoms.skin_photo import CASES, draw_skin, skin_data, view_of, write_skin
from viewer.server.phantoms.skin_rashes import Rash


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_photograph_is_read_back_as_it_was_drawn(tmp_path, case):
    write_skin(tmp_path / "skin.png", case, "small")

    with Image.open(tmp_path / "skin.png") as picture:
        assert picture.mode == "RGB"
        assert np.array_equal(np.asarray(picture), draw_skin(case, "small"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_likeliest_class_is_the_rash_that_was_painted(case):
    results = skin_data(case)["Results"]

    assert set(results) == {rash.value for rash in Rash}
    assert max(results, key=results.get) == case.rash.value
    assert 0.99 < sum(results.values()) <= 1.0 + 1e-9


def test_there_is_one_photograph_of_each_disease():
    assert {case.rash for case in CASES} == set(Rash)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rash_reddens_skin(case):
    picture = draw_skin(case, "small").astype(float)
    skin = picture[picture[..., 0] > picture[..., 2] + 30]
    redness = skin[:, 0] / skin[:, 1]

    assert len(skin) > 10_000
    assert np.percentile(redness, 99) > 1.18 * np.median(redness)


def test_a_photograph_is_smaller_than_the_limit_and_the_large_one_is_not():
    standard = [view_of(case, "standard") for case in CASES]

    assert max(max(view.columns, view.rows) for view in standard) < 1280
    assert view_of(CASES[0], "large").columns > 1280
