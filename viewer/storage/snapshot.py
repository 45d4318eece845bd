"""A series as it was when it was analysed, so that a late answer still finds its slices."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Final, cast

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import (
    Container,
    Identity,
    SeriesDescription,
    SpacingSource,
    StackProblem,
    StackProblemKind,
    StudyText,
)
from viewer.foundation.errors import BugError
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane, Vector
from viewer.geometry.points import PatientPoint

_VERSION: Final = 1
_PLAIN: Final = (
    "modality",
    "rows",
    "columns",
    "slice_thickness",
    "body_part",
    "frame_of_reference_uid",
    "is_lossy",
    "lossy_ratio",
)


def to_text(series: SeriesDescription) -> str:
    """Return the description as JSON text."""
    document: dict[str, object] = {
        "version": _VERSION,
        "reference": dataclasses.asdict(series.reference),
        "identity": dataclasses.asdict(series.identity),
        "text": dataclasses.asdict(series.text),
        "instances": [[i.sop_instance_uid, i.frame] for i in series.instances],
        "planes": [_plane_numbers(p) for p in series.geometry.planes] if series.geometry else None,
        "container": series.container.value,
        "spacing_source": series.spacing_source.value,
        "pixel_spacing": series.pixel_spacing,
        "spacing_detail": series.spacing_detail,
        "aspect_ratio": series.aspect_ratio,
        "exif_orientation": series.exif_orientation,
        "image_type": series.image_type,
        "problems": [[p.kind.value, *p.values] for p in series.problems],
    }
    document.update({name: getattr(series, name) for name in _PLAIN})
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> SeriesDescription:
    """Return the description of such a text. Raises BugError: only this module writes them."""
    try:
        return _read(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise BugError("a kept series description cannot be read") from error


def _read(document: Mapping[str, object]) -> SeriesDescription:
    rows, columns = (int(cast("int", document[name])) for name in ("rows", "columns"))
    spacing = cast("list[float] | None", document["pixel_spacing"])
    plain = {name: document[name] for name in _PLAIN}
    return SeriesDescription(
        **plain,  # type: ignore[arg-type]
        reference=SeriesReference(**cast("dict[str, str]", document["reference"])),  # type: ignore[arg-type]
        identity=Identity(**cast("dict[str, str]", document["identity"])),  # type: ignore[arg-type]
        text=StudyText(**cast("dict[str, str]", document["text"])),
        instances=tuple(
            InstanceReference(uid, frame)
            for uid, frame in cast("list[tuple[str, int]]", document["instances"])
        ),
        geometry=_geometry(cast("list[list[float]] | None", document["planes"]), rows, columns),
        container=_container(document),
        spacing_source=SpacingSource(str(document["spacing_source"])),
        pixel_spacing=(spacing[0], spacing[1]) if spacing else None,
        spacing_detail=str(document.get("spacing_detail", "")),  # not kept by the first release
        aspect_ratio=float(cast("float", document.get("aspect_ratio", 1.0))),
        exif_orientation=int(cast("int", document.get("exif_orientation", 1))),  # not kept at first
        image_type=tuple(cast("list[str]", document["image_type"])),
        problems=tuple(
            StackProblem(StackProblemKind(kind), tuple(values))
            for kind, *values in cast("list[list[str]]", document["problems"])
        ),
    )


def _container(document: Mapping[str, object]) -> Container:
    """Return the kind of file; the first release only told photographs apart."""
    said = document.get("container")
    if said is not None:
        return Container(str(said))
    return Container.PHOTO if document.get("is_photo") else Container.DICOM


def _plane_numbers(plane: ImagePlane) -> list[float]:
    return [
        *plane.position,
        *plane.along_row,
        *plane.along_column,
        plane.row_spacing,
        plane.column_spacing,
    ]


def _geometry(planes: list[list[float]] | None, rows: int, columns: int) -> VolumeGeometry | None:
    if planes is None:
        return None
    return VolumeGeometry(tuple(_plane(numbers) for numbers in planes), rows, columns)


def _plane(numbers: list[float]) -> ImagePlane:
    return ImagePlane(
        position=PatientPoint(*numbers[0:3]),
        along_row=cast("Vector", tuple(numbers[3:6])),
        along_column=cast("Vector", tuple(numbers[6:9])),
        row_spacing=numbers[9],
        column_spacing=numbers[10],
    )
