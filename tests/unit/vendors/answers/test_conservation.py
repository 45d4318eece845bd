"""Whatever an answer holds, no reader of answers loses a value, or fails but by saying so."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answer_corpus import CASES, FOLDER, about, read_case
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.medical import MEDICAL
from viewer.vendors.loose import number
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES

ENDPOINTS = (*MEDICAL, SIMILAR_IMAGES)
READABLE = [name for name in CASES if name not in ("page", "refusal", "gateway-error")]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["", "NaN", "-1", "1e999", "v9", "左", "12.5%", "[1,2,3]", "1,2", "{", "\ud800"]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.integers(-5, 900), max_size=7),
    st.dictionaries(st.sampled_from(["Score", "Boxes", "X", "结"]), st.integers(), max_size=2),
)


def corpus_answer(name, case):
    return json.loads((FOLDER / name / f"{case}.json").read_text(encoding="utf-8"))["answer"]


def places(document, path=()):
    """Every member and element of a document, as the way to it."""
    yield path
    if isinstance(document, dict | list):
        keys = document if isinstance(document, dict) else range(len(document))
        for key in keys:
            yield from places(document[key], (*path, key))


def changed(document, path, value):
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = changed(copy[path[0]], path[1:], value)
    return copy


def texts_in(value):
    """Every text and number that a result holds anywhere, as text."""
    if is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Enum):
        yield value.value
    elif isinstance(value, str):
        yield value
    elif isinstance(value, float):
        yield repr(value)


def is_kept(text, result, words, figures):
    if not text.strip() or text.strip() in words or text in words:
        return True
    value = number(text) if not text.strip().endswith("%") else number(text.strip()[:-1])
    if value is not None:
        return repr(value) in figures or repr(value / 100) in figures
    return any(text.strip() in word for word in (result.report, result.failure))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_value_is_lost_and_nothing_but_garbled_is_raised(endpoint, data):
    document = corpus_answer(endpoint.name, data.draw(st.sampled_from(READABLE)))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(document))))
        document = changed(document, path, data.draw(ODD))
    raw = json.dumps(document).encode()

    try:
        result = read_case(raw, endpoint)
    except Garbled:
        return

    words = set(texts_in(result))
    figures = {repr(value) for word in words if (value := number(word)) is not None}
    for path, text in envelope.read(raw).document.leaves():
        assert is_kept(text, result, words, figures), (path, text)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("value", [None, 5, "text", [], {}, [[]], [None], {"Data": 1}])
def test_a_data_that_is_something_else_is_garbled_or_empty(endpoint, value):
    raw = json.dumps({"showapi_res_code": 0, "showapi_res_body": {"ret_code": 0, "Data": value}})

    try:
        result = read_case(raw.encode(), endpoint)
    except Garbled:
        return

    assert result.findings == ()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_the_same_answer_gives_the_same_result(endpoint):
    raw = json.dumps(corpus_answer(endpoint.name, "upstream")).encode()

    assert read_case(raw, endpoint) == read_case(raw, endpoint)
    uids = [finding.uid for finding in read_case(raw, endpoint).findings]
    assert len(set(uids)) == len(uids)


def test_a_series_is_known_to_each_endpoint():
    assert all(about(endpoint.name).series.instances for endpoint in ENDPOINTS)
