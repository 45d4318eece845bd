"""Every documented limit of the visual search, at both sides of its border; over real HTTP."""

from typing import Any

import pytest

from tests.contract.conftest import StartService
from tests.server_builders import LocalService
from tests.visual_builders import (
    ADD,
    CREATE,
    DELETE,
    DELETE_ENTITY,
    LIST,
    SEARCH,
    Visual,
    a_picture,
)
from viewer.server.envelope import RetCode
from viewer.server.limits import MEBIBYTE

pytestmark = pytest.mark.process

SUCCESS = RetCode.SUCCESS
NAME_RULE = [
    ("a", RetCode.BAD_DATABASE_NAME),
    ("a_", SUCCESS),
    ("0" * 64, SUCCESS),
    ("0" * 65, RetCode.BAD_DATABASE_NAME),
    ("azAZ", RetCode.BAD_DATABASE_NAME),
    ("az-9", RetCode.BAD_DATABASE_NAME),
    ("a b", RetCode.BAD_DATABASE_NAME),
    ("数据", RetCode.BAD_DATABASE_NAME),
    ("٣٣", RetCode.BAD_DATABASE_NAME),
    ("ab\n", RetCode.BAD_DATABASE_NAME),
    ("../x", RetCode.BAD_DATABASE_NAME),
    ("", RetCode.FIELD_MISSING),
]


@pytest.fixture(scope="session")
def visual(service: LocalService) -> Visual:
    return Visual(service)


@pytest.fixture(scope="session")
def name(visual: Visual) -> str:
    return visual.create("limits")


@pytest.fixture(scope="session")
def url(visual: Visual) -> str:
    return visual.service.upload(a_picture(1))


def added(visual: Visual, name: str, url: str, **changes: Any) -> int:
    fields = {"DbName": name, "EntityId": "e", "ExtraData": "", "ImageUrl": url, **changes}
    return visual.code(ADD, **fields)


def searched(visual: Visual, name: str, url: str, **changes: Any) -> int:
    return visual.code(SEARCH, **{"DbName": name, "ImageUrl": url, "Limit": "1", **changes})


@pytest.mark.parametrize(("given", "expected"), NAME_RULE)
def test_a_database_name_has_2_to_64_small_letters_digits_underscores(visual, given, expected):
    assert visual.code(CREATE, Name=given) == expected


@pytest.mark.parametrize(("given", "expected"), [one for one in NAME_RULE if one[1] != SUCCESS])
def test_every_call_holds_a_name_to_the_same_rule(visual, url, given, expected):
    codes = {
        added(visual, given, url),
        searched(visual, given, url),
        visual.code(LIST, DbName=given),
        visual.code(DELETE, Name=given),
        visual.code(DELETE_ENTITY, DbName=given, EntityId="e"),
    }

    assert codes == {expected}


def test_an_unknown_database_is_named(visual, url):
    for code in (
        added(visual, "nowhere", url),
        searched(visual, "nowhere", url),
        visual.code(LIST, DbName="nowhere"),
        visual.code(DELETE, Name="nowhere"),
        visual.code(DELETE_ENTITY, DbName="nowhere", EntityId="e"),
    ):
        assert code == RetCode.UNKNOWN_DATABASE
    assert "nowhere" in visual.body(LIST, DbName="nowhere")["remark"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", RetCode.FIELD_MISSING),
        (None, RetCode.FIELD_MISSING),
        ("a", SUCCESS),
        ("z" * 64, SUCCESS),
        ("z" * 65, RetCode.BAD_ENTITY_ID),
        ("A", RetCode.BAD_ENTITY_ID),
        ("a-b", RetCode.BAD_ENTITY_ID),
        ("病", RetCode.BAD_ENTITY_ID),
        (["a", "b"], RetCode.BAD_REQUEST),
    ],
)
def test_an_entity_id_has_1_to_64_characters(visual, name, url, given, expected):
    assert added(visual, name, url, EntityId=given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, RetCode.FIELD_MISSING),
        ("", SUCCESS),
        (" ", SUCCESS),
        ("汉" * 512, SUCCESS),
        ("汉" * 513, RetCode.BAD_EXTRA_DATA),
        ("𠮷" * 512, SUCCESS),
        ("a" * 513, RetCode.BAD_EXTRA_DATA),
        ('{"s":"1.2","l":"肺结节，3×4 mm"}', SUCCESS),
        ("a\nb", RetCode.BAD_EXTRA_DATA),
        ("a\tb", RetCode.BAD_EXTRA_DATA),
        ("a\0b", RetCode.BAD_EXTRA_DATA),
        ("a\u202eb", RetCode.BAD_EXTRA_DATA),
        ("a\u2028b", RetCode.BAD_EXTRA_DATA),
        (["a", "b"], RetCode.BAD_REQUEST),
    ],
)
def test_extra_data_is_text_of_0_to_512_characters(visual, name, url, given, expected):
    assert added(visual, name, url, ExtraData=given) == expected


