"""Every region a reader can make comes back from the ledger's text as it was."""

import json

import pytest

from viewer.foundation.errors import BugError
from viewer.geometry.mask import MaskVolume
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
)
from viewer.storage.region_text import read_region, region_json

_A, _B, _C = ImagePoint(1.5, 2.0), ImagePoint(9.0, 2.25), ImagePoint(4.0, 8.0)


@pytest.mark.parametrize(
    "region",
    [
        MarkerRegion(_A, 3.0),
        MarkerRegion(_A, diameter_px=4.0),
        PointRegion(_B),
        BoxRegion(_A, ImagePoint(5.0, 6.0)),
        LineRegion((_A, _B)),
        PolygonRegion((_A, _B, _C)),
        PolygonRegion((_A, _B, _C), others=((_C, _B, _A), (_B, _C, _A))),
        WholeImageRegion(640, 480),
    ],
)
def test_a_region_comes_back_as_it_was(region: Region) -> None:
    assert read_region(json.loads(json.dumps(region_json(region)))) == region


def test_a_polygon_in_one_piece_is_written_as_before() -> None:
    assert region_json(PolygonRegion((_A, _B, _C))) == {
        "type": "polygon",
        "points": [[1.5, 2.0], [9.0, 2.25], [4.0, 8.0]],
    }


def test_a_mask_is_nobodys_own() -> None:
    with pytest.raises(BugError):
        region_json(MaskRegion(MaskVolume(())))
