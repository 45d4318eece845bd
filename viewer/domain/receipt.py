"""What left this machine for a job: kept, so that it can be shown to whoever asks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SentFile:
    """One uploaded file: its size in bytes and the SHA-256 of its content, in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was sent for one job, to whom, and what was taken out of it before.

    `host` is the service, `store` where the files were put for it, empty where they went to the
    service itself; `strategy` is a word of
    `SeriesStrategy`, `removed` are words of `viewer.privacy.removed.Removed`. `content_hash`
    names the content of all images together. No address with a signature, no identity.
    """

    job_uid: str
    host: str
    store: str
    strategy: str
    files: tuple[SentFile, ...]
    images: int
    removed: tuple[str, ...]
    content_hash: str
    begun: datetime
    uploaded: datetime

    @property
    def size(self) -> int:
        """The bytes of all files together."""
        return sum(file.size for file in self.files)
