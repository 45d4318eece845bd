"""Where the visual search takes in pictures: from the service's own store, through a worker."""

import base64
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.server.envelope import RefusedError, RetCode
from viewer.server.limits import MEBIBYTE
from viewer.server.picture_marks import picture_kind
from viewer.server.store import ObjectStore, ObjectUnavailableError
from viewer.server.visual_database import NoStorageError
from viewer.server.visual_look import PICTURE
from viewer.server.worker import Task, Worker, WorkerDiedError, WorkerTimedOutError

if TYPE_CHECKING:  # numpy is loaded when it is needed, not when the service starts
    from viewer.server.similarity.traits import Traits

# The document says "2M" and "3M"; read generously, as MiB, as elsewhere in this service.
ADD_MOST_BYTES: Final = 2 * MEBIBYTE
SEARCH_MOST_BYTES: Final = 3 * MEBIBYTE
_PREPARATION_LIMIT_S: Final = 60.0
# The gateway's own limit for an answer.
_LOOK_LIMIT_S: Final = 5.0
_UNREADABLE: Final = "图片无法读取，文件可能已损坏"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file as it was sent; `kind` is "JPEG" or "PNG"."""

    content: bytes
    kind: str


class VisualDesk:
    """Opens the pictures that URLs name, and has them described by a process with limits.

    `folder` holds a picture while the process reads it.
    """

    def __init__(self, store: ObjectStore, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._worker = Worker()
        self._own_hosts: frozenset[str] = frozenset()

    def open(self, own_hosts: frozenset[str]) -> None:
        """Begin; `own_hosts` are the names of this service, with port.

        What an earlier run was reading when it was killed is removed.
        """
        self._own_hosts = own_hosts
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def warm_up(self) -> None:
        """Start the process: what makes a database will soon add pictures to it."""
        self._worker.warm_up()

    def picture(self, url: str, most_bytes: int) -> Picture:
        """Return the picture behind a URL of our own store. Raises RefusedError, NoStorageError."""
        try:
            path = self._store.open_url(url, self._own_hosts)
        except ObjectUnavailableError as error:
            raise RefusedError(RetCode.URL_NOT_READABLE, error.reason) from error
        try:
            with path.open("rb") as file:
                content = file.read(most_bytes + 1)
        except FileNotFoundError as error:  # deleted since
            raise RefusedError(RetCode.URL_NOT_READABLE, "URL指向的文件不存在") from error
        except OSError as error:
            raise NoStorageError(str(error)) from error
        if len(content) > most_bytes:
            raise RefusedError(RetCode.FILE_TOO_LARGE, f"图片大小不超过{most_bytes // MEBIBYTE}M")
        kind = picture_kind(content)
        if not kind:
            raise RefusedError(RetCode.WRONG_FILE_KIND, "图片格式仅支持JPG、JPEG、PNG")
        return Picture(content, kind)

    def described(self, picture: Picture) -> "Traits":
        """Return what likeness goes by. Raises RefusedError, NoStorageError."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder = Path(tempfile.mkdtemp(dir=self._folder))
        except OSError as error:
            raise NoStorageError(str(error)) from error
        try:
            (folder / PICTURE).write_bytes(picture.content)
            return self._asked({"folder": str(folder), "picture": picture.kind})
        except OSError as error:
            raise NoStorageError(str(error)) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _asked(self, task: Task) -> "Traits":
        from viewer.server.similarity.traits import Traits

        try:
            self._worker.call({**task, "kind": "prepare-visual"}, _PREPARATION_LIMIT_S)
            found = self._worker.call({**task, "kind": "describe"}, _LOOK_LIMIT_S)
        except WorkerTimedOutError as error:
            raise RefusedError(RetCode.TOO_SLOW, "图片未能在限定时间内读取") from error
        except WorkerDiedError as error:
            raise RefusedError(RetCode.WRONG_FILE_KIND, _UNREADABLE) from error
        if "refused" in found:
            raise RefusedError(RetCode(int(str(found["refused"]))), str(found["remark"]))
        return Traits.from_bytes(base64.b64decode(str(found["traits"])))
