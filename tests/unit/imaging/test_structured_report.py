"""Structured reports as trees, whatever is broken in them."""

from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.document_builders import a_code, a_number, a_report, an_image, an_item, write
from viewer.imaging import limits
from viewer.imaging.documents.structured_report import Drawing, StructuredReport, read_report
from viewer.imaging.header_view.tree import HeaderEnd
from viewer.imaging.source import FileSource


def read(folder: Path, report: Dataset) -> StructuredReport:
    return read_report(FileSource(write(folder, "sr.dcm", report)))


def test_each_kind_of_value_is_read(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        a_report(
            an_item("TEXT", "Finding", TextValue="A nodule.\r\nNo effusion."),
            an_item("CODE", "Site", ConceptCodeSequence=a_code("Left upper lobe")),
            a_number("Diameter", "7.5", "mm"),
            an_item("PNAME", "Observer", PersonName="Doe^Jane"),
            an_item("DATE", "Day", Date="20260131"),
            an_item("UIDREF", "Tracking", UID="1.2.3"),
            an_image("1.2.3.4", "Source", [3, 5]),
            an_item("SCOORD", "Outline", GraphicType="POLYLINE", GraphicData=[1.0] * 14),
            an_item("SCOORD3D", "Place", GraphicType="POINT", GraphicData=[1.5, -2.0, 30.0]),
        ),
    )

    text, code, number, name, day, uid, image, outline, place = report.root.children
    assert text.text == "A nodule.\nNo effusion."
    assert (code.concept.meaning, code.text) == ("Site", "Left upper lobe")
    assert (number.text, number.unit) == ("7.5", "mm")
    assert (name.text, day.text, uid.text) == ("Doe Jane", "20260131", "1.2.3")
    assert (image.referenced[0].sop_instance_uid, image.referenced[0].frames) == ("1.2.3.4", "3\\5")
    assert outline.drawing == Drawing("POLYLINE", 7)
    assert place.drawing == Drawing("POINT", 1, (1.5, -2.0, 30.0))


def test_state_and_observers_are_read(tmp_path: Path) -> None:
    observer = Dataset()
    observer.VerifyingObserverName, observer.VerifyingOrganization = "Doe^Jane", "Clinic"
    observer.VerificationDateTime = "20260131101112"
    report = a_report(VerifyingObserverSequence=Sequence([observer]))
    report.VerificationFlag = "VERIFIED"

    found = read(tmp_path, report)

    assert (found.completion, found.verification) == ("COMPLETE", "VERIFIED")
    assert [(o.name, o.organization) for o in found.observers] == [("Doe Jane", "Clinic")]


def test_an_item_by_reference_finds_its_target_and_a_wrong_one_none(tmp_path: Path) -> None:
    there, nowhere = Dataset(), Dataset()
    for item, place in ((there, [1, 1]), (nowhere, [1, 9, 1])):
        item.RelationshipType, item.ReferencedContentItemIdentifier = "INFERRED FROM", place

    report = read(tmp_path, a_report(an_item("TEXT", "Finding", there, nowhere, TextValue="x")))

    first, second = report.root.children[0].children
    target = report.item_at(first.see)
    assert target is not None
    assert target.concept.meaning == "Finding"
    assert report.item_at(second.see) is None


def test_chinese_text_under_a_wrong_character_set_is_readable(tmp_path: Path) -> None:
    path = write(tmp_path, "sr.dcm", a_report(an_item("TEXT", "Finding", TextValue="X" * 8)))
    path.write_bytes(path.read_bytes().replace(b"X" * 8, "左肺结节".encode("gb18030")))

    report = read_report(FileSource(path))

    assert report.root.children[0].text == "左肺结节"


def test_r007_a_tree_nested_without_end_is_read_to_the_limit(tmp_path: Path) -> None:
    item = an_item("TEXT", "Deepest", TextValue="x")
    for _ in range(limits.NESTING + 20):
        item = an_item("CONTAINER", "Level", item)

    report = read(tmp_path, a_report(item))

    depth, node = 0, report.root
    while node.children:
        depth, node = depth + 1, node.children[0]
    assert report.end is HeaderEnd.NESTED_TOO_DEEPLY
    assert 10 < depth <= limits.NESTING


def test_r003_a_report_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    items = [an_item("TEXT", f"Finding {n}", TextValue="words " * 20) for n in range(20)]
    path = write(tmp_path, "sr.dcm", a_report(*items))
    path.write_bytes(path.read_bytes()[:-900])

    report = read_report(FileSource(path))

    assert report.end is HeaderEnd.CUT_SHORT
    assert 10 < len(report.root.children) < 20


def test_items_without_any_attribute_do_no_harm(tmp_path: Path) -> None:
    odd = Dataset()
    odd.ValueType, odd.MeasuredValueSequence = "NUM", Sequence([Dataset()])

    report = read(tmp_path, a_report(Dataset(), odd, an_item("WHATEVER", "Odd")))

    assert [item.value_type for item in report.root.children] == ["", "NUM", "WHATEVER"]
