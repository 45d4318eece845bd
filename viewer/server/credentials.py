"""The local service's own credentials: random for each data folder, kept across restarts."""

import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, Self

from viewer.foundation.files import atomic_write

BUCKET: Final = "viewer-uploads"
REGION: Final = "local-1"
_FILE: Final = "credentials.json"


@dataclass(frozen=True, slots=True)
class ServiceCredentials:
    """What a client needs to speak to this service; all secret but bucket and region."""

    app_key: str
    ds_id: str
    token: str
    store_access_key: str
    store_secret_key: str
    store_bucket: str = BUCKET
    store_region: str = REGION

    def __repr__(self) -> str:
        return "ServiceCredentials(••••)"

    @classmethod
    def of_folder(cls, folder: Path) -> Self:
        """Return the credentials kept in `folder`; make them when there are none."""
        path = folder / _FILE
        if path.is_file():
            document = json.loads(path.read_text("utf-8"))
            return cls(**{field.name: str(document[field.name]) for field in fields(cls)})
        made = cls(*(secrets.token_hex(16) for _ in range(5)))
        atomic_write(path, json.dumps(asdict(made)).encode(), is_private=True)
        return made
