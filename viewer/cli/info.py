"""`viewer info`: what was found below the paths, how it lies in the patient, what is odd.

`--json` prints `{"version": 1, "studies": [...], "skipped": [...]}`: see `docs/formats.md`.
"""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import ExitStatus, UnreadableImage
from viewer.geometry.grid import VolumeGeometry
from viewer.imaging.dicom import tags
from viewer.imaging.grey.choices import first_choice
from viewer.imaging.grey.voi import window_label
from viewer.imaging.overlay_planes import has_planes
from viewer.imaging.scan import ScanResult, Study, scan
from viewer.imaging.stack import ImageStack

if TYPE_CHECKING:
    from viewer.imaging.documents.document import DocumentHeader

VERSION: Final = 1
_DIGITS: Final = 6


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    parser = subparsers.add_parser("info", help="studies, series, geometry, problems found")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, ZIP or DICOMDIR")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Print what was found. Raises UnreadableImage when that is nothing at all."""
    result = scan(args.paths)
    if not result.studies:
        raise UnreadableImage(", ".join(args.paths), result.reason or "no files")
    if args.json:
        print(json.dumps(as_json(result), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(result)))
    return ExitStatus.DONE


def as_json(result: ScanResult) -> dict[str, object]:
    """Return the documented form."""
    return {
        "version": VERSION,
        "studies": [_study_json(study) for study in result.studies],
        "skipped": [
            {"path": s.path, "reason": str(s.reason), "detail": s.detail} for s in result.skipped
        ],
    }


def _study_json(study: Study) -> dict[str, object]:
    identity, text = study.identity, study.text
    return {
        "study_instance_uid": study.study_instance_uid,
        "patient": {
            "name": identity.patient_name,
            "name_is_guessed": identity.name_is_guessed,
            "id": identity.patient_id,
            "birth_date": identity.birth_date,
            "sex": identity.sex,
        },
        "date": text.study_date,
        "time": text.study_time,
        "description": text.study_description,
        "accession_number": text.accession_number,
        "institution": text.institution,
        "series": [_stack_json(stack) for stack in study.stacks],
        "documents": [_document_json(document) for document in study.documents],
    }


def _document_json(document: "DocumentHeader") -> dict[str, object]:
    return {
        "kind": str(document.kind),
        "title": document.title,
        "date": document.date,
        "time": document.time,
        "modality": document.modality,
        "sop_class_uid": document.sop_class,
        "sop_class": document.class_name,
        "sop_instance_uid": document.reference.sop_instance_uid,
        "series_instance_uid": document.series_uid,
        "transfer_syntax": document.syntax,
        "completion": document.completion,
        "verification": document.verification,
        "file": document.source.label,
    }


def _stack_json(stack: ImageStack) -> dict[str, object]:
    description = stack.description
    spacing = description.pixel_spacing
    return {
        "series_instance_uid": description.reference.series_instance_uid,
        "part": description.reference.part,
        "number": description.text.series_number,
        "description": description.text.series_description,
        "modality": description.modality,
        "body_part": description.body_part,
        "image_type": list(description.image_type),
        "images": len(description.instances),
        "rows": description.rows,
        "columns": description.columns,
        "photometric_interpretation": stack.instances[0].photometric,
        "bits_stored": stack.instances[0].bits_stored,
        "transfer_syntaxes": sorted({h.syntax for h in stack.instances if h.syntax}),
        "container": description.container.value,
        "is_photo": description.is_photo,
        "is_lossy": description.is_lossy,
        "pixel_spacing_mm": None if spacing is None else list(spacing),
        "spacing_source": str(description.spacing_source),
        "spacing_detail": description.spacing_detail,
        "pixel_aspect": round(description.pixel_aspect, _DIGITS),
        "has_graphics": any(map(has_planes, stack.instances)),
        "has_shutter": any(h.elements.has(tags.SHUTTER_SHAPE) for h in stack.instances),
        "slice_thickness_mm": description.slice_thickness,
        "frame_of_reference_uid": description.frame_of_reference_uid,
        "geometry": _geometry_json(description.geometry),
        "windows": [
            {
                "center": window.center,
                "width": window.width,
                "explanation": window.explanation,
                "function": str(window.function),
            }
            for window in stack.file_windows
        ],
        "tables": [
            {
                "first": table.first,
                "entries": len(table.entries),
                "bits": table.bits,
                "explanation": table.explanation,
            }
            for table in stack.instances[stack.centre].tables.voi
        ],
        "first_greys": str(first_choice(stack).source),
        "problems": [
            {"kind": str(problem.kind), "values": list(problem.values)}
            for problem in description.problems
        ],
        "instances": [
            {"sop_instance_uid": h.sop_instance_uid, "frame": h.frame, "file": h.source.label}
            for h in stack.instances
        ],
        "bytes_in_memory": stack.bytes_in_memory,
    }


