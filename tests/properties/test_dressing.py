"""Whatever a header says of spacing and shutter, it is believed only where it can be."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.shutter import covered, find_shutter
from viewer.imaging.spacing import SPACING_TAGS, SpacingFacts, find_spacing

NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True).map(repr),
    st.integers(-100, 100).map(str),
    st.sampled_from(["", "0.5", "1,5", "nan", "１", "0x10", "1e400", " 2 "]),
)
TEXTS = st.lists(NUMBERS, max_size=4).map(lambda parts: "\\".join(parts).encode())
RAW = st.one_of(TEXTS, st.binary(max_size=12))
SHAPES = st.lists(
    st.sampled_from(["RECTANGULAR", "CIRCULAR", "POLYGONAL", "OVAL", ""]), max_size=4
).map(lambda names: "\\".join(names).encode())


@given(st.dictionaries(st.sampled_from(SPACING_TAGS), RAW), st.sampled_from(["CT", "DX", "US"]))
def test_a_spacing_is_a_positive_length_or_none(values, modality) -> None:
    found = find_spacing(values, SpacingFacts(modality=modality))

    if found.spacing is not None:
        assert all(math.isfinite(mm) and 0 < mm <= 1000 for mm in found.spacing.mm)
    assert 0.05 <= found.aspect_ratio <= 20


@given(SHAPES, st.dictionaries(st.sampled_from(tags.SHUTTER[1:]), RAW))
def test_a_shutter_never_fails_and_leaves_out_what_it_names(shapes, values) -> None:
    found = find_shutter(Elements({**values, tags.SHUTTER_SHAPE: shapes}), 12, 15)

    if found.shutter is not None:
        assert covered(found.shutter, 12, 15, 1.0).shape == (12, 15)
        assert 0 <= found.shutter.grey <= 255
    names = set(filter(None, shapes.decode().split("\\")))
    legal = 0 if found.shutter is None else len(found.shutter.shapes)
    assert len(names) == legal + len(found.illegal)


@given(st.floats(-5, 25), st.floats(-5, 25), st.floats(0.5, 30), st.sampled_from([0.5, 1.0, 2.0]))
def test_a_circle_covers_what_is_farther_from_its_centre_than_its_radius(
    row, column, radius, aspect
) -> None:
    text = {
        tags.SHUTTER_SHAPE: b"CIRCULAR",
        tags.SHUTTER_CENTRE: f"{row!r}\\{column!r}".encode(),
        tags.SHUTTER_RADIUS: repr(radius).encode(),
    }
    found = find_shutter(Elements(text), 20, 20)
    if found.shutter is None:
        return
    down, across = np.mgrid[1:21, 1:21]
    distance = np.hypot((down - row) * aspect, across - column)
    is_clear = np.abs(distance - radius) > 1e-6

    assert np.array_equal(
        covered(found.shutter, 20, 20, aspect)[is_clear], (distance > radius)[is_clear]
    )
