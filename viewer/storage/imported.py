"""Where the images of imported studies live: a folder per study, with names of our own."""

import shutil
from pathlib import Path

from viewer.foundation.errors import CannotWrite
from viewer.foundation.files import content_hash
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock


def images_folder(folders: Folders, study_instance_uid: str) -> Path:
    """Return the folder of a study; its name tells nothing of the study."""
    return folders.imported / content_hash(study_instance_uid.encode())[:32]


def import_lock(folders: Folders) -> ProcessLock:
    """Return the lock that an import holds while it brings images."""
    return ProcessLock(folders.data / "locks" / "import.lock")


def remove_images(folders: Folders, study_instance_uid: str) -> None:
    """Delete the imported images of a study. Raises CannotWrite."""
    folder = images_folder(folders, study_instance_uid)
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite.because(str(folder), error) from error
