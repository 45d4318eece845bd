"""The content items of real reports, counted beside DCMTK's `dsrdump`."""

import re
import subprocess
from pathlib import Path

import pytest

from viewer.imaging.documents.structured_report import ContentItem, read_report
from viewer.imaging.source import FileSource

_ITEM = re.compile(r"^\s*<", re.MULTILINE)
REPORTS = (
    "objects/test-SR.dcm",
    "objects/reportsi.dcm",
    "objects/highdicom/sr_document.dcm",
    "objects/sr_annotations_dwv/sr-circle.dcm",
    "objects/sr_annotations_dwv/sr-rectangle.dcm",
    "conformance/transfer_syntaxes/report_dfl",
)


def count(item: ContentItem) -> int:
    return 1 + sum(map(count, item.children))


@pytest.mark.usefixtures("dcmtk")
@pytest.mark.parametrize("name", REPORTS)
def test_r019_a_report_has_as_many_items_as_dcmtk_finds(shared_data: Path, name: str) -> None:
    said = subprocess.run(
        ["dsrdump", "-Ee", "-Ph", str(shared_data / name)], capture_output=True, check=True
    ).stdout.decode("latin-1")
    report = read_report(FileSource(shared_data / name))

    assert count(report.root) == len(_ITEM.findall(said))


def test_r019_a_report_that_dcmtk_refuses_is_read_all_the_same(shared_data: Path) -> None:
    report = read_report(FileSource(shared_data / "objects/sr_annotations_dwv/sr-arrow.dcm"))

    assert count(report.root) == 33
