"""The landmarks of a lateral cephalogram, and the many ways to write their names.

A name that could mean two points means none: nothing is guessed. `Po` is porion; pogonion is
`Pog` or `Pg`. `Ls` and `Li` are the most prominent points of the lips here, as in the Chinese
sets; who writes "labrale superius" in full means the vermilion border, `UL'`.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Tissue(StrEnum):
    """What a landmark is on."""

    SKELETAL = "skeletal"
    DENTAL = "dental"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class LandmarkKind:
    """One landmark; `is_paired` where both sides of the head cast it on the film."""

    code: str
    tissue: Tissue
    aliases: tuple[str, ...]
    is_paired: bool = False


def _bone(code: str, names: str, *, is_paired: bool = False) -> LandmarkKind:
    return LandmarkKind(code, Tissue.SKELETAL, tuple(names.split("|")), is_paired)


def _tooth(code: str, names: str, *, is_paired: bool = False) -> LandmarkKind:
    return LandmarkKind(code, Tissue.DENTAL, tuple(names.split("|")), is_paired)


def _skin(code: str, names: str) -> LandmarkKind:
    return LandmarkKind(code, Tissue.SOFT, tuple(names.split("|")))


LANDMARKS: Final[tuple[LandmarkKind, ...]] = (
    _bone("S", "Sella|Sella turcica|蝶鞍点|蝶鞍中心点|蝶鞍中心"),
    _bone("N", "Na|Nasion|鼻根点"),
    _bone("Po", "Porion|Anatomic porion|耳点|机械耳点|解剖耳点", is_paired=True),
    _bone("Or", "Orbitale|眶点|眶下点|眶下缘点", is_paired=True),
    _bone("Ba", "Basion|颅底点"),
    _bone("Ar", "Articulare|关节点", is_paired=True),
    _bone("Co", "Cd|Condylion|髁顶点|髁突顶点", is_paired=True),
    _bone("Pcd", "Posterior condylion|Posterior condyle|髁突后缘点|髁突后点", is_paired=True),
    _bone("Pt", "Pterygoid point|Pt point|翼点", is_paired=True),
    _bone("Ptm", "Pterygomaxillary fissure|翼上颌裂点|翼上颌裂下点", is_paired=True),
    _bone("ANS", "SPA|Anterior nasal spine|前鼻棘|前鼻棘点|前鼻嵴点"),
    _bone("PNS", "SPP|Posterior nasal spine|后鼻棘|后鼻棘点|后鼻嵴点"),
    _bone("A", "Ss|Subspinale|A point|Point A|A点|上齿槽座点|上牙槽座点"),
    _bone("B", "Sm|Supramentale|B point|Point B|B点|下齿槽座点|下牙槽座点"),
    _bone("Pog", "Pg|Pogonion|颏前点"),
    _bone("Gn", "Gnathion|颏顶点"),
    _bone("Me", "Menton|颏下点"),
    _bone("D", "D point|Point D|D点|下颌联合中心点"),
    _bone("Go", "Gonion|下颌角点", is_paired=True),
    _bone("Go1", "Goi|Inferior gonion|Gonion inferius|下缘切点|下颌角下缘切点", is_paired=True),
    _bone("Go2", "Gos|Posterior gonion|升支后缘切点|下颌升支后缘切点", is_paired=True),
    _bone("Xi", "Xi point|下颌支中心|下颌支中心点", is_paired=True),
    _tooth("U1", "UIT|Is|UIE|Upper incisor tip|Upper incisal edge|上中切牙切缘|上中切牙切缘点"),
    _tooth("U1A", "UIA|Isa|Upper incisor apex|Upper incisor root apex|上中切牙根尖|上中切牙根尖点"),
    _tooth("L1", "LIT|Ii|LIE|Lower incisor tip|Lower incisal edge|下中切牙切缘|下中切牙切缘点"),
    _tooth("L1A", "LIA|Iia|Lower incisor apex|Lower incisor root apex|下中切牙根尖|下中切牙根尖点"),
    _tooth(
        "U6", "UMT|Upper molar cusp tip|上第一磨牙近中颊尖|上第一磨牙近中颊尖点", is_paired=True
    ),
    _tooth(
        "L6", "LMT|Lower molar cusp tip|下第一磨牙近中颊尖|下第一磨牙近中颊尖点", is_paired=True
    ),
    _tooth("U6m", "U6 mesial|Upper molar mesial|U6近中面|上第一磨牙近中面", is_paired=True),
    _tooth("L6m", "L6 mesial|Lower molar mesial|L6近中面|下第一磨牙近中面", is_paired=True),
    _skin("G", "G'|Gl|Gl'|Glabella|Soft tissue glabella|软组织额点|额点"),
    _skin("N'", "Nprime|N_s|NaS|Soft tissue nasion|软组织鼻根点"),
    _skin("Prn", "Pn|Pronasale|Nose tip|Nasal tip|鼻尖点|鼻尖"),
    _skin("Cm", "Columella|Columella point|鼻小柱点"),
    _skin("Sn", "Subnasale|鼻底点|鼻下点"),
    _skin("A'", "Ss'|Sls|Aprime|A_s|Soft tissue A point|Superior labial sulcus|软组织A点|上唇凹点"),
    _skin("UL'", "UL|ULprime|Labrale superius|Upper lip|上唇缘点"),
    _skin("Ls", "Most prominent upper lip|上唇突点"),
    _skin("Stms", "Sts|Stomion superius|上唇下点|上口点"),
    _skin("Stmi", "Sti|Stomion inferius|下唇上点|下口点"),
    _skin("Li", "Most prominent lower lip|下唇突点"),
    _skin("LL'", "LL|LLprime|Labrale inferius|Lower lip|下唇缘点"),
    _skin("Si", "B'|Ils|Bprime|Inferior labial sulcus|Mentolabial sulcus|颏唇沟点"),
    _skin("Pog'", "PogS|Pg'|Pogprime|Pog_s|Soft tissue pogonion|软组织颏前点"),
    _skin("Me'", "MeS|Meprime|Me_s|Soft tissue menton|软组织颏下点"),
    _skin("C", "Cervical point|Throat point|颈点|咽点"),
)
"""The 46 of the dental service, in the order of the table they are known by."""

FURTHER: Final[tuple[LandmarkKind, ...]] = (
    _bone("PM", "Protuberance menti|Suprapogonion|颏突点|颏上点"),
    _bone("DC", "DC point|Condyle neck centre|髁颈中心点", is_paired=True),
    _tooth("FA", "Facial axis point of U1|FA点"),
)
"""Not among the 46; measures that need one exist only when a reader or a service gives it."""

KINDS: Final[Mapping[str, LandmarkKind]] = {kind.code: kind for kind in (*LANDMARKS, *FURTHER)}

_AMBIGUOUS: Final = frozenset({"li", "ui", "pm"})
"""Written with other capitals these mean other points: LI an incisor, Pm pterygomaxillare."""
_CONTESTED: Final = frozenset({"Po", "Ls", "Li"})
"""Porion, or pogonion in the names of Chinese measures; a lip's most prominent point, or its
border in English."""
_DEFINITION_PARTS: Final = re.compile(r"[,;:/()，；：。、（）]")
_PRIMES: Final = str.maketrans("’′ʹ‘´`＇", "'''''''")
_SEPARATORS: Final = re.compile(r"[\s_\-‐–—]+")


def code_of(name: str | None) -> str | None:
    """Return the code that a name means; None where it means none, or could mean two."""
    if not name:
        return None
    written = name.strip().translate(_PRIMES)
    exact = _EXACT.get(written)
    if exact is not None:
        return exact
    folded = _folded(written)
    return None if folded in _AMBIGUOUS else _FOLDED.get(folded)


def code_meant(name: str | None, definition: str | None) -> str | None:
    """Return the code that a name with its definition means; None where both leave it open.

    The definition is asked only where the name is one that schools give to two points, or says
    nothing: `Po` of "Pogonion, …", `Ls` of "Labrale superius, …".
    """
    named = code_of(name)
    if named is not None and named not in _CONTESTED:
        return named
    parts = _DEFINITION_PARTS.split(definition or "")
    defined = {code for code in map(code_of, parts) if code is not None}
    return defined.pop() if len(defined) == 1 else named


def _folded(written: str) -> str:
    return _SEPARATORS.sub(" ", written).strip().casefold()


def _names() -> list[tuple[str, str]]:
    return [(name, kind.code) for kind in KINDS.values() for name in (kind.code, *kind.aliases)]


def _unambiguous(pairs: set[tuple[str, str]]) -> dict[str, str]:
    count = Counter(name for name, _code in pairs)
    return {name: code for name, code in pairs if count[name] == 1}


_EXACT: Final = _unambiguous(set(_names()))
_FOLDED: Final = _unambiguous({(_folded(name), code) for name, code in _names()})
