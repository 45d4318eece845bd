"""Done-criterion 3: the drawn centre is the answered centre, whatever the geometry."""

import json
import math
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tests.geometry_strategies import volumes
from tests.overlay_builders import described
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import ImagePoint, PatientPoint, VoxelPoint
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.layout import DrawnFrame, layout_document, left_out
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.reading import read_answer

_TOLERANCE_PX = 0.01


@dataclass(frozen=True)
class Answered:
    """A nodule in the patient, and the raw answer that tells of it."""

    series: SeriesDescription
    voxel: VoxelPoint
    raw: bytes


@st.composite
def answers(draw: st.DrawFn) -> Answered:
    """Draw a series in any geometry and an answer in any of the service's conventions."""
    geometry = draw(volumes())
    plane = geometry.planes[0]
    series = described(geometry, (plane.row_spacing, plane.column_spacing))
    voxel = VoxelPoint(
        draw(st.floats(0, geometry.columns - 1)),
        draw(st.floats(0, geometry.rows - 1)),
        float(draw(st.integers(0, len(geometry.planes) - 1))),
    )
    is_text = draw(st.booleans())
    element = {
        name: repr(value) if is_text else value
        for name, value in _coordinates(draw, series, voxel).items()
    }
    entry = {
        "SeriesInstanceUid": series.reference.series_instance_uid,
        "Elements": [{**element, "Diameter": draw(st.floats(1, 30)), "Confidence": 0.9}],
    }
    if draw(st.booleans()):
        entry["Origin"] = json.dumps(list(plane.position))
    return Answered(series, voxel, json.dumps({"Data": {"Series": [entry]}}).encode())


def _coordinates(
    draw: st.DrawFn, series: SeriesDescription, voxel: VoxelPoint
) -> dict[str, float | str]:
    """Return the place by UID and index, by index alone, by position alone, or by all."""
    index = int(voxel.slice)
    patient = series.geometry.voxel_to_patient(voxel)
    uid = {"SOPInstanceUID": series.instances[index].sop_instance_uid}
    image = {"ImageX": voxel.column, "ImageY": voxel.row, "ImageZ": voxel.slice}
    physical = dict(zip("XYZ", patient, strict=True))
    return draw(
        st.sampled_from(
            [uid | image | physical, uid | image, uid | physical, image, physical, image | physical]
        )
    )


@st.composite
def cameras(draw: st.DrawFn, series: SeriesDescription) -> Camera:
    rows, columns = series.pixel_spacing
    fitted = Camera.fit(
        series.columns,
        series.rows,
        rows / columns,
        draw(st.integers(32, 4000)),
        draw(st.integers(32, 4000)),
    )
    turned = fitted.rotated(draw(st.integers(0, 3)))
    return turned.mirrored_horizontally() if draw(st.booleans()) else turned


@given(st.data())
def test_the_drawn_centre_is_the_answered_centre(data: st.DataObject) -> None:
    answered = data.draw(answers())
    series, index = answered.series, int(answered.voxel.slice)
    camera = data.draw(cameras(series))
    result = read_answer(answered.raw, endpoint_named("lung-nodule"), About(series=series))
    state = OverlayState()

    items = compose(result.findings, series, index, state, {})
    frame = DrawnFrame(index, series.instances[index], camera)
    layout = layout_document(frame, items, left_out(result.findings, (), items, state))

    (item,) = layout["items"]
    (drawn,) = item["image_points"]
    assert math.dist(drawn, (answered.voxel.column + 0.5, answered.voxel.row + 0.5)) < _TOLERANCE_PX
    assert math.dist(item["output_points"][0], camera.to_device(ImagePoint(*drawn))) < 1e-6
    assert layout["not_drawn"] == []


@given(st.data())
def test_on_neighbouring_slices_the_centre_is_the_foot_of_the_perpendicular(
    data: st.DataObject,
) -> None:
    answered = data.draw(answers())
    series = answered.series
    result = read_answer(answered.raw, endpoint_named("lung-nodule"), About(series=series))
    own = answered.series.geometry.planes[int(answered.voxel.slice)]
    centre: PatientPoint = own.to_patient(
        ImagePoint.at_centre_of(answered.voxel.column, answered.voxel.row)
    )

    for index, plane in enumerate(series.geometry.planes):
        foot, distance = plane.to_image(centre)
        items = compose(result.findings, series, index, OverlayState(), {})

        radius = result.findings[0].placement.region.diameter_mm / 2
        if abs(abs(distance) - radius) > 1e-3:
            assert bool(items) == (index == int(answered.voxel.slice) or abs(distance) < radius)
        assert all(math.dist(item.centre, foot) < _TOLERANCE_PX for item in items)
