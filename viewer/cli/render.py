"""`viewer render`: an image with a saved answer drawn over it, as PNG and as layout."""

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.cli.windowing import for_values, take_negative_values, window_of
from viewer.foundation.errors import ExitStatus, UnreadableImage, WrongUsage

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.domain.result import AnalysisResult
    from viewer.export.figure import Figure
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.scan import ScanResult
    from viewer.imaging.stack import ImageStack
    from viewer.overlay.compose import OverlayState
    from viewer.overlay.items import Curve

_SHOWN_IN_PART: Final = frozenset({"cut-short", "longer-than-declared", "incomplete-stream"})
"""What of `SliceProblem` still leaves a picture; the picture says it."""
_LARGEST_SIDE: Final = 16_384


@dataclass(frozen=True, slots=True)
class _Subject:
    """The stack that is drawn, and the result over it, if an answer was given."""

    stack: "ImageStack"
    result: "AnalysisResult | None"
    index: int | None = None
    """The one image that the answer is about, of a stack of several."""

    @property
    def findings(self) -> "tuple[Finding, ...]":
        return self.result.findings if self.result else ()


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("render", help="draw an image with a saved answer of a service")
    take_negative_values(parser)
    parser.add_argument("path", metavar="PATH", help="a file, folder or ZIP")
    parser.add_argument("--answer", type=Path, metavar="RAW.json", help="a service's raw answer")
    parser.add_argument("--endpoint", help="the endpoint that gave it, e.g. lung-nodule")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--frame", type=int, metavar="N", help="image N in stack order, from 0")
    place.add_argument("--sop", metavar="UID", help="the image with this SOP Instance UID")
    place.add_argument("--finding", metavar="K", help="the image of finding K (number or id)")
    parser.add_argument("--window", metavar="CENTER,WIDTH", help="e.g. -600,1500")
    parser.add_argument("--size", metavar="WxH", help="size of the picture in px")
    parser.add_argument(
        "--raw-polygons", action="store_true", help="dental outlines as detected, not smoothed"
    )
    parser.add_argument(
        "--tracing", action="store_true", help="a cephalogram's tracing through its landmarks"
    )
    parser.add_argument("--plain", action="store_true", help="the pixels alone, no text")
    parser.add_argument("--identity", action="store_true", help="write the patient's name on it")
    parser.add_argument("--out", type=Path, required=True, metavar="PNG")
    parser.add_argument("--layout", type=Path, metavar="JSON", help="where each item was drawn")


def run(args: argparse.Namespace) -> int:
    """Draw the picture; returns the exit status."""
    window, size = window_of(args.window), _size(args.size)
    if (args.answer is None) != (args.endpoint is None):
        raise WrongUsage("--answer and --endpoint go together")
    if args.finding is not None and args.answer is None:
        raise WrongUsage("--finding needs --answer")
    from viewer.imaging.scan import scan

    found = scan([args.path])
    if not found.stacks:
        raise UnreadableImage(args.path, found.reason or "no files")
    from viewer.imaging.decoding.pool import warm_up_for

    subject = _subject(args, found)
    warm_up_for(subject.stack)
    index = _slice_index(args, subject)
    _draw(args, subject, index, (window, size))
    print(args.out)
    return ExitStatus.DONE


