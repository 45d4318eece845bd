"""Links in an answer, by the fields that an endpoint declares."""

import json
from dataclasses import replace

from tests.vendor_builders import a_body, an_envelope, job_answer
from viewer.vendors.gateway.links import Link, links_of
from viewer.vendors.gateway.medical import LUNG_NODULE

LINKED = replace(LUNG_NODULE, link_fields=frozenset({"DUrl", "NUrl"}))


def test_links_are_found_at_any_depth_and_in_either_case():
    data = [{"DUrl": "https://a/1", "nUrl": "https://a/2"}, {"More": {"NUrl": "https://a/3"}}]
    expected = (
        Link("[0].DUrl", "https://a/1"),
        Link("[0].nUrl", "https://a/2"),
        Link("[1].More.NUrl", "https://a/3"),
    )

    assert links_of(an_envelope(a_body(Data=data)), LINKED) == expected


def test_a_fresh_answer_has_the_same_names_however_it_is_wrapped():
    data = {"Inner": [{"DUrl": "https://a/1"}]}
    once = an_envelope(a_body(Data=data))
    result = job_answer("PROCESS_SUCCESS", Result=json.dumps({"Data": data}))

    assert [link.name for link in links_of(once, LINKED)] == ["Inner[0].DUrl"]
    assert [link.name for link in links_of(result, LINKED)] == ["Inner[0].DUrl"]


def test_what_is_no_text_or_empty_or_not_declared_is_no_link():
    data = {"DUrl": None, "NUrl": "", "Other": "https://a/1", "List": [{"DUrl": 7}]}

    assert links_of(an_envelope(a_body(Data=data)), LINKED) == ()
    assert links_of(an_envelope(a_body(Data={"DUrl": "https://a/1"})), LUNG_NODULE) == ()


def test_an_answer_that_is_not_understood_has_no_links():
    assert links_of(b"<html>", LINKED) == ()
    assert links_of(an_envelope({"ret_code": 3, "remark": "no"}), LINKED) == ()


def test_links_are_bounded_and_an_address_is_not_printed():
    data = {"List": [{"DUrl": f"https://a/{n}?Signature=s"} for n in range(1000)]}
    found = links_of(an_envelope(a_body(Data=data)), LINKED)

    assert len(found) == 64
    assert "Signature" not in repr(found)
