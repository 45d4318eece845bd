"""Our dental client against the local service over real HTTP: two programs that share no code."""

import asyncio
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tests.dental_corpus import a_picture
from viewer.domain.finding import FindingKind, NoteKind
from viewer.domain.result import NoticeKind, RunState
from viewer.foundation.folders import Folders
from viewer.foundation.redact import Secret
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.server.phantoms import cephalogram, intraoral_files, panoramic
from viewer.server.phantoms.intraoral_photo import CASES, draw_intraoral, intraoral_data
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import connection_from_line
from viewer.vendors.dental.answer import read_dental
from viewer.vendors.dental.client import DentalClient
from viewer.vendors.errors import (
    BadToken,
    Busy,
    DentalRefused,
    NoMethod,
    OtherCoordinates,
    OtherKind,
    OtherPicture,
    UnknownOutcome,
)
from viewer.vendors.gateway.endpoint import About, SentPicture
from viewer.vendors.transport import Transport

pytestmark = pytest.mark.process

CASE = next(case for case in CASES if case.name == "decayed")
SIZE = (354, 240)
KINDS = ("intraoral", "panoramic", "cephalometric")


def pictured(pixels) -> bytes:
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def photo() -> bytes:
    return pictured(draw_intraoral(CASE, "small"))


@pytest.fixture(scope="module")
def ceph() -> bytes:
    return pictured(cephalogram.draw_cephalogram(cephalogram.CASES[0], "small"))


def connection_to(service, **changes):
    return replace(connection_from_line(json.dumps(service.announced)), **changes).dental_alone()


def detect(service, picture, name="intraoral", parameters=(), **changes):
    """Send a picture and return the answer, byte for byte."""

    async def main():
        connection = connection_to(service, **changes)
        transport = Transport(uses_proxies=False)
        try:
            client = DentalClient(connection, transport)
            return await client.detect(endpoint_named(name), picture, parameters)
        finally:
            await transport.aclose()

    return asyncio.run(main())


def read(raw, picture, name="intraoral"):
    with Image.open(io.BytesIO(picture)) as image:
        size = image.size
    series = replace(a_picture(name), columns=size[0], rows=size[1])
    about = About(series=series, picture=SentPicture(*size, *size))
    return read_dental(raw, endpoint_named(name), about)


def corners(finding):
    return [tuple(point) for point in finding.placement.region.points]


def picture_file(folder, kind):
    """Write a phantom and return its path; the photograph is stored lying on its side."""
    if kind == "intraoral":
        files = intraoral_files.write_exif_variants(folder, CASE, "small")
        return next(file for file in files if file.name.endswith("orientation-6.jpg"))
    film, name = (panoramic, "panoramic") if kind == "panoramic" else (cephalogram, "cephalogram")
    path = folder / f"{kind}.png"
    path.write_bytes(pictured(getattr(film, f"draw_{name}")(film.CASES[0], "small")))
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_job_finds_what_the_service_knows(service, tmp_path, kind):
    (stack,) = scan([picture_file(tmp_path, kind)]).stacks
    connection = connection_from_line(json.dumps(service.announced))

    class Directory:
        async def connection(self, _name):
            return connection

    async def main(library):
        runner = JobRunner(library, Directory())
        try:
            request = AnalysisRequest(endpoint=endpoint_named(kind), stack=stack)
            return (await runner.run_to_end(request)).uid
        finally:
            await runner.aclose()

    with open_library(Folders.from_environment()) as library:
        uid = asyncio.run(main(library))
        result = library.runs.result(uid)
        answer = json.loads(library.runs.raw_answer(uid))

    assert result.state is RunState.DONE
    assert answer["image"] == {"width": stack.description.columns, "height": stack.description.rows}
    if kind == "cephalometric":
        assert len(result.findings) == sum(one["valid"] for one in answer["landmarks"])
        return
    teeth = [one for one in result.findings if one.kind is FindingKind.TOOTH]
    assert [one.site.tooth for one in teeth] == [tooth["fdi"] for tooth in answer["teeth"]]
    diseases = [one for one in result.findings if one.kind is FindingKind.TOOTH_DISEASE]
    assert len(diseases) == sum(len(tooth["diseases"]) for tooth in answer["teeth"])
    assert result.unplaced == ()
    assert [one for one in result.notices if one.kind is not NoticeKind.PARTIAL] == []


def test_teeth_and_diseases_lie_where_the_service_drew_them(service, photo):
    result = read(detect(service, photo), photo)

    drawn = {
        one.site.tooth: corners(one)
        for one in result.findings
        if one.kind is FindingKind.TOOTH and not one.notes
    }
    truth = intraoral_data(CASE, "small")["teeth"]
    said = {
        tooth["fdi"]: [tuple(point) for point in tooth["segmentation"]["polygons"][0]]
        for tooth in truth
        if tooth["segmentation"]["polygons"]
    }
    assert drawn == said


