"""The library: everything this program keeps, in one folder."""

from types import TracebackType

from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.storage.blobs import Blobs
from viewer.storage.database import Database
from viewer.storage.grey_choices import GreyChoices
from viewer.storage.jobs import Jobs
from viewer.storage.ledger import Ledger
from viewer.storage.own_texts import OwnTexts
from viewer.storage.receipts import Receipts
from viewer.storage.recent import RecentItems
from viewer.storage.result_files import ResultFiles
from viewer.storage.runs import AnswerReader, Runs
from viewer.storage.settings import Settings
from viewer.storage.studies import Studies
from viewer.storage.uid_maps import UidMaps


class Library:
    """One open library; used from one thread. `viewer.jobs.library.open_library` makes it."""

    def __init__(self, folders: Folders, database: Database, reader: AnswerReader) -> None:
        self.folders = folders
        self.database = database
        self.blobs = Blobs(folders.blobs)
        self.jobs = Jobs(database)
        self.runs = Runs(database, self.jobs, self.blobs, reader)
        self.receipts = Receipts(database)
        self.result_files = ResultFiles(database)
        self.ledger = Ledger(database)
        self.own_texts = OwnTexts(database)
        self.uid_maps = UidMaps(database)
        self.recent = RecentItems(database)
        self.grey_choices = GreyChoices(database)
        self.studies = Studies(database)
        self.settings = Settings(folders.settings)

    @staticmethod
    def open(folders: Folders, reader: AnswerReader) -> "Library":
        """Open or make the library. Raises LibraryUnavailable."""
        return Library(folders, Database(folders.library), reader)

    def close(self) -> None:
        """Close the file; the library is unusable afterwards."""
        self.database.close()

    def job_lock(self, uid: str) -> ProcessLock:
        """Return the lock that the one process running this job holds."""
        return ProcessLock(self.folders.data / "locks" / f"{uid}.lock")

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
