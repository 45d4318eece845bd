"""What all parts of the window that are about similar cases share, made when first needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from viewer.words.jobs import LOCAL

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from viewer.app.service_directory import WindowServices
    from viewer.jobs.similar.cases import SimilarCases
    from viewer.storage.library import Library

_DATABASES: Final = "similar/databases"
_WANTED: Final = "similar/wanted"
_USUAL: Final = 20
_MOST_REMEMBERED: Final = 50


def made_cases(library: Library, services: WindowServices) -> SimilarCases:
    """Return what speaks to the services; a test puts another one in its place."""
    from viewer.jobs.similar.cases import SimilarCases

    return SimilarCases(library, services)


class SimilarDesk:
    """The one `SimilarCases` of the window, where it speaks to, and what was chosen last."""

    def __init__(self, library: Library, services: WindowServices, places: QSettings) -> None:
        self.library = library
        self._services = services
        self._places = places
        self._cases: SimilarCases | None = None

    @property
    def cases(self) -> SimilarCases:
        """What speaks to the services."""
        if self._cases is None:
            self._cases = made_cases(self.library, self._services)
        return self._cases

    @property
    def service(self) -> str:
        """Where databases are looked for now: `local`, or the vendor's host."""
        return self._services.target()

    @property
    def is_local(self) -> bool:
        """Tell whether nothing leaves this computer."""
        return self.service == LOCAL

    @property
    def last_database(self) -> str:
        """The database that was used last at this service; empty for none."""
        return self._remembered().get(self.service, "")

    def remember_database(self, name: str) -> None:
        """Keep which database is used at this service."""
        known = dict(self._remembered())
        known.pop(self.service, None)
        known[self.service] = name
        latest = dict(list(known.items())[-_MOST_REMEMBERED:])
        self._places.setValue(_DATABASES, json.dumps(latest, ensure_ascii=False))

    @property
    def wanted(self) -> int:
        """How many results are asked for."""
        try:
            return int(str(self._places.value(_WANTED, _USUAL)))
        except ValueError:  # somebody wrote in the file
            return _USUAL

    @wanted.setter
    def wanted(self, count: int) -> None:
        self._places.setValue(_WANTED, count)

    async def aclose(self) -> None:
        """Let all connections go."""
        if self._cases is not None:
            await self._cases.aclose()

    def _remembered(self) -> dict[str, str]:
        try:
            kept = json.loads(str(self._places.value(_DATABASES, "{}")))
        except ValueError:
            return {}
        if not isinstance(kept, dict):
            return {}
        return {str(host): str(name) for host, name in kept.items()}
