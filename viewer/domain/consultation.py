"""A consultation: questions and answers about one study, turn by turn."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CONSULTATION: Final = "medical-qa"
"""The endpoint whose jobs are turns of a consultation: they find nothing in the images."""
ANSWER_CHARACTERS: Final = 500
"""The longest text of one turn (2477-8)."""


class QuestionType(StrEnum):
    """What a turn is about, in the service's spelling (2477-8)."""

    CHIEF_COMPLAINT = "chiefComplaint"
    AGE = "age"
    BODY_PARTS = "bodyParts"
    SYMPTOMS = "symptoms"
    COMPLICATIONS = "complications"
    DISEASE_COURSE = "diseaseCourse"
    DISEASE_HISTORY = "diseaseHistory"
    MEDICATIONS = "medications"
    ALLERGIES = "allegries"
    """So the document spells it."""
    IMAGES = "images"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationTurn:
    """What the service said in one turn; every part of it may be empty.

    `question_type` is what it asks for next, `options` are ready answers, `reports` its reports
    as (name, text).
    """

    session_id: str = ""
    question_type: str = ""
    question: str = ""
    answer_type: str = ""
    options: tuple[str, ...] = ()
    answer: str = ""
    similar: tuple[str, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()
