"""Jobs as words: where one stands, which endpoint it is, how long it takes, what it costs."""

from PySide6.QtCore import QCoreApplication

from viewer.domain.job import JobState

LOCAL = "local"


def endpoint_words(name: str) -> str:
    """Return what an endpoint does; an unknown one is called by its own name."""
    known = {
        "lung-nodule": QCoreApplication.translate("Endpoints", "Lung nodules"),
    }
    return known.get(name, name)


def endpoint_action_words(name: str) -> str:
    """Return the call to action for an endpoint."""
    known = {
        "lung-nodule": QCoreApplication.translate("Endpoints", "Find lung nodules"),
    }
    return known.get(name, endpoint_words(name))


def service_words(service: str) -> str:
    """Return where a job is done: the local service (and its slot), or a vendor's host."""
    if service.split("/", maxsplit=1)[0] == LOCAL:
        return QCoreApplication.translate("Jobs", "local service")
    return service


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


def elapsed_words(seconds: float) -> str:
    """Return a length of time."""
    whole = max(0, int(seconds))
    if whole < 60:
        return QCoreApplication.translate("Jobs", "{0} s").format(whole)
    if whole < 3600:
        return QCoreApplication.translate("Jobs", "{0} min {1} s").format(whole // 60, whole % 60)
    return QCoreApplication.translate("Jobs", "{0} h {1} min").format(
        whole // 3600, whole % 3600 // 60
    )


def cost_words(fee: int, service: str) -> str:
    """Return what a job costs: calls that the service bills."""
    if service.split("/", maxsplit=1)[0] == LOCAL:
        return QCoreApplication.translate("Jobs", "free")
    return QCoreApplication.translate("Jobs", "{0} billed").format(fee)


def parameter_words(name: str) -> str:
    """Return what a parameter of an endpoint means."""
    known = {"Threshold": QCoreApplication.translate("Jobs", "Least confidence (Threshold)")}
    return known.get(name, name)


def parameter_value_words(name: str, value: str) -> str:
    """Return a parameter with its value, short; a line never breaks between the two."""
    known = {"Threshold": QCoreApplication.translate("Jobs", "Threshold {0}")}
    return known.get(name, f"{name} {{0}}").format(value).replace(" ", "\N{NO-BREAK SPACE}")