@pytest.mark.parametrize("ask", [added, searched])
@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (128, 200, RetCode.IMAGE_TOO_SMALL),
        (200, 128, RetCode.IMAGE_TOO_SMALL),
        (129, 129, SUCCESS),
        (1023, 1023, SUCCESS),
        (1024, 200, RetCode.IMAGE_TOO_LARGE),
        (200, 1024, RetCode.IMAGE_TOO_LARGE),
        (129, 1023, SUCCESS),
    ],
)
def test_each_side_lies_between_128_and_1024(visual, name, ask, width, height, expected):
    picture = visual.service.upload(a_picture(1, width, height))

    assert ask(visual, name, picture) == expected


@pytest.mark.parametrize(
    ("ask", "size", "expected"),
    [
        (added, 2 * MEBIBYTE, SUCCESS),
        (added, 2 * MEBIBYTE + 1, RetCode.FILE_TOO_LARGE),
        (searched, 2 * MEBIBYTE + 1, SUCCESS),
        (searched, 3 * MEBIBYTE, SUCCESS),
        (searched, 3 * MEBIBYTE + 1, RetCode.FILE_TOO_LARGE),
    ],
)
def test_a_picture_has_2_mebibytes_to_be_added_and_3_to_be_sought(
    visual, name, ask, size, expected
):
    picture = visual.service.upload(a_picture(1, size=size))

    assert ask(visual, name, picture) == expected


@pytest.mark.parametrize("ask", [added, searched])
@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("PNG", "L", SUCCESS),
        ("PNG", "RGB", SUCCESS),
        ("PNG", "RGBA", SUCCESS),
        ("PNG", "P", SUCCESS),
        ("PNG", "1", SUCCESS),
        ("PNG", "I;16", SUCCESS),
        ("JPEG", "L", SUCCESS),
        ("JPEG", "CMYK", SUCCESS),
        ("GIF", "L", RetCode.WRONG_FILE_KIND),
        ("BMP", "L", RetCode.WRONG_FILE_KIND),
        ("TIFF", "L", RetCode.WRONG_FILE_KIND),
        ("WEBP", "RGB", RetCode.WRONG_FILE_KIND),
    ],
)
def test_only_jpeg_and_png_are_taken(visual, name, ask, kind, mode, expected):
    picture = visual.service.upload(a_picture(1, kind=kind, mode=mode))

    assert ask(visual, name, picture) == expected


@pytest.mark.parametrize("ask", [added, searched])
def test_a_broken_picture_is_refused_and_nothing_of_it_is_kept(visual, name, ask):
    total = visual.data(LIST, DbName=name)["TotalCount"]
    for content in (a_picture(1)[:400], a_picture(1, kind="JPEG")[:300], b"", b"\xff\xd8\xff"):
        picture = visual.service.upload(content)
        assert ask(visual, name, picture) == RetCode.WRONG_FILE_KIND

    assert visual.data(LIST, DbName=name)["TotalCount"] == total


