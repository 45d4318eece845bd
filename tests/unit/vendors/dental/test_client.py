"""What the dental client sends, and what it makes of every kind of answer."""

import asyncio
import json
import logging
from email.parser import BytesParser

import httpx
import pytest

from tests.dental_corpus import a_document
from tests.fake_service import Breaking
from viewer.foundation.redact import Secret
from viewer.vendors.connection import dental_connection
from viewer.vendors.dental.client import DentalClient
from viewer.vendors.dental.endpoints import CEPHALOMETRIC, INTRAORAL
from viewer.vendors.errors import (
    BadToken,
    Busy,
    DentalRefused,
    Interrupted,
    NoMethod,
    Refused,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    UploadCut,
    error_of,
    failure_text,
)
from viewer.vendors.transport import Transport
from viewer.words.errors import error_words

TOKEN = "planted-dental-token-0123456789"
BASE = "http://127.0.0.1:9/detectapi"
PICTURE = b"\x89PNG" + bytes(200_000)
GOOD = json.dumps(a_document("intraoral"), ensure_ascii=False).encode()
HTML = b"<html><head><title>413</title></head><body><h1>Too Large</h1>max 20 MB</body></html>"


class Scripted:
    """A dental service in memory: each request gets the next answer."""

    def __init__(self, *script):
        self.script = list(script)
        self.requests = []
        self.bodies = []

    async def __call__(self, request):
        self.requests.append(request)
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        self.bodies.append(await request.aread())
        if isinstance(answer, Breaking):
            return httpx.Response(200, stream=answer)
        status, body, headers = answer if isinstance(answer, tuple) else (200, answer, {})
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def detected(service, endpoint=INTRAORAL, token=TOKEN, base=BASE, **how):
    connection = dental_connection(base, Secret(token) if token else None)
    is_whole = isinstance(service, httpx.AsyncBaseTransport)

    async def main():
        handler = service if is_whole else httpx.MockTransport(service)
        transport = Transport(uses_proxies=False, handler=handler)
        try:
            return await DentalClient(connection, transport).detect(endpoint, PICTURE, **how)
        finally:
            await transport.aclose()

    return asyncio.run(main())


class CutShort(httpx.AsyncBaseTransport):
    """A connection that breaks after so many pieces of what is sent."""

    def __init__(self, error, pieces):
        self.error, self.pieces = error, pieces

    async def handle_async_request(self, request):
        async for _ in request.stream:
            self.pieces -= 1
            if self.pieces == 0:
                raise self.error
        raise self.error


