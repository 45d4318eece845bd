"""The fields of the visual search (seed of 2475), and the rules that they keep."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from viewer.server.envelope import RefusedError, RetCode
from viewer.server.submission import Form

MOST_EXTRA_DATA: Final = 512
MOST_MATCHES: Final = 1000
REACH: Final = 2000
_DEFAULT_LIMIT: Final = 10
_NAME: Final = re.compile(r"[a-z0-9_]{2,64}")
_ENTITY_ID: Final = re.compile(r"[a-z0-9_]{1,64}")
_PREFIX: Final = re.compile(r"[a-z0-9_]{0,64}")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
# Letters, marks (as parts of letters), digits, punctuation, signs and spaces; Chinese characters
# are letters. No control characters, line ends, marks of direction, private or unknown characters.
_TEXT: Final = frozenset("LMNPS")


@dataclass(frozen=True, slots=True)
class PageWish:
    """What part of a database's list is asked for; with a token, `offset` does not count."""

    name: str
    offset: int
    limit: int
    token: str
    is_descending: bool
    prefix: str


def database_name(form: Form, field: str = "DbName") -> str:
    """Return a database's name. Raises RefusedError."""
    name = form.required(field)
    if not _NAME.fullmatch(name):
        words = f"{field}仅支持小写字母、数字、下划线，长度2~64"
        raise RefusedError(RetCode.BAD_DATABASE_NAME, words)
    return name


def entity_id(form: Form) -> str:
    """Return the entity's id. Raises RefusedError."""
    text = form.required("EntityId")
    if not _ENTITY_ID.fullmatch(text):
        words = "EntityId仅支持小写字母、数字、下划线，长度1~64"
        raise RefusedError(RetCode.BAD_ENTITY_ID, words)
    return text


def extra_data(form: Form) -> str:
    """Return what is to be kept beside a picture; the field must be there, empty or not."""
    values = form.fields.get("ExtraData", ())
    if not values:
        raise RefusedError(RetCode.FIELD_MISSING, "缺少必填参数ExtraData")
    if len(values) > 1:
        raise RefusedError(RetCode.BAD_REQUEST, "参数ExtraData重复")
    text = values[0]
    if len(text) > MOST_EXTRA_DATA:
        words = f"ExtraData长度应为0~{MOST_EXTRA_DATA}，收到{len(text)}"
        raise RefusedError(RetCode.BAD_EXTRA_DATA, words)
    if not all(_is_text(character) for character in text):
        words = "ExtraData仅支持字母、数字、标点符号、汉字，不能包含控制字符"
        raise RefusedError(RetCode.BAD_EXTRA_DATA, words)
    return text


def image_url(form: Form) -> str:
    """Return the picture's URL. Raises RefusedError.

    Unlike 2477, this document limits no length; the form's own limit holds.
    """
    url = form.required("ImageUrl")
    if not (url.isascii() and url.isprintable()):
        raise RefusedError(RetCode.BAD_URL, "URL中不能包含中文字符")
    return url


def match_limit(form: Form) -> int:
    """Return how many matches are wanted. Raises RefusedError."""
    form.required("Limit")
    return _number(form, "Limit", range(1, MOST_MATCHES + 1))


def page_wish(form: Form) -> PageWish:
    """Return which page is wanted: by `Offset` and `Limit`, or by `Token` and `Limit`."""
    name = database_name(form)
    offset = _number(form, "Offset", range(10**9), 0)
    limit = _number(form, "Limit", range(1, REACH + 1), _DEFAULT_LIMIT)
    token = form.optional("Token")
    if not token and offset + limit > REACH:
        words = f"Offset与Limit之和不能超过{REACH}，之后的记录请使用上一次请求返回的Token查询"
        raise RefusedError(RetCode.BEYOND_REACH, words)
    order = form.optional("Order") or "asc"
    if order not in ("asc", "desc"):
        raise RefusedError(RetCode.BAD_ORDER, "Order仅支持asc、desc")
    prefix = form.optional("EntityIdPrefix")
    if not _PREFIX.fullmatch(prefix):
        words = "EntityIdPrefix仅支持小写字母、数字、下划线，长度0~64"
        raise RefusedError(RetCode.BAD_ENTITY_ID, words)
    return PageWish(name, offset, limit, token, order == "desc", prefix)


def _number(form: Form, field: str, allowed: range, default: int = 0) -> int:
    text = form.optional(field)
    if not text:
        return default
    if not _NUMBER.fullmatch(text) or int(text) not in allowed:
        words = f"{field}应为整数，取值范围{allowed.start}~{allowed.stop - 1}"
        raise RefusedError(RetCode.BAD_NUMBER, words)
    return int(text)


def _is_text(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in _TEXT or category == "Zs"
