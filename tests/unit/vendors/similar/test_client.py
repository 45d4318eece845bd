"""What the client of the visual search sends, and what each fault means for sending it again."""

import asyncio
import traceback
from urllib.parse import parse_qsl

import httpx
import pytest

from tests.vendor_builders import PLANTED_SECRETS, a_body, a_connection, an_envelope
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Garbled,
    Interrupted,
    Refused,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    Untrusted,
    VendorError,
)
from viewer.vendors.similar.client import Order, PageWish, SimilarClient
from viewer.vendors.transport import Transport

HTML = b"<html><head><title>502 Bad Gateway</title></head></html>"
DONE = an_envelope(a_body(), fee=0)
ADDRESS = "http://127.0.0.1:9/uploads/p.png?X-Amz-Signature=planted"

ASKING = {
    "databases": lambda client: client.databases(),
    "create": lambda client: client.create("chest"),
    "drop": lambda client: client.drop("chest"),
    "page": lambda client: client.page("chest", PageWish()),
    "delete": lambda client: client.delete("chest", "s1"),
}
ONCE = {
    "add": lambda client: client.add("chest", "s1", "", ADDRESS),
    "search": lambda client: client.search("chest", ADDRESS, 20),
}


class Service:
    """A gateway in memory: the next answer, or the next fault."""

    def __init__(self, *script):
        self.script = list(script)
        self.requests = []

    async def handle_async_request(self, request):
        self.requests.append(request)
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer if isinstance(answer, tuple) else (200, answer)
        headers = {"Retry-After": "7"} if status in (429, 503) else {}
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return None

    async def aclose(self):
        return None

    @property
    def form(self):
        return dict(parse_qsl(self.requests[-1].content.decode(), keep_blank_values=True))


def say(service, call):
    """Make a call; what an error tells holds no secret."""

    async def main():
        transport = Transport(uses_proxies=False, handler=service)
        try:
            return await call(SimilarClient(a_connection(), transport))
        finally:
            await transport.aclose()

    try:
        return asyncio.run(main())
    except VendorError as error:
        told = "".join(traceback.format_exception(error))
        assert not any(secret in told for secret in PLANTED_SECRETS)
        raise


def of_data(**members):
    return an_envelope(a_body(Data=members))


def test_every_call_is_a_form_at_its_path_with_key_and_grant():
    paths = {
        "databases": ("/2475-2", of_data(DbList=[])),
        "create": ("/2475-1", DONE),
        "drop": ("/2475-6", DONE),
        "page": ("/2475-4", of_data(ImageList=[])),
        "delete": ("/2475-7", DONE),
        "add": ("/2475-3", of_data(DataId="5")),
        "search": ("/2475-5", of_data(MatchList=[])),
    }
    for name, (path, answer) in paths.items():
        service = Service(answer)
        say(service, (ASKING | ONCE)[name])
        (request,) = service.requests
        assert (request.method, request.url.path) == ("POST", path)
        assert "appKey" in request.url.params
        assert service.form["ds_id"] in PLANTED_SECRETS
        assert "OrgId" not in service.form


def test_an_added_picture_has_its_id_and_its_fee():
    service = Service(of_data(DataId="5"))
    said = say(service, lambda client: client.add("chest", "s1", '{"l":"结节"}', ADDRESS))
    assert (said.value, said.fee) == ("5", 1)
    wanted = {"DbName": "chest", "EntityId": "s1", "ExtraData": '{"l":"结节"}', "ImageUrl": ADDRESS}
    assert service.form.items() >= wanted.items()


def test_extra_data_is_said_even_where_it_is_empty():
    service = Service(of_data(DataId="5"))
    say(service, ONCE["add"])
    assert service.form["ExtraData"] == ""


def test_an_added_picture_without_a_data_id_is_added_all_the_same():
    assert say(Service(DONE), ONCE["add"]).value == ""


