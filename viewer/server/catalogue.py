"""The endpoints of the vendor's document (ShowAPI 2477): fields, input, limits, way to answer.

Only what the document says; what the service needs beside it to stay whole is in `limits`. A limit
of a file's size is read generously ("3M" as 3 MiB). 2477-2, which asks for a job, is no entry here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from viewer.server.limits import (
    ARCHIVE_ENTRIES,
    FEWEST_SLICES,
    FORM_BYTES,
    FORM_FIELDS,
    LARGEST_SIDE,
    MANIFEST_BYTES,
    MEBIBYTE,
    MOST_SLICES,
    SLICE_BYTES,
    UNSTATED_SIDE,
    UNSTATED_SLICE_BYTES,
    URL_LENGTH,
)

RESULT_PATH: Final = "/2477-2"
NIFTI: Final = "NIFTI"
X_RAY: Final = ("CR", "DX", "DR", "RG", "RF", "XA")


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """What a series must keep: frames, bytes a frame, sides (px), thickness (mm); ends included."""

    fewest: int = FEWEST_SLICES
    most: int = MOST_SLICES
    modality: str = "CT"
    slice_bytes: int = UNSTATED_SLICE_BYTES
    smallest_side: int = 1
    largest_side: int = UNSTATED_SIDE
    thickness: tuple[float, float] | None = None
    is_axial: bool = False

    @property
    def archive_entries(self) -> int:
        """How many members an archive may have before it is no series at all."""
        return max(ARCHIVE_ENTRIES, 2 * self.most)

    @property
    def manifest_bytes(self) -> int:
        """How long a list of URLs, one a frame, may be."""
        return max(MANIFEST_BYTES, self.most * URL_LENGTH)


@dataclass(frozen=True, slots=True)
class ImageRules:
    """What a single image must keep: bytes of its file, and between what each side (px) lies.

    Both ends are left out: a side is larger than `side_above` and smaller than `side_below`.
    """

    file_bytes: int = UNSTATED_SLICE_BYTES
    side_below: int = UNSTATED_SIDE
    side_above: int = 0
    most: int = 1


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint; `task` names what the worker does, `series` or `image` what it takes.

    `sources` gives the DataSourceType that belongs to each DataFormat. `echoes` are fields of the
    form that the document wants repeated in `Data`. Without `time_limit_s` it answers at once.
    """

    number: int
    task: str
    url_fields: tuple[str, ...]
    formats: tuple[str, ...] = ("DICOM",)
    required: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    echoes: tuple[str, ...] = ()
    series: SeriesRules | None = None
    image: ImageRules | None = None
    time_limit_s: float | None = None

    @property
    def path(self) -> str:
        return f"/2477-{self.number}"

    @property
    def is_asynchronous(self) -> bool:
        return self.time_limit_s is not None

    @property
    def form_bytes(self) -> int:
        """How large the form may be: every frame of every series may come as a URL of its own."""
        return FORM_BYTES * ceil(self._most_urls / MOST_SLICES)

    @property
    def form_fields(self) -> int:
        """How many fields the form may have."""
        return max(FORM_FIELDS, 2 * self._most_urls)

    @property
    def _most_urls(self) -> int:
        most = self.series.most if self.series else MOST_SLICES
        return most * len(self.url_fields)


NODULE_SERIES: Final = SeriesRules(slice_bytes=SLICE_BYTES, largest_side=LARGEST_SIDE)
NODULES: Final = Endpoint(
    1,
    "nodules",
    ("URL",),
    required=("URL",),
    series=NODULE_SERIES,
    time_limit_s=240.0,
)
KNEE: Final = Endpoint(
    3, "known", ("Url",), required=("Url",), image=ImageRules(file_bytes=100 * MEBIBYTE)
)
LUMBAR: Final = Endpoint(
    5,
    "known",
    ("URL1", "URL2", "URL3"),
    required=("URL1",),
    series=SeriesRules(most=300, modality="MR"),
)
REGISTRATION: Final = Endpoint(
    6,
    "registration",
    ("FloatingURL", "ReferenceURL"),
    required=("FloatingURL", "ReferenceURL"),
    sources={"DICOM": "HTTP_FILES"},
    series=SeriesRules(fewest=8, is_axial=True),
    time_limit_s=900.0,
)
HIP: Final = Endpoint(
    7,
    "known",
    ("ImageUrl",),
    formats=("jpeg", "jpg", "png", "dcm"),
    required=("ImageUrl", "TracerId"),
    echoes=("OrgId", "OrgName", "ImageUrl"),
    image=ImageRules(file_bytes=100 * MEBIBYTE),
)
CONSULTATION: Final = Endpoint(
    8,
    "known",
    ("AnswerImageURL",),
    formats=(),
    required=("Department", "QuestionType"),
    image=ImageRules(file_bytes=20 * MEBIBYTE, most=50),
)
CALCIUM: Final = Endpoint(
    9,
    "calcium",
    ("URL",),
    formats=("DICOM", NIFTI),
    required=("URL",),
    sources={"DICOM": "HTTP_FILES", NIFTI: "HTTP_NII"},
    series=SeriesRules(thickness=(1.0, 3.0)),
    time_limit_s=300.0,
)
SKIN: Final = Endpoint(
    12,
    "known",
    ("Url",),
    formats=(),
    required=("Url",),
    image=ImageRules(file_bytes=20 * MEBIBYTE, side_below=1280),
)
COVID: Final = Endpoint(
    13,
    "pneumonia",
    ("URL",),
    required=("URL",),
    series=SeriesRules(most=2048, is_axial=True),
    time_limit_s=400.0,
)
CHEST: Final = Endpoint(
    15,
    "chest",
    ("URL",),
    required=("URL",),
    series=SeriesRules(slice_bytes=3 * MEBIBYTE, smallest_side=5),
    time_limit_s=600.0,
)
ENDPOINTS: Final = (
    NODULES,
    KNEE,
    LUMBAR,
    REGISTRATION,
    HIP,
    CONSULTATION,
    CALCIUM,
    SKIN,
    COVID,
    CHEST,
)
_BY_PATH: Final = {endpoint.path: endpoint for endpoint in ENDPOINTS}


def endpoint_at(path: str) -> Endpoint:
    """Return the endpoint of a path. Raises KeyError."""
    return _BY_PATH[path]


def endpoint_numbered(number: int) -> Endpoint:
    """Return the endpoint 2477-`number`. Raises KeyError."""
    return _BY_PATH[f"/2477-{number}"]
