"""The hints of the tooth chart on the pictures that the local service knows."""

import pytest

from tests.dental_builders import a_box, a_tooth
from viewer.domain.dental_checks import HintKind, hints_of
from viewer.domain.dental_diseases import DentalImage, disease_key
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen
from viewer.server.phantoms import intraoral_photo, panoramic

_ANY = 100_000
_PHOTOS = {case.name: case for case in intraoral_photo.CASES}
_FILMS = {case.name: case for case in panoramic.CASES}
_SUPERNUMERARY = [HintKind.NO_SUCH_TOOTH]


def _seen(data) -> list[ToothSeen]:
    return [
        a_tooth(
            tooth["fdi"],
            a_box(*tooth["tooth_bbox"]),
            *(DiseaseSeen(disease_key(found["name"]) or "") for found in tooth["diseases"]),
            uid=f"t{number}",
        )
        for number, tooth in enumerate(data["teeth"])
    ]


@pytest.mark.parametrize("name", _PHOTOS)
def test_a_photo_raises_a_hint_for_a_supernumerary_tooth_only(name: str) -> None:
    seen = _seen(intraoral_photo.intraoral_data(_PHOTOS[name], "small"))

    kinds = [hint.kind for hint in hints_of(seen, DentalImage.INTRAORAL, _ANY, _ANY)]

    assert kinds == (_SUPERNUMERARY if name == "supernumerary" else [])


@pytest.mark.parametrize("name", _FILMS)
def test_a_film_raises_a_hint_where_it_is_mirrored(name: str) -> None:
    seen = _seen(panoramic.panoramic_data(_FILMS[name], "small"))

    kinds = [hint.kind for hint in hints_of(seen, DentalImage.PANORAMIC, _ANY, _ANY)]

    assert kinds == {"mirrored": [HintKind.MIRRORED], "impacted": _SUPERNUMERARY}.get(name, [])
