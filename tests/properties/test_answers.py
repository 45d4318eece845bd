"""Answers mutated in every way: nothing is lost, only Garbled is raised, places are right."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from tests.geometry_strategies import volumes
from tests.overlay_builders import described
from tests.vendor_builders import a_body, a_nodule, a_series, an_envelope, data
from viewer.domain.result import RunState
from viewer.geometry.points import ImagePoint
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.reading import read_answer

_SERIES = a_series()
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["nan", "1e999", "12,5", "[]", "{}", "\ud800", "[1,2]", '{"a":1}']),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn) -> object:
    """A valid answer with a few members deleted, wrapped, renamed, doubled or replaced."""
    document = json.loads(an_envelope(a_body(Data=data(a_nodule(), a_nodule(ImageX="30.25")))))
    for _ in range(draw(st.integers(1, 5))):
        _mutate(draw, document)
    return document


def _mutate(draw: st.DrawFn, document: object) -> None:
    holders = list(_holders(document))
    if not holders:
        return
    holder = draw(st.sampled_from(holders))
    key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
    kind = draw(st.sampled_from(["delete", "text", "lower", "odd", "wrap", "extra"]))
    if kind == "delete":
        del holder[key]
    elif kind == "text":
        holder[key] = json.dumps(holder[key])
    elif kind == "lower" and isinstance(key, str) and key:
        holder[key[0].swapcase() + key[1:]] = holder.pop(key)
    elif kind == "wrap":
        holder[key] = [holder[key]]
    elif kind == "extra" and isinstance(holder, dict):
        holder[f"x{draw(st.integers(0, 9))}"] = draw(_ODD)
    else:
        holder[key] = draw(_ODD)


def _holders(value: object):
    if isinstance(value, dict | list):
        if value:
            yield value
        for member in value.values() if isinstance(value, dict) else value:
            yield from _holders(member)


@given(mutated())
def test_r029_whatever_arrives_nothing_is_lost_and_nothing_else_is_raised(document: object) -> None:
    raw = json.dumps(document).encode()
    try:
        result = read_answer(raw, LUNG_NODULE, About(series=_SERIES))
    except Garbled:
        return

    kept = [text for _, text in result.leftovers]
    kept += [text for finding in result.findings for _, text in finding.fields]
    kept += [text for unplaced in result.unplaced for _, text in unplaced.fields]
    said = sorted(text for _, text in envelope.read(raw).document.leaves())
    missing = list(said)
    for text in kept:
        missing.remove(text)
    assert sorted(text.strip() for text in missing if text.strip()) == _paragraphs(result.report)


def _paragraphs(report: str) -> list[str]:
    return sorted(part.strip() for part in report.split("\n\n") if part.strip())


@given(st.binary(max_size=200))
def test_r027_any_bytes_are_an_answer_or_garbled(raw: bytes) -> None:
    try:
        read_answer(raw, LUNG_NODULE, About(series=_SERIES))
    except Garbled:
        return


@given(mutated(), st.data())
def test_r027_an_answer_cut_anywhere_is_garbled(document: object, drawn: st.DataObject) -> None:
    raw = json.dumps(document).encode()
    cut = raw[: drawn.draw(st.integers(0, len(raw) - 1))]
    try:
        read_answer(cut, LUNG_NODULE, About(series=_SERIES))
    except Garbled:
        return
    raise AssertionError("half an answer was taken for a whole one")


@given(st.data())
def test_the_answered_voxel_is_the_placed_one_in_any_stack(drawn: st.DataObject) -> None:
    geometry = drawn.draw(volumes())
    plane = geometry.planes[0]
    series = described(geometry, (plane.row_spacing, plane.column_spacing))
    index = drawn.draw(st.integers(0, len(geometry.planes) - 1))
    column = drawn.draw(st.floats(0, geometry.columns - 1))
    row = drawn.draw(st.floats(0, geometry.rows - 1))
    patient = geometry.planes[index].to_patient(ImagePoint.at_centre_of(column, row))
    uid = series.instances[index].sop_instance_uid
    ways = {
        "uid and index": {"SOPInstanceUID": uid, "ImageX": column, "ImageY": row},
        "uid and position": {"SOPInstanceUID": uid} | dict(zip("XYZ", patient, strict=True)),
        "position": dict(zip("XYZ", map(repr, patient), strict=True)),
        "index": {"ImageX": column, "ImageY": str(row), "ImageZ": float(index)},
    }
    element = ways[drawn.draw(st.sampled_from(sorted(ways)))] | {"Diameter": "5.5"}
    raw = json.dumps({"Series": [{"Elements": [element]}]}).encode()

    result = read_answer(raw, LUNG_NODULE, About(series=series))

    assert result.state is RunState.DONE
    (finding,) = result.findings
    assert finding.placement.slice_index == index
    assert math.dist(finding.placement.region.centre, (column + 0.5, row + 0.5)) < 0.01
    assert finding.placement.patient is not None
    assert math.dist(finding.placement.patient, patient) < 1e-3
