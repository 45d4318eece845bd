"""The rows of the Analysis tab."""

from tests.ceph_builders import face
from viewer.app.ceph_table import Asked, TableWords, measure_rows, table_rows
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS
from viewer.ui.ceph_rows import MeasureRow


def rows_beside(analysis: str, norms: str, beside: str) -> dict[str, MeasureRow]:
    asked = Asked(ANALYSES[analysis], NORM_SETS[norms], NORM_SETS[beside])
    made = measure_rows(table_rows(face(), asked), face(), asked, TableWords())
    return {row.code: row for row in made}


def test_norms_beside_that_draw_a_plane_their_own_way_bring_their_own_value() -> None:
    rows = rows_beside("downs", "downs-chinese", "downs-original")
    full = rows["L1-OP(full)"]

    assert full.value == "112.6°"
    assert full.cells[1].norm == "14.5 ± 3.5 (22.6°)"
    assert full.cells[1].deviation is not None
    assert round(full.cells[1].deviation, 1) == 2.3


def test_norms_beside_of_the_same_measure_bring_no_second_value() -> None:
    rows = rows_beside("downs", "downs-chinese", "downs-original")

    assert rows["Y axis"].cells[1].norm == "59.4 ± 3.8"


def test_norms_beside_that_say_nothing_of_a_measure_leave_the_cell_empty() -> None:
    rows = rows_beside("steiner", "steiner-chinese", "peking")

    assert rows["SND"].cells[1].norm == ""
    assert rows["SND"].cells[0].norm == "77.3 ± 3.8"
