"""Reading a submission's form: fields, threshold, and the objects that its URLs name."""

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import parse_qs

from starlette.requests import Request

from viewer.server.catalogue import NODULES, Endpoint
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import (
    DEFAULT_THRESHOLD,
    FORM_BYTES,
    FORM_FIELDS,
    MANIFEST_BYTES,
    URL_LENGTH,
)
from viewer.server.store import ObjectStore, ObjectUnavailableError

_CONTENT_TYPE: Final = "application/x-www-form-urlencoded"
_NUMBER: Final = re.compile(r"\d{1,3}(\.\d{1,12})?")
_PREAMBLE_BYTES: Final = 132


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a request; a field may be repeated."""

    fields: Mapping[str, Sequence[str]]

    @classmethod
    async def of(
        cls, request: Request, most_bytes: int = FORM_BYTES, most_fields: int = FORM_FIELDS
    ) -> Self:
        """Read the body. Raises RefusedError when it is no form, or too large."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != _CONTENT_TYPE:
            raise RefusedError(RetCode.BAD_REQUEST, f"请求应为{_CONTENT_TYPE}")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > most_bytes:
                raise RefusedError(RetCode.BAD_REQUEST, "请求体过大")
        try:
            fields = parse_qs(
                body.decode(), keep_blank_values=True, errors="strict", max_num_fields=most_fields
            )
        except ValueError as error:
            raise RefusedError(RetCode.BAD_REQUEST, "请求体无法解析") from error
        return cls(fields)

    def required(self, name: str) -> str:
        """Return the one value of a field that must be there."""
        value = self.optional(name)
        if not value:
            raise RefusedError(RetCode.FIELD_MISSING, f"缺少必填参数{name}")
        return value

    def optional(self, name: str) -> str:
        """Return the one value of a field, or nothing when it is missing or blank."""
        values = self.fields.get(name, [])
        if not values or not values[0].strip():
            return ""
        if len(values) > 1:
            raise RefusedError(RetCode.BAD_REQUEST, f"参数{name}重复")
        return values[0]

    def urls(self, name: str, *, is_required: bool) -> tuple[str, ...]:
        """Return the URLs of a field, which may be repeated, each of them checked."""
        urls = tuple(self.fields.get(name, ()))
        if is_required or any(url.strip() for url in urls):
            if not urls or not all(url.strip() for url in urls):
                raise RefusedError(RetCode.FIELD_MISSING, f"缺少必填参数{name}")
            for url in urls:
                check_url(url)
            return urls
        return ()

    def check_ds_id(self, expected: str) -> None:
        """Refuse when the data source grant is not ours; the comparison takes constant time."""
        if not hmac.compare_digest(self.required("ds_id").encode(), expected.encode()):
            raise RefusedError(RetCode.BAD_DS_ID, "ds_id无效，数据源授权失败")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a request to an endpoint asks for; `inputs` are the URLs of each URL field given.

    `data_format` is nothing where the endpoint has no such field; `echoed` are the fields that its
    answer repeats.
    """

    endpoint: Endpoint
    data_format: str
    inputs: Mapping[str, tuple[str, ...]]
    threshold: float
    echoed: Mapping[str, str]

    @classmethod
    def read(cls, form: Form, endpoint: Endpoint = NODULES) -> Self:
        """Check every field of the form. Raises RefusedError."""
        for name in ("OrgId", "OrgName"):
            form.required(name)
        data_format = _data_format(form, endpoint)
        for name in endpoint.required:
            if name not in endpoint.url_fields:
                form.required(name)
        inputs = {
            name: form.urls(name, is_required=name in endpoint.required)
            for name in endpoint.url_fields
        }
        if endpoint.image is not None and any(len(urls) > 1 for urls in inputs.values()):
            raise RefusedError(RetCode.NOT_SINGLE_IMAGE, f"{endpoint.url_fields[0]}应为单张影像")
        given = {name: urls for name, urls in inputs.items() if urls}
        echoed = {name: form.required(name) for name in endpoint.echoes}
        threshold = _threshold(form) if endpoint is NODULES else DEFAULT_THRESHOLD
        return cls(endpoint, data_format, given, threshold, echoed)

    def open_objects(self, store: ObjectStore, own_hosts: frozenset[str]) -> dict[str, list[Path]]:
        """Return the files that the URLs of each field name.

        For a series: an archive, a multi-frame file, the slices, or a manifest, which is a text
        file with one URL of a slice a line.
        """
        opened = {}
        for name, urls in self.inputs.items():
            try:
                opened[name] = self._files_of(urls, store, own_hosts)
            except RefusedError as error:
                raise (error.about(name) if len(self.endpoint.url_fields) > 1 else error) from error
        return opened

    def _files_of(
        self, urls: Sequence[str], store: ObjectStore, own_hosts: frozenset[str]
    ) -> list[Path]:
        files = opened(urls, store, own_hosts)
        rules = self.endpoint.series
        if rules is None or len(files) != 1:
            return files
        lines = manifest_urls(files[0], rules.manifest_bytes)
        if lines is None:
            return files
        if len(lines) > rules.most:
            raise RefusedError(
                RetCode.TOO_MANY_SLICES, f"影像最多{rules.most}张，收到{len(lines)}张"
            )
        for line in lines:
            check_url(line)
        return opened(lines, store, own_hosts)


def opened(urls: Sequence[str], store: ObjectStore, own_hosts: frozenset[str]) -> list[Path]:
    """Return the objects of the URLs. Raises RefusedError for one that cannot be read."""
    try:
        return [store.open_url(url, own_hosts) for url in urls]
    except ObjectUnavailableError as error:
        raise RefusedError(RetCode.URL_NOT_READABLE, error.reason) from error


def check_url(url: str) -> None:
    """Refuse a URL that is too long or holds anything but printable ASCII."""
    if len(url) >= URL_LENGTH:
        raise RefusedError(RetCode.BAD_URL, f"URL长度应小于{URL_LENGTH}")
    if not (url.isascii() and url.isprintable()):
        raise RefusedError(RetCode.BAD_URL, "URL中不能包含中文字符")


def manifest_urls(path: Path, most_bytes: int = MANIFEST_BYTES) -> list[str] | None:
    """Return the lines of a manifest, or None when the file is something else."""
    with path.open("rb") as file:
        start = file.read(_PREAMBLE_BYTES)
        if not start.lstrip().startswith((b"http://", b"https://")):
            return None
        rest = file.read(most_bytes)
    try:
        return (start + rest).decode("ascii").split()
    except UnicodeDecodeError as error:
        raise RefusedError(RetCode.BAD_URL, "URL中不能包含中文字符") from error


def _data_format(form: Form, endpoint: Endpoint) -> str:
    """Read DataFormat, and the DataSourceType that belongs to it."""
    if not endpoint.formats:
        return ""
    given = form.required("DataFormat")
    if given not in endpoint.formats:
        names = "、".join(endpoint.formats)
        raise RefusedError(RetCode.BAD_DATA_FORMAT, f"DataFormat仅支持{names}")
    if endpoint.sources:
        source = form.required("DataSourceType")
        if source not in endpoint.sources.values():
            names = "、".join(endpoint.sources.values())
            raise RefusedError(RetCode.BAD_DATA_SOURCE, f"DataSourceType仅支持{names}")
        if source != endpoint.sources[given]:
            words = f"DataFormat为{given}时，DataSourceType应为{endpoint.sources[given]}"
            raise RefusedError(RetCode.BAD_DATA_SOURCE, words)
    return given


def _threshold(form: Form) -> float:
    """Read Threshold: in (0, 1], of which only two decimals are taken, as the document says."""
    values = form.fields.get("Threshold", [])
    if not values or not values[0].strip():
        return DEFAULT_THRESHOLD
    text = values[0].strip()
    if len(values) == 1 and _NUMBER.fullmatch(text):
        whole, _, decimals = text.partition(".")
        # Truncated as text: 0.29 as a float times 100 would lose a hundredth.
        threshold = float(f"{whole}.{decimals[:2] or '0'}")
        if 0.0 < threshold <= 1.0 and float(text) <= 1.0:
            return threshold
    raise RefusedError(RetCode.BAD_THRESHOLD, "Threshold取值范围为(0,1]，仅取小数点后两位")
