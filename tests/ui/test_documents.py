"""Documents without a picture in the window: chosen in the browser, read in the centre."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.document_builders import a_pdf, a_report, an_image, an_item, write
from tests.image_builders import write_series
from tests.window_bench import Bench, play
from viewer.imaging.scan import scan
from viewer.ui.document_page import DocumentContent, DocumentPage
from viewer.words.documents import DocumentLine, LineRole

LINES = (
    DocumentLine(text="Findings", role=LineRole.HEADING),
    DocumentLine(label="Nodule", text="<b>left</b> lung", depth=1),
    DocumentLine(label="Image", text="CT 1.2.3", depth=1, image="1.2.3", frame=2),
    DocumentLine(label="Mass", text="right\nlung", depth=1),
)


@pytest.fixture
def page(qtbot: QtBot, themed: QApplication) -> DocumentPage:
    made = DocumentPage()
    qtbot.addWidget(made)
    made.resize(700, 500)
    content = DocumentContent(title="Report", lines=LINES, images=frozenset({"1.2.3"}))
    made.show_document(content, has_image=True)
    made.show()
    qtbot.waitUntil(lambda: made.is_filled)
    return made


@pytest.mark.parametrize("way", ["key", "menu"])
def test_r055_the_page_shows_markup_as_text_and_copies_plain_text(
    page: DocumentPage, qtbot: QtBot, way: str
) -> None:
    QGuiApplication.clipboard().clear()
    page.text.selectAll()
    if way == "key":
        qtbot.keyClick(page.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    else:
        menu = page.text.context_menu()
        next(a for a in menu.actions() if a.objectName() == "edit-copy").trigger()

    words = "Findings\nNodule:  <b>left</b> lung\nImage:  CT 1.2.3\nMass:  right\nlung"
    mime = QGuiApplication.clipboard().mimeData()
    assert page.plain_text == words
    assert (mime.text(), mime.hasHtml()) == (words, False)


def test_a_search_tells_how_often_and_goes_round(page: DocumentPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    page.search.setText("LUNG")
    first = page.text.textCursor().selectionStart()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    second = page.text.textCursor().selectionStart()
    page.find_next()
    page.find_previous()

    assert page.found_words == "Places: 2"
    assert first < second == page.text.textCursor().selectionStart()

    page.search.setText("spleen")
    assert page.found_words == "not found"


def test_a_line_that_points_at_an_open_image_asks_for_it(page: DocumentPage, qtbot: QtBot) -> None:
    cursor = page.text.document().find("CT 1.2.3")
    cursor.setPosition(cursor.selectionStart() + 2)
    place = page.text.cursorRect(cursor).center()

    with qtbot.waitSignal(page.reference_wanted) as asked:
        qtbot.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert asked.args == ["1.2.3", 2]


def test_a_long_document_comes_bit_by_bit(page: DocumentPage, qtbot: QtBot) -> None:
    lines = tuple(DocumentLine(label="Finding", text=str(number)) for number in range(1000))
    page.show_document(DocumentContent(title="Long", lines=lines), has_image=False)

    assert not page.is_filled
    qtbot.waitUntil(lambda: page.is_filled)
    assert page.text.document().blockCount() == 1000
    assert not page.back_button.isVisible()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Write three images, a report that points at the second, and an enclosed PDF."""
    folder = tmp_path / "study"
    write_series(folder, slices=3, rows=24, columns=32, patient_name="Quxplant^Jo")
    stack = scan([folder]).stacks[0]
    uid = stack.description.reference.study_instance_uid
    image = an_image(stack.instances[1].sop_instance_uid, "Source")
    text = an_item("TEXT", "Finding", image, TextValue="A nodule of Mrs Quxplant.")
    write(folder, "sr.dcm", a_report(text, study=uid))
    write(folder, "pdf.dcm", a_pdf(study=uid, uid="1.2.3.2"))
    return folder


async def open_document(bench: Bench, title: str) -> DocumentPage:
    documents = bench.wired.opening.documents
    key = next(key for key, header in documents.items() if header.title == title)
    bench.window.studies.document_wanted.emit(key)
    view = bench.wired.documents
    await bench.until(lambda: view.page is not None and view.page.title.text() == title)
    assert view.page is not None
    await bench.until(lambda: view.page.is_filled and bench.window.shows(view.page))
    return view.page


def test_r019_a_report_opens_as_text_and_the_image_comes_back(
    themed: QApplication, study: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(study)
        assert bench.window.toast.text == ""

        page = await open_document(bench, "Chest CT report")
        assert "Finding:  A nodule of Mrs Quxplant." in page.plain_text
        assert not bench.window.shows_image

        page.back_button.click()
        assert bench.window.shows_image
        assert bench.wired.documents.current is None
        assert bench.window.studies.current_key == bench.wired.opening.shown.stack.key

    play(themed, scene)


def test_an_image_that_a_report_points_at_is_shown(themed: QApplication, study: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(study)
        uid = bench.wired.opening.shown.stack.instances[1].sop_instance_uid
        bench.wired.image.viewport.go_to_slice(0)
        page = await open_document(bench, "Chest CT report")

        page.reference_wanted.emit(uid, 0)

        assert bench.window.shows_image
        assert bench.wired.image.viewport.state.slice_index == 1

    play(themed, scene)


def test_hiding_identities_hides_them_on_the_page_at_once(
    themed: QApplication, study: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(study)
        page = await open_document(bench, "Chest CT report")

        bench.action("hide-identity")

        await bench.until(lambda: page.is_filled and "Quxplant" not in page.plain_text)
        assert "Finding:  ••••••" in page.plain_text

    play(themed, scene)


def test_the_header_panel_follows_the_document(themed: QApplication, study: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(study)
        bench.action("header")
        sheet = bench.wired.header_view.sheet
        await bench.until(lambda: sheet.place.startswith("Image"))

        await open_document(bench, "Discharge letter")

        await bench.until(lambda: sheet.place.startswith("Discharge letter"))
        assert "MIME Type of Encapsulated Document" in str(sheet._rows)

    play(themed, scene)


def test_an_enclosed_pdf_is_saved_as_it_is(
    themed: QApplication, study: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(study)
        page = await open_document(bench, "Discharge letter")
        assert page.save_button.isVisible()

        bench.wired.documents.save(str(tmp_path / "letter.pdf"))
        await bench.until(lambda: bench.window.toast.text == "Saved: letter.pdf")
        assert (tmp_path / "letter.pdf").read_bytes() == b"%PDF-1.4 words\n%%EOF\n"

    play(themed, scene)


def test_r019_a_folder_of_documents_only_shows_the_first(
    themed: QApplication, tmp_path: Path
) -> None:
    write(tmp_path, "sr.dcm", a_report(an_item("TEXT", "Finding", TextValue="Nothing.")))

    async def scene(bench: Bench) -> None:
        bench.wired.opening.open([str(tmp_path)])
        view = bench.wired.documents
        await bench.until(lambda: view.page is not None and bench.window.shows(view.page))

        assert "Nothing." in view.page.plain_text
        assert not view.page.back_button.isVisible()

        bench.action("header")
        sheet = bench.wired.header_view.sheet
        await bench.until(lambda: "Chest CT report" in sheet.place)
        bench.action("close-study")
        assert view.current is None
        assert not bench.window.shows(view.page)
        assert view.page.plain_text == ""

    play(themed, scene)
