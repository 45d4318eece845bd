"""The diseases and works that the dental service names, under keys of our own.

From its document: sections 4.1 (at a tooth in a photo), 4.2 (of a whole photo) and 5.3 (at a tooth
in a panoramic film). Its lists are not closed: a name that is not here stays as it was said.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class DentalImage(StrEnum):
    """The kinds of pictures, in the service's spelling."""

    INTRAORAL = "intraoral"
    PANORAMIC = "panoramic"
    CEPHALOMETRIC = "cephalometric"


class DiseaseLevel(StrEnum):
    """What a disease is said of."""

    TOOTH = "tooth"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class DentalDisease:
    """One entry. `zh` is the service's Chinese name, `en` its English one or its class name.

    `is_work`: not a disease but what a dentist made (a crown, a filling).
    """

    key: str
    zh: str
    en: tuple[str, ...]
    images: frozenset[DentalImage]
    level: DiseaseLevel = DiseaseLevel.TOOTH
    is_work: bool = False


_PHOTO: Final = frozenset({DentalImage.INTRAORAL})
_FILM: Final = frozenset({DentalImage.PANORAMIC})
_IMAGE: Final = DiseaseLevel.IMAGE

DENTAL_DISEASES: Final = (
    DentalDisease("caries", "龋齿", ("Caries", "general_caries"), _PHOTO | _FILM),
    DentalDisease("tooth-wear", "牙磨损", ("Tooth wear",), _PHOTO),
    DentalDisease(
        "wedge-defect", "楔状缺损", ("Wedge-shaped defect", "wedge_shaped_abrasion"), _PHOTO | _FILM
    ),
    DentalDisease("residual-crown", "残冠", ("residual_crown",), _PHOTO | _FILM),
    DentalDisease("gingival-recession", "牙龈退缩", ("Gingival recession",), _PHOTO),
    DentalDisease("impacted-tooth", "阻生牙", ("impacted_tooth",), _FILM),
    DentalDisease("crown", "全冠修复体", ("full_crown",), _FILM, is_work=True),
    DentalDisease("periapical-lesion", "根尖周病变", ("periapical_radiolucency",), _FILM),
    DentalDisease("filling", "充填体", ("tooth_filling",), _FILM, is_work=True),
    DentalDisease("retained-primary-tooth", "乳牙滞留", ("retained_primary_tooth",), _FILM),
    DentalDisease("embedded-tooth", "埋伏牙", ("embedded_tooth",), _FILM),
    DentalDisease("bone-resorption", "牙槽骨吸收", ("alveolar_bone_resorption",), _FILM),
    DentalDisease("residual-root", "残根", ("residual_root",), _FILM),
    DentalDisease("elongation", "牙齿伸长", ("elongation",), _FILM),
    DentalDisease("implant", "种植体", ("implant",), _FILM, is_work=True),
    DentalDisease("bridge", "固定桥", ("tooth_bridge",), _FILM, is_work=True),
    DentalDisease("root-filling", "根管充填", ("root_canal_filling",), _FILM, is_work=True),
    DentalDisease("microdontia", "过小牙", ("microdontia",), _FILM),
    DentalDisease("high-density-bone", "高密度骨异常", ("high_density_bone_anomaly",), _FILM),
    DentalDisease("supernumerary-tooth", "多生牙", ("supernumerary_tooth",), _FILM),
    DentalDisease("limited-eruption-space", "萌出间隙不足", ("limited_eruption_space",), _FILM),
    DentalDisease("low-density-bone", "低密度骨异常", ("low_density_bone_anomaly",), _FILM),
    DentalDisease("crowding", "牙列拥挤", ("Crowding",), _PHOTO, _IMAGE),
    DentalDisease("calculus", "牙结石", ("Calculus", "Dental calculus"), _PHOTO, _IMAGE),
    DentalDisease("gingival-abnormality", "牙龈异常", ("Gingival abnormality",), _PHOTO, _IMAGE),
    DentalDisease(
        "tooth-colour", "牙色异常", ("Tooth discoloration", "Tooth discolouration"), _PHOTO, _IMAGE
    ),
    DentalDisease("fluorosis", "氟牙症", ("Fluorosis", "Dental fluorosis"), _PHOTO, _IMAGE),
)
"""In the document's order. Where it gives no English (4.1, 4.2), `en` holds the usual words."""


def disease_key(name: str) -> str | None:
    """Return the key of a name in any spelling of the document's, or of a key; None if unknown.

    Case, spaces, hyphens and underscores make no difference.
    """
    return _KEYS.get(_plain(name))


def disease_of(key: str) -> DentalDisease | None:
    """Return the entry of a key; None for the service's own text."""
    return _BY_KEY.get(key)


def diseases_for(image: DentalImage, level: DiseaseLevel) -> tuple[DentalDisease, ...]:
    """Return what the document lists for a kind of picture and a level, in its order."""
    return tuple(d for d in DENTAL_DISEASES if image in d.images and d.level is level)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


_BY_KEY: Final = {disease.key: disease for disease in DENTAL_DISEASES}
_KEYS: Final = {
    _plain(name): disease.key
    for disease in DENTAL_DISEASES
    for name in (disease.key, disease.zh, *disease.en)
}
