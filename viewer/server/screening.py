"""The methods on one chest CT, alone or all four in one job; in the worker process only.

Each writes its result files into a folder and says its result in the words of the gateway. A method
is imported when it is asked for: a job for nodules needs none of the others.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from viewer.server.envelope import Json
from viewer.server.limits import DEFAULT_THRESHOLD
from viewer.server.methods.lungs import NoLungFoundError
from viewer.server.methods.scan import Scan
from viewer.server.stack import UnfitSeriesError

Method = Callable[[Scan, Path], Json]


def nodules(scan: Scan, threshold: float) -> Json:
    """Return the nodules' `Series`. Raises UnfitSeriesError."""
    from viewer.server.answer import series_answer
    from viewer.server.methods.nodules import detect

    try:
        return series_answer(scan, detect(scan), threshold)
    except NoLungFoundError as error:
        reason = "该序列中未找到肺组织，无法进行肺结节检测"
        raise UnfitSeriesError("NoLungFound", reason) from error


def calcium_list(scan: Scan, folder: Path) -> Json:
    """Return the coronary calcium as 2477-9 lists it. Raises UnfitSeriesError."""
    from viewer.server.answers.calcium import cacs_list
    from viewer.server.methods.calcium import score_calcium, write_calcium

    found = score_calcium(scan)
    write_calcium(scan, found, folder)
    return cacs_list(scan, found)


def pneumonia(scan: Scan, folder: Path) -> Json:
    """Return the opacities of the lungs. Raises UnfitSeriesError."""
    from viewer.server.answers.pneumonia import covid_data
    from viewer.server.methods.pneumonia import find_pneumonia, write_pneumonia

    found = find_pneumonia(scan)
    write_pneumonia(scan, found, folder)
    return covid_data(scan, found)


def chest(scan: Scan, folder: Path) -> Json:
    """Run the four methods; what one of them cannot do is left out of the answer.

    Raises UnfitSeriesError, the first method's, when none of them can do anything.
    """
    answer: dict[str, Json] = {}
    refusals = []
    for name, method in _CHEST.items():
        try:
            answer[name] = method(scan, folder)
        except UnfitSeriesError as error:
            refusals.append(error)
    if not answer:
        raise refusals[0]
    return answer


def _nodules(scan: Scan, _: Path) -> Json:
    return nodules(scan, DEFAULT_THRESHOLD)


def _calcium(scan: Scan, folder: Path) -> Json:
    from viewer.server.answers.calcium import calcium_data
    from viewer.server.methods.calcium import score_calcium, write_calcium

    found = score_calcium(scan)
    write_calcium(scan, found, folder)
    return calcium_data(scan, found)


def _ribs(scan: Scan, folder: Path) -> Json:
    from viewer.server.answers.ribs import ribs_data
    from viewer.server.methods.ribs import detect, write_ribs

    found = detect(scan)
    write_ribs(scan, found, folder)
    return ribs_data(scan, found)


_CHEST: Final[dict[str, Method]] = {
    "LungNodule": _nodules,
    "CACS": _calcium,
    "Covid": pneumonia,
    "DetectRibFracture": _ribs,
}
