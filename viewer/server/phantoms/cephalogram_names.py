"""How the local service calls its 46 landmarks: order, name and Chinese definition.

The document of the service shows two of them only (A first, ANS second). The rest is in the
order of their names here; a dozen bear another of their usual names ("Pg" for pogonion, "UIE" for
the edge of the upper incisor), as a service may well call them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SpokenLandmark:
    """A landmark's code in the tables of the analyses, and what the service says for it."""

    code: str
    name: str
    definition_zh: str


SPOKEN: Final = (
    SpokenLandmark("A", "A", "Subspinale / A point,上颌前部骨性轮廓的最深凹点。"),
    SpokenLandmark("ANS", "ANS", "Anterior nasal spine,前鼻棘尖端。"),
    SpokenLandmark("A'", "A'", "软组织 A 点,鼻底点与上唇之间的最凹点。"),
    SpokenLandmark("Ar", "Ar", "Articulare,髁突颈后缘与颅底下缘的交点。"),
    SpokenLandmark("B", "B", "Supramentale / B point,下颌前部骨性轮廓的最深凹点。"),
    SpokenLandmark("Ba", "Ba", "Basion,枕骨大孔前缘中点。"),
    SpokenLandmark("C", "C", "Cervical point,颏下与颈部软组织交界的最凹点。"),
    SpokenLandmark("Cm", "Cm", "Columella,鼻小柱最前点。"),
    SpokenLandmark("Co", "Co", "Condylion,髁突最后上点。"),
    SpokenLandmark("D", "D", "D point,下颌联合体骨性影像的中心点。"),
    SpokenLandmark("G", "G", "软组织额点,前额最前点。"),
    SpokenLandmark("Gn", "Gn", "Gnathion,颏前点与颏下点之间骨性轮廓的中点。"),
    SpokenLandmark("Go", "Go", "Gonion,下颌角最后下点。"),
    SpokenLandmark("Go1", "Goi", "自颏下点向下颌角下缘所作切线的切点。"),
    SpokenLandmark("Go2", "Gos", "自关节点向升支后缘所作切线的切点。"),
    SpokenLandmark("L1A", "LIA", "下颌中切牙根尖点。"),
    SpokenLandmark("L1", "LIE", "下颌中切牙切缘点。"),
    SpokenLandmark("L6", "L6", "下颌第一磨牙近中颊尖顶点。"),
    SpokenLandmark("L6m", "L6m", "下颌第一磨牙近中接触点。"),
    SpokenLandmark("LL'", "LL'", "下唇缘点,下唇红缘与皮肤的交界点。"),
    SpokenLandmark("Li", "Li", "下唇突点,下唇最前点。"),
    SpokenLandmark("Ls", "Ls", "上唇突点,上唇最前点。"),
    SpokenLandmark("Me", "Me", "Menton,下颌联合影像的最下点。"),
    SpokenLandmark("Me'", "Me'", "软组织颏下点,软组织颏部最下点。"),
    SpokenLandmark("N", "Na", "Nasion,鼻额缝的最前点。"),
    SpokenLandmark("N'", "N'", "软组织鼻根点,鼻根部软组织最凹点。"),
    SpokenLandmark("Or", "Or", "Orbitale,眶下缘最低点。"),
    SpokenLandmark("PNS", "PNS", "Posterior nasal spine,后鼻棘尖端。"),
    SpokenLandmark("Pcd", "Pcd", "髁突后缘最后点。"),
    SpokenLandmark("Pog", "Pg", "Pogonion,骨性颏部最前点。"),
    SpokenLandmark("Pog'", "PogS", "软组织颏前点,软组织颏部最前点。"),
    SpokenLandmark("Prn", "Pn", "Pronasale,鼻尖点。"),
    SpokenLandmark("Po", "Po", "Porion,骨性外耳道最上点。"),
    SpokenLandmark("Pt", "Pt", "翼点,翼腭窝后壁与圆孔下缘的交点。"),
    SpokenLandmark("Ptm", "Ptm", "翼上颌裂最下点。"),
    SpokenLandmark("S", "S", "Sella,蝶鞍影像的中心点。"),
    SpokenLandmark("Si", "Si", "颏唇沟点,下唇与颏部之间的最凹点。"),
    SpokenLandmark("Sn", "Sn", "Subnasale,鼻小柱与上唇的交点。"),
    SpokenLandmark("Stmi", "Sti", "下唇上点,下唇红的最高点。"),
    SpokenLandmark("Stms", "Sts", "上唇下点,上唇红的最低点。"),
    SpokenLandmark("U1A", "UIA", "上颌中切牙根尖点。"),
    SpokenLandmark("U1", "UIE", "上颌中切牙切缘点。"),
    SpokenLandmark("U6", "U6", "上颌第一磨牙近中颊尖顶点。"),
    SpokenLandmark("U6m", "U6m", "上颌第一磨牙近中接触点。"),
    SpokenLandmark("UL'", "UL'", "上唇缘点,上唇红缘与皮肤的交界点。"),
    SpokenLandmark("Xi", "Xi", "Xi point,下颌升支的几何中心点。"),
)