def _geometry_json(geometry: VolumeGeometry | None) -> dict[str, object] | None:
    if geometry is None:
        return None
    first = geometry.planes[0]
    spacing = geometry.slice_spacing_mm
    return {
        "slice_spacing_mm": None if spacing is None else round(spacing, _DIGITS),
        "is_even": geometry.is_even(),
        "tilt_deg": round(geometry.tilt_deg, 3),
        "orientation": [*first.along_row, *first.along_column],
        "normal": [round(value, _DIGITS) for value in first.normal],
        "first_position_mm": list(first.position),
        "last_position_mm": list(geometry.planes[-1].position),
    }


def _lines(result: ScanResult) -> Iterator[str]:
    from viewer.words.language import install_for_command_line
    from viewer.words.series import skip_reason_words

    install_for_command_line()
    for study in result.studies:
        yield from _study_lines(study)
    for skipped in result.unread:
        yield f"–  {skipped.path}: {skip_reason_words(skipped.reason, skipped.detail)}"


def _study_lines(study: Study) -> Iterator[str]:
    identity, text = study.identity, study.text
    name = identity.patient_name + (" (?)" if identity.name_is_guessed else "")
    facts = (name, identity.patient_id, identity.birth_date, identity.sex)
    yield "  ".join(fact for fact in facts if fact) or "–"
    yield "  ".join(("  " + (text.study_date or "–"), text.study_time[:6], text.study_description))
    for stack in study.stacks:
        yield from _stack_lines(stack)
    for document in study.documents:
        yield from _document_lines(document)


def _document_lines(document: "DocumentHeader") -> Iterator[str]:
    from viewer.words.documents import class_words, kind_words

    about = "  ".join(filter(None, (document.date, document.title)))
    yield f"    {'–':>5}  {document.modality or '–':<3} {kind_words(document.kind):<18} {about}"
    yield f"           {class_words(document)}  ·  {document.source.label}"


def _stack_lines(stack: ImageStack) -> Iterator[str]:
    from viewer.words.series import spacing_words, stack_problem_words

    description = stack.description
    size = f"{description.columns} × {description.rows} × {len(description.instances)}"
    number = description.text.series_number or "–"
    title = description.text.series_description or " ".join(description.image_type[2:3])
    yield f"    {number:>5}  {description.modality or '–':<3} {size:<18} {title}"
    spacing = description.pixel_spacing
    place = [spacing_words(description.spacing_source, description.spacing_detail)]
    if spacing is not None:
        place.append(f"{spacing[0]:g} × {spacing[1]:g} mm")
    elif description.pixel_aspect != 1.0:
        place.append(f"↕ : ↔ {description.pixel_aspect:.4g}")
    if description.geometry is not None and description.geometry.slice_spacing_mm is not None:
        place.append(f"↕ {description.geometry.slice_spacing_mm:.3g} mm")
    place += [window_label(window) for window in stack.file_windows[:1]]
    yield f"           {'  ·  '.join(place)}"
    for problem in description.problems:
        yield f"           ! {stack_problem_words(problem)}"
