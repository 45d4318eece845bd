"""What similar cases do not tell: what a blind reading is not to know, and dates of the hidden."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.similar_scene import DATABASE, a_search, add, searched, write_cases
from tests.window_bench import Bench, play
from viewer.app.similar_search import SimilarSearch
from viewer.storage.settings import BLIND_FIRST
from viewer.ui.dialogs.similar_add import Source
from viewer.ui.panels.similar_model import PICTURE_ROLE

DATE = "2026-01-31"


@pytest.fixture
def series(tmp_path: Path) -> Path:
    return write_cases(tmp_path / "series")


def said_in(search: SimilarSearch) -> str:
    texts = [label.text() for label in search.panel.findChildren(QLabel)]
    texts += [search.panel.query.accessibleName()]
    texts += [search.panel.query.title.toolTip()]
    texts += [f"{row.where} {row.hint}" for row in search.panel.grid.matches.rows]
    return "\n".join(texts)


async def blind(bench: Bench, series: Path) -> None:
    """Open a series whose answer is there and not to be seen yet."""
    bench.wired.library.settings.set(BLIND_FIRST, value=True)
    await bench.open(series)
    bench.wired.analysing.start_named("lung-nodule")
    await bench.until(lambda: bench.wired.reviewing.concealed_run)


def test_a_blind_reader_sees_no_cut_out_of_a_finding_and_no_way_to_it(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await blind(bench, series)
        await add(bench, 10, region=(2, 2, 20, 20), finding="1.2.3", label="Nodule")
        await add(bench, 4)
        search = await searched(bench)
        grid = search.panel.grid
        cut = next(n for n, row in enumerate(grid.matches.rows) if row.is_withheld)
        row, other = grid.matches.rows[cut], grid.matches.rows[1 - cut]
        assert not row.is_same
        assert row.where == "this study"
        assert (row.may_open, other.may_open) == (False, True)
        await bench.until(lambda: not any(map(grid.matches.lacks_picture, range(2))))
        assert grid.matches.index(cut).data(PICTURE_ROLE) is None
        assert grid.matches.index(1 - cut).data(PICTURE_ROLE) is not None

        before = bench.wired.image.viewport.state.slice_index
        bench.wired.image.viewport.go_to_slice(before - 3)
        search.open(cut)
        assert bench.wired.image.viewport.state.slice_index == before - 3
        assert "blind" in bench.window.toast.text
        search._compare(cut)
        assert search.comparing.sheet.match.words == "hidden while you read blind"
        search.comparing.sheet.reject()

    play(themed, scene, a_search())


def test_the_list_of_a_database_tells_a_blind_reader_nothing(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await blind(bench, series)
        await add(bench, 10, region=(2, 2, 20, 20), finding="1.2.3", label="Nodule")
        images = bench.wired.similar.adding.images
        images.show(DATABASE)
        await bench.until(lambda: images.sheet.model.rows)
        (row,) = images.sheet.model.rows
        assert row.is_withheld
        assert (row.link, row.extra_data, row.where) == (None, "", "this study")
        images._picture_wanted(row)
        images.sheet.reject()

    play(themed, scene, a_search())


def test_what_is_not_hidden_any_more_gets_its_picture(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await blind(bench, series)
        await add(bench, 10, label="Nodule")
        search = await searched(bench)
        assert search.panel.grid.matches.rows[0].is_withheld
        bench.wired.reviewing.concealed_run = None
        bench.wired.similar.similar.search.follow()
        model = search.panel.grid.matches
        assert model.rows[0].label == "Nodule"
        await bench.until(lambda: model.index(0).data(PICTURE_ROLE) is not None)

    play(themed, scene, a_search())


def test_hidden_identity_takes_dates_out_of_the_tab(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    other = write_cases(tmp_path / "other", study_uid="1.2.826.7.7", series_uid="1.2.826.7.7.1")

    async def scene(bench: Bench) -> None:
        await bench.open(other)
        await add(bench, 3, 10)
        await bench.until(lambda: bench.wired.library.studies.count() == 1)
        bench.wired.opening.close_all()
        await bench.open(series)
        search = await searched(bench)
        assert said_in(search).count(DATE) >= 2
        bench.action("hide-identity")
        assert DATE not in said_in(search)
        search._compare(0)
        assert DATE not in " ".join(
            label.text() for label in search.comparing.sheet.findChildren(QLabel)
        )
        search.comparing.sheet.reject()
        bench.action("hide-identity")
        assert DATE in said_in(search)

    play(themed, scene, a_search())


def test_what_was_rejected_is_no_key_image(themed: QApplication, series: Path) -> None:
    from viewer.app.similar_looking import Looking
    from viewer.domain.standing import Decision

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        reviewing = bench.wired.reviewing
        finding = reviewing.session.findings[0]
        looking = Looking(bench.wired.similar.similar)
        before = looking.found(Source.KEY_IMAGES, 0)[0]
        for one in reviewing.session.findings:
            reviewing.session.decide(one.uid, Decision.REJECTED)
        after = looking.found(Source.KEY_IMAGES, 0)[0]
        assert any(item.label for item in before)
        assert finding.placement.slice_index in [item.index for item in before]
        assert not any(item.label for item in after)

    play(themed, scene, a_search())
