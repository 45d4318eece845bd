"""Jobs as words: where one stands, which endpoint it is, how long it takes, what it costs."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.job import JobState
from viewer.words.consultation import question_type_words

LOCAL = "local"
_UNSAID: Final = frozenset({"SessionId", "Department", "lang", "landmark_num"})
_KILO: Final = 1000
_MINUTE_S: Final = 60
_HOUR_S: Final = 3600


def endpoint_words(name: str) -> str:
    """Return what an endpoint does; an unknown one is called by its own name."""
    known = {
        "lung-nodule": QCoreApplication.translate("Endpoints", "Lung nodules"),
        "chest-ct": QCoreApplication.translate("Endpoints", "Chest CT screening"),
        "covid-ct": QCoreApplication.translate("Endpoints", "Pneumonia (COVID-19)"),
        "calcium-score": QCoreApplication.translate("Endpoints", "Coronary calcium score"),
        "ct-registration": QCoreApplication.translate("Endpoints", "Registration with a prior CT"),
        "hip-fracture": QCoreApplication.translate("Endpoints", "Femoral neck fracture"),
        "knee-kl": QCoreApplication.translate("Endpoints", "Knee arthrosis (KL grade)"),
        "lumbar-mri": QCoreApplication.translate("Endpoints", "Lumbar spine MRI"),
        "skin": QCoreApplication.translate("Endpoints", "Skin disease (children)"),
        "medical-qa": QCoreApplication.translate("Endpoints", "Questions and answers"),
        "intraoral": QCoreApplication.translate("Endpoints", "Intraoral photo"),
        "panoramic": QCoreApplication.translate("Endpoints", "Panoramic radiograph"),
        "cephalometric": QCoreApplication.translate("Endpoints", "Lateral cephalogram"),
        "similar-images": QCoreApplication.translate("Endpoints", "Similar cases"),
    }
    return known.get(name, name)


def endpoint_action_words(name: str) -> str:
    """Return the call to action for an endpoint."""
    known = {
        "lung-nodule": QCoreApplication.translate("Endpoints", "Find lung nodules"),
        "chest-ct": QCoreApplication.translate("Endpoints", "Screen the chest"),
        "covid-ct": QCoreApplication.translate("Endpoints", "Look for pneumonia"),
        "calcium-score": QCoreApplication.translate("Endpoints", "Score coronary calcium"),
        "ct-registration": QCoreApplication.translate("Endpoints", "Register with a prior CT"),
        "hip-fracture": QCoreApplication.translate("Endpoints", "Look for a femoral neck fracture"),
        "knee-kl": QCoreApplication.translate("Endpoints", "Grade the knees"),
        "lumbar-mri": QCoreApplication.translate("Endpoints", "Assess discs and vertebrae"),
        "skin": QCoreApplication.translate("Endpoints", "Classify the skin picture"),
        "medical-qa": QCoreApplication.translate("Endpoints", "Ask about this study"),
        "intraoral": QCoreApplication.translate("Endpoints", "Find teeth in the photo"),
        "panoramic": QCoreApplication.translate("Endpoints", "Find teeth in the panoramic"),
        "cephalometric": QCoreApplication.translate("Endpoints", "Find the 46 landmarks"),
        "similar-images": QCoreApplication.translate("Endpoints", "Find similar cases"),
    }
    return known.get(name, endpoint_words(name))


def service_words(service: str) -> str:
    """Return where a job is done: the local service (and its slot), or a vendor's host."""
    if service.split("/", maxsplit=1)[0] == LOCAL:
        return QCoreApplication.translate("Jobs", "local service")
    return service


def service_state_words(status: str) -> str:
    """Return where an asynchronous job stands at its service (2477-2); else its own word."""
    known = {
        "QUEUING": QCoreApplication.translate("Jobs", "Queued at the service"),
        "PROCESSING": QCoreApplication.translate("Jobs", "The service is working"),
        "PROCESS_SUCCESS": QCoreApplication.translate("Jobs", "Finished at the service"),
        "PROCESS_FAILED": QCoreApplication.translate("Jobs", "Failed at the service"),
        "TIMEOUT_FAILED": QCoreApplication.translate("Jobs", "Took too long at the service"),
        "LIMIT_RETRY_FAILED": QCoreApplication.translate(
            "Jobs", "Given up by the service after retries"
        ),
    }
    return known.get(status, status)


def slot_words(slot: str) -> str:
    """Return what an input is to its endpoint."""
    known = {
        "images": QCoreApplication.translate("Slots", "Images"),
        "second": QCoreApplication.translate("Slots", "Second series"),
        "third": QCoreApplication.translate("Slots", "Third series"),
        "reference": QCoreApplication.translate("Slots", "Reference (stays)"),
        "floating": QCoreApplication.translate("Slots", "Prior (is moved onto it)"),
        "question": QCoreApplication.translate("Slots", "Pictures"),
    }
    return known.get(slot, slot)


def state_words(state: JobState) -> str:
    """Return where a job stands."""
    return {
        JobState.INTENDED: QCoreApplication.translate("Jobs", "Preparing"),
        JobState.PREPARED: QCoreApplication.translate("Jobs", "Uploading"),
        JobState.UPLOADED: QCoreApplication.translate("Jobs", "Submitting"),
        JobState.SUBMITTING: QCoreApplication.translate("Jobs", "Submitting"),
        JobState.UNCERTAIN: QCoreApplication.translate("Jobs", "Sent, outcome unknown"),
        JobState.WAITING: QCoreApplication.translate("Jobs", "The service is working"),
        JobState.ANSWERED: QCoreApplication.translate("Jobs", "Reading the answer"),
        JobState.DONE: QCoreApplication.translate("Jobs", "Done"),
        JobState.FAILED: QCoreApplication.translate("Jobs", "Failed"),
        JobState.CANCELLED: QCoreApplication.translate("Jobs", "Cancelled"),
    }[state]


