"""The names of the dental service's document, each under one key."""

import pytest

from viewer.domain.dental_diseases import (
    DENTAL_DISEASES,
    DentalImage,
    DiseaseLevel,
    disease_key,
    disease_of,
    diseases_for,
)


def test_a_disease_has_one_key_in_photos_and_films() -> None:
    assert disease_key("龋齿") == disease_key("general_caries") == disease_key("Caries") == "caries"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("楔状缺损", "wedge-defect"),
        ("wedge_shaped_abrasion", "wedge-defect"),
        (" Root Canal  Filling ", "root-filling"),
        ("氟牙症", "fluorosis"),
        ("low_density_bone_anomaly", "low-density-bone"),
    ],
)
def test_case_spaces_and_underscores_make_no_difference(name: str, key: str) -> None:
    assert disease_key(name) == key


def test_an_unknown_name_has_no_key() -> None:
    assert disease_key("口腔溃疡") is None
    assert disease_key("") is None
    assert disease_of("口腔溃疡") is None


def test_no_spelling_belongs_to_two_keys() -> None:
    for disease in DENTAL_DISEASES:
        names = (disease.key, disease.zh, *disease.en)
        assert {disease_key(name) for name in names} == {disease.key}


@pytest.mark.parametrize(
    ("image", "level", "count"),
    [
        (DentalImage.INTRAORAL, DiseaseLevel.TOOTH, 5),
        (DentalImage.INTRAORAL, DiseaseLevel.IMAGE, 5),
        (DentalImage.PANORAMIC, DiseaseLevel.TOOTH, 20),
        (DentalImage.PANORAMIC, DiseaseLevel.IMAGE, 0),
        (DentalImage.CEPHALOMETRIC, DiseaseLevel.TOOTH, 0),
    ],
)
def test_as_many_are_listed_as_in_the_document(
    image: DentalImage, level: DiseaseLevel, count: int
) -> None:
    assert len(diseases_for(image, level)) == count
