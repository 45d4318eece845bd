"""What a nodule answer says, and where it means (contract.md: UID, then position, then index)."""

import json

import pytest

from tests.vendor_builders import (
    Pairs,
    a_body,
    a_nodule,
    a_series,
    a_series_answer,
    an_envelope,
    data,
    job_answer,
    success,
    uid_of,
)
from viewer.domain.finding import Lobe, Lung, NoduleCategory, NoteKind
from viewer.domain.result import NoticeKind, RunState, UnplacedReason
from viewer.geometry.points import ImagePoint
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.reading import read_answer


def read(answer, series=None, uid_map=None):
    raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return read_answer(raw, LUNG_NODULE, About(series=series or a_series(), uid_map=uid_map))


def only(result):
    (finding,) = result.findings
    return finding


def kinds(finding):
    return [note.kind for note in finding.notes]


def test_a_nodule_is_read_with_all_that_is_said_of_it():
    finding = only(read(data(a_nodule(Risk="0.12"))))

    assert finding.confidence == 0.87
    assert finding.category is NoduleCategory.SOLID
    assert (finding.site.lung, finding.site.lobe) == (Lung.RIGHT, Lobe.LOWER)
    assert finding.measured("diameter") == 9.25
    assert finding.measured("volume") == 414.4
    assert finding.measured("mean") == -31.5
    assert finding.placement.region.centre == ImagePoint(210.5, 95.5)
    assert finding.placement.patient == pytest.approx((-13.5, -66.25, -280.0))
    assert finding.notes == ()
    assert finding.extras == (("Risk", "0.12"),)
    assert dict(finding.fields)["MeanValue"] == "-31.5"


@pytest.mark.parametrize(
    "wrapped",
    [
        an_envelope(a_body(Data=data(a_nodule()))),
        an_envelope(json.dumps(a_body(Data=data(a_nodule())))),
        an_envelope(a_body(Data=json.dumps(data(a_nodule())))),
        json.dumps(a_body(Data=data(a_nodule()))).encode(),
        success(a_nodule()),
        job_answer("PROCESS_SUCCESS", Result=json.dumps({"Data": data(a_nodule())})),
        job_answer("process_success", Result=data(a_nodule())),
        json.dumps({"Result": json.dumps(data(a_nodule()))}).encode(),
        json.dumps({"Data": data(a_nodule())}).encode(),
        json.dumps(data(a_nodule())).encode(),
        json.dumps(json.dumps(data(a_nodule()))).encode(),
    ],
    ids=[
        "envelope",
        "body-as-text",
        "data-as-text",
        "body",
        "asynchronous",
        "wrapped-twice",
        "result-as-object",
        "bare-result",
        "data-member",
        "bare-data",
        "document-as-text",
    ],
)
def test_r028_an_answer_is_read_in_every_wrapping(wrapped):
    assert only(read(wrapped)).placement.slice_index == 12


def test_r029_names_may_begin_in_lower_case():
    nodule = {name[0].lower() + name[1:]: value for name, value in a_nodule().items()}
    entry = {name[0].lower() + name[1:]: v for name, v in a_series_answer(nodule).items()}

    finding = only(read({"series": [entry]}))

    assert finding.placement.slice_index == 12
    assert finding.measured("diameter") == 9.25
    assert finding.extras == ()


def test_r029_numbers_may_be_numbers():
    nodule = a_nodule(ImageX=210, ImageY=95.0, ImageZ=12, Diameter=9.25, Confidence=0.87, X=-13.5)

    assert only(read(data(nodule))).placement.region.centre == ImagePoint(210.5, 95.5)


def test_the_uid_is_mapped_back_before_it_is_looked_up():
    sent = Pairs({"2.25.1": uid_of(21)})

    finding = only(read(data(a_nodule(SOPInstanceUID="2.25.1")), uid_map=sent))

    assert finding.placement.slice_index == 21
    assert finding.placement.instance.sop_instance_uid == uid_of(21)


def test_without_a_uid_the_position_decides():
    finding = only(read(data(a_nodule(SOPInstanceUID=..., ImageZ="27"))))

    assert finding.placement.slice_index == 12
    assert NoteKind.PLACED_BY_POSITION in kinds(finding)


def test_r031_an_unknown_uid_is_said_and_the_position_decides():
    finding = only(read(data(a_nodule(SOPInstanceUID="1.9.9"))))

    assert finding.placement.slice_index == 12
    assert NoteKind.UNKNOWN_INSTANCE in kinds(finding)


def test_without_uid_and_position_the_index_decides():
    finding = only(read(data(a_nodule(SOPInstanceUID="", X=None, Y=None, Z=None, ImageZ="7"))))

    assert finding.placement.slice_index == 7
    assert NoteKind.PLACED_BY_INDEX in kinds(finding)


