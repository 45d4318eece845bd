"""The order of a stack does not depend on how its files come."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.domain.references import InstanceReference
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.grouping import grouped
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.source import FileSource


def header(index, position, orientation):
    def text(values):
        return "\\".join(f"{value:.8f}" for value in values).encode()

    return InstanceHeader(
        source=FileSource(f"f{index}"),
        reference=InstanceReference(f"1.2.{index}"),
        study_uid="1",
        series_uid="2",
        elements=Elements(
            {
                tags.MODALITY: b"CT",
                tags.ROWS: b"\x04\0",
                tags.COLUMNS: b"\x04\0",
                tags.POSITION: text(position),
                tags.ORIENTATION: text(orientation),
                tags.PIXEL_SPACING: b"0.7\\0.7",
            }
        ),
        syntax="",
        pixels=None,
    )


angles = st.floats(-math.pi, math.pi)


@given(
    angles,
    angles,
    st.floats(0.3, 9),
    st.lists(st.integers(-40, 40), min_size=2, max_size=12, unique=True),
    st.randoms(use_true_random=False),
)
def test_any_orientation_and_any_file_order_give_ascending_slices(yaw, pitch, step, places, rnd):
    row = np.array([math.cos(yaw), math.sin(yaw), 0.0])
    across = np.array([-math.sin(yaw), math.cos(yaw), 0.0])
    column = math.cos(pitch) * across + math.sin(pitch) * np.array([0.0, 0.0, 1.0])
    normal = np.cross(row, column)
    headers = [header(k, normal * k * step, (*row, *column)) for k in places]
    rnd.shuffle(headers)

    (stack,) = grouped(headers).stacks

    assert [h.sop_instance_uid for h in stack.instances] == [f"1.2.{k}" for k in sorted(places)]
    geometry = stack.description.geometry
    assert np.all(np.diff(geometry.heights_mm) > 0)
    assert geometry.tilt_deg < 0.1
