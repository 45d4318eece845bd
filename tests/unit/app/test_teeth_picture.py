"""Which pictures are taken for pictures of teeth."""

from types import SimpleNamespace

import pytest

from viewer.app.teeth_picture import teeth_picture
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.references import SeriesReference
from viewer.domain.series import Container, SeriesDescription


def shown(modality: str = "XC", *, columns: int = 800, is_colour: bool = False, is_photo=True):
    """Return what the opening shows, as far as it is asked."""
    container = Container.PHOTO if is_photo else Container.DICOM
    description = SeriesDescription(
        reference=SeriesReference("1", "2"),
        modality=modality,
        rows=400,
        columns=columns,
        container=container,
    )
    image = SimpleNamespace(is_colour=is_colour, source=SimpleNamespace(path="picture.png"))
    stack = SimpleNamespace(
        description=description, instances=[image], source_paths=(), first_shown=0
    )
    return SimpleNamespace(stack=stack)


def run(endpoint: str):
    return SimpleNamespace(run=SimpleNamespace(endpoint=endpoint))


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (shown(is_colour=True), DentalImage.INTRAORAL),
        (shown(columns=900), DentalImage.PANORAMIC),
        (shown(columns=400), DentalImage.INTRAORAL),
        (shown("IO", is_photo=False), DentalImage.INTRAORAL),
        (shown("PX", is_photo=False), DentalImage.PANORAMIC),
        (shown("CT", is_photo=False), None),
        (shown("DX", is_photo=False), None),
        (None, None),
    ],
)
def test_without_an_analysis_it_is_what_it_is_likeliest_of(picture, kind) -> None:
    assert teeth_picture(picture, None) is kind


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [
        ("intraoral", DentalImage.INTRAORAL),
        ("panoramic", DentalImage.PANORAMIC),
        ("cephalometric", None),
        ("skin", None),
    ],
)
def test_an_analysis_tells_it_whatever_the_picture_looks_like(endpoint, kind) -> None:
    assert teeth_picture(shown(is_colour=True), run(endpoint)) is kind