def test_an_origin_at_the_last_slice_makes_indices_descend():
    nodule = a_nodule(SOPInstanceUID="", X=None, Y=None, Z=None, ImageZ="7")

    finding = only(read(data(nodule, Origin="-160.5\\-142.25\\-237.5")))

    assert finding.placement.slice_index == 29 - 7


def test_r031_a_position_outside_the_volume_is_not_believed():
    finding = only(read(data(a_nodule(SOPInstanceUID="", Z="900", ImageZ="7"))))

    assert finding.placement.slice_index == 7
    assert finding.placement.patient == pytest.approx((-13.5, -66.25, -292.5))


def test_r031_slices_that_disagree_are_named_from_one():
    finding = only(read(data(a_nodule(ImageZ="20", Z="-230.0"))))
    disagreement = next(n for n in finding.notes if n.kind is NoteKind.SLICES_DISAGREE)

    assert finding.placement.slice_index == 12
    assert disagreement.values == ("13", "21")


def test_neighbouring_slices_agree():
    finding = only(read(data(a_nodule(ImageZ="13"))))

    assert finding.notes == ()


def test_r031_an_index_far_from_the_position_in_the_plane_is_said_with_the_distance():
    finding = only(read(data(a_nodule(ImageX="220"))))
    (note,) = finding.notes

    assert finding.placement.region.centre == ImagePoint(220.5, 95.5)
    assert (note.kind, note.values) == (NoteKind.INDEX_DISAGREES_WITH_POSITION, ("7.0",))
    assert finding.placement.patient.x == pytest.approx(-6.5)


def test_r031_a_position_outside_the_volume_is_said_with_the_distance():
    finding = only(read(data(a_nodule(Z="20"))))
    (note,) = finding.notes

    assert finding.placement.slice_index == 12
    assert (note.kind, note.values) == (NoteKind.INDEX_DISAGREES_WITH_POSITION, ("300.0",))
    assert finding.placement.patient == pytest.approx((-13.5, -66.25, -280.0))


@pytest.mark.parametrize(("index", "named"), [("99", "100"), ("-7", "-6"), ("1e300", "1000001")])
def test_r031_an_index_beyond_the_series_is_said(index, named):
    finding = only(read(data(a_nodule(ImageZ=index))))
    (note,) = finding.notes

    assert finding.placement.slice_index == 12
    assert (note.kind, note.values) == (NoteKind.SLICES_DISAGREE, ("13", named))


def test_without_image_coordinates_the_centre_is_the_foot_of_the_position():
    finding = only(read(data(a_nodule(ImageX=None, ImageY="", ImageZ=...))))

    assert finding.placement.region.centre == pytest.approx((210.5, 95.5))


def test_on_tilted_slices_the_foot_is_that_on_the_drawn_slice():
    series = a_series(tilt_deg=20)
    plane = series.geometry.planes[12]
    x, y, z = plane.to_patient(ImagePoint(120.25, 60.75))

    finding = only(read(data(a_nodule(ImageX=..., ImageY=..., X=x, Y=y, Z=z)), series))

    assert finding.placement.region.centre == pytest.approx((120.25, 60.75))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ImageX": "nan", "X": None}, UnplacedReason.NOT_A_NUMBER),
        ({"ImageX": "NaN"}, UnplacedReason.NOT_A_NUMBER),
        ({"ImageY": {"at": 3}}, UnplacedReason.NOT_A_NUMBER),
        ({"ImageX": "480.1", "X": None}, UnplacedReason.OUTSIDE_IMAGE),
        ({"ImageX": "-500"}, UnplacedReason.OUTSIDE_IMAGE),
        ({"ImageY": "-3", "Y": None}, UnplacedReason.OUTSIDE_IMAGE),
        ({"SOPInstanceUID": "", "ImageZ": "31", "Z": "500"}, UnplacedReason.OUTSIDE_IMAGE),
        ({"SOPInstanceUID": "", "ImageZ": None, "Z": None}, UnplacedReason.NO_POSITION),
    ],
)
def test_r030_what_cannot_be_drawn_is_listed_with_the_reason(changes, reason):
    result = read(data(a_nodule(**changes), a_nodule()))

    assert len(result.findings) == 1
    (unplaced,) = result.unplaced
    assert unplaced.reason is reason
    assert unplaced.path == "Series[0].Elements[0]"
    assert dict(unplaced.fields)["Diameter"] == "9.25"


