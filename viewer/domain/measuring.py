"""What a region drawn by a reader measures."""

from viewer.domain import codes
from viewer.domain.measurement import Measurement
from viewer.geometry.raster import Raster
from viewer.geometry.regions import LineRegion, MarkerRegion, Region


def measured_on(region: Region, raster: Raster) -> tuple[Measurement, ...]:
    """Return a marker's diameter or a line's length; nothing where no millimetres are known."""
    if isinstance(region, LineRegion):
        if raster.spacing is None:
            return ()
        length = raster.length_of(region)
        return (Measurement("length", codes.LENGTH, length, codes.MILLIMETRE),)
    return diameter_of(region)


def diameter_of(region: Region) -> tuple[Measurement, ...]:
    """Return the diameter that a marker says itself, in mm; nothing of other regions."""
    if not isinstance(region, MarkerRegion) or region.diameter_mm is None:
        return ()
    return (Measurement("diameter", codes.DIAMETER, region.diameter_mm, codes.MILLIMETRE),)