def test_a_first_page_says_offset_and_limit_and_no_token():
    service = Service(of_data(ImageList=[]))
    wish = PageWish(offset=1900, limit=100, order=Order.DESCENDING, prefix="s1_")
    say(service, lambda client: client.page("chest", wish))
    said = {"Offset": "1900", "Limit": "100", "Order": "desc", "EntityIdPrefix": "s1_"}
    assert service.form.items() >= said.items()
    assert "Token" not in service.form


def test_a_token_takes_the_place_of_the_offset():
    service = Service(of_data(ImageList=[]))
    say(service, lambda client: client.page("chest", PageWish(offset=2000, token="t")))
    assert service.form["Token"] == "t"
    assert "Offset" not in service.form
    assert "EntityIdPrefix" not in service.form


def test_a_search_says_how_many_it_wants():
    service = Service(of_data(MatchList=[{"EntityId": "s1", "Score": 9}]))
    said = say(service, ONCE["search"])
    assert [match.entity_id for match in said.value] == ["s1"]
    assert service.form.items() >= {"DbName": "chest", "Limit": "20"}.items()


@pytest.mark.parametrize("name", [*ASKING, *ONCE])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ConnectError("no"), Unreachable),
        (httpx.ConnectTimeout("no"), Unreachable),
        ((429, b""), Busy),
        ((503, b""), Busy),
        ((401, HTML), BadCredentials),
        ((404, HTML), Refused),
        ((302, b""), Refused),
        (an_envelope({"ret_code": 6, "remark": "数据库不存在"}), Refused),
        (an_envelope({}, code=-1002, error="appKey无效"), BadCredentials),
        (an_envelope({}, code=-1, error="系统错误"), Refused),
    ],
)
def test_what_was_not_accepted_is_said_alike_by_every_call(name, answer, kind):
    with pytest.raises(kind) as caught:
        say(Service(answer), (ASKING | ONCE)[name])
    assert not isinstance(caught.value, Untrusted)


@pytest.mark.parametrize("name", ASKING)
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ReadTimeout("slow"), TimedOut),
        (httpx.ReadError("cut"), Interrupted),
        ((500, HTML), Interrupted),
        ((502, HTML), Interrupted),
        (HTML, Garbled),
        (b"", Garbled),
        (b'{"showapi_res_code":0', Garbled),
    ],
)
def test_r023_a_call_that_may_be_repeated_says_what_happened(name, answer, kind):
    with pytest.raises(kind):
        say(Service(answer), ASKING[name])


@pytest.mark.parametrize("name", ONCE)
@pytest.mark.parametrize(
    "answer",
    [
        httpx.ReadTimeout("slow"),
        httpx.WriteTimeout("slow"),
        httpx.ReadError("cut"),
        (500, HTML),
        (504, HTML),
        HTML,
        b"",
        b'{"showapi_res_code":0',
    ],
)
def test_r022_of_a_call_that_must_not_happen_twice_the_outcome_is_unknown(name, answer):
    with pytest.raises(UnknownOutcome):
        say(Service(answer), ONCE[name])


def test_an_answer_that_nobody_can_read_is_kept_with_the_fault():
    with pytest.raises(UnknownOutcome) as caught:
        say(Service(of_data(Other=1)), ONCE["search"])
    assert b"Other" in caught.value.raw


def test_a_refusal_keeps_its_fee_and_its_answer():
    answer = an_envelope({"ret_code": 3, "remark": "超出数量"}, fee=2)
    with pytest.raises(Refused) as caught:
        say(Service(answer), ONCE["add"])
    assert (caught.value.status, caught.value.remark) == ("3", "超出数量")
    assert (caught.value.fee, caught.value.raw) == (2, answer)


def test_a_database_list_that_came_as_text_is_opened():
    answer = an_envelope(a_body(Data='{"DbList":[{"Name":"chest"}]}'))
    assert say(Service(answer), ASKING["databases"]).value == ("chest",)