def test_one_bad_element_does_not_lose_the_others():
    result = read(data("nonsense", None, a_nodule(), 7))

    assert [finding.number for finding in result.findings] == [1]
    assert [u.reason for u in result.unplaced] == [UnplacedReason.NOT_AN_OBJECT] * 3


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("0-ggo", NoduleCategory.GROUND_GLASS),
        ("1-part-solid", NoduleCategory.PART_SOLID),
        ("solid", NoduleCategory.SOLID),
        ("3-unknown", NoduleCategory.UNKNOWN),
        (1, NoduleCategory.PART_SOLID),
        ("2", NoduleCategory.SOLID),
        ("calcified", NoduleCategory.UNKNOWN),
        (None, NoduleCategory.UNKNOWN),
    ],
)
def test_a_category_is_read_by_word_or_number(text, category):
    assert only(read(data(a_nodule(Category=text)))).category is category


@pytest.mark.parametrize("diameter", ["0", "-4", "nan", None, ...])
def test_a_missing_diameter_is_said(diameter):
    finding = only(read(data(a_nodule(Diameter=diameter))))

    assert finding.placement.region.diameter_mm is None
    assert finding.measured("diameter") is None
    assert kinds(finding) == [NoteKind.SIZE_MISSING]


@pytest.mark.parametrize("confidence", ["7", "-0.1", "93%", None])
def test_a_confidence_that_is_none_is_not_guessed(confidence):
    assert only(read(data(a_nodule(Confidence=confidence)))).confidence is None


def test_nothing_found_is_a_state_of_its_own():
    result = read(success())

    assert result.state is RunState.NONE
    assert result.report == "右肺下叶结节"


@pytest.mark.parametrize("elements", [None, [], "[]"])
def test_no_elements_means_nothing_found(elements):
    assert read(data(Elements=elements)).state is RunState.NONE


@pytest.mark.parametrize(
    "answer",
    [
        data(Elements=...),
        data(Elements="none"),
        data(Elements=3),
        {"Series": []},
        {"Series": "x"},
        {},
        [],
        a_body(),
        job_answer("PROCESS_SUCCESS"),
        job_answer("PROCESS_SUCCESS", Result="not json"),
        job_answer("QUEUING"),
        job_answer("WONDERING"),
        an_envelope(None),
        an_envelope("not json"),
    ],
)
def test_what_is_not_understood_is_never_taken_for_nothing_found(answer):
    with pytest.raises(Garbled):
        read(answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (an_envelope({}, code="-1002", error="没有权限"), "没有权限"),
        (an_envelope({"ret_code": "7", "remark": "切片太少"}), "切片太少"),
        (
            job_answer("PROCESS_FAILED", ErrorCode="E5", ErrorMessage="no lung"),
            "PROCESS_FAILED · E5 · no lung",
        ),
        (job_answer("TIMEOUT_FAILED"), "TIMEOUT_FAILED"),
    ],
)
def test_r028_a_refusal_is_a_failed_run_in_the_services_words(answer, words):
    result = read(answer)

    assert (result.state, result.failure) == (RunState.FAILED, words)


def test_an_answer_about_another_series_is_said():
    result = read(data(a_nodule(), SeriesInstanceUid="1.2.9"))

    assert [notice.kind for notice in result.notices] == [NoticeKind.WRONG_SERIES]


def test_several_series_are_read_and_said():
    result = read({"Series": [a_series_answer(a_nodule()), a_series_answer(a_nodule())]})

    assert [finding.number for finding in result.findings] == [1, 2]
    assert result.notices[0].values == ("2",)


def test_the_reference_method_is_said():
    result = read(data(a_nodule(), Report="经典参考方法，不用于诊断"))

    assert [notice.kind for notice in result.notices] == [NoticeKind.REFERENCE_METHOD]


def test_the_same_answer_gives_the_same_uids():
    one, other = (read(data(a_nodule(), a_nodule())) for _ in range(2))

    assert [f.uid for f in one.findings] == [f.uid for f in other.findings]
    assert len({f.uid for f in one.findings}) == 2


def test_fields_that_nobody_reads_are_kept():
    result = read(an_envelope(a_body(Data={**data(a_nodule(), Model={"v": 3}), "Extra": [1, 2]})))

    leftovers = dict(result.leftovers)
    assert leftovers["showapi_res_body.Data.Series[0].Model.v"] == "3"
    assert leftovers["showapi_res_body.Data.Extra[1]"] == "2"
    assert "showapi_res_body.Data.Series[0].Report" not in leftovers


def test_a_stack_without_positions_is_served_by_uid_and_index():
    from dataclasses import replace

    series = replace(a_series(), geometry=None)

    finding = only(read(data(a_nodule()), series))

    assert finding.placement.slice_index == 12
    assert finding.placement.patient is None


def test_frames_of_one_file_are_told_apart_by_the_index():
    from dataclasses import replace

    from viewer.domain.references import InstanceReference

    frames = tuple(InstanceReference(uid_of(12), frame) for frame in range(30))
    series = replace(a_series(), instances=frames)

    finding = only(read(data(a_nodule()), series))

    assert finding.placement.instance == InstanceReference(uid_of(12), 12)
