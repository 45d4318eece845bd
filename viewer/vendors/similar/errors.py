"""What is wrong with something that is meant for a database of pictures; it was not sent."""

from enum import StrEnum

from viewer.foundation.errors import ExitStatus, KnownError
from viewer.vendors.similar.rules import TextProblem


class TextKind(StrEnum):
    """Which text of an order is meant."""

    DATABASE = "database"
    ENTITY = "entity"
    EXTRA = "extra"


class UnfitText(KnownError):
    """A name, an id or a text that the service does not take; nothing was sent."""

    def __init__(self, kind: TextKind, problem: TextProblem) -> None:
        super().__init__(f"{kind}: {problem.fault}")
        self.kind = TextKind(kind)
        self.problem = problem


class NamesPatient(KnownError):
    """A label says who the patient is: it does not leave."""

    def __init__(self) -> None:
        super().__init__("a label names the patient")


class DatabaseFull(KnownError):
    """There is no room for another picture in a database."""

    exit_status = ExitStatus.SERVICE

    def __init__(self, database: str) -> None:
        super().__init__(database)
        self.database = database
