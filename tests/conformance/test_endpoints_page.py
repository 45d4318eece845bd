"""docs/endpoints.md is what the catalogue, the corpus and the service's tests say."""

import json
import re

from tests.conformance import similar_calls
from tests.conformance.endpoints import COLUMNS, PAGE, page, rows_of_page
from viewer.vendors.gateway.medical import MEDICAL


def test_the_page_is_what_is_written_from_catalogue_and_tests():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make endpoints"


def test_every_endpoint_has_a_row_without_an_empty_cell():
    rows = rows_of_page()

    assert len(rows) == len(MEDICAL) + 1
    for row in rows:
        assert len(row) == len(COLUMNS)
        assert all(cell.strip() for cell in row), row


def test_every_call_of_the_visual_search_has_a_row_with_refusals_that_are_tested(seeds):
    document = json.loads((seeds / "003_502263919b077df9.txt").read_text(encoding="utf-8"))

    assert {call.path for call in similar_calls.CALLS} == set(document["paths"])
    for row in similar_calls.rows_of_calls(list, str):
        assert len(row) == len(similar_calls.COLUMNS)
    text = PAGE.read_text(encoding="utf-8").rpartition("## ")[2]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    assert all(cell.strip() for row in rows for cell in row), rows


def test_every_link_leads_to_a_file():
    for link in re.findall(r"\]\((\S+?)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / link).is_file(), link
