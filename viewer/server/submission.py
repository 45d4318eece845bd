"""Reading a submission's form: fields, threshold, and the objects that its URLs name."""

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import parse_qs

from starlette.requests import Request

from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import (
    DEFAULT_THRESHOLD,
    FORM_BYTES,
    MANIFEST_BYTES,
    MOST_SLICES,
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
    async def of(cls, request: Request) -> Self:
        """Read the body. Raises RefusedError when it is no form, or too large."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != _CONTENT_TYPE:
            raise RefusedError(RetCode.BAD_REQUEST, f"请求应为{_CONTENT_TYPE}")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > FORM_BYTES:
                raise RefusedError(RetCode.BAD_REQUEST, "请求体过大")
        try:
            fields = parse_qs(
                body.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000
            )
        except ValueError as error:
            raise RefusedError(RetCode.BAD_REQUEST, "请求体无法解析") from error
        return cls(fields)

    def required(self, name: str) -> str:
        """Return the one value of a field that must be there."""
        values = self.fields.get(name, [])
        if not values or not values[0].strip():
            raise RefusedError(RetCode.FIELD_MISSING, f"缺少必填参数{name}")
        if len(values) > 1:
            raise RefusedError(RetCode.BAD_REQUEST, f"参数{name}重复")
        return values[0]

    def check_ds_id(self, expected: str) -> None:
        """Refuse when the data source grant is not ours; the comparison takes constant time."""
        if not hmac.compare_digest(self.required("ds_id").encode(), expected.encode()):
            raise RefusedError(RetCode.BAD_DS_ID, "ds_id无效，数据源授权失败")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a request to 2477-1 asks for."""

    threshold: float
    urls: tuple[str, ...]

    @classmethod
    def read(cls, form: Form) -> Self:
        """Check every field of the form. Raises RefusedError."""
        for name in ("DataFormat", "OrgId", "OrgName"):
            form.required(name)
        if form.required("DataFormat") != "DICOM":
            raise RefusedError(RetCode.BAD_DATA_FORMAT, "DataFormat仅支持DICOM")
        urls = tuple(form.fields.get("URL", ()))
        if not urls or not all(url.strip() for url in urls):
            raise RefusedError(RetCode.FIELD_MISSING, "缺少必填参数URL")
        for url in urls:
            check_url(url)
        return cls(_threshold(form), urls)

    def open_objects(self, store: ObjectStore, own_hosts: frozenset[str]) -> list[Path]:
        """Return the files that the URLs name: an archive, a multi-frame file or the slices.

        A single text file is a manifest: one URL of a slice a line.
        """
        try:
            files = [store.open_url(url, own_hosts) for url in self.urls]
            if len(files) == 1 and (lines := manifest_urls(files[0])) is not None:
                if len(lines) > MOST_SLICES:
                    raise RefusedError(
                        RetCode.TOO_MANY_SLICES, f"影像最多{MOST_SLICES}张，收到{len(lines)}张"
                    )
                for line in lines:
                    check_url(line)
                files = [store.open_url(line, own_hosts) for line in lines]
        except ObjectUnavailableError as error:
            raise RefusedError(RetCode.URL_NOT_READABLE, error.reason) from error
        return files


def check_url(url: str) -> None:
    """Refuse a URL that is too long or holds anything but printable ASCII."""
    if len(url) >= URL_LENGTH:
        raise RefusedError(RetCode.BAD_URL, f"URL长度应小于{URL_LENGTH}")
    if not (url.isascii() and url.isprintable()):
        raise RefusedError(RetCode.BAD_URL, "URL中不能包含中文字符")


def manifest_urls(path: Path) -> list[str] | None:
    """Return the lines of a manifest, or None when the file is something else."""
    with path.open("rb") as file:
        start = file.read(_PREAMBLE_BYTES)
        if not start.lstrip().startswith((b"http://", b"https://")):
            return None
        rest = file.read(MANIFEST_BYTES)
    try:
        return (start + rest).decode("ascii").split()
    except UnicodeDecodeError as error:
        raise RefusedError(RetCode.BAD_URL, "URL中不能包含中文字符") from error


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