def test_english_and_chinese_answers_are_the_same_findings(service, photo):
    chinese, english = (
        read(detect(service, photo, parameters=(("lang", lang),)), photo) for lang in ("zh", "en")
    )

    assert [one.evaluations for one in chinese.findings] == [
        one.evaluations for one in english.findings
    ]
    assert chinese.notices == english.notices == ()


def test_the_words_of_the_service_are_in_its_errors(service, photo):
    grey = pictured(np.full((40, 60), 128, np.uint8))
    with pytest.raises(BadToken):
        detect(service, photo, token=Secret("wrong-token-0123456789"))
    with pytest.raises(NoMethod):
        detect(service, grey)
    with pytest.raises(DentalRefused) as caught:
        detect(service, b"not a picture at all")
    assert caught.value.status == "UNSUPPORTED_MEDIA_TYPE"
    with pytest.raises(DentalRefused) as caught:
        detect(service, grey, "cephalometric", (("landmark_num", "19"),))
    assert caught.value.status == "INVALID_LANDMARK_NUM"


def test_the_health_of_the_service_is_good(service):
    async def main():
        transport = Transport(uses_proxies=False)
        try:
            return await DentalClient(connection_to(service), transport).health()
        finally:
            await transport.aclose()

    assert asyncio.run(main()).status == 200


REFUSED = (
    ("dental-html-413", DentalRefused),
    ("dental-html-503", Busy),
    ("dental-garbled-json", UnknownOutcome),
    ("dental-drop", UnknownOutcome),
    ("dental-file-not-found", DentalRefused),
    ("dental-size-swapped", OtherPicture),
    ("dental-size-off-by-one", OtherPicture),
    ("dental-other-coordinates", OtherCoordinates),
    ("dental-normalized", OtherCoordinates),
    ("dental-other-type", OtherKind),
)


@pytest.mark.parametrize(("fault", "error"), REFUSED)
def test_r039_what_cannot_be_used_has_an_error_of_its_own(start_service, photo, fault, error):
    service = start_service(fault)

    with pytest.raises(error):
        read(detect(service, photo), photo)


@pytest.mark.parametrize("fault", ["dental-size-scaled", "dental-size-doubled"])
def test_r039_places_in_a_picture_of_another_size_are_brought_onto_ours(
    start_service, photo, fault
):
    result = read(detect(start_service(fault), photo), photo)

    assert result.notices[0].kind is NoticeKind.SIZE_MAPPED
    drawn = {
        one.site.tooth: corners(one)
        for one in result.findings
        if one.kind is FindingKind.TOOTH and not one.notes
    }
    for tooth in intraoral_data(CASE, "small")["teeth"]:
        if tooth["fdi"] in drawn:
            said = np.array(tooth["segmentation"]["polygons"][0])
            assert np.abs(np.array(drawn[tooth["fdi"]]) - said).max() < 0.01


def test_odd_answers_about_teeth_are_read_and_said(start_service, photo):
    service = start_service("dental-partial", "dental-odd-teeth", "dental-null-polygons")

    result = read(detect(service, photo), photo)

    teeth = [one for one in result.findings if one.kind is FindingKind.TOOTH]
    assert [one.site.tooth for one in teeth][:5] == ["19", "86", "0", "18a", "11"]
    assert all(NoteKind.BOX_FOR_OUTLINE in {note.kind for note in one.notes} for one in teeth)
    assert result.notices[0].kind is NoticeKind.PARTIAL


def test_wrong_types_wrong_counts_and_hostile_names_are_read_and_said(start_service, photo):
    service = start_service("dental-wrong-types", "dental-wrong-counts", "dental-hostile-names")

    result = read(detect(service, photo), photo)

    assert len([one for one in result.findings if one.kind is FindingKind.TOOTH]) == 24
    assert NoticeKind.COUNT_DIFFERS in {notice.kind for notice in result.notices}


def test_odd_answers_about_landmarks_are_read_and_said(start_service, ceph):
    service = start_service("dental-landmarks-47", "dental-invalid-with-place")

    result = read(detect(service, ceph, "cephalometric"), ceph, "cephalometric")

    names = [one.site.landmark for one in result.findings]
    assert len(set(names)) == len(names)
    assert {one.path for one in result.unplaced} >= {"landmarks[0]", "landmarks[1]"}
    kinds = {notice.kind for notice in result.notices}
    assert {NoticeKind.LANDMARK_TWICE, NoticeKind.COUNT_DIFFERS} <= kinds
