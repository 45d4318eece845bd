"""The library: everything this program keeps, in one folder."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from viewer.foundation.errors import CannotWrite, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.storage.anchoring import follow
from viewer.storage.blindness import Blindness
from viewer.storage.blobs import Blobs
from viewer.storage.database import Database
from viewer.storage.facts import LIBRARY_UID, Facts
from viewer.storage.grey_choices import GreyChoices
from viewer.storage.jobs import Jobs
from viewer.storage.ledger import Ledger
from viewer.storage.opening import Access
from viewer.storage.own_texts import OwnTexts
from viewer.storage.receipts import Receipts
from viewer.storage.recent import RecentItems
from viewer.storage.result_files import ResultFiles
from viewer.storage.runs import AnswerReader, Runs
from viewer.storage.settings import Settings
from viewer.storage.studies import Studies
from viewer.storage.turns import trouble_of
from viewer.storage.uid_maps import UidMaps

if TYPE_CHECKING:
    from viewer.storage.similar import Similar

ReaderMaker = Callable[[UidMaps], AnswerReader]
"""Makes the parser of answers, which needs the way back from sent UIDs."""


class Library:
    """One open library; used from one thread. `viewer.jobs.library.open_library` makes it.

    `window_lock` is held as long as it is open, by the one window that may write.
    """

    def __init__(
        self,
        folders: Folders,
        database: Database,
        make_reader: ReaderMaker,
        window_lock: ProcessLock | None = None,
    ) -> None:
        self.folders = folders
        self.database = database
        self._make_reader = make_reader
        self._window_lock = window_lock
        self.facts = Facts(database)
        self.blobs = Blobs(folders.blobs)
        self.jobs = Jobs(database)
        self.uid_maps = UidMaps(database)
        self.runs = Runs(database, self.jobs, self.blobs, make_reader(self.uid_maps))
        self.receipts = Receipts(database)
        self.result_files = ResultFiles(database)
        self.ledger = Ledger(database)
        self.own_texts = OwnTexts(database)
        self.recent = RecentItems(database)
        self.grey_choices = GreyChoices(database)
        self.studies = Studies(database)
        self.settings = Settings(folders.settings)
        self.blindness = Blindness(database, self.settings)

    @cached_property
    def similar(self) -> "Similar":
        """Pictures for databases of similar cases; read in when somebody first asks for them."""
        from viewer.storage.similar import Similar

        return Similar(self.database)

    @property
    def is_read_only(self) -> bool:
        """Tell whether every write is refused: another window has the library, or the disk."""
        return self.database.is_read_only

    @property
    def uid(self) -> str:
        """The library's own random name; empty where it is too old to have one."""
        return self.facts.get(LIBRARY_UID)

    def reader(self) -> AbstractContextManager["Library"]:
        """Open a second one for looking, for use within the block in another thread.

        Never within a transaction of the same thread. Raises LibraryUnavailable.
        """
        return self._second(Access.READ)

    def writer(self) -> AbstractContextManager["Library"]:
        """Open a second one for writing, for use within the block in another thread.

        Its transactions have to be short: the window waits for them. Raises LibraryUnavailable.
        """
        return self._second(Access.READ if self.is_read_only else Access.WRITE)

    @contextmanager
    def _second(self, access: Access) -> Iterator["Library"]:
        database = Database(self.database.path, access)
        try:
            yield Library(self.folders, database, self._make_reader)
        finally:
            database.close()

    def take_over(self) -> bool:
        """Make a library that was opened for looking writable; False while another window has it.

        Everything that was made with this library goes on with it. Raises LibraryUnavailable.
        """
        if not self.is_read_only:
            return True
        lock = self._window_lock
        if lock is None:
            return False
        try:
            if not lock.acquire():
                return False
            self.database.become_writable()
        except CannotWrite as error:
            trouble = trouble_of(error.trouble)
            raise LibraryUnavailable(str(self.database.path), trouble, str(error)) from error
        except LibraryUnavailable:
            lock.release()
            raise
        return True

    @property
    def has_other_window(self) -> bool:
        """Tell whether another window has the library for writing at this moment."""
        lock = self._window_lock
        if lock is None or lock.is_held or not self.is_read_only:
            return False
        try:
            is_free = lock.acquire()
        except CannotWrite:  # no locks there: the disk is what keeps it from being written
            return False
        if is_free:
            lock.release()
        return not is_free

    def anchor(self, *, is_due_only: bool = False) -> None:
        """Keep beside the library how far the ledger reaches; `is_due_only`: only now and then.

        Raises CannotWrite, LibraryUnavailable.
        """
        if not self.is_read_only:
            follow(self.database, self.ledger.head(), self.uid, is_due_only=is_due_only)

    def close(self) -> None:
        """Close the file; the library is unusable afterwards."""
        self.database.close()
        if self._window_lock is not None:
            self._window_lock.release()

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
