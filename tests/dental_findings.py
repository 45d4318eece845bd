"""Findings of dental pictures, made in memory."""

from dataclasses import replace

from viewer.domain import codes
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.domain.measurement import Measurement
from viewer.domain.references import InstanceReference
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
)

INSTANCE = InstanceReference("1.2.3.4.0")


def ring(left: float, top: float, side: float = 8.0) -> tuple[ImagePoint, ...]:
    """Return a square outline of twelve points, clockwise from its upper left corner."""
    third = side / 3
    around = [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3), (0, 3)]
    around += [(0, 2), (0, 1)]
    return tuple(ImagePoint(left + x * third, top + y * third) for x, y in around)


def of_picture(uid: str, kind: FindingKind, region: Region, **more: object) -> Finding:
    """Return a finding on the one image of a picture."""
    place = Placement(INSTANCE, 0, region)
    return Finding(uid=uid, number=1, kind=kind, placement=place, **more)  # type: ignore[arg-type]


def a_tooth(number: str = "16", status: str = "healthy", **more: object) -> Finding:
    """Return a tooth with an outline, and another one from before it was smoothed."""
    return of_picture(
        f"tooth-{number}",
        FindingKind.TOOTH,
        PolygonRegion(ring(10, 10)),
        **{
            "confidence": 0.95,
            "site": Site(tooth=number),
            "evaluations": (Evaluation(Scale.DENTAL_STATUS, status),),
            "raw": PolygonRegion(ring(9, 9, 10.0)),
            **more,
        },
    )


def a_disease(
    number: str = "16", disease: str = "caries", status: str = "confirmed", **more: object
) -> Finding:
    """Return a disease at a tooth, in a box."""
    region = BoxRegion(ImagePoint(12, 12), ImagePoint(15, 16))
    return of_picture(
        f"{disease}-{number}",
        FindingKind.TOOTH_DISEASE,
        region,
        **{
            "confidence": 0.88,
            "site": Site(tooth=number),
            "evaluations": (
                Evaluation(Scale.TOOTH_DISEASE, disease),
                Evaluation(Scale.DENTAL_STATUS, status),
            ),
            **more,
        },
    )


def of_image(disease: str = "calculus", status: str = "suspected", **more: object) -> Finding:
    """Return a disease of the picture as a whole."""
    return of_picture(
        f"image-{disease}",
        FindingKind.IMAGE_DISEASE,
        WholeImageRegion(100, 60),
        evaluations=(
            Evaluation(Scale.IMAGE_DISEASE, disease),
            Evaluation(Scale.DENTAL_STATUS, status),
        ),
        **more,
    )


def a_landmark(code: str = "S", place: tuple[float, float] = (40.0, 30.0)) -> Finding:
    """Return a cephalometric point."""
    region = PointRegion(ImagePoint(*place))
    return of_picture(f"point-{code}", FindingKind.LANDMARK, region, site=Site(landmark=code))


def a_calibration(length: float = 30.0) -> Finding:
    """Return a line of known length, mm."""
    line = LineRegion((ImagePoint(80, 5), ImagePoint(80, 50)))
    made = of_picture("ruler", FindingKind.CALIBRATION, line, is_own=True)
    known = Measurement("known-length", codes.LENGTH, length, codes.MILLIMETRE)
    return replace(made, measurements=(known,))
