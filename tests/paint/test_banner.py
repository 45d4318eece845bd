"""What stands above a picture: centred rows that keep off the corners."""

import pytest

from viewer.overlay.furniture import BannerEntry, CornerText, Furniture
from viewer.paint.banner import banner_blocks
from viewer.paint.furniture import text_blocks

CHIPS = tuple(BannerEntry(f"disease number {n}", "#ff6f61") for n in range(6))
WARNING = BannerEntry("Incomplete: a part of the analysis failed", "#ff8a7a", is_warning=True)
VIEW = (700.0, 400.0)

pytestmark = pytest.mark.usefixtures("qapp")


def laid_out(*entries, size=VIEW, taken=()):
    return tuple(banner_blocks(entries, size, 1.0, taken))


def test_entries_lie_in_the_view_and_never_over_each_other() -> None:
    blocks = laid_out(WARNING, *CHIPS)

    assert [block.text for block in blocks] == [e.text for e in (WARNING, *CHIPS)]
    for number, block in enumerate(blocks):
        assert 0 <= block.rect.left < block.rect.right <= VIEW[0]
        assert not any(block.rect.meets(other.rect) for other in blocks[number + 1 :])


def test_a_warning_has_a_row_of_its_own_above_the_rest() -> None:
    warning, chip = laid_out(WARNING, CHIPS[0])

    assert chip.rect.top >= warning.rect.bottom


def test_what_is_too_long_shrinks_and_is_not_cut() -> None:
    (block,) = laid_out(BannerEntry("long " * 24, "#ffffff"), size=(500.0, 300.0))

    assert block.rect.right <= 500.0
    assert block.text == "long " * 24


def test_rows_go_below_what_stands_there_already() -> None:
    furniture = Furniture(
        corners=CornerText(top_left=("x" * 60, "y" * 60), top_right=("z" * 20,)),
        banner=(WARNING,),
    )

    blocks = text_blocks(furniture, VIEW)

    banner = next(block for block in blocks if block.text == WARNING.text)
    others = [block for block in blocks if block.text != WARNING.text]
    assert not any(banner.rect.meets(other.rect) for other in others)


def test_no_banner_takes_no_room() -> None:
    assert laid_out() == ()
