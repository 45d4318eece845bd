"""A reader's own sets of measures as they are kept."""

import pytest

from viewer.storage.ceph_settings import CEPH_SETS, OwnSet, sets_of, sets_text
from viewer.storage.settings import Settings

MINE = OwnSet("own-1", "我的分析", ("SNA", "SNB"))


def test_own_sets_come_back_from_the_settings(tmp_path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(CEPH_SETS, sets_text((MINE,)))

    assert sets_of(Settings(tmp_path / "settings.json").get(CEPH_SETS)) == (MINE,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"a": 1}',
        "[1, 2]",
        '[["k", "name"]]',
        '[["k", "", ["SNA"]]]',
        '[["k", 1, []]]',
    ],
)
def test_what_is_damaged_is_left_out(text: str) -> None:
    assert sets_of(text) == ()


def test_more_than_a_settings_file_holds_is_refused() -> None:
    many = tuple(OwnSet(f"own-{n}", "x" * 60, ("SNA",) * 50) for n in range(80))

    with pytest.raises(ValueError, match="too many"):
        sets_text(many)
