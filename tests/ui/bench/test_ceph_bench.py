"""The cephalometry benchmark drags what it says and paints it; the figures are not judged."""

import pytest

from viewer.bench.ceph_face import CODES, DRAGGED, FACE, dragged_to, place_of, scale_of
from viewer.bench.ceph_peer import GraphicsFilm
from viewer.bench.ceph_window import CephWindow
from viewer.bench.series import Plan, write
from viewer.domain.cephalometry.landmarks import LANDMARKS

SIDE = 300


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    folder = tmp_path_factory.mktemp("film")
    write(folder, Plan(slices=1, side=SIDE))
    return str(folder)


def test_the_made_up_face_has_all_landmarks_on_its_film() -> None:
    assert set(CODES) == {kind.code for kind in LANDMARKS}
    scale = scale_of(SIDE, SIDE)
    for code in FACE:
        for index in (-1, 0, 40, 90):
            assert all(0 < part < SIDE for part in dragged_to(code, index, scale))
        assert dragged_to(code, -1, scale) == place_of(code, scale)


def test_a_drag_changes_lines_and_table_and_is_painted(qtbot, film, tmp_path) -> None:
    bench = CephWindow(film, tmp_path, (900, 500))
    qtbot.addWidget(bench.window)
    before = bench.viewport.scene.curves
    for code in DRAGGED:
        values = [row.value for row in bench.view.rows]
        bench.take(code)
        for index in range(3):
            bench.move(code, index)
        assert bench.viewport.scene.curves != before
        if code in {"S", "A"}:  # Steiner says nothing of the others
            assert [row.value for row in bench.view.rows] != values
        bench.let_go(code)
        assert bench.viewport.scene.curves == before


def test_the_peer_moves_its_lines_as_well(qtbot, film) -> None:
    peer = GraphicsFilm(film, 300, 200)
    qtbot.addWidget(peer.view)
    line = peer.paths["S N"].path()
    values = peer.values.copy()
    peer.move("S", 5)

    assert peer.paths["S N"].path() != line
    assert (peer.values != values).any()
    peer.put_back()
    assert peer.paths["S N"].path() == line
