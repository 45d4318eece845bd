"""Whatever stands in a file, a document is read as far as it goes, or refused in words."""

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.document_builders import a_number, a_pdf, a_report, an_image, an_item, write
from viewer.app.document_content import document_content
from viewer.imaging.documents.document import document_header
from viewer.imaging.problems import NotReadable


@dataclass(frozen=True)
class Held:
    """A source whose content is in memory."""

    content: bytes
    path: Path = Path("held.dcm")
    member: None = None
    span: None = None
    label: str = "held.dcm"

    @contextmanager
    def opened(self):
        yield BytesIO(self.content)

    def size(self) -> int:
        return len(self.content)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the bytes of a report and of an enclosed PDF."""
    folder = tmp_path_factory.mktemp("originals")
    circle = an_item("SCOORD", "Outline", GraphicType="CIRCLE", GraphicData=[1.0, 2.0, 3.0, 2.0])
    text = an_item("TEXT", "Finding", an_image("1.2.3"), circle, TextValue="A nodule, left.")
    report = a_report(text, a_number("Diameter", "7.5", "mm"), continuity="CONTINUOUS")
    paths = [write(folder, "sr.dcm", report), write(folder, "pdf.dcm", a_pdf())]
    return [path.read_bytes() for path in paths]


@given(
    which=st.integers(0, 1),
    changes=st.lists(st.tuples(st.integers(132, 4000), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 1500),
    hides=st.booleans(),
)
def test_r019_damaged_documents_do_no_harm(
    originals: list[bytes], which: int, changes: list[tuple[int, int]], cut: int, hides: bool
) -> None:
    content = bytearray(originals[which])
    for place, value in changes:
        content[place % len(content)] = value
    del content[max(200, len(content) - cut) :]

    try:
        header = document_header(Held(bytes(content)))  # type: ignore[arg-type]
    except NotReadable:
        return
    page = document_content(header, hides_identity=hides)

    assert page.title
