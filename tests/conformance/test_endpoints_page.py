"""docs/endpoints.md is what the catalogue, the corpus and the service's tests say."""

import re

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


def test_every_link_leads_to_a_file():
    for link in re.findall(r"\]\((\S+?)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / link).is_file(), link
