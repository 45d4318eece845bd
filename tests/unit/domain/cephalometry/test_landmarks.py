"""Which point a name means."""

import pytest

from viewer.domain.cephalometry.landmarks import (
    FURTHER,
    KINDS,
    LANDMARKS,
    Tissue,
    code_meant,
    code_of,
)

CODES = [
    *("S", "N", "Po", "Or", "Ba", "Ar", "Co", "Pcd", "Pt", "Ptm", "ANS", "PNS", "A", "B", "Pog"),
    *(
        "Gn",
        "Me",
        "D",
        "Go",
        "Go1",
        "Go2",
        "Xi",
        "U1",
        "U1A",
        "L1",
        "L1A",
        "U6",
        "L6",
        "U6m",
        "L6m",
    ),
    *("G", "N'", "Prn", "Cm", "Sn", "A'", "UL'", "Ls", "Stms", "Stmi", "Li", "LL'", "Si", "Pog'"),
    *("Me'", "C"),
]
NAMES = {
    "Sella": "S",
    "nasion": "N",
    "Po": "Po",
    "PO": "Po",
    "Porion": "Po",
    "Pog": "Pog",
    "Pg": "Pog",
    "pogonion": "Pog",
    "颏前点": "Pog",
    "耳点": "Po",
    "蝶鞍点": "S",
    "上牙槽座点": "A",
    "Subspinale": "A",
    "Ss": "A",
    "Ss'": "A'",
    "Sls": "A'",
    "B'": "Si",
    "Ils": "Si",
    "Ls": "Ls",
    "Li": "Li",
    "Labrale superius": "UL'",
    "upper lip": "UL'",
    "Lower lip": "LL'",
    "UIT": "U1",
    "UIA": "U1A",
    "LIT": "L1",
    "LIA": "L1A",
    "UMT": "U6",
    "LMT": "L6",
    "Pn": "Prn",
    "SPA": "ANS",
    "Cd": "Co",
    "Goi": "Go1",
    "Gos": "Go2",
    "N’": "N'",
    "Pog′": "Pog'",
    "soft-tissue nasion": "N'",
    "Soft tissue pogonion": "Pog'",
    " ANS ": "ANS",
    "PM": "PM",
}


def test_there_are_the_46_in_their_order() -> None:
    assert [kind.code for kind in LANDMARKS] == CODES
    assert not {kind.code for kind in FURTHER} & set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_means_itself_whatever_its_capitals(code: str) -> None:
    assert code_of(code) == code
    assert code_of(code.lower()) in {code, None}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_means_one_point(name: str) -> None:
    assert code_of(name) == NAMES[name]


@pytest.mark.parametrize(
    "name", ["", None, "R", "UPM", "LI", "li", "UI", "Pm", "Bo", "ruler1", "x"]
)
def test_a_name_that_could_mean_two_points_or_means_none_is_not_guessed(name: str | None) -> None:
    assert code_of(name) is None


@pytest.mark.parametrize(
    ("name", "definition", "code"),
    [
        ("Po", "Porion,骨性外耳道最上点。", "Po"),
        ("Po", "Pogonion,骨性颏部最前点。", "Pog"),
        ("Po", "颏前点，颏部最前点", "Pog"),
        ("Po", None, "Po"),
        ("Ls", "上唇突点,上唇最前点。", "Ls"),
        ("Ls", "Labrale superius / 上唇缘点", "UL'"),
        ("Li", "Labrale inferius", "LL'"),
        ("Li", "", "Li"),
        ("A", "Pogonion", "A"),
        ("N'", "Nasion, of the soft tissue", "N'"),
        (None, "Subspinale / A point,上颌前部骨性轮廓的最深凹点。", "A"),
        ("LI", "下中切牙切缘点", "L1"),
        (None, "Between nasion and sella", None),
        (None, "Sella, Nasion", None),
        ("R", "Ramus", None),
    ],
)
def test_a_definition_decides_where_a_name_is_given_to_two_points(
    name: str | None, definition: str | None, code: str | None
) -> None:
    assert code_meant(name, definition) == code


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_alias_means_its_own_point(kind: object) -> None:
    assert {code_of(alias) for alias in kind.aliases} == {kind.code}


def test_teeth_and_skin_are_told_from_bone() -> None:
    assert KINDS["U1A"].tissue is Tissue.DENTAL
    assert KINDS["UL'"].tissue is Tissue.SOFT
    assert KINDS["Go"].tissue is Tissue.SKELETAL
    assert KINDS["Go"].is_paired
    assert not KINDS["N"].is_paired
