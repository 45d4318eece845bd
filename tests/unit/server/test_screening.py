"""Four methods on one chest CT: what one cannot do does not cost the others."""

from pathlib import Path

import numpy as np
import pytest

from viewer.server import results, screening
from viewer.server.methods import calcium, pneumonia, registered_files, ribs
from viewer.server.methods.scan import Scan
from viewer.server.stack import UnfitSeriesError

SCAN = Scan(np.zeros((2, 2, 2), np.int16), np.zeros(3), np.eye(3), ("1", "2"), "3")


def found(scan, folder):
    return {"Score": "0"}


def unfit(code):
    def method(scan, folder):
        raise UnfitSeriesError(code, "原因")

    return method


def test_what_one_method_cannot_do_is_left_out(monkeypatch):
    monkeypatch.setattr(screening, "_CHEST", {"A": found, "B": unfit("NoHeart"), "C": found})

    assert screening.chest(SCAN, Path()) == {"A": {"Score": "0"}, "C": {"Score": "0"}}


def test_where_none_can_do_anything_the_first_ones_reason_counts(monkeypatch):
    monkeypatch.setattr(screening, "_CHEST", {"A": unfit("NoLungFound"), "B": unfit("NoHeart")})

    with pytest.raises(UnfitSeriesError) as refused:
        screening.chest(SCAN, Path())

    assert refused.value.code == "NoLungFound"


def test_a_scan_of_water_has_nothing_that_any_method_could_use(tmp_path):
    water = Scan(
        np.zeros((24, 16, 16), np.int16), np.zeros(3), np.diag([4.0, 4.0, 3.0]), ("",) * 24, "1"
    )

    with pytest.raises(UnfitSeriesError) as refused:
        screening.chest(water, tmp_path)

    assert refused.value.code == "NoLungFound"
    assert list(tmp_path.iterdir()) == []


def test_the_result_files_have_names_of_their_own_that_a_link_may_hold():
    names = [
        calcium.MASK_FILE,
        pneumonia.MASK_FILE,
        ribs.FRACTURES_NAME,
        ribs.RIBS_NAME,
        registered_files.ARCHIVE_NAME,
        registered_files.NIFTI_NAME,
    ]

    assert len(set(names)) == len(names)
    assert all(results.is_file_name(name) for name in names)
    assert not any(results.is_file_name(name) for name in ("", "a", "../a.gz", "a/b.gz", "A.gz"))