def form_of(request, body):
    """Return the parts of a multipart form as another program reads them."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + body)
    return {
        part.get_param("name", header="content-disposition"): part for part in message.get_payload()
    }


def refusal(code, words="-"):
    return json.dumps({"success": False, "error": words, "error_code": code}).encode()


def test_the_form_has_the_picture_under_a_neutral_name_and_the_fields_of_the_document():
    service = Scripted(GOOD)

    answer = detected(service, CEPHALOMETRIC, parameters=(("lang", "en"), ("landmark_num", "46")))

    (request,) = service.requests
    parts = form_of(request, service.bodies[0])
    assert answer == GOOD
    assert str(request.url) == f"{BASE}/api/v1/detect"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert int(request.headers["content-length"]) == len(service.bodies[0])
    assert parts["file"].get_filename() == "picture.png"
    assert parts["file"].get_content_type() == "image/png"
    assert parts["file"].get_payload(decode=True) == PICTURE
    said = {name: part.get_payload() for name, part in parts.items() if name != "file"}
    assert said == {"image_type": "cephalometric", "lang": "en", "landmark_num": "46"}


def test_without_a_token_none_is_sent():
    service = Scripted(GOOD)

    detected(service, token="")

    assert "authorization" not in service.requests[0].headers


@pytest.mark.parametrize("base", [f"{BASE}/", f"{BASE}//", f" {BASE} "])
def test_a_slash_at_the_end_of_a_pasted_address_is_not_doubled(base):
    service = Scripted(GOOD)

    detected(service, base=base)

    assert service.requests[0].url.path == "/detectapi/api/v1/detect"


@pytest.mark.parametrize("page", [b"<h1>Not Found</h1>", b'{"detail":"Not Found"}'])
def test_a_service_without_the_unified_route_is_asked_at_the_fixed_one(page):
    service = Scripted((404, page, {}), GOOD)

    assert detected(service) == GOOD
    assert [request.url.path for request in service.requests] == [
        "/detectapi/api/v1/detect",
        "/detectapi/api/v1/intraoral/detect",
    ]


def test_progress_is_told_up_to_the_last_byte_of_the_picture():
    told = []

    detected(Scripted(GOOD), on_sent=told.append)

    assert sum(told) == len(PICTURE)
    assert len(told) > 2


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ConnectError("no"), Unreachable),
        (httpx.ConnectTimeout("no"), Unreachable),
        ((429, b"slow down", {"Retry-After": "7"}), Busy),
        ((503, b"<h1>503</h1>", {"Retry-After": "7"}), Busy),
    ],
    ids=str,
)
def test_what_cannot_have_been_accepted_may_be_repeated(answer, kind):
    with pytest.raises(kind) as caught:
        detected(Scripted(answer))

    assert getattr(caught.value, "retry_after_s", "7") == "7"


@pytest.mark.parametrize("error", [httpx.WriteError("cut"), httpx.WriteTimeout("cut")], ids=str)
def test_a_form_that_was_cut_short_may_be_repeated_and_a_whole_one_may_not(error):
    with pytest.raises(Interrupted):
        detected(CutShort(error, pieces=3))
    with pytest.raises(UnknownOutcome):
        detected(CutShort(error, pieces=100))


@pytest.mark.parametrize(
    "answer",
    [
        Breaking(b'{"success": true'),
        Breaking(b"", httpx.ReadTimeout("silence")),
        (502, b"<h1>502 Bad Gateway</h1>", {}),
        (500, b"", {}),
        (200, GOOD[:80], {}),
        (200, b"<html>login</html>", {}),
        (200, b"[]", {}),
    ],
    ids=str,
)
def test_what_may_have_been_accepted_is_never_sent_again_by_itself(answer):
    service = Scripted(answer)

    with pytest.raises(UnknownOutcome):
        detected(service)

    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "code",
    [
        "NO_FILE",
        "MISSING_IMAGE_TYPE",
        "INVALID_IMAGE_TYPE",
        "FILE_TOO_LARGE",
        "UNSUPPORTED_MEDIA_TYPE",
        "INVALID_IMAGE",
        "INVALID_LANDMARK_NUM",
        "FILE_NOT_FOUND",
        "DETECTION_ERROR",
    ],
)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_r039_each_error_code_has_words_and_advice_of_its_own(code, status):
    with pytest.raises(DentalRefused) as caught:
        detected(Scripted((status, refusal(code, "原因"), {})))

    words = error_words(caught.value)
    assert caught.value.status == code
    assert caught.value.raw
    assert "原因" in words.title
    assert words.advice
    assert code not in words.title


def test_the_words_of_the_error_codes_differ():
    codes = ("NO_FILE", "INVALID_IMAGE", "FILE_NOT_FOUND", "DETECTION_ERROR", "FILE_TOO_LARGE")

    assert len({error_words(DentalRefused(code, "")).line for code in codes}) == len(codes)


@pytest.mark.parametrize("body", [HTML, refusal("FILE_TOO_LARGE", "超过上限 20 MB")])
def test_a_picture_that_is_too_large_is_said_with_the_limit_whoever_refuses_it(body):
    with pytest.raises(DentalRefused) as caught:
        detected(Scripted((413, body, {})))

    assert "(20 MB)" in error_words(caught.value).title


@pytest.mark.parametrize("body", [b"<h1>401</h1>", refusal("UNAUTHORIZED", "鉴权失败")])
def test_a_token_that_is_not_accepted_is_said_as_that(body):
    with pytest.raises(BadToken) as caught:
        detected(Scripted((401, body, {})))

    assert "token" in error_words(caught.value).advice


def test_an_image_that_the_local_service_has_no_method_for_is_said_as_that():
    words = "There is no method for this image in the local service."

    with pytest.raises(NoMethod):
        detected(Scripted((500, refusal("DETECTION_ERROR", words), {})))


def test_a_redirect_is_not_followed():
    with pytest.raises(Refused):
        detected(Scripted((302, b"", {"Location": "https://elsewhere.example/"})))


def test_neither_the_token_nor_the_picture_is_in_a_log_an_error_or_a_kept_answer(caplog):
    caplog.set_level(logging.DEBUG)
    service = Scripted((400, refusal("INVALID_IMAGE", f"Bearer {TOKEN} wrong"), {}))

    with pytest.raises(DentalRefused) as caught:
        detected(service)

    said = f"{caught.value}{caught.value.raw!r}{caplog.text}{error_words(caught.value).line}"
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, b'{"status":"ok"}', {}), None),
        ((404, b"<h1>404</h1>", {}), Refused),
        ((401, b"", {}), BadToken),
        ((503, b"", {}), Busy),
        (httpx.ConnectError("no"), Unreachable),
        (httpx.ReadTimeout("no"), TimedOut),
    ],
    ids=str,
)
def test_the_health_of_a_service_is_asked_for(answer, kind):
    service = Scripted(answer)
    connection = dental_connection(BASE, Secret(TOKEN))

    async def main():
        transport = Transport(uses_proxies=False, handler=httpx.MockTransport(service))
        return await DentalClient(connection, transport).health()

    if kind is None:
        assert asyncio.run(main()).said == '{"status":"ok"}'
    else:
        with pytest.raises(kind):
            asyncio.run(main())
    assert service.requests[0].url.path == "/detectapi/health"


@pytest.mark.parametrize(
    ("status", "said"),
    [("302", "leads elsewhere"), ("308", "leads elsewhere"), ("404", "no dental detection")],
)
def test_a_wrong_address_is_said_to_be_one(status, said):
    words = error_words(DentalRefused(status, "moved"))
    assert "–" not in error_words(DentalRefused(status, "–")).line

    assert said in words.title
    assert status in words.title
    assert "settings" in words.advice


def test_a_connection_that_breaks_within_the_picture_hints_at_its_size_and_can_be_kept():
    with pytest.raises(UploadCut) as caught:
        detected(CutShort(httpx.WriteError("reset"), 2))

    assert "fewer pixels" in error_words(caught.value).advice
    assert type(error_of(failure_text(caught.value))) is UploadCut


def test_of_a_page_what_a_person_would_see_is_said():
    page = b"<html><head><style>body {a: b}</style><!-- c --><script>d()</script></head>"
    with pytest.raises(DentalRefused) as caught:
        detected(Scripted((413, page + b"<h1>Too&nbsp;large</h1>max 8 MB<script>e", {})))

    assert caught.value.remark == "Too large max 8 MB"