def fetching_words() -> str:
    """Return that the files are fetched to which the answer links."""
    return QCoreApplication.translate("Jobs", "Fetching result files")


def cancelling_words() -> str:
    """Return that a job is being stopped."""
    return QCoreApplication.translate("Jobs", "Cancelling…")


def waiting_words() -> str:
    """Return that a job waits for others of its service."""
    return QCoreApplication.translate("Jobs", "Queued")


def earlier_words(moment: str) -> str:
    """Return, for the command line, that an earlier result is given and nothing was sent."""
    return QCoreApplication.translate(
        "Jobs", "Analysed on {0}: that result is given, nothing was sent. --again runs it anew."
    ).format(moment)


def let_be_words() -> str:
    """Return how a job stands of which nobody knows what became, and which a person let be."""
    return QCoreApplication.translate("Jobs", "Left, outcome unknown")


def not_run_words() -> str:
    """Return that the service had no method for the image."""
    return QCoreApplication.translate("Jobs", "Not run")


def queued_words(place: int) -> str:
    """Return which place a waiting job has; 1 is the next."""
    if place <= 1:
        return QCoreApplication.translate("Jobs", "next in the queue")
    return QCoreApplication.translate("Jobs", "no. {0} in the queue").format(place)


def speed_words(bytes_per_second: float) -> str:
    """Return how fast bytes go; empty where that is not known."""
    return (
        QCoreApplication.translate("Jobs", "{0}/s").format(bytes_words(round(bytes_per_second)))
        if bytes_per_second > 0
        else ""
    )


def bytes_words(size: int) -> str:
    """Return a size as disks and networks count it: 1 MB is 1,000,000 bytes."""
    if size < _KILO:
        return f"{size} B"
    if size < _KILO**2:
        return f"{size / _KILO:.0f} kB"
    if size < _KILO**3:
        return f"{size / _KILO**2:.1f} MB"
    return f"{size / _KILO**3:.2f} GB"


def left_words(seconds: float) -> str:
    """Return how long a job still takes, as far as anybody can say."""
    return QCoreApplication.translate("Jobs", "{0} left").format(elapsed_words(seconds))


def summary_words(under_way: int, queued: int, fees: int) -> tuple[str, ...]:
    """Return what all jobs come to: how many go on and wait, and what was billed in all."""
    said = []
    if under_way:
        said.append(QCoreApplication.translate("Jobs", "{0} under way").format(under_way))
    if queued:
        said.append(QCoreApplication.translate("Jobs", "{0} queued").format(queued))
    if fees:
        said.append(QCoreApplication.translate("Jobs", "{0} billed in all").format(fees))
    return tuple(said)


def elapsed_words(seconds: float) -> str:
    """Return a length of time."""
    whole = max(0, int(seconds))
    if whole < _MINUTE_S:
        return QCoreApplication.translate("Jobs", "{0} s").format(whole)
    if whole < _HOUR_S:
        return QCoreApplication.translate("Jobs", "{0} min {1} s").format(
            whole // _MINUTE_S, whole % _MINUTE_S
        )
    return QCoreApplication.translate("Jobs", "{0} h {1} min").format(
        whole // _HOUR_S, whole % _HOUR_S // _MINUTE_S
    )


def is_local(service: str) -> bool:
    """Tell whether a job's service is the embedded one, which bills nothing."""
    return service.split("/", maxsplit=1)[0] == LOCAL


def cost_words(fee: int, service: str) -> str:
    """Return what a job costs: calls that the service bills."""
    if is_local(service):
        return QCoreApplication.translate("Jobs", "free")
    return QCoreApplication.translate("Jobs", "{0} billed").format(fee)


def parameter_words(name: str) -> str:
    """Return what a parameter of an endpoint means."""
    known = {
        "Threshold": QCoreApplication.translate("Jobs", "Least confidence (Threshold)"),
        "Department": QCoreApplication.translate("Jobs", "Department"),
        "QuestionType": QCoreApplication.translate("Jobs", "Kind of turn"),
        "AnswerText": QCoreApplication.translate("Jobs", "Text"),
        "SessionId": QCoreApplication.translate("Jobs", "Session"),
        "lang": QCoreApplication.translate("Jobs", "Language of the answer"),
        "landmark_num": QCoreApplication.translate("Jobs", "Number of landmarks"),
        "DbName": QCoreApplication.translate("Jobs", "Database (DbName)"),
        "Limit": QCoreApplication.translate("Jobs", "Most results (Limit)"),
    }
    return known.get(name, name)


def parameter_value_words(name: str, value: str) -> str:
    """Return a parameter with its value, short; a line never breaks between the two.

    Empty for what says nothing to a person: the name of a session, the one department there is,
    the language of the answer.
    """
    if name in _UNSAID:
        return ""
    if name == "QuestionType":
        return question_type_words(value)
    if name == "AnswerText":
        return value
    known = {
        "Threshold": QCoreApplication.translate("Jobs", "Threshold {0}"),
        "DbName": QCoreApplication.translate("Jobs", "Database {0}"),
        "Limit": QCoreApplication.translate("Jobs", "At most {0} results"),
    }
    return known.get(name, f"{name} {{0}}").format(value).replace(" ", "\N{NO-BREAK SPACE}")
