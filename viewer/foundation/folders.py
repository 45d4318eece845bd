"""Where data, caches and logs live; `VIEWER_HOME` moves them all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SIMILAR: Final = "similar"
"""Below outgoing and incoming files, and below what services keep: what is of similar cases."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user of this program; made when first needed."""

    data: Path
    cache: Path
    logs: Path

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> "Folders":
        """Return `VIEWER_HOME`'s folders, else the system's usual places."""
        home = (os.environ if environment is None else environment).get("VIEWER_HOME")
        if home:
            root = Path(home)
            return Folders(data=root, cache=root / "cache", logs=root / "logs")
        import platformdirs

        dirs = platformdirs.PlatformDirs("viewer", appauthor=False, roaming=False)
        return Folders(
            data=Path(dirs.user_data_dir),
            cache=Path(dirs.user_cache_dir),
            logs=Path(dirs.user_log_dir),
        )

    @property
    def library(self) -> Path:
        """The one SQLite file; behind a link, where that leads.

        SQLite keeps its log beside the file itself, and whoever comes by another way has to find
        the same locks there.
        """
        path = self.data / "library.sqlite"
        return path.resolve() if path.is_symlink() else path

    @property
    def blobs(self) -> Path:
        """Raw answers and result files, named by their content."""
        return self.data / "blobs"

    @property
    def imported(self) -> Path:
        """Images that came with imported studies."""
        return self.data / "imported"

    @property
    def service(self) -> Path:
        """What the embedded local service keeps."""
        return self.data / "service"

    @property
    def settings(self) -> Path:
        """The settings that differ from the defaults."""
        return self.data / "settings.json"
