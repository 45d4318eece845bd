"""Checking AWS Signature Version 4 in the query of a URL (presigned, payload unsigned).

As described in "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)",
Amazon S3 API Reference. Only what a presigned URL needs: no chunked or signed payloads.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

_ALGORITHM: Final = "AWS4-HMAC-SHA256"
_TIME_FORMAT: Final = "%Y%m%dT%H%M%SZ"
_LONGEST_LIFE_S: Final = 7 * 24 * 3600
_CLOCK_SKEW: Final = timedelta(minutes=15)
_SIGNATURE: Final = "X-Amz-Signature"


class SignatureRefusedError(Exception):
    """The URL does not open what it names; `code` is S3's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as it arrived: `path` still percent-encoded, `query` the text after `?`."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Whose signature is accepted, and for which region."""

    access_key: str
    secret_key: str
    region: str


def verify(request: SignedRequest, key: SigningKey, now: datetime) -> None:
    """Return when the signature is good and alive; else raise SignatureRefusedError."""
    pairs = parse_qsl(request.query, keep_blank_values=True)
    values = dict(pairs)
    if len(values) != len(pairs) or values.get("X-Amz-Algorithm") != _ALGORITHM:
        raise SignatureRefusedError("AccessDenied")
    scope = _scope(values, key)
    expected = _signature(request, pairs, scope, key)
    if not _is_same(expected, values.get(_SIGNATURE, "")):
        raise SignatureRefusedError("SignatureDoesNotMatch")
    _check_time(values, now)


def _scope(values: Mapping[str, str], key: SigningKey) -> str:
    access_key, _, scope = values.get("X-Amz-Credential", "").partition("/")
    day = values.get("X-Amz-Date", "")[:8]
    if not _is_same(access_key, key.access_key):
        raise SignatureRefusedError("InvalidAccessKeyId")
    if scope != f"{day}/{key.region}/s3/aws4_request":
        raise SignatureRefusedError("AuthorizationQueryParametersError")
    return scope


def _signature(
    request: SignedRequest, pairs: list[tuple[str, str]], scope: str, key: SigningKey
) -> str:
    values = dict(pairs)
    names = values.get("X-Amz-SignedHeaders", "").split(";")
    if "host" not in names or any(name not in request.headers for name in names):
        raise SignatureRefusedError("AuthorizationQueryParametersError")
    query = "&".join(
        f"{_encoded(name)}={_encoded(value)}"
        for name, value in sorted(pair for pair in pairs if pair[0] != _SIGNATURE)
    )
    headers = "".join(f"{name}:{_trimmed(request.headers[name])}\n" for name in names)
    path = quote(unquote(request.path), safe="/-_.~")
    canonical = "\n".join(
        (request.method, path, query, headers, ";".join(names), "UNSIGNED-PAYLOAD")
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = "\n".join((_ALGORITHM, values.get("X-Amz-Date", ""), scope, digest))
    signing_key = f"AWS4{key.secret_key}".encode()
    for part in scope.split("/"):
        signing_key = hmac.digest(signing_key, part.encode(), "sha256")
    return hmac.new(signing_key, text.encode(), "sha256").hexdigest()


def _check_time(values: Mapping[str, str], now: datetime) -> None:
    life = values.get("X-Amz-Expires", "")
    try:
        signed = datetime.strptime(values["X-Amz-Date"], _TIME_FORMAT).replace(tzinfo=UTC)
    except (KeyError, ValueError) as error:
        raise SignatureRefusedError("AuthorizationQueryParametersError") from error
    if not re.fullmatch(r"\d{1,6}", life) or not 1 <= int(life) <= _LONGEST_LIFE_S:
        raise SignatureRefusedError("AuthorizationQueryParametersError")
    if signed > now + _CLOCK_SKEW:
        raise SignatureRefusedError("RequestTimeTooSkewed")
    if now > signed + timedelta(seconds=int(life)):
        raise SignatureRefusedError("AccessDenied")


def _is_same(one: str, other: str) -> bool:
    """Compare in constant time; as bytes, for of text `compare_digest` takes ASCII only."""
    return hmac.compare_digest(one.encode(), other.encode())


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")


def _trimmed(value: str) -> str:
    return " ".join(value.split())
