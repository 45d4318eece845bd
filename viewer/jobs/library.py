"""The library with the parser of answers in it: storage itself knows no vendor."""

from functools import partial

from viewer.domain.result import AnalysisResult
from viewer.domain.series import SeriesDescription
from viewer.foundation.folders import Folders
from viewer.storage.database import Database
from viewer.storage.library import Library
from viewer.storage.uid_maps import UidMaps
from viewer.vendors.gateway.medical import endpoint_named
from viewer.vendors.gateway.reading import read_answer


def open_library(folders: Folders) -> Library:
    """Open or make the library of these folders. Raises LibraryUnavailable."""
    database = Database(folders.library)
    return Library(folders, database, partial(_read, UidMaps(database)))


def _read(
    uid_maps: UidMaps, raw: bytes, endpoint: str, series: SeriesDescription
) -> AnalysisResult:
    return read_answer(raw, endpoint_named(endpoint), series, uid_maps)
