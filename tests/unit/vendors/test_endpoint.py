"""The catalogue: names, parameters, fields."""

import json

import pytest

from viewer.foundation.errors import WrongUsage
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.gateway.medical import JOB_FIELD, LUNG_NODULE, MEDICAL, RESULT_PATH
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES


@pytest.mark.parametrize(
    ("text", "sent"), [("0.5", "0.50"), ("1", "1.00"), (" 0.07 ", "0.07"), ("0.01", "0.01")]
)
def test_a_threshold_is_sent_with_two_decimals(text, sent):
    assert LUNG_NODULE.checked_parameters({"threshold": text}) == (("Threshold", sent),)


def test_the_threshold_has_the_documents_default():
    assert LUNG_NODULE.checked_parameters({}) == (("Threshold", "0.70"),)


@pytest.mark.parametrize("text", ["0", "1.01", "-0.1", "0.123", "nan", "Infinity", "", "high"])
def test_a_threshold_that_is_not_allowed_is_refused(text):
    with pytest.raises(WrongUsage):
        LUNG_NODULE.checked_parameters({"Threshold": text})


def test_an_unknown_parameter_is_refused():
    with pytest.raises(WrongUsage):
        LUNG_NODULE.checked_parameters({"Sensitivity": "1"})


def test_an_endpoint_is_found_by_its_word():
    assert endpoint_named("lung-nodule") is LUNG_NODULE
    with pytest.raises(WrongUsage):
        endpoint_named("lung-nodules")


@pytest.mark.parametrize("endpoint", MEDICAL, ids=lambda endpoint: endpoint.name)
def test_the_catalogue_spells_fields_as_the_document_does(endpoint, seeds):
    fields, required = _document_fields(seeds, endpoint.path)
    by_form = [dict(fields) for _, fields in endpoint.form_fields] or [{}]

    for extra in by_form:
        ours = {
            *(slot.field for slot in endpoint.slots),
            *dict(endpoint.fixed_fields),
            *extra,
            *(parameter.name for parameter in endpoint.parameters),
            *filter(None, [endpoint.tracer_field]),
            "OrgId",
            "OrgName",
            "ds_id",
        }
        assert ours == fields
        assert required <= ours


@pytest.mark.parametrize("endpoint", MEDICAL, ids=lambda endpoint: endpoint.name)
def test_a_field_that_must_be_there_is_always_sent(endpoint, seeds):
    _, required = _document_fields(seeds, endpoint.path)

    for slot in endpoint.slots:
        assert slot.is_required == (slot.field in required)
    for parameter in endpoint.parameters:
        assert (parameter.name not in required) or parameter.default
    for form, _ in endpoint.form_fields:
        assert form in endpoint.slots[0].forms


def test_the_catalogue_has_every_path_of_the_document(seeds):
    document = json.loads((seeds / "000_1abc612bdabb98b8.txt").read_text(encoding="utf-8"))

    paths = [RESULT_PATH, *(endpoint.path for endpoint in MEDICAL)]

    assert sorted(paths) == sorted(document["paths"])


def test_the_search_for_similar_images_has_the_fields_of_its_document(seeds):
    fields, required = _document_fields(seeds, SIMILAR_IMAGES.path, "003_502263919b077df9.txt")
    ours = {
        *(one.name for one in SIMILAR_IMAGES.parameters),
        SIMILAR_IMAGES.slots[0].field,
        "ds_id",
    }

    assert ours == fields == required
    assert not SIMILAR_IMAGES.has_organisation


@pytest.mark.parametrize("name", ["", "a", "A_b", "x" * 65, "结节"])
def test_no_search_is_without_a_fit_name_of_a_database(name):
    with pytest.raises(WrongUsage, match="DbName"):
        SIMILAR_IMAGES.checked_parameters({"DbName": name} if name else {})


@pytest.mark.parametrize(("limit", "is_fit"), [("0", False), ("1", True), ("1000", True)])
def test_a_search_asks_for_one_to_a_thousand_matches(limit, is_fit):
    given = {"DbName": "knees_2", "Limit": limit}
    if is_fit:
        said = (("DbName", "knees_2"), ("Limit", limit))
        assert SIMILAR_IMAGES.checked_parameters(given) == said
        return
    with pytest.raises(WrongUsage, match="Limit"):
        SIMILAR_IMAGES.checked_parameters(given)


def test_a_thousand_and_one_matches_are_not_asked_for():
    with pytest.raises(WrongUsage, match="Limit"):
        SIMILAR_IMAGES.checked_parameters({"DbName": "knees_2", "Limit": "1001"})


def test_the_result_of_a_job_is_asked_for_as_the_document_says(seeds):
    assert _document_fields(seeds, RESULT_PATH) == ({JOB_FIELD, "ds_id"}, {JOB_FIELD, "ds_id"})


def _document_fields(seeds, path, seed="000_1abc612bdabb98b8.txt"):
    document = json.loads((seeds / seed).read_text(encoding="utf-8"))
    content = document["paths"][path]["post"]["requestBody"]["content"]
    schema = content["application/x-www-form-urlencoded"]["schema"]
    return set(schema["properties"]), set(schema["required"])
