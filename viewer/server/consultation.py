"""A turn of the question-and-answer endpoint (2477-8), and the consultations that are going on.

The document contradicts itself on the first turn (a chief complaint, or photos): both open a
consultation here. A consultation is kept on disk and lives for 24 hours from its first turn.
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from viewer.foundation.files import atomic_write
from viewer.server.catalogue import CONSULTATION
from viewer.server.envelope import Json, RefusedError, RetCode, new_request_id
from viewer.server.submission import Form, check_url

DEPARTMENTS: Final = ("皮肤科", "dermatology")
CHIEF_COMPLAINT: Final = "chiefComplaint"
IMAGES: Final = "images"
REPORTS: Final = "reports"
QUESTION_TYPES: Final = (
    CHIEF_COMPLAINT,
    "age",
    "bodyParts",
    "symptoms",
    "complications",
    "diseaseCourse",
    "diseaseHistory",
    "medications",
    "allegries",  # the document's spelling
    IMAGES,
    REPORTS,
)
LONGEST_TEXT: Final = 500
SESSION_LIFE_S: Final = 24 * 3600
_FORGOTTEN_S: Final = 7 * 24 * 3600
_SESSION_ID: Final = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_SEPARATORS: Final = re.compile(r"[,\s]+")
_IMAGE_FIELD: Final = CONSULTATION.url_fields[0]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the user says in one turn; `session_id` is nothing in the first."""

    session_id: str
    question_type: str
    text: str
    urls: tuple[str, ...]

    @classmethod
    def read(cls, form: Form) -> Self:
        """Check every field of the form. Raises RefusedError."""
        for name in ("OrgId", "OrgName"):
            form.required(name)
        if form.required("Department") not in DEPARTMENTS:
            raise RefusedError(RetCode.BAD_DEPARTMENT, "Department仅支持皮肤科")
        question_type = form.required("QuestionType")
        if question_type not in QUESTION_TYPES:
            names = "、".join(QUESTION_TYPES)
            raise RefusedError(RetCode.BAD_QUESTION_TYPE, f"QuestionType仅支持{names}")
        session_id = form.optional("SessionId").strip()
        if not session_id and question_type not in (CHIEF_COMPLAINT, IMAGES):
            raise RefusedError(
                RetCode.FIELD_MISSING, "缺少必填参数SessionId:仅首次问诊(主诉或皮损图片)可不填"
            )
        urls = _urls(form)
        return cls(session_id, question_type, _text(form, question_type, urls), urls)


class Sessions:
    """The consultations of a data folder; `clock` gives Unix time in seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        for path in folder.iterdir():
            if path.stat().st_mtime < clock() - _FORGOTTEN_S:
                path.unlink(missing_ok=True)

    def open(self, state: Json) -> str:
        """Keep a new consultation; returns its id. Raises CannotWrite."""
        session_id = new_request_id()
        self._write(session_id, self._clock(), state)
        return session_id

    def state_of(self, session_id: str) -> Json:
        """Return where a consultation stands. Raises RefusedError when there is none any more."""
        return self._read(session_id)[1]

    def keep(self, session_id: str, state: Json) -> None:
        """Keep where a consultation stands now; its life is not made longer. Raises CannotWrite."""
        self._write(session_id, self._read(session_id)[0], state)

    def _read(self, session_id: str) -> tuple[float, Json]:
        path = self._folder / f"{session_id}.json"
        if not _SESSION_ID.fullmatch(session_id) or not path.is_file():
            raise RefusedError(RetCode.UNKNOWN_SESSION, "SessionId不存在，请重新开始问诊")
        document = json.loads(path.read_text("utf-8"))
        begun = float(document["begun"])
        if self._clock() - begun >= SESSION_LIFE_S:
            words = "SessionId已超过24小时，会话已失效，请重新开始问诊"
            raise RefusedError(RetCode.SESSION_EXPIRED, words)
        return begun, document["state"]

    def _write(self, session_id: str, begun: float, state: Json) -> None:
        content = json.dumps({"begun": begun, "state": state}, ensure_ascii=False)
        atomic_write(self._folder / f"{session_id}.json", content.encode(), is_private=True)


def _urls(form: Form) -> tuple[str, ...]:
    """Return the photos' URLs: the field may be repeated, or hold several with commas or lines."""
    given = form.fields.get(_IMAGE_FIELD, ())
    urls = tuple(url for text in given for url in _SEPARATORS.split(text) if url)
    most = CONSULTATION.image.most if CONSULTATION.image else 1
    if len(urls) > most:
        raise RefusedError(
            RetCode.TOO_MANY_IMAGES, f"{_IMAGE_FIELD}最多{most}条，收到{len(urls)}条"
        )
    for url in urls:
        check_url(url)
    return urls


def _text(form: Form, question_type: str, urls: tuple[str, ...]) -> str:
    text = form.optional("AnswerText").strip()
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            RetCode.TEXT_TOO_LONG, f"AnswerText不能超过{LONGEST_TEXT}字，收到{len(text)}字"
        )
    if question_type == IMAGES:
        if not urls:
            raise RefusedError(RetCode.FIELD_MISSING, f"缺少必填参数{_IMAGE_FIELD}")
    elif not text and not (question_type == REPORTS and urls):
        raise RefusedError(RetCode.TEXT_MISSING, "AnswerText不能为空")
    return text
