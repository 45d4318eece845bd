"""One variable moves everything that is kept."""

from pathlib import Path

import pytest

from viewer.foundation.errors import BugError
from viewer.foundation.folders import Folders
from viewer.foundation.resources import resource


def test_viewer_home_moves_library_caches_logs_and_service(tmp_path: Path) -> None:
    folders = Folders.from_environment({"VIEWER_HOME": str(tmp_path / "家 home")})

    for path in (folders.library, folders.blobs, folders.service, folders.cache, folders.logs):
        assert path.is_relative_to(tmp_path / "家 home")


def test_without_viewer_home_the_users_own_folder_is_meant() -> None:
    folders = Folders.from_environment({})

    assert folders.data.is_absolute()
    assert folders.data.name == "viewer"


def test_a_missing_resource_is_our_own_mistake() -> None:
    with pytest.raises(BugError, match="no-such-thing"):
        resource("no-such-thing.svg")
