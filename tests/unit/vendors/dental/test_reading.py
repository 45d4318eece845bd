"""What the reader of dental answers holds to, whatever the answer says."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dental_corpus import FOLDER, SIZES, a_document, about, read
from viewer.domain.finding import FindingKind
from viewer.domain.result import NoticeKind, RunState
from viewer.vendors.catalogue import endpoint_named, failure_of
from viewer.vendors.dental.answer import read_dental
from viewer.vendors.errors import BadToken, DentalRefused, NoMethod, OtherPicture, VendorError
from viewer.vendors.json_text import parse
from viewer.vendors.loose import Node, number

READABLE = ("documented", "strings", "broken", "partial")
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "NaN", "-1", "1e999", "确证", "左", "12.5%", "[1,2,3]", "{", "\ud800"]),
    st.just([]),
    st.just({}),
    st.lists(st.integers(-5, 900), max_size=7),
    st.dictionaries(st.sampled_from(["bbox", "name", "x", "结"]), st.integers(), max_size=2),
)


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
    """Every text and number that a result holds anywhere."""
    if is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Enum):
        yield value.value
    elif isinstance(value, int | float | str):
        yield value if isinstance(value, str) else repr(value)


def numbers_in_lists(words):
    """Every number of the lists that are kept as one text."""
    for word in words:
        if word.startswith("["):
            yield from texts_in(json.loads(word))


@pytest.mark.parametrize("name", SIZES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_value_is_lost_and_nothing_but_known_errors_is_raised(name, data):
    case = data.draw(st.sampled_from(READABLE))
    document = json.loads((FOLDER / name / f"{case}.json").read_text(encoding="utf-8"))["answer"]
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(document))))
        document = changed(document, path, data.draw(ODD))
    raw = json.dumps(document).encode()

    try:
        result = read_dental(raw, endpoint_named(name), about(name))
    except VendorError:
        return

    words = {word.strip() for word in texts_in(result)}
    words |= set(numbers_in_lists(words))
    figures = {repr(value) for word in words if (value := number(word)) is not None}
    for path, text in Node(parse(raw)).leaves():
        value = number(text)
        kept = not text.strip() or text.strip() in words or repr(value) in figures
        assert kept, (path, text)


@pytest.mark.parametrize("name", SIZES)
def test_the_same_answer_gives_the_same_findings_each_with_its_own_name(name):
    raw = json.dumps(
        json.loads((FOLDER / name / "broken.json").read_text(encoding="utf-8"))["answer"]
    ).encode()
    first, second = (read_dental(raw, endpoint_named(name), about(name)) for _ in range(2))

    assert first == second
    uids = [one.uid for one in (*first.findings, *first.unplaced)]
    assert len(set(uids)) == len(uids)


def test_one_finding_is_a_tooth_and_its_diseases_follow_it():
    box = [100, 200, 180, 320]
    tooth = {"fdi": 11, "tooth_bbox": box, "diseases": [{"name": "龋齿"}, {"name": "残冠"}]}
    result = read(
        "intraoral", a_document("intraoral", teeth=[tooth, {"fdi": 12, "tooth_bbox": box}])
    )

    assert [(one.kind, one.site.tooth) for one in result.findings] == [
        (FindingKind.TOOTH, "11"),
        (FindingKind.TOOTH_DISEASE, "11"),
        (FindingKind.TOOTH_DISEASE, "11"),
        (FindingKind.TOOTH, "12"),
    ]
    assert [one.number for one in result.findings] == [1, 2, 3, 4]


def test_a_point_that_is_not_valid_is_listed_with_its_name_and_never_drawn():
    point = {"index": 0, "name": "ANS", "x": 0, "y": 0, "valid": False}
    result = read("cephalometric", a_document("cephalometric", landmarks=[point]))

    assert result.findings == ()
    assert result.state is RunState.DONE
    assert ("name", "ANS") in result.unplaced[0].fields


@pytest.mark.parametrize(
    ("name", "definition", "code"),
    [
        ("Po", "Pogonion,骨性颏部最前点。", "Pog"),
        ("Po", "Porion,骨性外耳道最上点。", "Po"),
        (None, "Sella,蝶鞍影像的中心点。", "S"),
        (None, None, "#4"),
    ],
)
def test_a_definition_tells_which_point_an_unclear_name_means(name, definition, code):
    point = {"index": 4, "name": name, "definition_zh": definition, "x": 9, "y": 9, "valid": True}
    result = read("cephalometric", a_document("cephalometric", landmarks=[point]))

    assert [one.site.landmark for one in result.findings] == [code]


def test_a_picture_without_a_said_size_is_the_one_that_was_sent():
    point = {"name": "S", "x": 100, "y": 90, "valid": True}
    document = a_document("cephalometric", image=..., landmarks=[point])

    (finding,) = read("cephalometric", document, sent=(240, 300)).findings

    assert tuple(finding.placement.region.point) == (200.0, 180.0)


def test_an_answer_about_the_picture_as_shown_is_not_scaled_though_a_smaller_one_was_sent():
    point = {"name": "S", "x": 100, "y": 90, "valid": True}
    result = read("cephalometric", a_document("cephalometric", landmarks=[point]), sent=(240, 300))

    assert tuple(result.findings[0].placement.region.point) == (100.0, 90.0)
    assert result.notices == ()


def test_a_swapped_size_without_a_turn_is_another_picture():
    document = a_document("panoramic", image={"width": 400, "height": 900})

    with pytest.raises(OtherPicture):
        read("panoramic", document, orientation=3)


@pytest.mark.parametrize("size", [(1, 1), (0, 400), (-900, -400), (90, 44), (12.5, 400)])
def test_a_size_that_no_scaling_makes_is_another_picture(size):
    document = a_document("panoramic", image={"width": size[0], "height": size[1]})

    with pytest.raises(OtherPicture):
        read("panoramic", document)


def test_r039_a_partial_answer_says_so_before_all_else():
    document = a_document(
        "intraoral", inference_status="partial", image={"width": 320, "height": 240}
    )
    document["teeth"] = [{"fdi": "11", "tooth_bbox": [1, 2, 30, 40]}]

    kinds = [notice.kind for notice in read("intraoral", document).notices]

    assert kinds == [NoticeKind.PARTIAL, NoticeKind.SIZE_MAPPED]


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        ("UNAUTHORIZED", "鉴权失败", BadToken),
        (
            "DETECTION_ERROR",
            "本地服务对该影像没有方法(no method for this image in the local service)",
            NoMethod,
        ),
        ("DETECTION_ERROR", "检测过程异常", DentalRefused),
        ("SOMETHING_NEW", "", DentalRefused),
    ],
)
def test_a_refusal_becomes_the_error_that_it_means(code, words, kind):
    raw = json.dumps({"success": False, "error": words, "error_code": code}).encode()

    error = failure_of(raw, endpoint_named("intraoral"))

    assert type(error) is kind
    assert error.status == code
    assert error.raw == raw


def test_an_empty_list_among_numbers_is_listed_as_what_it_is():
    tooth = {"fdi": 11, "tooth_bbox": [100, 200, 180, 320], "segmentation": {"bbox": [[], 1, 2, 3]}}

    (finding,) = read("intraoral", a_document("intraoral", teeth=[tooth])).findings

    assert ("segmentation.bbox[0]", "[]") in finding.fields
