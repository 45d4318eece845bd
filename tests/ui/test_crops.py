"""The small pictures of the list, whatever shape a finding has."""

from dataclasses import replace

import pytest

from tests.viewport_builders import a_nodule, a_volume
from viewer.app.crops import finding_crop
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion

pytestmark = pytest.mark.usefixtures("qapp")
NODULE = a_nodule(1, 15, 40, 30)
REGIONS = {
    "marker": NODULE.placement.region,
    "no size": MarkerRegion(ImagePoint(127, 95)),
    "box": BoxRegion(ImagePoint(10, 10), ImagePoint(60, 40)),
    "length": LineRegion((ImagePoint(0, 0), ImagePoint(128, 96))),
}


@pytest.mark.parametrize("region", REGIONS.values(), ids=REGIONS)
def test_every_finding_has_a_picture(region):
    volume = a_volume()
    finding = replace(NODULE, placement=replace(NODULE.placement, region=region))

    picture = finding_crop(volume, volume.description, finding)

    assert picture is not None
    assert min(picture.width(), picture.height()) == 104


def test_a_slice_that_is_not_read_has_none():
    volume = a_volume(missing={15})

    assert finding_crop(volume, volume.description, NODULE) is None