def _draw(
    args: argparse.Namespace,
    subject: _Subject,
    index: int,
    options: "tuple[GreyState | None, tuple[int, int] | None]",
) -> None:
    from viewer.export.figure import FigureRequest, draw_figure, write_png
    from viewer.export.slices import volume_with
    from viewer.foundation.folders import Folders
    from viewer.imaging.grey.voi import default_state
    from viewer.overlay.compose import OverlayState
    from viewer.paint.application import drawing_application
    from viewer.storage.settings import DOUBTFUL_BELOW, Settings
    from viewer.words.language import install_for_command_line
    from viewer.words.overlay import overlay_wording
    from viewer.words.remarks import picture_remarks

    drawing_application()
    install_for_command_line()
    volume = volume_with(subject.stack, [index])
    problem = volume.slice_problems.get(index)
    if problem is not None and problem not in _SHOWN_IN_PART:
        raise UnreadableImage(subject.stack.instances[index].source.label, problem.value)
    chosen, size = options
    grey = for_values(chosen, subject.stack)
    limit = Settings(Folders.from_environment().settings).get(DOUBTFUL_BELOW)
    state = OverlayState(
        is_visible=not args.plain, doubtful_below=limit, shows_raw=args.raw_polygons
    )
    request = FigureRequest(
        volume=volume,
        slice_index=index,
        grey=grey or default_state(subject.stack, volume),
        findings=subject.findings,
        overlay=state,
        size=size,
        curves=_tracing(subject) if args.tracing else (),
        is_plain=args.plain,
        hides_identity=not args.identity,
        remarks=picture_remarks(subject.result, subject.findings),
        wording=overlay_wording(),
    )
    figure = draw_figure(request)
    write_png(args.out, figure)
    if args.layout is not None:
        _write_layout(args.layout, figure, subject, state)


def _write_layout(path: Path, figure: "Figure", subject: _Subject, state: "OverlayState") -> None:
    from viewer.foundation.files import atomic_write
    from viewer.overlay.layout import layout_document, left_out

    unplaced = subject.result.unplaced if subject.result else ()
    missing = left_out(subject.findings, unplaced, figure.items, state)
    document = layout_document(figure.frame, figure.items, missing, figure.curves)
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    atomic_write(path, f"{text}\n".encode())


def _tracing(subject: _Subject) -> "tuple[Curve, ...]":
    """Return the lines through the answer's landmarks; none where there are none."""
    from viewer.domain.cephalometry.film import film_of
    from viewer.overlay.tracing import compose_tracing

    return compose_tracing(film_of(subject.findings, subject.stack.description).face)


def _subject(args: argparse.Namespace, found: "ScanResult") -> _Subject:
    """Return the stack that the options mean: that of the UID, of the answer, else the largest."""
    stacks = sorted(found.stacks, key=lambda stack: -len(stack.instances))
    if args.sop is not None:
        stacks = [stack for stack in stacks if _index_of(stack, args.sop) is not None]
        if not stacks:
            raise WrongUsage(f"no image has the SOP Instance UID {args.sop}")
    if args.answer is None:
        return _Subject(stacks[0], None)

    from viewer.app.saved_answer import read_saved
    from viewer.vendors.catalogue import endpoint_named

    frame = args.frame if args.sop is None else _index_of(stacks[0], args.sop)
    answered = read_saved(args.answer, endpoint_named(args.endpoint), stacks, frame)
    return _Subject(answered.stack, answered.result, answered.index)


def _slice_index(args: argparse.Namespace, subject: _Subject) -> int:
    count = len(subject.stack.instances)
    if args.frame is not None:
        if not 0 <= args.frame < count:
            raise WrongUsage(f"--frame counts from 0 to {count - 1} here")
        return int(args.frame)
    if args.sop is not None:
        return _index_of(subject.stack, args.sop) or 0
    if args.finding is not None:
        return _finding(args.finding, subject.findings).placement.slice_index
    if subject.findings:
        return subject.findings[0].placement.slice_index
    return subject.stack.centre if subject.index is None else subject.index


def _finding(wanted: str, findings: "tuple[Finding, ...]") -> "Finding":
    for finding in findings:
        if wanted in (finding.uid, str(finding.number)):
            return finding
    raise WrongUsage(f"the answer has no finding {wanted}; it has {len(findings)} with a place")


def _index_of(stack: "ImageStack", sop_instance_uid: str) -> int | None:
    return next(
        (
            index
            for index, instance in enumerate(stack.description.instances)
            if instance.sop_instance_uid == sop_instance_uid
        ),
        None,
    )


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d+)[xX×](\d+)", text)
    sides = tuple(map(int, match.groups())) if match else (0, 0)
    if not all(1 <= side <= _LARGEST_SIDE for side in sides):
        raise WrongUsage(f"--size is WIDTHxHEIGHT, each from 1 to {_LARGEST_SIDE}")
    return sides[0], sides[1]
