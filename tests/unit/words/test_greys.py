"""Where grey values come from, in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from viewer.imaging.grey.choices import GreyChoice, GreyOffer, GreySource
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.grey.window import Window
from viewer.words import language
from viewer.words.greys import grey_name, grey_text, group_words, offer_words


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(qapp, request.param)
    language.install(qapp, "en")


def a_choice(source: GreySource) -> GreyChoice:
    return GreyChoice(source, preset="lung" if source is GreySource.PRESET else "")


@pytest.mark.usefixtures("spoken")
def test_every_source_has_a_name_of_its_own() -> None:
    names = {
        grey_name(GreyState(Window(1, 2, explanation), choice=a_choice(source)))
        for source in GreySource
        for explanation in ("", "BONE")
    }

    assert len(names) == len(GreySource) + 2  # a window and a table may have an explanation
    assert all(names)


@pytest.mark.usefixtures("spoken")
def test_every_offer_has_words_and_a_group() -> None:
    for source in GreySource:
        offer = GreyOffer(a_choice(source), Window(40, 400), "BONE")
        assert offer_words(offer)
        assert group_words(source)


def test_a_table_without_explanation_is_numbered_from_one() -> None:
    assert offer_words(GreyOffer(GreyChoice(GreySource.FILE_TABLE, 1))) == "Table: 2"


def test_a_window_of_the_file_is_told_with_its_unit() -> None:
    grey = GreyState(Window(40, 400), choice=GreyChoice(GreySource.FILE_WINDOW))

    assert grey_text(grey, "HU") == "C 40 W 400 HU  from the file"
