"""What the worker process does for an endpoint: inspect a submission, analyse a job, look at once.

Methods, and the libraries that they are made of, are imported when they are first needed.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from viewer.server.catalogue import NIFTI, Endpoint, endpoint_numbered
from viewer.server.envelope import NO_METHOD, Json, RefusedError, RetCode
from viewer.server.folders import INPUT, RESULTS, SLICES, input_folder
from viewer.server.limits import DEFAULT_THRESHOLD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.server.methods.scan import Scan

Task = Mapping[str, Json]
Analysis = Callable[[Path, Task], Json]


def endpoint_of(task: Task) -> Endpoint:
    """Return the endpoint that a task is for; nodules, the first there was, when it has none."""
    return endpoint_numbered(int(str(task.get("endpoint", 1))))


def inspect(folder: Path, task: Task) -> dict[str, Json]:
    """Unpack the inputs and check every documented limit. Raises RefusedError."""
    from viewer.server.intake import inspect as inspect_series
    from viewer.server.nifti import inspect_volume

    endpoint = endpoint_of(task)
    if endpoint.series is None:
        return {}
    if task.get("format") == NIFTI:
        inspect_volume(folder, endpoint.series)
        return {}
    slices = 0
    names = _names(task, endpoint)
    for number, name in enumerate(names):
        try:
            slices += inspect_series(input_folder(folder, number), endpoint.series).slices
        except RefusedError as error:
            raise (error.about(name) if len(endpoint.url_fields) > 1 else error) from error
    return {"slices": slices}


def analyse(folder: Path, task: Task) -> dict[str, Json]:
    """Run the endpoint's method; returns `data`, or `failed` with the reason."""
    from viewer.server.stack import UnfitSeriesError

    # What a run that was cut short has left behind is written again.
    shutil.rmtree(folder / RESULTS, ignore_errors=True)
    (folder / RESULTS).mkdir()
    try:
        return {"data": _ANALYSES[endpoint_of(task).task](folder, task)}
    except UnfitSeriesError as error:
        return {"failed": error.code, "message": error.reason}


def prepare(_: Path, __: Task) -> dict[str, Json]:
    """Load what an answer at once needs, so that its time limit is spent on the file alone."""
    from viewer.server.images import read_image
    from viewer.server.phantoms.known import truth_of

    del read_image, truth_of
    return {}


def look(folder: Path, task: Task) -> dict[str, Json]:
    """Answer at once: `data` is what is known of these very pixels. Raises RefusedError.

    Of a question's photos the first decides.
    """
    from viewer.server.phantoms.known import truth_of

    endpoint = endpoint_of(task)
    inspect(folder, task)
    known = truth_of(endpoint.path[1:], _pixels(folder, task, endpoint))
    if known is None:
        raise RefusedError(RetCode.NO_METHOD_FOR_IMAGE, NO_METHOD)
    return {"data": known}


def _pixels(folder: Path, task: Task, endpoint: Endpoint) -> "Sequence[NDArray[Any]]":
    from viewer.server.images import check_image, read_frames, read_image

    if endpoint.image is None:
        inputs = range(len(_names(task, endpoint)))
        return [frame for place in inputs for frame in read_frames(input_folder(folder, place))]
    data_format = str(task.get("format", ""))
    files = sorted((folder / INPUT).iterdir())
    for path in files[1:]:
        check_image(path, data_format, endpoint.image)
    return [read_image(files[0], data_format, endpoint.image)]


def _names(task: Task, endpoint: Endpoint) -> Sequence[str]:
    """Return the URL fields that the submission gave, in their order."""
    given = task.get("inputs")
    return [str(name) for name in given] if isinstance(given, list) else endpoint.url_fields[:1]


def _scan(folder: Path, task: Task) -> "Scan":
    from viewer.server.intake import read_scan
    from viewer.server.nifti import read_volume

    return read_volume(folder) if task.get("format") == NIFTI else read_scan(folder)


def _nodules(folder: Path, task: Task) -> Json:
    from viewer.server.screening import nodules

    threshold = float(str(task.get("threshold", DEFAULT_THRESHOLD)))
    return nodules(_scan(folder, task), threshold)


def _calcium(folder: Path, task: Task) -> Json:
    from viewer.server.screening import calcium_list

    return calcium_list(_scan(folder, task), folder / RESULTS)


def _pneumonia(folder: Path, task: Task) -> Json:
    from viewer.server.screening import pneumonia

    return pneumonia(_scan(folder, task), folder / RESULTS)


def _chest(folder: Path, task: Task) -> Json:
    from viewer.server.screening import chest

    return chest(_scan(folder, task), folder / RESULTS)


def _registration(folder: Path, task: Task) -> Json:
    from viewer.server.answers.registration import registration_data
    from viewer.server.methods.registered_files import Descent, write_registration
    from viewer.server.methods.registration import register

    floating, reference = (input_folder(folder, number) for number in (0, 1))
    moving, still = _scan(floating, task), _scan(reference, task)
    file = min((reference / SLICES).iterdir())
    found = register(moving, still)
    write_registration(still, found, Descent.of(file, moving), folder / RESULTS)
    return registration_data()


_ANALYSES: Final[Mapping[str, Analysis]] = {
    "nodules": _nodules,
    "calcium": _calcium,
    "pneumonia": _pneumonia,
    "chest": _chest,
    "registration": _registration,
}
