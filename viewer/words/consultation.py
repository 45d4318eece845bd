"""Words of a consultation."""

from PySide6.QtCore import QCoreApplication

from viewer.domain.consultation import QuestionType


def question_type_words(key: str) -> str:
    """Return what a turn is about; a kind that the document does not have as the service says."""
    known = {
        QuestionType.CHIEF_COMPLAINT: QCoreApplication.translate("Consultation", "Chief complaint"),
        QuestionType.AGE: QCoreApplication.translate("Consultation", "Age"),
        QuestionType.BODY_PARTS: QCoreApplication.translate("Consultation", "Body part"),
        QuestionType.SYMPTOMS: QCoreApplication.translate("Consultation", "Symptoms"),
        QuestionType.COMPLICATIONS: QCoreApplication.translate("Consultation", "Complications"),
        QuestionType.DISEASE_COURSE: QCoreApplication.translate("Consultation", "Course"),
        QuestionType.DISEASE_HISTORY: QCoreApplication.translate("Consultation", "History"),
        QuestionType.MEDICATIONS: QCoreApplication.translate("Consultation", "Medication"),
        QuestionType.ALLERGIES: QCoreApplication.translate("Consultation", "Allergies"),
        QuestionType.IMAGES: QCoreApplication.translate("Consultation", "Images"),
        QuestionType.REPORTS: QCoreApplication.translate("Consultation", "Report"),
    }
    return next((words for kind, words in known.items() if kind.value == key), key)


def title_words(moment: str, first: str) -> str:
    """Return what a consultation is called in a list: when it began, and its first words."""
    if not first:
        return moment
    return QCoreApplication.translate("Consultation", "{0} · {1}").format(moment, first)


def open_until_words(moment: str) -> str:
    """Return until when the service keeps a session."""
    said = QCoreApplication.translate("Consultation", "The service keeps this session until {0}.")
    return said.format(moment)


def session_over_words(moment: str) -> str:
    """Return that a session has run out."""
    return QCoreApplication.translate(
        "Consultation",
        "This session ended on {0}: the service keeps one for 24 hours. What was said stays here; "
        "a new consultation begins without it.",
    ).format(moment)


def pictures_words(count: int) -> str:
    """Return how many images went with a question."""
    return QCoreApplication.translate("Consultation", "attached: {0}").format(count)


def fee_words(calls: int) -> str:
    """Return what a turn was billed."""
    return QCoreApplication.translate("Consultation", "billed calls: {0}").format(calls)


def destination_words(service: str, *, is_local: bool) -> str:
    """Return where a question goes."""
    if is_local:
        return QCoreApplication.translate(
            "Consultation", "Goes to the local service: nothing leaves this computer."
        )
    return QCoreApplication.translate(
        "Consultation", "Goes to {0}, as it is written: leave out names and dates of birth."
    ).format(service)


def named_words() -> tuple[str, str]:
    """Return the warning that a text names the patient, and the words of the consent."""
    return (
        QCoreApplication.translate(
            "Consultation", "The text holds the patient's name or number. It is sent as written."
        ),
        QCoreApplication.translate("Consultation", "Send it all the same"),
    )


def refused_in_session_words() -> str:
    """Return the words of the button that asks again in a new session."""
    return QCoreApplication.translate("Consultation", "Ask this in a new session")


def asking_words(*, is_queued: bool) -> str:
    """Return that an answer is awaited."""
    if is_queued:
        return QCoreApplication.translate("Consultation", "Waiting …")
    return QCoreApplication.translate("Consultation", "The service answers …")


def ask_again_words() -> str:
    """Return the words of the button that sends a turn again."""
    return QCoreApplication.translate("Consultation", "Send again")