@pytest.mark.parametrize("ask", [added, searched])
def test_only_the_own_store_is_read_and_only_by_a_good_url(visual, name, ask):
    good = visual.service.upload(a_picture(1))
    for wrong, expected in (
        ("", RetCode.FIELD_MISSING),
        ("http://example.com/a.png", RetCode.URL_NOT_READABLE),
        (good + "0", RetCode.URL_NOT_READABLE),
        ("file:///etc/passwd", RetCode.URL_NOT_READABLE),
        (visual.service.signed("GET", "no/such"), RetCode.URL_NOT_READABLE),
        (good.replace("/t/", "/图/"), RetCode.BAD_URL),
        ([good, good], RetCode.BAD_REQUEST),
    ):
        assert ask(visual, name, wrong) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, RetCode.FIELD_MISSING),
        ("0", RetCode.BAD_NUMBER),
        ("1", SUCCESS),
        ("1000", SUCCESS),
        ("1001", RetCode.BAD_NUMBER),
        ("-1", RetCode.BAD_NUMBER),
        ("1.5", RetCode.BAD_NUMBER),
        ("十", RetCode.BAD_NUMBER),
        ("9" * 40, RetCode.BAD_NUMBER),
    ],
)
def test_a_search_wants_1_to_1000_matches(visual, name, url, given, expected):
    assert searched(visual, name, url, Limit=given) == expected


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [
        (None, None, SUCCESS),
        ("0", "2000", SUCCESS),
        ("0", "2001", RetCode.BAD_NUMBER),
        ("1999", "1", SUCCESS),
        ("1990", None, SUCCESS),
        ("1991", None, RetCode.BEYOND_REACH),
        ("2000", "1", RetCode.BEYOND_REACH),
        ("1000", "1001", RetCode.BEYOND_REACH),
        ("0", "0", RetCode.BAD_NUMBER),
        ("-1", "1", RetCode.BAD_NUMBER),
        ("x", "1", RetCode.BAD_NUMBER),
    ],
)
def test_offset_and_limit_reach_2000_records(visual, name, offset, limit, expected):
    body = visual.body(LIST, DbName=name, Offset=offset, Limit=limit)

    assert body["ret_code"] == expected
    assert ("Token" in body["remark"]) == (expected == RetCode.BEYOND_REACH)


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("Order", "asc", SUCCESS),
        ("Order", "desc", SUCCESS),
        ("Order", "", SUCCESS),
        ("Order", "DESC", RetCode.BAD_ORDER),
        ("Order", "random", RetCode.BAD_ORDER),
        ("EntityIdPrefix", "a" * 64, SUCCESS),
        ("EntityIdPrefix", "a" * 65, RetCode.BAD_ENTITY_ID),
        ("EntityIdPrefix", "a%", RetCode.BAD_ENTITY_ID),
        ("Token", "abc", RetCode.BAD_TOKEN),
        ("Token", "图", RetCode.BAD_TOKEN),
    ],
)
def test_the_other_fields_of_a_list_are_checked(visual, name, field, given, expected):
    assert visual.code(LIST, DbName=name, **{field: given}) == expected


def test_a_full_database_takes_no_more_until_something_is_deleted(start_service: StartService):
    visual = Visual(start_service(more=["--database-images", "3"]))
    visual.create("full")
    visual.create("other")
    url = visual.service.upload(a_picture(1))
    assert [added(visual, "full", url, EntityId=f"e{n}") for n in range(3)] == [0, 0, 0]

    body = visual.body(ADD, DbName="full", EntityId="e", ExtraData="", ImageUrl=url)

    assert body["ret_code"] == RetCode.DATABASE_FULL
    assert "3" in body["remark"]
    assert added(visual, "other", url) == SUCCESS
    visual.body(DELETE_ENTITY, DbName="full", EntityId="e1")
    assert added(visual, "full", url) == SUCCESS


def test_a_disk_that_takes_nothing_refuses_as_busy_and_keeps_no_half(start_service, tmp_path):
    visual = Visual(start_service())
    visual.create("disk")
    url = visual.service.upload(a_picture(1))
    pictures = tmp_path / "data" / "similar" / "pictures"
    pictures.write_bytes(b"a file where the folder should be")

    assert added(visual, "disk", url) == RetCode.BUSY
    assert visual.data(LIST, DbName="disk")["TotalCount"] == 0
    pictures.unlink()
    assert added(visual, "disk", url) == SUCCESS
