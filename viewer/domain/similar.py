"""Similar cases: pictures in a database of a service, and those that are like another one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

MOST_SCORE: Final = 10.0
"""The score of a picture that is the same (2475-5)."""
_MOST_JSON: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A picture that is like the one asked about.

    `score` is from 0 to 10, the more alike the higher; None where the service gave no number.
    """

    entity_id: str
    data_id: str
    score: float | None
    image_url: str = ""
    extra_data: str = ""

    @property
    def label(self) -> str:
        """What is said to be seen: the label that this program wrote, or a plain text."""
        return label_in(self.extra_data)


def label_in(extra_data: str) -> str:
    """Return the label beside a picture: member `l` of our JSON; a text that is no JSON is one."""
    text = extra_data.strip()
    if not text.startswith(("{", "[")):
        return text
    try:
        said = json.loads(text) if len(text) <= _MOST_JSON else None
    except (ValueError, RecursionError):
        return ""
    label = said.get("l") if isinstance(said, dict) else ""
    return label.strip() if isinstance(label, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImage:
    """A picture in a database; times are in UTC, None where the service said none."""

    entity_id: str
    data_id: str
    extra_data: str = ""
    created: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagePage:
    """A part of a database's list. `total` counts all that the wish fits, None where not said.

    `token` asks for what follows; empty where nothing does.
    """

    images: tuple[KeptImage, ...]
    total: int | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Which image here a picture in a database was made of; UIDs are those of the image here.

    `part` names the stack within its series, `frame` counts from 0 within the instance. `region`
    is the part of the image that was taken, (left, top, right, bottom) in image px; None: all of
    it. `finding` is the UID of the finding that it was cut around; `label` says what is seen.
    """

    study: str
    series: str
    image: str
    frame: int = 0
    part: str = ""
    region: tuple[int, int, int, int] | None = None
    finding: str = ""
    label: str = ""

    def with_uids(self, uid_of: Callable[[str], str | None]) -> "CaseLink | None":
        """Return the link with other UIDs; None where one is not known."""
        study, series, image = uid_of(self.study), uid_of(self.series), uid_of(self.image)
        if study is None or series is None or image is None:
            return None
        return CaseLink(
            study=study,
            series=series,
            image=image,
            frame=self.frame,
            part=self.part,
            region=self.region,
            finding=self.finding,
            label=self.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found, the most alike first."""

    database: str
    matches: tuple[Match, ...]
    asked: datetime
    fee: int = 0
